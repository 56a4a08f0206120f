/*
 * pixbuf.c - the one door to gdk-pixbuf: PNG, WebP, TIFF, GIF and SVG become pixels.
 *
 * Bytes are handed over, never names, so a file cannot lead a decoder to others. The
 * size a decoder is about to make is checked once more: what is too large is refused
 * by asking for a picture of no size, upon which it stops.
 */
#include "image/decode.h"

#include "base/limits.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

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
		gdk_pixbuf_loader_set_size(loader, (int)wish->width, (int)wish->height);
	else if ((gint64)width * height > (gint64)LIMIT_IMAGE_MEGAPIXELS * 1000000) {
		wish->too_large = TRUE;
		gdk_pixbuf_loader_set_size(loader, 0, 0);
	}
}

/* All bytes. A loader must be closed, whatever it says. */
static gboolean
feed(GdkPixbufLoader *loader, struct slice file, const struct wish *wish, GError **error)
{
	gsize at = 0;

	while (at < file.size && !wish->too_large) {
		gsize n = MIN(CHUNK, file.size - at);

		if (!gdk_pixbuf_loader_write(loader, file.data + at, n, error)) {
			gdk_pixbuf_loader_close(loader, NULL);
			return FALSE;
		}
		at += n;
	}
	return gdk_pixbuf_loader_close(loader, error) && !wish->too_large;
}

/* NULL: error is set in gdk-pixbuf's words, or not at all. */
static GdkPixbuf *
load(struct slice file, enum image_format format, struct wish *wish, GError **error)
{
	g_autoptr(GdkPixbufLoader) loader =
	        gdk_pixbuf_loader_new_with_type(types[format], error);
	GdkPixbuf *pixbuf;

	if (!loader)
		return NULL;
	g_signal_connect(loader, "size-prepared", G_CALLBACK(size_prepared), wish);
	if (!feed(loader, file, wish, error))
		return NULL;
	pixbuf = gdk_pixbuf_loader_get_pixbuf(loader);
	return pixbuf ? g_object_ref(pixbuf) : NULL;
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

struct pixels *
pixbuf_decode(struct slice file, enum image_format format, guint width, guint height,
        GError **error)
{
	struct wish wish = {.width = format == IMAGE_SVG ? width : 0,
	        .height = format == IMAGE_SVG ? height : 0};
	g_autoptr(GError) reason = NULL;
	GdkPixbuf *pixbuf = load(file, format, &wish, &reason);
	struct pixels *pixels;

	if (!pixbuf) {
		set_error(error, &wish, reason);
		return NULL;
	}
	pixels = g_new0(struct pixels, 1);
	pixels->width = (guint)gdk_pixbuf_get_width(pixbuf);
	pixels->height = (guint)gdk_pixbuf_get_height(pixbuf);
	pixels->channels = (guint)gdk_pixbuf_get_n_channels(pixbuf);
	pixels->stride = (gsize)gdk_pixbuf_get_rowstride(pixbuf);
	pixels->data = gdk_pixbuf_get_pixels(pixbuf);
	pixels->owner = pixbuf;
	pixels->release = g_object_unref;
	return pixels;
}

gboolean
pixbuf_size(struct slice file, guint *width, guint *height)
{
	struct wish wish = {.width = SVG_SIDE, .height = SVG_SIDE};
	GdkPixbuf *pixbuf = load(file, IMAGE_SVG, &wish, NULL);

	if (!pixbuf)
		return FALSE;
	g_object_unref(pixbuf);
	*width = wish.own_width;
	*height = wish.own_height;
	return TRUE;
}
