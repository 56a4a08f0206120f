/*
 * png.c - PNG (ISO/IEC 15948) without a decoder: chunks, filters, and how to write one.
 *
 * Chunks are walked with their lengths checked; their checksums are the decoder's matter.
 */
#include "image/decode.h"

#include "base/deflate.h"

#include <string.h>

enum { SIGNATURE = 8, PAETH = 4, LEVEL = 6 };

/* One chunk; FALSE at the end of the file. *at: where it begins, then the next one. */
static gboolean
next_chunk(struct slice file, gsize *at, const guint8 **kind, struct slice *chunk)
{
	guint32 size;

	if (file.size - *at < 12)
		return FALSE;
	size = decode_be32(file.data + *at);
	if (size > file.size - *at - 12)
		return FALSE;
	*kind = file.data + *at + 4;
	chunk->data = file.data + *at + 8;
	chunk->size = size;
	*at += 12 + (gsize)size;
	return TRUE;
}

static void
take_resolution(struct slice chunk, struct image_header *header)
{
	if (chunk.size >= 9 && chunk.data[8] == 1)
		header->dpi = (guint)((guint64)decode_be32(chunk.data) * 254 / 10000);
}

static void
take_exif(struct slice chunk, struct image_header *header)
{
	struct exif exif = {.turn = 1, .photometric = -1};

	if (exif_read(chunk, &exif))
		header->turn = exif.turn;
}

/* Colour types: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
static gboolean
take_start(struct slice chunk, struct image_header *header)
{
	guint8 type;

	if (chunk.size != 13)
		return FALSE;
	type = chunk.data[9];
	header->width = decode_be32(chunk.data);
	header->height = decode_be32(chunk.data + 4);
	header->depth = chunk.data[8];
	header->alpha = type == 4 || type == 6;
	header->colour = type == 0 || type == 4 ? IMAGE_GREY : IMAGE_RGB;
	header->plain = header->depth == 8 && (type == 0 || type == 2 || type == 3) &&
	                chunk.data[12] == 0;
	return TRUE;
}

gboolean
png_header(struct slice file, struct image_header *header)
{
	gsize at = SIGNATURE;
	const guint8 *kind;
	struct slice chunk;

	if (!next_chunk(file, &at, &kind, &chunk) || memcmp(kind, "IHDR", 4) != 0 ||
	        !take_start(chunk, header))
		return FALSE;
	while (next_chunk(file, &at, &kind, &chunk)) {
		if (!memcmp(kind, "IEND", 4))
			return TRUE;
		if (!memcmp(kind, "tRNS", 4)) {
			header->alpha = TRUE;
			header->plain = FALSE;
		} else if (!memcmp(kind, "acTL", 4)) {
			header->moves = TRUE;
		} else if (!memcmp(kind, "pHYs", 4)) {
			take_resolution(chunk, header);
		} else if (!memcmp(kind, "eXIf", 4)) {
			take_exif(chunk, header);
		}
	}
	return FALSE; /* cut off */
}

gboolean
png_whole(struct slice file, const struct image_header *header)
{
	GBytes *data = NULL, *palette = NULL;
	gboolean whole = png_stream(file, &data, &palette);
	gsize channels = !palette && header->colour == IMAGE_RGB ? 3 : 1;

	if (whole)
		whole = deflate_holds(g_bytes_get_data(data, NULL),
		        g_bytes_get_size(data),
		        (channels * header->width + 1) * header->height);
	g_bytes_unref(data);
	if (palette)
		g_bytes_unref(palette);
	return whole;
}

gboolean
png_stream(struct slice file, GBytes **data, GBytes **palette)
{
	GByteArray *stream = g_byte_array_new();
	gsize at = SIGNATURE;
	const guint8 *kind;
	struct slice chunk;

	gboolean indexed = FALSE;

	*palette = NULL;
	while (next_chunk(file, &at, &kind, &chunk)) {
		if (!memcmp(kind, "IHDR", 4) && chunk.size == 13)
			indexed = chunk.data[9] == 3;
		else if (!memcmp(kind, "IDAT", 4))
			g_byte_array_append(stream, chunk.data, chunk.size);
		else if (!memcmp(kind, "PLTE", 4) && indexed && !*palette &&
		         chunk.size >= 3 && chunk.size <= 768 && chunk.size % 3 == 0)
			*palette = g_bytes_new(chunk.data, chunk.size);
	}
	*data = g_byte_array_free_to_bytes(stream);
	return g_bytes_get_size(*data) > 0 && (!indexed || *palette);
}

