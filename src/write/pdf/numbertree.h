/*
 * numbertree.h - a balanced number tree (ISO 32000-1, 7.9.7).
 */
#ifndef ANBAN_WRITE_PDF_NUMBERTREE_H
#define ANBAN_WRITE_PDF_NUMBERTREE_H

#include "write/pdf/objects.h"

#include <glib.h>

struct numbertree;

struct numbertree *numbertree_new(struct objects *objects);

/* Adds a key, larger than all before. Append its value to the string that is returned, at
 * once. */
GString *numbertree_add(struct numbertree *tree, guint32 key);

/* Writes what is left and frees the tree. Returns the root. */
guint32 numbertree_finish(struct numbertree *tree);

#endif
