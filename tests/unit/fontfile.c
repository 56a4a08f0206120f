/*
 * fontfile.c (test) - what font files are, and whether the bundled ones have the small
 * capitals that style/family.c says they have: glyph by glyph, by HarfBuzz.
 */
#include "base/fontfile.h"
#include "base/file.h"
#include "config.h"
#include "style/family.h"

#include <string.h>

static GBytes *
read_face(const struct family_face *face)
{
	g_autofree char *path = family_path(face, ANBAN_SOURCE_ROOT "/fonts");

	return file_read(path, 1 << 24, NULL);
}

static void
test_small_caps(void)
{
	guint with = 0;

	for (const struct family_face *face = family_table(); face->family; face++) {
		g_autoptr(GBytes) file = read_face(face);
		gboolean has;

		g_assert_nonnull(file);
		has = fontfile_small_caps(file, FALSE) && fontfile_small_caps(file, TRUE);
		g_assert_cmpint(has, ==, family_small_caps(face));
		with += has;
	}
	g_assert_cmpuint(with, ==, 3);
}

static void
test_verdicts(void)
{
	static const char *const bytes[] = {"", "x", "OTTO", "ttcf", "true\0\1",
	        "\0\1\0\0\377\377\377\377\377\377\377\377"};
	gboolean compact;

	for (const struct family_face *face = family_table(); face->family; face++) {
		g_autoptr(GBytes) file = read_face(face);

		g_assert_cmpint(fontfile_check(file, &compact), ==, FONTFILE_USABLE);
		g_assert_false(compact);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(bytes); i++) {
		g_autoptr(GBytes) file =
		        g_bytes_new(bytes[i], i == 5 ? 12 : strlen(bytes[i]));

		g_assert_cmpint(fontfile_check(file, &compact), ==, FONTFILE_BROKEN);
		g_assert_false(fontfile_small_caps(file, FALSE));
	}
}

/* Cut anywhere, a font is told from a whole one, or can at least be looked at. */
static void
test_cut(void)
{
	g_autoptr(GBytes) file = read_face(family_table());
	gsize size = g_bytes_get_size(file);
	gboolean compact;

	for (gsize n = 0; n < size; n += 1 + size / 97) {
		g_autoptr(GBytes) cut = g_bytes_new_from_bytes(file, 0, n);

		fontfile_check(cut, &compact);
		fontfile_small_caps(cut, TRUE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fontfile/small-caps", test_small_caps);
	g_test_add_func("/fontfile/verdicts", test_verdicts);
	g_test_add_func("/fontfile/cut", test_cut);
	return g_test_run();
}
