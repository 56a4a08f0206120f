/*
 * computed.h - the values of an element as they are used: lengths in units, keywords
 * resolved against what is around it (CSS Values 4, CSS Fonts 4).
 */
#ifndef ANBAN_STYLE_COMPUTED_H
#define ANBAN_STYLE_COMPUTED_H

#include "style/sheet.h"

/* Properties from here on act nowhere and are not computed. */
enum { PROPERTY_ACTING = PROPERTY_CLEAR };

/* Where a value comes from. */
struct origin {
	guint64 rank; /* the higher, the stronger; 0: nothing was declared */
	struct sheet *sheet;
	const struct declaration *declaration;
};

/* The values of an element. Lengths are in units (absolute) and parts of something wider
 * (percent); families, contents etc. stay as they are. No value is inherit, initial,
 * pending or unset. */
struct computed {
	struct value values[PROPERTY_ACTING];
	struct origin origins[PROPERTY_ACTING]; /* of what was declared for it alone */
	GPtrArray *custom; /* of struct custom *: --name, also inherited ones; or NULL */
};

/* Computes the specified values of an element that is inside of parent (NULL: nothing);
 * root is html, perhaps the element itself. */
void computed_make(struct computed *computed, const struct computed *parent,
        const struct computed *root);
/* Frees what it holds. */
void computed_clear(struct computed *computed);

/* A computed length in units; percent is of `whole`. */
unit computed_length(const struct value *value, unit whole);

/* The size of its type. */
unit computed_size(const struct computed *computed);
/* The place of a keyword in the list of its property. */
int computed_keyword(const struct computed *computed, enum property property);
/* currentcolor is what PROPERTY_COLOR says. */
guint32 computed_colour(const struct computed *computed, enum property property);
/* A number, at most 10000; 0: a keyword stands there. */
guint computed_count(const struct computed *computed, enum property property);

/* The first of what was declared for it alone; NULL: nothing was. */
const struct origin *computed_declared(const struct computed *computed);
/* Complains about the declaration that a value comes from. */
void origin_complain(const struct origin *origin, enum diag_code code, const char *arg1,
        const char *arg2);

#endif
