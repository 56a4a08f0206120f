/*
 * pdfstring.h - what the strings of PDF say (ISO 32000-1, 7.3.4.2 and 7.9.2.2).
 */
#ifndef ANBAN_BASE_PDFSTRING_H
#define ANBAN_BASE_PDFSTRING_H

#include <glib.h>

/* In a literal string: the byte for what stands behind a backslash; *at, which is before
 * end, moves behind it. -1: none, the line goes on. */
int pdfstring_escaped(const guint8 **at, const guint8 *end);

/* A text string - UTF-16 or UTF-8 with their marks, else PDFDocEncoding - in UTF-8 that
 * is valid, without NUL. Caller frees. */
char *pdfstring_text(const guint8 *bytes, gsize size);

#endif
