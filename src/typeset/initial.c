/*
 * initial.c - the large letter with which a paragraph may begin (CSS Inline 3, 5).
 *
 * It is as high as so many lines: from the height of capitals in the first one to the
 * baseline of another, on which it stands; the lines beside it begin to its right. Marks
 * above it get whole lines of white, marks below it another line beside them, so no ink
 * of it touches a line. It is drawn as a path, and its text - with the space behind it,
 * if it is a word - shown beside the rest of its word (struct path), so that readers of a
 * PDF find a word and not a letter and a rest. Quotation marks before it hang in the
 * margin at the size of the text.
 *
 * Invariant: while a block has an initial, its first word is not among the block's words.
 */
#include "text/letter.h"
#include "typeset/outline.h"
#include "typeset/setter.h"

#include <string.h>

/* Ink of a letter whose origin stands at 0, 0. */
struct ink {
	unit left, right, above, below; /* below: < 0 where it ends above the baseline */
};

/* --- the letter ---------------------------------------------------------- */

static gboolean
is_drawn(const struct token *token)
{
	return token->n_pieces == 1 && token->pieces[0].face &&
	       token->pieces[0].face->cap_height > 0;
}

/* The run that a token would be, at 0, 0. */
static struct run
run_of(const struct token *token, unit size)
{
	return (struct run){
	        .face = token->pieces[0].face,
	        .size = size,
	        .scale = 1000,
	        .n_glyphs = token->pieces[0].n_glyphs,
	        .glyphs = token->pieces[0].glyphs,
	};
}

/* The outlines of a token with its origin there. */
static GArray *
outlines(const struct token *token, unit size, unit x, unit y)
{
	GArray *points = g_array_new(FALSE, FALSE, sizeof(struct path_point));
	struct run run = run_of(token, size);
	g_autofree unit *places = g_new(unit, run.n_glyphs + 1);

	run_positions(&run, places);
	for (guint32 i = 0; i < run.n_glyphs; i++)
		outline_append(points, &run, &run.glyphs[i], x + places[i],
		        y - (unit)((gint64)run.glyphs[i].rise * size /
		                    (gint64)run.face->upem));
	return points;
}

