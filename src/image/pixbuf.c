/*
 * pixbuf.c - the one door to gdk-pixbuf: PNG, WebP, TIFF, GIF and SVG become pixels.
 *
 * Bytes are handed over, never names, so a file cannot lead a decoder to others. The
 * size a decoder is about to make is checked once more: what is too large is refused
 * by asking for a picture of no size, upon which it stops. gdk-pixbuf brings gio along
 * and is loaded with the first such picture.
 */
#include "image/decode.h"

#include "base/limits.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define PIXBUF(FUNCTION)                                                                 \
	FUNCTION(gdk_pixbuf_, get_height)                                                \
	FUNCTION(gdk_pixbuf_, get_n_channels)                                            \
	FUNCTION(gdk_pixbuf_, get_pixels)                                                \
	FUNCTION(gdk_pixbuf_, get_rowstride)                                             \
	FUNCTION(gdk_pixbuf_, get_width)                                                 \
	FUNCTION(gdk_pixbuf_, loader_close)                                              \
	FUNCTION(gdk_pixbuf_, loader_get_pixbuf)                                         \
	FUNCTION(gdk_pixbuf_, loader_new_with_type)                                      \
	FUNCTION(gdk_pixbuf_, loader_set_size)                                           \
	FUNCTION(gdk_pixbuf_, loader_write)                                              \
	FUNCTION(g_object_, ref)                                                         \
	FUNCTION(g_object_, unref)                                                       \
	FUNCTION(g_signal_, connect_data)

static ONDEMAND_TABLE(gdk, PIXBUF) gdk;
ONDEMAND_LIBRARY(gdk, "libgdk_pixbuf-2.0.so.0", "pictures other than JPEG", PIXBUF)

enum { CHUNK = 1 << 16, SVG_SIDE = 64 /* where only the size is asked for */ };

static const char *const types[IMAGE_N_FORMATS] = {
        [IMAGE_PNG] = "png",
        [IMAGE_WEBP] = "webp",
        [IMAGE_TIFF] = "tiff",
        [IMAGE_GIF] = "gif",
        [IMAGE_SVG] = "svg",
};

/* What is asked of the decoder. */
struct wish {
	guint width, height; /* SVG is drawn so; 0: its own size */
	guint own_width, own_height;
	gboolean too_large;
};

static void
size_prepared(GdkPixbufLoader *loader, int width, int height, gpointer data)
{
	struct wish *wish = data;

	if (!wish->own_width) {
		wish->own_width = (guint)MAX(width, 0);
		wish->own_height = (guint)MAX(height, 0);
	}
	if (wish->width && wish->height)
		gdk.loader_set_size(loader, (int)wish->width, (int)wish->height);
	else if ((gint64)width * height > (gint64)LIMIT_IMAGE_MEGAPIXELS * 1000000) {
		wish->too_large = TRUE;
		gdk.loader_set_size(loader, 0, 0);
	}
}

/* All bytes. A loader must be closed, whatever it says. */
static gboolean
feed(GdkPixbufLoader *loader, struct slice file, const struct wish *wish, GError **error)
{
	gsize at = 0;

	while (at < file.size && !wish->too_large) {
		gsize n = MIN(CHUNK, file.size - at);

		if (!gdk.loader_write(loader, file.data + at, n, error)) {
			gdk.loader_close(loader, NULL);
			return FALSE;
		}
		at += n;
	}
	return gdk.loader_close(loader, error) && !wish->too_large;
}

/* The picture of a loader that has had all bytes, or NULL. */
static GdkPixbuf *
finish(GdkPixbufLoader *loader, struct slice file, const struct wish *wish,
        GError **error)
{
	GdkPixbuf *pixbuf = NULL;

	if (feed(loader, file, wish, error))
		pixbuf = gdk.loader_get_pixbuf(loader);
	return pixbuf ? gdk.ref(pixbuf) : NULL;
}

/* NULL: error is set in gdk-pixbuf's words, or not at all. */
static GdkPixbuf *
load(struct slice file, enum image_format format, struct wish *wish, GError **error)
{
	GdkPixbufLoader *loader = gdk.loader_new_with_type(types[format], error);
	GdkPixbuf *pixbuf;

	if (!loader)
		return NULL;
	gdk.connect_data(
	        loader, "size-prepared", G_CALLBACK(size_prepared), wish, NULL, 0);
	pixbuf = finish(loader, file, wish, error);
	gdk.unref(loader);
	return pixbuf;
}

static void
set_error(GError **error, const struct wish *wish, const GError *reason)
{
	if (wish->too_large)
		g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_LARGE, "");
	else
		g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_BROKEN,
		        reason ? reason->message : "");
}

gboolean
pixbuf_ready(GError **error)
{
	return decode_load(&gdk_library, error);
}

struct pixels *
pixbuf_decode(struct slice file, enum image_format format, guint width, guint height,
        GError **error)
{
	struct wish wish = {.width = format == IMAGE_SVG ? width : 0,
	        .height = format == IMAGE_SVG ? height : 0};
	g_autoptr(GError) reason = NULL;
	struct pixels *pixels;
	GdkPixbuf *pixbuf;

	if (!pixbuf_ready(error))
		return NULL;
	pixbuf = load(file, format, &wish, &reason);
	if (!pixbuf) {
		set_error(error, &wish, reason);
		return NULL;
	}
	pixels = g_new0(struct pixels, 1);
	pixels->width = (guint)gdk.get_width(pixbuf);
	pixels->height = (guint)gdk.get_height(pixbuf);
	pixels->channels = (guint)gdk.get_n_channels(pixbuf);
	pixels->stride = (gsize)gdk.get_rowstride(pixbuf);
	pixels->data = gdk.get_pixels(pixbuf);
	pixels->owner = pixbuf;
	pixels->release = gdk.unref;
	return pixels;
}

gboolean
pixbuf_size(struct slice file, guint *width, guint *height)
{
	struct wish wish = {.width = SVG_SIDE, .height = SVG_SIDE};
	GdkPixbuf *pixbuf =
	        pixbuf_ready(NULL) ? load(file, IMAGE_SVG, &wish, NULL) : NULL;

	if (!pixbuf)
		return FALSE;
	gdk.unref(pixbuf);
	*width = wish.own_width;
	*height = wish.own_height;
	return TRUE;
}
