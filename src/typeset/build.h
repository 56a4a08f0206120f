/*
 * build.h - a page being built of the galley (for build.c and area.c).
 *
 * A page is a row of bands: a part across the page, or columns beside one another. Each
 * column is an area that takes layers until it is full.
 */
#ifndef ANBAN_TYPESET_BUILD_H
#define ANBAN_TYPESET_BUILD_H

#include "typeset/setter.h"

/* What is known of the page. Layers of the galley are told by their index in it; `order`
 * has those that are not on a page yet, in the order in which they follow. */
struct draft {
	struct setter *setter;
	GArray *order; /* of guint */
	guint at;      /* in order: the first layer that does not stand on the page yet */
	guint limit;   /* the page ends before this layer; G_MAXUINT: where it is full */
	GArray *slabs; /* of struct slab: copies of the layers that stand on it */
	GArray *feet;  /* of footnotes */
	GArray *carried; /* of struct slab: what of footnotes is left for the next area */
	unit foot;       /* where the type area ends, from its head */
	/* Layers that the page may end before: the last one found, and the last one that
	 * leaves another line of text to the next page; G_MAXUINT: none. */
	guint break_at, break_earlier;
};

enum area_end {
	AREA_OPEN,  /* the galley ends before the area is full */
	AREA_FULL,  /* the text goes on in the next area */
	AREA_STUCK, /* so, and no break in it was allowed */
	AREA_DONE,  /* here comes what does not belong in it: another band, the limit, an
	               end of column or page */
};

struct area {
	unit shift;     /* its left edge, from the left margin */
	unit top, foot; /* from the head of the type area */
	guint columns;  /* it is one of so many */
	unit bottom;    /* found: where its layers end, */
	unit height;    /* and how high they are */
};

/* The i-th layer that does not stand on a page yet; it must be there. */
struct slab *draft_slab(const struct draft *draft, guint i);
gboolean draft_ends(const struct draft *draft, guint i);

/* Puts layers into the area from draft->at on, which moves behind them. Figures that may
 * go to the next area and do not fit stand there then. */
enum area_end area_fill(struct draft *draft, struct area *area);

#endif
