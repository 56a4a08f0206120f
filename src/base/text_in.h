/*
 * text_in.h - the one door to gettext.
 *
 * N_() marks a text for translation where it stands in a table; text_in() gives it in the
 * user's language. The domain is bound once, by the program (cli/locale.c).
 */
#ifndef ANBAN_BASE_TEXT_IN_H
#define ANBAN_BASE_TEXT_IN_H

#include <libintl.h>

#define N_(text) text
/* Singular and plural, for a function that takes both and calls dngettext(). */
#define N2_(one, many) one, many
#define text_in(text) dgettext("anban", (text))
#define _(text) text_in(text)

#endif
