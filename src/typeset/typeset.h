/*
 * typeset.h - article tree to pages.
 */
#ifndef ANBAN_TYPESET_TYPESET_H
#define ANBAN_TYPESET_TYPESET_H

#include "article/tree.h"
#include "base/clock.h"
#include "base/diag.h"
#include "typeset/pages.h"

struct typeset_options {
	const struct style *style;
	guint page_limit;
	struct clock *clock; /* or NULL */
};

/* Sets the whole tree (after shown_prepare()) and hands each page to the sink as soon as
 * it is finished. n_pages: how many there were. FALSE: an error diagnostic was reported
 * (or error is set by the sink). */
gboolean typeset(const struct tree *tree, struct fonts *fonts,
        const struct typeset_options *options, struct diags *diags,
        const struct page_sink *sink, guint *n_pages, GError **error);

#endif
