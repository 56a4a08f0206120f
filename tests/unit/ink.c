/*
 * ink.c - no ink of one line touches the next: the tallest letters of Vietnamese below
 * the deepest, in every block of the built-in style, every face that its spans can ask
 * for, and every pair of blocks that may follow one another.
 *
 * A glyph's box (HarfBuzz's extents) is as high as its outline, so boxes apart are ink
 * apart.
 */
#include "app/job.h"
#include "config.h"
#include "style/style.h"
#include "typeset/setter.h"

#include <hb.h>

static const char *const papers[] = {"A4", "A5"};

/* Beside the letters that are known as the worst, all that Vietnamese has. */
static const char deep[] = "gyjpq,;()ạậịụỵặẹệọộợựĐQẠẬỊỤỴẶẸỆỌỘỢỰ";
static const char tall[] = "ẴỄỖẰẮẲĂÂẦẤẨẪÊỀẾỂÔỒỐỔƠỜỚỞỠƯỪỨỬỮÝỲỶỸĐÃÕẼĨŨÀẢÁlbđhk()“”";

/* How far the ink of a text reaches from the baseline, in font units. */
struct reach {
	int up, down;
};

static struct reach
reach_of(const struct face *face, const char *text)
{
	struct reach reach = {0, 0};

	for (; *text; text = g_utf8_next_char(text)) {
		hb_glyph_extents_t extents;
		hb_codepoint_t glyph;

		g_assert_true(hb_font_get_nominal_glyph(
		        face->hb_font, g_utf8_get_char(text), &glyph));
		g_assert_true(hb_font_get_glyph_extents(face->hb_font, glyph, &extents));
		reach.up = MAX(reach.up, extents.y_bearing);
		reach.down = MAX(reach.down, -(extents.y_bearing + extents.height));
	}
	return reach;
}

/* --- the blocks of a style ---------------------------------------------- */

/* A row of text as it may stand in a block: a face at a size on a leading. */
struct sort {
	const char *name;
	enum block_role role;
	struct block block;
	unit up, down; /* reach of the ink */
};

static unit
to_units(const struct face *face, unit size, int value)
{
	return (unit)(((gint64)value * size + face->upem - 1) / face->upem);
}

static void
add_sort(GArray *sorts, const struct face *face, const struct style *all,
        enum block_role role, unit size, unit leading)
{
	const struct block_style *style = &all->blocks[role];
	struct sort sort = {.name = face->postscript,
	        .role = role,
	        .block = {
	                .face = face, .size = size, .leading = leading, .style = style}};
	g_autofree char *capitals = g_utf8_strup(deep, -1);

	sort.up = to_units(face, size, reach_of(face, tall).up);
	sort.down = to_units(face, size,
	        reach_of(face, style->transform == TRANSFORM_UPPERCASE ? capitals : deep)
	                .down);
	g_array_append_val(sorts, sort);
}

/* The block's face and those of the same family that strong and em ask for; of a title
 * all sizes. */
static void
add_role(GArray *sorts, struct fonts *fonts, const struct style *style,
        enum block_role role)
{
	const struct block_style *block = &style->blocks[role];

	for (const struct family_face *row = family_table(); row->family; row++) {
		const struct face *face = fonts_face(fonts, row, NULL);

		if (g_strcmp0(row->family, block->face->family))
			continue;
		if (block->size) {
			add_sort(sorts, face, style, role, block->size, block->leading);
			continue;
		}
		for (gsize i = 0; i < G_N_ELEMENTS(style->titles); i++)
			add_sort(sorts, face, style, role, style->titles[i].size,
			        style->titles[i].leading);
	}
}

static GArray *
all_sorts(struct fonts *fonts, struct job *job, const char *paper)
{
	GArray *sorts = g_array_new(FALSE, FALSE, sizeof(struct sort));
	struct diags *diags = diags_new();
	const struct style *style;

	job->paper = paper;
	style = job_style(job, MEDIUM_PRINT, diags);
	g_assert_nonnull(style);
	g_assert_cmpuint(diags_length(diags), ==, 0);
	diags_free(diags);
	for (int role = 0; role < BLOCK_N_ROLES; role++)
		if (style->blocks[role].face)
			add_role(sorts, fonts, style, role);
	return sorts;
}

