/*
 * ondemand.h - libraries that are loaded when they are first used, not when the program
 * starts.
 *
 * A library that only some runs use, and that brings many others along, is not linked:
 *its functions are called through a table of pointers. One list of their names makes the
 * table, typed by the library's own header, and what fills it:
 *
 *	#define CAIRO(FUNCTION) FUNCTION(cairo_, create) FUNCTION(cairo_, destroy)
 *	static ONDEMAND_TABLE(cairo, CAIRO) cairo;
 *	ONDEMAND_LIBRARY(cairo, "libcairo.so.2", "page previews", CAIRO)
 *
 *	if (!ondemand_load(&cairo_library, error))
 *		return NULL;
 *	context = cairo.create(surface);
 *
 * The version in the name of the file is that of the header's binary interface. Packagers
 * read it from an ELF note: "ELF dlopen metadata", https://uapi-group.org/specifications/
 */
#ifndef ANBAN_BASE_ONDEMAND_H
#define ANBAN_BASE_ONDEMAND_H

#include <glib.h>

#define ONDEMAND_ERROR (ondemand_error_quark())
GQuark ondemand_error_quark(void);

struct ondemand {
	const char *file;         /* "libcairo.so.2" */
	const char *const *names; /* of the functions, in the order of the table */
	gsize n;
	gpointer table;
	gboolean loaded;
};

/* Fills the table, the first time. FALSE: error (ONDEMAND_ERROR, in the words of the
 * system); the table must not be used. */
gboolean ondemand_load(struct ondemand *library, GError **error);

#define ONDEMAND_POINTER(prefix, name) __typeof__(prefix##name) *name;
#define ONDEMAND_NAME(prefix, name) #prefix #name,

#define ONDEMAND_TABLE(tag, LIST)                                                        \
	struct tag {                                                                     \
		LIST(ONDEMAND_POINTER)                                                   \
	}

#define ONDEMAND_LIBRARY(table_name, file_name, purpose, LIST)                           \
	static const char *const table_name##_names[] = {LIST(ONDEMAND_NAME)};           \
	static struct ondemand table_name##_library = {file_name, table_name##_names,    \
	        G_N_ELEMENTS(table_name##_names), &table_name, FALSE};                   \
	ONDEMAND_NOTE(table_name##_note,                                                 \
	        "[{\"soname\":[\"" file_name "\"],\"feature\":\"" #table_name            \
	        "\",\"description\":\"" purpose "\",\"priority\":\"required\"}]")

#define ONDEMAND_NOTE(variable, json)                                                    \
	__attribute__((used, section(".note.dlopen"), aligned(4))) static const struct { \
		guint32 name_size, size, type;                                           \
		char name[4];                                                            \
		char text[(sizeof(json) + 3) / 4 * 4];                                   \
	} variable = {4, (sizeof(json) + 3) / 4 * 4, 0x407c0c0a, "FDO", json};

#endif
