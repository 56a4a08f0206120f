/*
 * gallery.c - the pictures of a publication (EPUB 3.3, 3.2: core media types).
 *
 * A file goes in as it is where every reading system shows it rightly and the profile
 * finds it small enough: not a TIFF, nor what EXIF turns or inks colour, nor a drawing
 * that asks for more than itself. The others are decoded when the container takes them,
 * and made smaller, never larger; what moves keeps its size. Names are plain ASCII.
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
is_too_large(const struct image_profile *profile, const struct image *image)
{
	return profile->longest && MAX(image->width, image->height) > profile->longest;
}

static gboolean
goes_as_it_is(const struct image_profile *profile, const struct image *image)
{
	const struct image_header *header = &image->header;
	gboolean fits = header->moves || !is_too_large(profile, image);
	g_autoptr(GBytes) bytes = NULL;

	if (header->turn != 1)
		return FALSE;
	switch (header->format) {
	case IMAGE_JPEG:
		return header->plain && fits;
	case IMAGE_PNG:
	case IMAGE_GIF:
		return fits;
	case IMAGE_WEBP:
		return profile->webp && fits;
	case IMAGE_SVG:
		bytes = image_bytes(image, NULL);
		return bytes && is_plain_drawing(bytes);
	default:
		return FALSE;
	}
}

/* What a picture becomes that is written anew: photographs JPEG, what may be a drawing
 * or has holes PNG. */
static enum image_format
format_of(const struct image_profile *profile, const struct image_header *header)
{
	if (header->format == IMAGE_JPEG)
		return IMAGE_JPEG;
	if (header->format == IMAGE_TIFF)
		return profile->lossless ? IMAGE_PNG : IMAGE_JPEG;
	return header->format == IMAGE_WEBP && !header->alpha ? IMAGE_JPEG : IMAGE_PNG;
}

static const struct embedded_picture *
find(const GArray *pictures, const struct image *image)
{
	for (guint i = 0; i < pictures->len; i++)
		if (g_array_index(pictures, struct embedded_picture, i).image == image)
			return &g_array_index(pictures, struct embedded_picture, i);
	return NULL;
}

static void
add_picture(
        GArray *pictures, const struct image_profile *profile, const struct image *image)
{
	struct embedded_picture picture = {.image = image};

	if (find(pictures, image))
		return;
	picture.as_it_is = goes_as_it_is(profile, image);
	picture.format = picture.as_it_is ? image->header.format
	                                  : format_of(profile, &image->header);
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
			add_picture(pictures, publication->profile, figure->image);
	return pictures;
}

const struct embedded_picture *
gallery_find(const struct publication *publication, const struct image *image)
{
	return find(publication->pictures, image);
}

static GBytes *
make(const struct image_profile *profile, const struct embedded_picture *picture,
        GError **error)
{
	const guint side = profile->longest;
	gboolean jpeg = picture->format == IMAGE_JPEG;
	g_autoptr(GError) reason = NULL;
	struct pixels *pixels;
	GBytes *bytes;

	if (picture->as_it_is)
		return image_bytes(picture->image, error);
	pixels = image_pixels(picture->image, side, side, jpeg, error);
	if (!pixels)
		return NULL;
	bytes = jpeg ? pixels_jpeg(pixels, profile->quality, &reason)
	             : pixels_encode(pixels, picture->format, &reason);
	pixels_free(pixels);
	if (reason)
		g_propagate_error(error, g_steal_pointer(&reason));
	else if (!bytes)
		g_set_error_literal(
		        error, IMAGE_ERROR, IMAGE_ERROR_BROKEN, picture->image->name);
	return bytes;
}

GBytes *
gallery_bytes(struct publication *publication, guint index)
{
	const struct embedded_picture *picture =
	        &g_array_index(publication->pictures, struct embedded_picture, index);
	GBytes *bytes = make(publication->profile, picture,
	        publication->error ? NULL : &publication->error);

	return bytes ? bytes : g_bytes_new_static("", 0);
}
