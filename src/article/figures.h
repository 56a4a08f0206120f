/*
 * figures.h - the figures of an article, and which pictures they show.
 *
 * A figure names its picture by `src`, a file name relative to the folder of pictures
 * (--images) or of the article. Whoever knows which picture belongs to which figure says
 * it here; the file itself is looked for later (app/pictures.h), which sets `image`.
 */
#ifndef ANBAN_ARTICLE_FIGURES_H
#define ANBAN_ARTICLE_FIGURES_H

#include "article/tree.h"

/* The next figure in document order, staying below root; at: NULL for the first. */
struct node *figures_next(const struct node *root, const struct node *at);
/* The n-th figure, from 1; NULL: there are not so many. */
struct node *figures_nth(const struct node *root, guint n);
/* The figure whose caption or credit stands on that line of the source, from 1. */
struct node *figures_at_line(const struct node *root, int line);
/* The figure whose caption is, or begins with, these words. */
struct node *figures_captioned(const struct node *root, const char *words);

/* Makes a figure show a picture: file is its name as in JSON ("anh-2.jpg"). */
void figures_bind(struct tree *tree, struct node *figure, const char *file);

/* Where a figure stands, as style sheets name it: float (none, top, bottom, page: one of
 * its own) and float-reference (column, page). value: NULL for what its style says.
 * FALSE: there is no such value, and nothing was changed. */
gboolean figures_set_float(struct node *figure, const char *value);
gboolean figures_set_reference(struct node *figure, const char *value);
/* The values; NULL: what its style says. */
const char *figures_float(const struct node *figure);
const char *figures_reference(const struct node *figure);

/* What says in words what is to be seen, for those who do not see it: `alt`, else the
 * shown caption, else the credit; NULL: nothing does. Needs shown_prepare(). */
const char *figures_alternative(const struct node *figure);
/* Is it described: by more than the credit? */
gboolean figures_described(const struct node *figure);

enum missing_images {
	MISSING_NOTE, /* the caption stands as a quiet note in its place */
	MISSING_END,  /* two captions or more are gathered at the end */
	MISSING_OMIT, /* the caption is not printed */
};

/* Gives figures that show a picture and have nothing but a credit a CAPTION without text,
 * in which the credit is shown. Numbers the tree anew, if there are such. */
void figures_credit(struct tree *tree);

/* Moves the captions without picture to the end of their articles, if an article has two
 * or more of them: into a NOTE of their own, below "Chú thích ảnh". Numbers the tree
 * anew. */
void figures_gather(struct tree *tree);

#endif
