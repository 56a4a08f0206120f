/*
 * job.c - a document from its inputs to its outputs.
 *
 * Every output is independent: one that fails leaves a diagnostic and no file, and the
 * others are made all the same.
 */
#include "app/job.h"

#include "app/attachments.h"
#include "app/cover.h"
#include "app/data.h"
#include "app/finished.h"
#include "app/inputs.h"
#include "app/outputs.h"
#include "app/pictures.h"
#include "app/styles.h"
#include "article/meta.h"
#include "article/shown.h"
#include "base/limits.h"
#include "base/ondemand.h"
#include "book/join.h"
#include "config.h"
#include "image/profile.h"
#include "style/generate.h"
#include "style/sheet.h"
#include "typeset/pagemap.h"
#include "typeset/typeset.h"
#include "write/pdf/profile.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void
output_clear(gpointer data)
{
	struct output *output = data;

	g_free(output->path);
}

/* The look, computed once for each medium. */
struct job_look {
	struct sheets *sheets;
	struct style *styles[MEDIUM_SCREEN + 1];
};

struct job *
job_new(void)
{
	struct job *job = g_new0(struct job, 1);
	g_autofree char *folder = data_fonts();

	job->fonts = fonts_new(folder);
	job->inputs = g_ptr_array_new_with_free_func(g_free);
	job->outputs = g_array_new(FALSE, FALSE, sizeof(struct output));
	g_array_set_clear_func(job->outputs, output_clear);
	job->image_dpi = JOB_IMAGE_DPI;
	job->look = g_new0(struct job_look, 1);
	job->input_limit = (gsize)LIMIT_INPUT_MIB << 20;
	return job;
}

static void
look_free(struct job_look *look)
{
	for (gsize i = 0; i < G_N_ELEMENTS(look->styles); i++)
		style_free(look->styles[i]);
	sheets_free(look->sheets);
	g_free(look);
}

void
job_free(struct job *job)
{
	if (!job)
		return;
	look_free(job->look);
	g_ptr_array_unref(job->inputs);
	g_array_unref(job->outputs);
	g_free(job->folder);
	fonts_free(job->fonts);
	pictures_free(job->pictures);
	if (job->attachments)
		g_ptr_array_unref(job->attachments);
	g_free(job);
}

void
job_add_input(struct job *job, const char *name)
{
	g_ptr_array_add(job->inputs, g_strdup(name));
}

void
job_add_output(struct job *job, const struct writer *writer, const char *path)
{
	struct output output = {.writer = writer, .path = g_strdup(path)};

	g_array_append_val(job->outputs, output);
}

void
outcome_clear(struct outcome *outcome)
{
	diags_free(outcome->diags);
	tree_free(outcome->tree);
	g_free(outcome->paper);
}

/* --- errors of the system become diagnostics ---------------------------- */

void
job_report(struct diags *diags, const GError *error, const char *file, gsize limit)
{
	g_autofree char *number = NULL;

	if (error->domain == ONDEMAND_ERROR) {
		diag_report(diags, DIAG_LIBRARY_LOAD, file, 0, 0, error->message, NULL);
		return;
	}
	if (error->domain != FILE_ERROR) {
		diag_report(diags, DIAG_OUTPUT_FAILED, file, 0, 0, error->message, NULL);
		return;
	}
	switch ((enum file_error)error->code) {
	case FILE_ERROR_READ:
		diag_report(diags, DIAG_INPUT_READ, file, 0, 0, error->message, NULL);
		break;
	case FILE_ERROR_DIRECTORY:
		diag_report(diags, DIAG_INPUT_DIRECTORY, file, 0, 0, file, NULL);
		break;
	case FILE_ERROR_LIMIT:
		number = g_strdup_printf("%" G_GSIZE_FORMAT, limit >> 20);
		diag_report(diags, DIAG_INPUT_LIMIT, file, 0, 0, number, NULL);
		break;
	case FILE_ERROR_WRITE:
		diag_report(diags, DIAG_OUTPUT_WRITE, file, 0, 0, error->message, NULL);
		break;
	case FILE_ERROR_EXISTS:
		diag_report(diags, DIAG_OUTPUT_EXISTS, file, 0, 0, NULL, NULL);
		break;
	case FILE_ERROR_CHANGED:
		diag_report(diags, DIAG_OUTPUT_CHANGED, file, 0, 0, NULL, NULL);
		break;
	}
}

