/*
 * bytes.h - what PDF/A asks of the file as bytes (ISO 19005-2, 6.1.2 to 6.1.9).
 */
#ifndef ANBAN_CHECK_PDF_BYTES_H
#define ANBAN_CHECK_PDF_BYTES_H

#include "check/pdf/pdf.h"

void bytes_check(struct pdf *pdf);

#endif
