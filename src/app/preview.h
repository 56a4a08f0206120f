/*
 * preview.h - one page of a document as a PNG picture.
 */
#ifndef ANBAN_APP_PREVIEW_H
#define ANBAN_APP_PREVIEW_H

#include "app/job.h"

/* Writes page `number` (from 1) at dpi dots per inch to path. FALSE: a diagnostic says
 * why. */
gboolean preview_write(
        struct job *job, guint number, guint dpi, const char *path, struct diags *diags);

#endif
