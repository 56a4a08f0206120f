/*
 * epub.c - the container (EPUB 3.3, 4): which files, in which order.
 *
 * Small documents are made at once; the XHTML of an article is made when the container
 * takes it and is freed right after, so that memory does not grow with the articles.
 * The mark of base/file.h stands in the archive comment.
 */
#include "write/epub/epub.h"

#include "base/text_in.h"
#include "base/zip.h"
#include "write/epub/publication.h"

#include <string.h>

#define FOLDER "EPUB/"
#define MEDIA_TYPE "application/epub+zip"

struct epub {
	struct write_job job;
	struct outfile *out;
};

static gpointer
epub_open(struct outfile *out, const struct write_job *job, GError **error)
{
	struct epub *epub = g_new0(struct epub, 1);

	epub->job = *job;
	epub->out = out;
	return epub;
}

static void
epub_discard(gpointer self)
{
	g_free(self);
}

/* --- files -------------------------------------------------------------- */

/* META-INF/container.xml (EPUB 3.3, 4.2.6.3.1) */
static GBytes *
container_document(void)
{
	struct xml *xml = xml_new(TRUE);

	xml_open(xml, "container");
	xml_attribute(xml, "version", "1.0");
	xml_attribute(xml, "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container");
	xml_open(xml, "rootfiles");
	xml_open(xml, "rootfile");
	xml_attribute(xml, "full-path", FOLDER PACKAGE_FILE);
	xml_attribute(xml, "media-type", "application/oebps-package+xml");
	return xml_steal(xml);
}

/* What opens the part that begins with an article. */
static void
add_part(struct zip_writer *zip, const struct publication *publication, guint index)
{
	const struct node *part = publication->parts->pdata[index];
	g_autofree char *file = publication_part_file(index);
	g_autofree char *name = g_strconcat(FOLDER, file, NULL);

	if (part)
		zip_writer_take(zip, name, TRUE, chapter_part(publication, part));
}

static void
add_chapters(struct zip_writer *zip, struct publication *publication)
{
	for (guint i = 0; i < publication->articles->len; i++) {
		g_autofree char *file = publication_file(i);
		g_autofree char *name = g_strconcat(FOLDER, file, NULL);

		add_part(zip, publication, i);
		zip_writer_take(zip, name, TRUE, chapter_document(publication, i));
	}
}

static void
add_fonts(struct zip_writer *zip, const struct publication *publication)
{
	for (guint i = 0; i < publication->fonts->len; i++) {
		const struct embedded_font *font =
		        &g_array_index(publication->fonts, struct embedded_font, i);
		g_autofree char *name =
		        g_strconcat(FOLDER FONT_FOLDER, font->face->file, NULL);

		zip_writer_add(zip, name, TRUE, font->file);
	}
}

/* Pictures are compressed by themselves, but for drawings. */
static void
add_pictures(struct zip_writer *zip, struct publication *publication)
{
	for (guint i = 0; i < publication->pictures->len; i++) {
		const struct embedded_picture *picture =
		        &g_array_index(publication->pictures, struct embedded_picture, i);
		g_autofree char *name = g_strconcat(FOLDER, picture->file, NULL);

		zip_writer_take(zip, name, picture->format == IMAGE_SVG,
		        gallery_bytes(publication, i));
	}
}

static void
add_cover(struct zip_writer *zip, const struct publication *publication)
{
	const char *file = publication_cover(publication);
	g_autofree char *name = g_strconcat(FOLDER, file, NULL);

	if (!file)
		return;
	zip_writer_take(zip, FOLDER COVER_FILE, TRUE, chapter_cover(publication));
	zip_writer_add(zip, name, FALSE, publication->job.cover);
}

/* OCF: the media type comes first, as it is. */
static void
add_files(struct zip_writer *zip, struct publication *publication)
{
	zip_writer_take(zip, "mimetype", FALSE,
	        g_bytes_new_static(MEDIA_TYPE, strlen(MEDIA_TYPE)));
	zip_writer_take(zip, "META-INF/container.xml", TRUE, container_document());
	zip_writer_take(zip, FOLDER PACKAGE_FILE, TRUE, package_document(publication));
	zip_writer_take(zip, FOLDER NAV_FILE, TRUE, nav_document(publication));
	zip_writer_take(zip, FOLDER NCX_FILE, TRUE, ncx_document(publication));
	zip_writer_take(zip, FOLDER CSS_FILE, TRUE, css_sheet(publication));
	add_cover(zip, publication);
	if (publication->is_book)
		zip_writer_take(zip, FOLDER TITLE_PAGE_FILE, TRUE,
		        chapter_title_page(publication));
	add_chapters(zip, publication);
	if (publication_colophon(publication))
		zip_writer_take(zip, FOLDER COLOPHON_FILE, TRUE,
		        chapter_colophon(publication, publication_colophon(publication)));
	add_fonts(zip, publication);
	add_pictures(zip, publication);
}

static gboolean
write_container(struct outfile *out, struct publication *publication, GError **error)
{
	struct zip_writer *zip = zip_writer_new(out, publication->modified);

	add_files(zip, publication);
	if (!zip_writer_finish(zip, FILE_MARK, error))
		return FALSE;
	if (!publication->error)
		return TRUE;
	g_propagate_error(error, g_steal_pointer(&publication->error));
	return FALSE;
}

static gboolean
epub_finish(gpointer self, GError **error)
{
	struct epub *epub = self;
	enum clock_phase was = clock_enter(epub->job.clock, CLOCK_EPUB);
	struct publication *publication = publication_new(&epub->job);
	gboolean ok = publication && write_container(epub->out, publication, error);

	publication_free(publication);
	clock_enter(epub->job.clock, was);
	epub_discard(epub);
	return ok;
}

const struct writer epub_writer = {
        .name = "epub",
        .suffix = ".epub",
        .type = MEDIA_TYPE,
        .help = N_("EPUB 3.3 for e-readers"),
        .needs_pages = FALSE,
        .has_cover = TRUE,
        .open = epub_open,
        .finish = epub_finish,
        .discard = epub_discard,
};
