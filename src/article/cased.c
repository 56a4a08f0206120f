/*
 * cased.c - text-transform (CSS Text Level 3, 2.1).
 *
 * Vietnamese writes every syllable apart, so the head of a word is a letter behind
 * anything that is none; an apostrophe between letters is inside a word.
 */
#include "article/cased.h"

static gboolean
is_inside(gunichar c)
{
	return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '\'' || c == 0x2019;
}

static char *
capitalised(const char *text)
{
	GString *out = g_string_new(NULL);
	gboolean inside = FALSE;

	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		g_string_append_unichar(out, inside ? c : g_unichar_totitle(c));
		inside = is_inside(c) && (inside || g_unichar_isalnum(c));
	}
	return g_string_free(out, FALSE);
}

char *
cased_text(const char *text, enum cased cased)
{
	switch (cased) {
	case CASED_UPPER:
		return g_utf8_strup(text, -1);
	case CASED_LOWER:
		return g_utf8_strdown(text, -1);
	case CASED_WORDS:
		return capitalised(text);
	default:
		return g_strdup(text);
	}
}
