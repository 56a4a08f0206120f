/*
 * jpeg.c - the one door to libjpeg-turbo (its TurboJPEG interface), and JPEG's markers.
 *
 * The markers are walked by hand first (ITU-T T.81, Annex B): only a file that is whole
 * from start to end marker is a picture here. What is damaged between them, the decoder
 * repairs as it can, as all viewers do.
 */
#include "image/decode.h"

#include <string.h>
#include <turbojpeg.h>

#define TURBOJPEG(FUNCTION)                                                              \
	FUNCTION(tj, Compress2)                                                          \
	FUNCTION(tj, Decompress2)                                                        \
	FUNCTION(tj, DecompressHeader3)                                                  \
	FUNCTION(tj, Destroy)                                                            \
	FUNCTION(tj, Free)                                                               \
	FUNCTION(tj, GetErrorCode)                                                       \
	FUNCTION(tj, GetErrorStr2)                                                       \
	FUNCTION(tj, InitCompress)                                                       \
	FUNCTION(tj, InitDecompress)

static ONDEMAND_TABLE(turbo, TURBOJPEG) turbo;
ONDEMAND_LIBRARY(turbo, "libturbojpeg.so.0", "JPEG pictures", TURBOJPEG)

enum {
	MARKER_SOI = 0xD8,
	MARKER_EOI = 0xD9,
	MARKER_SOS = 0xDA,
	MARKER_APP0 = 0xE0,
	MARKER_APP1 = 0xE1,
	MARKER_APP2 = 0xE2,
	MARKER_APP14 = 0xEE,
	PROFILE_HEAD = 14 /* "ICC_PROFILE", NUL, number, how many */
};

/* --- markers -------------------------------------------------------------- */

static gboolean
is_frame(guint8 marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
	       marker != 0xCC;
}

/* SOF: DCTDecode reads baseline, extended and progressive frames of eight bits. */
static gboolean
take_frame(struct jpeg *jpeg, guint8 marker, struct slice segment)
{
	struct image_header *header = &jpeg->header;
	guint channels;

	if (segment.size < 6)
		return FALSE;
	header->depth = segment.data[0];
	header->height = decode_be16(segment.data + 1);
	header->width = decode_be16(segment.data + 3);
	channels = segment.data[5];
	header->colour = channels == 1   ? IMAGE_GREY
	                 : channels == 4 ? IMAGE_CMYK
	                                 : IMAGE_RGB;
	header->plain = marker <= 0xC2 && header->depth == 8 && channels != 4;
	return channels == 1 || channels == 3 || channels == 4;
}

/* JFIF: 1 dots per inch, 2 per centimetre. */
static void
take_jfif(struct jpeg *jpeg, struct slice segment)
{
	if (segment.size < 12 || memcmp(segment.data, "JFIF", 5) != 0 || jpeg->header.dpi)
		return;
	if (segment.data[7] == 1)
		jpeg->header.dpi = decode_be16(segment.data + 8);
	else if (segment.data[7] == 2)
		jpeg->header.dpi = decode_be16(segment.data + 8) * 254 / 100;
}

static void
take_exif(struct jpeg *jpeg, struct slice segment)
{
	struct exif exif = {.turn = 1, .photometric = -1};

	if (segment.size < 6 || memcmp(segment.data, "Exif\0\0", 6) != 0)
		return;
	segment.data += 6;
	segment.size -= 6;
	if (!exif_read(segment, &exif))
		return;
	jpeg->header.turn = exif.turn;
	if (exif.dpi)
		jpeg->header.dpi = exif.dpi;
}

/* Profiles come in pieces, in order. */
static void
take_profile(struct jpeg *jpeg, struct slice segment)
{
	if (segment.size <= PROFILE_HEAD || memcmp(segment.data, "ICC_PROFILE", 12) != 0)
		return;
	if (!jpeg->profile)
		jpeg->profile = g_byte_array_new();
	g_byte_array_append(
	        jpeg->profile, segment.data + PROFILE_HEAD, segment.size - PROFILE_HEAD);
}

