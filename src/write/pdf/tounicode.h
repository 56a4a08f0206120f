/*
 * tounicode.h - the CMap that gives the text of character codes back
 * (ISO 32000-1, 9.10.3).
 */
#ifndef ANBAN_WRITE_PDF_TOUNICODE_H
#define ANBAN_WRITE_PDF_TOUNICODE_H

#include <glib.h>

/* The text of a code, UTF-8; NULL: nobody knows. */
typedef const char *(*tounicode_text)(gconstpointer font, guint code);

/* The CMap of those of the codes 0…n-1 whose byte in `used` is set; a code has
 * code_bytes (1 or 2) bytes. A code without a text becomes U+FFFD, because PDF/A asks for
 * an entry for every glyph that is shown (ISO 19005-2, 6.2.11.7.2). Caller owns. */
GString *tounicode_make(guint code_bytes, const guint8 *used, guint n,
        tounicode_text text_of, gconstpointer font);

#endif
