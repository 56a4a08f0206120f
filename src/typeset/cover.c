/*
 * cover.c - a cover is set on its middle axis: occasion, title, short rule, ornament, and
 * at the foot who made it and when.
 *
 * The title takes the largest size in which it keeps to its room, never breaks a word and
 * has few lines; the ornament fills what is left. Sizes are in points on a page of
 * 400 × 640 pt.
 */
#include "typeset/cover.h"

#include "typeset/rosette.h"
#include "typeset/setter.h"

#include <string.h>

#define PT(points) UNIT_POINTS(points)

enum {
	MARGIN = 36 * UNIT_PT,
	MEASURE = COVER_WIDTH - 2 * MARGIN,
	TOP = 46 * UNIT_PT,
	FOOT = 598 * UNIT_PT,          /* baseline of the last line */
	TITLE_ROOM = 206 * UNIT_PT,    /* height of the title at most */
	ORNAMENT_MOST = 158 * UNIT_PT, /* radius */
	AIR = 26 * UNIT_PT             /* around the ornament, at least */
};

struct cover {
	struct setter setter;
	struct style style; /* the document's, with the cover's roles */
	struct page *page;
	guint32 ground, ink, accent;
	unit y; /* how far the page is filled */
};

/* --- the look ----------------------------------------------------------- */

static void
set_role(struct cover *cover, enum block_role role, unit size, unit leading,
        guint32 colour)
{
	struct block_style *block = &cover->style.blocks[role];

	block->size = size;
	block->leading = leading;
	block->align = ALIGN_CENTRE;
	block->balanced = TRUE;
	block->colour = colour;
	block->indent = block->margin_left = block->margin_right = 0;
}

static void
choose_look(struct cover *cover, const struct style *style, gboolean book)
{
	cover->style = *style;
	cover->ground = book ? style->accent : 0xFFFFFF;
	cover->ink = book ? 0xFFFFFF : 0;
	cover->accent = book ? 0xFFFFFF : style->accent;
	set_role(cover, BLOCK_KICKER, PT(12.5), PT(19), cover->accent);
	set_role(cover, BLOCK_DATELINE, PT(13), PT(19), cover->ink);
	cover->style.blocks[BLOCK_KICKER].letter_spacing = PT(12.5) / 14;
}

static void
fill_ground(struct cover *cover)
{
	struct path_point *points = page_points(cover->page, 5);

	points[0] = (struct path_point){PATH_MOVE, {0}, {0}};
	points[1] = (struct path_point){PATH_LINE, {COVER_WIDTH}, {0}};
	points[2] = (struct path_point){PATH_LINE, {COVER_WIDTH}, {COVER_HEIGHT}};
	points[3] = (struct path_point){PATH_LINE, {0}, {COVER_HEIGHT}};
	points[4] = (struct path_point){PATH_CLOSE, {0}, {0}};
	page_add(cover->page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 5, 0, cover->ground, NULL, 0};
}

/* --- words -------------------------------------------------------------- */

static gboolean
is_blank(const char *text)
{
	return !text || !text[strspn(text, " ")];
}

static struct block *
set_block(struct cover *cover, enum block_role role, const char *text)
{
	struct block *block = block_new(&cover->setter, NULL, role, text, MEASURE);

	block_break(&cover->setter, block);
	return block;
}

/* At most so many lines, from y on. Returns where they end. */
static unit
paint_block(struct cover *cover, const struct block *block, guint most, unit y)
{
	for (guint i = 0; i < MIN(block->lines->len, most); i++, y += block->leading)
		line_paint(&cover->setter, cover->page, block,
		        &g_array_index(block->lines, struct line, i), MARGIN,
		        y + block_baseline(block), ARTIFACT_LAYOUT);
	return y;
}

static unit
paint_words(
        struct cover *cover, enum block_role role, const char *text, guint most, unit y)
{
	struct block *block = set_block(cover, role, text);

	y = paint_block(cover, block, most, y);
	block_free(block);
	return y;
}

/* --- the title ---------------------------------------------------------- */

static const int title_sizes[] = {46, 42, 38, 34, 31, 28, 25, 22, 19, 17};

/* Does a line end where no head is to be torn? */
static gboolean
is_torn(const struct block *block)
{
	for (guint i = 0; i + 1 < block->lines->len; i++)
		if (items_tears(block, g_array_index(block->lines, struct line, i).end))
			return TRUE;
	return FALSE;
}

