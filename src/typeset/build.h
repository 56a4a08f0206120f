/*
 * build.h - a page being built of the galley (for build.c, area.c and float.c).
 *
 * A page is a row of bands: a part across the page, or columns beside one another. Each
 * column is an area that takes layers until it is full.
 */
#ifndef ANBAN_TYPESET_BUILD_H
#define ANBAN_TYPESET_BUILD_H

#include "typeset/setter.h"

/* A figure across the page, or on one of its own, whose layers the page has taken out of
 * the text. */
struct afloat {
	guint group;
	enum place place; /* HEAD, FOOT, PAGE */
	unit y;           /* below the first of those at the head, or at the foot */
	unit height;      /* in whole lines */
};

struct floats {
	GArray *list;    /* of struct afloat */
	unit head, foot; /* heights of those at the head and at the foot together */
	gboolean trying; /* the last one may turn out not to belong on the page */
	gboolean closed; /* no more are taken */
	guint limit;     /* the page ends before this layer, or G_MAXUINT */
};

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
	struct floats *floats; /* on the page */
	gboolean headed;       /* those at its head have their place: */
	unit heads, below;     /* from its head, and where it ends */
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
/* The first of them that is text: before it stand figures that leave the columns. */
guint draft_text(const struct draft *draft);
/* Passes the i-th layer, which stands nowhere, and none of those before it. */
void draft_pass(struct draft *draft, guint i);
/* How high the type area of the next page is. */
unit draft_height(const struct setter *setter);

/* Puts layers into the area from draft->at on, which moves behind them. Figures that may
 * go to the next area and do not fit stand there then. */
enum area_end area_fill(struct draft *draft, struct area *area);

/* --- float.c -------------------------------------------------------------- */

/* Those that wait for the next page: they stand on it, as far as there is room. The list
 * is the caller's. */
void float_begin(struct setter *setter, struct floats *floats);
/* The page is built. TRUE: one more, or less, stands on it; it must be built again. */
gboolean float_next(const struct draft *draft, enum area_end end);
/* The figure of a group; NULL: it does not stand on the page. */
struct afloat *float_find(const struct draft *draft, guint group);
/* Where it begins on the page: those at the head as if they stood at the very top. */
unit float_top(const struct draft *draft, const struct afloat *afloat);
/* White that one at the head of the page does not begin with. */
gboolean float_drops(const struct slab *slab, unit y);

#endif