/* --- the look ----------------------------------------------------------- */

const struct style *
job_style(const struct job *job, enum medium medium, struct diags *diags)
{
	struct job_look *look = job->look;
	g_autoptr(GError) error = NULL;

	if (!look->sheets)
		look->sheets = styles_load(job->styles, job->font_folder, diags);
	if (!look->sheets)
		return NULL;
	if (look->styles[medium])
		return look->styles[medium];
	look->styles[medium] = style_new(look->sheets, medium, job->paper, diags, &error);
	if (error)
		job_report(diags, error, NULL, 0);
	else if (job->plain_lines)
		style_plain_lines(look->styles[medium]);
	if (look->styles[medium] && job->grey && medium == MEDIUM_PRINT)
		look->styles[medium]->accent = 0; /* stands out in black */
	return look->styles[medium];
}

/* What the text is shown by: print, unless the only outputs have no pages. */
static enum medium
main_medium(const struct job *job)
{
	for (guint i = 0; i < job->outputs->len; i++)
		if (g_array_index(job->outputs, struct output, i).writer->needs_pages)
			return MEDIUM_PRINT;
	return job->outputs->len ? MEDIUM_SCREEN : MEDIUM_PRINT;
}

/* Options win, then what the style asks for. */
static struct shown_options
shown_of(const struct job *job, const struct style *style)
{
	struct shown_options shown = job->shown;

	if (!job->typography_given && style->keep_typography)
		shown.typography = TYPOGRAPHY_KEEP;
	if (!job->title_case_given && style->keep_case)
		shown.title_case = TITLE_CASE_KEEP;
	return shown;
}

/* --- reading ------------------------------------------------------------ */

static void
apply_meta(const struct job *job, struct tree *tree, struct diags *diags)
{
	for (guint i = 0; job->meta && job->meta[i]; i++) {
		const char *value = strchr(job->meta[i], '=');
		g_autofree char *key = NULL;

		if (!value) {
			diag_report(diags, DIAG_META_VALUE, NULL, 0, 0, job->meta[i], "");
			continue;
		}
		key = g_strndup(job->meta[i], value - job->meta[i]);
		meta_set(tree, key, value + 1, NULL, diags);
	}
}

/* Titles as typed in the files' metadata too, and no word of cases that were not set. */
static void
keep_titles(struct tree *tree, struct diags *diags)
{
	struct node *root = tree_root(tree);

	for (struct node *node = root; node; node = node_next(node, root))
		if (node->meta)
			node->meta->title_cased = NULL;
	diags_remove(diags, DIAG_TITLE_CASE, NULL);
	diags_remove(diags, DIAG_HEADING_CASE, NULL);
}

static struct tree *
join_all(GPtrArray *trees)
{
	if (trees->len == 0)
		return NULL;
	if (trees->len == 1)
		return trees->pdata[0];
	return join_articles((struct tree **)trees->pdata, trees->len, NULL);
}

struct tree *
job_read(struct job *job, struct diags *diags)
{
	enum clock_phase was = clock_enter(job->clock, CLOCK_READ);
	const struct style *style = job_style(job, main_medium(job), diags);
	g_autoptr(GPtrArray) trees = style ? inputs_read(job, diags) : NULL;
	struct shown_options shown;
	struct tree *tree = trees ? join_all(trees) : NULL;

	if (tree) {
		apply_meta(job, tree, diags);
		shown = shown_of(job, style);
		if (shown.title_case == TITLE_CASE_KEEP)
			keep_titles(tree, diags);
		pictures_free(job->pictures);
		job->pictures = pictures_new(job->images);
		pictures_bind(job->pictures, tree, diags);
		shown_prepare(tree, &shown, diags);
		generate_text(style, tree);
		pictures_describe(tree, diags);
	}
	clock_enter(job->clock, was);
	return tree;
}

/* --- typesetting -------------------------------------------------------- */

