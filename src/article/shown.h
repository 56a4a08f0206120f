/*
 * shown.h - the shown text: what a reader sees, the reference of every comparison.
 *
 * TEXT-SHAPES.md, "Shown text": the tree's text, with the sentence-cased title and
 * headings where the style asks for them, after the typography of a book. The DATELINE is
 * made here from the metadata ("1-6-2022, 9:04 · HNM"). PDF and EPUB both print exactly
 * this; text-transform of the style comes on top.
 */
#ifndef ANBAN_ARTICLE_SHOWN_H
#define ANBAN_ARTICLE_SHOWN_H

#include "article/figures.h"
#include "article/tree.h"
#include "base/diag.h"

enum typography { TYPOGRAPHY_BOOK, TYPOGRAPHY_KEEP };
enum title_case { TITLE_CASE_AUTO, TITLE_CASE_KEEP };

struct shown_options {
	enum typography typography;
	enum title_case title_case;
	enum missing_images missing; /* what is done with captions without picture */
};

/* Fills node->shown of every node that has text. Changes are counted in one note a file.
 * The pictures of figures must be known. With MISSING_END the ids change. */
void shown_prepare(
        struct tree *tree, const struct shown_options *options, struct diags *diags);

/* The shown text of a whole tree for eyes and tests: a line for each node with text, in
 * reading order. Needs shown_prepare(). Caller frees. */
char *shown_dump(const struct tree *tree);

#endif
