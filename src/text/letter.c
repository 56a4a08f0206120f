/*
 * letter.c - case by the simple mappings of Unicode, which are one letter to one letter
 * for all of Vietnamese: code point counts do not change.
 */
#include "text/letter.h"

gboolean
letter_all_caps(const char *text, gsize length)
{
	const char *end = text + length;
	guint capitals = 0;

	for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_islower(c))
			return FALSE;
		capitals += g_unichar_isupper(c) ? 1 : 0;
	}
	return capitals >= 2;
}

/* The first letter or figure, 0 if there is none among the first few characters. */
static gunichar
first_letter(const char *text, gsize length)
{
	const char *end = text + length;
	int n = 0;

	for (const char *at = text; at < end && n < 4; at = g_utf8_next_char(at), n++) {
		gunichar c = g_utf8_get_char(at);

		if (g_unichar_isalnum(c))
			return c;
	}
	return 0;
}

gboolean
letter_starts_capital(const char *text, gsize length)
{
	return g_unichar_isupper(first_letter(text, length));
}

gboolean
letter_starts_small(const char *text, gsize length)
{
	return length > 0 && g_unichar_islower(g_utf8_get_char(text));
}

/* As g_unichar_tolower() beyond ASCII, faster for the letters of Vietnamese: in Latin-1
 * the pairs are 32 apart, from U+1EA0 on they are neighbours. */
static gunichar
to_small(gunichar c)
{
	if (c >= 0x1EA0 && c <= 0x1EF9)
		return c | 1;
	if (c < 0xDF)
		return c >= 0xC0 && c != 0xD7 ? c + 32 : c;
	return c <= 0xFF ? c : g_unichar_tolower(c);
}

void
letter_append_small(GString *out, const char *text, gsize length, gboolean capital)
{
	const char *end = text + length;

	for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
		gunichar c = (guint8)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);

		if (capital && g_unichar_isalpha(c)) {
			g_string_append_unichar(out, g_unichar_toupper(c));
			capital = FALSE;
		} else if (c < 0x80) {
			g_string_append_c(out, g_ascii_tolower((char)c));
		} else {
			g_string_append_unichar(out, to_small(c));
		}
	}
}

char *
letter_small(const char *text, gsize length)
{
	GString *out = g_string_sized_new(length + 8);

	letter_append_small(out, text, length, FALSE);
	return g_string_free(out, FALSE);
}