/* Large titles are of few lines. */
static gboolean
fits(const struct block *block, int size)
{
	guint most = size > 30 ? 3 : (guint)(TITLE_ROOM / block->leading);

	if (block->lines->len > most)
		return FALSE;
	for (guint i = 0; i < block->lines->len; i++) {
		const struct line *line = &g_array_index(block->lines, struct line, i);

		if (line->width > block->measure)
			return FALSE;
	}
	return TRUE;
}

/* The words of the lines that have room, and an ellipsis. */
static char *
cut(const struct block *block, guint lines)
{
	const struct line *last = &g_array_index(block->lines, struct line, lines - 1);
	guint end = last->end > last->first + 1 ? last->end - 2 : last->end - 1;
	const struct word *word = &g_array_index(block->words, struct word, end);

	return g_strdup_printf(
	        "%.*s…", (int)(word->offset + word->token->length), block->text);
}

/* The title in the largest size that fits; NULL: each tears it. Otherwise
 * the smallest size, whether it fits or not. */
static struct block *
choose_size(struct cover *cover, const char *title, gboolean whole)
{
	struct block *block = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(title_sizes); i++) {
		unit size = title_sizes[i] * UNIT_PT;

		block_free(block);
		set_role(cover, BLOCK_BOOK_TITLE, size, size * 128 / 100, cover->ink);
		block = set_block(cover, BLOCK_BOOK_TITLE, title);
		if (fits(block, title_sizes[i]) && !(whole && is_torn(block)))
			return block;
	}
	if (whole)
		g_clear_pointer(&block, block_free);
	return block;
}

static void
paint_title(struct cover *cover, const char *title)
{
	struct block *block = choose_size(cover, title, TRUE);
	guint most;

	if (!block)
		block = choose_size(cover, title, FALSE);
	most = (guint)(TITLE_ROOM / block->leading);
	if (block->lines->len > most) {
		g_autofree char *words = cut(block, most);

		block_free(block);
		block = set_block(cover, BLOCK_BOOK_TITLE, words);
	}
	cover->y = paint_block(cover, block, most, cover->y);
	block_free(block);
}

/* --- the page ----------------------------------------------------------- */

static void
paint_rule(struct cover *cover)
{
	struct path_point *points = page_points(cover->page, 2);
	unit half = PT(24);

	cover->y += PT(14);
	points[0] = (struct path_point){PATH_MOVE, {COVER_WIDTH / 2 - half}, {cover->y}};
	points[1] = (struct path_point){PATH_LINE, {COVER_WIDTH / 2 + half}, {cover->y}};
	page_add(cover->page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 2, PT(1.6), cover->accent, NULL, 0};
}

/* Up from the foot. Returns where it begins. */
static unit
paint_foot(struct cover *cover, const struct cover_words *words)
{
	unit leading = cover->style.blocks[BLOCK_DATELINE].leading;
	unit y = FOOT - leading;

	if (!is_blank(words->year)) {
		paint_words(cover, BLOCK_DATELINE, words->year, 1, y);
		y -= leading;
	}
	if (!is_blank(words->maker)) {
		paint_words(cover, BLOCK_DATELINE, words->maker, 1, y);
		y -= leading;
	}
	return y + leading;
}

static void
paint_all(struct cover *cover, const struct cover_words *words)
{
	unit foot, room;

	fill_ground(cover);
	cover->y = TOP;
	if (!is_blank(words->kicker))
		cover->y =
		        PT(10) + paint_words(cover, BLOCK_KICKER, words->kicker, 2, TOP);
	paint_title(cover, words->title);
	paint_rule(cover);
	foot = paint_foot(cover, words);
	room = foot - cover->y;
	rosette_draw(cover->page, COVER_WIDTH / 2, cover->y + room / 2,
	        MIN(room / 2 - AIR, ORNAMENT_MOST), cover->accent);
}

struct page *
cover_page(const struct tree *tree, struct fonts *fonts, const struct style *style,
        const struct cover_words *words, struct diags *diags)
{
	struct cover *cover = g_new0(struct cover, 1);
	struct page *page = NULL;

	choose_look(cover, style, tree_root(tree)->kind == NODE_BOOK);
	cover->setter = (struct setter){
	        .tree = tree, .style = &cover->style, .fonts = fonts, .diags = diags};
	if (setter_open(&cover->setter)) {
		page = cover->page = page_new(0, COVER_WIDTH, COVER_HEIGHT);
		paint_all(cover, words);
		setter_close(&cover->setter);
	}
	g_free(cover);
	return page;
}
