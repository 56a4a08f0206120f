/*
 * dump.h - `anban inspect`: the tree as text for eyes (not reversible: see json.h).
 */
#ifndef ANBAN_ARTICLE_DUMP_H
#define ANBAN_ARTICLE_DUMP_H

#include "article/tree.h"

/* Metadata, then one line a node with kind, lines, rule and certainty. Caller frees. */
char *dump_tree(const struct tree *tree);

#endif
