/*
 * numeric.h - which cells and columns of a table are of numbers.
 */
#ifndef ANBAN_ARTICLE_NUMERIC_H
#define ANBAN_ARTICLE_NUMERIC_H

#include "article/tree.h"

enum numeric_cell {
	NUMERIC_TEXT,
	NUMERIC_NONE, /* says that there is no number */
	NUMERIC_NUMBER
};

/* What a cell with a text is shown as, whatever marks of notes it ends with. *whole:
 * bytes up to where the comma stands, or would; without a number, up to the marks. */
enum numeric_cell numeric_cell(const struct node *cell, gsize *whole);

/* A gboolean for each column of the table: all its cells below the heading that stand in
 * it alone are shown as numbers, or say that there is none, and there is one. Needs
 * shown_prepare(). Caller owns. */
GArray *numeric_columns(const struct node *table);

/* Are all columns that a cell covers from this one on numeric? */
gboolean numeric_covers(const GArray *columns, const struct node *cell, guint first);

#endif
