/*
 * selfcheck.h - is what goes into the file what was to be shown?
 *
 * While pages are written, every run and every frame is compared with the shown text of
 * its node: no part may be missing, doubled or out of order, and every glyph must tell
 * the text that it was drawn for. At the end all of every node must have been drawn,
 * all links must lead somewhere, and all marks must have an element. The first fault is
 * kept; a file with one is not finished.
 */
#ifndef ANBAN_WRITE_PDF_SELFCHECK_H
#define ANBAN_WRITE_PDF_SELFCHECK_H

#include "base/diag.h"
#include "typeset/pages.h"
#include "write/pdf/places.h"

#include <glib.h>

struct selfcheck;

struct selfcheck *selfcheck_new(const struct tree *tree);
/* NULL is fine. */
void selfcheck_free(struct selfcheck *check);

/* An item that is no artifact, about to be drawn. */
void selfcheck_item(struct selfcheck *check, const struct item *item);
/* A run of an artifact: its glyphs must be glyphs. */
void selfcheck_artifact(struct selfcheck *check, const struct run *run);
/* Something else that is wrong; what: N_(…). node: 0 for the whole file. */
void selfcheck_fault(struct selfcheck *check, const char *what, guint32 node);

/* Everything is written. tagged: marks and links must have their elements. FALSE: there
 * is a fault, reported to diags (or NULL). */
gboolean selfcheck_passed(struct selfcheck *check, const struct places *places,
        gboolean tagged, struct diags *diags);

#endif
