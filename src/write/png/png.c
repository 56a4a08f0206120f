/*
 * png.c - pages to pixels through cairo.
 *
 * Hinting and rounding of metrics are off, and glyphs are filled as outlines: cairo 1.16
 * would move those of a font to whole pixels, and words would come apart at screen
 * resolutions. A unit is scaled to pixels once, by the matrix: everything below
 * paints in units. Floating point begins at cairo's door.
 */
#include "write/png/png.h"

#include "base/limits.h"
#include "image/image.h"
#include "write/png/libraries.h"

enum { SIDE_LIMIT = 32767 /* of a cairo image */, INCH = 72 * UNIT_PT };

struct painter {
	cairo_t *context;
	int dpi;
	FT_Library library;
	gboolean opened; /* a face of it, which cairo may keep longer than the painter */
	GHashTable *faces; /* struct face * to cairo_font_face_t * */
};

static int
pixels(unit length, int dpi)
{
	return (int)MIN(((gint64)length * dpi + INCH / 2) / INCH, SIDE_LIMIT + 1);
}

/* --- faces -------------------------------------------------------------- */

static void
done_face(void *data)
{
	freetype.Done_Face(data);
}

/* cairo keeps the FreeType face alive as long as its own. NULL: no font. */
static cairo_font_face_t *
open_face(struct painter *painter, const struct face *face)
{
	static const cairo_user_data_key_t key;
	gsize size;
	const FT_Byte *data = g_bytes_get_data(face->file, &size);
	cairo_font_face_t *font;
	FT_Face ft;

	if (freetype.New_Memory_Face(painter->library, data, (FT_Long)size,
	            (FT_Long)face->file_index, &ft))
		return NULL;
	font = cairo.ft_font_face_create_for_ft_face(ft, FT_LOAD_NO_HINTING);
	if (cairo.font_face_set_user_data(font, &key, ft, done_face)) {
		cairo.font_face_destroy(font);
		freetype.Done_Face(ft);
		return NULL;
	}
	painter->opened = TRUE;
	return font;
}

static cairo_font_face_t *
find_face(struct painter *painter, const struct face *face)
{
	cairo_font_face_t *font = g_hash_table_lookup(painter->faces, face);

	if (font)
		return font;
	font = open_face(painter, face);
	if (font)
		g_hash_table_insert(painter->faces, (gpointer)face, font);
	return font;
}

/* --- items -------------------------------------------------------------- */

static void
set_colour(struct painter *painter, guint32 colour)
{
	cairo.set_source_rgb(painter->context, (colour >> 16 & 0xFF) / 255.0,
	        (colour >> 8 & 0xFF) / 255.0, (colour & 0xFF) / 255.0);
}

static void
fill_glyphs(struct painter *painter, const struct run *run)
{
	g_autofree unit *x = g_new(unit, run->n_glyphs + 1);
	g_autofree cairo_glyph_t *glyphs = g_new(cairo_glyph_t, run->n_glyphs);

	run_positions(run, x);
	for (guint32 i = 0; i < run->n_glyphs; i++)
		glyphs[i] = (cairo_glyph_t){run->glyphs[i].id, (double)run->x + x[i],
		        run->y - (double)run->glyphs[i].rise * run->size /
		                         run->face->upem};
	cairo.new_path(painter->context);
	cairo.glyph_path(painter->context, glyphs, (int)run->n_glyphs);
	cairo.fill(painter->context);
}

static gboolean
paint_run(struct painter *painter, const struct run *run, GError **error)
{
	cairo_font_face_t *font = find_face(painter, run->face);
	cairo_matrix_t matrix;

	if (!font) {
		g_set_error(
		        error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s", run->face->path);
		return FALSE;
	}
	if (!run->n_glyphs || run->size <= 0)
		return TRUE;
	cairo.set_font_face(painter->context, font);
	cairo.matrix_init_scale(&matrix, run->size * (run->scale / 1000.0), run->size);
	cairo.set_font_matrix(painter->context, &matrix);
	set_colour(painter, run->colour);
	fill_glyphs(painter, run);
	return TRUE;
}

static void
add_point(cairo_t *context, const struct path_point *point)
{
	switch (point->op) {
	case PATH_MOVE:
		cairo.move_to(context, point->x[0], point->y[0]);
		break;
	case PATH_LINE:
		cairo.line_to(context, point->x[0], point->y[0]);
		break;
	case PATH_CURVE:
		cairo.curve_to(context, point->x[0], point->y[0], point->x[1],
		        point->y[1], point->x[2], point->y[2]);
		break;
	case PATH_CLOSE:
		cairo.close_path(context);
		break;
	}
}

static void
paint_path(struct painter *painter, const struct path *path)
{
	cairo.new_path(painter->context);
	for (guint32 i = 0; i < path->n_points; i++)
		add_point(painter->context, &path->points[i]);
	set_colour(painter, path->colour);
	if (path->stroke > 0) {
		cairo.set_line_width(painter->context, path->stroke);
		cairo.stroke(painter->context);
	} else {
		cairo.fill(painter->context);
	}
}

/* --- pictures ----------------------------------------------------------- */

/* Rows as cairo wants them: 32 bits a pixel, 0x00RRGGBB. */
static cairo_surface_t *
surface_of(const struct pixels *pixels)
{
	cairo_surface_t *surface = cairo.image_surface_create(
	        CAIRO_FORMAT_RGB24, (int)pixels->width, (int)pixels->height);
	guint8 *rows = cairo.image_surface_get_data(surface);
	int stride = cairo.image_surface_get_stride(surface);
	guint n = pixels->channels, step = n < 3 ? 0 : 1;

	cairo.surface_flush(surface);
	for (guint y = 0; rows && y < pixels->height; y++) {
		const guint8 *from = pixels->data + y * pixels->stride;
		guint32 *to = (guint32 *)(gpointer)(rows + (gsize)y * (gsize)stride);

		for (guint x = 0; x < pixels->width; x++, from += n)
			*to++ = (guint32)from[0] << 16 | (guint32)from[step] << 8 |
			        from[2 * step];
	}
	cairo.surface_mark_dirty(surface);
	return surface;
}

/* On white, in no more pixels than the page has there. */
static gboolean
paint_picture(struct painter *painter, const struct picture *picture, GError **error)
{
	guint width = (guint)MAX(1, pixels(picture->width, painter->dpi));
	guint height = (guint)MAX(1, pixels(picture->height, painter->dpi));
	struct pixels *samples = image_pixels(picture->image, width, height, TRUE, error);
	cairo_t *context = painter->context;
	cairo_surface_t *surface;

	if (!samples)
		return FALSE;
	surface = surface_of(samples);
	cairo.save(context);
	cairo.translate(context, picture->x, picture->y);
	cairo.rectangle(context, 0, 0, picture->width, picture->height);
	cairo.clip(context);
	cairo.scale(context, (double)picture->width / samples->width,
	        (double)picture->height / samples->height);
	cairo.set_source_surface(context, surface, 0, 0);
	cairo.pattern_set_extend(cairo.get_source(context), CAIRO_EXTEND_PAD);
	cairo.paint(context);
	cairo.restore(context);
	cairo.surface_destroy(surface);
	pixels_free(samples);
	return TRUE;
}

static gboolean
paint_items(struct painter *painter, const struct page *page, GError **error)
{
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (item->kind == ITEM_PATH)
			paint_path(painter, &item->path);
		else if (item->kind == ITEM_PICTURE) {
			if (!paint_picture(painter, &item->picture, error))
				return FALSE;
		} else if (!paint_run(painter, &item->run, error))
			return FALSE;
	}
	return TRUE;
}

