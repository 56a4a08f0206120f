/*
 * notes.h - which mark in the text belongs to which note.
 */
#ifndef ANBAN_ARTICLE_NOTES_H
#define ANBAN_ARTICLE_NOTES_H

#include "article/tree.h"

/* A mark in a node's shown text that leads to its note, or from the note back. */
struct note_link {
	gsize offset, length; /* bytes */
	guint32 note;         /* id of the NOTE */
	guint32 target; /* node it leads to: the NOTE, or the text with its first mark */
	gboolean first; /* the mark that the note leads back to */
	gboolean back;  /* stands in the note */
};

/* Node id to GArray of struct note_link, in the order of the text. After shown_prepare().
 * Caller owns. */
GHashTable *notes_join(const struct tree *tree);
/* The links in a node's text; NULL: none. */
const GArray *notes_of(GHashTable *links, const struct node *node);
/* Does a mark lead to this note? */
gboolean notes_refer_to(GHashTable *links, const struct node *note);

/* For shown.c: marks with a note, and those that the notes open with, are superior. */
void notes_raise(struct tree *tree);

#endif
