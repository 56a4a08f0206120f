/*
 * lex.c - PDF objects, without building them.
 *
 * One pass finds where a value ends; a stack of open brackets, not recursion, bounds the
 * nesting. Strings are decoded when somebody asks: UTF-16 or UTF-8 with their marks, else
 * PDFDocEncoding (ISO 32000-1, D.2).
 */
#include "info/lex.h"

#include "base/limits.h"
#include "base/pdfstring.h"

#include <string.h>

gboolean
lex_is_space(guint8 byte)
{
	return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' ||
	       byte == '\f' || byte == 0;
}

static gboolean
is_delimiter(guint8 byte)
{
	return byte && strchr("()<>[]{}/%", byte);
}

static gboolean
is_regular(guint8 byte)
{
	return !lex_is_space(byte) && !is_delimiter(byte);
}

/* --- the ends of things --------------------------------------------------- */

static const guint8 *
skip_space(const guint8 *at, const guint8 *end)
{
	while (at < end && (lex_is_space(*at) || *at == '%'))
		if (*at++ == '%')
			while (at < end && *at != '\n' && *at != '\r')
				at++;
	return at;
}

static const guint8 *
skip_regular(const guint8 *at, const guint8 *end)
{
	while (at < end && is_regular(*at))
		at++;
	return at;
}

/* Behind the bracket that closes the string at `at`; NULL: it is not closed. */
static const guint8 *
skip_literal(const guint8 *at, const guint8 *end)
{
	guint open = 0;

	gboolean escape = FALSE;

	for (; at < end; at++) {
		if (escape || *at == '\\')
			escape = !escape;
		else if (*at == '(')
			open++;
		else if (*at == ')' && --open == 0)
			return at + 1;
	}
	return NULL;
}

static const guint8 *
skip_hexadecimal(const guint8 *at, const guint8 *end)
{
	const guint8 *close = memchr(at, '>', (gsize)(end - at));

	return close ? close + 1 : NULL;
}

/* A value that holds no others. */
static struct lex_value
simple(const guint8 *at, const guint8 *end)
{
	struct lex_value value = {LEX_NONE, at, at, 0};

	if (at == end)
		return value;
	if (*at == '(' || *at == '<') {
		value.end =
		        *at == '(' ? skip_literal(at, end) : skip_hexadecimal(at, end);
		value.kind = value.end ? LEX_STRING : LEX_NONE;
		return value;
	}
	value.end = skip_regular(*at == '/' ? at + 1 : at, end);
	if (value.end == at)
		return value;
	value.kind = *at == '/'                                        ? LEX_NAME
	             : g_ascii_isdigit(*at) || strchr("+-.", (int)*at) ? LEX_NUMBER
	                                                               : LEX_WORD;
	for (const guint8 *digit = at + (*at == '+' || *at == '-');
	        value.kind == LEX_NUMBER && digit < value.end &&
	        g_ascii_isdigit(*digit) && value.number < G_MAXINT32;
	        digit++)
		value.number = value.number * 10 + (*digit - '0');
	if (*at == '-')
		value.number = -value.number;
	return value;
}

/* A number may be the beginning of "12 0 R". */
static void
extend_to_reference(struct lex_value *value, const guint8 *end)
{
	const guint8 *at = skip_space(value->end, end);
	struct lex_value generation = simple(at, end), word;

	if (generation.kind != LEX_NUMBER)
		return;
	word = simple(skip_space(generation.end, end), end);
	if (word.kind != LEX_WORD || !lex_is(&word, "R"))
		return;
	value->kind = LEX_REFERENCE;
	value->end = word.end;
}

static gboolean
opens(const guint8 *at, const guint8 *end)
{
	return *at == '[' || (end - at > 1 && at[0] == '<' && at[1] == '<');
}

static gboolean
closes(const guint8 *at, const guint8 *end)
{
	return *at == ']' || (end - at > 1 && at[0] == '>' && at[1] == '>');
}

