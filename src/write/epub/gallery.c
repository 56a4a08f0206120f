/*
 * gallery.c - the pictures of a publication (EPUB 3.3, 3.2: core media types).
 *
 * A file goes in as it is where every reading system shows it rightly: not a TIFF, nor
 * what EXIF turns or inks colour, nor a drawing that asks for more than itself. The
 * others are decoded when the container takes them. Names are plain ASCII.
 */
#include "write/epub/publication.h"

#include <string.h>

#define PICTURE_FOLDER "images/"

/* Does a drawing run scripts, reach for other files, or hold what is no SVG? */
static gboolean
is_plain_drawing(GBytes *bytes)
{
	static const char *const odd[] = {"<script", "<!doctype", "<!entity", "<?xml-",
	        "@import", "foreignobject", "javascript:", "http-equiv", "<image",
	        "<metadata", "sodipodi:", "inkscape:", "<a ", "<style", "data:", " on",
	        "<animate", "<set", "<use", "<feimage", "url(\"", "url('"};
	static const char *const links[] = {"href=\"#", "href='#", "url(#"};
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	g_autofree char *lower = g_ascii_strdown(data, (gssize)size);
	const char *at = lower;

	if (strlen(lower) != size || !g_utf8_validate(lower, (gssize)size, NULL))
		return FALSE;
	if (!strstr(lower, "xmlns=\"http://www.w3.org/2000/svg\""))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(odd); i++)
		if (strstr(lower, odd[i]))
			return FALSE;
	while ((at = strpbrk(at, "hu"))) {
		gboolean refers =
		        g_str_has_prefix(at, "href") || g_str_has_prefix(at, "url(");
		gboolean inside = FALSE;

		for (gsize i = 0; refers && i < G_N_ELEMENTS(links); i++)
			inside |= g_str_has_prefix(at, links[i]);
		if (refers && !inside)
			return FALSE;
		at++;
	}
	return TRUE;
}

static gboolean
goes_as_it_is(const struct image *image)
{
	g_autoptr(GBytes) bytes = NULL;

	if (image->header.turn != 1)
		return FALSE;
	switch (image->header.format) {
	case IMAGE_JPEG:
		return image->header.plain;
	case IMAGE_PNG:
	case IMAGE_GIF:
	case IMAGE_WEBP:
		return TRUE;
	case IMAGE_SVG:
		bytes = image_bytes(image, NULL);
		return bytes && is_plain_drawing(bytes);
	default:
		return FALSE;
	}
}

static void
add_picture(GArray *pictures, const struct image *image)
{
	struct embedded_picture picture = {.image = image,
	        .as_it_is = goes_as_it_is(image),
	        .format = image->header.format};

	for (guint i = 0; i < pictures->len; i++)
		if (g_array_index(pictures, struct embedded_picture, i).image == image)
			return;
	if (!picture.as_it_is && picture.format != IMAGE_JPEG)
		picture.format = IMAGE_PNG;
	picture.file = g_strdup_printf(PICTURE_FOLDER "picture-%04u.%s",
	        pictures->len + 1, image_format_suffix(picture.format));
	g_array_append_val(pictures, picture);
}

static void
picture_clear(gpointer data)
{
	g_free(((struct embedded_picture *)data)->file);
}

GArray *
gallery_make(const struct publication *publication)
{
	GArray *pictures = g_array_new(FALSE, FALSE, sizeof(struct embedded_picture));
	const struct node *root = publication->root;

	g_array_set_clear_func(pictures, picture_clear);
	for (const struct node *figure = figures_next(root, NULL); figure;
	        figure = figures_next(root, figure))
		if (figure->image)
			add_picture(pictures, figure->image);
	return pictures;
}

const char *
gallery_file(const struct publication *publication, const struct image *image)
{
	for (guint i = 0; i < publication->pictures->len; i++) {
		const struct embedded_picture *picture =
		        &g_array_index(publication->pictures, struct embedded_picture, i);

		if (picture->image == image)
			return picture->file;
	}
	return NULL;
}

static GBytes *
make(const struct embedded_picture *picture, GError **error)
{
	struct pixels *pixels;
	GBytes *bytes;

	if (picture->as_it_is)
		return image_bytes(picture->image, error);
	pixels = image_pixels(picture->image, 0, 0, FALSE, error);
	if (!pixels)
		return NULL;
	bytes = pixels_encode(pixels, picture->format);
	pixels_free(pixels);
	if (!bytes)
		g_set_error_literal(
		        error, IMAGE_ERROR, IMAGE_ERROR_BROKEN, picture->image->name);
	return bytes;
}

GBytes *
gallery_bytes(struct publication *publication, guint index)
{
	const struct embedded_picture *picture =
	        &g_array_index(publication->pictures, struct embedded_picture, index);
	GBytes *bytes = make(picture, publication->error ? NULL : &publication->error);

	return bytes ? bytes : g_bytes_new_static("", 0);
}
