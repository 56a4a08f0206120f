/*
 * image.c - pictures of all formats: colours where they belong, and any bytes are safe.
 *
 * The pictures are those of the cases (tests/lib/pictures.py): quarters of red, green /
 * blue, white, however they are stored.
 */
#include "image/image.h"
#include "config.h"
#include "image/passage.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FOLDER ANBAN_SOURCE_ROOT "/tests/cases/image/pictures/"

enum { RED = 0xC81E1E, GREEN = 0x1E8C3C, BLUE = 0x1E3CB4, WHITE = 0xFFFFFF };

static struct image *
open_picture(const char *name)
{
	g_autofree char *path = g_strconcat(FOLDER, name, NULL);
	g_autoptr(GError) error = NULL;
	struct image *image = image_open(path, name, &error);

	g_assert_no_error(error);
	g_assert_nonnull(image);
	return image;
}

static struct pixels *
pixels_of(const char *name, guint width, guint height, gboolean flat)
{
	struct image *image = open_picture(name);
	g_autoptr(GError) error = NULL;
	struct pixels *pixels = image_pixels(image, width, height, flat, &error);

	g_assert_no_error(error);
	image_free(image);
	return pixels;
}

/* At x, y of eighths of the picture: 0xRRGGBB. */
static guint32
colour_at(const struct pixels *pixels, guint x, guint y)
{
	const guint8 *p = pixels->data + pixels->height * y / 8 * pixels->stride +
	                  (gsize)(pixels->width * x / 8) * pixels->channels;

	if (pixels->channels < 3)
		return (guint32)p[0] << 16 | (guint32)p[0] << 8 | p[0];
	return (guint32)p[0] << 16 | (guint32)p[1] << 8 | p[2];
}

/* JPEG and inks are not exact. */
static void
assert_near(guint32 found, guint32 wanted, int most)
{
	for (int shift = 0; shift < 24; shift += 8) {
		int difference =
		        (int)(found >> shift & 0xFF) - (int)(wanted >> shift & 0xFF);

		if (ABS(difference) > most)
			g_error("%06x instead of %06x", found, wanted);
	}
}

static void
assert_quarters(const struct pixels *pixels, const guint32 colours[4])
{
	for (guint i = 0; i < 4; i++)
		assert_near(
		        colour_at(pixels, i % 2 ? 6 : 1, i / 2 ? 6 : 1), colours[i], 6);
}

static void
test_formats(void)
{
	static const guint32 upright[4] = {RED, GREEN, BLUE, WHITE};
	static const char *const names[] = {"rgb.png", "palette.png", "suggested.png",
	        "print.png", "photo.jpg", "progressive.jpg", "upright.tif",
	        "quarters.gif"};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		struct pixels *pixels = pixels_of(names[i], 0, 0, FALSE);

		g_test_message("%s", names[i]);
		g_assert_cmpuint(pixels->channels, ==, 3);
		assert_quarters(pixels, upright);
		pixels_free(pixels);
	}
}

