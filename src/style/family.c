/*
 * family.c - the table of bundled fonts.
 */
#include "style/family.h"

#include <stdlib.h>
#include <string.h>

#define FACE(family_, weight_, italic_, file_)                                           \
	{                                                                                \
		.family = family_, .weight = weight_, .italic = italic_, .file = file_   \
	}

static const struct family_face faces[] = {
        FACE("Source Serif 4", 400, FALSE, "SourceSerif4_400Regular.ttf"),
        FACE("Source Serif 4", 400, TRUE, "SourceSerif4_400Regular_Italic.ttf"),
        FACE("Source Serif 4", 600, FALSE, "SourceSerif4_600SemiBold.ttf"),
        FACE("Source Serif 4", 600, TRUE, "SourceSerif4_600SemiBold_Italic.ttf"),
        FACE("Source Serif 4", 700, FALSE, "SourceSerif4_700Bold.ttf"),
        FACE("Source Serif 4", 700, TRUE, "SourceSerif4_700Bold_Italic.ttf"),
        FACE("Be Vietnam Pro", 400, FALSE, "BeVietnamPro_400Regular.ttf"),
        FACE("Be Vietnam Pro", 400, TRUE, "BeVietnamPro_400Regular_Italic.ttf"),
        FACE("Be Vietnam Pro", 600, FALSE, "BeVietnamPro_600SemiBold.ttf"),
        FACE("Tinos", 400, FALSE, "Tinos_400Regular.ttf"),
        FACE("Tinos", 400, TRUE, "Tinos_400Regular_Italic.ttf"),
        FACE("Tinos", 700, FALSE, "Tinos_700Bold.ttf"),
        FACE("Tinos", 700, TRUE, "Tinos_700Bold_Italic.ttf"),
        {.family = NULL},
};

const struct family_face *
family_table(void)
{
	return faces;
}

gboolean
family_known(const char *family)
{
	for (const struct family_face *face = faces; face->family; face++)
		if (!g_ascii_strcasecmp(face->family, family))
			return TRUE;
	return FALSE;
}

/* A wrong slant weighs more than any weight. */
int
family_distance(const struct family_face *face, int weight, gboolean italic)
{
	return abs(face->weight - weight) + (face->italic == italic ? 0 : 2000);
}

const struct family_face *
family_find(const char *family, int weight, gboolean italic)
{
	const struct family_face *best = NULL;

	for (const struct family_face *face = faces; face->family; face++) {
		if (g_ascii_strcasecmp(face->family, family))
			continue;
		if (!best || family_distance(face, weight, italic) <
		                     family_distance(best, weight, italic))
			best = face;
	}
	return best ? best : faces;
}

char *
family_path(const struct family_face *face, const char *fonts)
{
	return face->path ? g_strdup(face->path)
	                  : g_build_filename(fonts, face->file, NULL);
}

/* Of the bundled ones: tests/unit/fontfile.c asks the files. */
gboolean
family_small_caps(const struct family_face *face)
{
	return face->path ? face->small_caps
	                  : !strcmp(face->family, "Source Serif 4") && !face->italic;
}
