/*
 * embed.h - the fonts of a PDF file (ISO 32000-1, 9.6 to 9.10).
 *
 * Every face is one Type 0 font whose encoding grows with the glyphs that are shown
 * (encoding.h), so pages can be written before it is known which the document uses. At
 * the end each face is embedded as a subset with just these glyphs, which keep their ids.
 *
 * A glyph may stand for two characters (Greek mu and the micro sign). A code has but one
 * text, and not every reader of a PDF knows ActualText: so the same program serves
 * several fonts, the readings of the face, which tell different texts of their codes.
 */
#ifndef ANBAN_WRITE_PDF_EMBED_H
#define ANBAN_WRITE_PDF_EMBED_H

#include "typeset/pages.h"
#include "write/pdf/encoding.h"
#include "write/pdf/objects.h"

#include <glib.h>

struct embed;

struct embed *embed_new(void);
void embed_free(struct embed *embed);

/* The codes of a face; glyphs that get one are embedded. Valid as long as the embed. */
struct encoding *embed_use(struct embed *embed, const struct face *face);

enum { EMBED_OWN = 0, EMBED_NO_READING = -1 };

/* The reading in which the codes of a run tell its text; it learns what it needs.
 * EMBED_OWN: the face's own texts do. EMBED_NO_READING: none can, because glyphs and
 * characters do not correspond. */
int embed_reading(struct embed *embed, const struct run *run);

/* Writes what a reading of a face is called in content streams ("/F3") at p; returns the
 * place behind. */
char *embed_name(char *p, const struct face *face, int reading);
/* After embed_write(): has every font its program? */
gboolean embed_complete(const struct embed *embed);

/* Writes the fonts; appends their entries of the resource dictionary to `fonts`. */
void embed_write(struct embed *embed, struct objects *objects,
        const struct profile *profile, GString *fonts);

#endif
