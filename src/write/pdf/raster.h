/*
 * raster.h - the pictures of a PDF file: image XObjects (ISO 32000-1, 8.9.5).
 *
 * Pages name pictures by number while they are written; the pictures follow at the end,
 * each once, when it is known how large it is printed at most. Stored data go over as
 * they are where they can; what is turned, converted or scaled down is decoded, deflated
 * and let go, one picture after the other.
 */
#ifndef ANBAN_WRITE_PDF_RASTER_H
#define ANBAN_WRITE_PDF_RASTER_H

#include "typeset/pages.h"
#include "write/pdf/objects.h"

#include <glib.h>

struct rasters;

/* dpi: a picture with clearly more pixels to the inch is scaled down to so many. */
struct rasters *rasters_new(guint dpi);
void rasters_free(struct rasters *rasters);

/* The number of a picture: in content streams it is called /I and the number. */
guint rasters_use(struct rasters *rasters, const struct picture *picture);

/* Writes the pictures, as objects in the order of their numbers from *first on. FALSE:
 * one cannot be read any more; error (IMAGE_ERROR) says which. */
gboolean rasters_write(struct rasters *rasters, struct objects *objects,
        const struct profile *profile, guint32 *first, GError **error);

#endif
