/*
 * png.h - a page as a picture: what `anban preview` shows.
 *
 * The same positions, outlines and colours as in the PDF, painted on white by cairo.
 */
#ifndef ANBAN_WRITE_PNG_PNG_H
#define ANBAN_WRITE_PNG_PNG_H

#include "image/image.h"
#include "typeset/pages.h"

#include <glib.h>

/* The resolutions that are accepted, in pixels per inch. */
enum { PNG_DPI_LEAST = 10, PNG_DPI_MOST = 1200 };

/* The page as a PNG file. NULL: G_OPTION_ERROR_BAD_VALUE, the picture would have no
 * pixels or too many (a side over 32,767 or more than LIMIT_IMAGE_MEGAPIXELS); or
 * G_FILE_ERROR, a font cannot be used. Caller owns. */
GBytes *png_paint(const struct page *page, int dpi, GError **error);

/* The same picture as a JPEG, for small pixels: edges have few steps. quality: as in
 * pixels_jpeg(). Errors as above, or those of that. Caller owns. */
GBytes *png_jpeg(const struct page *page, int dpi, int quality, GError **error);

#endif
