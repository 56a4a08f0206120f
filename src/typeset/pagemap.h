/*
 * pagemap.h - on which page which part of the text begins: all that others than painters
 * may know of typesetting.
 *
 * A page begins at a place of the article tree: a node, and a byte of its shown text. A
 * picture that was moved to the head of a page while the text went on before it is no
 * such place: places go forward as the tree does.
 * The EPUB made together with a PDF marks these places, so that both can be cited by the
 * same page numbers.
 */
#ifndef ANBAN_TYPESET_PAGEMAP_H
#define ANBAN_TYPESET_PAGEMAP_H

#include "article/tree.h"

struct page;
struct pagemap;

/* Where a page begins. */
struct pagemap_place {
	guint32 node;   /* the node whose text, or whose picture, comes first on it */
	guint32 offset; /* bytes of its shown text that stand on pages before */
	guint index;    /* of the page, from 0 */
	guint number;   /* as printed: its label */
};

/* tree: what the pages show; borrowed. */
struct pagemap *pagemap_new(const struct tree *tree);
void pagemap_free(struct pagemap *map);

/* Takes note of a page; they may come in any order. A page on which nothing of the tree
 * is shown has no place. */
void pagemap_add(struct pagemap *map, const struct page *page);

/* The places in the order of the pages, which is that of the text. Valid until the next
 * pagemap_add(). */
guint pagemap_length(struct pagemap *map);
const struct pagemap_place *pagemap_at(struct pagemap *map, guint i);
/* The first place in a node, of n; NULL: no page begins there. */
const struct pagemap_place *pagemap_find(struct pagemap *map, guint32 node, guint *n);

#endif
