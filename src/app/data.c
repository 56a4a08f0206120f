/*
 * data.c - finding anban's own files, installed or not.
 */
#include "app/data.h"

#include "config.h"

#include <glib.h>
#include <string.h>

/* The folder of the running program, or NULL. */
static char *
program_folder(void)
{
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);

	return program ? g_path_get_dirname(program) : NULL;
}

static gboolean
runs_from_build(const char *folder)
{
	return folder && g_str_has_prefix(folder, ANBAN_BUILD_ROOT);
}

/* "share/NAME" beside the program's folder, if it is there. */
static char *
beside_program(const char *folder, const char *name)
{
	g_autofree char *path = NULL;

	if (!folder)
		return NULL;
	path = g_build_filename(folder, "..", "share", name, NULL);
	return g_file_test(path, G_FILE_TEST_IS_DIR) ? g_steal_pointer(&path) : NULL;
}

/* A folder of the data. */
static char *
data_folder(const char *name)
{
	const char *data = g_getenv("ANBAN_DATA");
	g_autofree char *folder = program_folder();
	g_autofree char *installed = g_build_filename("anban", name, NULL);
	char *path;

	if (data && *data)
		return g_build_filename(data, name, NULL);
	if (runs_from_build(folder))
		return g_build_filename(ANBAN_SOURCE_ROOT, name, NULL);
	path = beside_program(folder, installed);
	return path ? path : g_build_filename(ANBAN_DATADIR, name, NULL);
}

char *
data_fonts(void)
{
	return data_folder("fonts");
}

char *
data_styles(void)
{
	return data_folder("styles");
}

/* "locale" in the folder of ANBAN_DATA; or beside it, as an installation has it. */
static char *
below_data(const char *data)
{
	g_autofree char *inside = g_build_filename(data, "locale", NULL);

	if (g_file_test(inside, G_FILE_TEST_IS_DIR))
		return g_steal_pointer(&inside);
	return g_build_filename(data, "..", "locale", NULL);
}

char *
data_locale(void)
{
	const char *data = g_getenv("ANBAN_DATA");
	g_autofree char *folder = program_folder();
	char *path;

	if (data && *data)
		return below_data(data);
	if (runs_from_build(folder))
		return g_build_filename(ANBAN_BUILD_ROOT, "po", NULL);
	path = beside_program(folder, "locale");
	return path ? path : g_strdup(ANBAN_LOCALEDIR);
}

/* A program in a folder below another one, if it is there. */
static char *
program_in(const char *folder, const char *below, const char *name)
{
	g_autofree char *path = NULL;

	if (!folder || !*folder)
		return NULL;
	path = g_build_filename(folder, below, name, NULL);
	return g_file_test(path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer(&path)
	                                                    : NULL;
}

char *
data_program(const char *name)
{
	const char *data = g_getenv("ANBAN_DATA");
	g_autofree char *folder = program_folder();
	char *path = program_in(data, ".", name);

	if (!path)
		path = program_in(data, "../../libexec", name);
	if (!path && runs_from_build(folder))
		return g_build_filename(ANBAN_BUILD_ROOT, name, NULL);
	if (!path)
		path = program_in(folder, "../libexec", name);
	return path ? path : g_build_filename(ANBAN_LIBEXECDIR, name, NULL);
}
