/*
 * recognise.h - from the blocks of a pasted text to an article.
 *
 * A reader turns its input into blocks: a line, or the lines that one paragraph was
 * wrapped into. What each block means - kicker, title, date, lead, caption, heading,
 * source, paragraph - is decided here, the same for every reader: one file for each field
 * with a table of named rules. Undecided means paragraph.
 */
#ifndef ANBAN_ARTICLE_RECOGNISE_RECOGNISE_H
#define ANBAN_ARTICLE_RECOGNISE_RECOGNISE_H

#include "article/ledger.h"
#include "article/tree.h"
#include "base/diag.h"

/* A line of the source. */
struct source_line {
	int number;      /* from 1 */
	const char *raw; /* its bytes in the input, without the line end */
	gsize raw_length;
	gsize columns; /* code points of raw, an ill-formed character is one */
};

/* A part of a block of one line, from start up to the next part. */
struct part {
	gsize start; /* bytes in text; the first is 0 */
	enum fate fate;
	const char *why; /* static; NULL */
};

/* No node is made of the block. */
#define KIND_NONE NODE_N_KINDS

struct block {
	/* by the reader */
	const char *text; /* after chars_clean(); in the tree's storage */
	gsize length;
	const struct source_line *lines;
	guint n_lines;
	gboolean gap;      /* an empty line stands before it */
	gboolean repeated; /* typed twice running; the second one was taken out */

	/* by the rules */
	gboolean decided;
	gboolean joined; /* belongs to the node of the block before */
	enum node_kind kind;
	const char *own;  /* text of the node, when it is not text */
	const char *rule; /* static */
	enum certainty certainty;
	const struct part *parts; /* in the tree's storage; NULL: the whole line */
	guint n_parts;
	const char *why; /* static; not NULL: what became of the whole block is fate */
	enum fate fate;
};

/* What a reader hands over. */
struct blocks {
	struct block *list;
	guint n;
	int n_lines;      /* of the source: the last ones may be empty */
	gboolean wrapped; /* paragraphs are wrapped into lines of one width */
	const char *file;
};

/* Decides, and fills the tree (an ARTICLE, new) with nodes, metadata and ledger. Numbers
 * it. */
void recognise(struct tree *tree, struct blocks *blocks, struct diags *diags);

#endif
