/*
 * sfnt.h - what the checks need of a TrueType font program (OpenType 1.9).
 */
#ifndef ANBAN_CHECK_PDF_SFNT_H
#define ANBAN_CHECK_PDF_SFNT_H

#include <glib.h>

struct sfnt {
	const guint8 *data;
	gsize size;
	guint n_glyphs, units_per_em;
	guint n_advances; /* in hmtx */
	guint n_cmaps;
	gboolean symbol_cmap;  /* platform 3, encoding 0 */
	gboolean has_outlines; /* glyf and loca; otherwise CFF */
	gboolean long_offsets;
	guint32 hmtx, loca, glyf; /* where they begin; inside the data */
	guint32 hmtx_size, loca_size;
};

/* Borrows the bytes. FALSE: not a font, or one without the tables it needs. */
gboolean sfnt_read(struct sfnt *sfnt, GBytes *bytes);

/* The advance of a glyph in 1/1000 em; negative: unknown. */
double sfnt_width(const struct sfnt *sfnt, guint glyph);

/* Does the glyph draw anything? */
gboolean sfnt_draws(const struct sfnt *sfnt, guint glyph);

#endif
