/*
 * pdf.h - pages to a tagged, archival PDF file.
 *
 * By default PDF 1.7 that is PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) at once.
 * Pages may come in any order and are freed as soon as they are written; equal input
 * gives equal bytes.
 */
#ifndef ANBAN_WRITE_PDF_PDF_H
#define ANBAN_WRITE_PDF_PDF_H

#include "write/pdf/profile.h"
#include "write/writer.h"

extern const struct writer pdf_writer;

/* As pdf_writer.open, for another profile than the default. */
gpointer pdf_open(struct outfile *out, const struct write_job *job,
        const struct profile *profile, GError **error);

#endif
