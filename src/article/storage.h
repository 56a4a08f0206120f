/*
 * storage.h - the inside of a tree, for src/article and for readers that write texts
 * straight into its storage.
 */
#ifndef ANBAN_ARTICLE_STORAGE_H
#define ANBAN_ARTICLE_STORAGE_H

#include "article/arena.h"
#include "article/tree.h"

struct tree {
	struct arena arena; /* nodes, texts, spans, metadata */
	struct node *root;
	struct node **by_id; /* [0] is NULL; filled by tree_number() */
	guint32 n_nodes;
	GPtrArray *arrays;   /* of GPtrArray: the lists of the metadata */
	GArray *ledger;      /* of struct ledger_row */
	GPtrArray *running;  /* what style/running.h notes; or NULL */
	gconstpointer style; /* that made the text which is shown (style/generate.h);
	                      * NULL: none yet */
};

#endif
