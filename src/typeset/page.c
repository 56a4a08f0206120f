/*
 * page.c - a planned page is painted: running head, its part of the galley, folio.
 *
 * What stands in the margins is the style's (@page), by kind of page: pages are left or
 * right, and the first of a document and of an article differ. Where they say how many
 * pages there are, or stand by that, all are painted when the last one is known.
 */
#include "style/counter.h"
#include "text/nobreak.h"
#include "typeset/setter.h"

#include <string.h>

static void
plan_free(struct plan *plan)
{
	g_array_unref(plan->slabs);
	g_free(plan);
}

/* --- running head and folio --------------------------------------------- */

/* Where text begins on a page: what the spine takes is taken from the outer margin. */
static unit
page_left(const struct setter *setter, guint number)
{
	const struct style *style = setter->style;

	return number % 2 ? style->margin_left + MIN(setter->gutter, style->margin_right)
	                  : MAX(style->margin_left_even - setter->gutter, 0);
}

/* How good a cut before the space at `at` is: 2 after a mark or before a small word, 1
 * where a line may end, 0 inside a name or between number and unit. */
static int
cut_quality(const char *at, guint8 place)
{
	if (place != BREAKING_SPACE)
		return 0;
	return strchr(",;:.", at[-1]) || items_begins_part(at + 1) ? 2 : 1;
}

/* A title of at most `longest` code points, cut in its second half where the sense
 * allows. */
static char *
cut_by_sense(const char *title, guint longest)
{
	gsize length = strlen(title);
	g_autofree guint8 *places = NULL;
	const char *limit, *cut = NULL;
	int best = 0;

	if ((guint)g_utf8_strlen(title, -1) <= longest)
		return g_strdup(title);
	places = g_malloc(length);
	nobreak_scan(title, length, places);
	limit = g_utf8_offset_to_pointer(title, longest - 1);
	for (const char *at = title + (limit - title) / 2; at < limit; at++) {
		int quality = *at == ' ' && at > title
		                      ? cut_quality(at, places[at - title])
		                      : 0;

		if (quality && quality >= best) {
			best = quality;
			cut = at;
		}
	}
	if (!cut)
		cut = limit;
	while (cut > title && strchr(",;:. ", cut[-1]))
		cut--;
	return g_strdup_printf("%.*s…", (int)(cut - title), title);
}

static void
append_running(GString *text, const struct setter *setter, const struct margin_box *box,
        const struct content_part *part, const struct stretch *stretch)
{
	const char *said = running_text(setter->tree, part, stretch);
	g_autofree char *cut = NULL;

	if (box->longest && part->kind == PART_STRING)
		cut = cut_by_sense(said, box->longest);
	g_string_append(text, cut ? cut : said);
}

/* What stands in a margin box of this page. Caller frees. */
static char *
box_text(const struct setter *setter, const struct page *page,
        const struct margin_box *box, const struct stretch *stretch)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < box->n_parts; i++) {
		const struct content_part *part = &box->parts[i];

		if (part->kind == PART_PAGE)
			counter_format(text, (int)page->number, part->counting);
		else if (part->kind == PART_PAGES)
			counter_format(text, (int)setter->n_pages, part->counting);
		else if (part->kind == PART_TEXT)
			g_string_append(text, part->text);
		else
			append_running(text, setter, box, part, stretch);
	}
	return g_string_free(text, FALSE);
}

/* The top of the box's line. */
static unit
box_place(const struct style *style, const struct type_area *area,
        const struct margin_box *box, gboolean below)
{
	unit foot = area->top + (unit)area->lines * style->grid;
	unit top = below ? foot : 0, end = below ? style->height : area->top;

	top += box->above;
	end -= box->below + box->block.leading;
	if (box->place == PLACE_TOP)
		return top;
	return box->place == PLACE_BOTTOM ? end : top + (end - top) / 2;
}

static void
clear_box(struct set_box *set)
{
	g_clear_pointer(&set->text, g_free);
	g_clear_pointer(&set->block, block_free);
}

void
page_clear_boxes(struct setter *setter)
{
	for (int kind = 0; kind < PAGE_N_KINDS; kind++)
		for (int i = 0; i < BOX_N; i++)
			clear_box(&setter->boxes[kind][i]);
}

/* A running head is the same on many pages. */
static const struct block *
set_box(struct setter *setter, struct set_box *set, const struct margin_box *box,
        const char *text)
{
	const struct style *style = setter->style;

	if (set->block && set->box == box && !strcmp(set->text, text))
		return set->block;
	clear_box(set);
	set->box = box;
	set->text = g_strdup(text);
	set->block = block_new_styled(setter, &box->block, text,
	        style->width - style->margin_left - style->margin_right);
	block_break(setter, set->block);
	return set->block;
}

