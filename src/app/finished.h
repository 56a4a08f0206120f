/*
 * finished.h - a file that was written is looked at before it gets its name.
 */
#ifndef ANBAN_APP_FINISHED_H
#define ANBAN_APP_FINISHED_H

#include "base/diag.h"
#include "base/file.h"
#include "write/writer.h"

/* Checks what the writer put into the outfile, as "anban check" does but without reading
 * the text. TRUE: nothing was found, or there is no check of this format. FALSE: what was
 * found is reported, of the output `name`, or error is set. */
gboolean finished_check(const struct writer *writer, struct outfile *out,
        const char *name, struct diags *diags, GError **error);

#endif
