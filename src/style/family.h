/*
 * family.h - the bundled fonts: which file holds which style of which family.
 *
 * The files lie unmodified in fonts/ (see fonts/README.md). Style sheets may bring others
 * (@font-face).
 */
#ifndef ANBAN_STYLE_FAMILY_H
#define ANBAN_STYLE_FAMILY_H

#include <glib.h>

struct family_face {
	const char *family;
	int weight; /* CSS: 400, 600, 700 */
	gboolean italic;
	const char *file; /* below fonts/, here and in an EPUB */
	/* of a style sheet only: */
	const char *path;                /* where the file lies; NULL: below fonts/ */
	gboolean compact;                /* its outlines are in a CFF table */
	gboolean small_caps;             /* of every Vietnamese letter */
	const struct family_face *alias; /* it is this bundled face; or NULL */
};

/* The table, ended by a row whose family is NULL. */
const struct family_face *family_table(void);

/* Has it small capitals of every Vietnamese letter? */
gboolean family_small_caps(const struct family_face *face);

/* Where its file lies, if the bundled ones are in that folder. Caller frees. */
char *family_path(const struct family_face *face, const char *fonts);

/* How far a face is from what is wanted: the smaller, the better. */
int family_distance(const struct family_face *face, int weight, gboolean italic);

/* Is there a family of that name? */
gboolean family_known(const char *family);

/* The face of that family nearest to the weight, italic first; never NULL: an unknown
 * family gives the first row. */
const struct family_face *family_find(const char *family, int weight, gboolean italic);

#endif
