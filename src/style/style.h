/*
 * style.h - computed values: all that layout and EPUB need to know of the look.
 *
 * Lengths are in units of 1/1024 pt. A style is complete: nobody downstream asks
 * where a value came from. Source of the values: PAGE-DESIGN ("article").
 */
#ifndef ANBAN_STYLE_STYLE_H
#define ANBAN_STYLE_STYLE_H

#include "base/unit.h"
#include "style/family.h"

#include <glib.h>

enum align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

/* What a block of text is set like. */
enum block_role {
	BLOCK_BODY,  /* paragraph */
	BLOCK_FIRST, /* paragraph after a head, lead or figure: no indent */
	BLOCK_KICKER,
	BLOCK_TITLE,
	BLOCK_DATELINE,
	BLOCK_LEAD,      /* short lead */
	BLOCK_LEAD_LONG, /* lead of more syllables than lead_short */
	BLOCK_HEADING2,
	BLOCK_HEADING3,
	BLOCK_HEADING4,
	BLOCK_CAPTION,
	BLOCK_SOURCE,
	BLOCK_BYLINE,
	BLOCK_SUBTITLE,
	BLOCK_QUESTION, /* of an interview */
	BLOCK_ATTRIBUTION,
	BLOCK_SIGNATURE,
	BLOCK_ITEM,  /* the mark of an item of a list */
	BLOCK_VERSE, /* a line of verse */
	BLOCK_CELL,
	BLOCK_HEADER_CELL,
	BLOCK_NOTE,
	BLOCK_BOX,
	BLOCK_RUNNING_HEAD,
	BLOCK_FOLIO,
	BLOCK_BOOK_TITLE,
	BLOCK_CONTENTS, /* the head "Mục lục" */
	BLOCK_ENTRY,
	BLOCK_N_ROLES
};

struct block_style {
	const struct family_face *face;
	unit size, leading;
	enum align align;
	unit indent; /* of the first line; may be negative */
	unit margin_left, margin_right;
	unit space_before, space_after; /* padded to the grid by the page builder */
	unit letter_spacing;
	guint32 colour;        /* 0xRRGGBB */
	gboolean capitals;     /* text-transform: uppercase */
	gboolean balanced;     /* ragged lines of even length */
	guint keep_next;       /* lines of the following block that must share the page */
	guint orphans, widows; /* least lines at the foot and head of a page */
	unit rule_above;       /* thickness of a hairline above the block; 0: none */
};

/* What justified lines may give and take, in 1/1000: of a space, of the widths of glyphs,
 * of an em between glyphs. */
struct justification {
	int stretch, shrink; /* of a space, at the ratio of 1 */
	int scale;           /* of the widths, to both sides: 0, 10, 20 or 30 */
	int scale_change;    /* at most so much between neighbouring lines */
	int tracking;        /* of an em, to both sides */
};

/* How far a mark hangs in the margin where it begins or ends a line, in 1/1000 of its
 * width. */
struct hang {
	gunichar mark;
	int left, right;
};

/* A title is set smaller the longer it is: the first row whose `longest` is not exceeded.
 */
struct title_size {
	guint longest; /* code points; G_MAXUINT in the last row */
	unit size, leading;
};

struct style {
	unit width, height;
	unit margin_top, margin_left, margin_right; /* of a right-hand page */
	guint lines;                                /* of the type area */
	unit grid;                                  /* leading of the text */
	guint lead_short;                           /* syllables of a short lead */
	struct title_size titles[4];
	unit head_rule_width, head_rule_thickness; /* closes the title block */
	unit inset;       /* of quotations and letters, and of the text of lists */
	unit verse_inset; /* of verse */
	unit cell_gap;    /* between columns of a table */
	unit hairline;    /* thickness of rules of tables, notes and boxes */
	guint32 accent;
	struct justification justification; /* of lines of narrow ems and more */
	struct justification narrow;        /* of shorter ones */
	int narrow_ems;
	const struct hang *hang;    /* ended by a mark of 0; or NULL: nothing hangs */
	guint running_head_longest; /* code points; cut by sense beyond */
	struct block_style blocks[BLOCK_N_ROLES];
};

/* The built-in style "article" for a paper: "A4", "A5", "B5", "letter", a trim in cm such
 * as "14.5x20.5" or "WxH" followed by "cm" or "mm". FALSE: the paper is not understood or
 * leaves no room for text; error says why (domain G_OPTION_ERROR, BAD_VALUE). */
gboolean style_article(struct style *style, const char *paper, GError **error);
/* Lines that only their spaces fill: no scaling, no tracking, nothing in the margin. */
void style_plain_lines(struct style *style);

#endif
