/*
 * subset.c - fonts with only the glyphs that are used, by hb-subset.
 *
 * For PDF glyph ids stay as they are, so that a page can be written before the subset is
 * known; in a CID-keyed font the CIDs do, and the ids may close up. Only the tables that
 * ISO 32000-1, 9.9 asks for remain. They are dropped before the glyphs are collected:
 * otherwise every alternate form that a layout table could lead to would come along.
 * Hints are dropped: print and today's screens do not use them.
 */
#include "base/subset.h"

#include <hb-subset.h>
#include <hb.h>

/* What a program that only draws glyphs by their id does not read. */
static const hb_tag_t not_for_pdf[] = {
        HB_TAG('B', 'A', 'S', 'E'),
        HB_TAG('D', 'S', 'I', 'G'),
        HB_TAG('G', 'D', 'E', 'F'),
        HB_TAG('G', 'P', 'O', 'S'),
        HB_TAG('G', 'S', 'U', 'B'),
        HB_TAG('O', 'S', '/', '2'),
        HB_TAG('S', 'T', 'A', 'T'),
        HB_TAG('c', 'm', 'a', 'p'),
        HB_TAG('g', 'a', 's', 'p'),
        HB_TAG('m', 'e', 't', 'a'),
        HB_TAG('n', 'a', 'm', 'e'),
        HB_TAG('p', 'o', 's', 't'),
};

static void
want(hb_subset_input_t *input, enum subset_by by, const guint32 *wanted, gsize n)
{
	hb_set_t *set = by == SUBSET_BY_CHARACTER ? hb_subset_input_unicode_set(input)
	                                          : hb_subset_input_glyph_set(input);

	for (gsize i = 0; i < n; i++)
		hb_set_add(set, wanted[i]);
}

static hb_subset_input_t *
make_input(enum subset_by by, const guint32 *wanted, gsize n, const guint32 *features)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	guint flags = HB_SUBSET_FLAGS_NO_HINTING;
	hb_set_t *drop;

	if (!input)
		return NULL;
	want(input, by, wanted, n);
	if (by == SUBSET_BY_GLYPH)
		flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
	if (by != SUBSET_BY_CHARACTER) {
		drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
		for (gsize i = 0; i < G_N_ELEMENTS(not_for_pdf); i++)
			hb_set_add(drop, not_for_pdf[i]);
	}
	for (; features && *features; features++)
		hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG),
		        *features);
	hb_subset_input_set_flags(input, flags);
	return input;
}

/* Takes the blob over. NULL: it is empty. */
static GBytes *
copy_blob(hb_blob_t *blob)
{
	guint size;
	const char *data = hb_blob_get_data(blob, &size);
	GBytes *bytes = size ? g_bytes_new(data, size) : NULL;

	hb_blob_destroy(blob);
	return bytes;
}

/* A face on the bytes, which must outlive it. */
static hb_face_t *
open_face(GBytes *font, guint index)
{
	gsize size;
	const char *data = g_bytes_get_data(font, &size);
	hb_blob_t *blob = hb_blob_create(data, size, HB_MEMORY_MODE_READONLY, NULL, NULL);
	hb_face_t *face = hb_face_create(blob, index);

	hb_blob_destroy(blob);
	return face;
}

GBytes *
subset_font(GBytes *font, guint index, enum subset_by by, const guint32 *wanted, gsize n,
        const guint32 *features)
{
	hb_face_t *face = open_face(font, index);
	hb_subset_input_t *input = make_input(by, wanted, n, features);
	hb_face_t *subset = NULL;
	GBytes *result = NULL;

	if (input && hb_face_get_glyph_count(face) > 0)
		subset = hb_subset_or_fail(face, input);
	if (subset)
		result = copy_blob(hb_face_reference_blob(subset));
	hb_face_destroy(subset);
	hb_subset_input_destroy(input);
	hb_face_destroy(face);
	return result;
}

GBytes *
subset_compact(GBytes *font, guint index)
{
	hb_face_t *face = open_face(font, index);
	GBytes *table =
	        copy_blob(hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' ')));

	hb_face_destroy(face);
	return table;
}

guint
subset_glyphs(GBytes *font)
{
	hb_face_t *face = open_face(font, 0);
	guint n = hb_face_get_glyph_count(face);

	hb_face_destroy(face);
	return n;
}
