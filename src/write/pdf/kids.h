/*
 * kids.h - what an element with text holds: marks, and elements of links and languages.
 */
#ifndef ANBAN_WRITE_PDF_KIDS_H
#define ANBAN_WRITE_PDF_KIDS_H

#include "write/pdf/places.h"

#include <glib.h>

/* A leaf, or an element around several of one phrase. */
struct kid {
	guint from, to;   /* leaves of the node */
	const char *role; /* of the element: "Link", "Reference", "Span"; NULL: a leaf */
	gboolean linked;  /* a Reference that holds a Link, which has the next number */
	const char *language; /* of what is no Link; or NULL */
	guint32 object;       /* of the element */
};

/* Appends the kids of a node's element, or of one of its Links (leaves [from, to)): a
 * Link around all that leads to one place, a Span around each phrase of another language,
 * also in a Link. Elements take the numbers from `object` on, those in a Link right after
 * it. The mark of a note is a Reference with a Link to it; in the note it is a Link back.
 * Returns how many elements there are. */
guint kids_find(const struct places *places, guint32 node, guint from, guint to,
        gboolean in_link, guint32 object, GArray *kids);

/* The same of all leaves of the node, but for the kids: n of them. */
guint kids_count(
        const struct places *places, guint32 node, gboolean in_link, guint *n_kids);

#endif
