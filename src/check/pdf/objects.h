/*
 * objects.h - rules that hold for every object of a file, wherever it is used.
 */
#ifndef ANBAN_CHECK_PDF_OBJECTS_H
#define ANBAN_CHECK_PDF_OBJECTS_H

#include "check/pdf/pdf.h"

/* Limits, streams and filters, images, forms, graphics states, actions, file
 * specifications: in one pass over all objects. */
void objects_check(struct pdf *pdf);

#endif
