/*
 * cairo_pdf.c - the same pages through cairo's PDF surface and through anban's writer.
 *
 * usage: bench-cairo-pdf OUT-FOLDER FILE...
 *
 * The files are set as one book three times: into nothing (what layout costs), into a
 * cairo PDF surface (untagged: cairo 1.16 cannot do better), into anban's PDF (tags,
 * PDF/A, PDF/UA). Prints milliseconds and bytes, tab-separated. Times are of one process
 * and one run: read them as ratios.
 */
#include "app/job.h"
#include "typeset/pages.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include <ft2build.h>
#include FT_FREETYPE_H

struct canvas {
	cairo_surface_t *surface;
	cairo_t *cairo;
	FT_Library library;
	GHashTable *faces; /* struct face * to cairo_font_face_t * */
};

static gboolean
drop(struct page *page, gpointer user, GError **error)
{
	page_free(page);
	return TRUE;
}

static cairo_font_face_t *
face_of(struct canvas *canvas, const struct face *face)
{
	cairo_font_face_t *font = g_hash_table_lookup(canvas->faces, face);
	FT_Face ft;

	if (font)
		return font;
	if (FT_New_Face(canvas->library, face->path, 0, &ft))
		g_error("%s: no font", face->path);
	font = cairo_ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
	g_hash_table_insert(canvas->faces, (gpointer)face, font);
	return font;
}

static void
show_run(struct canvas *canvas, const struct run *run)
{
	g_autofree unit *x = g_new(unit, run->n_glyphs + 1);
	g_autofree cairo_glyph_t *glyphs = g_new(cairo_glyph_t, run->n_glyphs);
	g_autofree cairo_text_cluster_t *clusters =
	        g_new0(cairo_text_cluster_t, run->n_glyphs);

	run_positions(run, x);
	for (guint32 i = 0; i < run->n_glyphs; i++) {
		glyphs[i] = (cairo_glyph_t){run->glyphs[i].id,
		        ((double)run->x + x[i]) / UNIT_PT, (double)run->y / UNIT_PT};
		clusters[i] = (cairo_text_cluster_t){run->glyphs[i].bytes, 1};
	}
	cairo_set_font_face(canvas->cairo, face_of(canvas, run->face));
	cairo_set_font_size(canvas->cairo, (double)run->size / UNIT_PT);
	cairo_show_text_glyphs(canvas->cairo, run->text, (int)run->length, glyphs,
	        (int)run->n_glyphs, clusters, (int)run->n_glyphs, 0);
}

static gboolean
show_page(struct page *page, gpointer user, GError **error)
{
	struct canvas *canvas = user;

	cairo_pdf_surface_set_size(canvas->surface, (double)page->width / UNIT_PT,
	        (double)page->height / UNIT_PT);
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (item->kind == ITEM_RUN)
			show_run(canvas, &item->run);
	}
	cairo_show_page(canvas->cairo);
	page_free(page);
	return TRUE;
}

static void
through_cairo(const struct job *job, const struct tree *tree, const char *path)
{
	struct canvas canvas = {.faces = g_hash_table_new(NULL, NULL)};
	struct page_sink sink = {show_page, &canvas};
	struct diags *diags = diags_new();
	cairo_font_options_t *options = cairo_font_options_create();
	guint n;

	FT_Init_FreeType(&canvas.library);
	canvas.surface = cairo_pdf_surface_create(path, 100, 100);
	canvas.cairo = cairo_create(canvas.surface);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_set_font_options(canvas.cairo, options);
	job_typeset(job, tree, diags, &sink, &n);
	cairo_destroy(canvas.cairo);
	cairo_surface_finish(canvas.surface);
	cairo_surface_destroy(canvas.surface);
	diags_free(diags);
}

static guint
through_nothing(const struct job *job, const struct tree *tree)
{
	struct page_sink sink = {drop, NULL};
	struct diags *diags = diags_new();
	guint n = 0;

	job_typeset(job, tree, diags, &sink, &n);
	diags_free(diags);
	return n;
}

static double
milliseconds(gint64 since)
{
	return (double)(g_get_monotonic_time() - since) / 1000;
}

static void
report(const char *what, double time, guint pages, const char *path)
{
	GStatBuf info = {0};

	if (path)
		g_stat(path, &info);
	printf("%s\t%.1f ms\t%.1f µs a page\t%lld bytes\n", what, time,
	        time * 1000 / pages, (long long)info.st_size);
}

int
main(int argc, char **argv)
{
	struct job *job = job_new();
	struct diags *diags = diags_new();
	g_autofree char *cairo = g_build_filename(argv[1], "cairo.pdf", NULL);
	g_autofree char *own = g_build_filename(argv[1], "anban.pdf", NULL);
	struct outcome outcome;
	struct tree *tree;
	gint64 since;
	guint pages;

	for (int i = 2; i < argc; i++)
		job_add_input(job, argv[i]);
	job->paper = "A5";
	tree = job_read(job, diags);
	if (!tree)
		return 1;
	pages = through_nothing(job, tree);
	since = g_get_monotonic_time();
	through_nothing(job, tree);
	report("layout alone", milliseconds(since), pages, NULL);
	since = g_get_monotonic_time();
	through_cairo(job, tree, cairo);
	report("layout and cairo's PDF surface", milliseconds(since), pages, cairo);
	tree_free(tree);
	job_add_output(job, writer_by_name("pdf"), own);
	job->force = TRUE;
	since = g_get_monotonic_time();
	job_run(job, &outcome);
	report("reading, layout and anban's writer", milliseconds(since), pages, own);
	outcome_clear(&outcome);
	diags_free(diags);
	job_free(job);
	return 0;
}