static void
test_headers(void)
{
	static const struct {
		const char *name;
		enum image_format format;
		guint width, height, dpi;
		enum image_colour colour;
		gboolean alpha, plain;
	} rows[] = {
	        {"rgb.png", IMAGE_PNG, 120, 80, 0, IMAGE_RGB, FALSE, TRUE},
	        {"grey.png", IMAGE_PNG, 120, 80, 0, IMAGE_GREY, FALSE, TRUE},
	        {"alpha.png", IMAGE_PNG, 120, 80, 0, IMAGE_RGB, TRUE, FALSE},
	        {"keyed.png", IMAGE_PNG, 120, 80, 0, IMAGE_RGB, TRUE, FALSE},
	        {"print.png", IMAGE_PNG, 120, 80, 299, IMAGE_RGB, FALSE, TRUE},
	        {"photo.jpg", IMAGE_JPEG, 800, 528, 0, IMAGE_RGB, FALSE, TRUE},
	        {"progressive.jpg", IMAGE_JPEG, 160, 80, 0, IMAGE_RGB, FALSE, TRUE},
	        {"grey.jpg", IMAGE_JPEG, 160, 80, 0, IMAGE_GREY, FALSE, TRUE},
	        {"cmyk.jpg", IMAGE_JPEG, 160, 80, 0, IMAGE_CMYK, FALSE, FALSE},
	        {"turn-6.jpg", IMAGE_JPEG, 80, 160, 0, IMAGE_RGB, FALSE, TRUE},
	        {"aside.tif", IMAGE_TIFF, 40, 60, 0, IMAGE_RGB, TRUE, FALSE},
	        {"quarters.gif", IMAGE_GIF, 60, 40, 0, IMAGE_RGB, TRUE, FALSE},
	        {"green.webp", IMAGE_WEBP, 60, 40, 0, IMAGE_RGB, FALSE, FALSE},
	        {"glass.webp", IMAGE_WEBP, 60, 40, 0, IMAGE_RGB, TRUE, FALSE},
	        {"sun.svg", IMAGE_SVG, 300, 200, 0, IMAGE_RGB, TRUE, FALSE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct image *image = open_picture(rows[i].name);

		g_test_message("%s", rows[i].name);
		g_assert_cmpint(image->header.format, ==, rows[i].format);
		g_assert_cmpuint(image->width, ==, rows[i].width);
		g_assert_cmpuint(image->height, ==, rows[i].height);
		g_assert_cmpuint(image->header.dpi, ==, rows[i].dpi);
		g_assert_cmpint(image->header.colour, ==, rows[i].colour);
		g_assert_cmpint(image->header.alpha, ==, rows[i].alpha);
		g_assert_cmpint(image->header.plain, ==, rows[i].plain);
		image_free(image);
	}
}

/* What EXIF's orientations make of red, green / blue, white. */
static void
test_turns(void)
{
	static const guint32 turned[9][4] = {
	        [1] = {RED, GREEN, BLUE, WHITE},
	        [2] = {GREEN, RED, WHITE, BLUE},
	        [3] = {WHITE, BLUE, GREEN, RED},
	        [4] = {BLUE, WHITE, RED, GREEN},
	        [5] = {RED, BLUE, GREEN, WHITE},
	        [6] = {BLUE, RED, WHITE, GREEN},
	        [7] = {WHITE, GREEN, BLUE, RED},
	        [8] = {GREEN, WHITE, RED, BLUE},
	};
	struct pixels *pixels;

	for (int turn = 1; turn <= 8; turn++) {
		g_autofree char *name = g_strdup_printf("turn-%d.jpg", turn);

		pixels = pixels_of(name, 0, 0, FALSE);
		g_assert_cmpuint(pixels->width, ==, turn < 5 ? 160 : 80);
		assert_quarters(pixels, turned[turn]);
		pixels_free(pixels);
	}
	pixels = pixels_of("aside.tif", 0, 0, FALSE);
	assert_quarters(pixels, turned[6]);
	pixels_free(pixels);
}

static void
test_inks(void)
{
	static const char *const names[] = {"cmyk.jpg", "adobe.jpg"};
	static const guint32 colours[] = {0x009EE0, 0xE5007D, 0xFFEC00, 0x21201E};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		struct pixels *pixels = pixels_of(names[i], 0, 0, FALSE);

		for (guint k = 0; k < 4; k++)
			assert_near(colour_at(pixels, 2 * k + 1, 4), colours[k], 10);
		pixels_free(pixels);
	}
}

static void
test_alpha(void)
{
	struct pixels *pixels = pixels_of("alpha.png", 0, 0, FALSE);
	const guint8 *p = pixels->data + 60 * 4;

	g_assert_cmpuint(pixels->channels, ==, 4);
	g_assert_cmpuint(p[3], ==, 255 * 60 / 119);
	pixels_free(pixels);
	pixels = pixels_of("alpha.png", 0, 0, TRUE);
	g_assert_cmpuint(pixels->channels, ==, 3);
	assert_near(colour_at(pixels, 0, 1), WHITE, 0);
	assert_near(colour_at(pixels, 4, 1), 0x8FC69E, 2);
	pixels_free(pixels);
	pixels = pixels_of("keyed.png", 0, 0, FALSE);
	p = pixels->data + 60 * 4;
	g_assert_cmpuint(p[3], ==, 0);
	g_assert_cmpuint(pixels->data[3], ==, 255);
	pixels_free(pixels);
}

/* Means of the areas, with alpha counted; never larger; greys are one channel. */
static void
test_shrink(void)
{
	struct pixels *pixels = pixels_of("rgb.png", 2, 2, FALSE);

	g_assert_cmpuint(pixels->width, ==, 2);
	g_assert_cmpuint(pixels->height, ==, 1);
	assert_near(colour_at(pixels, 0, 0), 0x732D69, 1);
	pixels_free(pixels);
	pixels = pixels_of("rgb.png", 500, 500, FALSE);
	g_assert_cmpuint(pixels->width, ==, 120);
	pixels_free(pixels);
	pixels = pixels_of("turn-6.jpg", 20, 1000, FALSE);
	g_assert_cmpuint(pixels->width, ==, 20);
	g_assert_cmpuint(pixels->height, ==, 40);
	assert_near(colour_at(pixels, 6, 1), RED, 6);
	pixels_free(pixels);
	pixels = pixels_of("grey.png", 60, 60, FALSE);
	g_assert_cmpuint(pixels->channels, ==, 1);
	g_assert_cmpuint(pixels->data[0], ==, 1);
	g_assert_cmpuint(pixels->data[59], ==, 237);
	pixels_free(pixels);
	pixels = pixels_of("sun.svg", 600, 600, TRUE);
	g_assert_cmpuint(pixels->width, ==, 600);
	g_assert_cmpuint(pixels->height, ==, 400);
	assert_near(colour_at(pixels, 4, 4), 0xB3261E, 1);
	pixels_free(pixels);
}

