/*
 * cover.h - the cover of an article or a book, as a page: words set by the typesetter
 * over the ornament (rosette.h).
 */
#ifndef ANBAN_TYPESET_COVER_H
#define ANBAN_TYPESET_COVER_H

#include "typeset/typeset.h"

/* The cover's size: five to eight, as e-readers show it. */
enum { COVER_WIDTH = 400 * UNIT_PT, COVER_HEIGHT = 640 * UNIT_PT };

/* What stands on it; NULL or blank: nothing. */
struct cover_words {
	const char *kicker; /* the occasion */
	const char *title;  /* never blank */
	const char *maker;  /* at the foot */
	const char *year;
};

/* The page. tree, style and fonts: those of the document; its accent is the cover's, as
 * the ink of an article on white, as the ground of a book. NULL: reported. Caller owns.
 */
struct page *cover_page(const struct tree *tree, struct fonts *fonts,
        const struct style *style, const struct cover_words *words, struct diags *diags);

#endif
