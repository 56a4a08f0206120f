/*
 * elements.h - which structure elements the nodes of the article tree become, and their
 * object numbers.
 *
 * A node that stands on a page, or has one below it that does, becomes an element; what
 * is nowhere has none. Some nodes need more than one element: an entry of the contents
 * is TOCI > Reference > Link. A heading is the first kid of a Sect, which holds what
 * follows it among its siblings, up to the next heading that is no deeper; deeper ones
 * open a Sect in it.
 */
#ifndef ANBAN_WRITE_PDF_ELEMENTS_H
#define ANBAN_WRITE_PDF_ELEMENTS_H

#include "write/pdf/objects.h"
#include "write/pdf/places.h"

#include <glib.h>

enum { ELEMENTS_OWN = 2 };

/* Standard structure types (ISO 32000-1, 14.8.4). "H" takes the number of its depth. */
struct role {
	const char *element; /* what the node is */
	const char
	        *own[ELEMENTS_OWN]; /* inside it, each in the one before: the last holds
	                             * the node's own text; none: the element does */
	const char *below;          /* inside it, after its text: holds its child nodes */
	const char *group;          /* gathers child nodes where there are more than an
	                             * array may hold */
	const char *parted;         /* what the node is then; NULL: the same */
	const char *attributes;     /* of the element (14.8.5); NULL: none */
	gboolean identified;        /* the element has an ID: ISO 14289-1, 7.9 */
};

/* Every kind has one. */
const struct role *elements_role(enum node_kind kind);
/* That of the kind, but for a figure with its picture and the caption of one. */
const struct role *elements_role_of(const struct node *node);

/* The elements of a node. Object numbers; 0: there is none. */
struct element {
	guint32 object;
	guint32 sect;   /* that it opens: it is the first kid of it */
	guint32 within; /* node id of the heading whose Sect it is in; 0: of none */
	guint32 parent; /* the element it, or its Sect, is a kid of; set by tags.c */
	guint32 holder; /* of its own marks and links: object, or the last of `own` */
	guint n_own;    /* kids of holder that are no child nodes (kids.h) */
	guint32 inner;  /* elements among these; the first */
	guint32 leaf_groups; /* of these kids; the first */
	guint32 below;       /* of its child nodes: object, or that of role->below */
	guint32 kid_groups;  /* of these; the first */
	guint n_kids;        /* child nodes that have an element and are in no Sect; of a
	                      * heading: the nodes in its Sect, but for itself */
};

/* Gives all elements their numbers. depths: of heading_depths(). n + 1 elements, by node
 * id; caller frees. */
struct element *elements_number(
        const struct places *places, const GArray *depths, struct objects *objects);

/* Is the node an entry of the contents that leads to another: are its leaves those of one
 * Link? */
gboolean elements_is_link(const struct places *places, const struct node *node);

/* The elements between a node's element and its own text, outermost first; how many. They
 * have the numbers after element->object. */
guint elements_own(const struct places *places, const struct node *node,
        const char *names[ELEMENTS_OWN + 1]);

/* The groups that n kids of one element are gathered in; mostly none: an element has room
 * for one more. */
guint elements_groups(guint n);
/* Those of the nodes below one. */
guint elements_kid_groups(const struct places *places, const struct element *element,
        const struct node *node);
/* How many nodes the group holds that begins with this child of the node: as many as an
 * array does, but the rows of a table end where no cell goes on below. */
guint elements_group_size(
        const struct places *places, const struct node *node, const struct node *child);

#endif
