/*
 * colour.c - the one door to lcms2: from printing inks to sRGB.
 *
 * With the profile in the file, by that profile. Without one, by what ink on coated paper
 * looks like: the sixteen overprints of full inks (Neugebauer's primaries) have known
 * colours, and between them each colour counts by the paper it covers (Demichel).
 */
#include "image/decode.h"

#include <lcms2.h>

#define LCMS(FUNCTION)                                                                   \
	FUNCTION(cms, CloseProfile)                                                      \
	FUNCTION(cms, CreateTransform)                                                   \
	FUNCTION(cms, Create_sRGBProfile)                                                \
	FUNCTION(cms, DeleteTransform)                                                   \
	FUNCTION(cms, DoTransform)                                                       \
	FUNCTION(cms, GetColorSpace)                                                     \
	FUNCTION(cms, OpenProfileFromMem)

static ONDEMAND_TABLE(lcms, LCMS) lcms;
ONDEMAND_LIBRARY(lcms, "liblcms2.so.2", "pictures in CMYK", LCMS)

enum { PRIMARIES = 16, BATCH = 1024 };

struct colour {
	cmsHTRANSFORM transform; /* NULL: the default */
	cmsHTRANSFORM inverted;  /* the same, where 0 is full ink */
};

/* Overprints of cyan (bit 0), magenta (1), yellow (2), black (3), as sRGB. */
static const guint8 primaries[PRIMARIES][3] = {
        {255, 255, 255}, /* paper */
        {0, 158, 224},   /* c */
        {229, 0, 125},   /* m */
        {47, 44, 126},   /* c m */
        {255, 236, 0},   /* y */
        {0, 148, 64},    /* c y */
        {226, 0, 26},    /* m y */
        {55, 52, 53},    /* c m y */
        {33, 32, 30},    /* k */
        {0, 25, 37},     /* c k */
        {36, 0, 16},     /* m k */
        {10, 8, 22},     /* c m k */
        {37, 34, 0},     /* y k */
        {0, 24, 8},      /* c y k */
        {34, 0, 0},      /* m y k */
        {0, 0, 0},       /* c m y k */
};

/* NULL: no profile for CMYK. */
static cmsHTRANSFORM
make_transform(cmsHPROFILE from, cmsUInt32Number layout)
{
	cmsHPROFILE srgb = lcms.Create_sRGBProfile();
	cmsHTRANSFORM transform = lcms.CreateTransform(from, layout, srgb, TYPE_RGB_8,
	        INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);

	lcms.CloseProfile(srgb);
	return transform;
}

static void
open_transforms(struct colour *colour, const guint8 *profile, gsize size)
{
	cmsHPROFILE from = lcms.OpenProfileFromMem(profile, (cmsUInt32Number)size);

	if (!from)
		return;
	if (lcms.GetColorSpace(from) == cmsSigCmykData) {
		colour->transform = make_transform(from, TYPE_CMYK_8);
		colour->inverted = make_transform(from, TYPE_CMYK_8_REV);
	}
	lcms.CloseProfile(from);
}

struct colour *
colour_new(const guint8 *profile, gsize size, GError **error)
{
	struct colour *colour;

	if (size && !decode_load(&lcms_library, error))
		return NULL;
	colour = g_new0(struct colour, 1);
	if (size)
		open_transforms(colour, profile, size);
	return colour;
}

void
colour_free(struct colour *colour)
{
	if (!colour)
		return;
	if (colour->transform)
		lcms.DeleteTransform(colour->transform);
	if (colour->inverted)
		lcms.DeleteTransform(colour->inverted);
	g_free(colour);
}

/* One colour by the primaries. ink: 0 to 255, in the order of the bits. */
static void
mix(const guint8 ink[4], guint8 *rgb)
{
	guint64 sum[3] = {0};

	for (int i = 0; i < PRIMARIES; i++) {
		guint64 area = 1;

		for (int k = 0; k < 4; k++)
			area *= i >> k & 1 ? ink[k] : 255u - ink[k];
		for (int k = 0; area && k < 3; k++)
			sum[k] += area * primaries[i][k];
	}
	for (int k = 0; k < 3; k++)
		rgb[k] = (guint8)((sum[k] + 2114125312u) / 4228250625u); /* 255^4 */
}

static void
mix_all(const guint8 *cmyk, gsize n, gboolean inverted, guint8 *rgb)
{
	guint8 flip = inverted ? 255 : 0, ink[4];
	guint32 last = 0;

	for (gsize i = 0; i < n; i++, cmyk += 4, rgb += 3) {
		guint32 now = decode_be32(cmyk);

		if (i && now == last) {
			for (int k = 0; k < 3; k++)
				rgb[k] = rgb[k - 3];
			continue;
		}
		for (int k = 0; k < 4; k++)
			ink[k] = cmyk[k] ^ flip;
		mix(ink, rgb);
		last = now;
	}
}

void
colour_to_rgb(const struct colour *colour, const guint8 *cmyk, gsize n, gboolean inverted,
        guint8 *rgb)
{
	cmsHTRANSFORM transform = inverted ? colour->inverted : colour->transform;

	if (!transform) {
		mix_all(cmyk, n, inverted, rgb);
		return;
	}
	for (gsize at = 0; at < n; at += BATCH)
		lcms.DoTransform(transform, cmyk + at * 4, rgb + at * 3,
		        (cmsUInt32Number)MIN(BATCH, n - at));
}
