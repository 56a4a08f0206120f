/*
 * header.c - which format a file is, by its first bytes, and what its header says.
 *
 * A file's name says nothing here. Sizes are read by hand, so that a picture too large is
 * refused before a decoder sees it.
 */
#include "image/decode.h"

#include <string.h>

static gboolean
begins(struct slice file, const char *bytes, gsize n)
{
	return file.size >= n && !memcmp(file.data, bytes, n);
}

/* --- JPEG ------------------------------------------------------------- */

static gboolean
is_jpeg(struct slice file)
{
	return begins(file, "\xFF\xD8\xFF", 3);
}

static gboolean
read_jpeg(struct slice file, struct image_header *header)
{
	struct jpeg jpeg;

	if (!jpeg_scan(file, &jpeg, FALSE))
		return FALSE;
	*header = jpeg.header;
	return TRUE;
}

/* --- PNG -------------------------------------------------------------- */

static gboolean
is_png(struct slice file)
{
	return begins(file, "\x89PNG\r\n\x1A\n", 8);
}

/* --- GIF -------------------------------------------------------------- */

static gboolean
is_gif(struct slice file)
{
	return begins(file, "GIF87a", 6) || begins(file, "GIF89a", 6);
}

/* Bytes of a table of colours, as the flags before it say. */
static gsize
gif_colours(guint8 flags)
{
	return flags & 0x80 ? (gsize)3 << ((flags & 7) + 1) : 0;
}

/* Behind the blocks of data that begin at `at`. */
static gsize
skip_gif_blocks(struct slice file, gsize at)
{
	while (at < file.size && file.data[at])
		at += (gsize)file.data[at] + 1;
	return at + 1;
}

/* Is there a second frame? (GIF89a, Appendix B) */
static gboolean
gif_moves(struct slice file)
{
	gsize at = 13 + gif_colours(file.data[10]);
	guint frames = 0;

	while (at + 10 < file.size && frames < 2) {
		if (file.data[at] == 0x21) { /* an extension */
			at = skip_gif_blocks(file, at + 2);
		} else if (file.data[at] == 0x2C) {
			frames++;
			at = skip_gif_blocks(
			        file, at + 11 + gif_colours(file.data[at + 9]));
		} else {
			break;
		}
	}
	return frames > 1;
}

static gboolean
read_gif(struct slice file, struct image_header *header)
{
	if (file.size < 13)
		return FALSE;
	header->width = decode_le16(file.data + 6);
	header->height = decode_le16(file.data + 8);
	header->alpha = TRUE;
	header->moves = gif_moves(file);
	return TRUE;
}

/* --- WebP ------------------------------------------------------------- */

static gboolean
is_webp(struct slice file)
{
	return begins(file, "RIFF", 4) && file.size >= 12 &&
	       !memcmp(file.data + 8, "WEBP", 4);
}

static guint32
le24(const guint8 *p)
{
	return decode_le16(p) | (guint32)p[2] << 16;
}

/* The size in the first chunk of any of the three kinds. */
static gboolean
take_webp_size(const guint8 *kind, struct slice chunk, struct image_header *header)
{
	const guint8 *p = chunk.data;

	if (!memcmp(kind, "VP8X", 4) && chunk.size >= 10) {
		header->width = le24(p + 4) + 1;
		header->height = le24(p + 7) + 1;
		header->alpha = (p[0] & 0x10) != 0;
		header->moves = (p[0] & 0x02) != 0;
	} else if (!memcmp(kind, "VP8L", 4) && chunk.size >= 5) {
		header->width = (decode_le32(p + 1) & 0x3FFF) + 1;
		header->height = (decode_le32(p + 1) >> 14 & 0x3FFF) + 1;
		header->alpha = (p[4] & 0x10) != 0;
	} else if (!memcmp(kind, "VP8 ", 4) && chunk.size >= 10) {
		header->width = decode_le16(p + 6) & 0x3FFF;
		header->height = decode_le16(p + 8) & 0x3FFF;
	} else {
		return FALSE;
	}
	return TRUE;
}

