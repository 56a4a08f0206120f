/*
 * page.c - a planned page is painted: running head, its part of the galley, folio.
 *
 * Outer is right on odd and left on even pages. The first page of a document has neither
 * running head nor folio; the first page of an article has no running head.
 */
#include "typeset/setter.h"

#include "text/nobreak.h"

#include <string.h>

static void
plan_free(struct plan *plan)
{
	g_array_unref(plan->slabs);
	g_free(plan);
}

/* --- running head and folio --------------------------------------------- */

/* One line of furniture at the outer edge; y: the top of its line. */
static void
paint_furniture(struct setter *setter, struct page *page, enum block_role role,
        const char *text, unit y, enum artifact artifact)
{
	const struct style *style = setter->style;
	unit measure = style->width - style->margin_left - style->margin_right;
	struct block *block = block_new(setter, NULL, role, text, measure);
	struct block_style outer = *block->style;

	outer.align = page->number % 2 ? ALIGN_RIGHT : ALIGN_LEFT;
	outer.balanced = FALSE;
	block->style = &outer;
	block_break(setter, block);
	if (block->lines->len)
		line_paint(setter, page, block,
		        &g_array_index(block->lines, struct line, 0), style->margin_left,
		        y + block_baseline(block), artifact);
	block_free(block);
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

static const char *
running_title(const struct node *article)
{
	const struct node *title = article ? node_find(article, NODE_TITLE) : NULL;

	return title && title->shown ? title->shown : "";
}

static void
paint_head(struct setter *setter, struct page *page, const struct node *article)
{
	const struct style *style = setter->style;
	g_autofree char *text =
	        cut_by_sense(running_title(article), style->running_head_longest);
	unit y = style->margin_top - style->grid * 2;

	if (*text && y > 0)
		paint_furniture(
		        setter, page, BLOCK_RUNNING_HEAD, text, y, ARTIFACT_HEADER);
}

static void
paint_folio(struct setter *setter, struct page *page)
{
	const struct style *style = setter->style;
	g_autofree char *text = g_strdup_printf("%u", page->number);
	unit foot = style->margin_top + (unit)style->lines * style->grid;

	paint_furniture(
	        setter, page, BLOCK_FOLIO, text, foot + style->grid, ARTIFACT_FOOTER);
}

/* --- the type area ------------------------------------------------------ */

static void
paint_rule(
        const struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	unit x = setter->style->margin_left + slab->x, width = slab->width;
	struct path_point *points = page_points(page, 2);

	y += slab->height / 2;
	points[0] = (struct path_point){PATH_MOVE, {x}, {y}};
	points[1] = (struct path_point){PATH_LINE, {x + width}, {y}};
	page_add(page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 2, slab->height, slab->colour, NULL, 0};
}

/* Three lozenges in the middle of the measure. */
static void
paint_ornament(const struct setter *setter, struct page *page, unit y)
{
	const struct style *style = setter->style;
	unit measure = style->width - style->margin_left - style->margin_right;
	unit radius = style->blocks[BLOCK_BODY].size * 21 / 100;
	unit x = style->margin_left + measure / 2 - radius * 6;

	for (int i = 0; i < 3; i++, x += radius * 6)
		page_lozenge(page, x, y + style->grid / 2, radius, style->accent);
}

static void
paint_picture(
        const struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	struct item *item = page_add(page, ITEM_PICTURE, slab->figure->id, ARTIFACT_NONE);

	item->picture = (struct picture){slab->figure->image,
	        setter->style->margin_left + slab->x, y, slab->width, slab->height};
}

/* One line of a block. Returns where it ends. */
static unit
paint_at(struct setter *setter, struct page *page, const struct block *block, guint line,
        unit y)
{
	return line_paint(setter, page, block,
	        &g_array_index(block->lines, struct line, line),
	        setter->style->margin_left + block->x, y + block_baseline(block),
	        ARTIFACT_NONE);
}

/* The mark of an item stands on the baseline of its first line. */
static void
paint_mark(struct setter *setter, struct page *page, const struct block *block, unit y)
{
	const struct block *mark = block->mark;

	if (mark && mark->lines->len)
		paint_at(setter, page, mark, 0,
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
	unit end;

	if (slab->line == 0)
		paint_mark(setter, page, block, y);
	end = paint_at(setter, page, block, slab->line, y);
	if (block->node->kind == NODE_ENTRY && last)
		contents_entry(setter, page, block, end,
		        setter->style->margin_left + block->x, y);
	painted(block, 1);
}

/* The layers of a row of a table that stand on this page, cell by cell, as they are read.
 */
static void
paint_row(struct setter *setter, struct page *page, const struct slab *slab, guint n,
        unit y)
{
	for (const struct block *cell = slab->block; cell; cell = cell->beside)
		for (guint i = 0; i < n && slab->line + i < cell->lines->len; i++)
			paint_at(setter, page, cell, slab->line + i,
			        y + (unit)i * slab->height);
	painted(slab->block, n);
}

/* How many layers from this one on are of one row. */
static guint
count_row(const struct plan *plan, guint first)
{
	const struct slab *slab = &g_array_index(plan->slabs, struct slab, first);
	guint n = 1;

	while (first + n < plan->slabs->len && slab[n].kind == SLAB_LINE &&
	        slab[n].block == slab->block)
		n++;
	return n;
}

/* What a layer shows; NULL: nothing of the tree. */
static const struct node *
node_of(const struct slab *slab)
{
	return slab->kind == SLAB_LINE      ? slab->block->node
	       : slab->kind == SLAB_PICTURE ? slab->figure
	                                    : NULL;
}

static void
note_pages(struct setter *setter, const struct plan *plan)
{
	for (guint i = 0; i < plan->slabs->len; i++) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		const struct node *node = node_of(slab);

		for (; node; node = node->parent)
			if (!setter->node_pages[node->id])
				setter->node_pages[node->id] = plan->index + 1;
	}
}

static void
paint_slabs(struct setter *setter, struct page *page, const struct plan *plan)
{
	unit y = setter->style->margin_top;

	for (guint i = 0, n; i < plan->slabs->len; i += n) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		n = 1;
		if (slab->kind == SLAB_LINE && slab->block->beside) {
			n = count_row(plan, i);
			paint_row(setter, page, slab, n, y);
		} else if (slab->kind == SLAB_LINE) {
			paint_line(setter, page, slab, y);
		} else if (slab->kind == SLAB_RULE) {
			paint_rule(setter, page, slab, y);
		} else if (slab->kind == SLAB_PICTURE) {
			paint_picture(setter, page, slab, y);
		} else if (slab->kind == SLAB_ORNAMENT) {
			paint_ornament(setter, page, y);
		}
		y += (unit)n * galley_height(setter, slab, y - setter->style->margin_top);
	}
}

/* --- the page ----------------------------------------------------------- */

static const struct node *
article_of(const struct plan *plan)
{
	for (guint i = 0; i < plan->slabs->len; i++)
		if (node_of(&g_array_index(plan->slabs, struct slab, i)))
			return g_array_index(plan->slabs, struct slab, i).article;
	return NULL;
}

void
page_paint(struct setter *setter, struct plan *plan)
{
	const struct style *style = setter->style;
	struct page *page = page_new(plan->index, style->width, style->height);

	page->number = plan->index + 1;
	if (!plan->opening)
		paint_head(setter, page, article_of(plan));
	paint_slabs(setter, page, plan);
	if (plan->index > 0)
		paint_folio(setter, page);
	plan_free(plan);
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
