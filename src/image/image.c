/*
 * image.c - a picture from its file to its pixels.
 *
 * A file is read whole and let go again. Its checksum is remembered: whoever comes later
 * gets the same picture or an error, never another one.
 */
#include "image/image.h"

#include "base/deflate.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text_in.h"
#include "image/decode.h"
#include "image/passage.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum {
	TEST_SIDE = 64, /* pixels of the picture that is decoded for a test */
	SVG_SIDE = 2000 /* of a drawing that nobody gave a size */
};

G_DEFINE_QUARK(anban - image - error, image_error)

static const struct {
	const char *type, *suffix;
} formats[IMAGE_N_FORMATS] = {
        [IMAGE_JPEG] = {"image/jpeg", "jpg"},
        [IMAGE_PNG] = {"image/png", "png"},
        [IMAGE_WEBP] = {"image/webp", "webp"},
        [IMAGE_TIFF] = {"image/tiff", "tif"},
        [IMAGE_GIF] = {"image/gif", "gif"},
        [IMAGE_SVG] = {"image/svg+xml", "svg"},
};

const char *
image_format_type(enum image_format format)
{
	return formats[format].type;
}

const char *
image_format_suffix(enum image_format format)
{
	return formats[format].suffix;
}

gboolean
image_name_known(const char *name)
{
	static const char *const suffixes[] = {".jpg", ".jpeg", ".jpe", ".png", ".webp",
	        ".tif", ".tiff", ".gif", ".svg"};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++)
		if (g_str_has_suffix(lower, suffixes[i]))
			return TRUE;
	return FALSE;
}

gboolean
decode_load(struct ondemand *library, GError **error)
{
	g_autoptr(GError) reason = NULL;

	if (ondemand_load(library, &reason))
		return TRUE;
	g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_READ, reason->message);
	return FALSE;
}

/* --- the file ----------------------------------------------------------- */

/* Only regular files: a pipe would be waited for. */
static GBytes *
read_file(const char *path, GError **error)
{
	g_autoptr(GError) reason = NULL;
	const char *words = NULL;
	struct stat info;
	GBytes *bytes = NULL;

	if (stat(path, &info) < 0)
		words = g_strerror(errno);
	else if (!S_ISREG(info.st_mode))
		words = _("it is not a regular file");
	else
		bytes = file_read(path, (gsize)LIMIT_IMAGE_MIB << 20, &reason);
	if (bytes)
		return bytes;
	if (reason && g_error_matches(reason, FILE_ERROR, FILE_ERROR_LIMIT))
		g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_LARGE, "");
	else
		g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_READ,
		        words ? words : reason->message);
	return NULL;
}

static struct slice
slice_of(GBytes *bytes)
{
	struct slice slice;

	slice.data = g_bytes_get_data(bytes, &slice.size);
	return slice;
}

GBytes *
image_bytes(const struct image *image, GError **error)
{
	GBytes *bytes = read_file(image->path, error);
	struct slice file;

	if (!bytes)
		return NULL;
	file = slice_of(bytes);
	if (file.size == image->size &&
	        deflate_crc32(0, file.data, file.size) == image->crc)
		return bytes;
	g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_CHANGED, image->name);
	g_bytes_unref(bytes);
	return NULL;
}

/* --- pixels ------------------------------------------------------------- */

/* The size in which an SVG is drawn: as large as it may be. */
static void
drawn_size(guint *w, guint *h, guint width, guint height)
{
	guint64 own_w = *w, own_h = *h;

	if (!width || !height)
		width = height = SVG_SIDE;
	if (own_w * height > own_h * width) {
		*w = width;
		*h = (guint)MAX(1, own_h * width / own_w);
	} else {
		*h = height;
		*w = (guint)MAX(1, own_w * height / own_h);
	}
}

/* The pixels of a file as they are stored, perhaps already smaller. */
static struct pixels *
decode(const struct image_header *header, struct slice file, guint width, guint height,
        GError **error)
{
	guint w = header->width, h = header->height;

	if (header->format == IMAGE_JPEG)
		return jpeg_decode(file, width, height, error);
	if (header->format == IMAGE_SVG)
		drawn_size(&w, &h, width, height);
	return pixbuf_decode(file, header->format, w, h, error);
}

