/*
 * json_line.h - flat JSON objects, each in a line of its own, for scripts.
 *
 * The article's own JSON, which is read back, is made in article/json_write.c.
 */
#ifndef ANBAN_BASE_JSON_LINE_H
#define ANBAN_BASE_JSON_LINE_H

#include <glib.h>

/* An object: begin, its members in order, end. The caller ends the line. */
void json_line_begin(GString *out);
/* value: any bytes (what is not UTF-8 becomes U+FFFD); NULL gives null. */
void json_line_string(GString *out, const char *name, const char *value);
void json_line_number(GString *out, const char *name, gint64 value);
/* An array of strings. */
void json_line_strings(
        GString *out, const char *name, const char *const *values, guint n);
void json_line_boolean(GString *out, const char *name, gboolean value);
/* A position in a file, counted from 1; 0, unknown, gives null. */
void json_line_position(GString *out, const char *name, gint64 value);
void json_line_end(GString *out);

#endif
