/*
 * tree.h - the article tree: what a text means, before anybody thinks of pages.
 *
 * A tree is one document: an ARTICLE, or a BOOK of several. Readers build it,
 * src/book joins trees, the JSON form is its reversible picture; typesetter, PDF tags
 * and EPUB walk it. Nodes live in document order = reading order; ids number them
 * in that order (pre-order, from 1), and everything downstream - runs on pages, structure
 * elements, anchors - refers to a node by its id.
 *
 *   BOOK
 *     TITLE_PAGE           text: title of the book
 *     CONTENTS             text: "Mục lục"
 *       ENTRY…             text: title of an article, target: id of that ARTICLE, whose
 *                          author is shown behind it; or of a PART (level 1)
 *     PART                 PART_NUMBER, PART_TITLE: of the articles that follow
 *     ARTICLE…
 *     COLOPHON             PARAGRAPH…: who made the book, if its metadata say it
 *   ARTICLE                meta
 *     KICKER  TITLE  SUBTITLE  DATELINE  LEAD      each at most once, in this order
 *     blocks: HEADING | PARAGRAPH | FIGURE | BYLINE | SOURCE | SEPARATOR and these:
 *       FIGURE          CAPTION; its picture is named by src (figures.h)
 *       LIST            ITEM…, text: its mark as typed ("-", "a)"); each holds blocks
 *       QUOTE NOTE BOX  blocks
 *       VERSE           STANZA…, each of VERSE_LINE…; then perhaps a PARAGRAPH: the poet
 *       TABLE           perhaps a CAPTION; ROW…, each of HEADER_CELL or CELL…: those of
 *                       its heading, and in other rows what says what the row is about.
 *                       Cells cover each place of the grid once (grid.h)
 *
 * Text is UTF-8 in NFC without control characters. `text` is what was typed (after the
 * cleaning that TEXT-SHAPES calls "characters: always"); `shown` is what a reader sees:
 * see shown.h. Unknown is NULL.
 */
#ifndef ANBAN_ARTICLE_TREE_H
#define ANBAN_ARTICLE_TREE_H

#include "text/date.h"

#include <glib.h>

enum node_kind {
#define NODE(id, name) NODE_##id,
#include "article/node.def"
#undef NODE
	NODE_N_KINDS
};

/* How sure the rule was. Only a guess gives a note to the user. */
enum certainty { CERTAINTY_SURE, CERTAINTY_LIKELY, CERTAINTY_GUESS };

enum span_kind {
	SPAN_STRONG,
	SPAN_EM,
	SPAN_SUB,
	SPAN_SUP,
	SPAN_CODE,
	SPAN_LINK,
	SPAN_LANG,
	SPAN_GENERATED /* of shown texts only: made by a style sheet (style/generate.h) */
};

/* What a PARAGRAPH is in a talk, a story or below a text. */
enum paragraph_role {
	ROLE_NONE,
	ROLE_QUESTION,    /* of an interview */
	ROLE_ANSWER,      /* its first paragraph */
	ROLE_DIALOGUE,    /* somebody speaks, in a story: opens with a dash */
	ROLE_ATTRIBUTION, /* whom a quotation or a verse is by */
	ROLE_SIGNATURE,   /* a line of a signature */
	ROLE_N
};

/* Where a FIGURE stands on pages: as its style says, or as these values of float and
 * float-reference do. */
enum figure_float { FLOAT_STYLE, FLOAT_NONE, FLOAT_TOP, FLOAT_BOTTOM, FLOAT_PAGE };
enum figure_reference { REFERENCE_STYLE, REFERENCE_COLUMN, REFERENCE_PAGE };

/* A part of a text. start and end count NFC code points, end exclusive. */
struct span {
	guint start, end;
	enum span_kind kind;
	const char *value; /* LINK: href; LANG: language tag; GENERATED: "before" or
	                    * "after"; else NULL */
	guint32 target;    /* SUP in shown_spans: the node that the mark of a note leads
	                    * to: its NOTE or, of a mark in a note, what shows it in the
	                    * text; else 0 */
};

/* "Bài, ảnh: Thu Hằng (TTXVN)" */
struct byline {
	const char *name;   /* unsplit: "Thu Hằng - Minh Đức" */
	const char *role;   /* "Bài, ảnh"; NULL */
	const char *agency; /* "TTXVN"; NULL */
};

/* What an article (or a book) says of itself. Strings live in the tree's storage. */
struct meta {
	const char *title;       /* as typed */
	const char *title_cased; /* in sentence case, when typed in capitals */
	const char *kicker;
	const char *subtitle, *series;
	struct date published, modified; /* year 0: unknown */
	gint64 views;                    /* -1: unknown; never printed */
	const char *agency;              /* "HNM" */
	const char *dateline;            /* place that opens the lead: "Hà Nội" */
	const char *author;              /* all bylines, or what -M says */
	GPtrArray *bylines;              /* of struct byline *; as found, in order */
	const char *publisher, *rights, *identifier;
	const char *certifier; /* who vouches that the EPUB is accessible */
	const char *subjects;  /* separated by commas */
	const char *url;       /* of the page the text was taken from */
	struct date captured;  /* when; year 0: unknown */
	const char *sha256;    /* of the input's bytes, in hexadecimal */
	const char *language;  /* BCP 47; "vi" unless given */
	GPtrArray *sources;    /* of const char *; "Báo Nhịp sống Hà Nội" */
	GPtrArray *colophon;   /* of const char *: lines at the end of a book */
	const char *part;      /* of a book, that begins with this article; or NULL */
};

struct image; /* image/image.h; here nobody looks into it */

