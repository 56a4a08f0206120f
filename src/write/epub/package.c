/*
 * package.c - the package document (EPUB 3.3, 5): what the publication is made of, and in
 * which order it is read. What it says of itself: about.c, access.c.
 *
 * The NCX, the spine's toc, the guide and the cover's <meta> are for reading systems of
 * EPUB 2 (OPF 2.0.1); EPUB 3 passes over them.
 */
#include "write/epub/publication.h"

#include <string.h>

static void
write_metadata(const struct publication *publication, struct xml *xml)
{
	xml_open(xml, "metadata");
	xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	xml_newline(xml);
	about_write(publication, xml);
	access_write(publication, xml);
	xml_close(xml);
	xml_newline(xml);
}

/* --- manifest and spine ------------------------------------------------- */

static void
write_item(struct xml *xml, const char *id, const char *file, const char *type,
        const char *properties)
{
	xml_open(xml, "item");
	xml_attribute(xml, "id", id);
	xml_attribute(xml, "href", file);
	xml_attribute(xml, "media-type", type);
	if (properties)
		xml_attribute(xml, "properties", properties);
	xml_close(xml);
	xml_newline(xml);
}

static void
write_numbered(struct xml *xml, const char *prefix, guint index, const char *file,
        const char *type)
{
	g_autofree char *id = g_strdup_printf("%s-%u", prefix, index + 1);

	write_item(xml, id, file, type, NULL);
}

static void
write_cover(const struct publication *publication, struct xml *xml)
{
	const char *file = publication_cover(publication);

	if (!file)
		return;
	write_item(xml, "cover", COVER_FILE, "application/xhtml+xml", NULL);
	write_item(xml, "cover-image", file,
	        publication->job.cover_png ? "image/png" : "image/jpeg", "cover-image");
}

static void
write_manifest(const struct publication *publication, struct xml *xml)
{
	static const char xhtml[] = "application/xhtml+xml";

	xml_open(xml, "manifest");
	xml_newline(xml);
	write_item(xml, "nav", NAV_FILE, xhtml, "nav");
	write_item(xml, "ncx", NCX_FILE, "application/x-dtbncx+xml", NULL);
	write_item(xml, "css", CSS_FILE, "text/css", NULL);
	write_cover(publication, xml);
	if (publication->is_book)
		write_item(xml, "title-page", TITLE_PAGE_FILE, xhtml, NULL);
	for (guint i = 0; i < publication->articles->len; i++) {
		g_autofree char *file = publication_file(i);
		g_autofree char *part = publication_part_file(i);

		if (publication->parts->pdata[i])
			write_numbered(xml, "part", i, part, xhtml);
		write_numbered(xml, "article", i, file, xhtml);
	}
	if (publication_colophon(publication))
		write_item(xml, "colophon", COLOPHON_FILE, xhtml, NULL);
	for (guint i = 0; i < publication->fonts->len; i++) {
		const struct embedded_font *font =
		        &g_array_index(publication->fonts, struct embedded_font, i);
		g_autofree char *file = g_strconcat(FONT_FOLDER, font->face->file, NULL);

		write_numbered(xml, "font", i, file,
		        font->face->compact ? "font/otf" : "font/ttf");
	}
	for (guint i = 0; i < publication->pictures->len; i++) {
		const struct embedded_picture *picture =
		        &g_array_index(publication->pictures, struct embedded_picture, i);

		write_numbered(xml, "picture", i, picture->file,
		        image_format_type(picture->format));
	}
	xml_close(xml);
	xml_newline(xml);
}

static void
write_reference(struct xml *xml, const char *id)
{
	xml_open(xml, "itemref");
	xml_attribute(xml, "idref", id);
	xml_close(xml);
	xml_newline(xml);
}

/* A lone article is read at once, its contents only when asked for; a book shows its
 * title and contents first. */
static void
write_spine(const struct publication *publication, struct xml *xml)
{
	xml_open(xml, "spine");
	xml_attribute(xml, "toc", "ncx");
	xml_newline(xml);
	if (publication->job.cover)
		write_reference(xml, "cover");
	if (publication->is_book) {
		write_reference(xml, "title-page");
		write_reference(xml, "nav");
	}
	for (guint i = 0; i < publication->articles->len; i++) {
		g_autofree char *id = g_strdup_printf("article-%u", i + 1);
		g_autofree char *part = g_strdup_printf("part-%u", i + 1);

		if (publication->parts->pdata[i])
			write_reference(xml, part);
		write_reference(xml, id);
	}
	if (publication_colophon(publication))
		write_reference(xml, "colophon");
	if (!publication->is_book) {
		xml_open(xml, "itemref");
		xml_attribute(xml, "idref", "nav");
		xml_attribute(xml, "linear", "no");
		xml_close(xml);
		xml_newline(xml);
	}
	xml_close(xml);
	xml_newline(xml);
}

/* --- the guide ---------------------------------------------------------- */

static void
write_guided(struct xml *xml, const char *type, const char *title, const char *file)
{
	xml_open(xml, "reference");
	xml_attribute(xml, "type", type);
	xml_attribute(xml, "title", title);
	xml_attribute(xml, "href", file);
	xml_close(xml);
	xml_newline(xml);
}

/* The landmarks (nav.c), as EPUB 2 says them. */
static void
write_guide(const struct publication *publication, struct xml *xml)
{
	g_autofree char *first = publication_file(0);

	xml_open(xml, "guide");
	xml_newline(xml);
	if (publication->job.cover)
		write_guided(xml, "cover", "Bìa", COVER_FILE);
	write_guided(xml, "toc", "Mục lục", NAV_FILE);
	write_guided(xml, "text", "Bắt đầu", first);
	xml_close(xml);
	xml_newline(xml);
}

GBytes *
package_document(const struct publication *publication)
{
	struct xml *xml = xml_new(TRUE);

	xml_open(xml, "package");
	xml_attribute(xml, "xmlns", "http://www.idpf.org/2007/opf");
	xml_attribute(xml, "version", "3.0");
	xml_attribute(xml, "unique-identifier", "id");
	xml_attribute(xml, "xml:lang", publication_language(publication->root));
	xml_newline(xml);
	write_metadata(publication, xml);
	write_manifest(publication, xml);
	write_spine(publication, xml);
	write_guide(publication, xml);
	return xml_steal(xml);
}