/* --- filters ------------------------------------------------------------ */

/* Clause 9.4: of left, above and corner the one nearest to left + above - corner. */
static guint8
paeth(int left, int above, int corner)
{
	int guess = left + above - corner;
	int a = ABS(guess - left), b = ABS(guess - above), c = ABS(guess - corner);

	if (a <= b && a <= c)
		return (guint8)left;
	return (guint8)(b <= c ? above : corner);
}

/* now, before: rows of n bytes; step: bytes a pixel. */
static void
filter_row(const guint8 *now, const guint8 *before, gsize n, gsize step, guint8 *out)
{
	*out++ = PAETH;
	for (gsize i = 0; i < n; i++) {
		int left = i >= step ? now[i - step] : 0;
		int corner = i >= step ? before[i - step] : 0;

		out[i] = (guint8)(now[i] - paeth(left, before[i], corner));
	}
}

/* Channels [first, first + n) of a row. */
static void
pick(const struct pixels *pixels, guint y, guint first, guint n, guint8 *row)
{
	const guint8 *from = pixels->data + y * pixels->stride + first;

	for (guint x = 0; x < pixels->width; x++, from += pixels->channels)
		for (guint k = 0; k < n; k++)
			*row++ = from[k];
}

GByteArray *
pixels_filtered(const struct pixels *pixels, guint first, guint n)
{
	gsize length = (gsize)pixels->width * n;
	g_autofree guint8 *rows = g_malloc0(2 * length);
	guint8 *now = rows, *before = rows + length;
	GByteArray *out = g_byte_array_sized_new(1);

	g_byte_array_set_size(out, (length + 1) * pixels->height);
	for (guint y = 0; y < pixels->height; y++) {
		guint8 *other = before;

		pick(pixels, y, first, n, now);
		filter_row(now, before, length, n, out->data + y * (length + 1));
		before = now;
		now = other;
	}
	return out;
}

/* --- writing -------------------------------------------------------------- */

static void
put32(guint8 *p, guint32 value)
{
	for (int i = 0; i < 4; i++)
		p[i] = (guint8)(value >> 8 * (3 - i));
}

static void
add_chunk(GByteArray *out, const char *kind, const guint8 *data, guint size)
{
	guint8 number[4];
	guint32 crc = deflate_crc32(0, kind, 4);

	put32(number, size);
	g_byte_array_append(out, number, 4);
	g_byte_array_append(out, (const guint8 *)kind, 4);
	if (size) {
		g_byte_array_append(out, data, size);
		crc = deflate_crc32(crc, data, size);
	}
	put32(number, crc);
	g_byte_array_append(out, number, 4);
}

GBytes *
png_write(const struct pixels *pixels)
{
	static const guint8 types[] = {0, 0, 4, 2, 6};
	g_autoptr(GByteArray) rows = pixels_filtered(pixels, 0, pixels->channels);
	g_autoptr(GByteArray) packed = g_byte_array_new();
	struct deflater *deflater = deflater_new(LEVEL);
	GByteArray *out = g_byte_array_new();
	guint8 start[13] = {0};

	deflater_append(deflater, rows->data, rows->len, packed);
	deflater_free(deflater);
	put32(start, pixels->width);
	put32(start + 4, pixels->height);
	start[8] = 8;
	start[9] = types[pixels->channels];
	g_byte_array_append(out, (const guint8 *)"\x89PNG\r\n\x1A\n", SIGNATURE);
	add_chunk(out, "IHDR", start, sizeof(start));
	add_chunk(out, "IDAT", packed->data, packed->len);
	add_chunk(out, "IEND", NULL, 0);
	return g_byte_array_free_to_bytes(out);
}
