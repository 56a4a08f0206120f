/*
 * letter.h - capital and small letters.
 */
#ifndef ANBAN_TEXT_LETTER_H
#define ANBAN_TEXT_LETTER_H

#include <glib.h>

/* Typed in capitals: two letters at least, and no small one. Text is valid UTF-8. */
gboolean letter_all_caps(const char *text, gsize length);

/* Begins with a capital letter (opening marks before it do not count). */
gboolean letter_starts_capital(const char *text, gsize length);
/* Begins with a small letter. */
gboolean letter_starts_small(const char *text, gsize length);
/* Is the character that stands there a capital letter? */
gboolean letter_is_capital(const char *at);

/* Where the letter stands that may be a large initial: the first one, only marks before
 * it. It has cases: Han has no capitals, and a figure is not set apart from its number.
 * -1: there is none. */
int letter_initial(const char *text, gsize length);

/* Appends the text in small letters; with first kept as a capital, if asked. */
void letter_append_small(GString *out, const char *text, gsize length, gboolean capital);

/* Bytes of a text in small letters, at most, and of the zero after it: they take at most
 * half as many again as capitals (Ⱥ, U+023A), and a character at most six. */
#define LETTER_ROOM(length) ((length) + (length) / 2 + 7)

/* Writes the text in small letters and a zero; returns its length. */
gsize letter_put_small(char *to, const char *text, gsize length);

/* Text in small letters; caller frees. */
char *letter_small(const char *text, gsize length);

#endif
