/*
 * setter.h - the parts of the typesetter and what they share (not for other folders).
 *
 *   flow.c     walks the tree: which block comes next, and how it is set
 *   group.c      what holds blocks: lists, quotations, verse, notes, boxes
 *   table.c      tables, with columns.c and band.c (table.h)
 *   frame.c    grounds and side rules of groups
 *   footnote.c   notes at the foot of the page
 *   figure.c   a picture and its caption
 *   block.c    one block of text: words, breaks, lines
 *   initial.c    the large letter that a paragraph begins with
 *   items.c      text to words (tokens) to boxes and glue
 *   walk.c       the spans around each stretch of a text
 *   justify.c    how the lines of a block fill their measure
 *   line.c       a line of words painted on a page
 *   galley.c   everything set and not yet on a page
 *   build.c    a page is built of the galley: bands of columns, figures across them
 *   area.c       one column of it
 *   float.c      figures that leave the columns
 *   page.c     a page: its part of the galley, running head, folio
 *   stretch.c  which part of the document a page shows
 *   contents.c the contents of a book, painted when all pages are known
 *   cover.c    a cover, with the ornament of rosette.c
 *   typeset.c  the door
 */
#ifndef ANBAN_TYPESET_SETTER_H
#define ANBAN_TYPESET_SETTER_H

#include "article/phrases.h"
#include "style/running.h"
#include "typeset/break.h"
#include "typeset/shape.h"
#include "typeset/typeset.h"

/* A token in its place. A paragraph may have millions: it is kept small. */
struct word {
	const struct token
	        *token; /* of the block's face, or that of what it stands inside */
	const struct inside_style *inside; /* NULL: it is set as the block is */
	guint32 offset;                    /* of its text in the block's */
	guint32 before : 8;                /* enum breaking: what stands before it */
	gint32 space : 24;                 /* width of the space before it; 0: none */
	unit width;                        /* by nature, letter spacing included */
};

/* Words [first, end) of a block. */
struct line {
	guint32 first, end;
	gboolean last;  /* of its block */
	unit inset;     /* it begins so far to the right: an initial stands there */
	unit width;     /* by nature */
	unit words;     /* without the spaces */
	unit hang_left; /* into the margin, by nature */
	unit hang_right;
	unit gap;         /* added to each space that stretches */
	gint8 level;      /* of scaling (break.h) */
	gint16 scale;     /* of the glyphs, 1/1000 */
	gint16 tracking;  /* between glyphs, units */
	guint n_gaps;     /* spaces that stretch */
	guint n_letters;  /* places between the glyphs of its words */
	guint n_advances; /* glyphs, all spaces included */
};

/* A large letter before the first word of a block, which ends where that begins. */
struct initial {
	struct word word;           /* as it was among the block's */
	guint before;               /* bytes of marks before its letter */
	const struct token *marks;  /* these, as the block is set; or NULL */
	const struct token *letter; /* and what is drawn */
	int height;                 /* lines, 1/1000 */
	guint sink;                 /* the line on which it stands, from 1 */
	guint lines;                /* that begin beside it */
	unit size, x;               /* x: of its origin, from the measure's left edge */
	unit inset;                 /* where the lines beside it begin */
	unit above;                 /* how far its ink leaves the first line */
};

/* A heading that stands before the text of a block, in the same lines. */
struct run_in {
	const struct node *node;
	enum block_role role;
	const struct block_style *style; /* what it says of lines does not act */
	GArray *phrases;                 /* as those of a block; or NULL */
	const GArray *links;             /* likewise */
	gboolean exact, spanned;         /* likewise */
	GPtrArray *manners; /* of struct manner_in: how its words are set in the block */
};

/* A paragraph, head, caption … set in lines. It lives until its last line is painted. */
struct block {
	const struct node *node; /* whose text it is; NULL: none (running head, folio) */
	enum block_role role;    /* N_ROLES: none */
	const struct block_style *style;
	const struct face *face;
	unit size, leading;
	unit measure;        /* width of its lines */
	unit x;              /* of their left edge, from the page's left margin */
	const char *text;    /* what is set: shown text, perhaps in capitals */
	char *own_text;      /* text, where it is not the node's */
	gboolean exact;      /* the text is the shown one, byte by byte */
	struct run_in *head; /* what stands before it; or NULL */
	guint base;      /* where it begins in `text`: behind the head's and a space */
	GArray *phrases; /* of struct phrase: links and languages in it; or NULL */
	const struct justification *justification; /* NULL: ragged */
	const struct hang *hang;                   /* NULL: nothing hangs in the margin */
	gboolean spanned; /* the node's spans are those of the text */
	const GArray
	        *links;     /* of struct note_link: marks of notes in its text; or NULL */
	gboolean end_mark;  /* the lozenge after the last word */
	struct block *mark; /* of an item: stands left of the first line; or NULL */
	struct initial *initial;    /* before the first word; or NULL */
	GArray *words;              /* of struct word */
	struct token_store *tokens; /* of the words */
	GArray *lines;              /* of struct line */
	guint unpainted;            /* lines */
};

