/*
 * outline.h - bookmarks (ISO 32000-1, 12.3.3).
 */
#ifndef ANBAN_WRITE_PDF_OUTLINE_H
#define ANBAN_WRITE_PDF_OUTLINE_H

#include "write/pdf/objects.h"
#include "write/pdf/places.h"

#include <glib.h>

/* Writes a bookmark for the contents, each title and each heading below it. Returns the
 * outline's object, 0 if there are none; n_top: how many stand at the top level. */
guint32 outline_write(const struct places *places, const GArray *depths,
        struct objects *objects, guint *n_top);

#endif
