/*
 * places.h - what stands on which page: the bridge between pages and structure.
 *
 * While pages are written, content.c notes here every stretch of content (mark) with
 * the node of the article tree it shows, and every link. When all pages are known,
 * places_sort() turns this round: for every node the list of its marks and links in
 * reading order, from which tags, bookmarks and link targets are made. A page
 * keeps some 40 bytes here, a mark 28.
 */
#ifndef ANBAN_WRITE_PDF_PLACES_H
#define ANBAN_WRITE_PDF_PLACES_H

#include "article/phrases.h"
#include "typeset/pages.h"

#include <glib.h>

struct place_page {
	guint32 contents; /* object of the content stream; 0: this page did not come */
	guint32 object;   /* of the page; set by pagetree_reserve() */
	guint number;     /* as printed; 0: none */
	unit width, height;
	guint first_mark, n_marks;       /* in marks; the MCID is the place among them */
	guint first_link, n_links;       /* in links */
	guint first_picture, n_pictures; /* in pictures */
};

/* A marked-content sequence (ISO 32000-1, 14.7.4.2). */
struct place_mark {
	guint32 node;
	guint32 phrase;  /* of the node's: all of the mark is of one */
	unit top;        /* y of its first line */
	guint32 element; /* structure element that holds it; set by tags_write() */
};

/* A link annotation. */
struct place_link {
	struct link link;
	guint page;
	guint32 object;  /* of the annotation; set by pagetree_reserve() */
	guint32 element; /* as above */
};

/* Where a figure stands on its page, from the lower left corner of the page. */
struct place_box {
	unit left, bottom, right, top;
};

/* What a structure element holds: a mark or a link. */
struct place_leaf {
	guint32 page;
	guint32 index; /* in marks or links */
	gboolean is_link;
};

struct places {
	const struct tree *tree;
	GArray *pages;       /* of struct place_page, by index */
	GArray *marks;       /* of struct place_mark, in order of arrival */
	GArray *links;       /* of struct place_link, in order of arrival */
	GArray *pictures;    /* of guint: numbers of rasters_use(), each once a page */
	GHashTable *boxes;   /* node id to struct place_box * */
	GHashTable *phrases; /* node id to GArray of struct phrase: those with links or
	                      * languages */
	GHashTable *goals;   /* id of a note to the phrase that is its mark */
	/* after places_sort() */
	GArray *leaves; /* of struct place_leaf, by node, phrase, page; marks first */
	GArray *first;  /* of guint32, by node id: its first leaf; one more at the end */
};

struct places *places_new(const struct tree *tree);
void places_free(struct places *places);

/* Starts the record of a page; marks and links that are added next are its own. The
 * pointer is valid until the next call. */
struct place_page *places_open_page(struct places *places, const struct page *page);

/* Adds a mark to the page that was opened last: its MCID. */
guint places_add_mark(struct places *places, struct place_page *page, guint32 node,
        guint32 phrase, unit top);
/* Adds a picture to the page that was opened last, by the number of rasters_use(). */
void places_add_picture(struct places *places, struct place_page *page, guint number);
/* The box of a node; NULL: none was added. */
void places_add_box(struct places *places, guint32 node, struct place_box box);
const struct place_box *places_box(const struct places *places, guint32 node);
/* Takes those links of the page that lead to an address or a node of the tree. */
void places_add_links(
        struct places *places, struct place_page *page, const struct page *from);

/* All pages are there. Leaves out links whose target stands on no page. */
void places_sort(struct places *places);

/* The phrases of a node (article/phrases.h); NULL: it has neither links nor languages. */
const GArray *places_phrases(const struct places *places, guint32 node);
/* That of a leaf; NULL: as above. */
const struct phrase *places_phrase(
        const struct places *places, guint32 node, struct place_leaf leaf);

/* The leaves of a node itself. */
const struct place_leaf *places_leaves(
        const struct places *places, guint32 node, guint *n);

/* The phrase of its target that a link leads to: back from a note to its mark. 0: it
 * leads to the target as a whole. */
guint32 places_goal(const struct places *places, const struct link *link);

/* " [12 0 R/XYZ null 345 null]": the destination (12.3.2.2) where a node, from that
 * phrase of its text on (0: all of it), or what lies below it first stands; nothing, if
 * that is nowhere. */
void places_put_destination(
        const struct places *places, guint32 node, guint32 phrase, GString *out);

static inline const struct place_page *
places_page(const struct places *places, guint index)
{
	return &g_array_index(places->pages, struct place_page, index);
}

static inline struct place_mark *
places_mark(const struct places *places, guint index)
{
	return &g_array_index(places->marks, struct place_mark, index);
}

static inline struct place_link *
places_link(const struct places *places, guint index)
{
	return &g_array_index(places->links, struct place_link, index);
}

#endif
