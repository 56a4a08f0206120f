/*
 * cmap.h - CMaps: which Unicode text a code stands for (ISO 32000-1, 9.10.3), and how
 * strings are codes and codes are CIDs (9.7.5).
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

/* A CMap that is embedded as the encoding of a composite font. */
struct cmap;

/* NULL: it builds on another CMap, or has codes of more than two bytes or none at all. */
struct cmap *cmap_read(GBytes *bytes);
void cmap_free(struct cmap *cmap);

/* The code that n ≥ 1 bytes begin with, and how many it has; what is in no range of codes
 * is passed over byte by byte as code 0. */
guint cmap_next(const struct cmap *cmap, const guint8 *bytes, guint n, guint *code);
/* 0, .notdef: none is given. */
guint cmap_cid(const struct cmap *cmap, guint code);

#endif
