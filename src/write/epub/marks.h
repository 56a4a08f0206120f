/*
 * marks.h - the parts of a node's shown text that an element surrounds.
 */
#ifndef ANBAN_WRITE_EPUB_MARKS_H
#define ANBAN_WRITE_EPUB_MARKS_H

#include "write/epub/publication.h"

/* From the outermost element to the innermost. */
enum mark_kind {
	MARK_KEPT_OUTER, /* a token not to be broken, in which a span begins or ends */
	MARK_TIME,
	MARK_LINK,
	MARK_LANG,
	MARK_STRONG,
	MARK_EM,
	MARK_SUB,
	MARK_SUP,
	MARK_CODE,
	MARK_MADE, /* by a style sheet; value: its class */
	MARK_KEPT, /* a token not to be broken */
	MARK_N_KINDS
};

/* Bytes [start, end) of the shown text, never empty. */
struct mark {
	gsize start, end;
	enum mark_kind kind;
	/* TIME, LINK, LANG: of the element's attribute, usable. KEPT: unlike any other's,
	 * so that neighbours stay apart. Else NULL. */
	const char *value;
	const struct note_link *note; /* LINK: of a note, without value; else NULL */
};

/* The marks of a node by their start; they may overlap. places: the node's nobreak_scan()
 * and one byte more. iso: the date that a date line opens with, or NULL. notes: its
 * notes_of(), or NULL. Values are borrowed from node, iso and notes. Caller owns (of
 * struct mark). */
GArray *marks_find(const struct node *node, const guint8 *places, const char *iso,
        const GArray *notes);

#endif
