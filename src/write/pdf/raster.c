/*
 * raster.c - pictures become image XObjects.
 *
 * A picture is scaled down only if it has half as many pixels to the inch again as are
 * wanted: a photograph that is little too fine goes over untouched. Colours are sRGB, the
 * output intent's; greys are DeviceGray. Never /Interpolate (ISO 19005-2, 6.2.8.1).
 */
#include "write/pdf/raster.h"

#include "image/passage.h"
#include "write/pdf/syntax.h"

struct raster {
	const struct image *image;
	unit width, height; /* as printed, at most */
};

struct rasters {
	guint dpi;
	GArray *list;        /* of struct raster */
	GHashTable *numbers; /* image to 1 + its number */
};

struct rasters *
rasters_new(guint dpi)
{
	struct rasters *rasters = g_new0(struct rasters, 1);

	rasters->dpi = dpi;
	rasters->list = g_array_new(FALSE, FALSE, sizeof(struct raster));
	rasters->numbers = g_hash_table_new(NULL, NULL);
	return rasters;
}

void
rasters_free(struct rasters *rasters)
{
	if (!rasters)
		return;
	g_array_unref(rasters->list);
	g_hash_table_unref(rasters->numbers);
	g_free(rasters);
}

guint
rasters_use(struct rasters *rasters, const struct picture *picture)
{
	struct raster new = {.image = picture->image}, *raster;
	guint number =
	        GPOINTER_TO_UINT(g_hash_table_lookup(rasters->numbers, picture->image));

	if (!number) {
		g_array_append_val(rasters->list, new);
		number = rasters->list->len;
		g_hash_table_insert(rasters->numbers, (gpointer)picture->image,
		        GUINT_TO_POINTER(number));
	}
	raster = &g_array_index(rasters->list, struct raster, number - 1);
	raster->width = MAX(raster->width, picture->width);
	raster->height = MAX(raster->height, picture->height);
	return number - 1;
}

/* --- dictionaries ------------------------------------------------------- */

static GString *
entries_new(guint width, guint height)
{
	GString *out = g_string_new("/Type/XObject/Subtype/Image/Width ");

	syntax_put_integer(out, width);
	g_string_append(out, "/Height ");
	syntax_put_integer(out, height);
	g_string_append(out, "/BitsPerComponent 8");
	return out;
}

static void
put_colours(GString *out, guint channels)
{
	g_string_append(
	        out, channels < 3 ? "/ColorSpace/DeviceGray" : "/ColorSpace/DeviceRGB");
}

/* [/Indexed /DeviceRGB 255 <…>] (8.6.6.3) */
static void
put_palette(GString *out, GBytes *palette)
{
	gsize size;
	const guint8 *data = g_bytes_get_data(palette, &size);

	g_string_append(out, "/ColorSpace[/Indexed/DeviceRGB ");
	syntax_put_integer(out, (gint64)size / 3 - 1);
	g_string_append(out, "<");
	for (gsize i = 0; i < size; i++)
		g_string_append_printf(out, "%02x", data[i]);
	g_string_append(out, ">]");
}

static void
put_predictor(GString *out, guint channels, guint width)
{
	g_string_append(out, "/DecodeParms<</Predictor 15/Colors ");
	syntax_put_integer(out, channels);
	g_string_append(out, "/Columns ");
	syntax_put_integer(out, width);
	g_string_append(out, ">>");
}

static GString *
string_of(GBytes *bytes)
{
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);

	return g_string_new_len(data, (gssize)size);
}

/* --- pictures ----------------------------------------------------------- */

