/*
 * nobreak.h - where a line of Vietnamese may not break.
 *
 * The one place that knows: the line breaker makes a penalty of the answer, XHTML a
 * U+00A0 between words and a white-space: nowrap span inside tokens.
 */
#ifndef ANBAN_TEXT_NOBREAK_H
#define ANBAN_TEXT_NOBREAK_H

#include <glib.h>

/* What the place before a byte is. */
enum breaking {
	BREAKING_INSIDE,    /* inside a token: never */
	BREAKING_SPACE,     /* the byte is a space where a line may end */
	BREAKING_NAME,      /* the same, at a cost: between the syllables of a name */
	BREAKING_DEAR,      /* the same, at a higher cost: inside a date, a pair … */
	BREAKING_GLUED,     /* the byte is a space where no line may end */
	BREAKING_FIXED,     /* the same, and it does not stretch: number + unit */
	BREAKING_AFTER,     /* no space: a line may end before this byte (after a dash or
	                       slash, between ideographs) */
	BREAKING_EMERGENCY, /* the same, in a very long token, when nothing else helps */
};

/* Classifies the place before every byte of an NFC text. Blanks are U+0020 and U+00A0; of
 * several in a row the first is judged and the others are GLUED. A text all in
 * capitals has no NAMEs. out has room for length values of enum breaking. */
void nobreak_scan(const char *text, gsize length, guint8 *out);

/* Bytes [start, end) of the text are in a foreign language (a BCP 47 tag): its compounds
 * may be broken after their hyphens ("state-of-the-art"), which in Vietnamese never are.
 * Changes what nobreak_scan() put into out. */
void nobreak_foreign(
        const char *text, gsize start, gsize end, const char *language, guint8 *out);

#endif
