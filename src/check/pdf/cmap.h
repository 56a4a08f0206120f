/*
 * cmap.h - CMaps that say which Unicode text a code stands for (ISO 32000-1, 9.10.3).
 */
#ifndef ANBAN_CHECK_PDF_CMAP_H
#define ANBAN_CHECK_PDF_CMAP_H

#include <glib.h>

enum { CMAP_CODES = 65536 };

/* What a code is mapped to. */
enum cmap_text { CMAP_NONE, CMAP_TEXT, CMAP_FORBIDDEN /* U+0000, U+FEFF, U+FFFE */ };

/* CMAP_CODES bytes of enum cmap_text; caller frees. Codes of more than two bytes are left
 * out. wmode, may be NULL: the WMode it defines, 0 otherwise. */
guint8 *cmap_to_unicode(GBytes *bytes, int *wmode);

#endif
