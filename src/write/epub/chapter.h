/*
 * chapter.h - what chapter.c and groups.c share (not for other files).
 */
#ifndef ANBAN_WRITE_EPUB_CHAPTER_H
#define ANBAN_WRITE_EPUB_CHAPTER_H

#include "write/epub/publication.h"

struct chapter {
	const struct publication *publication;
	struct xml *xml;
	const struct node *previous; /* sibling shown before this one; NULL: none */
	const struct node *mark;     /* an item whose mark opens the next paragraph */
	const struct node *tail;     /* of the article: from here on only its sources and
	                                bylines; NULL: none */
	gboolean titled;             /* the article has a heading of its own */
	GArray *depths;              /* outline_depths() */
	guint heading;               /* of these, the next */
	guint sections;              /* open ones */
};

/* An element with the node's id and its text. class: NULL for none. */
void chapter_text(struct chapter *chapter, const struct node *node, const char *element,
        const char *class);
/* Opens an element with the node's id. */
void chapter_open(struct chapter *chapter, const struct node *node, const char *element,
        const char *class);
void chapter_close(struct chapter *chapter);
/* The blocks below a node, if anything is to be seen of them. */
void chapter_blocks(struct chapter *chapter, const struct node *parent);
/* Is there anything to be seen of a node? */
gboolean chapter_shows(const struct node *node);

/* --- groups.c ----------------------------------------------------------- */

void groups_list(struct chapter *chapter, const struct node *node, enum block_role role);
void groups_quote(struct chapter *chapter, const struct node *node, enum block_role role);
void groups_verse(struct chapter *chapter, const struct node *node, enum block_role role);
void groups_table(struct chapter *chapter, const struct node *node, enum block_role role);
void groups_note(struct chapter *chapter, const struct node *node, enum block_role role);
void groups_box(struct chapter *chapter, const struct node *node, enum block_role role);
void groups_separator(
        struct chapter *chapter, const struct node *node, enum block_role role);

#endif
