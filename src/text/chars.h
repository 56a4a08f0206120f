/*
 * chars.h - characters: what is always put right in a line of text.
 *
 * Any bytes become UTF-8 in NFC whose blanks are single U+0020, none at the ends; byte
 * order marks, zero-width characters and soft hyphens are out, control characters too;
 * Ð (U+00D0, eth) inside a Vietnamese syllable becomes Đ (U+0110). Ill-formed bytes
 * become U+FFFD. The words stay as they are.
 */
#ifndef ANBAN_TEXT_CHARS_H
#define ANBAN_TEXT_CHARS_H

#include <glib.h>

/* What was found on the way. */
struct chars_facts {
	gsize columns;  /* code points of the input, an ill-formed character is one */
	guint bad;      /* ill-formed characters */
	guint controls; /* control characters left out */
};

/* Bytes that the result of length bytes may take, the final NUL included. */
#define CHARS_ROOM(length) (3 * (length) + 8)

/* Cleans length bytes (a line end is a blank) into out, NUL-terminated. Returns the
 * length. Linear; facts may be NULL. */
gsize chars_clean(const char *bytes, gsize length, char *out, struct chars_facts *facts);

/* The same for a whole text; caller frees. */
char *chars_cleaned(const char *bytes, gsize length);

#endif
