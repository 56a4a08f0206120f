/*
 * style.h - computed values: all that layout and EPUB need to know of the look.
 *
 * Lengths are in units of 1/1024 pt. A style is complete: nobody downstream asks
 * where a value came from. It comes from style sheets (styles/, sheet.h) and nowhere
 * else: the elements of elements.def are matched and computed once, and what holds for an
 * element stands under its role or group.
 */
#ifndef ANBAN_STYLE_STYLE_H
#define ANBAN_STYLE_STYLE_H

#include "article/tree.h"
#include "base/diag.h"
#include "base/unit.h"
#include "style/family.h"

#include <glib.h>

enum align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };

enum box_place { PLACE_MIDDLE, PLACE_TOP, PLACE_BOTTOM };

/* As enum cased (article/cased.h). */
enum transform {
	TRANSFORM_NONE,
	TRANSFORM_UPPERCASE,
	TRANSFORM_LOWERCASE,
	TRANSFORM_CAPITALIZE
};

/* Where a part begins that does not just follow. */
enum eject { EJECT_NONE, EJECT_COLUMN, EJECT_PAGE, EJECT_LEFT, EJECT_RIGHT };

/* Where what holds blocks stands. */
enum place { PLACE_TEXT, PLACE_FOOTNOTE, PLACE_HEAD, PLACE_FOOT, PLACE_PAGE };

/* What a block of text is set like. */
enum block_role {
	BLOCK_BODY,    /* paragraph */
	BLOCK_FIRST,   /* paragraph after a head or lead: no indent */
	BLOCK_OPENING, /* the first one of an article */
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
	BLOCK_ITEM,         /* the mark of an item of a list */
	BLOCK_ITEM_TEXT,    /* a paragraph of it */
	BLOCK_QUOTED,       /* a paragraph of a quotation */
	BLOCK_QUOTED_FIRST, /* its first one */
	BLOCK_VERSE,        /* a line of verse */
	BLOCK_CELL,
	BLOCK_HEADER_CELL, /* of the heading of a table */
	BLOCK_ROW_HEADER,  /* says what its row is about */
	BLOCK_TABLE_CAPTION,
	BLOCK_NOTE,
	BLOCK_BOX,
	BLOCK_BOOK_TITLE,
	BLOCK_CONTENTS, /* the head "Mục lục" */
	BLOCK_ENTRY,
	BLOCK_PART_ENTRY, /* of a part of the book */
	BLOCK_PART_NUMBER,
	BLOCK_PART_TITLE,
	BLOCK_COLOPHON,
	BLOCK_N_ROLES
};

/* What stands left and right of a block or of what holds blocks; white and rules are part
 * of its margins or insets too. */
struct sides {
	unit padding_left, padding_right;
	unit rule_left, rule_right; /* thickness; 0: none */
	guint32 colour_left, colour_right;
};

struct block_style {
	const struct family_face *face;
	guint features; /* index into style->features */
	unit size, leading;
	enum align align;
	unit indent; /* of the first line; may be negative */
	unit margin_left, margin_right;
	unit space_before, space_after; /* padded to the grid by the page builder */
	unit letter_spacing;
	unit word_spacing; /* added to spaces */
	guint32 colour;    /* 0xRRGGBB */
	enum transform transform;
	gboolean hangs;        /* marks at its edges hang in the margin */
	gboolean balanced;     /* ragged lines of even length */
	gboolean breaks_words; /* anywhere, where they are wider than the measure */
	guint keep_next;       /* lines of the following block that must share the page */
	guint orphans, widows; /* least lines at the foot and head of a page */
	int looseness;         /* lines more, or fewer, than are best, if it can be */
	gboolean keep_inside;  /* all its lines share a page */
	gboolean runs_in;      /* HEADING: stands in the paragraph that follows it */
	enum eject break_before;     /* where it begins */
	enum eject break_after;      /* where what follows begins */
	gboolean spans;              /* all columns */
	guint page;                  /* 1 + index into style->named; 0: any page */
	unit rule_above, rule_below; /* thickness of a rule; 0: none */
	guint32 rule_colour;
	unit padding_top, padding_bottom; /* between rule and text */
	struct sides sides;
	enum box_place place; /* of a cell's text in its rows */
	gboolean filled;      /* the ground is coloured */
	guint decoration;     /* enum decoration */
	guint32 decoration_colour;
	guint32 background;
};

/* Elements inside a text; of several the first one holds the others. */
enum inside {
	INSIDE_LINK = 1,
	INSIDE_LANG = 2,
	INSIDE_STRONG = 4,
	INSIDE_EM = 8,
	INSIDE_SUB = 16,
	INSIDE_SUP = 32,
	INSIDE_CODE = 64,
	INSIDE_BEFORE =
	        128, /* what is made at the beginning of the others, or at the end */
	INSIDE_AFTER = 256,
	INSIDE_LETTER = 512, /* the first one of a text, with the marks around it */
};

