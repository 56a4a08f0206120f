/*
 * names.h - proper names that a title may hold and its article need not repeat.
 */
#ifndef ANBAN_ARTICLE_RECOGNISE_NAMES_H
#define ANBAN_ARTICLE_RECOGNISE_NAMES_H

#include <glib.h>

/* How many words, in small letters and NULL-terminated, are the longest name that begins
 * here; 0: none. */
guint names_match(const char *const *words);

#endif