gboolean
job_typeset(const struct job *job, const struct tree *tree, struct diags *diags,
        const struct page_sink *sink, guint *n_pages)
{
	g_autoptr(GError) error = NULL;
	struct typeset_options options = {
	        .style = job_style(job, MEDIUM_PRINT, diags),
	        .page_limit = LIMIT_PAGES,
	        .clock = job->clock,
	};
	gboolean ok;

	if (!options.style)
		return FALSE;
	ok = typeset(tree, job->fonts, &options, diags, sink, n_pages, &error);
	if (error)
		job_report(diags, error, NULL, 0);
	return ok;
}

/* --- writing ------------------------------------------------------------ */

/* What SOURCE_DATE_EPOCH says; year 0: nothing. */
static struct date
epoch_date(void)
{
	const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
	struct date date = {0};
	g_autoptr(GDateTime) time = NULL;

	if (epoch && *epoch)
		time = g_date_time_new_from_unix_utc(g_ascii_strtoll(epoch, NULL, 10));
	if (!time)
		return date;
	g_date_time_get_ymd(time, &date.year, &date.month, &date.day);
	date.hour = g_date_time_get_hour(time);
	date.minute = g_date_time_get_minute(time);
	return date;
}

/* SOURCE_DATE_EPOCH, else the document's own dates; never the clock. */
static void
date_files(struct write_job *write_job)
{
	struct date epoch = epoch_date();
	const struct meta *meta = tree_meta(write_job->tree);

	write_job->date = epoch.year ? epoch : meta->published;
	write_job->modified = epoch.year ? epoch : meta->modified;
}

/* A writer at work, as the sink of the typesetter sees it. */
struct writing {
	const struct writer *writer;
	gpointer self;
	struct pagemap *pagemap; /* NULL: nobody asks for it */
};

static gboolean
pass_page(struct page *page, gpointer user, GError **error)
{
	struct writing *writing = user;

	if (writing->pagemap)
		pagemap_add(writing->pagemap, page);
	return writing->writer->page(writing->self, page, error);
}

/* The content of one output into its outfile. FALSE with error, or with a diagnostic
 * reported. */
static gboolean
write_content(const struct job *job, const struct write_job *write_job,
        const struct output *output, struct outfile *out, struct pagemap *pagemap,
        struct outcome *outcome, GError **error)
{
	struct writing writing = {output->writer, NULL, pagemap};
	struct page_sink sink = {pass_page, &writing};

	writing.self = output->writer->open(out, write_job, error);
	if (!writing.self)
		return FALSE;
	if (output->writer->needs_pages &&
	        !job_typeset(
	                job, write_job->tree, outcome->diags, &sink, &outcome->n_pages)) {
		output->writer->discard(writing.self);
		return FALSE;
	}
	return output->writer->finish(writing.self, error) &&
	       finished_check(output->writer, out, output->path, outcome->diags, error);
}

/* pagemap: filled with the pages, where the output has any; or NULL. */
static void
write_output(const struct job *job, struct write_job *write_job, struct output *output,
        struct pagemap *pagemap, struct outcome *outcome)
{
	enum clock_phase was = clock_enter(job->clock, CLOCK_WRITE);
	g_autoptr(GError) error = NULL;
	struct outfile *out = outfile_open(output->path, job->force, &error);

	write_job->target = output->path;
	write_job->style =
	        job_style(job, output->writer->needs_pages ? MEDIUM_PRINT : MEDIUM_SCREEN,
	                outcome->diags);
	if (write_job->style) /* another medium may say other things */
		generate_text(write_job->style, outcome->tree);
	if (out && write_job->style &&
	        write_content(job, write_job, output, out, pagemap, outcome, &error))
		output->written = outfile_commit(out, &error);
	else
		outfile_discard(out);
	if (error)
		job_report(outcome->diags, error, output->path, 0);
	clock_enter(job->clock, was);
}

/* Refusals are told before any work is done. */
static gboolean
may_write(const struct job *job, struct diags *diags)
{
	gboolean any = FALSE;

	for (guint i = 0; i < job->outputs->len; i++) {
		struct output *output = &g_array_index(job->outputs, struct output, i);
		g_autoptr(GError) error = NULL;

		output->refused = !job->force && !file_may_replace(output->path, &error);
		if (output->refused)
			job_report(diags, error, output->path, 0);
		else
			any = TRUE;
	}
	return any;
}

