/*
 * passage.h - the stored data of a picture, for a PDF to take over as they are.
 *
 * Baseline and progressive JPEG of one or three channels is what DCTDecode reads; the
 * deflated rows of a PNG of eight bits, neither interlaced nor with alpha, are what
 * FlateDecode with the predictor 15 reads (ISO 32000-1, 7.4.4 and 7.4.8).
 */
#ifndef ANBAN_IMAGE_PASSAGE_H
#define ANBAN_IMAGE_PASSAGE_H

#include "image/image.h"

/* Data of an image whose header.plain is TRUE. */
struct passage {
	GBytes *data;    /* JPEG: to its end marker; PNG: one zlib stream */
	guint channels;  /* 1 or 3; with a palette 1 */
	GBytes *palette; /* RGB triples, or NULL */
};

/* FALSE: error. The caller clears. */
gboolean passage_open(const struct image *image, struct passage *passage, GError **error);
void passage_clear(struct passage *passage);

#endif
