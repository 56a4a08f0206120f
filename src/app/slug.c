/*
 * slug.c - a file name from a title: tones off, đ to d, words joined by hyphens.
 */
#include "app/slug.h"

#include <glib.h>
#include <string.h>

enum { SLUG_MOST = 60 /* bytes */ };

/* Letters that Unicode does not take apart into a letter of ASCII and its marks. */
static gunichar
plain(gunichar c)
{
	return c == 0x111 || c == 0xf0 ? 'd' : c; /* đ, and ð typed for it */
}

/* Adds a letter or figure; anything else ends a word. */
static void
append_letter(GString *out, gunichar c)
{
	if (c < 0x80 && g_ascii_isalnum((char)c))
		g_string_append_c(out, (char)c);
	else if (out->len && out->str[out->len - 1] != '-')
		g_string_append_c(out, '-');
}

/* Cuts at the last end of a word, unless that would leave less than half. */
static void
shorten(GString *out)
{
	const char *hyphen;

	if (out->len <= SLUG_MOST)
		return;
	hyphen = g_strrstr_len(out->str, SLUG_MOST + 1, "-");
	g_string_truncate(out, hyphen && hyphen - out->str > SLUG_MOST / 2
	                               ? (gsize)(hyphen - out->str)
	                               : SLUG_MOST);
}

char *
slug_new(const char *title)
{
	g_autofree char *parts =
	        g_utf8_normalize(title ? title : "", -1, G_NORMALIZE_ALL);
	GString *out = g_string_new(NULL);

	for (const char *p = parts; p && *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (!g_unichar_ismark(c))
			append_letter(out, plain(g_unichar_tolower(c)));
	}
	shorten(out);
	if (out->len && out->str[out->len - 1] == '-')
		g_string_truncate(out, out->len - 1);
	if (!out->len)
		g_string_append(out, "bai");
	return g_string_free(out, FALSE);
}