enum slab_kind {
	SLAB_LINE,
	SLAB_SPACE, /* white that vanishes at the head of a page */
	SLAB_SKIP,  /* white that stays */
	SLAB_ALIGN, /* as much white as leads what is `height` high back to the grid */
	SLAB_RULE,
	SLAB_PICTURE,
	SLAB_STRIP,    /* a part of a table, from one edge to the other */
	SLAB_ORNAMENT, /* three lozenges between two parts of a text */
	SLAB_EJECT,    /* the column or page ends here */
	SLAB_BETWEEN,  /* the rule between two columns: of pages alone */
};

/* A layer of the galley. */
struct slab {
	enum slab_kind kind;
	gboolean keep; /* no page break after it */
	unit height;   /* RULE: its thickness; ALIGN: what ends on the grid below it */
	struct block *block; /* LINE */
	GArray *notes; /* LINE: layers of the footnotes whose marks stand in it; or NULL
	                */
	guint line;
	unit x, width; /* RULE, PICTURE: from the page's left margin, and how wide */
	guint32 colour;
	const struct node *figure; /* PICTURE: whose image it is */
	guint group;   /* of a figure that may go to the next page by itself; 0: none */
	gboolean late; /* it does: for area_fill() */
	enum place asked; /* of a group: HEAD, FOOT: it may stand there in its area */
	enum place place; /* HEAD, FOOT: it does: for area_fill() */
	enum place away; /* of a figure that leaves the columns: HEAD or FOOT of its page,
	                  * or a PAGE of its own; else TEXT */
	guint8 columns;  /* it is laid in so many; 1: across the page */
	enum eject eject; /* EJECT */
	unit shift, y;    /* on a page: of its column from the left margin, and of its top
	                   * from the head */
	const struct frame *frame; /* the innermost that it is in; or NULL */
	struct table_band *band;   /* STRIP: whose it is, */
	unit top;                  /* and where it begins there */
	unit repeat;               /* on a page: of what is repeated above it */
	const struct style *style; /* of the page that it is laid for */
};

/* What stood last in a margin box: where the text is the same again, it is set. */
struct set_box {
	const struct margin_box *box; /* pages with names have boxes of their own */
	char *text;
	struct block *block;
};

/* A page whose content is decided. */
struct plan {
	guint index;
	enum page_kind kind;
	gboolean blank; /* nothing stands on it, so that the next one is on its side */
	GArray *slabs;  /* of struct slab */
	const struct style *style; /* of the page */
	struct stretch stretch;    /* what its margins tell of */
};

struct setter {
	const struct tree *tree;
	const struct style *style; /* of the page that is laid for, built or painted */
	struct fonts *fonts;
	struct diags *diags;
	struct clock *clock;
	const struct page_sink *sink;
	guint page_limit;

	struct shaper *shaper;
	struct breaker *breaker;
	GArray *items;      /* of struct break_item: scratch */
	GByteArray *places; /* enum breaking by byte: scratch */
	GHashTable *lost;   /* characters already reported */

	GArray *galley; /* of struct slab; those before galley_start are on pages */
	guint galley_start;
	gint64 laid;                       /* height of the galley, at least; with an end
	                                    * of a page in it, more than any page's */
	guint patience;                    /* layers before it is looked at again */
	guint columns;                     /* of what is being laid */
	enum eject side;                   /* where the next page must be; or NONE */
	unit inset_left, inset_right;      /* of what is being set, by what holds it */
	GPtrArray *frames;                 /* of struct frame: all */
	const struct frame *frame;         /* around what is being set; or NULL */
	guint keeping;                     /* so many groups around it share a page */
	struct block *mark;                /* of an item, waiting for its first line */
	const struct node *run_in;         /* a heading that waits for its paragraph */
	const struct node *last_paragraph; /* of it: the end mark stands there */
	guint n_groups, group;             /* figures that may move; the one being laid */
	enum place asked;                  /* where that one wants to stand, */
	enum place away;                   /* and where it goes from the columns */
	GHashTable *notes;                 /* notes_join() */
	GHashTable *footnotes;             /* ids of the notes that are laid as such */
	GArray *carried;  /* of struct slab: what of footnotes found no room
	                   * on the page of their mark */
	gboolean aside;   /* a footnote is being set */
	gboolean opening; /* the next page is the first of something */
	int level;        /* of scaling: that of the last line */
	guint n_pages;
	unit gutter;     /* pages are moved outwards by so much */
	GPtrArray *held; /* of struct plan *: contents, to be painted last; NULL: paint at
	                    once */
	struct set_box boxes[PAGE_N_KINDS][BOX_N];
	guint *node_pages; /* by node id: 1 + index of the page on which it begins; 0:
	                      none */
	guint reached; /* the last node that has begun, in the order of the document */
	gboolean failed;
	GError **error;
};