/* The stored data as they are. */
static gboolean
write_passage(const struct image *image, struct objects *objects, guint32 object,
        GError **error)
{
	gboolean jpeg = image->header.format == IMAGE_JPEG;
	struct passage passage;
	GString *entries;

	if (!passage_open(image, &passage, error))
		return FALSE;
	entries = entries_new(image->width, image->height);
	if (passage.palette)
		put_palette(entries, passage.palette);
	else
		put_colours(entries, passage.channels);
	if (!jpeg)
		put_predictor(entries, passage.channels, image->width);
	g_string_append(entries, jpeg ? "/Filter/DCTDecode" : "/Filter/FlateDecode");
	objects_plain_stream(objects, object, entries, string_of(passage.data));
	passage_clear(&passage);
	return TRUE;
}

/* n channels from the first on; mask: 0 for none. */
static void
write_channels(const struct pixels *pixels, guint first, guint n, struct objects *objects,
        guint32 object, guint32 mask)
{
	GString *entries = entries_new(pixels->width, pixels->height);
	GByteArray *rows = pixels_filtered(pixels, first, n);

	put_colours(entries, n);
	put_predictor(entries, n, pixels->width);
	if (mask)
		syntax_put_key_reference(entries, "/SMask", mask);
	objects_stream(objects, object, entries,
	        g_string_new_len((const char *)rows->data, rows->len));
	g_byte_array_unref(rows);
}

/* Colours to greys, where they stand (ITU-R BT.709); alpha stays. */
static void
make_grey(struct pixels *pixels)
{
	guint old = pixels->channels, new = old - 2;

	for (guint y = 0; y < pixels->height; y++) {
		guint8 *row = pixels->data + y * pixels->stride;

		for (guint x = 0; x < pixels->width; x++) {
			const guint8 *from = row + (gsize)x * old;
			guint8 alpha = from[old - 1];

			row[(gsize)x * new] = (guint8)((2126 * from[0] + 7152 * from[1] +
			                                       722 * from[2] + 5000) /
			                               10000);
			if (new == 2)
				row[(gsize)x * new + 1] = alpha;
		}
	}
	pixels->channels = new;
}

static gboolean
write_pixels(const struct image *image, guint width, guint height,
        struct objects *objects, guint32 object, const struct profile *profile,
        GError **error)
{
	struct pixels *pixels =
	        image_pixels(image, width, height, !profile->soft_masks, error);
	guint32 mask = 0;
	guint colours;

	if (!pixels)
		return FALSE;
	if (profile->grey && pixels->channels >= 3)
		make_grey(pixels);
	colours = pixels->channels < 3 ? 1 : 3;
	if (pixels->channels > colours) {
		mask = objects_reserve(objects, 1);
		write_channels(pixels, colours, 1, objects, mask, 0);
	}
	write_channels(pixels, 0, colours, objects, object, mask);
	pixels_free(pixels);
	return TRUE;
}

static guint
pixels_for(unit length, guint dpi)
{
	return (guint)MAX(1, ((gint64)length * dpi + 36 * UNIT_PT) / (72 * UNIT_PT));
}

static gboolean
write_raster(const struct rasters *rasters, const struct raster *raster,
        struct objects *objects, guint32 object, const struct profile *profile,
        GError **error)
{
	const struct image *image = raster->image;
	guint width = pixels_for(raster->width, rasters->dpi);
	guint height = pixels_for(raster->height, rasters->dpi);
	gboolean drawn = image->header.format == IMAGE_SVG;
	gboolean fine = (guint64)image->width * 2 > (guint64)width * 3;

	if (image->header.plain && image->header.turn == 1 && !fine && !profile->grey)
		return write_passage(image, objects, object, error);
	if (!fine && !drawn)
		width = height = 0;
	return write_pixels(image, width, height, objects, object, profile, error);
}

gboolean
rasters_write(struct rasters *rasters, struct objects *objects,
        const struct profile *profile, guint32 *first, GError **error)
{
	*first = rasters->list->len ? objects_reserve(objects, rasters->list->len) : 0;
	for (guint i = 0; i < rasters->list->len; i++) {
		const struct raster *raster =
		        &g_array_index(rasters->list, struct raster, i);

		if (!write_raster(rasters, raster, objects, *first + i, profile, error))
			return FALSE;
	}
	return TRUE;
}