/* Behind the bracket that closes the one at `at`; NULL: it is not closed, or too deep. */
static const guint8 *
skip_nested(const guint8 *at, const guint8 *end)
{
	guint open = 0;

	while (at < end) {
		if (opens(at, end)) {
			if (++open > LIMIT_NESTING)
				return NULL;
			at += *at == '[' ? 1 : 2;
		} else if (closes(at, end)) {
			at += *at == ']' ? 1 : 2;
			if (--open == 0)
				return at;
		} else {
			struct lex_value value = simple(at, end);

			if (value.kind == LEX_NONE)
				return NULL;
			at = value.end;
		}
		at = skip_space(at, end);
	}
	return NULL;
}

struct lex_value
lex_next(const guint8 **at, const guint8 *end)
{
	struct lex_value value;
	const guint8 *start = skip_space(*at, end), *close;

	if (start < end && opens(start, end)) {
		close = skip_nested(start, end);
		value = (struct lex_value){
		        close ? *start == '[' ? LEX_ARRAY : LEX_DICTIONARY : LEX_NONE,
		        start, close ? close : start, 0};
	} else {
		value = simple(start, end);
	}
	if (value.kind == LEX_NUMBER)
		extend_to_reference(&value, end);
	*at = value.kind == LEX_NONE ? end : value.end;
	return value;
}

/* --- asking --------------------------------------------------------------- */

gboolean
lex_is(const struct lex_value *value, const char *name)
{
	const guint8 *start;
	gsize length = strlen(name);

	if (value->kind != LEX_NAME && value->kind != LEX_WORD)
		return FALSE;
	start = value->start + (value->kind == LEX_NAME);
	return (gsize)(value->end - start) == length && !memcmp(start, name, length);
}

struct lex_value
lex_find(const struct lex_value *dictionary, const char *key)
{
	struct lex_value name, value;
	const guint8 *at, *end;

	if (dictionary->kind != LEX_DICTIONARY)
		return (struct lex_value){0};
	at = dictionary->start + 2;
	end = dictionary->end - 2;
	while (at < end) {
		name = lex_next(&at, end);
		if (name.kind != LEX_NAME)
			break;
		value = lex_next(&at, end);
		if (lex_is(&name, key))
			return value;
	}
	return (struct lex_value){0};
}

/* --- strings -------------------------------------------------------------- */

static GByteArray *
literal_bytes(const guint8 *at, const guint8 *end)
{
	GByteArray *bytes = g_byte_array_new();

	while (at < end) {
		int c = *at++;
		guint8 byte;

		if (c == '\\')
			c = at < end ? pdfstring_escaped(&at, end) : -1;
		byte = (guint8)c;
		if (c >= 0)
			g_byte_array_append(bytes, &byte, 1);
	}
	return bytes;
}

static GByteArray *
hexadecimal_bytes(const guint8 *at, const guint8 *end)
{
	GByteArray *bytes = g_byte_array_new();
	int high = -1;

	for (; at < end; at++) {
		int digit = g_ascii_xdigit_value((char)*at);
		guint8 byte = (guint8)(MAX(high, 0) << 4 | MAX(digit, 0));

		if (digit < 0)
			continue;
		if (high >= 0)
			g_byte_array_append(bytes, &byte, 1);
		high = high < 0 ? digit : -1;
	}
	if (high >= 0)
		g_byte_array_append(bytes, (const guint8[]){(guint8)(high << 4)}, 1);
	return bytes;
}

char *
lex_text(const struct lex_value *value)
{
	g_autoptr(GByteArray) bytes = NULL;

	if (value->kind != LEX_STRING)
		return NULL;
	bytes = *value->start == '('
	                ? literal_bytes(value->start + 1, value->end - 1)
	                : hexadecimal_bytes(value->start + 1, value->end - 1);
	return pdfstring_text(bytes->data, bytes->len);
}