static struct ink
ink_of(const struct token *token, unit size)
{
	static const int n_of[] = {
	        [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};
	g_autoptr(GArray) points = outlines(token, size, 0, 0);
	struct ink ink = {G_MAXINT32, G_MININT32, G_MININT32, G_MININT32};

	for (guint i = 0; i < points->len; i++) {
		const struct path_point *point =
		        &g_array_index(points, struct path_point, i);

		for (int k = 0; k < n_of[point->op]; k++) {
			ink.left = MIN(ink.left, point->x[k]);
			ink.right = MAX(ink.right, point->x[k]);
			ink.above = MAX(ink.above, -point->y[k]);
			ink.below = MAX(ink.below, point->y[k]);
		}
	}
	return points->len ? ink : (struct ink){0};
}

/* --- its place ----------------------------------------------------------- */

/* The letter without its marks, for these stand above its edge and do not make it. */
static gunichar
base_of(const struct initial *initial)
{
	gunichar parts[8];

	g_unichar_fully_decompose(g_utf8_get_char(initial->letter->text), FALSE, parts,
	        G_N_ELEMENTS(parts));
	return parts[0];
}

/* How far a letter hangs in the margin, so that its side looks flush: round and pointed
 * ones, in 1/1000 of the size. */
static int
overhang(gunichar base)
{
	static const struct {
		const char *letters;
		int part;
	} rows[] = {{"CGOQ", 16}, {"AVWYTSX", 8}};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
		if (base < 128 && strchr(rows[i].letters, (int)base))
			return rows[i].part;
	return 0;
}

static unit
capitals(const struct face *face, unit size)
{
	return (unit)((gint64)face->cap_height * size / face->upem);
}

static unit
left_of(struct setter *setter, const struct block *block)
{
	const struct initial *initial = block->initial;
	gunichar base = base_of(initial);
	char text[8] = {0};
	const struct token *bare;

	bare = shaper_token(setter->shaper, initial->word.token->face, FALSE, NULL, text,
	        (gsize)g_unichar_to_utf8(base, text));
	return (is_drawn(bare) ? ink_of(bare, initial->size).left : 0) +
	       (unit)((gint64)initial->size * overhang(base) / 1000);
}

static gboolean
is_word(const struct block *block)
{
	return items_is_space(g_array_index(block->words, struct word, 0).before);
}

/* From the letter to the lines: less where the word goes on. */
static unit
gap_of(const struct block *block)
{
	return is_word(block) ? block->size * 4 / 10 : block->size / 4;
}

static void
place(struct setter *setter, struct block *block)
{
	struct initial *initial = block->initial;
	const struct face *face = initial->letter->pieces[0].face;
	unit height = capitals(block->face, block->size) +
	              (unit)((gint64)block->leading * (initial->height - 1000) / 1000);
	unit down = (unit)(initial->sink - 1) * block->leading, foot;
	struct ink ink;

	initial->size = (unit)((gint64)height * face->upem / face->cap_height);
	ink = ink_of(initial->letter, initial->size);
	initial->x = -left_of(setter, block);
	initial->inset = initial->x + ink.right + gap_of(block);
	initial->above = MAX(ink.above - down - block_baseline(block), 0);
	foot = ink.below - (block->leading - block_baseline(block));
	initial->lines = initial->sink;
	if (foot > 0)
		initial->lines += (guint)((foot + block->leading - 1) / block->leading);
}

static void
put_back(struct block *block)
{
	g_array_prepend_val(block->words, block->initial->word);
	g_clear_pointer(&block->initial, g_free);
}

/* A line less; less than two lines are no initial. */
static void
lower(struct setter *setter, struct block *block)
{
	struct initial *initial = block->initial;

	initial->height -= 1000;
	if (initial->sink > 1)
		initial->sink--;
	if (initial->height < 1500 && initial->sink == 1)
		put_back(block);
	else
		place(setter, block);
}

static void
narrow(struct setter *setter, struct block *block)
{
	while (block->initial && block->initial->inset > block->measure / 2)
		lower(setter, block);
}

void
initial_make(struct setter *setter, struct block *block)
{
	struct word *word = &g_array_index(block->words, struct word, 0);
	struct initial *initial;
	int at;

	if (block->words->len < 2 || block->mark || !word->inside ||
	        !word->inside->initial || word->inside->initial < 1500)
		return;
	at = letter_initial(word->token->text, word->token->length);
	if (at < 0)
		return;
	initial = g_new0(struct initial, 1);
	initial->word = *word;
	initial->height = word->inside->initial;
	initial->sink = word->inside->sink;
	initial->before = (guint)at;
	initial->letter = shaper_token(setter->shaper, word->token->face, FALSE, NULL,
	        block->text + word->offset + at, word->token->length - (gsize)at);
	if (at)
		initial->marks = shaper_token(setter->shaper, block->face, FALSE, NULL,
		        block->text + word->offset, (gsize)at);
	block->initial = initial;
	g_array_remove_index(block->words, 0);
	if (!is_drawn(initial->letter) || (at && !is_drawn(initial->marks))) {
		put_back(block);
		return;
	}
	place(setter, block);
	narrow(setter, block);
}

gboolean
initial_fits(struct setter *setter, struct block *block)
{
	if (!block->initial || block->initial->lines <= block->lines->len)
		return TRUE;
	lower(setter, block);
	return FALSE;
}

/* --- painting ------------------------------------------------------------- */

/* What stands before the letter, left of it. */
static void
paint_marks(
        const struct block *block, struct page *page, struct item item, unit x, unit y)
{
	const struct initial *initial = block->initial;
	guint n = initial->marks->pieces[0].n_glyphs;
	struct glyph *glyphs = page_glyphs(page, n);
	struct run run = run_of(initial->marks, block->size);

	memcpy(glyphs, run.glyphs, n * sizeof(*glyphs));
	run.glyphs = glyphs;
	run.width = (unit)((gint64)initial->marks->width * run.size / run.face->upem);
	run.x = x + initial->x - run.width;
	run.y = y;
	run.colour = initial->word.inside->colour;
	run.text = page_text(page, block->text + initial->word.offset, initial->before);
	run.length = initial->before;
	run.offset = initial->word.offset;
	run.actual_text = initial->marks->pieces[0].actual_text;
	item.run = run;
	*page_add(page, ITEM_RUN, item.node, item.artifact) = item;
}

void
initial_paint(
        const struct block *block, struct page *page, struct item item, unit x, unit y)
{
	const struct initial *initial = block->initial;
	unit down = (unit)(initial->sink - 1) * block->leading;
	g_autoptr(GArray) points =
	        outlines(initial->letter, initial->size, x + initial->x, y + down);
	struct path_point *kept = page_points(page, points->len);
	guint offset = initial->word.offset + initial->before;
	guint length = g_array_index(block->words, struct word, 0).offset - offset;

	if (initial->marks) {
		item.kind = ITEM_RUN;
		paint_marks(block, page, item, x, y);
	}
	memcpy(kept, points->data, points->len * sizeof(*kept));
	item.kind = ITEM_PATH;
	item.path = (struct path){
	        .points = kept,
	        .n_points = points->len,
	        .colour = initial->word.inside->colour,
	        .text = page_text(page, block->text + offset, length),
	        .length = length,
	        .offset = offset,
	        .text_x = x + initial->x,
	        .text_y = y,
	        .text_width = initial->inset - initial->x,
	        .text_height = block->size,
	};
	*page_add(page, ITEM_PATH, item.node, item.artifact) = item;
}
