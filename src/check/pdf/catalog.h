/*
 * catalog.h - what the catalog says of the whole document (ISO 32000-1, 7.7.2), and the
 * boxes of its pages.
 */
#ifndef ANBAN_CHECK_PDF_CATALOG_H
#define ANBAN_CHECK_PDF_CATALOG_H

#include "check/pdf/pdf.h"

void catalog_check(struct pdf *pdf);

#endif
