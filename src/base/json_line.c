/*
 * json_line.c - flat JSON objects (RFC 8259), and the one place that escapes their texts.
 *
 * Names of members are ours and need no escape; values may be any bytes.
 */
#include "base/json_line.h"

#include <string.h>

void
json_line_begin(GString *out)
{
	g_string_append_c(out, '{');
}

void
json_line_end(GString *out)
{
	g_string_append_c(out, '}');
}

static void
append_name(GString *out, const char *name)
{
	if (out->str[out->len - 1] != '{')
		g_string_append(out, ", ");
	g_string_append_printf(out, "\"%s\": ", name);
}

static void
append_escaped(GString *out, const char *text)
{
	for (; *text; text++) {
		guchar c = (guchar)*text;

		if (c == '"' || c == '\\')
			g_string_append_printf(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			g_string_append_printf(out, "\\u%04x", c);
		else
			g_string_append_c(out, *text);
	}
}

static void
append_string(GString *out, const char *value)
{
	g_autofree char *valid = value ? g_utf8_make_valid(value, -1) : NULL;

	if (!valid) {
		g_string_append(out, "null");
		return;
	}
	g_string_append_c(out, '"');
	append_escaped(out, valid);
	g_string_append_c(out, '"');
}

void
json_line_string(GString *out, const char *name, const char *value)
{
	append_name(out, name);
	append_string(out, value);
}

void
json_line_strings(GString *out, const char *name, const char *const *values, guint n)
{
	append_name(out, name);
	g_string_append_c(out, '[');
	for (guint i = 0; i < n; i++) {
		g_string_append(out, i ? ", " : "");
		append_string(out, values[i]);
	}
	g_string_append_c(out, ']');
}

void
json_line_boolean(GString *out, const char *name, gboolean value)
{
	append_name(out, name);
	g_string_append(out, value ? "true" : "false");
}

void
json_line_number(GString *out, const char *name, gint64 value)
{
	append_name(out, name);
	g_string_append_printf(out, "%" G_GINT64_FORMAT, value);
}

void
json_line_position(GString *out, const char *name, gint64 value)
{
	if (value)
		json_line_number(out, name, value);
	else
		json_line_string(out, name, NULL);
}
