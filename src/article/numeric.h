/*
 * numeric.h - which columns of a table are of numbers.
 */
#ifndef ANBAN_ARTICLE_NUMERIC_H
#define ANBAN_ARTICLE_NUMERIC_H

#include "article/tree.h"

/* A gboolean for each column of the table: all its cells below the heading that stand in
 * it alone are shown as numbers, or say that there is none, and there is one. Needs
 * shown_prepare(). Caller owns. */
GArray *numeric_columns(const struct node *table);

/* Are all columns that a cell covers from this one on numeric? */
gboolean numeric_covers(const GArray *columns, const struct node *cell, guint first);

#endif
