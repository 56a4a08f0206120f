/*
 * line.c - a line of words becomes runs on a page.
 *
 * Glyphs are copied from the tokens; spaces get the kerning that their neighbours ask
 * for, and in a justified line all gaps get the same share of the rest. A run ends where
 * the face or what it stands inside changes, where glyphs do not tell their text, and at
 * a frame. Lines along a text (underlines) are drawn when the words are, and are layout.
 */
#include "typeset/setter.h"

#include "text/nobreak.h"

#include <string.h>

/* A line drawn along a text. */
struct stroke {
	unit x, end, y; /* y: the baseline of the text */
	unit text_end;  /* without a space that stands last */
	guint decoration;
	guint32 colour;
};

/* A line on its way to the page. */
struct pen {
	struct page *page;
	const struct block *block;
	unit x, y;
	const struct line *line;
	struct glyph *glyphs; /* room for the whole line */
	guint n_glyphs;       /* used */
	GArray *strokes;      /* of struct stroke; NULL: none */
	gboolean stroking;    /* the last of them may go on */

	/* the run being built */
	const struct face *face;           /* NULL: none */
	const struct inside_style *inside; /* NULL: as the block */
	guint first_glyph;
	guint text_start, text_end; /* bytes of the block's text */
	gboolean actual_text;

	/* whose text it writes: the block's, that of a head in it, or a space between */
	enum artifact artifact;
	guint32 node;
	guint base;            /* where the text begins in the block's */
	const GArray *phrases; /* or NULL */

	guint phrase;  /* of these: that in which the pen writes */
	unit link_x;   /* where the link begins, on this line */
	unit link_end; /* and ends, without a space */
};

static const struct word *
word_at(const struct block *block, guint i)
{
	return &g_array_index(block->words, struct word, i);
}

/* --- runs --------------------------------------------------------------- */

/* The width of the glyphs with their gaps, and without the space at the end. */
static unit
measure_run(const struct run *run, unit *end)
{
	gint64 advances = 0, extra = 0, trailing = 0, upem = run->face->upem;
	const struct glyph *last = NULL;
	guint gaps = 0;

	for (guint32 i = 0; i < run->n_glyphs; i++) {
		last = &run->glyphs[i];
		advances += run->face->widths[last->id] + last->kern;
		gaps += (last->flags & GLYPH_GAP) != 0;
	}
	extra = (gint64)run->n_glyphs * run->tracking + (gint64)gaps * run->gap;
	*end = run->x + (unit)((advances * run->size / upem + extra) * run->scale / 1000);
	if (last && last->id == run->face->space && last->bytes) {
		trailing = run->face->widths[last->id] + last->kern;
		extra -= run->tracking + (last->flags & GLYPH_GAP ? run->gap : 0);
	}
	return (unit)(((advances - trailing) * run->size / upem + extra) * run->scale /
	              1000);
}

static gboolean
is_blank(const struct run *run)
{
	for (guint32 i = 0; i < run->n_glyphs; i++)
		if (run->glyphs[i].id != run->face->space)
			return FALSE;
	return TRUE;
}

/* What is to be drawn along a run; across a space from one word to the next. */
static void
add_stroke(struct pen *pen, const struct run *run)
{
	const struct inside_style *inside = pen->inside;
	struct stroke stroke = {.x = run->x,
	        .end = pen->x,
	        .y = pen->y,
	        .text_end = run->x + run->width,
	        .decoration = inside ? inside->decoration : pen->block->style->decoration,
	        .colour = inside ? inside->decoration_colour
	                         : pen->block->style->decoration_colour};
	struct stroke *last = pen->stroking ? &g_array_index(pen->strokes, struct stroke,
	                                              pen->strokes->len - 1)
	                                    : NULL;

	if (!stroke.decoration) {
		pen->stroking &= is_blank(run);
		return;
	}
	if (last && last->decoration == stroke.decoration &&
	        last->colour == stroke.colour) {
		last->end = stroke.end;
		last->text_end = stroke.text_end;
		return;
	}
	if (is_blank(run))
		return;
	if (!pen->strokes)
		pen->strokes = g_array_new(FALSE, FALSE, sizeof(struct stroke));
	g_array_append_val(pen->strokes, stroke);
	pen->stroking = TRUE;
}

/* The size of what is set now, and how far its baseline is raised. */
static unit
size_now(const struct pen *pen)
{
	return items_size(pen->block, &(struct word){.inside = pen->inside});
}

