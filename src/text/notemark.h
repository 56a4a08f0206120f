/*
 * notemark.h - marks of notes as they are typed: (*) and more stars, (1), [1].
 */
#ifndef ANBAN_TEXT_NOTEMARK_H
#define ANBAN_TEXT_NOTEMARK_H

#include <glib.h>

enum { NOTEMARK_MOST = 10 /* bytes of a mark */ };

/* Bytes of the mark that a text opens with; 0: none. */
gsize notemark_length(const char *text);

/* Bytes of the mark that a text ends with; 0: none. */
gsize notemark_at_end(const char *text, gsize length);

#endif
