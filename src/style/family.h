/*
 * family.h - the bundled fonts: which file holds which style of which family.
 *
 * The files lie unmodified in fonts/ (see fonts/README.md).
 */
#ifndef ANBAN_STYLE_FAMILY_H
#define ANBAN_STYLE_FAMILY_H

#include <glib.h>

struct family_face {
	const char *family;
	int weight; /* CSS: 400, 600, 700 */
	gboolean italic;
	const char *file; /* below fonts/ */
};

/* The table, ended by a row whose family is NULL. */
const struct family_face *family_table(void);

/* Is there a family of that name? */
gboolean family_known(const char *family);

/* The face of that family nearest to the weight, italic first; never NULL: an unknown
 * family gives the first row. */
const struct family_face *family_find(const char *family, int weight, gboolean italic);

#endif
