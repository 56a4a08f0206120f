/*
 * convert.c - anban convert: plans the jobs, runs them, says what came of each.
 */
#include "app/outputs.h"
#include "app/summary.h"
#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct convert {
	struct common_options common;
	char **outputs, **formats;
	gboolean force;
	gint processes;
	GPtrArray *jobs; /* of struct job * */
};

/* Standard output is one of the outputs: words go elsewhere. */
static gboolean
writes_stdout(const struct job *job)
{
	for (guint i = 0; i < job->outputs->len; i++)
		if (!strcmp(g_array_index(job->outputs, struct output, i).path, "-"))
			return TRUE;
	return FALSE;
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
	job->clock = convert->common.timings ? clock_new() : NULL;
	job_run(job, &outcome);
	cli_print_diags(outcome.diags, &convert->common);
	if (!convert->common.quiet && outcome.tree)
		summary = summary_text(job, &outcome);
	if (summary)
		fputs(summary, writes_stdout(job) ? stderr : stdout);
	if (job->clock) {
		g_autofree char *report = clock_report(job->clock);

		fputs(report, stderr);
	}
	status = diags_status(outcome.diags, convert->common.strict);
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

static enum status
plan_and_run(struct convert *convert, char **inputs)
{
	struct request request = {
	        .inputs = (const char *const *)inputs,
	        .outputs = (const char *const *)convert->outputs,
	        .formats = (const char *const *)convert->formats,
	};
	g_autoptr(GError) error = NULL;
	enum status status;

	convert->jobs = outputs_plan(&request, &error);
	if (!convert->jobs)
		return cli_usage("convert", error->message);
	status = run_jobs(convert);
	g_ptr_array_unref(convert->jobs);
	return status;
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
	        {"force", 'f', 0, G_OPTION_ARG_NONE, &convert.force,
	                N_("overwrite files that anban did not make"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("convert"), entries, &convert.common);
	enum status status;

	if (!cli_parse_files(context, "convert", &argc, &argv, &status))
		return status;
	formats = split_formats(to);
	convert.outputs = outputs;
	convert.formats = formats;
	return plan_and_run(&convert, argv + 1);
}
