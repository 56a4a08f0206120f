/*
 * image.h - pictures: what a file is, and its pixels.
 *
 * A picture is opened once: its header is read and it is decoded for a test, so that what
 * is broken is known before anything is set. Only what its header says is kept; the file
 * is read again when its pixels, or its bytes as they are, are wanted. Pictures are
 * upright and in sRGB or grey as far as anybody outside of this folder can see: EXIF is
 * applied, CMYK converted.
 *
 * Files are what the outside world sends: any bytes are safe here. A picture of more than
 * LIMIT_IMAGE_MEGAPIXELS is refused by its header, before anything is decoded.
 */
#ifndef ANBAN_IMAGE_IMAGE_H
#define ANBAN_IMAGE_IMAGE_H

#include <glib.h>

#define IMAGE_ERROR (image_error_quark())
GQuark image_error_quark(void);

enum image_error {
	IMAGE_ERROR_READ, /* message: the system's words: of the file, or of a library */
	IMAGE_ERROR_FORMAT, /* none of the formats below */
	IMAGE_ERROR_BROKEN, /* message: what the decoder says */
	IMAGE_ERROR_LARGE,  /* more pixels, or more bytes, than the limits allow */
	IMAGE_ERROR_CHANGED /* the file is another than the one that was opened */
};

enum image_format {
	IMAGE_JPEG,
	IMAGE_PNG,
	IMAGE_WEBP,
	IMAGE_TIFF,
	IMAGE_GIF,
	IMAGE_SVG, /* drawn as large as it is wanted */
	IMAGE_N_FORMATS
};

enum image_colour { IMAGE_GREY, IMAGE_RGB, IMAGE_CMYK };

/* What the header says. */
struct image_header {
	enum image_format format;
	guint width, height; /* pixels as stored; SVG: its own size, for the ratio */
	int turn;            /* EXIF orientation, 1 to 8; 1: upright as stored */
	guint dpi;           /* pixels per inch, as stated; 0: not stated */
	guint depth;         /* bits a channel */
	enum image_colour colour;
	gboolean alpha;
	gboolean moves; /* GIF, PNG, WebP: it has several frames */
	gboolean plain; /* the stored data may go into a PDF as they are: see passage.h */
};

struct image {
	char *path;
	char *name; /* as the user knows it, for messages and dumps */
	struct image_header header;
	guint width, height; /* upright */
	guint64 size;        /* of the file, bytes */
	guint32 crc;         /* of the file */
};

/* name is copied. NULL: error (domain IMAGE_ERROR). Caller owns. */
struct image *image_open(const char *path, const char *name, GError **error);
void image_free(struct image *image);

/* The file as it was when it was opened. Caller owns. */
GBytes *image_bytes(const struct image *image, GError **error);

/* "image/jpeg", "jpg" */
const char *image_format_type(enum image_format format);
const char *image_format_suffix(enum image_format format);
/* Is a file of this name likely a picture: by its suffix? */
gboolean image_name_known(const char *name);

/* Rows of samples of eight bits: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha (not
 * premultiplied). */
struct pixels {
	guint width, height;
	guint channels;
	gsize stride; /* bytes from row to row */
	guint8 *data;
	gpointer owner; /* what holds data */
	GDestroyNotify release;
};

/* The picture upright, in sRGB or grey, scaled down to at most width × height pixels (0:
 * its own size); SVG is drawn in just that size. flat: on white, without alpha. Alpha
 * that says nothing and colours that are all greys are left out. Caller owns. */
struct pixels *image_pixels(const struct image *image, guint width, guint height,
        gboolean flat, GError **error);
void pixels_free(struct pixels *pixels);

/* The pixels as a file: JPEG without alpha, or PNG. NULL: out of the encoder's range; or
 * error (IMAGE_ERROR_READ), the encoder cannot be loaded. Caller owns. */
GBytes *pixels_encode(
        const struct pixels *pixels, enum image_format format, GError **error);
/* The same as a JPEG of a quality of 1 to 100; that above has PIXELS_QUALITY. Below 90 a
 * colour stands for four pixels, as cameras store it. */
enum { PIXELS_QUALITY = 92 };
GBytes *pixels_jpeg(const struct pixels *pixels, int quality, GError **error);
/* The same of rows of 32 bits a pixel, 0x00RRGGBB, which are only read: what cairo
 * paints. stride: bytes from row to row. */
GBytes *pixels_jpeg_of_words(const guint32 *rows, guint width, guint height, gsize stride,
        int quality, GError **error);

/* The scanlines of channels [first, first + n) as PNG filters them, each with its filter
 * byte (ISO/IEC 15948, 9): for a deflated stream with the predictor 15. */
GByteArray *pixels_filtered(const struct pixels *pixels, guint first, guint n);

#endif
