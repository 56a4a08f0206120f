/*
 * element.h - the elements of elements.def: the one mapping between nodes of the article,
 * what selectors match, and what the EPUB writes.
 */
#ifndef ANBAN_STYLE_ELEMENT_H
#define ANBAN_STYLE_ELEMENT_H

#include "style/style.h"

enum element {
#define ELEMENT(id, ...) ELEMENT_##id,
#include "style/elements.def"
#undef ELEMENT
	ELEMENT_N
};

/* Those inside texts, from which on; how deep they nest at most. */
#define ELEMENT_INSIDE ELEMENT_LINK
enum { ELEMENTS_INSIDE = ELEMENT_N - ELEMENT_LINK };

struct element_row {
	enum element parent;
	const char *names;   /* "h4|h5|h6" */
	const char *classes; /* "lead lead-long", in the order of the EPUB; "" */
	gboolean first;      /* the first child of its parent */
	enum block_role role;
	enum group group;
};

const struct element_row *element_row(enum element element);

/* The element that stands for a role; ELEMENT_N: none does. */
enum element element_of_role(enum block_role role);

/* "p.lead-long", "h4": first name and last class. Caller frees. */
char *element_title(enum element element);

/* Names and classes as quarks, 0 at the end. */
struct element_names {
	GQuark tags[4], classes[4];
};

/* ELEMENT_N of them. Caller frees. */
struct element_names *elements_names(void);

#endif
