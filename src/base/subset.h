/*
 * subset.h - the one door to hb-subset: a font with only the glyphs that are used.
 */
#ifndef ANBAN_BASE_SUBSET_H
#define ANBAN_BASE_SUBSET_H

#include <glib.h>

enum subset_by {
	SUBSET_BY_GLYPH,     /* for PDF: glyph ids stay, layout tables go */
	SUBSET_BY_CID,       /* the same, but ids close up: the font is CID-keyed */
	SUBSET_BY_CHARACTER, /* for EPUB: layout tables stay */
};

/* A subset of an OpenType font, of a collection the font `index`. wanted: n glyph ids or
 * code points. features: tags, ended by 0,
 * of what a style may ask for beside the usual (BY_CHARACTER); or NULL. NULL: the font
 * cannot be subset. Caller owns. Deterministic. */
GBytes *subset_font(GBytes *font, guint index, enum subset_by by, const guint32 *wanted,
        gsize n, const guint32 *features);

/* Its CFF table alone, which is how PDF embeds compact fonts. NULL: there is none. Caller
 * owns. */
GBytes *subset_compact(GBytes *font, guint index);

/* How many glyph ids a font has. */
guint subset_glyphs(GBytes *font);

#endif
