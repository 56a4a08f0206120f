/*
 * cff.h - the little of a compact font (CFF table) that a PDF must know of it.
 *
 * In a CID-keyed font a glyph's character identifier (CID) need not be its glyph id: the
 * charset says which is which (Adobe Technical Note 5176, 13 and 18).
 */
#ifndef ANBAN_BASE_CFF_H
#define ANBAN_BASE_CFF_H

#include <glib.h>

/* The CIDs of glyphs 0 to n_glyphs - 1 of a CFF table; 0 where the charset ends early.
 * NULL: the font is not CID-keyed, or damaged. Caller frees. */
guint16 *cff_cids(const guint8 *table, gsize length, guint n_glyphs);

#endif
