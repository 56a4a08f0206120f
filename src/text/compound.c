/*
 * compound.c - is a space inside a word?
 *
 * The table is searched by halves; it is in the order of bytes (unit/compound sees to
 * it).
 */
#include "text/compound.h"

#include "text/letter.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 32 /* bytes of two syllables */ };

static const char *const words[] = {
#include "text/compounds.def"
};

static gsize
skip_marks(const char *text, gsize length)
{
	const char *at = text;

	while (at < text + length && g_unichar_ispunct(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	return (gsize)(at - text);
}

static gsize
without_marks(const char *text, gsize length)
{
	while (length) {
		const char *last = g_utf8_find_prev_char(text, text + length);

		if (!last || !g_unichar_ispunct(g_utf8_get_char(last)))
			break;
		length = (gsize)(last - text);
	}
	return length;
}

static int
compare(gconstpointer key, gconstpointer row)
{
	return strcmp(key, *(const char *const *)row);
}

gboolean
compound_joins(
        const char *first, gsize first_length, const char *second, gsize second_length)
{
	gsize marks = skip_marks(first, first_length), n;
	char key[LETTER_ROOM(LONGEST)];

	second_length = without_marks(second, second_length);
	if (first_length - marks + second_length >= LONGEST)
		return FALSE;
	n = letter_put_small(key, first + marks, first_length - marks);
	key[n++] = ' ';
	letter_put_small(key + n, second, second_length);
	return bsearch(key, words, G_N_ELEMENTS(words), sizeof(words[0]), compare) !=
	       NULL;
}
