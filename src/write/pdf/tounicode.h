/*
 * tounicode.h - the CMap that gives the text of character codes back
 * (ISO 32000-1, 9.10.3).
 */
#ifndef ANBAN_WRITE_PDF_TOUNICODE_H
#define ANBAN_WRITE_PDF_TOUNICODE_H

#include <glib.h>

/* How many bytes a code has: one; one or two (encoding.h); two. */
enum codespace { CODES_BYTES, CODES_SHORT, CODES_WIDE };

/* A code and its text, UTF-8; NULL: nobody knows. */
struct told {
	guint16 code;
	const char *text;
};

/* The CMap of n codes. A code without a text
 * becomes U+FFFD, because PDF/A asks for an entry for every glyph that is shown (ISO
 * 19005-2, 6.2.11.7.2). Caller owns. */
GString *tounicode_make(enum codespace codespace, const struct told *told, guint n);

#endif