struct pixels *
image_pixels(const struct image *image, guint width, guint height, gboolean flat,
        GError **error)
{
	const struct image_header *header = &image->header;
	gboolean aside = header->turn >= 5;
	guint w = aside ? height : width, h = aside ? width : height;
	g_autoptr(GBytes) bytes = image_bytes(image, error);
	struct pixels *pixels = NULL;

	if (bytes)
		pixels = decode(header, slice_of(bytes), w, h, error);
	if (!pixels)
		return NULL;
	pixels = pixels_shrink(pixels, w, h);
	pixels = pixels_turn(pixels, header->turn);
	if (flat)
		pixels = pixels_flatten(pixels);
	return pixels_simplify(pixels);
}

/* --- opening ------------------------------------------------------------ */

static gboolean
check_size(const struct image_header *header, GError **error)
{
	if (header->format == IMAGE_SVG ||
	        (guint64)header->width * header->height <=
	                (guint64)LIMIT_IMAGE_MEGAPIXELS * 1000000)
		return TRUE;
	g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_LARGE, "");
	return FALSE;
}

/* Can it be decoded, and is it as large as its header says? */
static gboolean
check_pixels(const struct image_header *header, struct slice file, GError **error)
{
	struct pixels *pixels = decode(header, file, TEST_SIDE, TEST_SIDE, error);
	gboolean same;

	if (!pixels)
		return FALSE;
	same = header->format == IMAGE_JPEG || header->format == IMAGE_SVG ||
	       (pixels->width == header->width && pixels->height == header->height);
	pixels_free(pixels);
	if (same && header->format == IMAGE_PNG && header->plain)
		same = png_whole(file, header);
	if (!same)
		g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_BROKEN, "");
	return same;
}

static gboolean
read_header(struct slice file, struct image_header *header, GError **error)
{
	gboolean known;

	if (header_read(file, header, &known))
		return TRUE;
	if (known && header->format == IMAGE_SVG && !pixbuf_ready(error))
		return FALSE;
	g_set_error_literal(
	        error, IMAGE_ERROR, known ? IMAGE_ERROR_BROKEN : IMAGE_ERROR_FORMAT, "");
	return FALSE;
}

struct image *
image_open(const char *path, const char *name, GError **error)
{
	g_autoptr(GBytes) bytes = read_file(path, error);
	struct image_header header;
	struct image *image;
	struct slice file;

	if (!bytes)
		return NULL;
	file = slice_of(bytes);
	if (!read_header(file, &header, error) || !check_size(&header, error) ||
	        !check_pixels(&header, file, error))
		return NULL;
	image = g_new0(struct image, 1);
	image->path = g_strdup(path);
	image->name = g_strdup(name);
	image->header = header;
	image->width = header.turn >= 5 ? header.height : header.width;
	image->height = header.turn >= 5 ? header.width : header.height;
	image->size = file.size;
	image->crc = deflate_crc32(0, file.data, file.size);
	return image;
}

void
image_free(struct image *image)
{
	if (!image)
		return;
	g_free(image->path);
	g_free(image->name);
	g_free(image);
}

/* --- the stored data ---------------------------------------------------- */

gboolean
passage_open(const struct image *image, struct passage *passage, GError **error)
{
	g_autoptr(GBytes) bytes = image_bytes(image, error);
	struct jpeg jpeg;

	*passage =
	        (struct passage){.channels = image->header.colour == IMAGE_GREY ? 1 : 3};
	if (!bytes)
		return FALSE;
	if (image->header.format == IMAGE_JPEG) {
		if (jpeg_scan(slice_of(bytes), &jpeg, FALSE))
			passage->data = g_bytes_new_from_bytes(bytes, 0, jpeg.end);
	} else if (!png_stream(slice_of(bytes), &passage->data, &passage->palette)) {
		passage_clear(passage);
	}
	if (passage->palette)
		passage->channels = 1;
	if (passage->data)
		return TRUE;
	g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_BROKEN, image->name);
	return FALSE;
}

void
passage_clear(struct passage *passage)
{
	g_clear_pointer(&passage->data, g_bytes_unref);
	g_clear_pointer(&passage->palette, g_bytes_unref);
}