static gboolean
take_segment(struct jpeg *jpeg, guint8 marker, struct slice segment, gboolean profile)
{
	if (is_frame(marker))
		return take_frame(jpeg, marker, segment);
	if (marker == MARKER_APP0)
		take_jfif(jpeg, segment);
	else if (marker == MARKER_APP1)
		take_exif(jpeg, segment);
	else if (marker == MARKER_APP2 && profile)
		take_profile(jpeg, segment);
	else if (marker == MARKER_APP14 && segment.size >= 12)
		jpeg->adobe |= !memcmp(segment.data, "Adobe", 5);
	return TRUE;
}

/* Behind the compressed data that begin at `at`: where a marker stands that is neither a
 * stuffed byte nor a restart. */
static gsize
skip_data(struct slice file, gsize at)
{
	while (at + 1 < file.size) {
		const guint8 *found = memchr(file.data + at, 0xFF, file.size - at - 1);

		if (!found)
			return file.size;
		at = (gsize)(found - file.data);
		if (found[1] != 0 && found[1] != 0xFF &&
		        !(found[1] >= 0xD0 && found[1] <= 0xD7))
			return at;
		at += found[1] == 0xFF ? 1 : 2;
	}
	return file.size;
}

static gboolean
walk(struct slice file, struct jpeg *jpeg, gboolean profile)
{
	gsize at = 2;

	while (file.size - at >= 2) {
		guint8 marker = file.data[at + 1];
		gsize length;

		if (file.data[at] != 0xFF)
			return FALSE;
		if (marker == 0xFF) {
			at++;
			continue;
		}
		if (marker == MARKER_EOI) {
			jpeg->end = at + 2;
			return jpeg->header.width > 0;
		}
		if (file.size - at < 4)
			return FALSE;
		length = decode_be16(file.data + at + 2);
		if (length < 2 || length > file.size - at - 2 ||
		        !take_segment(jpeg, marker,
		                (struct slice){file.data + at + 4, length - 2}, profile))
			return FALSE;
		at += 2 + length;
		if (marker == MARKER_SOS)
			at = skip_data(file, at);
	}
	return FALSE;
}

gboolean
jpeg_scan(struct slice file, struct jpeg *jpeg, gboolean profile)
{
	*jpeg = (struct jpeg){.header = {.format = IMAGE_JPEG, .turn = 1}};
	if (file.size >= 4 && walk(file, jpeg, profile))
		return TRUE;
	g_clear_pointer(&jpeg->profile, g_byte_array_unref);
	return FALSE;
}

/* --- decoding ------------------------------------------------------------- */

/* What is only a warning gives a picture all the same. */
static gboolean
decoded(tjhandle handle, int result, GError **error)
{
	if (result == 0 || turbo.GetErrorCode(handle) == TJERR_WARNING)
		return TRUE;
	g_set_error_literal(
	        error, IMAGE_ERROR, IMAGE_ERROR_BROKEN, turbo.GetErrorStr2(handle));
	return FALSE;
}

/* The smallest size the decoder makes by itself that is not below the wanted one. */
static void
choose_size(int *w, int *h, guint width, guint height)
{
	guint fit_w = (guint)*w, fit_h = (guint)*h;

	if (!width || !height)
		return;
	pixels_fit(&fit_w, &fit_h, width, height);
	for (int by = 8; by > 1; by /= 2) {
		tjscalingfactor factor = {1, by};
		int small_w = TJSCALED(*w, factor), small_h = TJSCALED(*h, factor);

		if ((guint)small_w >= fit_w && (guint)small_h >= fit_h) {
			*w = small_w;
			*h = small_h;
			return;
		}
	}
}

/* CMYK of four bytes a pixel, to RGB. */
static struct pixels *
convert(struct pixels *inks, const struct jpeg *jpeg, GError **error)
{
	struct colour *colour = colour_new(jpeg->profile ? jpeg->profile->data : NULL,
	        jpeg->profile ? jpeg->profile->len : 0, error);
	struct pixels *pixels = colour ? pixels_new(inks->width, inks->height, 3) : NULL;

	for (guint y = 0; pixels && y < inks->height; y++)
		colour_to_rgb(colour, inks->data + y * inks->stride, inks->width,
		        jpeg->adobe, pixels->data + y * pixels->stride);
	colour_free(colour);
	pixels_free(inks);
	return pixels;
}