/* --- typeset.c ---------------------------------------------------------- */

/* What setting needs beside tree, style, fonts and diags, which are there. FALSE:
 * reported, and nothing to close. */
gboolean setter_open(struct setter *setter);
void setter_close(struct setter *setter);

/* --- items.c ------------------------------------------------------------ */

/* Appends the words of the block's text. */
void items_words(struct setter *setter, struct block *block);
/* Fills setter->items for words [first, end) of the block, three items a word. */
void items_fill(struct setter *setter, const struct block *block, guint first, guint end);
/* What the neighbours of the space after word i change of it, font units of the block's
 * face: kerning counts only where the neighbour is of the same face. */
gint32 items_trail(const struct block *block, const struct word *word);
gint32 items_lead(const struct block *block, const struct word *word);
/* The size that a word is set in. */
unit items_size(const struct block *block, const struct word *word);
/* The space before word i is set as the words around it are, not as the block is. */
gboolean items_space_inside(const struct block *block, guint i);
/* All words of a block, without what stands between them. */
unit items_width(const struct block *block);
unit items_end_mark(const struct block *block);
/* How far word i hangs in the margin where it begins or ends a line. */
unit items_hang_left(const struct block *block, guint i);
unit items_hang_right(const struct block *block, guint i);
/* A space by itself, and what one of that width may give. */
unit items_space_width(const struct block *block);
unit items_stretch(const struct block *block, unit space);
unit items_shrink(const struct block *block, unit space);
/* Would a head be torn by a line that begins with word i: inside a name, a date, a word
 * of two syllables, or behind one that only leads on ("của")? */
gboolean items_tears(const struct block *block, guint i);
/* Does a word (and what follows it) begin a part of a sentence: "và ", "của ", …? Heads
 * and running heads are broken before such a word rather than after it. */
gboolean items_begins_part(const char *word);
/* Does the head that runs in end before word i? */
gboolean items_leaves_head(const struct block *block, guint i);
/* Is what stands before a word (enum breaking) a space? */
gboolean items_is_space(guint8 breaking);

/* --- walk.c -------------------------------------------------------------- */

/* The spans of a block's text on a walk through it. */
struct walk {
	GPtrArray *spans;  /* of const struct span *, as they begin */
	GArray *changes;   /* of guint: code points where one begins or ends */
	GPtrArray *around; /* those that hold the place */
	guint next_span, next_change;
};

struct walk walk_begin(const struct node *node);
/* Comes to a code point, not before the last one. Returns the next one where a span
 * begins or ends; G_MAXUINT: none does. */
guint walk_to(struct walk *walk, guint at);
void walk_end(struct walk *walk);

/* --- justify.c ----------------------------------------------------------- */

/* One level of scaling, 1/1000; and what so many glyphs give by tracking, to either side.
 */
enum { JUSTIFY_LEVEL = 10 };
unit justify_give(const struct block *block, guint glyphs);
/* Sets width, gap, scale and tracking of every line. */
void justify_block(const struct block *block);

/* --- block.c -------------------------------------------------------------------------
 */

/* The words of a text. text: NULL takes the node's shown text. */
struct block *block_new(struct setter *setter, const struct node *node,
        enum block_role role, const char *text, unit measure);
/* The same for a paragraph, with a heading before its text; head: NULL for none. */
struct block *block_new_headed(struct setter *setter, const struct node *node,
        enum block_role role, const struct node *head, unit measure);
/* A node's text in a style that differs from its role's; it lives as long as the block.
 */
struct block *block_new_as(struct setter *setter, const struct node *node,
        enum block_role role, const struct block_style *style, unit measure);
