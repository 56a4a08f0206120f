/*
 * fallback.c - characters that the asked face does not have: who stands in, what is
 * embedded, and what its codes tell. The machine's fonts are those of tests/fonts.conf
 * (packages fonts-noto-cjk and fonts-dejavu-core).
 */
#include "typeset/fallback.h"
#include "base/cff.h"
#include "base/subset.h"
#include "config.h"
#include "typeset/shape.h"
#include "write/pdf/embed.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

enum { FS_TYPE = 8 /* in OS/2 */, FACES_TRIED = 400 };

struct fixture {
	struct fonts *fonts;
	struct fallback *fallback;
	struct shaper *shaper;
	struct embed *embed;
	const struct face *serif, *sans;
	char *path; /* of a font file to be made */
};

static void
set_up(struct fixture *f, gconstpointer data)
{
	f->fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
	f->fallback = fallback_new(f->fonts);
	f->shaper = shaper_new(f->fonts);
	f->embed = embed_new();
	f->serif = fonts_face(f->fonts, family_find("Source Serif 4", 400, FALSE), NULL);
	f->sans = fonts_face(f->fonts, family_find("Be Vietnam Pro", 600, FALSE), NULL);
	f->path = g_strdup_printf(
	        "%s/anban-unit-fallback-%d.otf", g_get_tmp_dir(), getpid());
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
	g_remove(f->path);
	g_free(f->path);
	embed_free(f->embed);
	shaper_free(f->shaper);
	fallback_free(f->fallback);
	fonts_free(f->fonts);
}

static const struct face *
find(struct fixture *f, const struct face *face, gunichar c)
{
	return fallback_find(f->fallback, face, &c, 1);
}

/* --- who stands in ------------------------------------------------------ */

/* Bundled faces first: U+FFFD is in Tinos, also of the asked slant. */
static void
test_bundled(struct fixture *f, gconstpointer data)
{
	const struct face *italic =
	        fonts_face(f->fonts, family_find("Source Serif 4", 400, TRUE), NULL);

	g_assert_true(find(f, f->serif, 0x1EA4) == f->serif);
	g_assert_cmpstr(find(f, f->serif, 0xFFFD)->postscript, ==, "Tinos-Regular");
	g_assert_cmpstr(find(f, italic, 0xFFFD)->postscript, ==, "Tinos-Italic");
	/* Greek and Cyrillic in a sign come from the text's family */
	g_assert_cmpstr(find(f, f->sans, 0x416)->postscript, ==, "SourceSerif4-SemiBold");
}

/* Han with serifs beside serifs, bold beside semibold; each answer always the same. */
static void
test_machine(struct fixture *f, gconstpointer data)
{
	const struct face *han = find(f, f->serif, 0x6C38);

	g_assert_cmpstr(han->postscript, ==, "NotoSerifCJKtc-Regular");
	g_assert_true(han->compact);
	g_assert_nonnull(han->cids);
	g_assert_cmpstr(find(f, f->sans, 0x6C38)->postscript, ==, "NotoSansCJKtc-Bold");
	g_assert_cmpstr(find(f, f->serif, 0x262F)->postscript, ==, "DejaVuSans");
	g_assert_false(find(f, f->serif, 0x262F)->compact);
	g_assert_true(find(f, f->serif, 0x6C38) == han);
	g_assert_null(find(f, f->serif, 0x1FAE0));
	g_assert_null(find(f, f->serif, 0x1FAE0));
}

/* A letter with its marks comes from one face, or is framed whole. */
static void
test_marks(struct fixture *f, gconstpointer data)
{
	const struct token *token =
	        shaper_token(f->shaper, f->serif, TRUE, NULL, "h\314\206\341\272\241", 6);
	const struct token *frame =
	        shaper_token(f->shaper, f->serif, TRUE, NULL, "ba\360\236\200\200c", 7);

	g_assert_cmpuint(token->n_pieces, ==, 1);
	g_assert_cmpuint(token->pieces[0].glyphs[1].flags, ==, GLYPH_MARK);
	g_assert_cmpint(token->pieces[0].glyphs[1].rise, >, 0);
	g_assert_true(frame->lost);
	g_assert_cmpuint(frame->n_pieces, ==, 3);
	g_assert_null(frame->pieces[1].face);
	g_assert_cmpuint(frame->pieces[1].length, ==, 5);
}

/* --- which files are taken ---------------------------------------------- */

static void
put_16(guint8 *at, guint value)
{
	at[0] = (guint8)(value >> 8);
	at[1] = (guint8)value;
}

/* The table of a font file (not a collection). */
static guint8 *
find_table(guint8 *file, const char *tag)
{
	guint n = file[4] << 8 | file[5];

	for (guint i = 0; i < n; i++) {
		const guint8 *row = file + 12 + 16 * i;

		if (!memcmp(row, tag, 4))
			return file +
			       (row[8] << 24 | row[9] << 16 | row[10] << 8 | row[11]);
	}
	g_assert_not_reached();
}

static gboolean
is_taken(struct fixture *f, const guint8 *data, gsize size)
{
	struct fonts *fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
	gboolean taken;

	g_assert_true(g_file_set_contents(f->path, (const char *)data, size, NULL));
	taken = fonts_stand_in(fonts, f->path, 0, f->serif->family) != NULL;
	fonts_free(fonts);
	return taken;
}

/* What may not be embedded as a subset is not used (OS/2.fsType). */
static void
test_permission(struct fixture *f, gconstpointer data)
{
	static const struct {
		guint type;
		gboolean taken;
	} cases[] = {{0, TRUE}, {0x2, FALSE}, {0x4, TRUE}, {0x8, TRUE}, {0xA, TRUE},
	        {0x100, FALSE}, {0x108, FALSE}, {0x200, FALSE}};
	gsize size;
	const void *file = g_bytes_get_data(f->serif->file, &size);
	g_autofree guint8 *copy = g_memdup2(file, size);

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		put_16(find_table(copy, "OS/2") + FS_TYPE, cases[i].type);
		g_assert_true(is_taken(f, copy, size) == cases[i].taken);
	}
}

