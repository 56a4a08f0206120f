/*
 * joint.c - a capital inside a word, with a small syllable before it.
 *
 * Hardly any word has one, so texts are passed over byte by byte and only such words are
 * looked at as letters.
 */
#include "text/joint.h"

#include "text/syllable.h"

#include <string.h>

enum { WORD = 40 /* bytes: longer words are not looked at */ };

static gboolean
is_letter(const char *at)
{
	return g_unichar_isalpha(g_utf8_get_char(at));
}

/* Bytes of the letters that begin here. */
static gsize
letters(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && is_letter(at))
		at = g_utf8_next_char(at);
	return at - start;
}

/* Bytes of the small letters that begin here. */
static gsize
small_letters(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && g_unichar_islower(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	return at - start;
}

/* The second word of a joint in a word without blanks; NULL: there is none. */
static const char *
joint_in(const char *at, const char *end)
{
	gsize first = small_letters(at, end), mark, second;

	if (!first || at + first >= end)
		return NULL;
	mark = strchr(".,;:!?", at[first]) ? 1 : 0;
	second = letters(at + first + mark, end);
	if (!second || !g_unichar_isupper(g_utf8_get_char(at + first + mark)) ||
	        g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(at + first + mark))))
		return NULL;
	return syllable_is_vietnamese(at, first) &&
	                       syllable_is_vietnamese(at + first + mark, second)
	               ? at + first + mark
	               : NULL;
}

/* Bytes with which a capital letter of Vietnamese may begin. */
static const guint8 begins[256] = {
        ['A' ... 'Z'] = TRUE, [0xC3 ... 0xC6] = TRUE, [0xE1] = TRUE};

/* Is what begins so a capital? */
static gboolean
is_capital(const char *at)
{
	guchar a = (guchar)at[0], b = (guchar)at[1];

	switch (a) {
	case 0xC3: /* À to Þ */
		return b <= 0x9E;
	case 0xC4: /* Ă Đ Ĩ Ũ: even ones are capital */
	case 0xC5:
		return b % 2 == 0;
	case 0xC6: /* Ơ Ư */
		return b == 0xA0 || b == 0xAF;
	case 0xE1: /* Ạ to Ỹ: even ones are capital */
		return (b == 0xBA || b == 0xBB) && (guchar)at[2] % 2 == 0;
	default:
		return a < 0x80;
	}
}

/* The joint in the word around a place, not before `from`; *end: where the word ends. */
static const char *
joint_around(const char *text, gsize length, gsize from, const char *at, const char **end)
{
	const char *word = at;

	while (word > text + from && word[-1] != ' ')
		word--;
	*end = memchr(at, ' ', text + length - at);
	*end = *end ? *end : text + length;
	while (word < *end && !is_letter(word))
		word = g_utf8_next_char(word);
	return *end - word <= WORD ? joint_in(word, *end) : NULL;
}

gsize
joint_find(const char *text, gsize length, gsize from)
{
	for (const char *at = text + from + 1; at < text + length; at++) {
		const char *joint;

		if (!begins[(guchar)*at] || at[-1] == ' ' || !is_capital(at))
			continue;
		joint = joint_around(text, length, from, at, &at);
		if (joint)
			return joint - text;
		at--; /* a word has no second chance */
	}
	return length;
}
