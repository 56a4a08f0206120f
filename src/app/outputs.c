/*
 * outputs.c - planning the outputs of a command.
 *
 * Without -o every input has its outputs beside it; with -o FOLDER/ in that folder; with
 * -o FILE all inputs together make that file. What comes from standard input is named by
 * its title, which is known only when it was read. No output may have the name of an
 * input or of another output.
 */
#include "app/outputs.h"

#include "app/slug.h"
#include "base/text_in.h"
#include "read/reader.h"

#include <string.h>
#include <sys/stat.h>

static gboolean
fail(GError **error, const char *format, const char *argument)
{
	g_autofree char *message = NULL;
	g_auto(GStrv) parts = g_strsplit(format, "%1", 2);

	message = g_strconcat(parts[0], argument, parts[1], NULL);
	g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, message);
	return FALSE;
}

/* --- names -------------------------------------------------------------- */

static gboolean
is_folder(const char *path)
{
	return g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR);
}

static gboolean
is_device(const char *path)
{
	struct stat info;

	return !strcmp(path, "-") || (stat(path, &info) == 0 && !S_ISREG(info.st_mode));
}

/* The name without the suffix of its reader. */
static char *
stem(const char *input)
{
	gsize best = 0, length = strlen(input);

	for (const struct reader *reader = reader_table(); reader->name; reader++) {
		g_auto(GStrv) suffixes = g_strsplit(reader->suffixes, " ", -1);

		for (int i = 0; suffixes[i]; i++)
			if (g_str_has_suffix(input, suffixes[i]))
				best = MAX(best, strlen(suffixes[i]));
	}
	return g_strndup(input, length - best);
}

static char *
output_name(const char *input, const char *folder, const struct writer *writer)
{
	g_autofree char *without = stem(input);
	g_autofree char *base = NULL;
	g_autofree char *name = NULL;

	if (!folder)
		return g_strconcat(without, writer->suffix, NULL);
	base = g_path_get_basename(without);
	name = g_strconcat(base, writer->suffix, NULL);
	return g_build_filename(folder, name, NULL);
}

/* --- formats ------------------------------------------------------------ */

static gboolean
wanted(const struct request *request, const struct writer *writer)
{
	return !request->formats || g_strv_contains(request->formats, writer->name);
}

static gboolean
check_formats(const struct request *request, GError **error)
{
	for (int i = 0; request->formats && request->formats[i]; i++)
		if (!writer_by_name(request->formats[i]))
			return fail(error, _("--to does not know the format \"%1\""),
			        request->formats[i]);
	return TRUE;
}

/* By the suffix; a device takes the one format of --to, or the first there is. */
static const struct writer *
writer_of(const struct request *request, const char *path, GError **error)
{
	const struct writer *writer = writer_by_file(path);

	if (!writer && request->formats && !request->formats[1])
		writer = writer_by_name(request->formats[0]);
	if (!writer && is_device(path))
		writer = writer_table()[0];
	if (!writer)
		fail(error,
		        _("the suffix of \"%1\" names no format; say which with --to, "
		          "or end the name with / for a folder"),
		        path);
	return writer;
}

/* --- jobs --------------------------------------------------------------- */

static void
job_free_any(gpointer job)
{
	job_free(job);
}

static void
plan_separate(const struct request *request, const char *folder, GPtrArray *jobs)
{
	for (int i = 0; request->inputs[i]; i++) {
		struct job *job = job_new();

		g_ptr_array_add(jobs, job);
		job_add_input(job, request->inputs[i]);
		job->by_title = !strcmp(request->inputs[i], "-");
		job->folder = g_strdup(folder);
		for (int k = 0; writer_table()[k]; k++) {
			const struct writer *writer = writer_table()[k];
			g_autofree char *name =
			        output_name(request->inputs[i], folder, writer);

			if (wanted(request, writer))
				job_add_output(job, writer, job->by_title ? "" : name);
		}
	}
}

static gboolean
plan_joined(const struct request *request, GPtrArray *jobs, GError **error)
{
	struct job *job = job_new();

	g_ptr_array_add(jobs, job);
	for (int i = 0; request->inputs[i]; i++)
		job_add_input(job, request->inputs[i]);
	for (int i = 0; request->outputs[i]; i++) {
		const struct writer *writer =
		        writer_of(request, request->outputs[i], error);

		if (!writer)
			return FALSE;
		job_add_output(job, writer, request->outputs[i]);
	}
	return TRUE;
}

/* The same file under another spelling is found by its real path. */
static gboolean
claim(GHashTable *names, const char *path)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);

	return is_device(path) || g_hash_table_add(names, g_steal_pointer(&absolute));
}

static gboolean
check_names(const struct request *request, GPtrArray *jobs, GError **error)
{
	g_autoptr(GHashTable) names =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (int i = 0; request->inputs[i]; i++)
		claim(names, request->inputs[i]);
	if (request->report && !claim(names, request->report))
		return fail(error, _("two files would have the same name: \"%1\""),
		        request->report);
	for (guint i = 0; i < jobs->len; i++) {
		const struct job *job = jobs->pdata[i];

		for (guint k = 0; k < job->outputs->len && !job->by_title; k++) {
			const char *path =
			        g_array_index(job->outputs, struct output, k).path;

			if (!claim(names, path))
				return fail(error,
				        _("two files would have the same name: \"%1\""),
				        path);
		}
	}
	return TRUE;
}

/* -o names one folder or only files. */
static gboolean
find_folder(const struct request *request, const char **folder, GError **error)
{
	*folder = NULL;
	for (int i = 0; request->outputs && request->outputs[i]; i++)
		if (is_folder(request->outputs[i]))
			*folder = request->outputs[i];
	if (*folder && request->outputs[1])
		return fail(error, _("-o \"%1\" is a folder and must be the only -o"),
		        *folder);
	return TRUE;
}

GPtrArray *
outputs_plan(const struct request *request, GError **error)
{
	g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func(job_free_any);
	const char *folder;
	gboolean ok = TRUE;

	if (!check_formats(request, error) || !find_folder(request, &folder, error))
		return NULL;
	if (request->outputs && !folder)
		ok = plan_joined(request, jobs, error);
	else
		plan_separate(request, folder, jobs);
	if (!ok || !check_names(request, jobs, error))
		return NULL;
	return g_steal_pointer(&jobs);
}

/* --- named by the title ------------------------------------------------- */

static char *
numbered_name(const struct job *job, const struct output *output, const char *slug,
        guint number)
{
	g_autofree char *tail =
	        number > 1 ? g_strdup_printf("-%u", number) : g_strdup("");
	g_autofree char *name = g_strconcat(slug, tail, output->writer->suffix, NULL);

	return job->folder ? g_build_filename(job->folder, name, NULL)
	                   : g_steal_pointer(&name);
}

/* None of the files is there yet. */
static gboolean
name_is_free(const struct job *job, const char *slug, guint number)
{
	for (guint i = 0; i < job->outputs->len; i++) {
		g_autofree char *path = numbered_name(job,
		        &g_array_index(job->outputs, struct output, i), slug, number);
		struct stat info;

		if (lstat(path, &info) == 0)
			return FALSE;
	}
	return TRUE;
}

void
outputs_name(struct job *job, const char *title)
{
	g_autofree char *slug = slug_new(title);
	guint number = 1;

	while (!job->force && !name_is_free(job, slug, number))
		number++;
	for (guint i = 0; i < job->outputs->len; i++) {
		struct output *output = &g_array_index(job->outputs, struct output, i);

		g_free(output->path);
		output->path = numbered_name(job, output, slug, number);
	}
}