static struct pixels *
reopened(GBytes *bytes, const char *name)
{
	g_autofree char *folder = g_dir_make_tmp("anban-image-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;
	struct pixels *pixels;
	struct image *image;

	g_file_set_contents(path, g_bytes_get_data(bytes, NULL),
	        (gssize)g_bytes_get_size(bytes), NULL);
	image = image_open(path, name, &error);
	g_assert_no_error(error);
	pixels = image_pixels(image, 0, 0, FALSE, &error);
	g_assert_no_error(error);
	image_free(image);
	g_unlink(path);
	g_rmdir(folder);
	return pixels;
}

/* Written and read again: PNG is the same, JPEG nearly. */
static void
test_encode(void)
{
	static const char *const names[] = {
	        "rgb.png", "grey.png", "alpha.png", "photo.jpg"};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		struct pixels *pixels = pixels_of(names[i], 0, 0, FALSE);
		g_autoptr(GBytes) png = pixels_encode(pixels, IMAGE_PNG, NULL);
		struct pixels *again = reopened(png, "again.png");

		g_assert_cmpuint(again->channels, ==, pixels->channels);
		for (guint y = 0; y < pixels->height; y++)
			g_assert_cmpmem(again->data + y * again->stride,
			        pixels->width * pixels->channels,
			        pixels->data + y * pixels->stride,
			        pixels->width * pixels->channels);
		pixels_free(again);
		pixels_free(pixels);
	}
	struct pixels *pixels = pixels_of("photo.jpg", 0, 0, FALSE);
	g_autoptr(GBytes) jpeg = pixels_encode(pixels, IMAGE_JPEG, NULL);
	struct pixels *again = reopened(jpeg, "again.jpg");

	for (guint i = 0; i < 64; i++)
		assert_near(colour_at(again, i % 8, i / 8),
		        colour_at(pixels, i % 8, i / 8), 12);
	pixels_free(again);
	pixels_free(pixels);
}

/* Words of 32 bits, in longer rows, make the file that their samples make. */
static void
test_words(void)
{
	struct pixels *pixels = pixels_of("rgb.png", 0, 0, FALSE);
	guint w = pixels->width, h = pixels->height, stride = w + 3;
	g_autofree guint32 *words = g_new(guint32, stride * h);
	g_autoptr(GBytes) jpeg = pixels_jpeg(pixels, 60, NULL), same = NULL;

	for (guint y = 0; y < h; y++)
		for (guint x = 0; x < w; x++) {
			const guint8 *p = pixels->data + y * pixels->stride + 3 * x;

			words[y * stride + x] = 0xAB000000 | (guint32)p[0] << 16 |
			                        (guint32)p[1] << 8 | p[2];
		}
	same = pixels_jpeg_of_words(words, w, h, stride * sizeof *words, 60, NULL);
	g_assert_true(g_bytes_equal(jpeg, same));
	pixels_free(pixels);
}

static void
test_passage(void)
{
	static const struct {
		const char *name;
		guint channels, palette;
	} rows[] = {{"rgb.png", 3, 0}, {"grey.png", 1, 0}, {"palette.png", 1, 12},
	        {"suggested.png", 3, 0}, {"photo.jpg", 3, 0}, {"grey.jpg", 1, 0}};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct image *image = open_picture(rows[i].name);
		struct passage passage;
		g_autoptr(GBytes) file = image_bytes(image, NULL);

		g_assert_true(passage_open(image, &passage, NULL));
		g_assert_cmpuint(passage.channels, ==, rows[i].channels);
		g_assert_cmpuint(passage.palette ? g_bytes_get_size(passage.palette) : 0,
		        ==, rows[i].palette);
		if (image->header.format == IMAGE_JPEG)
			g_assert_true(g_bytes_equal(passage.data, file));
		passage_clear(&passage);
		image_free(image);
	}
}

/* Without the sync that g_file_set_contents() waits for. */
static void
put_file(const char *path, const char *data, gsize size)
{
	FILE *file = g_fopen(path, "wb");

	g_assert_cmpuint(fwrite(data, 1, size, file), ==, size);
	g_assert_cmpint(fclose(file), ==, 0);
}

