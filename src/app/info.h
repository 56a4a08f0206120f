/*
 * info.h - what a finished PDF or EPUB says of itself, as text.
 */
#ifndef ANBAN_APP_INFO_H
#define ANBAN_APP_INFO_H

#include "base/diag.h"

/* What the file says, for eyes or as a line of JSON, and whether anban made it and nobody
 * changed it since; what could not be read is reported. limit: bytes. NULL after an error
 * diagnostic: the file cannot be read, or is neither PDF nor EPUB. Caller frees. */
char *info_text(const char *path, gboolean json, gsize limit, struct diags *diags);

#endif
