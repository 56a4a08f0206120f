/*
 * lexer.c - tokens and objects of PDF (ISO 32000-1, 7.2 and 7.3).
 *
 * Nesting is bounded; text is gathered in the pool, so that a value lives as long as it.
 */
#include "check/pdf/lexer.h"

#include "base/pdfstring.h"
#include <math.h>

#include <string.h>

enum { DEPTH = 200 };

struct lexer
lexer_new(gconstpointer bytes, gsize size, struct pool *pool)
{
	return (struct lexer){.at = bytes,
	        .end = bytes ? (const guint8 *)bytes + size : NULL,
	        .pool = pool};
}

static gboolean
is_delimiter(guint8 c)
{
	return c && strchr("()<>[]{}/%", c);
}

static gboolean
is_regular(guint8 c)
{
	return !lexer_is_space(c) && !is_delimiter(c);
}

static void
skip_space(struct lexer *lexer)
{
	for (; lexer->at < lexer->end; lexer->at++) {
		if (*lexer->at == '%')
			while (lexer->at < lexer->end && *lexer->at != '\n' &&
			        *lexer->at != '\r')
				lexer->at++;
		if (lexer->at == lexer->end || !lexer_is_space(*lexer->at))
			return;
	}
}

static void
keep_text(struct lexer *lexer, struct value *value, enum value_type type,
        const GString *text)
{
	char *kept = pool_take(lexer->pool, text->len + 1);

	memcpy(kept, text->str, text->len + 1);
	value->type = type;
	value->n = (guint32)text->len;
	value->text = kept;
}

/* --- strings and names -------------------------------------------------- */

static void
read_string(struct lexer *lexer, struct value *value)
{
	g_autoptr(GString) out = g_string_new(NULL);
	guint open = 1;

	for (lexer->at++; lexer->at < lexer->end;) {
		guint8 c = *lexer->at++;

		if (c == '\\') {
			int byte = lexer->at < lexer->end
			                   ? pdfstring_escaped(&lexer->at, lexer->end)
			                   : -1;

			if (byte >= 0)
				g_string_append_c(out, (char)byte);
			continue;
		}
		open += c == '(';
		open -= c == ')';
		if (!open)
			break;
		g_string_append_c(out, (char)c);
	}
	if (open)
		lexer->broken = TRUE;
	keep_text(lexer, value, VALUE_STRING, out);
}

static void
read_hex(struct lexer *lexer, struct value *value)
{
	g_autoptr(GString) out = g_string_new(NULL);
	guint digits = 0, code = 0;

	for (lexer->at++; lexer->at < lexer->end && *lexer->at != '>'; lexer->at++) {
		int digit = g_ascii_xdigit_value((char)*lexer->at);

		if (digit < 0) {
			lexer->bad_hex |= !lexer_is_space(*lexer->at);
			continue;
		}
		code = code << 4 | (guint)digit;
		if (++digits % 2 == 0)
			g_string_append_c(out, (char)(code & 0xff));
	}
	if (digits % 2) {
		lexer->odd_hex = TRUE;
		g_string_append_c(out, (char)(code << 4 & 0xff));
	}
	if (lexer->at == lexer->end)
		lexer->broken = TRUE;
	else
		lexer->at++;
	keep_text(lexer, value, VALUE_STRING, out);
}

static void
read_name(struct lexer *lexer, struct value *value)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (lexer->at++; lexer->at < lexer->end && is_regular(*lexer->at); lexer->at++) {
		if (*lexer->at == '#' && lexer->end - lexer->at > 2 &&
		        g_ascii_isxdigit(lexer->at[1]) &&
		        g_ascii_isxdigit(lexer->at[2])) {
			g_string_append_c(out,
			        (char)(g_ascii_xdigit_value((char)lexer->at[1]) << 4 |
			                g_ascii_xdigit_value((char)lexer->at[2])));
			lexer->at += 2;
		} else {
			g_string_append_c(out, (char)*lexer->at);
		}
	}
	keep_text(lexer, value, VALUE_NAME, out);
}

/* --- numbers and words -------------------------------------------------- */

