/*
 * pagetree.h - page objects, their tree, their links and their labels
 * (ISO 32000-1, 7.7.3, 12.5.6.5, 12.4.2).
 */
#ifndef ANBAN_WRITE_PDF_PAGETREE_H
#define ANBAN_WRITE_PDF_PAGETREE_H

#include "write/pdf/objects.h"
#include "write/pdf/places.h"

#include <glib.h>

/* Gives pages and links their object numbers, so that others can refer to them. */
void pagetree_reserve(struct places *places, struct objects *objects);

/* What pages name (ISO 32000-1, 7.8.3). Objects. */
struct resources {
	guint32 shared;   /* the resource dictionary of pages without pictures */
	guint32 fonts;    /* the dictionary of all fonts */
	guint32 pictures; /* the first picture, if there are any */
};

/* Writes pages and links. Returns the root of the tree. */
guint32 pagetree_write(const struct places *places, struct objects *objects,
        const struct profile *profile, const struct resources *resources);

/* Writes the page labels; returns their number tree. */
guint32 pagetree_write_labels(const struct places *places, struct objects *objects);

#endif
