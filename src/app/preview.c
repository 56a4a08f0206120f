/*
 * preview.c - a document is set, and one of its pages painted.
 */
#include "app/preview.h"

#include "typeset/pages.h"
#include "write/png/png.h"

#include <string.h>

/* Keeps the wanted page, lets the others go. */
struct wanted {
	guint index;
	struct page *page;
};

static gboolean
keep_wanted(struct page *page, gpointer user, GError **error)
{
	struct wanted *wanted = user;

	if (page->index == wanted->index)
		wanted->page = page;
	else
		page_free(page);
	return TRUE;
}

/* The mark stands behind the picture's end, where PNG readers do not look. */
static gboolean
write_picture(const struct job *job, const struct page *page, guint dpi, const char *path,
        struct diags *diags)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) picture = png_paint(page, dpi, &error);
	struct outfile *out = picture ? outfile_open(path, job->force, &error) : NULL;
	gsize size;
	gconstpointer data;

	if (out) {
		data = g_bytes_get_data(picture, &size);
		if (outfile_write(out, data, size, &error) &&
		        outfile_write(out, FILE_MARK, strlen(FILE_MARK), &error))
			outfile_commit(out, &error);
		else
			outfile_discard(out);
	}
	if (error)
		job_report(diags, error, path, 0);
	return !error;
}

gboolean
preview_write(
        struct job *job, guint number, guint dpi, const char *path, struct diags *diags)
{
	struct wanted wanted = {.index = number - 1};
	struct page_sink sink = {keep_wanted, &wanted};
	struct tree *tree = job_read(job, diags);
	g_autofree char *count = NULL;
	gboolean ok = FALSE;
	guint n = 0;

	if (tree && job_typeset(job, tree, diags, &sink, &n) && wanted.page) {
		ok = write_picture(job, wanted.page, dpi, path, diags);
	} else if (n) {
		count = g_strdup_printf("%u", n);
		diag_report(diags, DIAG_PREVIEW_PAGE, NULL, 0, 0, count, NULL);
	}
	page_free(wanted.page);
	tree_free(tree);
	return ok;
}
