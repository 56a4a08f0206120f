/*
 * join.h - several articles become one book: a bigger tree with a title page and
 * contents.
 */
#ifndef ANBAN_BOOK_JOIN_H
#define ANBAN_BOOK_JOIN_H

#include "article/tree.h"

/* Takes the n trees (of one ARTICLE each) over, in their order. title: of the book; NULL:
 * a plain one. A part begins with each article whose metadata name one. The colophon is
 * that of the first article whose metadata have one. The result is numbered. */
struct tree *join_articles(struct tree **trees, guint n, const char *title);

#endif
