/*
 * glyphs.h - the glyphs behind the codes that are shown (for fontlist.c): are they there,
 * as wide as the dictionary says, and what do they mean?
 */
#ifndef ANBAN_CHECK_PDF_GLYPHS_H
#define ANBAN_CHECK_PDF_GLYPHS_H

#include "check/pdf/fontlist.h"

/* A Type 0 font with all that belongs to it (ISO 32000-1, 9.7). */
void glyphs_check_composite(struct pdf *pdf, const struct font *font);

/* Every code that is shown has text in Unicode; known: its encoding says it, unless there
 * is a ToUnicode CMap. */
void glyphs_check_unicode(struct pdf *pdf, const struct font *font, gboolean known);

/* --- fontlist.c ------------------------------------------------------------ */

void glyphs_found(
        struct pdf *pdf, const struct font *font, enum rule rule, const char *detail);
/* The object of the font program; 0: it is not embedded. */
guint32 glyphs_font_file(struct pdf *pdf, const struct value *descriptor);
/* FALSE: not embedded. */
gboolean glyphs_check_embedded(
        struct pdf *pdf, const struct font *font, const struct value *descriptor);

#endif