/* Lines drawn along a text. */
enum decoration { DECORATION_UNDER = 1, DECORATION_OVER = 2, DECORATION_THROUGH = 4 };

/* How a stretch of a block's text is set that is not as the block's: beside it in the
 * same line, so what the block says of lines stays. */
struct inside_style {
	const struct family_face *face;
	guint features;
	unit size, of; /* size where the block's is `of` */
	unit rise;     /* above the baseline, at that size; negative: below */
	unit letter_spacing;
	guint32 colour;
	guint decoration; /* enum decoration */
	guint32 decoration_colour;
	int initial; /* of a first letter: lines that it is high, 1/1000; 0: as it comes
	              */
	guint sink;  /* and the line on which it stands, from 1 */
};

/* What holds blocks, or is drawn. */
enum group {
	GROUP_HEAD, /* of an article: its rule closes it */
	GROUP_FIGURE,
	GROUP_LIST,
	GROUP_QUOTE,
	GROUP_VERSE,
	GROUP_TABLE,
	GROUP_ROW,
	GROUP_NOTE,
	GROUP_TABLE_NOTE, /* right below a table */
	GROUP_BOX,
	GROUP_SEPARATOR,
	GROUP_TITLE_PAGE, /* of a book: as GROUP_HEAD */
	GROUP_PART,       /* of a book: what opens it, alone on its page */
	GROUP_COLOPHON,   /* of a book: at the foot of its page; break_after: the page
	                   * behind   it is blank */
	GROUP_N
};

/* A width that may be told as a part of the measure; 0 of both: none is given. */
struct breadth {
	unit fixed;
	int permille; /* of the measure */
};

struct group_style {
	unit inset_left, inset_right;
	unit space_before, space_after;
	unit padding_top, padding_bottom;
	unit rule_above, rule_below; /* thickness; 0: none */
	unit rule_length;            /* 0: the measure */
	struct sides sides;
	gboolean filled; /* the ground is coloured */
	guint32 background;
	gboolean keep_inside; /* all of it shares a page */
	enum eject break_before, break_after;
	unit width; /* of a table, at least; 0: as its cells ask for */
	guint32 rule_colour, colour;
	gboolean spans;   /* all columns */
	guint page;       /* 1 + index into style->named; 0: any page */
	enum place place; /* of notes FOOTNOTE, of figures HEAD or FOOT of a page, or a
	                   * PAGE of their own */
	gboolean across;  /* FIGURE: that of the page, where it can fill the width */
	struct breadth breadth, most;   /* FIGURE: how wide it is, and at most */
	gboolean auto_left, auto_right; /* FIGURE: white fills up on these sides */
	enum align align;               /* FIGURE: of its picture */
};

