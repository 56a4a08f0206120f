/*
 * json_library.c - json-glib, loaded when it is first used.
 */
#include "article/json_library.h"

struct json json;
ONDEMAND_LIBRARY(json, "libjson-glib-1.0.so.0", "articles as JSON", JSON)

gboolean
json_ready(const char *file, struct diags *diags)
{
	g_autoptr(GError) error = NULL;

	if (ondemand_load(&json_library, &error))
		return TRUE;
	diag_report(diags, DIAG_LIBRARY_LOAD, file, 0, 0, error->message, NULL);
	return FALSE;
}