struct node {
	enum node_kind kind;
	guint32 id;
	struct node *parent, *first, *last, *next;

	const char *text;  /* as typed; NULL for nodes without text of their own */
	const char *cased; /* text in sentence case, when text is all capitals; or NULL */
	const char *shown; /* what is printed: filled by shown_prepare(), else NULL */
	const struct span *spans;       /* in text */
	const struct span *shown_spans; /* the same ones in shown: by shown_prepare() */
	guint n_spans, n_shown_spans;

	gboolean generated; /* a style sheet has put text beside it or for it; then the
	                     * shown one without that: */
	const char *plain;  /* or NULL */
	const struct span *plain_spans;
	guint n_plain_spans;

	const char *label; /* HEADING, PARAGRAPH: "I.", "2.1." as typed, part of text too;
	                      or NULL */
	guint8 level;      /* HEADING: 2…6; ENTRY: 1 of a part, else 0 */
	guint16 columns, rows;    /* HEADER_CELL, CELL: how many it covers, from 1 */
	guint16 heads;            /* TABLE: so many rows at its top are its heading */
	enum paragraph_role role; /* PARAGRAPH */
	gboolean ordered;         /* LIST: its marks are numbers or letters */
	int start;                /* LIST: of an ordered one, the first number */
	const char *credit; /* FIGURE: "Ảnh: …"; printed after the caption, and not
	                     * without one; or NULL */
	const char *src;    /* FIGURE: name of its picture, as in JSON; or NULL */
	const char *alt;    /* FIGURE: what is to be seen, in words; or NULL */
	enum figure_float floats;        /* FIGURE */
	enum figure_reference reference; /* FIGURE: of what page or column it floats */
	const struct image *image; /* FIGURE: the picture, lent by app/pictures.h; NULL:
	                            * there is none to be had */
	guint32 target;            /* ENTRY: id of the node it leads to */

	const char *rule; /* static name of the rule that decided; or NULL */
	enum certainty certainty;
	int line_first, line_last; /* of the source file, from 1; 0: unknown */

	struct meta *meta; /* BOOK, ARTICLE */
	const char *file;  /* ARTICLE: the input's name as the user gave it */
};

struct tree;

/* An empty tree whose root is of that kind (BOOK or ARTICLE). */
struct tree *tree_new(enum node_kind root);
void tree_free(struct tree *tree);

struct node *tree_root(const struct tree *tree);
/* How many nodes; ids are 1…n. */
guint32 tree_length(const struct tree *tree);
/* The node of an id, NULL for 0 or one that is not there. O(1). */
struct node *tree_node(const struct tree *tree, guint32 id);

/* A copy of a string that lives as long as the tree. NULL gives NULL. */
const char *tree_string(struct tree *tree, const char *text);
const char *tree_string_length(struct tree *tree, const char *text, gsize length);

/* Appends a new node below parent. Ids are given by tree_number(). */
struct node *tree_append(struct tree *tree, struct node *parent, enum node_kind kind);
/* Inserts one in front of a child of parent (NULL: at the end). */
struct node *tree_insert(
        struct tree *tree, struct node *parent, struct node *before, enum node_kind kind);
/* Takes a node and what is below it out of the tree; it stays in the storage. */
void tree_remove(struct tree *tree, struct node *node);
/* Moves a node and what is below it: the last child of parent from now on. Ids are wrong
 * until tree_number(). */
void tree_move(struct node *node, struct node *parent);
void tree_set_spans(
        struct tree *tree, struct node *node, const struct span *spans, guint n);
/* Gives all nodes their ids; to be called when the tree is complete. */
void tree_number(struct tree *tree);

/* Moves the root of part below parent (a node of tree). tree takes part over. */
struct node *tree_adopt(struct tree *tree, struct node *parent, struct tree *part);

/* What is shown without what style sheets have put beside it; or NULL. */
static inline const char *
node_plain(const struct node *node)
{
	return node->generated ? node->plain : node->shown;
}

/* The next node in document order, staying below root; NULL at the end. */
struct node *node_next(const struct node *node, const struct node *root);
/* First child of that kind, or NULL. */
struct node *node_find(const struct node *node, enum node_kind kind);
/* The ARTICLE that a node lies in, itself if it is one; NULL above articles. */
const struct node *node_article(const struct node *node);

const char *node_kind_name(enum node_kind kind); /* "heading" */
gboolean node_kind_parse(const char *name, enum node_kind *kind);
/* A caption whose picture is missing. */
gboolean node_lacks_picture(const struct node *caption);
/* A cell of the heading of a table, or of its other rows (HEADER_CELL, CELL). */
gboolean node_is_cell(const struct node *node);
/* A row of a table's heading. */
gboolean node_is_heading_row(const struct node *row);
/* A kind that may stand among the blocks of an article. */
gboolean node_kind_is_block(enum node_kind kind);
/* One that holds blocks and no text: LIST (by its items), QUOTE, NOTE, BOX. */
gboolean node_kind_holds_blocks(enum node_kind kind);
const char *role_name(enum paragraph_role role); /* "question"; NONE: NULL */
gboolean role_parse(const char *name, enum paragraph_role *role);
const char *certainty_name(enum certainty certainty);

/* What the tree says of itself: the root's meta. */
const struct meta *tree_meta(const struct tree *tree);
struct meta *meta_new(struct tree *tree);
/* The title as set: title_cased, else title, else "". */
const char *meta_title(const struct meta *meta);

/* The first breach of the tree's rules (NFC, order, ids, ranges) in words, or NULL.
 * Asserted after every reader in debug builds and tests. Caller frees. */
char *tree_check(const struct tree *tree);

#endif
