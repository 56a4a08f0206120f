/*
 * utf8.h - reading UTF-8 that may be broken.
 *
 * Ill-formed bytes are taken as the Unicode Standard advises (chapter 3.9, "U+FFFD
 * Substitution of Maximal Subparts"): each maximal subpart is one wrong character.
 */
#ifndef ANBAN_TEXT_UTF8_H
#define ANBAN_TEXT_UTF8_H

#include <glib.h>

#define UTF8_BAD ((gunichar)-1)

/* The character at the start of length > 0 bytes, UTF8_BAD for ill-formed ones.
 * Returns how many bytes it takes, at least 1. */
gsize utf8_decode(const char *bytes, gsize length, gunichar *c);

/* The next run of ill-formed bytes. */
struct utf8_bad {
	gsize start, end; /* bytes */
	gsize column;     /* code points before it, each bad character counted as one */
};

/* Finds the first run at or after bad->end (zero the struct to begin). FALSE: none. */
gboolean utf8_next_bad(const char *bytes, gsize length, struct utf8_bad *bad);

/* How many code points; text is valid. */
gsize utf8_length(const char *text, gsize length);

#endif
