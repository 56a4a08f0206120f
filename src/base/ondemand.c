/*
 * ondemand.c - libraries that are loaded when they are first used.
 *
 * A table is filled whole or not at all: a library that lacks one of the functions is as
 * good as none. What was loaded stays for the life of the program.
 */
#include "base/ondemand.h"

#include <dlfcn.h>
#include <string.h>

G_DEFINE_QUARK(anban - ondemand - error, ondemand_error)

/* POSIX lets a function's address be stored as dlsym() gives it. */
static gboolean
fill(const struct ondemand *library, gpointer handle)
{
	for (gsize i = 0; i < library->n; i++) {
		gpointer function = dlsym(handle, library->names[i]);

		if (!function)
			return FALSE;
		memcpy((char *)library->table + i * sizeof(function), &function,
		        sizeof(function));
	}
	return TRUE;
}

gboolean
ondemand_load(struct ondemand *library, GError **error)
{
	static GMutex lock;
	const char *words;
	gpointer handle;

	g_mutex_lock(&lock);
	if (!library->loaded) {
		handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
		library->loaded = handle && fill(library, handle);
		words = library->loaded ? NULL : dlerror();
		if (!library->loaded)
			g_set_error_literal(
			        error, ONDEMAND_ERROR, 0, words ? words : library->file);
	}
	g_mutex_unlock(&lock);
	return library->loaded;
}
