/*
 * profile.c - the table of profiles.
 *
 * ereader: 1680 pixels are the longer side of a seven-inch e-ink screen at 300 dots per
 * inch. screen: 2048 pixels fill a tablet; no picture exceeds the 5.6 million pixels that
 * shops set as their limit. print: whoever prints from it finds the files as they are.
 */
#include "image/profile.h"

#include <string.h>

enum { EREADER, SCREEN, PRINT };

static const struct image_profile profiles[] = {
        [EREADER] = {"ereader", 1680, 80, FALSE, FALSE},
        [SCREEN] = {"screen", 2048, 85, TRUE, FALSE},
        [PRINT] = {"print", 0, 92, TRUE, TRUE},
};

const struct image_profile *
image_profile_find(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(profiles); i++)
		if (!strcmp(name, profiles[i].name))
			return &profiles[i];
	return NULL;
}

const struct image_profile *
image_profile_usual(void)
{
	return &profiles[SCREEN];
}