/* --- the picture -------------------------------------------------------- */

static cairo_surface_t *
new_surface(const struct page *page, int dpi, GError **error)
{
	int width = pixels(page->width, dpi), height = pixels(page->height, dpi);
	cairo_surface_t *surface;

	if (!ondemand_load(&cairo_library, error) ||
	        !ondemand_load(&freetype_library, error))
		return NULL;
	surface = NULL;
	if (dpi >= PNG_DPI_LEAST && dpi <= PNG_DPI_MOST && width > 0 &&
	        width <= SIDE_LIMIT && height > 0 && height <= SIDE_LIMIT &&
	        (gint64)width * height <= (gint64)LIMIT_IMAGE_MEGAPIXELS * 1000000)
		surface = cairo.image_surface_create(CAIRO_FORMAT_RGB24, width, height);
	if (surface && cairo.surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo.surface_destroy(surface);
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%d dpi", dpi);
	return NULL;
}

/* fine: pixels are so small that few steps of grey at an edge will do. */
static void
prepare(cairo_t *context, int dpi, gboolean fine)
{
	cairo_font_options_t *options = cairo.font_options_create();

	cairo.font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo.font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo.font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	cairo.set_font_options(context, options);
	cairo.font_options_destroy(options);
	if (fine)
		cairo.set_antialias(context, CAIRO_ANTIALIAS_FAST);
	cairo.set_source_rgb(context, 1, 1, 1);
	cairo.paint(context);
	cairo.scale(context, (double)dpi / INCH, (double)dpi / INCH);
}

static gboolean
paint(cairo_surface_t *surface, const struct page *page, int dpi, gboolean fine,
        GError **error)
{
	struct painter painter = {.context = cairo.create(surface), .dpi = dpi};
	gboolean ok;

	if (freetype.Init_FreeType(&painter.library)) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "FreeType");
		cairo.destroy(painter.context);
		return FALSE;
	}
	painter.faces = g_hash_table_new_full(
	        NULL, NULL, NULL, (GDestroyNotify)cairo.font_face_destroy);
	prepare(painter.context, dpi, fine);
	ok = paint_items(&painter, page, error);
	cairo.destroy(painter.context);
	g_hash_table_unref(painter.faces);
	if (!painter.opened)
		freetype.Done_FreeType(painter.library);
	return ok;
}

static cairo_status_t
append(void *data, const unsigned char *bytes, unsigned length)
{
	g_byte_array_append(data, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

GBytes *
png_paint(const struct page *page, int dpi, GError **error)
{
	cairo_surface_t *surface = new_surface(page, dpi, error);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	cairo_status_t status;

	if (!surface)
		return NULL;
	if (!paint(surface, page, dpi, FALSE, error)) {
		cairo.surface_destroy(surface);
		return NULL;
	}
	status = cairo.surface_write_to_png_stream(surface, append, bytes);
	cairo.surface_destroy(surface);
	if (status) {
		g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
		        cairo.status_to_string(status));
		return NULL;
	}
	return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

static GBytes *
surface_jpeg(cairo_surface_t *surface, int quality, GError **error)
{
	cairo.surface_flush(surface);
	return pixels_jpeg_of_words(
	        (const guint32 *)(gconstpointer)cairo.image_surface_get_data(surface),
	        (guint)cairo.image_surface_get_width(surface),
	        (guint)cairo.image_surface_get_height(surface),
	        (gsize)cairo.image_surface_get_stride(surface), quality, error);
}

GBytes *
png_jpeg(const struct page *page, int dpi, int quality, GError **error)
{
	cairo_surface_t *surface = new_surface(page, dpi, error);
	GBytes *bytes = NULL;

	if (!surface)
		return NULL;
	if (paint(surface, page, dpi, TRUE, error))
		bytes = surface_jpeg(surface, quality, error);
	cairo.surface_destroy(surface);
	return bytes;
}
