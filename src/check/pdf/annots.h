/*
 * annots.h - annotations (ISO 32000-1, 12.5; ISO 19005-2, 6.3; ISO 14289-1, 7.18).
 */
#ifndef ANBAN_CHECK_PDF_ANNOTS_H
#define ANBAN_CHECK_PDF_ANNOTS_H

#include "check/pdf/structure.h"

/* structure may be NULL. */
void annots_check(struct pdf *pdf, const struct structure *structure);

#endif