static unit
rise_now(const struct pen *pen)
{
	const struct inside_style *inside = pen->inside;

	return inside ? (unit)((gint64)inside->rise * pen->block->size / inside->of) : 0;
}

/* An item of the block's node. */
static struct item *
add_item(struct pen *pen, enum item_kind kind)
{
	struct item *item = page_add(pen->page, kind, pen->node, pen->artifact);

	item->phrase = pen->phrase;
	return item;
}

static void
close_run(struct pen *pen)
{
	const struct block *block = pen->block;
	const struct inside_style *inside = pen->inside;
	struct run *run;

	if (!pen->face)
		return;
	run = &add_item(pen, ITEM_RUN)->run;
	*run = (struct run){
	        .face = pen->face,
	        .size = size_now(pen),
	        .x = pen->x,
	        .y = pen->y - rise_now(pen),
	        .gap = pen->line->gap + block->style->word_spacing,
	        .tracking =
	                (inside ? inside->letter_spacing : block->style->letter_spacing) +
	                pen->line->tracking,
	        .scale = pen->line->scale,
	        .colour = inside ? inside->colour : block->style->colour,
	        .actual_text = pen->actual_text,
	        .length = pen->text_end - pen->text_start,
	        .offset = pen->text_start - pen->base,
	        .n_glyphs = pen->n_glyphs - pen->first_glyph,
	        .glyphs = pen->glyphs + pen->first_glyph,
	};
	run->text =
	        block->own_text || !block->node
	                ? page_text(pen->page, block->text + pen->text_start, run->length)
	                : block->text + pen->text_start;
	run->width = measure_run(run, &pen->x);
	add_stroke(pen, run);
	pen->link_end = run->x + run->width;
	pen->face = NULL;
}

static void
open_run(struct pen *pen, const struct face *face, const struct inside_style *inside,
        gboolean actual_text, guint text_start)
{
	if (pen->face == face && pen->inside == inside &&
	        pen->actual_text == actual_text && !actual_text)
		return;
	close_run(pen);
	pen->face = face;
	pen->inside = inside;
	pen->actual_text = actual_text;
	pen->first_glyph = pen->n_glyphs;
	pen->text_start = pen->text_end = text_start;
}

/* --- what stands in a line ---------------------------------------------- */

/* A rectangle, half a stroke inside its place, for a character that no font has. */
static void
paint_frame(struct pen *pen, const struct piece *piece, guint text_start)
{
	const struct block *block = pen->block;
	gint64 upem = block->face->upem, size = size_now(pen);
	unit width = (unit)(piece->width * size / upem);
	unit height = (unit)(block->face->cap_height * size / upem);
	unit stroke = (unit)size / 24, side = (unit)size / 16;
	struct path_point *points = page_points(pen->page, 5);
	unit x0 = pen->x + side, x1 = pen->x + width - side, y0 = pen->y - rise_now(pen),
	     y1 = y0 - height;
	struct path *path;

	points[0] = (struct path_point){PATH_MOVE, {x0}, {y0}};
	points[1] = (struct path_point){PATH_LINE, {x1}, {y0}};
	points[2] = (struct path_point){PATH_LINE, {x1}, {y1}};
	points[3] = (struct path_point){PATH_LINE, {x0}, {y1}};
	points[4] = (struct path_point){PATH_CLOSE, {0}, {0}};
	path = &add_item(pen, ITEM_PATH)->path;
	*path = (struct path){points, 5, stroke,
	        pen->inside ? pen->inside->colour : block->style->colour, NULL,
	        piece->length};
	path->text = page_text(pen->page, block->text + text_start, piece->length);
	path->offset = text_start - pen->base;
	pen->x += width;
	pen->link_end = pen->x;
}

/* --- links ---------------------------------------------------------------- */

/* What the line has of the link, from top to bottom of the line. An entry of the contents
 * leads to its article and nowhere else. */
static void
close_link(struct pen *pen)
{
	const struct block *block = pen->block;
	struct link link = {
	        .x = pen->link_x,
	        .y = pen->y - block_baseline(block),
	        .width = MAX(pen->link_end - pen->link_x, UNIT_PT),
	        .height = block->leading,
	        .node = pen->node,
	        .phrase = pen->phrase,
	};

	if (!pen->phrases || pen->artifact || block->node->kind == NODE_ENTRY)
		return;
	link.address = phrases_index(pen->phrases, pen->phrase)->address;
	link.target = phrases_index(pen->phrases, pen->phrase)->target;
	if (link.address || link.target)
		g_array_append_val(pen->page->links, link);
}

