/*
 * profile.c - the table of profiles.
 *
 * PDF/A-2a with PDF/UA-1 is what everybody gets. PDF/A-1a is for archives that still ask
 * for it: PDF 1.4 knows no object streams, and its Info must agree with the XMP.
 */
#include "write/pdf/profile.h"

#include <string.h>

static const struct profile profiles[] = {
        {.name = "pdf/a-2a",
                .version = "1.7",
                .part = 2,
                .conformance = "A",
                .ua_part = 1,
                .object_streams = TRUE,
                .tab_order = TRUE,
                .soft_masks = TRUE,
                .info = TRUE},
        {.name = "pdf/a-1a",
                .version = "1.4",
                .part = 1,
                .conformance = "A",
                .cid_set = TRUE,
                .info = TRUE},
};

const struct profile *
profile_default(void)
{
	return &profiles[0];
}

const struct profile *
profile_find(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(profiles); i++)
		if (!strcmp(profiles[i].name, name))
			return &profiles[i];
	return NULL;
}
