/*
 * shape.c - the token cache against whole-paragraph shaping, glyph by glyph.
 */
#include "typeset/shape.h"
#include "config.h"
#include "style/family.h"

#include <hb.h>
#include <string.h>

struct fixture {
	struct fonts *fonts;
	struct shaper *shaper;
};

static void
set_up(struct fixture *fixture, gconstpointer data)
{
	fixture->fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
	fixture->shaper = shaper_new(fixture->fonts);
}

static void
tear_down(struct fixture *fixture, gconstpointer data)
{
	shaper_free(fixture->shaper);
	fonts_free(fixture->fonts);
}

static const struct face *
face_of(struct fixture *fixture, const char *family, int weight, gboolean italic)
{
	const struct face *face =
	        fonts_face(fixture->fonts, family_find(family, weight, italic), NULL);

	g_assert_nonnull(face);
	return face;
}

/* A glyph with the advance that it has on the page. */
struct placed {
	guint id;
	gint32 advance;
};

static GArray *
shape_whole(const struct face *face, const char *text)
{
	GArray *out = g_array_new(FALSE, FALSE, sizeof(struct placed));
	hb_buffer_t *buffer = hb_buffer_create();
	hb_glyph_position_t *positions;
	hb_glyph_info_t *infos;
	unsigned n;

	hb_buffer_add_utf8(buffer, text, -1, 0, -1);
	hb_buffer_set_language(buffer, hb_language_from_string("vi", 2));
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(face->hb_font, buffer, NULL, 0);
	infos = hb_buffer_get_glyph_infos(buffer, &n);
	positions = hb_buffer_get_glyph_positions(buffer, &n);
	for (unsigned i = 0; i < n; i++) {
		struct placed placed = {infos[i].codepoint, positions[i].x_advance};

		g_array_append_val(out, placed);
	}
	hb_buffer_destroy(buffer);
	return out;
}

static void
append_token(GArray *out, const struct face *face, const struct token *token)
{
	g_assert_cmpuint(token->n_pieces, ==, 1);
	for (guint i = 0; i < token->pieces[0].n_glyphs; i++) {
		const struct glyph *glyph = &token->pieces[0].glyphs[i];
		struct placed placed = {glyph->id, face->widths[glyph->id] + glyph->kern};

		g_array_append_val(out, placed);
	}
}

/* As line.c sets a line: the trail on the last glyph, the lead on the space. */
static GArray *
shape_tokens(struct fixture *fixture, const struct face *face, const char *text)
{
	GArray *out = g_array_new(FALSE, FALSE, sizeof(struct placed));
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	const struct token *before = NULL;

	for (int i = 0; words[i]; i++) {
		const struct token *token = shaper_token(
		        fixture->shaper, face, TRUE, NULL, words[i], strlen(words[i]));

		if (before) {
			struct placed space = {
			        face->space, face->widths[face->space] + token->lead};

			g_array_index(out, struct placed, out->len - 1).advance +=
			        before->trail;
			g_array_append_val(out, space);
		}
		append_token(out, face, token);
		before = token;
	}
	return out;
}

static void
compare(struct fixture *fixture, const struct face *face, const char *text)
{
	g_autoptr(GArray) whole = shape_whole(face, text);
	g_autoptr(GArray) tokens = shape_tokens(fixture, face, text);

	g_assert_cmpuint(whole->len, ==, tokens->len);
	for (guint i = 0; i < whole->len; i++) {
		const struct placed *want = &g_array_index(whole, struct placed, i);
		const struct placed *have = &g_array_index(tokens, struct placed, i);

		g_assert_cmpuint(want->id, ==, have->id);
		g_assert_cmpint(want->advance, ==, have->advance);
	}
}

/* Every paragraph of the sample, in every bundled face. */
static void
test_whole(struct fixture *fixture, gconstpointer data)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(g_file_get_contents(
	        ANBAN_SOURCE_ROOT "/samples/seed.txt", &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (const struct family_face *row = family_table(); row->family; row++) {
		const struct face *face =
		        face_of(fixture, row->family, row->weight, row->italic);

		for (int i = 0; lines[i]; i++) {
			GString *line = g_string_new(g_strstrip(lines[i]));

			g_string_replace(line, "\302\240", " ", 0);
			while (g_string_replace(line, "  ", " ", 0))
				;
			if (line->len)
				compare(fixture, face, line->str);
			g_string_free(line, TRUE);
		}
	}
}

/* U+FFFD is in Tinos alone; a character that no face has is a frame. */
static void
test_fallback(struct fixture *fixture, gconstpointer data)
{
	const struct face *serif = face_of(fixture, "Source Serif 4", 400, FALSE);
	const struct token *token =
	        shaper_token(fixture->shaper, serif, TRUE, NULL, "a\357\277\275b", 5);

	g_assert_cmpuint(token->n_pieces, ==, 3);
	g_assert_cmpstr(token->pieces[1].face->family->family, ==, "Tinos");
	g_assert_false(token->lost);
	token = shaper_token(fixture->shaper, serif, TRUE, NULL, "\360\237\253\240", 4);
	g_assert_cmpuint(token->n_pieces, ==, 1);
	g_assert_null(token->pieces[0].face);
	g_assert_true(token->lost);
}

/* The same text is the same token; another face, another one. */
static void
test_cache(struct fixture *fixture, gconstpointer data)
{
	const struct face *serif = face_of(fixture, "Source Serif 4", 400, FALSE);
	const struct face *sans = face_of(fixture, "Be Vietnam Pro", 400, FALSE);
	const struct token *first =
	        shaper_token(fixture->shaper, serif, TRUE, NULL, "đường", 8);
	char text[16];

	for (int i = 0; i < 20000; i++) {
		g_snprintf(text, sizeof(text), "x%d", i);
		g_assert_cmpuint(shaper_token(fixture->shaper, serif, TRUE, NULL, text,
		                         strlen(text))
		                         ->n_glyphs,
		        ==, strlen(text));
	}
	g_assert_true(
	        shaper_token(fixture->shaper, serif, TRUE, NULL, "đường", 8) == first);
	g_assert_true(
	        shaper_token(fixture->shaper, sans, TRUE, NULL, "đường", 8) != first);
}

/* đ is U+0111 and Đ U+0110, although the face draws Đ and Ð with one glyph. */
static void
test_text(struct fixture *fixture, gconstpointer data)
{
	const struct face *serif = face_of(fixture, "Source Serif 4", 400, FALSE);
	const struct token *token;

	token = shaper_token(fixture->shaper, serif, TRUE, NULL, "Đ", 2);
	g_assert_cmpstr(face_text(serif, token->pieces[0].glyphs[0].id), ==, "Đ");
	g_assert_false(token->pieces[0].actual_text);
	token = shaper_token(fixture->shaper, serif, TRUE, NULL, "\303\220", 2);
	g_assert_true(
	        !token->pieces[0].face || token->pieces[0].actual_text ||
	        !strcmp(face_text(serif, token->pieces[0].glyphs[0].id), "\303\220"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/shape/whole", struct fixture, NULL, set_up, test_whole, tear_down);
	g_test_add("/shape/fallback", struct fixture, NULL, set_up, test_fallback,
	        tear_down);
	g_test_add("/shape/cache", struct fixture, NULL, set_up, test_cache, tear_down);
	g_test_add("/shape/text", struct fixture, NULL, set_up, test_text, tear_down);
	return g_test_run();
}