/* One line; what stands above the edge of the paper is left out. */
static void
paint_box(struct setter *setter, struct page *page, enum page_kind kind, int i,
        gboolean below, const struct stretch *stretch)
{
	const struct margin_box *box = &setter->style->boxes[kind][i];
	g_autofree char *text = box_text(setter, page, box, stretch);
	unit y = box_place(setter->style, &setter->style->areas[kind], box, below);
	const struct block *block;

	if (!*text || y <= 0)
		return;
	block = set_box(setter, &setter->boxes[kind][i], box, text);
	if (block->lines->len)
		line_paint(setter, page, block,
		        &g_array_index(block->lines, struct line, 0),
		        page_left(setter, page->number) + block->x,
		        y + block_baseline(block),
		        below ? ARTIFACT_FOOTER : ARTIFACT_HEADER);
}

/* Running head (boxes above the text) or folio (below it). */
static void
paint_boxes(struct setter *setter, struct page *page, enum page_kind kind, gboolean below,
        const struct stretch *stretch)
{
	int first = below ? BOX_BOTTOM_LEFT : BOX_TOP_LEFT;

	for (int i = first; i < first + BOX_N / 2; i++)
		if (setter->style->boxes[kind][i].n_parts)
			paint_box(setter, page, kind, i, below, stretch);
}

/* --- the type area ------------------------------------------------------ */

/* The left edge of the column that a layer stands in. */
static unit
column_left(const struct setter *setter, const struct page *page, const struct slab *slab)
{
	return page_left(setter, page->number) + slab->shift;
}

static void
paint_rule(
        const struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	unit x = column_left(setter, page, slab) + slab->x;
	unit width = slab->width;
	struct path_point *points = page_points(page, 2);

	y += slab->height / 2;
	points[0] = (struct path_point){PATH_MOVE, {x}, {y}};
	points[1] = (struct path_point){PATH_LINE, {x + width}, {y}};
	page_add(page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 2, slab->height, slab->colour, NULL, 0};
}

/* Between two columns. */
static void
paint_between(
        const struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	unit x = page_left(setter, page->number) + slab->x;
	struct path_point *points = page_points(page, 2);

	points[0] = (struct path_point){PATH_MOVE, {x}, {y}};
	points[1] = (struct path_point){PATH_LINE, {x}, {y + slab->height}};
	page_add(page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 2, slab->width, slab->colour, NULL, 0};
}

/* Three lozenges in the middle of the measure. */
static void
paint_ornament(
        const struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	const struct style *style = setter->style;
	unit measure = flow_column(setter, slab->columns);
	unit radius = style->blocks[BLOCK_BODY].size * 21 / 100;
	unit x = column_left(setter, page, slab) + measure / 2 - radius * 6;

	for (int i = 0; i < 3; i++, x += radius * 6)
		page_lozenge(page, x, y + style->grid / 2, radius,
		        style->groups[GROUP_SEPARATOR].colour);
}

static void
paint_picture(
        const struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	struct item *item = page_add(page, ITEM_PICTURE, slab->figure->id, ARTIFACT_NONE);

	item->picture = (struct picture){slab->figure->image,
	        column_left(setter, page, slab) + slab->x, y, slab->width, slab->height};
}

/* One line of a block; left: of the column. Returns where it ends. */
static unit
paint_at(struct setter *setter, struct page *page, const struct block *block, guint line,
        unit left, unit y)
{
	return line_paint(setter, page, block,
	        &g_array_index(block->lines, struct line, line), left + block->x,
	        y + block_baseline(block), ARTIFACT_NONE);
}

/* The coloured ground of a line, with the block's padding. */
static void
paint_ground(struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	const struct block *block = slab->block;
	const struct block_style *style = block->style;
	const struct sides *sides = &style->sides;
	unit x = column_left(setter, page, slab) + block->x - sides->padding_left;
	unit width = block->measure + sides->padding_left + sides->padding_right;
	unit bottom = y + slab->height +
	              (slab->line + 1 == block->lines->len ? style->padding_bottom : 0);

	if (!style->filled)
		return;
	y -= slab->line ? 0 : style->padding_top;
	page_rectangle(page, x, y, width, bottom - y, style->background);
}

/* The mark of an item stands on the baseline of its first line. */
static void
paint_mark(struct setter *setter, struct page *page, const struct block *block, unit left,
        unit y)
{
	const struct block *mark = block->mark;

	if (mark && mark->lines->len)
		paint_at(setter, page, mark, 0, left,
		        y + block_baseline(block) - block_baseline(mark));
}

static void
painted(struct block *block, guint lines)
{
	block->unpainted -= lines;
	if (!block->unpainted)
		block_free(block);
}

static void
paint_line(struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	struct block *block = slab->block;
	gboolean last = g_array_index(block->lines, struct line, slab->line).last;
	unit left = column_left(setter, page, slab), end;

	paint_ground(setter, page, slab, y);
	if (slab->line == 0)
		paint_mark(setter, page, block, left, y);
	end = paint_at(setter, page, block, slab->line, left, y);
	if (block->node->kind == NODE_ENTRY && last)
		contents_entry(setter, page, block, end, left + block->x, y);
	painted(block, 1);
}

