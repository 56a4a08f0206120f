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

/* What the writer of the file says that lines are: "lines: {10-11: caption}". */
struct order {
	int first, last;     /* lines of the source */
	enum node_kind kind; /* or KIND_NONE: they are dropped */
	enum paragraph_role role;
	guint8 level;    /* HEADING; 0: not said */
	gboolean obeyed; /* there was text on its lines */
};

/* How much of a block is looked at beforehand. */
enum { BLOCK_START = 160, BLOCK_SYLLABLES = 64 };

/* No node is made of the block. */
#define KIND_NONE NODE_N_KINDS
/* Nothing but the article holds the block's node. */
#define WITHIN_NONE NODE_BOOK

struct block {
	/* by the reader */
	const char *text; /* after chars_clean(); in the tree's storage */
	gsize length;
	const struct source_line *lines;
	guint n_lines;
	gboolean gap;        /* an empty line stands before it */
	struct order *order; /* what the writer says that it is; NULL: nothing */
	gsize joint; /* bytes of text before the first place where words ran together;
	              * length: there is none */
	gboolean repeated; /* typed twice running; the second one was taken out */

	/* what most rules ask for, seen once (block_look()) */
	const char *small; /* the first BLOCK_START bytes of text in small letters */
	guint syllables;   /* words between blanks, counted up to BLOCK_SYLLABLES */
	gssize credit;     /* credit_find() of text */

	/* by the rules */
	gboolean decided;
	gboolean joined; /* belongs to the node of the block before */
	enum node_kind kind;
	enum node_kind within; /* what holds the node: LIST, QUOTE, VERSE, NOTE, BOX */
	guint8 depth;          /* how many of these, one in the other: 1… */
	gboolean begins;       /* a new one, or a new stanza of VERSE */
	enum paragraph_role role;
	guint8 level; /* HEADING: as said by the writer; 0: by its label */
	gsize label;  /* bytes of text: mark of an item of a LIST, label of a PARAGRAPH */
	gsize speaker;    /* bytes of text: who speaks, set strong */
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
	int front_lines;  /* of the source that are front matter, at its start */
	guint n_front;    /* blocks of these: 0 or 1 */
	GArray *orders;   /* of struct order, by first line, none over another; or NULL */
	gboolean wrapped; /* paragraphs are wrapped into lines of one width */
	const char *file;
};

/* Decides, and fills the tree (an ARTICLE, new) with nodes, metadata and ledger. Numbers
 * it. */
void recognise(struct tree *tree, struct blocks *blocks, struct diags *diags);

#endif