/* The columns that an article is set in. */
struct columns {
	guint count; /* 1: none */
	unit gap;
	unit rule; /* thickness of the rule between them; 0: none */
	guint32 rule_colour;
	gboolean balanced; /* at the end, and above what spans them */
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

/* What the spine takes of a page, by how many pages there are: the first row whose
 * `longest` is not exceeded. */
enum { GUTTERS_MOST = 8 };

struct gutter {
	guint longest; /* pages; G_MAXUINT in the last row */
	unit width;
};

/* OpenType features that text is shaped with: tag (four bytes, first one highest) and
 * value. */
enum { FEATURES_MOST = 8, FEATURE_SETS_MOST = 16 };

struct feature_set {
	guint n;
	struct {
		guint32 tag, value;
	} list[FEATURES_MOST];
};

/* A piece of what stands in the margin of a page. */
enum part_kind {
	PART_TEXT,
	PART_PAGE,  /* its number */
	PART_PAGES, /* how many there are */
	PART_STRING,
	PART_COUNTER,
	PART_COUNTERS,
	PART_ATTR, /* in text that is made (generate.h), not in margins */
	PART_OWN,  /* the element's own text: in strings that it sets */
};

/* Which of the values that a named string has on a page (running.h). */
enum pick { PICK_FIRST, PICK_START, PICK_LAST, PICK_FIRST_EXCEPT };

/* How numbers are written. */
enum counting {
	COUNTING_DECIMAL,
	COUNTING_LEADING_ZERO,
	COUNTING_LOWER_ALPHA,
	COUNTING_UPPER_ALPHA,
	COUNTING_LOWER_ROMAN,
	COUNTING_UPPER_ROMAN,
	COUNTING_DISC,
	COUNTING_CIRCLE,
	COUNTING_SQUARE,
	COUNTING_NONE,
	COUNTING_TYPED,  /* a list's mark as the writer typed it */
	COUNTING_STRING, /* always the same */
};

struct content_part {
	enum part_kind kind;
	const char *text;       /* of TEXT; name of others; the style's */
	enum pick pick;         /* STRING */
	enum counting counting; /* PAGE, PAGES, COUNTER, COUNTERS */
	const char *separator;  /* COUNTERS */
};

/* Where margin boxes stand; TOP ones first. */
enum box {
	BOX_TOP_LEFT,
	BOX_TOP_CENTRE,
	BOX_TOP_RIGHT,
	BOX_BOTTOM_LEFT,
	BOX_BOTTOM_CENTRE,
	BOX_BOTTOM_RIGHT,
	BOX_N
};
enum { PARTS_MOST = 8, STRINGS_MOST = 8, COUNTED_MOST = 8, NAMED_MOST = 8 };

struct margin_box {
	guint n_parts; /* 0: nothing stands there */
	struct content_part parts[PARTS_MOST];
	struct block_style block;
	enum box_place place;
	unit above, below; /* the box's own margins */
	guint longest;     /* code points; longer strings are cut by sense; 0: never */
};

/* Kinds of pages: the first one of the document, those that open an article (or title
 * page or contents), and the others. */
enum page_kind {
	PAGE_RIGHT,
	PAGE_LEFT,
	PAGE_OPENING_RIGHT,
	PAGE_OPENING_LEFT,
	PAGE_FIRST,
	PAGE_N_KINDS
};

/* How high the text of a page stands, from the upper edge of the paper. */
struct type_area {
	unit top;
	guint lines;
};

struct style;

/* Pages that have a name, and the style as it is on them: sizes, margins, what stands in
 * these, and all that is told in parts of the measure. */
struct named_page {
	const char *name;
	struct style *style;
};

struct style {
	char *paper; /* "A5", "148x210mm" */
	unit width, height;
	unit margin_left, margin_right; /* of a right-hand page */
	unit margin_left_even;          /* of a left-hand page */
	struct type_area areas[PAGE_N_KINDS];
	struct gutter gutters[GUTTERS_MOST]; /* pages are moved outwards by it */
	guint n_gutters;                     /* 0: nothing is taken */
	guint lines;                         /* of the lowest type area */
	unit grid;                           /* leading of the text */
	gboolean gridless;                   /* nothing is padded to whole lines */
	guint lead_short;                    /* syllables of a short lead */
	struct title_size titles[4];
	struct columns columns;
	enum eject article_break; /* where articles of a book begin */
	unit cell_gap;            /* between columns of a table */
	guint32 accent;
	struct justification justification; /* of lines of narrow ems and more */
	struct justification narrow;        /* of shorter ones */
	int narrow_ems;
	const struct hang *hang; /* ended by a mark of 0; or NULL: nothing hangs */
	gboolean keep_typography, keep_case; /* the sheet asks for the text as typed */
	gboolean
	        counts_pages; /* something in the margins says how many pages there are */
	const struct family_face **faces; /* of its sheets; NULL-terminated */
	struct feature_set features[FEATURE_SETS_MOST]; /* 0: none */
	guint n_features;
	const char *strings[STRINGS_MOST]; /* names that string-set gives */
	guint n_strings;
	struct content_part counted[COUNTED_MOST]; /* counters in its margin boxes */
	guint n_counted;
	struct named_page named[NAMED_MOST]; /* their own styles name nothing */
	guint n_named;
	struct margin_box boxes[PAGE_N_KINDS][BOX_N];
	struct block_style blocks[BLOCK_N_ROLES];
	struct group_style groups[GROUP_N];
};

/* Paper by style sheets, for one medium: pages are print, e-books screen. */
enum medium { MEDIUM_PRINT, MEDIUM_SCREEN };

struct sheets;

/* The computed values of these sheets. paper: as papers_find() understands it; NULL: what
 * the sheets say, else A4. NULL: there is no such paper, or it leaves no room for text;
 * error says why (G_OPTION_ERROR, BAD_VALUE). The style lives no longer than the sheets.
 */
struct style *style_new(const struct sheets *sheets, enum medium medium,
        const char *paper, struct diags *diags, GError **error);
void style_free(struct style *style);

/* What a text of this role is set like inside these elements (bits of enum inside), the
 * foreign one being of this language (NULL: not known). NULL: as the rest of the text. It
 * lives as long as the style. */
const struct inside_style *style_inside(const struct style *style, enum block_role role,
        guint inside, const char *language);

/* The element that a span of the article is. */
enum inside style_inside_of(const struct span *span);

/* Lines that only their spaces fill: no scaling, no tracking, nothing in the margin. */
void style_plain_lines(struct style *style);

/* A width, where the measure is given; otherwise: what it is if none was asked for. */
unit breadth_in(const struct breadth *breadth, unit measure, unit otherwise);

/* All values as stable text. Caller frees. */
char *style_dump(const struct style *style);

#endif
