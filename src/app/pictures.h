/*
 * pictures.h - which file is the picture of which figure.
 *
 * A figure that names its picture (src) gets that file: from the folder of --images, else
 * from the folder of the article. With --images, a figure whose caption or credit names
 * a file of the folder gets it, and the others get what is left there in natural order
 * (anh-2 before anh-10). If the folder has one inside named as the article's file (bai/
 * for bai.txt), that one is taken for this article.
 *
 * No file outside of these folders is read: absolute names, "..", and links that lead out
 * are refused. What cannot be used is reported, and its figure has no picture.
 */
#ifndef ANBAN_APP_PICTURES_H
#define ANBAN_APP_PICTURES_H

#include "article/tree.h"
#include "base/diag.h"

struct pictures;

/* folder: of --images; NULL: none. */
struct pictures *pictures_new(const char *folder);
/* The trees whose figures show the pictures must not be used any more. NULL is fine. */
void pictures_free(struct pictures *pictures);

/* Sets src and image of all figures of the tree. */
void pictures_bind(struct pictures *pictures, struct tree *tree, struct diags *diags);

/* Reports the figures whose picture nobody has described. Needs shown_prepare(). */
void pictures_describe(const struct tree *tree, struct diags *diags);

/* "anh-2" before "anh-10": numbers count as numbers, capitals as small letters. */
int pictures_compare(const char *a, const char *b);

#endif