/* A text in a style of its own (running head, folio); style lives as long as the block.
 */
struct block *block_new_styled(struct setter *setter, const struct block_style *style,
        const char *text, unit measure);
/* Its lines. To be called once, before the block is painted or flows. */
void block_break(struct setter *setter, struct block *block);
void block_free(struct block *block);
/* Whose text it begins with. */
const struct node *block_opener(const struct block *block);
/* Do marks of notes stand in it? */
gboolean block_has_notes(const struct block *block);
/* How far its first line is indented. */
unit block_indent(const struct block *block);
/* Of all its lines. */
unit block_height(const struct block *block);
/* From the top of its line to the baseline. */
unit block_baseline(const struct block *block);

/* --- initial.c ------------------------------------------------------------------------
 */

/* Makes the first letter of a block an initial, if its style says so and it can be one.
 * Before block_break(). */
void initial_make(struct setter *setter, struct block *block);
/* The block has a line for each that the initial needs. FALSE: it has not, and the
 * initial is a line smaller now, or the letter is again as it comes; the lines are to be
 * made anew. */
gboolean initial_fits(struct setter *setter, struct block *block);
/* x: the left edge of the measure; y: the first baseline; item: its node, artifact and
 * phrase. */
void initial_paint(
        const struct block *block, struct page *page, struct item item, unit x, unit y);

/* --- line.c ----------------------------------------------------------------------------
 */

/* Paints a line; x is the left edge of the measure, y the baseline. Returns where it
 * ends. */
unit line_paint(struct setter *setter, struct page *page, const struct block *block,
        const struct line *line, unit x, unit y, enum artifact artifact);

/* --- galley.c ----------------------------------------------------------- */

void galley_line(struct setter *setter, struct block *block, guint line, gboolean keep);
void galley_white(struct setter *setter, enum slab_kind kind, unit height, gboolean keep);
/* So much of what comes next stands above it: the white there is as high, in whole lines,
 * and stays at the head of a page. */
void galley_clear(struct setter *setter, unit height);
/* x: from the page's left margin. */
void galley_rule(
        struct setter *setter, unit thickness, unit x, unit width, guint32 colour);
/* Stays with what comes next. */
void galley_ornament(struct setter *setter);
/* kind, keep, x, width, height and figure of the slab are given. */
void galley_picture(struct setter *setter, const struct slab *slab);
/* What is laid in between is one figure: where it does not fit on a page, it moves to the
 * head of the next one, and the text goes on. */
/* kind, keep, height, band and top of the slab are given. */
void galley_strip(struct setter *setter, const struct slab *slab);
/* place: where it wants to stand; leaves: it leaves the columns for that. */
void galley_open_group(struct setter *setter, enum place place, gboolean leaves);
void galley_close_group(struct setter *setter);
/* The page ends here, and with it an article or the like. */
void galley_eject(struct setter *setter);
/* The column or page ends here, and the text goes on. */
void galley_break(struct setter *setter, enum eject eject);
/* What comes next stays with the last layer that is no white. */
void galley_hold(struct setter *setter);
/* After the last layer of a group that shares a page there may be a break again. */
void galley_allow(struct setter *setter);
/* No page break after the layer that is laid last. */
gboolean galley_keeps(const struct setter *setter);
/* How high a layer is when it begins y below the head of the page. */
unit galley_height(const struct setter *setter, const struct slab *slab, unit y);
/* The whole lines of the grid that hold a height. */
unit galley_whole_lines(const struct setter *setter, unit height);
/* Sends every page that is full to page_finish(). */
void galley_flow(struct setter *setter);
/* Frees the blocks of layers that are not painted, from start on. */
void galley_discard(GArray *slabs, guint start);

/* --- build.c ------------------------------------------------------------ */

/* Builds the next page of the galley and sends it to page_finish(). FALSE: the galley
 * does not fill it yet. */
gboolean build_page(struct setter *setter);
/* A page on which nothing stands, behind all that is built; LEFT, RIGHT: on that side. */
void build_blank(struct setter *setter, enum eject side);

/* --- page.c ------------------------------------------------------------- */

/* Takes the plan over: paints it and hands it to the sink, or holds it. */
void page_finish(struct setter *setter, struct plan *plan);
void page_paint(struct setter *setter, struct plan *plan);
/* Where the type area of the page begins. */
static inline unit
plan_head(const struct plan *plan)
{
	return plan->style->areas[plan->kind].top;
}
/* Frees what stood in the margins. */
void page_clear_boxes(struct setter *setter);
/* Frees a plan that is not painted. */
void plan_discard(struct plan *plan);

