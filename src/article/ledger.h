/*
 * ledger.h - what became of every line of the source.
 *
 * A row covers a line of the input or a part of one (columns count code points). Rows
 * are in source order and together cover every character that is not white space.
 */
#ifndef ANBAN_ARTICLE_LEDGER_H
#define ANBAN_ARTICLE_LEDGER_H

#include "article/tree.h"

enum fate {
	FATE_SHOWN,       /* printed as typed */
	FATE_RECASED,     /* printed in sentence case */
	FATE_MOVED,       /* printed elsewhere or in another form (date line) */
	FATE_MERGED,      /* said twice, printed once */
	FATE_JOINED,      /* hard-wrapped lines made one paragraph */
	FATE_TYPOGRAPHY,  /* quotation marks, dashes, blanks set as in a book */
	FATE_NOT_PRINTED, /* kept in the tree only: view counts */
	FATE_DROPPED,     /* residue of the web page */
	FATE_BLANK,       /* an empty line */
};

struct ledger_row {
	int line;        /* from 1 */
	int column, end; /* code points from 1, end exclusive; 1, 1: an empty line */
	enum fate fate;
	const struct node *node; /* where it went; NULL */
	const char *rule;        /* static; NULL */
	enum certainty certainty;
	guint changes;   /* of typography, in the node: by shown_prepare() */
	const char *why; /* one line for eyes; in the tree's storage; NULL */
};

/* The rows belong to the tree (of one article). */
void ledger_add(struct tree *tree, const struct ledger_row *row);
/* What one node said is said by another one now. */
void ledger_pass(struct tree *tree, const struct node *from, const struct node *to);
/* What the node said is not printed any more; why: static. */
void ledger_retire(struct tree *tree, const struct node *node, const char *why);
guint ledger_length(const struct tree *tree);
const struct ledger_row *ledger_at(const struct tree *tree, guint index);

const char *fate_name(enum fate fate); /* "not-printed" */

/* Aligned text for eyes; caller frees. The second one is for a terminal: a colour
 * (ECMA-48) for each fate, and guesses stand out. */
char *ledger_dump(const struct tree *tree);
char *ledger_dump_coloured(const struct tree *tree);

/* For scripts, a row each; caller frees. TSV: names of the columns first, unknown is
 * empty. JSON: an array of objects, unknown is null. */
char *ledger_tsv(const struct tree *tree);
char *ledger_json(const struct tree *tree);

#endif
