/*
 * sfnt.c - tables of a TrueType font: head, hhea, hmtx, maxp, loca, cmap.
 *
 * Every access is inside the data; what points beyond it is not there.
 */
#include "check/pdf/sfnt.h"

#include <string.h>

static guint
read_16(const struct sfnt *sfnt, gsize at)
{
	if (at + 2 > sfnt->size)
		return 0;
	return (guint)sfnt->data[at] << 8 | sfnt->data[at + 1];
}

static guint32
read_32(const struct sfnt *sfnt, gsize at)
{
	return (guint32)read_16(sfnt, at) << 16 | read_16(sfnt, at + 2);
}

/* Where a table begins; 0: there is none. */
static guint32
find_table(const struct sfnt *sfnt, const char *tag, guint32 *length)
{
	guint n = read_16(sfnt, 4);

	for (gsize i = 0; i < n && 12 + 16 * (i + 1) <= sfnt->size; i++) {
		gsize row = 12 + 16 * i;
		guint32 at = read_32(sfnt, row + 8), size = read_32(sfnt, row + 12);

		if (memcmp(sfnt->data + row, tag, 4))
			continue;
		if (at >= sfnt->size || size > sfnt->size - at)
			return 0;
		*length = size;
		return at;
	}
	return 0;
}

static void
read_cmaps(struct sfnt *sfnt)
{
	guint32 length = 0, cmap = find_table(sfnt, "cmap", &length);

	if (!cmap)
		return;
	sfnt->n_cmaps = read_16(sfnt, cmap + 2);
	for (guint i = 0; i < sfnt->n_cmaps && 4 + 8 * (i + 1) <= length; i++)
		if (read_16(sfnt, cmap + 4 + 8 * i) == 3 &&
		        read_16(sfnt, cmap + 6 + 8 * i) == 0)
			sfnt->symbol_cmap = TRUE;
}

gboolean
sfnt_read(struct sfnt *sfnt, GBytes *bytes)
{
	guint32 head, hhea, maxp, length = 0;

	memset(sfnt, 0, sizeof(*sfnt));
	sfnt->data = g_bytes_get_data(bytes, &sfnt->size);
	head = find_table(sfnt, "head", &length);
	hhea = find_table(sfnt, "hhea", &length);
	maxp = find_table(sfnt, "maxp", &length);
	sfnt->hmtx = find_table(sfnt, "hmtx", &sfnt->hmtx_size);
	if (!head || !hhea || !maxp || !sfnt->hmtx)
		return FALSE;
	sfnt->units_per_em = read_16(sfnt, head + 18);
	sfnt->long_offsets = read_16(sfnt, head + 50) == 1;
	sfnt->n_advances = read_16(sfnt, hhea + 34);
	sfnt->n_glyphs = read_16(sfnt, maxp + 4);
	sfnt->loca = find_table(sfnt, "loca", &sfnt->loca_size);
	sfnt->glyf = find_table(sfnt, "glyf", &length);
	sfnt->has_outlines = sfnt->loca && sfnt->glyf;
	read_cmaps(sfnt);
	return sfnt->units_per_em > 0;
}

double
sfnt_width(const struct sfnt *sfnt, guint glyph)
{
	guint row = glyph < sfnt->n_advances ? glyph : sfnt->n_advances - 1;

	if (!sfnt->n_advances || glyph >= sfnt->n_glyphs ||
	        4 * (row + 1) > sfnt->hmtx_size)
		return -1;
	return read_16(sfnt, sfnt->hmtx + 4 * row) * 1000.0 / sfnt->units_per_em;
}

static guint32
outline_offset(const struct sfnt *sfnt, guint glyph)
{
	guint32 row = glyph * (sfnt->long_offsets ? 4 : 2);

	if (row + (sfnt->long_offsets ? 4 : 2) > sfnt->loca_size)
		return 0;
	if (sfnt->long_offsets)
		return read_32(sfnt, sfnt->loca + row);
	return 2 * read_16(sfnt, sfnt->loca + row);
}

gboolean
sfnt_draws(const struct sfnt *sfnt, guint glyph)
{
	if (!sfnt->has_outlines || glyph >= sfnt->n_glyphs)
		return FALSE;
	return outline_offset(sfnt, glyph + 1) > outline_offset(sfnt, glyph);
}
