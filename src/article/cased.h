/*
 * cased.h - a text in capitals, in small letters, or with capitals at the head of words,
 * as a style may show it: the typesetter sets it, and checks compare with it.
 */
#ifndef ANBAN_ARTICLE_CASED_H
#define ANBAN_ARTICLE_CASED_H

#include <glib.h>

enum cased { CASED_NOT, CASED_UPPER, CASED_LOWER, CASED_WORDS, CASED_N };

/* Caller frees. */
char *cased_text(const char *text, enum cased cased);

#endif