/* --- stretch.c ------------------------------------------------------------ */

/* Which part of the document a page shows, when it is known what begins on it. To be
 * called for every page in turn. */
struct stretch stretch_of(struct setter *setter, const struct plan *plan);

/* --- footnote.c ---------------------------------------------------------- */

/* The footnotes whose marks stand in a line of a block with links: their layers, and the
 * caller's; NULL: none. */
GArray *footnote_make(
        struct setter *setter, const struct block *block, const struct line *line);
/* It needs not be set where it stands in the tree. */
gboolean footnote_is_laid(const struct setter *setter, const struct node *note);
/* How high a layer of notes is, and how high all are. */
unit footnote_height(const struct slab *slab);
unit footnote_heights(const GArray *slabs);
/* The white above the first note of an area, its rule, and what is between both. */
unit footnote_above(const struct setter *setter);

/* --- figure.c ------------------------------------------------------------ */

void figure_set(struct setter *setter, const struct node *figure);

/* --- contents.c --------------------------------------------------------- */

void contents_set(struct setter *setter, const struct node *contents);
/* Folio, leader and link of an entry whose last line was painted up to end. */
void contents_entry(struct setter *setter, struct page *page, const struct block *block,
        unit end, unit x, unit y);

/* --- group.c, table.c ----------------------------------------------------- */

void group_list(struct setter *setter, const struct node *list);
void group_quote(struct setter *setter, const struct node *quote);
void group_verse(struct setter *setter, const struct node *verse);
void group_note(struct setter *setter, const struct node *note);
void group_table_note(struct setter *setter, const struct node *note);
void group_box(struct setter *setter, const struct node *box);
void group_separator(struct setter *setter, const struct node *separator);
void group_colophon(struct setter *setter, const struct node *colophon);
void table_set(struct setter *setter, const struct node *table);

/* --- frame.c --------------------------------------------------------------- */

/* What is laid from now on has a ground, or rules at its sides; if it has neither, there
 * is nothing to open. Closed by setting setter->frame to what it was. x: from the page's
 * left margin. */
void frame_open(struct setter *setter, unit x, unit width, const struct sides *sides,
        gboolean filled, guint32 background);
/* The frames on a page. left: its left margin. */
void frame_paint(const struct setter *setter, struct page *page, const struct plan *plan,
        unit left);

/* --- band.c ---------------------------------------------------------------- */

/* How high is what is repeated above a strip that begins so far down its band, where it
 * stands at the head of a column. */
unit band_repeat(const struct table_band *band, unit top);
/* Strips that follow one another on a page: [from, to) of their band. */
struct strips {
	unit from, to;
	unit repeat; /* height of what is repeated above them */
};
/* x: of the page's left margin. */
void band_paint(struct setter *setter, struct page *page, struct table_band *band,
        const struct strips *strips, unit x, unit y);
/* So many strips are painted, or never will be. */
void band_forget(struct table_band *band, guint strips);
/* The table. */
const struct node *band_node(const struct table_band *band);
/* The cells whose text begins in [from, to), one at each call; *at is 0 at first. NULL:
 * no more. */
const struct node *band_next_begun(
        const struct table_band *band, unit from, unit to, guint *at);

/* Page breaks that a group asks for, and what shares a page: its layers are laid between
 * the two. */
void group_begin(struct setter *setter, const struct group_style *style);
void group_end(struct setter *setter, const struct group_style *style);
/* An inset that leaves room for text, however deep groups lie in one another. */
unit group_inset(const struct setter *setter, unit inset);
/* A rule of the group, across a width or as long as it says; thickness 0: none. */
void group_rule(struct setter *setter, const struct group_style *style, unit thickness,
        unit x, unit width);

/* --- flow.c ------------------------------------------------------------- */

void flow_tree(struct setter *setter);
/* The blocks below a node. */
void flow_blocks(struct setter *setter, const struct node *parent);
/* The width of the page's text, and of a column of n. */
unit flow_column(const struct setter *setter, guint n);
/* The width of text where it is set now, insets left out. */
unit flow_measure(const struct setter *setter);
/* A node's text, broken into lines. */
struct block *flow_make(
        struct setter *setter, const struct node *node, enum block_role role);
/* The lines of a block into the galley, honouring orphans, widows and keeps. */
void flow_block(
        struct setter *setter, struct block *block, guint keep_first, gboolean keep_last);

#endif
