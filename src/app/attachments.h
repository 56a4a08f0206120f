/*
 * attachments.h - files that are to travel inside a PDF: --attach and --attach-source.
 *
 * A file is named FILE[:RELATIONSHIP[:DESCRIPTION]]. The name may hold colons itself: it
 * ends at the first one that a relationship follows, or that nothing does.
 */
#ifndef ANBAN_APP_ATTACHMENTS_H
#define ANBAN_APP_ATTACHMENTS_H

#include "base/diag.h"
#include "write/writer.h"

#include <glib.h>

/* Are all of these understood? FALSE with error (G_OPTION_ERROR, BAD_VALUE). */
gboolean attachments_check(const char *const *specs, GError **error);

/* Reads the files. Those that cannot be read are reported; NULL then. limit: bytes of one
 * file. specs may be NULL. Caller owns (of struct attachment *). */
GPtrArray *attachments_read(const char *const *specs, gsize limit, struct diags *diags);

/* Adds the bytes of an input ("-": standard input) as the document's source. */
void attachments_add_source(GPtrArray *attachments, const char *name, GBytes *bytes);

#endif
