/*
 * geometry.h - how a text was pasted: which lines belong together.
 *
 * Three ways are known: blank lines between paragraphs; one line a paragraph; paragraphs
 * wrapped into lines of one width, with or without blank lines between them.
 */
#ifndef ANBAN_READ_GEOMETRY_H
#define ANBAN_READ_GEOMETRY_H

#include "article/recognise/recognise.h"

/* A line after chars_clean(). */
struct text_line {
	const char *text; /* "" for an empty line */
	gsize length;
};

/* Fills blocks->list (caller frees with g_free()), n and wrapped. lines and sources are
 * parallel; texts of several lines are joined in the tree's storage. */
void geometry_blocks(struct blocks *blocks, const struct text_line *lines,
        const struct source_line *sources, guint n, struct tree *tree);

#endif