/* Files cut off or with bytes changed at random: refused or used, never a crash. */
static void
test_damaged(struct fixture *f, gconstpointer data)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(61);
	gsize size;
	const guint8 *file = g_bytes_get_data(f->serif->file, &size);

	for (int i = 0; i < 60; i++) {
		g_autofree guint8 *copy = g_memdup2(file, size);
		gsize cut =
		        i % 3 ? size : (gsize)g_rand_int_range(random, 0, (gint32)size);

		for (int k = 0; k < 20; k++)
			copy[g_rand_int_range(random, 0, i % 2 ? 400 : (gint32)size)] =
			        (guint8)g_rand_int(random);
		is_taken(f, copy, cut);
	}
	g_assert_false(is_taken(f, file, 100));
	g_assert_null(fonts_stand_in(f->fonts, "/nowhere.ttf", 0, f->serif->family));
}

/* --- CIDs --------------------------------------------------------------- */

/* Every FACES_TRIEDth glyph of a CID-keyed font, with ids closed up: CIDs stay, so that
 * they are no longer the ids. */
static GBytes *
closed_up(const struct face *han, GArray *ids)
{
	guint32 none = 0;

	g_array_append_val(ids, none);
	for (guint32 id = 7; id < han->n_glyphs; id += FACES_TRIED)
		g_array_append_val(ids, id);
	return subset_font(han->file, han->file_index, SUBSET_BY_CID,
	        (const guint32 *)(gpointer)ids->data, ids->len, NULL);
}

static void
test_cids(struct fixture *f, gconstpointer data)
{
	const struct face *han = find(f, f->serif, 0x6C38), *small;
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autoptr(GBytes) font = closed_up(han, ids);
	gsize size;
	const void *bytes = g_bytes_get_data(font, &size);

	g_assert_true(g_file_set_contents(f->path, bytes, (gssize)size, NULL));
	small = fonts_stand_in(f->fonts, f->path, 0, f->serif->family);
	g_assert_nonnull(small);
	g_assert_cmpuint(small->n_glyphs, ==, ids->len);
	for (guint i = 0; i < ids->len; i++) {
		guint32 id = g_array_index(ids, guint32, i);

		g_assert_cmpuint(small->cids[i], ==, han->cids[id]);
		g_assert_cmpuint(small->widths[i], ==, han->widths[id]);
	}
}

/* Any bytes are read without going outside; a charset that ends early gives zeros. */
static void
test_charset(struct fixture *f, gconstpointer data)
{
	const struct face *han = find(f, f->serif, 0x6C38);
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autoptr(GBytes) font = closed_up(han, ids);
	g_autoptr(GBytes) table = subset_compact(font, 0);
	gsize size;
	const guint8 *bytes = g_bytes_get_data(table, &size);
	g_autoptr(GRand) random = g_rand_new_with_seed(43);

	for (gsize length = 0; length < MIN(size, 4000); length++) {
		g_autofree guint8 *cut = g_memdup2(bytes, length);

		g_free(cff_cids(cut, length, ids->len));
	}
	for (int i = 0; i < 20000; i++) {
		g_autofree guint8 *copy = g_memdup2(bytes, 300);

		for (int k = 0; k < 4; k++)
			copy[g_rand_int_range(random, 0, 300)] =
			        (guint8)g_rand_int(random);
		g_free(cff_cids(copy, 300, ids->len));
	}
	g_assert_null(cff_cids(bytes, 10, ids->len));
	g_assert_null(cff_cids((const guint8 *)"", 0, 1));
}

/* --- what codes tell ---------------------------------------------------- */

/* The reading of the first piece of a token. */
static int
reading_of(struct fixture *f, const char *text)
{
	const struct token *token =
	        shaper_token(f->shaper, f->serif, TRUE, NULL, text, strlen(text));
	const struct piece *piece = &token->pieces[0];
	struct run run = {.face = piece->face,
	        .text = token->text,
	        .length = piece->length,
	        .glyphs = piece->glyphs,
	        .n_glyphs = piece->n_glyphs};

	return embed_reading(f->embed, &run);
}

/* One glyph, two characters: the second gets a reading of its own. */
static void
test_readings(struct fixture *f, gconstpointer data)
{
	g_assert_cmpint(reading_of(f, "đường"), ==, EMBED_OWN);
	g_assert_cmpint(reading_of(f, "µm"), ==, EMBED_OWN);
	g_assert_cmpint(reading_of(f, "μ"), ==, 1);
	g_assert_cmpint(reading_of(f, "μm"), ==, 1);
	/* a mark belongs to its letter */
	g_assert_cmpint(reading_of(f, "ơ\314\206"), ==, 1);
	/* but not the same letter with another */
	g_assert_cmpint(reading_of(f, "ơ\314\212"), ==, 2);
	/* no code has two texts at once */
	g_assert_cmpint(reading_of(f, "µμ"), ==, EMBED_NO_READING);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                  \
	g_test_add("/fallback/" name, struct fixture, NULL, set_up, test, tear_down)
	ADD("bundled", test_bundled);
	ADD("machine", test_machine);
	ADD("marks", test_marks);
	ADD("permission", test_permission);
	ADD("damaged", test_damaged);
	ADD("cids", test_cids);
	ADD("charset", test_charset);
	ADD("readings", test_readings);
#undef ADD
	return g_test_run();
}
