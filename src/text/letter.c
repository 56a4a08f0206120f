/*
 * letter.c - case by the simple mappings of Unicode, which are one letter to one letter
 * for all of Vietnamese: code point counts do not change.
 *
 * Latin-1 and U+1EA0 to U+1EFF, which have nearly all letters of Vietnamese, are seen by
 * their bytes: in the first the cases are 32 apart, in the second they are neighbours.
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

int
letter_initial(const char *text, gsize length)
{
	const char *at = text, *end = text + length;

	while (at < end && g_unichar_ispunct(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	if (at >= end)
		return -1;
	return g_unichar_isupper(g_utf8_get_char(at)) ||
	                       g_unichar_islower(g_utf8_get_char(at))
	               ? (int)(at - text)
	               : -1;
}

/* Does a character of U+1EA0 to U+1EFF stand there? Capitals are even. */
static gboolean
is_paired(const guchar *at)
{
	return at[0] == 0xE1 && ((at[1] == 0xBA && at[2] >= 0xA0) || at[1] == 0xBB);
}

gboolean
letter_is_capital(const char *text)
{
	const guchar *at = (const guchar *)text;

	if (*at < 0x80)
		return *at >= 'A' && *at <= 'Z';
	if (*at == 0xC3)
		return at[1] <= 0x9E && at[1] != 0x97; /* × */
	return is_paired(at) ? !(at[2] & 1) : g_unichar_isupper(g_utf8_get_char(text));
}

gsize
letter_put_small(char *out, const char *text, gsize length)
{
	const guchar *at = (const guchar *)text, *end = at + length;
	guchar *to = (guchar *)out;

	while (at < end) {
		if (*at < 0x80) {
			*to++ = (guchar)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
			at++;
		} else if (*at == 0xC3) {
			*to++ = *at++;
			*to++ = (guchar)(*at <= 0x9E && *at != 0x97 ? *at + 32 : *at);
			at++;
		} else if (is_paired(at)) {
			*to++ = *at++;
			*to++ = *at++;
			*to++ = *at++ | 1;
		} else {
			to += g_unichar_to_utf8(
			        g_unichar_tolower(g_utf8_get_char((const char *)at)),
			        (char *)to);
			at = (const guchar *)g_utf8_next_char(at);
		}
	}
	*to = '\0';
	return (gsize)((char *)to - out);
}

/* Appends the characters up to the first letter, which becomes a capital. Returns where
 * the text goes on. */
static const char *
append_capital(GString *out, const char *at, const char *end)
{
	gboolean found = FALSE;

	for (; at < end && !found; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		found = g_unichar_isalpha(c);
		g_string_append_unichar(
		        out, found ? g_unichar_toupper(c) : g_unichar_tolower(c));
	}
	return at;
}

void
letter_append_small(GString *out, const char *text, gsize length, gboolean capital)
{
	const char *end = text + length;
	gsize start;

	if (capital)
		text = append_capital(out, text, end);
	start = out->len;
	g_string_set_size(out, start + LETTER_ROOM(end - text));
	g_string_truncate(out,
	        start + letter_put_small(out->str + start, text, (gsize)(end - text)));
}

char *
letter_small(const char *text, gsize length)
{
	char *small = g_malloc(LETTER_ROOM(length));

	letter_put_small(small, text, length);
	return small;
}