/* The pen comes to a byte of the block's text: another phrase may begin there. */
static void
enter_phrase(struct pen *pen, guint32 offset)
{
	const GArray *phrases = pen->phrases;
	guint next;

	if (!phrases)
		return;
	next = phrases_at(phrases, pen->phrase, offset - pen->base);
	if (next == pen->phrase)
		return;
	close_run(pen);
	if (phrases_index(phrases, next)->link !=
	        phrases_index(phrases, pen->phrase)->link) {
		close_link(pen);
		pen->link_x = pen->link_end = pen->x;
	}
	pen->phrase = next;
}

/* --- a head that runs in -------------------------------------------------- */

/* The pen comes to a byte of the block's text: to the head's, or its own. */
static void
take_up(struct pen *pen, guint32 offset)
{
	const struct block *block = pen->block;
	gboolean in_head = offset < block->base;
	const struct node *node = in_head ? block->head->node : block->node;

	pen->node = pen->artifact || !node ? 0 : node->id;
	pen->base = in_head ? 0 : block->base;
	pen->phrases = in_head ? block->head->phrases : block->phrases;
	pen->phrase = pen->phrases ? phrases_at(pen->phrases, 0, offset - pen->base) : 0;
	pen->link_x = pen->link_end = pen->x;
}

static void
paint_piece(struct pen *pen, const struct piece *piece, const struct inside_style *inside,
        guint text_start)
{
	if (!piece->face) {
		close_run(pen);
		pen->inside = inside;
		paint_frame(pen, piece, text_start);
		return;
	}
	open_run(pen, piece->face, inside, piece->actual_text, text_start);
	memcpy(pen->glyphs + pen->n_glyphs, piece->glyphs,
	        piece->n_glyphs * sizeof(struct glyph));
	pen->n_glyphs += piece->n_glyphs;
	pen->text_end = text_start + piece->length;
}

/* The space before word i, in the block's face. after: NULL at the end of a line. */
static void
paint_space(struct pen *pen, const struct word *before, const struct word *after,
        const struct inside_style *inside, gboolean fixed)
{
	guint start = before->offset + before->token->length;
	guint length = pen->block->text[start] == ' ' ? 1 : 2;
	struct glyph *space;

	enter_phrase(pen, start);
	open_run(pen, pen->block->face, inside, FALSE, start);
	space = &pen->glyphs[pen->n_glyphs];
	*space = (struct glyph){.id = pen->block->face->space, .bytes = (guint8)length};
	if (after) {
		if (pen->n_glyphs > pen->first_glyph)
			space[-1].kern += items_trail(pen->block, before);
		else
			space->kern += items_trail(pen->block, before);
		space->kern += items_lead(pen->block, after);
		space->flags = fixed ? 0 : GLYPH_GAP;
	}
	pen->n_glyphs++;
	pen->text_end = start + length;
}

/* The space between a head and the text, which is of neither. */
static void
paint_between(struct pen *pen, const struct word *before, const struct word *after)
{
	enum artifact artifact = pen->artifact;

	close_run(pen);
	close_link(pen);
	pen->artifact = artifact ? artifact : ARTIFACT_LAYOUT;
	pen->node = 0;
	pen->phrases = NULL;
	pen->phrase = 0;
	paint_space(pen, before, after, NULL, FALSE);
	close_run(pen);
	pen->artifact = artifact;
}

/* The space at which the line was broken, so that text copied from the page has it. */
static void
paint_last_space(struct pen *pen, const struct line *line)
{
	const struct word *last = word_at(pen->block, line->end - 1);
	guint end = last->offset + last->token->length;

	if (line->end >= pen->block->words->len || !pen->block->text[end] ||
	        !items_is_space(word_at(pen->block, line->end)->before))
		return;
	if (items_leaves_head(pen->block, line->end))
		paint_between(pen, last, NULL);
	else
		paint_space(pen, last, NULL,
		        items_space_inside(pen->block, line->end) ? last->inside : NULL,
		        TRUE);
}

