/*
 * cff.c - the charset of CID-keyed compact fonts.
 *
 * Read: header, name INDEX (skipped), top DICT INDEX, of whose first DICT the operators
 * ROS and charset count, and the charset in its three formats (Technical Note 5176, 5 to
 * 9, 13). Any bytes will do: reading stops at the end of the table, where zeros follow.
 */
#include "base/cff.h"

enum { ROS = 12 << 8 | 30, CHARSET = 15, CHARSET_GIVEN = 3 /* below: predefined */ };

struct cursor {
	const guint8 *table;
	gsize length, at;
};

static guint8
read_byte(struct cursor *cursor)
{
	if (cursor->at >= cursor->length)
		return 0;
	return cursor->table[cursor->at++];
}

static guint32
read_number(struct cursor *cursor, guint bytes)
{
	guint32 value = 0;

	while (bytes--)
		value = value << 8 | read_byte(cursor);
	return value;
}

/* The first object of an INDEX; the cursor goes behind the INDEX. FALSE: empty. */
static gboolean
read_index(struct cursor *cursor, struct cursor *first)
{
	guint count = read_number(cursor, 2), size, second, last;
	gsize offsets, data;

	if (!count)
		return FALSE;
	size = read_byte(cursor);
	offsets = cursor->at;
	data = offsets + ((gsize)count + 1) * size - 1; /* offsets count from 1 */
	cursor->at = offsets + size;
	second = read_number(cursor, size);
	cursor->at = MIN(offsets + (gsize)count * size, cursor->length);
	last = read_number(cursor, size);
	*first = (struct cursor){cursor->table, MIN(data + second, cursor->length),
	        MIN(data + 1, cursor->length)};
	cursor->at = MIN(data + last, cursor->length);
	return size >= 1 && size <= 4;
}

/* --- the top DICT ------------------------------------------------------- */

/* A real number is over at the first nibble F (Technical Note 5176, 4). */
static void
skip_real(struct cursor *cursor)
{
	guint8 byte = 0;

	while (cursor->at < cursor->length && (byte & 0xF) != 0xF && byte >> 4 != 0xF)
		byte = read_byte(cursor);
}

static gint32
read_operand(struct cursor *cursor, guint8 first)
{
	if (first == 28)
		return (gint16)read_number(cursor, 2);
	if (first == 29)
		return (gint32)read_number(cursor, 4);
	if (first == 30)
		skip_real(cursor);
	else if (first >= 32 && first <= 246)
		return first - 139;
	else if (first >= 247 && first <= 250)
		return (first - 247) * 256 + read_byte(cursor) + 108;
	else if (first >= 251 && first <= 254)
		return -(first - 251) * 256 - read_byte(cursor) - 108;
	return 0;
}

/* Where the charset begins; 0: not CID-keyed. */
static gsize
find_charset(struct cursor *dict)
{
	gboolean cid_keyed = FALSE;
	gint32 operand = 0, charset = 0;

	while (dict->at < dict->length) {
		guint op = read_byte(dict);

		if (op > 21) {
			operand = read_operand(dict, (guint8)op);
			continue;
		}
		if (op == 12)
			op = op << 8 | read_byte(dict);
		cid_keyed |= op == ROS;
		if (op == CHARSET)
			charset = operand;
	}
	return cid_keyed && charset >= CHARSET_GIVEN ? (gsize)charset : 0;
}

/* --- the charset -------------------------------------------------------- */

/* Formats 1 and 2: ranges; left: how many bytes say how many follow the first. */
static void
read_ranges(struct cursor *cursor, guint left, guint16 *cids, guint n_glyphs)
{
	for (guint glyph = 1; glyph < n_glyphs && cursor->at < cursor->length;) {
		guint first = read_number(cursor, 2), more = read_number(cursor, left);

		for (guint i = 0; i <= more && glyph < n_glyphs; i++)
			cids[glyph++] = (guint16)(first + i);
	}
}

guint16 *
cff_cids(const guint8 *table, gsize length, guint n_glyphs)
{
	struct cursor cursor = {table, length, 0}, name, dict;
	guint16 *cids;
	guint8 format;

	cursor.at = length > 2 ? table[2] : length; /* size of the header */
	if (!read_index(&cursor, &name) || !read_index(&cursor, &dict))
		return NULL;
	cursor.at = find_charset(&dict);
	if (!cursor.at || cursor.at >= length)
		return NULL;
	cids = g_new0(guint16, n_glyphs);
	format = read_byte(&cursor);
	if (format == 0)
		for (guint glyph = 1; glyph < n_glyphs; glyph++)
			cids[glyph] = (guint16)read_number(&cursor, 2);
	else
		read_ranges(&cursor, format, cids, n_glyphs);
	return cids;
}
