/*
 * number.h - figures as Vietnamese writes them: 1.234.567,89 tỷ đồng; 12,5%; −3.
 */
#ifndef ANBAN_TEXT_NUMBER_H
#define ANBAN_TEXT_NUMBER_H

#include <glib.h>

/* Is the text one number, perhaps with a sign before it and a unit behind? *whole: bytes
 * up to the end of the whole part, before the comma, the unit or the end of the text. */
gboolean number_parse(const char *text, gsize *whole);

/* Does the text say that there is no number: blank, a dash, dots? */
gboolean number_is_none(const char *text);

#endif
