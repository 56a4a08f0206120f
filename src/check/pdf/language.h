/*
 * language.h - language tags (BCP 47) of a PDF.
 */
#ifndef ANBAN_CHECK_PDF_LANGUAGE_H
#define ANBAN_CHECK_PDF_LANGUAGE_H

#include "check/pdf/pdf.h"

/* Is the string a well-formed tag? (An empty one says that the language is unknown: fine
 * for PDF/A, not for PDF/UA.) */
gboolean language_valid(const struct pdf *pdf, const struct value *value);

#endif