/* "-12", "+.5", "4." of n bytes. FALSE: no number. */
static gboolean
read_number(struct lexer *lexer, const guint8 *text, gsize n, struct value *value)
{
	double number = 0, scale = 0;
	gboolean minus = n && *text == '-';
	gsize i = n && (*text == '-' || *text == '+'), digits = 0;

	for (; i < n; i++) {
		if (text[i] == '.' && scale == 0) {
			scale = 1;
		} else if (g_ascii_isdigit(text[i])) {
			number = number * 10 + (text[i] - '0');
			scale *= 10;
			digits++;
		} else {
			return FALSE;
		}
	}
	if (!digits)
		return FALSE;
	lexer->wide_number |= scale == 0 && number > 2147483648.0;
	number = minus ? -number : number;
	value->type = scale > 0 ? VALUE_REAL : VALUE_INTEGER;
	value->n = 0;
	if (scale > 0)
		value->real = isinf(number) || isinf(scale) ? 0 : number / scale;
	else
		value->integer = (gint64)CLAMP(number, -9e15, 9e15);
	return TRUE;
}

static void
read_word(struct lexer *lexer, struct value *value)
{
	const guint8 *start = lexer->at;
	g_autoptr(GString) word = NULL;

	while (lexer->at < lexer->end && is_regular(*lexer->at))
		lexer->at++;
	if (lexer->at == start)
		lexer->at++; /* a stray delimiter */
	if (read_number(lexer, start, (gsize)(lexer->at - start), value))
		return;
	word = g_string_new_len((const char *)start, lexer->at - start);
	if (!strcmp(word->str, "true") || !strcmp(word->str, "false"))
		*value = (struct value){
		        .type = VALUE_BOOLEAN, .integer = *word->str == 't'};
	else if (!strcmp(word->str, "null"))
		*value = (struct value){.type = VALUE_NULL};
	else
		keep_text(lexer, value, VALUE_OPERATOR, word);
}

/* --- containers --------------------------------------------------------- */

/* The last three items are "12 0 R": they become one. */
static void
join_reference(GArray *items)
{
	struct value *value;

	if (items->len < 2)
		return;
	value = &g_array_index(items, struct value, items->len - 2);
	if (value[0].type != VALUE_INTEGER || value[1].type != VALUE_INTEGER)
		return;
	value->type = VALUE_REFERENCE;
	value->n = (guint32)CLAMP(value[1].integer, 0, 65535);
	g_array_set_size(items, items->len - 1);
}

static const struct value *
keep_items(struct lexer *lexer, const GArray *items)
{
	gsize size = items->len * sizeof(struct value);
	struct value *kept = pool_take(lexer->pool, size);

	if (size)
		memcpy(kept, items->data, size);
	return kept;
}

/* Up to ']' or '>>'. */
static void
read_container(struct lexer *lexer, struct value *value, gboolean dictionary)
{
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(struct value));
	struct value item;

	lexer->at += dictionary ? 2 : 1;
	for (;;) {
		skip_space(lexer);
		if (lexer->at == lexer->end || lexer->depth >= DEPTH) {
			lexer->broken = TRUE;
			break;
		}
		if (*lexer->at == (dictionary ? '>' : ']')) {
			lexer->at += dictionary && lexer->end - lexer->at > 1 ? 2 : 1;
			break;
		}
		lexer->depth++;
		if (!lexer_next(lexer, &item))
			break;
		lexer->depth--;
		if (lexer->references && item.type == VALUE_OPERATOR &&
		        !strcmp(item.text, "R"))
			join_reference(items);
		else
			g_array_append_val(items, item);
	}
	if (dictionary && items->len % 2) {
		lexer->broken = TRUE;
		g_array_set_size(items, items->len - 1);
	}
	value->type = dictionary ? VALUE_DICTIONARY : VALUE_ARRAY;
	value->n = dictionary ? items->len / 2 : items->len;
	value->items = keep_items(lexer, items);
}

gboolean
lexer_next(struct lexer *lexer, struct value *value)
{
	skip_space(lexer);
	*value = (struct value){.type = VALUE_NULL};
	if (lexer->at >= lexer->end)
		return FALSE;
	if (*lexer->at == '(')
		read_string(lexer, value);
	else if (*lexer->at == '/')
		read_name(lexer, value);
	else if (*lexer->at == '[')
		read_container(lexer, value, FALSE);
	else if (*lexer->at == '<' && lexer->end - lexer->at > 1 && lexer->at[1] == '<')
		read_container(lexer, value, TRUE);
	else if (*lexer->at == '<')
		read_hex(lexer, value);
	else
		read_word(lexer, value);
	return TRUE;
}

gboolean
lexer_skip_image(struct lexer *lexer)
{
	for (const guint8 *at = lexer->at; lexer->end - at >= 3; at++) {
		if (!lexer_is_space(at[0]) || at[1] != 'E' || at[2] != 'I')
			continue;
		if (lexer->end - at > 3 && !lexer_is_space(at[3]))
			continue;
		lexer->at = at + 3;
		return TRUE;
	}
	lexer->at = lexer->end;
	return FALSE;
}
