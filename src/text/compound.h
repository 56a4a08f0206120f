/*
 * compound.h - words of two syllables, which each stand for themselves in writing.
 */
#ifndef ANBAN_TEXT_COMPOUND_H
#define ANBAN_TEXT_COMPOUND_H

#include <glib.h>

/* Are these two syllables, one after the other, one word of the table (compounds.def)?
 * Capitals, marks before the first and marks behind the second do not count; with a mark
 * between them they are none. Texts are NFC. */
gboolean compound_joins(
        const char *first, gsize first_length, const char *second, gsize second_length);

#endif
