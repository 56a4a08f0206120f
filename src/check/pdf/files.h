/*
 * files.h - embedded files (ISO 32000-1, 7.11; ISO 19005-3, 6.8).
 */
#ifndef ANBAN_CHECK_PDF_FILES_H
#define ANBAN_CHECK_PDF_FILES_H

#include "check/pdf/pdf.h"

/* A file specification with an EF entry. */
void files_check_specification(
        struct pdf *pdf, const struct value *specification, guint32 object);

/* The list of embedded files, and the associated files of the document. */
void files_check_lists(struct pdf *pdf);

#endif
