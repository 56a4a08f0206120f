/*
 * xmp.h - the metadata packet of a PDF (XMP Part 1; ISO 19005-1, 6.7; ISO 19005-2, 6.6).
 */
#ifndef ANBAN_CHECK_PDF_XMP_H
#define ANBAN_CHECK_PDF_XMP_H

#include "check/pdf/pdf.h"

struct xmp;

/* The catalog's packet; NULL: there is none that can be read. Nothing is reported. */
struct xmp *xmp_read(struct pdf *pdf);
void xmp_free(struct xmp *xmp);

/* What the file says it conforms to. */
struct profile xmp_claim(const struct xmp *xmp);

/* The text of a simple property, or of the first (default) item of a list. NULL: none. */
const char *xmp_text(const struct xmp *xmp, const char *namespace, const char *name);

/* Checks presence, form, identification, schemas, and agreement with Info. xmp may be
 * NULL. */
void xmp_check(struct pdf *pdf, const struct xmp *xmp);

#endif