static void
take_exif(struct slice block, struct image_header *header)
{
	struct exif exif = {.turn = 1, .photometric = -1};

	if (block.size > 6 && !memcmp(block.data, "Exif\0\0", 6)) {
		block.data += 6;
		block.size -= 6;
	}
	if (!exif_read(block, &exif))
		return;
	header->turn = exif.turn;
	header->dpi = exif.dpi;
}

static gboolean
read_webp(struct slice file, struct image_header *header)
{
	gboolean found = FALSE;
	gsize at = 12;

	if (decode_le32(file.data + 4) > file.size - 8)
		return FALSE; /* cut off */
	while (file.size - at >= 8) {
		const guint8 *kind = file.data + at;
		gsize size = decode_le32(kind + 4);
		struct slice chunk = {kind + 8, MIN(size, file.size - at - 8)};

		if (at == 12)
			found = take_webp_size(kind, chunk, header);
		if (!memcmp(kind, "EXIF", 4))
			take_exif(chunk, header);
		if (chunk.size < size)
			break;
		at += 8 + MIN(size + (size & 1), file.size - at - 8);
	}
	return found;
}

/* --- TIFF ------------------------------------------------------------- */

static gboolean
is_tiff(struct slice file)
{
	return begins(file, "II*\0", 4) || begins(file, "MM\0*", 4);
}

/* libtiff turns pictures half way (gdk-pixbuf's io-tiff.c): what is left to be done. */
static int
turn_left(int turn)
{
	static const int left[] = {1, 1, 1, 1, 1, 5, 7, 5, 7};

	return left[turn];
}

static gboolean
read_tiff(struct slice file, struct image_header *header)
{
	struct exif exif = {.turn = 1, .photometric = -1, .depth = 1};

	if (!exif_read(file, &exif))
		return FALSE;
	header->width = exif.width;
	header->height = exif.height;
	header->turn = turn_left(exif.turn);
	header->dpi = exif.dpi;
	header->depth = exif.depth;
	header->alpha = TRUE;
	if (exif.photometric == 5)
		header->colour = IMAGE_CMYK;
	else if (exif.photometric == 0 || exif.photometric == 1)
		header->colour = IMAGE_GREY;
	return TRUE;
}

/* --- SVG -------------------------------------------------------------- */

static gboolean
is_svg(struct slice file)
{
	gsize n = MIN(file.size, 4096), at = begins(file, "\xEF\xBB\xBF", 3) ? 3 : 0;

	while (at < n && g_ascii_isspace(file.data[at]))
		at++;
	return at < n && file.data[at] == '<' &&
	       g_strstr_len((const char *)file.data, (gssize)n, "<svg");
}

static gboolean
read_svg(struct slice file, struct image_header *header)
{
	header->alpha = TRUE;
	return pixbuf_size(file, &header->width, &header->height);
}

/* --- all -------------------------------------------------------------- */

static const struct {
	gboolean (*is)(struct slice);
	gboolean (*read)(struct slice, struct image_header *);
} formats[IMAGE_N_FORMATS] = {
        [IMAGE_JPEG] = {is_jpeg, read_jpeg},
        [IMAGE_PNG] = {is_png, png_header},
        [IMAGE_WEBP] = {is_webp, read_webp},
        [IMAGE_TIFF] = {is_tiff, read_tiff},
        [IMAGE_GIF] = {is_gif, read_gif},
        [IMAGE_SVG] = {is_svg, read_svg},
};

gboolean
header_read(struct slice file, struct image_header *header, gboolean *known)
{
	for (int i = 0; i < IMAGE_N_FORMATS; i++) {
		if (!formats[i].is(file))
			continue;
		*known = TRUE;
		*header = (struct image_header){
		        .format = i, .turn = 1, .depth = 8, .colour = IMAGE_RGB};
		if (!formats[i].read(file, header))
			return FALSE;
		return header->width > 0 && header->height > 0;
	}
	*known = FALSE;
	return FALSE;
}
