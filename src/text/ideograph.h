/*
 * ideograph.h - where a line of Han, Nôm or Japanese may end: it has no spaces.
 */
#ifndef ANBAN_TEXT_IDEOGRAPH_H
#define ANBAN_TEXT_IDEOGRAPH_H

#include <glib.h>

/* May a line end between two characters that stand together, because one of them is an
 * ideograph, kana or full width? Never before a closing mark, behind an opening one, or
 * between a figure and what it counts. In UTF-8 a wide character begins with one of the
 * bytes E2 to E9, EF and F0. */
gboolean ideograph_may_end(gunichar before, gunichar after);

#endif
