/*
 * profile.h - what an e-book's pictures are made for: how large they are, how strongly
 * they are compressed, which formats there are.
 *
 * No picture is ever made larger; one that fits goes over as it is.
 */
#ifndef ANBAN_IMAGE_PROFILE_H
#define ANBAN_IMAGE_PROFILE_H

#include <glib.h>

struct image_profile {
	const char *name;
	guint longest;     /* pixels of the longer side, at most; 0: as it is */
	int quality;       /* of JPEG, 1 to 100 */
	gboolean webp;     /* readers know WebP */
	gboolean lossless; /* TIFF becomes PNG; else JPEG */
};

/* By its name; NULL: there is none. Static. */
const struct image_profile *image_profile_find(const char *name);
/* That of those who ask for none. */
const struct image_profile *image_profile_usual(void);

#endif