/* --- any bytes -------------------------------------------------------------- */

static void
use(const char *path)
{
	struct image *image = image_open(path, "x", NULL);
	struct passage passage;

	if (!image)
		return;
	pixels_free(image_pixels(image, 50, 50, TRUE, NULL));
	pixels_free(image_pixels(image, 0, 0, FALSE, NULL));
	if (image->header.plain && passage_open(image, &passage, NULL))
		passage_clear(&passage);
	image_free(image);
}

static gboolean
is_error(const char *path, enum image_error code)
{
	g_autoptr(GError) error = NULL;
	struct image *image = image_open(path, "x", &error);

	image_free(image);
	return !image && g_error_matches(error, IMAGE_ERROR, (int)code);
}

/* Every file cut at many places: refused, but for what only lacks its last bytes. */
static void
test_cut(void)
{
	static const char *const names[] = {
	        "rgb.png", "photo.jpg", "upright.tif", "quarters.gif", "green.webp"};
	g_autofree char *folder = g_dir_make_tmp("anban-image-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "cut", NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *from = g_strconcat(FOLDER, names[i], NULL);
		g_autofree char *data = NULL;
		gsize size;

		g_assert_true(g_file_get_contents(from, &data, &size, NULL));
		for (gsize part = 0; part < 8; part++) {
			put_file(path, data, size * part / 8);
			g_test_message("%s: %" G_GSIZE_FORMAT "/8", names[i], part);
			g_assert_true(is_error(path, IMAGE_ERROR_BROKEN) ||
			              is_error(path, IMAGE_ERROR_FORMAT));
		}
	}
	g_unlink(path);
	g_rmdir(folder);
}

/* Bytes changed at random: whatever comes of it, no crash. */
static void
test_random(void)
{
	g_autofree char *folder = g_dir_make_tmp("anban-image-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "random", NULL);
	GDir *dir = g_dir_open(FOLDER, 0, NULL);
	GRand *rand = g_rand_new_with_seed(5);
	const char *name;

	while ((name = g_dir_read_name(dir))) {
		g_autofree char *from = g_strconcat(FOLDER, name, NULL);
		g_autofree char *data = NULL;
		gsize size;

		g_assert_true(g_file_get_contents(from, &data, &size, NULL));
		for (int round = 0; round < 40; round++) {
			g_autofree char *copy = g_memdup2(data, size);

			for (int k = 0; k < 1 + round / 4; k++)
				copy[g_rand_int_range(rand, 0,
				        round % 2 ? (int)size : (int)MIN(size, 64))] =
				        (char)g_rand_int_range(rand, 0, 256);
			put_file(path, copy, size);
			use(path);
		}
	}
	g_dir_close(dir);
	g_rand_free(rand);
	g_unlink(path);
	g_rmdir(folder);
}

static void
test_errors(void)
{
	g_autofree char *folder = g_dir_make_tmp("anban-image-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "a.png", NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *data = NULL;
	struct image *image;
	gsize size;

	g_assert_true(is_error(FOLDER "bomb.png", IMAGE_ERROR_LARGE));
	g_assert_true(is_error(FOLDER "words.png", IMAGE_ERROR_FORMAT));
	g_assert_true(is_error(FOLDER "cut.jpg", IMAGE_ERROR_BROKEN));
	g_assert_true(is_error(FOLDER "none.png", IMAGE_ERROR_READ));
	g_assert_true(is_error(folder, IMAGE_ERROR_READ));
	g_assert_true(is_error("/dev/zero", IMAGE_ERROR_READ));
	g_assert_true(g_file_get_contents(FOLDER "rgb.png", &data, &size, NULL));
	g_file_set_contents(path, data, (gssize)size, NULL);
	image = image_open(path, "a.png", NULL);
	data[size - 1] ^= 1;
	g_file_set_contents(path, data, (gssize)size, NULL);
	g_assert_null(image_pixels(image, 0, 0, FALSE, &error));
	g_assert_error(error, IMAGE_ERROR, IMAGE_ERROR_CHANGED);
	image_free(image);
	g_unlink(path);
	g_rmdir(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/image/formats", test_formats);
	g_test_add_func("/image/headers", test_headers);
	g_test_add_func("/image/turns", test_turns);
	g_test_add_func("/image/inks", test_inks);
	g_test_add_func("/image/alpha", test_alpha);
	g_test_add_func("/image/shrink", test_shrink);
	g_test_add_func("/image/encode", test_encode);
	g_test_add_func("/image/words", test_words);
	g_test_add_func("/image/passage", test_passage);
	g_test_add_func("/image/cut", test_cut);
	g_test_add_func("/image/random", test_random);
	g_test_add_func("/image/errors", test_errors);
	return g_test_run();
}
