/*
 * nav.c - the navigation document (EPUB 3.3, 7): contents, landmarks, and the
 * pages of the PDF made in the same run.
 *
 * The contents list the articles and, below each, its headings (outline.c). In a book
 * this document also stands in the spine: it is the page of contents. Words of
 * anban itself are Vietnamese, and marked so where the publication is not.
 */
#include "write/epub/publication.h"

/* An element with a Vietnamese word of our own. */
static void
write_own(struct xml *xml, const char *element, const char *class, const char *language,
        const char *word)
{
	xml_open(xml, element);
	if (class)
		xml_attribute(xml, "class", class);
	if (!g_str_has_prefix(language, "vi"))
		xhtml_language(xml, "vi");
	xml_text(xml, word);
	xml_close(xml);
}

/* --- contents ----------------------------------------------------------- */

/* The entry of the printed contents that leads to a part or an article, or NULL. */
static const struct node *
printed_entry(const struct publication *publication, const struct node *target)
{
	const struct node *contents = node_find(publication->root, NODE_CONTENTS);
	const struct node *entry = contents ? contents->first : NULL;

	while (entry && entry->target != target->id)
		entry = entry->next;
	return entry;
}

static void
write_link(const struct publication *publication, struct xml *xml,
        const struct outline_entry *entry, const struct node *printed)
{
	g_autofree char *address = outline_address(entry);
	g_autofree char *label = outline_label(entry);

	xml_open(xml, "a");
	xml_attribute(xml, "href", address);
	if (printed)
		inline_breaks(publication, xml, printed);
	xml_text(xml, label);
	xml_close(xml);
}

/* Opens the entry's li, and a list around it where it lies deeper than the one before;
 * closes what that one left open. */
static void
write_entry(const struct publication *publication, struct xml *xml, guint open,
        const struct outline_entry *entry, const struct node *printed)
{
	if (open && open < entry->depth)
		xml_open(xml, "ol");
	for (; open > entry->depth; open--) {
		xml_close(xml); /* li */
		xml_close(xml); /* ol */
	}
	if (open == entry->depth)
		xml_close(xml); /* li */
	xml_newline(xml);
	xml_open(xml, "li");
	write_link(publication, xml, entry, printed);
}

/* The list of all entries. Printed ones stand in the order of what they lead to. */
static void
write_entries(const struct publication *publication, struct xml *xml)
{
	g_autoptr(GArray) entries = outline_make(publication);
	const struct node *printed = NULL;
	guint open = 0;

	xml_open(xml, "ol");
	for (guint i = 0; i < entries->len; i++) {
		const struct outline_entry *entry =
		        &g_array_index(entries, struct outline_entry, i);

		gboolean is_printed = entry->node->kind != NODE_HEADING;

		if (is_printed && publication->job.pagemap)
			printed = printed ? printed->next
			                  : printed_entry(publication, entry->node);
		write_entry(publication, xml, open, entry, is_printed ? printed : NULL);
		open = entry->depth;
	}
	for (; open > 1; open--) {
		xml_close(xml);
		xml_close(xml);
	}
	xml_close(xml);
	xml_newline(xml);
	xml_close(xml);
}

/* --- the document ------------------------------------------------------- */

static void
open_nav(struct xml *xml, const char *type, const char *id)
{
	xml_open(xml, "nav");
	xml_attribute(xml, "epub:type", type);
	xml_attribute(xml, "id", id);
}

static void
write_contents(const struct publication *publication, struct xml *xml)
{
	const struct node *contents = node_find(publication->root, NODE_CONTENTS);

	open_nav(xml, "toc", "toc");
	xml_attribute(xml, "role", "doc-toc");
	xml_newline(xml);
	if (contents && !publication_is_blank(contents->shown)) {
		xml_open(xml, "h1");
		xml_attribute(xml, "class", naming_class(BLOCK_CONTENTS));
		xhtml_id(xml, contents->id);
		inline_write(publication, xml, contents);
		xml_close(xml);
	} else {
		write_own(xml, "h1", naming_class(BLOCK_CONTENTS),
		        publication_language(publication->root), "Mục lục");
	}
	xml_newline(xml);
	write_entries(publication, xml);
	xml_close(xml);
	xml_newline(xml);
}

/* A list for reading systems, with a name of its own. */
static void
open_hidden(struct xml *xml, const char *type, const char *name)
{
	open_nav(xml, type, type);
	xhtml_language(xml, "vi");
	xml_attribute(xml, "aria-label", name);
	xml_attribute(xml, "hidden", "hidden");
}

/* type: NULL for none. */
static void
write_place(struct xml *xml, const char *type, const char *address, const char *word)
{
	xml_open(xml, "li");
	xml_open(xml, "a");
	if (type)
		xml_attribute(xml, "epub:type", type);
	xml_attribute(xml, "href", address);
	xml_text(xml, word);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

static void
write_landmarks(const struct publication *publication, struct xml *xml)
{
	g_autofree char *first = publication_file(0);

	open_hidden(xml, "landmarks", "Điểm mốc");
	xml_newline(xml);
	xml_open(xml, "ol");
	xml_newline(xml);
	if (publication->job.cover)
		write_place(xml, "cover", COVER_FILE, "Bìa");
	if (publication->is_book)
		write_place(xml, "titlepage", TITLE_PAGE_FILE, "Trang nhan đề");
	write_place(xml, "toc", NAV_FILE "#toc", "Mục lục");
	write_place(xml, "bodymatter", first, "Bắt đầu");
	if (publication_colophon(publication))
		write_place(xml, "colophon", COLOPHON_FILE, "Thông tin xuất bản");
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

/* The pages of the PDF that was made in the same run. */
static void
write_pages(const struct publication *publication, struct xml *xml)
{
	struct pagemap *pagemap = publication->job.pagemap;
	guint n = pagemap ? pagemap_length(pagemap) : 0;

	if (!n)
		return;
	open_hidden(xml, "page-list", "Các trang in");
	xml_attribute(xml, "role", "doc-pagelist");
	xml_newline(xml);
	xml_open(xml, "ol");
	xml_newline(xml);
	for (guint i = 0; i < n; i++) {
		const struct pagemap_place *place = pagemap_at(pagemap, i);
		g_autofree char *address = outline_page(publication, place);
		g_autofree char *number = g_strdup_printf("%u", place->number);

		write_place(xml, NULL, address, number);
	}
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
}

GBytes *
nav_document(const struct publication *publication)
{
	const struct node *root = publication->root;
	struct xml *xml =
	        xhtml_begin(publication_title(root), publication_language(root));

	write_contents(publication, xml);
	write_pages(publication, xml);
	write_landmarks(publication, xml);
	return xml_steal(xml);
}