/* The strips of one band from this layer on, in one column. *end: where they end in it.
 */
static guint
count_strips(const struct plan *plan, guint first, unit *end)
{
	const struct slab *slab = &g_array_index(plan->slabs, struct slab, first);
	guint n = 0;

	for (; first + n < plan->slabs->len && slab[n].band == slab->band &&
	        slab[n].shift == slab->shift;
	        n++)
		*end = slab[n].top + slab[n].height;
	return n;
}

/* Strips of one band, as they are read. Returns how many. */
static guint
paint_strips(
        struct setter *setter, struct page *page, const struct plan *plan, guint first)
{
	const struct slab *slab = &g_array_index(plan->slabs, struct slab, first);
	struct strips strips = {.from = slab->top, .repeat = slab->repeat};
	struct table_band *band = slab->band;
	guint n = count_strips(plan, first, &strips.to);

	band_paint(setter, page, band, &strips, column_left(setter, page, slab),
	        plan_head(plan) + slab->y);
	band_forget(band, n);
	return n;
}

/* What a layer shows; NULL: nothing of the tree. */
static const struct node *
node_of(const struct slab *slab)
{
	return slab->kind == SLAB_LINE      ? slab->block->node
	       : slab->kind == SLAB_PICTURE ? slab->figure
	       : slab->kind == SLAB_STRIP   ? band_node(slab->band)
	                                    : NULL;
}

/* A node, and what it stands in, begin on this page unless they have begun before. */
static void
note_page(struct setter *setter, const struct plan *plan, const struct node *node)
{
	for (; node && !setter->node_pages[node->id]; node = node->parent)
		setter->node_pages[node->id] = plan->index + 1;
}

static guint
note_strips(struct setter *setter, const struct plan *plan, guint first)
{
	const struct slab *slab = &g_array_index(plan->slabs, struct slab, first);
	const struct node *cell;
	guint at = 0, n;
	unit end = 0;

	n = count_strips(plan, first, &end);
	while ((cell = band_next_begun(slab->band, slab->top, end, &at)) != NULL)
		note_page(setter, plan, cell);
	return n;
}

static void
note_pages(struct setter *setter, const struct plan *plan)
{
	for (guint i = 0, n; i < plan->slabs->len; i += n) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		n = 1;
		if (slab->kind == SLAB_LINE)
			note_page(setter, plan, block_opener(slab->block));
		note_page(setter, plan, node_of(slab));
		if (slab->kind == SLAB_STRIP)
			n = note_strips(setter, plan, i);
	}
}

static void
paint_slab(struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	switch (slab->kind) {
	case SLAB_LINE:
		paint_line(setter, page, slab, y);
		break;
	case SLAB_RULE:
		paint_rule(setter, page, slab, y);
		break;
	case SLAB_PICTURE:
		paint_picture(setter, page, slab, y);
		break;
	case SLAB_ORNAMENT:
		paint_ornament(setter, page, slab, y);
		break;
	case SLAB_BETWEEN:
		paint_between(setter, page, slab, y);
		break;
	default: /* white */
		break;
	}
}

static void
paint_slabs(struct setter *setter, struct page *page, const struct plan *plan)
{
	unit head = plan_head(plan);

	for (guint i = 0, n; i < plan->slabs->len; i += n) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		n = 1;
		if (slab->kind == SLAB_STRIP)
			n = paint_strips(setter, page, plan, i);
		else
			paint_slab(setter, page, slab, head + slab->y);
	}
}

/* --- the page ----------------------------------------------------------- */

void
page_paint(struct setter *setter, struct plan *plan)
{
	const struct style *laid = setter->style, *style = plan->style;
	struct page *page = page_new(plan->index, style->width, style->height);

	setter->style = style;
	page->number = plan->index + 1;
	if (!plan->blank)
		paint_boxes(setter, page, plan->kind, FALSE, &plan->stretch);
	frame_paint(setter, page, plan, page_left(setter, page->number));
	paint_slabs(setter, page, plan);
	if (!plan->blank)
		paint_boxes(setter, page, plan->kind, TRUE, &plan->stretch);
	plan_free(plan);
	setter->style = laid;
	if (!setter->sink->page(page, setter->sink->user, setter->error))
		setter->failed = TRUE;
}

void
plan_discard(struct plan *plan)
{
	galley_discard(plan->slabs, 0);
	plan_free(plan);
}

void
page_finish(struct setter *setter, struct plan *plan)
{
	g_autofree char *limit = NULL;

	note_pages(setter, plan);
	plan->stretch = stretch_of(setter, plan);
	if (plan->index >= setter->page_limit) {
		limit = g_strdup_printf("%u", setter->page_limit);
		diag_report(setter->diags, DIAG_PAGES_LIMIT, NULL, 0, 0, limit, NULL);
		setter->failed = TRUE;
	}
	if (setter->held)
		g_ptr_array_add(setter->held, plan);
	else
		page_paint(setter, plan);
}
