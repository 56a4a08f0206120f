/*
 * heading.h - how deep each heading stands in the document.
 */
#ifndef ANBAN_WRITE_PDF_HEADING_H
#define ANBAN_WRITE_PDF_HEADING_H

#include "write/pdf/places.h"

#include <glib.h>

/* For every node id (0…n) the depth of its heading, 1…6; 0: no heading, or one that
 * stands on no page. Caller owns (of guint8). */
GArray *heading_depths(const struct places *places);

#endif
