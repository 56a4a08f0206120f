/*
 * tags.h - the structure tree (ISO 32000-1, 14.7 and 14.8): the article tree once more,
 * for screen readers and for those who take the text out of the PDF again.
 */
#ifndef ANBAN_WRITE_PDF_TAGS_H
#define ANBAN_WRITE_PDF_TAGS_H

#include "write/pdf/objects.h"
#include "write/pdf/places.h"

#include <glib.h>

/* Writes the structure tree and the parent tree; depths: of heading_depths(). Pages and
 * links must have their object numbers. Returns the StructTreeRoot. */
guint32 tags_write(struct places *places, const GArray *depths, struct objects *objects);

/* The key in the parent tree (14.7.4.4) of a page, and of the link with that index. */
guint32 tags_page_key(const struct places *places, guint page);
guint32 tags_link_key(const struct places *places, guint link);

#endif