/* Outputs with pages come first; the first one that was written lends its page numbers
 * to those without. */
static void
write_paged(struct job *job, struct write_job *write_job, struct outcome *outcome)
{
	for (guint i = 0; i < job->outputs->len; i++) {
		struct output *output = &g_array_index(job->outputs, struct output, i);
		struct pagemap *pagemap = NULL;

		if (output->refused || !output->writer->needs_pages)
			continue;
		if (!write_job->pagemap)
			pagemap = pagemap_new(write_job->tree);
		write_output(job, write_job, output, pagemap, outcome);
		if (output->written && !outcome->paper)
			outcome->paper = g_strdup(write_job->style->paper);
		if (pagemap && output->written) {
			write_job->pagemap = g_steal_pointer(&pagemap);
			write_job->paged = output->path;
		}
		pagemap_free(pagemap);
	}
}

/* Drawn once, for the first output that has a cover. */
static void
make_cover(const struct job *job, struct write_job *write_job, struct diags *diags)
{
	enum clock_phase was = clock_enter(job->clock, CLOCK_COVER);

	if (!write_job->cover)
		write_job->cover = cover_make(job, write_job->tree,
		        job_style(job, MEDIUM_SCREEN, diags), diags,
		        &write_job->cover_png);
	clock_enter(job->clock, was);
}

static void
write_unpaged(struct job *job, struct write_job *write_job, struct outcome *outcome)
{
	for (guint i = 0; i < job->outputs->len; i++) {
		struct output *output = &g_array_index(job->outputs, struct output, i);

		if (output->refused || output->writer->needs_pages)
			continue;
		if (output->writer->has_cover)
			make_cover(job, write_job, outcome->diags);
		write_output(job, write_job, output, NULL, outcome);
	}
}

/* The folder that was named for the outputs, once: if it goes away while the first of
 * them is written, the others shall not stand alone in another one. */
static gboolean
make_folder(const struct job *job, struct diags *diags)
{
	g_autoptr(GError) error = NULL;

	if (!job->folder || file_make_folder(job->folder, &error))
		return TRUE;
	job_report(diags, error, job->folder, 0);
	return FALSE;
}

static void
write_all(struct job *job, struct outcome *outcome)
{
	g_autofree char *fonts = data_fonts();
	struct write_job write_job = {
	        .tree = outcome->tree,
	        .fonts = fonts,
	        .generator = "anban " ANBAN_VERSION,
	        .image_dpi = job->image_dpi,
	        .fonts_kept = job->fonts_kept,
	        .image_profile = job->image_profile
	                                 ? image_profile_find(job->image_profile)
	                                 : NULL,
	        .standard = job->standard,
	        .grey = job->grey,
	        .attachments = job->attachments,
	        .diags = outcome->diags,
	        .clock = job->clock,
	};

	if (!make_folder(job, outcome->diags))
		return;
	date_files(&write_job);
	write_paged(job, &write_job, outcome);
	write_unpaged(job, &write_job, outcome);
	pagemap_free(write_job.pagemap);
	g_clear_pointer(&write_job.cover, g_bytes_unref);
}

gboolean
job_check_profile(const char *name)
{
	return image_profile_find(name) != NULL;
}

gboolean
job_check_pdf(const struct job *job, GError **error)
{
	gboolean attached = job->attach_source || (job->attach && *job->attach);
	struct profile profile;

	return profile_choose(&profile, job->standard, attached, error) &&
	       attachments_check(job->attach, error);
}

/* FALSE: a file cannot be attached; reported. */
static gboolean
read_attachments(struct job *job, struct diags *diags)
{
	if (!job->attach_source && !job->attach)
		return TRUE;
	job->attachments = attachments_read(job->attach, job->input_limit, diags);
	return job->attachments != NULL;
}

void
job_run(struct job *job, struct outcome *outcome)
{
	*outcome = (struct outcome){.diags = diags_new()};
	if (!job->by_title && !may_write(job, outcome->diags))
		return;
	if (!read_attachments(job, outcome->diags))
		return;
	outcome->tree = job_read(job, outcome->diags);
	if (outcome->tree && job->by_title)
		outputs_name(job, meta_title(tree_meta(outcome->tree)));
	if (outcome->tree)
		write_all(job, outcome);
}
