/*
 * pixels.c - rows of samples: turned, made smaller, flattened. Integers throughout.
 *
 * Every function takes its pixels over. Invariant: width and height are not 0, a row has
 * width · channels samples, channels are even in number if the last one is alpha.
 */
#include "image/decode.h"

#include <string.h>

struct pixels *
pixels_new(guint width, guint height, guint channels)
{
	struct pixels *pixels = g_new0(struct pixels, 1);

	pixels->width = width;
	pixels->height = height;
	pixels->channels = channels;
	pixels->stride = (gsize)width * channels;
	pixels->data = pixels->owner = g_malloc0(pixels->stride * height);
	pixels->release = g_free;
	return pixels;
}

void
pixels_free(struct pixels *pixels)
{
	if (!pixels)
		return;
	pixels->release(pixels->owner);
	g_free(pixels);
}

static const guint8 *
row_of(const struct pixels *pixels, guint y)
{
	return pixels->data + y * pixels->stride;
}

static gboolean
has_alpha(const struct pixels *pixels)
{
	return pixels->channels % 2 == 0;
}

GBytes *
pixels_jpeg(const struct pixels *pixels, int quality, GError **error)
{
	return has_alpha(pixels) ? NULL : jpeg_write(pixels, quality, error);
}

GBytes *
pixels_encode(const struct pixels *pixels, enum image_format format, GError **error)
{
	if (format == IMAGE_JPEG && !has_alpha(pixels))
		return jpeg_write(pixels, PIXELS_QUALITY, error);
	return png_write(pixels);
}

/* --- turning ------------------------------------------------------------ */

/* Where the pixel at x, y of the turned picture comes from, by EXIF's orientation. */
static const guint8 *
source_of(const struct pixels *from, int turn, guint x, guint y)
{
	guint right = from->width - 1, foot = from->height - 1, sx = x, sy = y;

	if (turn >= 5) {
		sx = y;
		sy = x;
	}
	if (turn == 2 || turn == 3 || turn == 7 || turn == 8)
		sx = right - sx;
	if (turn == 3 || turn == 4 || turn == 6 || turn == 7)
		sy = foot - sy;
	return row_of(from, sy) + (gsize)sx * from->channels;
}

struct pixels *
pixels_turn(struct pixels *pixels, int turn)
{
	gboolean aside = turn >= 5;
	struct pixels *turned;
	guint8 *to;

	if (turn == 1)
		return pixels;
	turned = pixels_new(aside ? pixels->height : pixels->width,
	        aside ? pixels->width : pixels->height, pixels->channels);
	to = turned->data;
	for (guint y = 0; y < turned->height; y++)
		for (guint x = 0; x < turned->width; x++) {
			memcpy(to, source_of(pixels, turn, x, y), pixels->channels);
			to += pixels->channels;
		}
	pixels_free(pixels);
	return turned;
}

/* --- scaling ------------------------------------------------------------ */

void
pixels_fit(guint *w, guint *h, guint width, guint height)
{
	guint64 own_w = *w, own_h = *h;

	if (own_w <= width && own_h <= height)
		return;
	if (own_w * height > own_h * width) {
		*w = width;
		*h = (guint)MAX(1, (own_h * width + own_w / 2) / own_w);
	} else {
		*h = height;
		*w = (guint)MAX(1, (own_w * height + own_h / 2) / own_h);
	}
}

/* One row of the source summed up into the columns of the target: a pixel of the source
 * is `to` long, one of the target `from` long. Colours count by their alpha. */
static void
sum_row(const struct pixels *pixels, guint y, guint columns, guint64 *sums)
{
	guint n = pixels->channels, at = 0;
	guint64 left = pixels->width; /* of the column being filled */
	const guint8 *sample = row_of(pixels, y);

	memset(sums, 0, (gsize)columns * n * sizeof(guint64));
	for (guint x = 0; x < pixels->width; x++, sample += n) {
		guint64 alpha = has_alpha(pixels) ? sample[n - 1] : 1;
		guint64 length = columns;

		while (length && at < columns) {
			guint64 part = MIN(length, left);

			for (guint k = 0; k < n; k++)
				sums[at * n + k] +=
				        part * (has_alpha(pixels) && k == n - 1
				                               ? alpha
				                               : sample[k] * alpha);
			length -= part;
			left -= part;
			if (!left) {
				left = pixels->width;
				at++;
			}
		}
	}
}

