/*
 * decode.h - the parts of src/image and what they share (not for other folders).
 *
 *   image.c    opens a picture, and gives its pixels
 *   header.c   which format, and what the header says: JPEG, GIF, WebP, TIFF, SVG
 *   exif.c     orientation and resolution in a block of TIFF tags
 *   png.c      chunks of PNG, read and written; filters
 *   jpeg.c     the door to libjpeg-turbo
 *   pixbuf.c   the door to gdk-pixbuf, for all other formats
 *   colour.c   the door to lcms2: CMYK to sRGB
 *   pixels.c   turning, scaling, flattening
 */
#ifndef ANBAN_IMAGE_DECODE_H
#define ANBAN_IMAGE_DECODE_H

#include "base/ondemand.h"
#include "image/image.h"

/* A part of a file. */
struct slice {
	const guint8 *data;
	gsize size;
};

/* Numbers in a file; the caller has seen that the bytes are there. */
static inline guint32
decode_be16(const guint8 *p)
{
	return (guint32)p[0] << 8 | p[1];
}

static inline guint32
decode_be32(const guint8 *p)
{
	return decode_be16(p) << 16 | decode_be16(p + 2);
}

static inline guint32
decode_le16(const guint8 *p)
{
	return (guint32)p[1] << 8 | p[0];
}

static inline guint32
decode_le32(const guint8 *p)
{
	return decode_le16(p + 2) << 16 | decode_le16(p);
}

/* --- image.c -------------------------------------------------------------- */

/* A library that a decoder needs. FALSE: error (IMAGE_ERROR_READ). */
gboolean decode_load(struct ondemand *library, GError **error);

/* --- header.c ------------------------------------------------------------- */

/* FALSE: none of the formats (*known is FALSE), or not a sound file of one. */
gboolean header_read(struct slice file, struct image_header *header, gboolean *known);

/* --- exif.c --------------------------------------------------------------- */

/* What tags can say; what they do not say stays as it is. */
struct exif {
	guint width, height, depth;
	int turn;
	guint dpi;
	int photometric; /* of TIFF (Photometric Interpretation); -1: not said */
};

/* Tags from the TIFF header on, first directory only. FALSE: not TIFF. */
gboolean exif_read(struct slice block, struct exif *exif);

/* --- png.c ---------------------------------------------------------------- */

gboolean png_header(struct slice file, struct image_header *header);
/* The zlib stream in one piece, and the palette or NULL. Caller owns both. */
gboolean png_stream(struct slice file, GBytes **data, GBytes **palette);
/* Has the stream of a plain PNG all its rows? */
gboolean png_whole(struct slice file, const struct image_header *header);
GBytes *png_write(const struct pixels *pixels);

/* --- jpeg.c --------------------------------------------------------------- */

/* What stands between the markers. */
struct jpeg {
	struct image_header header;
	gboolean adobe;      /* its CMYK counts white, not ink */
	gsize end;           /* behind the end marker */
	GByteArray *profile; /* ICC, or NULL */
};

/* FALSE: not whole. profile: collect it too; the caller frees it. */
gboolean jpeg_scan(struct slice file, struct jpeg *jpeg, gboolean profile);
/* Decodes; where at most width × height pixels are wanted (0: all), perhaps at a half, a
 * quarter or an eighth, but never smaller than that. */
struct pixels *jpeg_decode(struct slice file, guint width, guint height, GError **error);
/* NULL: out of the encoder's range, or error is set: it cannot be loaded. */
GBytes *jpeg_write(const struct pixels *pixels, int quality, GError **error);

/* --- pixbuf.c ------------------------------------------------------------- */

/* Can these formats be read at all? FALSE: error (IMAGE_ERROR_READ). */
gboolean pixbuf_ready(GError **error);
/* width, height: the size in which SVG is drawn (0: its own). */
struct pixels *pixbuf_decode(struct slice file, enum image_format format, guint width,
        guint height, GError **error);
/* The size that an SVG gives itself. FALSE: none, or not pixbuf_ready(). */
gboolean pixbuf_size(struct slice file, guint *width, guint *height);

/* --- colour.c ------------------------------------------------------------- */

struct colour;

/* From CMYK of that profile, or of common offset printing if it is none for CMYK. NULL:
 * error (IMAGE_ERROR_READ), lcms2 cannot be loaded. */
struct colour *colour_new(const guint8 *profile, gsize size, GError **error);
void colour_free(struct colour *colour);
/* inverted: 0 is full ink. */
void colour_to_rgb(const struct colour *colour, const guint8 *cmyk, gsize n,
        gboolean inverted, guint8 *rgb);

/* --- pixels.c ------------------------------------------------------------- */

struct pixels *pixels_new(guint width, guint height, guint channels);
/* Each takes the pixels over and gives others, or the same. */
struct pixels *pixels_turn(struct pixels *pixels, int turn);
struct pixels *pixels_shrink(struct pixels *pixels, guint width, guint height);
struct pixels *pixels_flatten(struct pixels *pixels);
struct pixels *pixels_simplify(struct pixels *pixels);
/* The largest size of these proportions within width × height. */
void pixels_fit(guint *w, guint *h, guint width, guint height);

#endif
