/*
 * cover.c - the words of a cover are chosen, the page is painted and becomes a JPEG; or a
 * file is taken as it is, where every reader shows it rightly.
 *
 * A file that cannot be used is reported, and a cover drawn in its place.
 */
#include "app/cover.h"

#include "base/text_in.h"
#include "typeset/cover.h"
#include "write/png/png.h"

#include <string.h>

/* 400 × 640 pt are 1600 × 2560 pixels; fine lines in few colours bear coarse quantising.
 */
enum { DPI = 288, QUALITY = 60 };

/* --- a given file ------------------------------------------------------- */

/* As it is, where every reader shows it rightly. */
static GBytes *
bytes_of(const struct image *image, gboolean *png, GError **error)
{
	const struct image_header *header = &image->header;
	struct pixels *pixels;
	GBytes *bytes;

	*png = header->format == IMAGE_PNG && header->turn == 1;
	if (*png || (header->format == IMAGE_JPEG && header->plain && header->turn == 1))
		return image_bytes(image, error);
	pixels = image_pixels(image, 0, 0, TRUE, error);
	bytes = pixels ? pixels_jpeg(pixels, PIXELS_QUALITY, error) : NULL;
	pixels_free(pixels);
	return bytes;
}

/* Why a file is no cover. */
static const char *
reason(const GError *error)
{
	if (g_error_matches(error, IMAGE_ERROR, IMAGE_ERROR_FORMAT))
		return _("it is no picture that anban knows");
	if (g_error_matches(error, IMAGE_ERROR, IMAGE_ERROR_LARGE))
		return _("it is too large");
	return error && *error->message ? error->message : _("it is not whole");
}

static GBytes *
read_cover(const char *path, gboolean *png, struct diags *diags)
{
	g_autoptr(GError) error = NULL;
	struct image *image = image_open(path, path, &error);
	GBytes *bytes = image ? bytes_of(image, png, &error) : NULL;

	image_free(image);
	if (!bytes)
		diag_report(diags, DIAG_COVER_FILE, path, 0, 0, reason(error), NULL);
	return bytes;
}

/* --- a drawn one -------------------------------------------------------- */

static const char *
shown_of(const struct node *root, enum node_kind kind)
{
	const struct node *node = node_find(root, kind);

	return node ? node->shown : NULL;
}

static const char *
first_known(const char *a, const char *b, const char *c)
{
	return a && *a ? a : b && *b ? b : c;
}

/* title, year: to be freed. */
static struct cover_words
choose_words(const struct node *root, char **title, char **year)
{
	const struct meta *meta = root->meta;
	const char *shown =
	        shown_of(root, root->kind == NODE_BOOK ? NODE_TITLE_PAGE : NODE_TITLE);
	const char *source = meta->sources->len ? meta->sources->pdata[0] : NULL;

	*title = g_strdup(first_known(shown, meta_title(meta), "Không có nhan đề"));
	*year = meta->published.year > 0 ? g_strdup_printf("%d", meta->published.year)
	                                 : NULL;
	return (struct cover_words){
	        .kicker = first_known(
	                shown_of(root, NODE_KICKER), meta->kicker, meta->series),
	        .title = *title,
	        .maker = first_known(meta->publisher, source, meta->agency),
	        .year = *year,
	};
}

static GBytes *
draw_cover(const struct job *job, const struct tree *tree, const struct style *style,
        struct diags *diags)
{
	g_autofree char *title = NULL, *year = NULL;
	g_autoptr(GError) error = NULL;
	struct cover_words words = choose_words(tree_root(tree), &title, &year);
	struct page *page = cover_page(tree, job->fonts, style, &words, diags);
	GBytes *cover = page ? png_jpeg(page, DPI, QUALITY, &error) : NULL;

	page_free(page);
	if (error)
		job_report(diags, error, NULL, 0);
	return cover;
}

GBytes *
cover_make(const struct job *job, const struct tree *tree, const struct style *style,
        struct diags *diags, gboolean *png)
{
	GBytes *cover = NULL;

	if (job->no_cover)
		return NULL;
	if (job->cover)
		cover = read_cover(job->cover, png, diags);
	if (cover)
		return cover;
	*png = FALSE;
	return draw_cover(job, tree, style, diags);
}
