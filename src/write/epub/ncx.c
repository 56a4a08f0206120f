/*
 * ncx.c - the contents and pages once more, for reading systems of EPUB 2 (OPF 2.0.1,
 * 2.4.1; ANSI/NISO Z39.86-2005, 8): EPUB 3 allows it and reads the navigation document.
 *
 * It says the same as that, in the same order.
 */
#include "write/epub/publication.h"

static void
write_meta(struct xml *xml, const char *name, const char *content)
{
	xml_open(xml, "meta");
	xml_attribute(xml, "name", name);
	xml_attribute(xml, "content", content);
	xml_close(xml);
	xml_newline(xml);
}

static void
write_number(struct xml *xml, const char *name, guint number)
{
	g_autofree char *content = g_strdup_printf("%u", number);

	write_meta(xml, name, content);
}

/* <docTitle>, <navLabel> */
static void
write_label(struct xml *xml, const char *element, const char *text)
{
	xml_open(xml, element);
	xml_element(xml, "text", text);
	xml_close(xml);
}

static void
write_content(struct xml *xml, const char *address)
{
	xml_open(xml, "content");
	xml_attribute(xml, "src", address);
	xml_close(xml);
}

/* --- head --------------------------------------------------------------- */

static guint
deepest(const GArray *entries)
{
	guint depth = 1;

	for (guint i = 0; i < entries->len; i++)
		depth = MAX(depth, g_array_index(entries, struct outline_entry, i).depth);
	return depth;
}

static void
write_head(const struct publication *publication, struct xml *xml, const GArray *entries)
{
	struct pagemap *pagemap = publication->job.pagemap;
	guint n = pagemap ? pagemap_length(pagemap) : 0;
	g_autofree char *identifier = identity_of(publication);

	xml_open(xml, "head");
	xml_newline(xml);
	write_meta(xml, "dtb:uid", identifier);
	write_number(xml, "dtb:depth", deepest(entries));
	write_number(xml, "dtb:totalPageCount", n);
	write_number(
	        xml, "dtb:maxPageNumber", n ? pagemap_at(pagemap, n - 1)->number : 0);
	xml_close(xml);
	xml_newline(xml);
	write_label(xml, "docTitle", publication_title(publication->root));
	xml_newline(xml);
}

/* --- contents ----------------------------------------------------------- */

static void
write_point(struct xml *xml, const struct outline_entry *entry)
{
	g_autofree char *id = g_strdup_printf("point-%u", entry->node->id);
	g_autofree char *address = outline_address(entry);
	g_autofree char *label = outline_label(entry);

	xml_open(xml, "navPoint");
	xml_attribute(xml, "id", id);
	write_label(xml, "navLabel", label);
	write_content(xml, address);
	xml_newline(xml);
}

static void
write_points(struct xml *xml, const GArray *entries)
{
	guint open = 0;

	xml_open(xml, "navMap");
	xml_newline(xml);
	for (guint i = 0; i < entries->len; i++) {
		const struct outline_entry *entry =
		        &g_array_index(entries, struct outline_entry, i);

		for (; open >= entry->depth; open--)
			xml_close(xml);
		write_point(xml, entry);
		open = entry->depth;
	}
	for (; open; open--)
		xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

/* --- pages -------------------------------------------------------------- */

static void
write_page(const struct publication *publication, struct xml *xml,
        const struct pagemap_place *place)
{
	g_autofree char *number = g_strdup_printf("%u", place->number);
	g_autofree char *id = inline_break_id(place);
	g_autofree char *address = outline_page(publication, place);

	xml_open(xml, "pageTarget");
	xml_attribute(xml, "id", id);
	xml_attribute(xml, "type", "normal");
	xml_attribute(xml, "value", number);
	write_label(xml, "navLabel", number);
	write_content(xml, address);
	xml_close(xml);
	xml_newline(xml);
}

static void
write_pages(const struct publication *publication, struct xml *xml)
{
	struct pagemap *pagemap = publication->job.pagemap;
	guint n = pagemap ? pagemap_length(pagemap) : 0;

	if (!n)
		return;
	xml_open(xml, "pageList");
	write_label(xml, "navLabel", "Trang in");
	xml_newline(xml);
	for (guint i = 0; i < n; i++)
		write_page(publication, xml, pagemap_at(pagemap, i));
	xml_close(xml);
	xml_newline(xml);
}

GBytes *
ncx_document(const struct publication *publication)
{
	g_autoptr(GArray) entries = outline_make(publication);
	struct xml *xml = xml_new(TRUE);

	xml_open(xml, "ncx");
	xml_attribute(xml, "xmlns", "http://www.daisy.org/z3986/2005/ncx/");
	xml_attribute(xml, "version", "2005-1");
	xml_attribute(xml, "xml:lang", publication_language(publication->root));
	xml_newline(xml);
	write_head(publication, xml, entries);
	write_points(xml, entries);
	write_pages(publication, xml);
	return xml_steal(xml);
}