/* --- the tests ---------------------------------------------------------- */

/* White between the ink of two lines that follow one another; negative: they may meet. */
static unit
white_between(const struct sort *above, const struct sort *below)
{
	unit bottom = above->block.leading - block_baseline(&above->block);
	unit blocks = above->role == below->role
	                      ? 0
	                      : above->block.style->space_after +
	                                below->block.style->space_before;

	return bottom - above->down + blocks + block_baseline(&below->block) - below->up;
}

static void
check(const char *paper, const struct sort *above, const struct sort *below)
{
	unit white = white_between(above, below);

	if (white < 0)
		g_error("%s: %s %.2f/%.2f below %s %.2f/%.2f overlaps by %.3f pt", paper,
		        below->name, below->block.size / 1024.0,
		        below->block.leading / 1024.0, above->name,
		        above->block.size / 1024.0, above->block.leading / 1024.0,
		        -white / 1024.0);
}

/* Lines of one block, in any two faces of its family. */
static void
test_lines(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(papers); i++) {
		struct fonts *fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
		struct job *job = job_new();
		g_autoptr(GArray) sorts = all_sorts(fonts, job, papers[i]);

		g_assert_cmpuint(sorts->len, >=, BLOCK_N_ROLES);
		for (guint a = 0; a < sorts->len; a++)
			for (guint b = 0; b < sorts->len; b++) {
				const struct sort *above =
				        &g_array_index(sorts, struct sort, a);
				const struct sort *below =
				        &g_array_index(sorts, struct sort, b);

				if (above->role == below->role &&
				        above->block.size == below->block.size)
					check(papers[i], above, below);
			}
		fonts_free(fonts);
		job_free(job);
	}
}

static gboolean
is_cell(enum block_role role)
{
	return role == BLOCK_CELL || role == BLOCK_ROW_HEADER;
}

/* Some stand by themselves; the heading of a table stands only above its cells, and its
 * caption only above the heading or cells. */
static gboolean
may_follow(enum block_role above, enum block_role below)
{
	if (above == BLOCK_BOOK_TITLE || below == BLOCK_BOOK_TITLE ||
	        below == BLOCK_CONTENTS)
		return FALSE;
	if (above == BLOCK_TABLE_CAPTION)
		return is_cell(below) || below == BLOCK_HEADER_CELL;
	return below != BLOCK_HEADER_CELL &&
	       (is_cell(above) || above == BLOCK_HEADER_CELL) == is_cell(below) &&
	       (below != BLOCK_TABLE_CAPTION || !is_cell(above));
}

/* Blocks, with the white that the style puts between them. */
static void
test_blocks(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(papers); i++) {
		struct fonts *fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
		struct job *job = job_new();
		g_autoptr(GArray) sorts = all_sorts(fonts, job, papers[i]);

		for (guint a = 0; a < sorts->len; a++)
			for (guint b = 0; b < sorts->len; b++) {
				const struct sort *above =
				        &g_array_index(sorts, struct sort, a);
				const struct sort *below =
				        &g_array_index(sorts, struct sort, b);

				if (above->role != below->role &&
				        may_follow(above->role, below->role))
					check(papers[i], above, below);
			}
		fonts_free(fonts);
		job_free(job);
	}
}

/* Official papers: Tinos 14 on 19, though no style uses it yet; and the least leading of
 * each family, capitals included. */
static void
test_least(void)
{
	static const struct {
		const char *family;
		int leading; /* 1/1000 of the size */
	} least[] = {{"Source Serif 4", 1260}, {"Be Vietnam Pro", 1456}, {"Tinos", 1357}};
	struct fonts *fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");

	for (gsize i = 0; i < G_N_ELEMENTS(least); i++)
		for (const struct family_face *row = family_table(); row->family; row++) {
			const struct face *face = fonts_face(fonts, row, NULL);
			int ink = reach_of(face, deep).down + reach_of(face, tall).up;

			if (!g_strcmp0(row->family, least[i].family))
				g_assert_cmpint(ink * 1000, <=,
				        least[i].leading * (int)face->upem);
		}
	fonts_free(fonts);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ink/lines", test_lines);
	g_test_add_func("/ink/blocks", test_blocks);
	g_test_add_func("/ink/least", test_least);
	return g_test_run();
}