static void
paint_words(struct pen *pen, const struct line *line)
{
	for (guint i = line->first; i < line->end; i++) {
		const struct word *word = word_at(pen->block, i);

		if (i > line->first && items_leaves_head(pen->block, i)) {
			paint_between(pen, word - 1, word);
			take_up(pen, word->offset);
		} else if (i > line->first && items_is_space(word->before)) {
			paint_space(pen, word - 1, word,
			        items_space_inside(pen->block, i) ? word->inside : NULL,
			        word->before == BREAKING_FIXED);
		}
		enter_phrase(pen, word->offset);
		for (guint k = 0; k < word->token->n_pieces; k++)
			paint_piece(pen, &word->token->pieces[k], word->inside,
			        word->offset + word->token->pieces[k].offset);
	}
	paint_last_space(pen, line);
	close_run(pen);
	close_link(pen);
}

/* --- the line ----------------------------------------------------------- */

static unit
align_of(const struct block *block, unit room)
{
	switch (block->style->align) {
	case ALIGN_RIGHT:
		return MAX(room, 0);
	case ALIGN_CENTRE:
		return MAX(room, 0) / 2;
	default:
		return 0;
	}
}

/* A lozenge as high as a small letter, after the last word. */
static void
paint_end_mark(struct pen *pen, guint32 colour)
{
	const struct block *block = pen->block;
	unit radius = block->size * 21 / 100;
	unit x = pen->x + items_end_mark(block) - radius;
	unit y = pen->y -
	         (unit)((gint64)block->face->x_height * block->size / block->face->upem) /
	                 2;

	page_lozenge(pen->page, x, y, radius, colour);
}

/* One of the lines along a text, `above` its baseline. */
static void
paint_stroke(struct pen *pen, const struct stroke *stroke, gint64 above)
{
	gboolean last = stroke == &g_array_index(pen->strokes, struct stroke,
	                                  pen->strokes->len - 1);
	unit end = last ? stroke->text_end : stroke->end;
	unit size = pen->block->size, thickness = MAX(size / 22, UNIT_PT * 2 / 5);
	unit y = stroke->y - (unit)above;
	struct path_point *points = page_points(pen->page, 2);

	points[0] = (struct path_point){PATH_MOVE, {stroke->x}, {y}};
	points[1] = (struct path_point){PATH_LINE, {end}, {y}};
	page_add(pen->page, ITEM_PATH, 0, pen->artifact ? pen->artifact : ARTIFACT_LAYOUT)
	        ->path = (struct path){points, 2, thickness, stroke->colour, NULL, 0};
}

/* An underline runs below the dots of ạ and ị, a line above over the marks of Ấ. */
static void
paint_strokes(struct pen *pen)
{
	const struct face *face = pen->block->face;
	gint64 size = pen->block->size, upem = face->upem;

	for (guint i = 0; pen->strokes && i < pen->strokes->len; i++) {
		const struct stroke *stroke =
		        &g_array_index(pen->strokes, struct stroke, i);

		if (stroke->decoration & DECORATION_UNDER)
			paint_stroke(pen, stroke, -size * 24 / 100);
		if (stroke->decoration & DECORATION_OVER)
			paint_stroke(pen, stroke, size);
		if (stroke->decoration & DECORATION_THROUGH)
			paint_stroke(pen, stroke, face->x_height * size / upem / 2);
	}
	if (pen->strokes)
		g_array_unref(pen->strokes);
}

/* At most so many: a space may stand before every word, and after the last. */
static guint
count_glyphs(const struct block *block, const struct line *line)
{
	guint n = line->end - line->first;

	for (guint i = line->first; i < line->end; i++)
		n += word_at(block, i)->token->n_glyphs;
	return n;
}

unit
line_paint(struct setter *setter, struct page *page, const struct block *block,
        const struct line *line, unit x, unit y, enum artifact artifact)
{
	unit indent = line->inset + (line->first == 0 ? block_indent(block) : 0);
	unit room = block->measure - indent - line->width -
	            (line->last ? items_end_mark(block) : 0);
	struct pen pen = {
	        .page = page,
	        .block = block,
	        .artifact = artifact,
	        .x = x + indent - line->hang_left + align_of(block, room),
	        .y = y,
	        .line = line,
	};

	take_up(&pen, word_at(block, line->first)->offset);
	pen.glyphs = page_glyphs(page, count_glyphs(block, line));
	if (line->first == 0 && block->initial)
		initial_paint(block, page,
		        (struct item){.node = pen.node,
		                .artifact = artifact,
		                .phrase = pen.phrase},
		        x, y);
	paint_words(&pen, line);
	paint_strokes(&pen);
	if (line->last && block->end_mark)
		paint_end_mark(&pen, setter->style->accent);
	return pen.x;
}
