/*
 * embed.h - the fonts of a PDF file (ISO 32000-1, 9.6 to 9.10).
 *
 * Every face is one Type 0 font with Identity-H: the code of a glyph is its id in the
 * original font, so pages can be written before it is known which glyphs the document
 * uses. At the end each face is embedded as a subset with just the glyphs that were used.
 */
#ifndef ANBAN_WRITE_PDF_EMBED_H
#define ANBAN_WRITE_PDF_EMBED_H

#include "typeset/font.h"
#include "write/pdf/objects.h"

#include <glib.h>

struct embed;

struct embed *embed_new(void);
void embed_free(struct embed *embed);

/* A byte for each glyph id (0…65535): set those that are shown to 1. In content
 * streams the font is called /F and face->index. Valid as long as the embed. */
guint8 *embed_use(struct embed *embed, const struct face *face);

/* Writes the fonts; appends their entries of the resource dictionary to `fonts`. */
void embed_write(struct embed *embed, struct objects *objects,
        const struct profile *profile, GString *fonts);

#endif