static struct pixels *
decode(tjhandle handle, struct slice file, const struct jpeg *jpeg, guint width,
        guint height, GError **error)
{
	static const int formats[] = {TJPF_GRAY, TJPF_RGB, TJPF_CMYK};
	static const guint channels[] = {1, 3, 4};
	enum image_colour colour = jpeg->header.colour;
	int w, h, subsampling, space;
	struct pixels *pixels;

	if (!decoded(handle,
	            turbo.DecompressHeader3(
	                    handle, file.data, file.size, &w, &h, &subsampling, &space),
	            error))
		return NULL;
	if ((guint)w != jpeg->header.width || (guint)h != jpeg->header.height) {
		g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_BROKEN, "");
		return NULL;
	}
	choose_size(&w, &h, width, height);
	pixels = pixels_new((guint)w, (guint)h, channels[colour]);
	if (!decoded(handle,
	            turbo.Decompress2(handle, file.data, file.size, pixels->data, w,
	                    (int)pixels->stride, h, formats[colour], TJFLAG_LIMITSCANS),
	            error)) {
		pixels_free(pixels);
		return NULL;
	}
	return colour == IMAGE_CMYK ? convert(pixels, jpeg, error) : pixels;
}

static struct pixels *
decode_with(struct slice file, const struct jpeg *jpeg, guint width, guint height,
        GError **error)
{
	tjhandle handle = turbo.InitDecompress();
	struct pixels *pixels = decode(handle, file, jpeg, width, height, error);

	turbo.Destroy(handle);
	return pixels;
}

struct pixels *
jpeg_decode(struct slice file, guint width, guint height, GError **error)
{
	struct pixels *pixels;
	struct jpeg jpeg;

	if (!jpeg_scan(file, &jpeg, TRUE)) {
		g_set_error_literal(error, IMAGE_ERROR, IMAGE_ERROR_BROKEN, "");
		return NULL;
	}
	pixels = decode_load(&turbo_library, error)
	                 ? decode_with(file, &jpeg, width, height, error)
	                 : NULL;
	if (jpeg.profile)
		g_byte_array_unref(jpeg.profile);
	return pixels;
}

/* Colours at full resolution where much is to be kept. */
static int
subsampling_of(int format, int quality)
{
	if (format == TJPF_GRAY)
		return TJSAMP_GRAY;
	return quality < 90 ? TJSAMP_420 : TJSAMP_444;
}

static GBytes *
encode(const struct pixels *pixels, int format, int quality, GError **error)
{
	tjhandle handle;
	unsigned char *data = NULL;
	unsigned long size = 0;
	GBytes *bytes = NULL;

	if (!decode_load(&turbo_library, error))
		return NULL;
	handle = turbo.InitCompress();
	if (!turbo.Compress2(handle, pixels->data, (int)pixels->width,
	            (int)pixels->stride, (int)pixels->height, format, &data, &size,
	            subsampling_of(format, quality), quality, TJFLAG_ACCURATEDCT))
		bytes = g_bytes_new(data, size);
	turbo.Free(data);
	turbo.Destroy(handle);
	return bytes;
}

GBytes *
jpeg_write(const struct pixels *pixels, int quality, GError **error)
{
	return encode(
	        pixels, pixels->channels == 1 ? TJPF_GRAY : TJPF_RGB, quality, error);
}

GBytes *
pixels_jpeg_of_words(const guint32 *rows, guint width, guint height, gsize stride,
        int quality, GError **error)
{
	const struct pixels pixels = {width, height, 4, stride, (guint8 *)rows};

	return encode(&pixels, G_BYTE_ORDER == G_LITTLE_ENDIAN ? TJPF_BGRX : TJPF_XRGB,
	        quality, error);
}
