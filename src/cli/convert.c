/*
 * convert.c - anban convert: plans the jobs, runs them, says what came of each.
 */
#include "app/outputs.h"
#include "app/report.h"
#include "app/summary.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct convert {
	struct common_options common;
	char **outputs, **formats;
	char *files_from, *report_path;
	struct report *report; /* or NULL */
	gboolean force, full_fonts, no_fonts, no_cover;
	char *cover, *image_profile;
	char *standard; /* and what else is for the PDF alone */
	char **attach;
	gboolean grey, attach_source;
	gint processes;
	GPtrArray *jobs; /* of struct job * */
};

/* Standard output is one of the outputs: words go elsewhere. */
static gboolean
writes_stdout(const struct convert *convert, const struct job *job)
{
	if (convert->report_path && !strcmp(convert->report_path, "-"))
		return TRUE;
	for (guint i = 0; i < job->outputs->len; i++)
		if (!strcmp(g_array_index(job->outputs, struct output, i).path, "-"))
			return TRUE;
	return FALSE;
}

static void
apply_pdf(const struct convert *convert, struct job *job)
{
	job->standard = convert->standard;
	job->grey = convert->grey;
	job->attach = (const char *const *)convert->attach;
	job->attach_source = convert->attach_source;
}

/* Wishes for a PDF that no PDF could fulfil, or that nobody is to make. */
static gboolean
check_pdf(const struct convert *convert, GError **error)
{
	gboolean wishes = convert->standard || convert->grey || convert->attach ||
	                  convert->attach_source;

	for (guint i = 0; wishes && i < convert->jobs->len; i++) {
		struct job *job = convert->jobs->pdata[i];

		apply_pdf(convert, job);
		if (!job_check_pdf(job, error))
			return FALSE;
		for (guint k = 0; k < job->outputs->len; k++)
			if (!strcmp(g_array_index(job->outputs, struct output, k)
			                    .writer->name,
			            "pdf"))
				return TRUE;
	}
	if (wishes)
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
		        _("--pdf-standard, --gray and --attach are for a PDF, and none "
		          "is to be made"));
	return !wishes;
}

static enum status
run_job(guint index, gpointer user)
{
	const struct convert *convert = user;
	struct job *job = convert->jobs->pdata[index];
	g_autofree char *summary = NULL;
	struct outcome outcome;
	enum status status;

	cli_apply(&convert->common, job);
	job->force = convert->force;
	if (convert->full_fonts)
		job->fonts_kept = WRITE_FONTS_FULL;
	else if (convert->no_fonts)
		job->fonts_kept = WRITE_FONTS_NONE;
	job->cover = convert->cover;
	job->no_cover = convert->no_cover;
	job->image_profile = convert->image_profile;
	apply_pdf(convert, job);
	job->clock = convert->common.timings ? clock_new() : NULL;
	job_run(job, &outcome);
	cli_print_diags(outcome.diags, &convert->common);
	if (!convert->common.quiet && outcome.tree)
		summary = summary_text(job, &outcome);
	if (summary)
		fputs(summary, writes_stdout(convert, job) ? stderr : stdout);
	if (job->clock) {
		g_autofree char *report = clock_report(job->clock);

		fputs(report, stderr);
	}
	status = diags_status(outcome.diags, convert->common.strict);
	if (convert->report)
		report_add(convert->report, index, job, &outcome, status);
	clock_free(job->clock);
	outcome_clear(&outcome);
	return status;
}

