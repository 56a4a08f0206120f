/*
 * hidden.h - text that is drawn as a path.
 *
 * A character that no font has stands on the page as a frame. So that it can still be
 * found, copied and read aloud, a glyph that paints nothing is shown over the frame: a
 * Type 3 font (ISO 32000-1, 9.6.5) says which text it stands for. (ActualText alone
 * would not do: readers drop it where no glyph is shown, and MuPDF always.)
 */
#ifndef ANBAN_WRITE_PDF_HIDDEN_H
#define ANBAN_WRITE_PDF_HIDDEN_H

#include "write/pdf/objects.h"

#include <glib.h>

struct hidden;

/* A glyph: font /T and number, one-byte code; one em wide and high. */
struct hidden_glyph {
	guint font;
	guint8 code;
};

struct hidden *hidden_new(void);
void hidden_free(struct hidden *hidden);

/* The glyph that stands for a text (UTF-8); equal texts have one. */
struct hidden_glyph hidden_find(struct hidden *hidden, const char *text, gsize length);

/* Writes the fonts; appends their entries of the resource dictionary to `fonts`. */
void hidden_write(const struct hidden *hidden, struct objects *objects, GString *fonts);

#endif
