/*
 * measure.c - the lines of the peers' design, to be measured by spacing.py.
 *
 * usage: bench-measure [--measure MM] [--size PT] [--leading PT] [--plain] OUT.pdf
 * FILE...
 *
 * The files are set as one book by the normal typesetter and PDF writer in the design
 * that gen.py gives the peers: text of 11 on 15 pt, an indent of 14 pt, on A5; a measure
 * of 112 mm is the peers' one column, one of 53 mm their two. Nothing of the way lines
 * are made is set here: the style's own limits hold.
 */
#include "app/data.h"
#include "app/job.h"
#include "base/limits.h"
#include "style/style.h"
#include "typeset/typeset.h"
#include "write/writer.h"

#include <stdio.h>

/* A writer at work, as the sink of the typesetter sees it. */
struct writing {
	const struct writer *writer;
	gpointer self;
};

static gboolean
pass_page(struct page *page, gpointer user, GError **error)
{
	struct writing *writing = user;

	return writing->writer->page(writing->self, page, error);
}

/* The design of gen.py on a measure in mm. */
static void
make_style(struct style *style, double measure, double size, double leading)
{
	static const enum block_role text[] = {BLOCK_BODY, BLOCK_FIRST, BLOCK_OPENING,
	        BLOCK_LEAD, BLOCK_LEAD_LONG, BLOCK_HEADING3, BLOCK_BYLINE, BLOCK_SOURCE};

	style->margin_left = style->margin_left_even = style->margin_right =
	        (style->width - UNIT_MM(measure)) / 2;
	style->margin_top = UNIT_MM(20);
	style->grid = UNIT_POINTS(leading);
	style->lines = (guint)(UNIT_MM(170) / style->grid);
	for (guint i = 0; i < G_N_ELEMENTS(text); i++) {
		style->blocks[text[i]].size = UNIT_POINTS(size);
		style->blocks[text[i]].leading = UNIT_POINTS(leading);
	}
	style->blocks[BLOCK_BODY].indent = UNIT_POINTS(14);
	style->blocks[BLOCK_FIRST].indent = UNIT_POINTS(14);
	style->blocks[BLOCK_OPENING].indent = UNIT_POINTS(14);
}

static gboolean
set_pages(const struct job *job, const struct tree *tree, const struct style *style,
        struct writing *writing, struct diags *diags, GError **error)
{
	struct typeset_options options = {style, LIMIT_PAGES, NULL};
	struct page_sink sink = {pass_page, writing};
	guint n;

	if (!typeset(tree, job->fonts, &options, diags, &sink, &n, error)) {
		writing->writer->discard(writing->self);
		return FALSE;
	}
	return writing->writer->finish(writing->self, error);
}

static gboolean
write_pdf(const struct job *job, const struct tree *tree, const struct style *style,
        const char *path, struct diags *diags, GError **error)
{
	struct outfile *out = outfile_open(path, TRUE, error);
	g_autofree char *fonts = data_fonts();
	struct write_job write_job = {
	        .tree = tree,
	        .style = style,
	        .fonts = fonts,
	        .generator = "bench-measure",
	        .diags = diags,
	        .target = path,
	};
	struct writing writing = {writer_by_name("pdf"), NULL};

	if (!out)
		return FALSE;
	writing.self = writing.writer->open(out, &write_job, error);
	if (writing.self && set_pages(job, tree, style, &writing, diags, error))
		return outfile_commit(out, error);
	outfile_discard(out);
	return FALSE;
}

int
main(int argc, char **argv)
{
	double measure = 112, size = 11, leading = 15;
	gboolean plain = FALSE;
	const GOptionEntry entries[] = {
	        {"measure", 0, 0, G_OPTION_ARG_DOUBLE, &measure, "of the lines", "MM"},
	        {"size", 0, 0, G_OPTION_ARG_DOUBLE, &size, "of the text", "PT"},
	        {"leading", 0, 0, G_OPTION_ARG_DOUBLE, &leading, "of the text", "PT"},
	        {"plain", 0, 0, G_OPTION_ARG_NONE, &plain, "as --justify plain", NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new("OUT.pdf FILE...");
	g_autoptr(GError) error = NULL;
	struct diags *diags = diags_new();
	struct job *job = job_new();
	struct tree *tree;
	struct style style = {0};

	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error) || argc < 3) {
		fprintf(stderr, "%s\n", error ? error->message : "no file");
		return 2;
	}
	for (int i = 2; i < argc; i++)
		job_add_input(job, argv[i]);
	job->paper = "A5";
	tree = job_read(job, diags);
	if (tree)
		style = *job_style(job, MEDIUM_PRINT, diags);
	make_style(&style, measure, size, leading);
	if (plain)
		style_plain_lines(&style);
	if (!tree || !write_pdf(job, tree, &style, argv[1], diags, &error))
		fprintf(stderr, "%s\n", error ? error->message : "no text");
	tree_free(tree);
	job_free(job);
	diags_free(diags);
	return error || !tree ? 1 : 0;
}
