/*
 * syntax.c - numbers, names and strings of PDF.
 *
 * A literal string holds its bytes as they are; only ( ) \ and CR are escaped, so that a
 * two-byte code takes two bytes, half of a hexadecimal string.
 */
#include "write/pdf/syntax.h"

#include <string.h>

const char syntax_escapes[256] = {['('] = '(', [')'] = ')', ['\\'] = '\\', ['\r'] = 'r'};

/* Up to three digits: most of what a page has. */
static inline char *
put_small(char *p, guint32 value)
{
	if (value >= 100)
		*p++ = '0' + value / 100;
	if (value >= 10)
		*p++ = '0' + value / 10 % 10;
	*p++ = '0' + value % 10;
	return p;
}

static char *
put_natural(char *p, guint64 value)
{
	char digits[20];
	int n = 0;

	if (value < 1000)
		return put_small(p, (guint32)value);
	do {
		digits[n++] = '0' + value % 10;
		value /= 10;
	} while (value);
	while (n)
		*p++ = digits[--n];
	return p;
}

char *
syntax_integer(char *p, gint64 value)
{
	if (value < 0) {
		*p++ = '-';
		value = -value;
	}
	return put_natural(p, value);
}

/* ".5" of 500 of 1000; nothing of 0. */
static char *
put_fraction(char *p, guint64 fraction, guint64 one)
{
	if (!fraction)
		return p;
	*p++ = '.';
	for (; fraction; fraction %= one) {
		one /= 10;
		*p++ = '0' + fraction / one;
	}
	return p;
}

char *
syntax_decimal(char *p, gint64 value, int digits)
{
	gint64 one = 1;

	while (digits--)
		one *= 10;
	if (value < 0) {
		*p++ = '-';
		value = -value;
	}
	if (value >= one || value == 0)
		p = put_natural(p, value / one);
	return put_fraction(p, value % one, one);
}

void
syntax_put_integer(GString *out, gint64 value)
{
	char number[SYNTAX_NUMBER];

	g_string_append_len(out, number, syntax_integer(number, value) - number);
}

void
syntax_put_decimal(GString *out, gint64 value, int digits)
{
	char number[SYNTAX_NUMBER];

	g_string_append_len(out, number, syntax_decimal(number, value, digits) - number);
}

void
syntax_put_length(GString *out, gint64 length)
{
	syntax_put_decimal(out, syntax_milli(length), 3);
}

void
syntax_put_reference(GString *out, guint32 object)
{
	syntax_put_integer(out, object);
	g_string_append(out, " 0 R");
}

void
syntax_put_key_reference(GString *out, const char *key, guint32 object)
{
	g_string_append(out, key);
	g_string_append_c(out, ' ');
	syntax_put_reference(out, object);
}

void
syntax_put_name(GString *out, const char *name)
{
	g_string_append_c(out, '/');
	for (; *name; name++) {
		guint8 byte = *name;

		if (byte <= ' ' || byte > '~' || strchr("#()<>[]{}/%", byte))
			g_string_append_printf(out, "#%02X", byte);
		else
			g_string_append_c(out, byte);
	}
}

void
syntax_put_bytes(GString *out, const void *bytes, gsize n)
{
	const guint8 *byte = bytes;
	gsize start = out->len;
	char *p;

	g_string_set_size(out, start + 2 * n + 2);
	p = out->str + start;
	*p++ = '(';
	while (n--)
		p = syntax_byte(p, *byte++);
	*p++ = ')';
	g_string_truncate(out, p - out->str);
}

static guint8 *
put_pair(guint8 *to, guint32 code)
{
	*to++ = (guint8)(code >> 8);
	*to++ = (guint8)code;
	return to;
}

/* A code point as UTF-16BE. Returns where the next one goes. */
static guint8 *
put_utf16(guint8 *to, gunichar c)
{
	if (c < 0x10000)
		return put_pair(to, c);
	to = put_pair(to, 0xD800 + ((c - 0x10000) >> 10));
	return put_pair(to, 0xDC00 + ((c - 0x10000) & 0x3FF));
}

static gboolean
is_ascii(const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (text[i] < ' ' || text[i] > '~')
			return FALSE;
	return TRUE;
}

gsize
syntax_text_fits(const char *text, gsize length)
{
	const char *p = text;
	gsize bytes = 2;

	if (is_ascii(text, length))
		return MIN(length, SYNTAX_STRING_LIMIT);
	for (; p < text + length && bytes + 4 <= SYNTAX_STRING_LIMIT;
	        p = g_utf8_next_char(p))
		bytes += g_utf8_get_char(p) >= 0x10000 ? 4 : 2;
	return p - text;
}

void
syntax_put_text(GString *out, const char *text, gsize length)
{
	g_autofree guint8 *utf16 = NULL;
	guint8 *to;

	length = syntax_text_fits(text, length);
	if (is_ascii(text, length)) {
		syntax_put_bytes(out, text, length);
		return;
	}
	utf16 = g_malloc(2 + 2 * length); /* no byte of UTF-8 becomes more than two */
	to = put_utf16(utf16, 0xFEFF);
	for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
		to = put_utf16(to, g_utf8_get_char(p));
	syntax_put_bytes(out, utf16, (gsize)(to - utf16));
}