/* total: what a sum of ones would be. */
static void
put_row(const guint64 *sums, guint columns, guint n, guint64 total, guint8 *out)
{
	gboolean alpha = n % 2 == 0;

	for (guint x = 0; x < columns; x++, sums += n, out += n) {
		guint64 whole = alpha ? sums[n - 1] : total;

		for (guint k = 0; k < n; k++)
			out[k] = alpha && k == n - 1
			                 ? (guint8)((whole + total / 2) / total)
			         : whole ? (guint8)((sums[k] + whole / 2) / whole)
			                 : 0;
	}
}

/* Adds `part` times a row's sums to others. */
static void
add_row(guint64 *to, const guint64 *from, gsize n, guint64 part)
{
	for (gsize i = 0; i < n; i++)
		to[i] += from[i] * part;
}

/* Each pixel is the mean of the area that it covers. */
static struct pixels *
shrink(const struct pixels *from, guint width, guint height)
{
	struct pixels *to = pixels_new(width, height, from->channels);
	gsize n = (gsize)width * from->channels;
	g_autofree guint64 *row = g_new(guint64, n);
	g_autofree guint64 *sums = g_new0(guint64, n);
	guint64 left = from->height, total = (guint64)from->width * from->height;
	guint at = 0;

	for (guint y = 0; y < from->height; y++) {
		guint64 length = height;

		sum_row(from, y, width, row);
		while (length && at < height) {
			guint64 part = MIN(length, left);

			add_row(sums, row, n, part);
			length -= part;
			left -= part;
			if (left)
				continue;
			put_row(sums, width, from->channels, total,
			        to->data + at++ * to->stride);
			memset(sums, 0, n * sizeof(guint64));
			left = from->height;
		}
	}
	return to;
}

struct pixels *
pixels_shrink(struct pixels *pixels, guint width, guint height)
{
	guint w = pixels->width, h = pixels->height;
	struct pixels *small;

	if (!width || !height)
		return pixels;
	pixels_fit(&w, &h, width, height);
	if (w == pixels->width && h == pixels->height)
		return pixels;
	small = shrink(pixels, w, h);
	pixels_free(pixels);
	return small;
}

/* --- channels ------------------------------------------------------------- */

/* The first n channels, on white if flat. */
static struct pixels *
keep_channels(struct pixels *pixels, guint n, gboolean flat)
{
	struct pixels *kept = pixels_new(pixels->width, pixels->height, n);
	guint8 *to = kept->data;

	for (guint y = 0; y < pixels->height; y++) {
		const guint8 *from = row_of(pixels, y);

		for (guint x = 0; x < pixels->width; x++, from += pixels->channels) {
			guint alpha = flat ? from[pixels->channels - 1] : 255;

			for (guint k = 0; k < n; k++)
				*to++ = (guint8)((from[k] * alpha + 255 * (255 - alpha) +
				                         127) /
				                 255);
		}
	}
	pixels_free(pixels);
	return kept;
}

struct pixels *
pixels_flatten(struct pixels *pixels)
{
	if (!has_alpha(pixels))
		return pixels;
	return keep_channels(pixels, pixels->channels - 1, TRUE);
}

static gboolean
is_opaque(const struct pixels *pixels)
{
	guint n = pixels->channels;

	for (guint y = 0; y < pixels->height; y++) {
		const guint8 *row = row_of(pixels, y);

		for (guint x = 0; x < pixels->width; x++)
			if (row[(gsize)x * n + n - 1] != 255)
				return FALSE;
	}
	return TRUE;
}

static gboolean
is_grey(const struct pixels *pixels)
{
	for (guint y = 0; y < pixels->height; y++) {
		const guint8 *sample = row_of(pixels, y);

		for (guint x = 0; x < pixels->width; x++, sample += pixels->channels)
			if (sample[0] != sample[1] || sample[0] != sample[2])
				return FALSE;
	}
	return TRUE;
}

/* Grey and alpha of RGB and alpha. */
static struct pixels *
keep_grey_and_alpha(struct pixels *pixels)
{
	struct pixels *kept = pixels_new(pixels->width, pixels->height, 2);
	guint8 *to = kept->data;

	for (guint y = 0; y < pixels->height; y++) {
		const guint8 *from = row_of(pixels, y);

		for (guint x = 0; x < pixels->width; x++, from += 4) {
			*to++ = from[0];
			*to++ = from[3];
		}
	}
	pixels_free(pixels);
	return kept;
}

struct pixels *
pixels_simplify(struct pixels *pixels)
{
	if (has_alpha(pixels) && is_opaque(pixels))
		pixels = keep_channels(pixels, pixels->channels - 1, FALSE);
	if (pixels->channels == 3 && is_grey(pixels))
		return keep_channels(pixels, 1, FALSE);
	if (pixels->channels == 4 && is_grey(pixels))
		return keep_grey_and_alpha(pixels);
	return pixels;
}
