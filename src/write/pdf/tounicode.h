/*
 * tounicode.h - the CMap that gives the text of glyphs back (ISO 32000-1, 9.10.3).
 */
#ifndef ANBAN_WRITE_PDF_TOUNICODE_H
#define ANBAN_WRITE_PDF_TOUNICODE_H

#include "typeset/font.h"

#include <glib.h>

/* The CMap of those of the n glyph ids whose byte in `used` is set. A glyph whose text
 * nobody knows becomes U+FFFD, because PDF/A asks for an entry for every glyph shown
 * (ISO 19005-2, 6.2.11.7.2). Caller owns. */
GString *tounicode_make(const struct face *face, const guint8 *used, guint n);

#endif
