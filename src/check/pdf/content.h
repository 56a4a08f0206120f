/*
 * content.h - reads the content streams of a file (ISO 32000-1, 7.8): pages, forms,
 * appearances, glyphs of Type 3 fonts.
 */
#ifndef ANBAN_CHECK_PDF_CONTENT_H
#define ANBAN_CHECK_PDF_CONTENT_H

#include "check/pdf/fontlist.h"
#include "check/pdf/mcids.h"
#include "check/pdf/pdf.h"

/* Checks all content; notes the codes that are shown in fonts, MCIDs in marks. */
void content_check(struct pdf *pdf, struct fontlist *fonts, struct mcids *marks);

#endif
