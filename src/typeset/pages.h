/*
 * pages.h - where everything stands: the second intermediate form.
 *
 * Painters (PDF, PNG preview, `inspect --pages`) only replay it: fonts, colours and
 * positions are resolved. Lengths are in units of 1/1024 pt, origin top left, y down.
 * Every item says which node of the article tree it shows, or that it is an artifact (ISO
 * 32000-1, 14.8.2.2).
 *
 * Horizontal positions inside a run are exact sums, so that every painter gets the same:
 *   advance(glyph) = (widths[id] + kern) · size / upem
 *                    + gap, if the glyph is a gap + tracking
 * times scale / 1000. The width of a run is the sum, rounded once.
 */
#ifndef ANBAN_TYPESET_PAGES_H
#define ANBAN_TYPESET_PAGES_H

#include "base/unit.h"
#include "typeset/font.h"

#include <glib.h>

enum glyph_flags {
	GLYPH_GAP = 1,  /* a space between words: the run's gap is added to it */
	GLYPH_MARK = 2, /* a mark put in its place on the letter before; no painter may
	                   count it as a character of its own */
};

struct glyph {
	guint16 id;
	gint16 kern; /* deviation from the face's own advance, font units */
	gint16 rise; /* of a MARK: above the baseline, font units */
	guint8 flags;
	guint8 bytes; /* of the run's text that it stands for; 0: belongs to the glyph
	                 before */
};

enum artifact {
	ARTIFACT_NONE,
	ARTIFACT_HEADER, /* running head */
	ARTIFACT_FOOTER, /* folio */
	ARTIFACT_LAYOUT, /* rules, leaders */
};

/* A row of glyphs of one face on one baseline. */
struct run {
	const struct face *face;
	unit size;
	unit x, y;            /* start of the baseline */
	unit width;           /* without a space at the end of a line */
	unit gap;             /* added to each space between words; may be negative */
	unit tracking;        /* added after each glyph */
	gint16 scale;         /* of the widths, 1/1000; 1000: as designed */
	guint32 colour;       /* 0xRRGGBB */
	gboolean actual_text; /* the glyphs do not tell the text: write it beside them */
	const char *text;     /* what the run shows, UTF-8 */
	guint32 length;       /* bytes of text */
	guint32 offset;       /* of text in the node's shown text, bytes */
	guint32 n_glyphs;
	const struct glyph *glyphs;
};

enum path_op { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };

struct path_point {
	enum path_op op;
	unit x[3], y[3]; /* CURVE: two controls and the end; MOVE, LINE: the first */
};

/* A drawn shape: filled, or stroked with stroke > 0. */
struct path {
	const struct path_point *points;
	guint32 n_points;
	unit stroke; /* line width; 0: filled (non-zero winding) */
	guint32 colour;
	const char *text; /* what it stands for (a character no font has); or NULL */
	guint32 length;
	guint32 offset; /* of text in the node's shown text, bytes */
	/* where the text stands, if not in all of the path: beginning and length of its
	 * baseline, and its size; 0: in all of it */
	unit text_x, text_y, text_width, text_height;
};

struct image;

/* A picture, in its whole rectangle: top left corner and size. */
struct picture {
	const struct image *image; /* lives longer than the page */
	unit x, y, width, height;
};

enum item_kind { ITEM_RUN, ITEM_PATH, ITEM_PICTURE };

struct item {
	enum item_kind kind;
	guint32 node; /* 0 for artifacts */
	enum artifact artifact;
	guint32 phrase; /* of the node's: an index into phrases_of() (article/phrases.h)
	                 */
	union {
		struct run run;
		struct path path;
		struct picture picture;
	};
};

/* A place that leads somewhere: the lines of an ENTRY, or what one line has of a link or
 * of the mark of a note. */
struct link {
	unit x, y, width, height; /* top left corner and size */
	guint32 node;             /* the node whose text it is */
	guint32 phrase;           /* of it */
	guint32 target;           /* node it leads to; or 0 */
	const char *address;      /* outside of the document; or NULL. Lent by the node */
};

struct page {
	guint index;  /* from 0 in the finished document */
	guint number; /* as printed, from 1 */
	unit width, height;
	GArray *items;            /* of struct item, in reading order */
	GArray *links;            /* of struct link */
	struct page_store *store; /* glyphs, points and texts of the items */
};

/* Takes the pages of a document as they are finished, and owns each. Pages arrive in
 * any order (contents come last): index is their place. FALSE stops the typesetter. */
struct page_sink {
	gboolean (*page)(struct page *page, gpointer user, GError **error);
	gpointer user;
};

struct page *page_new(guint index, unit width, unit height);
void page_free(struct page *page);

/* Bytes that a page takes, about. */
gsize page_memory(const struct page *page);

/* Memory that lives as long as the page. */
struct glyph *page_glyphs(struct page *page, guint n);
struct path_point *page_points(struct page *page, guint n);
const char *page_text(struct page *page, const char *text, gsize length);

/* A filled lozenge around x, y: layout, no content. */
void page_lozenge(struct page *page, unit x, unit y, unit radius, guint32 colour);

/* A filled rectangle with its upper left corner there: layout, no content. */
void page_rectangle(
        struct page *page, unit x, unit y, unit width, unit height, guint32 colour);

/* Appends an item and returns it for filling in; valid until the next call. */
struct item *page_add(
        struct page *page, enum item_kind kind, guint32 node, enum artifact artifact);

/* The x of every glyph of the run from its start, plus the end: n_glyphs + 1 values. A
 * mark stands on its letter, whatever the tracking. */
void run_positions(const struct run *run, unit *x);

/* `inspect --pages`: stable text of one page. Appends. */
void page_dump(const struct page *page, GString *out);
#define PAGES_DUMP_VERSION "anban-pages 1"

#endif
