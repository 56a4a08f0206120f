/*
 * finished.c - what is looked at before a file gets its name: a writer with a planted
 * fault, behind the door that convert uses.
 */
#include "app/finished.h"

#include "app/job.h"
#include "base/zip.h"
#include "config.h"
#include "write/epub/epub.h"

#include <glib/gstdio.h>
#include <string.h>

#define INPUT ANBAN_SOURCE_ROOT "/samples/seed.txt"

/* --- writers with a fault -------------------------------------------------- */

static struct outfile *target;

static gpointer
open_noted(struct outfile *out, const struct write_job *job, GError **error)
{
	target = out;
	return epub_writer.open(out, job, error);
}

/* The media type of the container is another one. */
static gboolean
finish_spoilt(gpointer self, GError **error)
{
	return epub_writer.finish(self, error) && outfile_seek(target, 38, error) &&
	       outfile_write(target, "Application", 11, error);
}

/* An archive without anything of a publication. */
static gboolean
finish_empty(gpointer self, GError **error)
{
	struct zip_writer *zip = zip_writer_new(target, 0);
	g_autoptr(GBytes) bytes = g_bytes_new_static("a", 1);

	epub_writer.discard(self);
	zip_writer_add(zip, "a", FALSE, bytes);
	return zip_writer_finish(zip, FILE_MARK, error);
}

static gboolean
finish_cut(gpointer self, GError **error)
{
	epub_writer.discard(self);
	return outfile_write(target, "PK\003\004", 4, error);
}

static gboolean
finish_nothing(gpointer self, GError **error)
{
	epub_writer.discard(self);
	return TRUE;
}

/* --- the door -------------------------------------------------------------- */

/* Converts a sample with a writer that finishes so; what was said: to be freed. TRUE:
 * there is a file. */
static gboolean
convert(gboolean (*finish)(gpointer self, GError **error), char **said)
{
	g_autofree char *folder = g_dir_make_tmp("anban-finished-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "a.epub", NULL);
	struct writer writer = epub_writer;
	struct job *job = job_new();
	struct outcome outcome;
	gboolean there;

	writer.open = open_noted;
	writer.finish = finish;
	job_add_input(job, INPUT);
	job_add_output(job, &writer, path);
	job_run(job, &outcome);
	there = g_file_test(path, G_FILE_TEST_EXISTS);
	g_assert_cmpint(there, ==, g_array_index(job->outputs, struct output, 0).written);
	*said = NULL;
	for (guint i = 0; i < diags_length(outcome.diags); i++)
		if (diags_at(outcome.diags, i)->code == DIAG_OUTPUT_SELFCHECK)
			*said = diag_format(diags_at(outcome.diags, i));
	g_assert_cmpint(diags_status(outcome.diags, FALSE), ==,
	        there ? STATUS_OK : STATUS_FAILED);
	outcome_clear(&outcome);
	job_free(job);
	g_remove(path);
	g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing half-written is left */
	return there;
}

static void
assert_refused(gboolean (*finish)(gpointer self, GError **error), const char *code)
{
	g_autofree char *said = NULL;

	g_assert_false(convert(finish, &said));
	g_assert_nonnull(said);
	g_test_message("%s", said);
	g_assert_nonnull(strstr(said, code));
	g_assert_nonnull(strstr(said, "[output.selfcheck]"));
}

static void
test_sound(void)
{
	g_autofree char *said = NULL;

	g_assert_true(convert(epub_writer.finish, &said));
	g_assert_null(said);
}

static void
test_faults(void)
{
	assert_refused(finish_spoilt, "[epub.mimetype]");
	assert_refused(finish_empty, "[epub.mimetype.first]");
	assert_refused(finish_cut, "[epub.zip]");
	assert_refused(finish_nothing, "[epub.mimetype.first]");
}

/* Only formats with a check are looked at. */
static void
test_others(void)
{
	struct writer writer = epub_writer;

	writer.type = "text/plain";
	g_assert_true(finished_check(&writer, NULL, "a.txt", NULL, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/finished/sound", test_sound);
	g_test_add_func("/finished/faults", test_faults);
	g_test_add_func("/finished/others", test_others);
	return g_test_run();
}
