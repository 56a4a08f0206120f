/*
 * exif.c - the tags of TIFF 6.0 that say how a picture is to be seen.
 *
 * EXIF is a TIFF file inside another; a TIFF file begins with the same header. Every
 * offset is checked against the block, so wrong ones only lose a tag.
 */
#include "image/decode.h"

#include <string.h>

enum {
	TAG_WIDTH = 256,
	TAG_HEIGHT = 257,
	TAG_DEPTH = 258,
	TAG_PHOTOMETRIC = 262,
	TAG_ORIENTATION = 274,
	TAG_X_RESOLUTION = 282,
	TAG_UNIT = 296,
	TYPE_SHORT = 3,
	TYPE_LONG = 4,
	ENTRY = 12, /* bytes */
	MOST_TAGS = 512
};

/* A block and its byte order. */
struct order {
	struct slice block;
	gboolean big;
	guint unit; /* of the resolution: 2 inch, 3 centimetre */
	guint32 resolution;
};

static guint32
read16(const struct order *order, const guint8 *p)
{
	return order->big ? decode_be16(p) : decode_le16(p);
}

static guint32
read32(const struct order *order, const guint8 *p)
{
	return order->big ? decode_be32(p) : decode_le32(p);
}

/* SHORT or LONG; of several the first. */
static guint32
value_of(const struct order *order, const guint8 *entry)
{
	guint32 count = read32(order, entry + 4), at;

	if (read16(order, entry + 2) == TYPE_LONG)
		return read32(order, entry + 8);
	if (count <= 2)
		return read16(order, entry + 8);
	at = read32(order, entry + 8);
	return order->block.size >= 2 && at <= order->block.size - 2
	               ? read16(order, order->block.data + at)
	               : 0;
}

/* A fraction, rounded. */
static guint32
fraction_of(const struct order *order, const guint8 *entry)
{
	guint32 at = read32(order, entry + 8), above, below;

	if (order->block.size < 8 || at > order->block.size - 8)
		return 0;
	above = read32(order, order->block.data + at);
	below = read32(order, order->block.data + at + 4);
	return below ? above / below : 0;
}

static void
take_tag(struct order *order, const guint8 *entry, struct exif *exif)
{
	guint32 value = value_of(order, entry);

	switch (read16(order, entry)) {
	case TAG_WIDTH:
		exif->width = value;
		break;
	case TAG_HEIGHT:
		exif->height = value;
		break;
	case TAG_DEPTH:
		exif->depth = value;
		break;
	case TAG_PHOTOMETRIC:
		exif->photometric = (int)(value & 0xFFFF);
		break;
	case TAG_ORIENTATION:
		if (value >= 1 && value <= 8)
			exif->turn = (int)value;
		break;
	case TAG_X_RESOLUTION:
		order->resolution = fraction_of(order, entry);
		break;
	case TAG_UNIT:
		order->unit = value;
		break;
	}
}

gboolean
exif_read(struct slice block, struct exif *exif)
{
	struct order order = {.block = block, .unit = 2};
	guint32 at, n;

	if (block.size < 8 || (memcmp(block.data, "II*\0", 4) != 0 &&
	                              memcmp(block.data, "MM\0*", 4) != 0))
		return FALSE;
	order.big = block.data[0] == 'M';
	at = read32(&order, block.data + 4);
	if (at > block.size - 2)
		return FALSE;
	n = MIN(read16(&order, block.data + at), MOST_TAGS);
	at += 2;
	for (; n && block.size >= ENTRY && at <= block.size - ENTRY; n--, at += ENTRY)
		take_tag(&order, block.data + at, exif);
	if (order.resolution < 100000)
		exif->dpi =
		        order.unit == 3 ? order.resolution * 254 / 100 : order.resolution;
	return TRUE;
}
