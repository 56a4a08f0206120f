/*
 * joint.c - looks inside each word for a small letter with a capital behind it.
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

gsize
joint_find(const char *text, gsize length, gsize from)
{
	const char *end = text + length, *at = text + from;

	while (at < end) {
		const char *blank = memchr(at, ' ', end - at);
		const char *stop = blank ? blank : end;
		const char *joint = NULL;

		while (at < stop && !is_letter(at))
			at = g_utf8_next_char(at);
		if (stop - at <= WORD)
			joint = joint_in(at, stop);
		if (joint)
			return joint - text;
		at = blank ? blank + 1 : end;
	}
	return length;
}
