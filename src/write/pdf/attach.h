/*
 * attach.h - files that travel inside the PDF (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8 and
 * Annex E).
 */
#ifndef ANBAN_WRITE_PDF_ATTACH_H
#define ANBAN_WRITE_PDF_ATTACH_H

#include "write/pdf/objects.h"
#include "write/writer.h"

#include <glib.h>

/* Writes the attachments (of struct attachment *), each under a name of its own, and
 * appends the catalog's entries for them. date: of the document, as PDF writes it; or
 * NULL. */
void attach_write(const GPtrArray *attachments, struct objects *objects,
        const struct profile *profile, const char *date, GString *catalog);

#endif