/* How far a long batch is, on a terminal. */
static void
show_progress(const struct convert *convert, guint index)
{
	if (convert->jobs->len > 1 && !convert->common.quiet && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%u/%u\r", index + 1, convert->jobs->len);
}

static enum status
run_jobs(struct convert *convert)
{
	enum status worst = STATUS_OK;

	if (convert->processes > 1 && convert->jobs->len > 1)
		return parallel_run(
		        convert->jobs->len, (guint)convert->processes, run_job, convert);
	for (guint i = 0; i < convert->jobs->len; i++) {
		show_progress(convert, i);
		worst = status_worse(worst, run_job(i, convert));
		fflush(stdout);
	}
	return worst;
}

/* Says what went wrong with a file that is no document. */
static enum status
say_error(const struct convert *convert, const GError *error, const char *path)
{
	struct diags *diags = diags_new();
	enum status status;

	job_report(diags, error, path, (gsize)LIMIT_INPUT_MIB << 20);
	cli_print_diags(diags, &convert->common);
	status = diags_status(diags, FALSE);
	diags_free(diags);
	return status;
}

/* The jobs, and the report if one is wanted; a report that may not be written is refused
 * before any work is done. */
static enum status
run_reported(struct convert *convert)
{
	const char *path = convert->report_path;
	g_autoptr(GError) error = NULL;
	enum status status = STATUS_OK;

	if (!path)
		return run_jobs(convert);
	if (convert->force || file_may_replace(path, &error))
		convert->report = report_new(&error);
	if (convert->report) {
		status = run_jobs(convert);
		report_write(
		        convert->report, convert->jobs, path, convert->force, &error);
		report_free(convert->report);
	}
	return error ? status_worse(status, say_error(convert, error, path)) : status;
}

static enum status
plan_and_run(struct convert *convert, char **inputs)
{
	struct request request = {
	        .inputs = (const char *const *)inputs,
	        .outputs = (const char *const *)convert->outputs,
	        .formats = (const char *const *)convert->formats,
	        .report = convert->report_path,
	};
	g_autoptr(GError) error = NULL;
	enum status status;

	convert->jobs = outputs_plan(&request, &error);
	if (convert->jobs && !check_pdf(convert, &error))
		g_clear_pointer(&convert->jobs, g_ptr_array_unref);
	if (!convert->jobs)
		return cli_usage("convert", error->message);
	cli_prompt(request.inputs);
	status = run_reported(convert);
	g_ptr_array_unref(convert->jobs);
	return status;
}

/* The names in the file, one a line, after those of the command line. FALSE: *status. */
static gboolean
gather_inputs(const struct convert *convert, char **named, GPtrArray *inputs,
        enum status *status)
{
	const char *list = convert->files_from;
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = NULL;
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	const char *data;
	gsize size;

	for (int i = 0; named[i]; i++)
		g_ptr_array_add(inputs, g_strdup(named[i]));
	if (!list)
		return TRUE;
	bytes = file_read(list, (gsize)LIMIT_INPUT_MIB << 20, &error);
	if (!bytes) {
		*status = say_error(convert, error, list);
		return FALSE;
	}
	data = g_bytes_get_data(bytes, &size);
	text = size ? g_strndup(data, size) : g_strdup("");
	lines = g_strsplit(text, "\n", -1);
	for (int i = 0; lines[i]; i++) {
		lines[i][strcspn(lines[i], "\r")] = '\0';
		if (*lines[i])
			g_ptr_array_add(inputs, g_strdup(lines[i]));
	}
	return TRUE;
}

/* How often standard input would be read. */
static guint
count_stdin(const struct convert *convert, const GPtrArray *inputs)
{
	guint n = convert->files_from && !strcmp(convert->files_from, "-");

	for (guint i = 0; i < inputs->len; i++)
		n += !strcmp(inputs->pdata[i], "-");
	return n;
}

static enum status
convert_all(struct convert *convert, char **named)
{
	g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(g_free);
	enum status status;

	if (convert->full_fonts && convert->no_fonts)
		return cli_usage(
		        "convert", _("--full-fonts and --no-fonts exclude each other"));
	if (convert->cover && convert->no_cover)
		return cli_usage(
		        "convert", _("--cover and --no-cover exclude each other"));
	if (convert->image_profile && !job_check_profile(convert->image_profile))
		return cli_usage(
		        "convert", _("--image-profile takes ereader, screen or print"));
	if (!gather_inputs(convert, named, inputs, &status))
		return status;
	if (inputs->len == 0)
		return cli_usage("convert", _("no file was named"));
	if (count_stdin(convert, inputs) > 1)
		return cli_usage(
		        "convert", _("standard input (-) can be read only once"));
	g_ptr_array_add(inputs, NULL);
	return plan_and_run(convert, (char **)inputs->pdata);
}

/* "pdf,epub" and repeated --to alike. */
static char **
split_formats(char **given)
{
	g_autofree char *joined = NULL;

	if (!given)
		return NULL;
	joined = g_strjoinv(",", given);
	return g_strsplit(joined, ",", -1);
}

enum status
convert_main(int argc, char **argv)
{
	struct convert convert = {.processes = 1};
	g_auto(GStrv) to = NULL;
	g_auto(GStrv) outputs = NULL;
	g_auto(GStrv) formats = NULL;
	g_auto(GStrv) attach = NULL;
	const GOptionEntry entries[] = {
	        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &outputs,
	                N_("file to make (its suffix is the format) or FOLDER/; "
	                   "repeatable. Several"
	                   " inputs with one file become a book"),
	                "OUT"},
	        {"to", 't', 0, G_OPTION_ARG_STRING_ARRAY, &to,
	                N_("formats: pdf, epub (both)"), "FORMAT"},
	        {"jobs", 'j', 0, G_OPTION_ARG_INT, &convert.processes,
	                N_("convert so many files at a time"), "N"},
	        {"files-from", 0, 0, G_OPTION_ARG_FILENAME, &convert.files_from,
	                N_("a list of files to convert, one name a line; - is standard "
	                   "input"),
	                "LIST"},
	        {"report", 0, 0, G_OPTION_ARG_FILENAME, &convert.report_path,
	                N_("a table of what came of each file, worst first"), "OUT.tsv"},
	        {"cover", 0, 0, G_OPTION_ARG_FILENAME, &convert.cover,
	                N_("a picture (JPEG or PNG) as the cover of the EPUB, instead of "
	                   "a drawn one"),
	                "FILE"},
	        {"no-cover", 0, 0, G_OPTION_ARG_NONE, &convert.no_cover,
	                N_("no cover in the EPUB"), NULL},
	        {"image-profile", 0, 0, G_OPTION_ARG_STRING, &convert.image_profile,
	                N_("what the pictures of the EPUB are made for (screen)"),
	                "ereader|screen|print"},
	        {"full-fonts", 0, 0, G_OPTION_ARG_NONE, &convert.full_fonts,
	                N_("whole fonts in the EPUB, not only the characters it shows"),
	                NULL},
	        {"no-fonts", 0, 0, G_OPTION_ARG_NONE, &convert.no_fonts,
	                N_("no fonts in the EPUB: the reader chooses"), NULL},
	        {"pdf-standard", 0, 0, G_OPTION_ARG_STRING, &convert.standard,
	                N_("what the PDF conforms to: a-1b … a-3a, ua-1, 1.4, 1.7, "
	                   "separated by commas; or none (a-2a,ua-1)"),
	                "LIST"},
	        {"gray", 0, 0, G_OPTION_ARG_NONE, &convert.grey,
	                N_("a PDF in black and its shades"), NULL},
	        {"attach", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &attach,
	                N_("a file to put into the PDF (PDF/A-3), what it is to the "
	                   "article, and words on it; repeatable"),
	                "FILE[:RELATIONSHIP[:DESCRIPTION]]"},
	        {"attach-source", 0, 0, G_OPTION_ARG_NONE, &convert.attach_source,
	                N_("put the article's source into the PDF"), NULL},
	        {"force", 'f', 0, G_OPTION_ARG_NONE, &convert.force,
	                N_("overwrite files that anban did not make"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("convert"), entries, &convert.common);
	enum status status;

	if (!cli_parse(context, "convert", &argc, &argv, &status))
		return status;
	formats = split_formats(to);
	convert.outputs = outputs;
	convert.formats = formats;
	convert.attach = attach;
	status = convert_all(&convert, argv + 1);
	g_free(convert.standard);
	g_free(convert.files_from);
	g_free(convert.report_path);
	g_free(convert.cover);
	g_free(convert.image_profile);
	return status;
}
