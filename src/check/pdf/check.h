/*
 * check.h - the structural check of a PDF file.
 */
#ifndef ANBAN_CHECK_PDF_CHECK_H
#define ANBAN_CHECK_PDF_CHECK_H

#include "check/finding.h"

#include <glib.h>

/* Checks the bytes. profile: what the findings look at; forced: as it is, otherwise it
 * becomes what the file claims. */
void pdf_check(GBytes *bytes, struct findings *findings, struct profile *profile,
        gboolean forced);

#endif
