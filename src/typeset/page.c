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
	const struct style *style = setter->style;
	unit measure = style->width - style->margin_left - style->margin_right;
	unit x = style->margin_left, width = slab->width ? slab->width : measure;
	struct path_point *points = page_points(page, 2);

	y += slab->height / 2;
	points[0] = (struct path_point){PATH_MOVE, {x}, {y}};
	points[1] = (struct path_point){PATH_LINE, {x + width}, {y}};
	page_add(page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 2, slab->height, slab->colour, NULL, 0};
}

static void
paint_line(struct setter *setter, struct page *page, const struct slab *slab, unit y)
{
	struct block *block = slab->block;
	const struct line *line = &g_array_index(block->lines, struct line, slab->line);
	unit x = setter->style->margin_left + block->x;
	unit end = line_paint(
	        setter, page, block, line, x, y + block_baseline(block), ARTIFACT_NONE);

	if (block->node->kind == NODE_ENTRY && line->last)
		contents_entry(setter, page, block, end, x, y);
	if (--block->unpainted == 0)
		block_free(block);
}

static void
note_pages(struct setter *setter, const struct plan *plan)
{
	for (guint i = 0; i < plan->slabs->len; i++) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		if (slab->kind != SLAB_LINE)
			continue;
		for (const struct node *node = slab->block->node; node;
		        node = node->parent)
			if (!setter->node_pages[node->id])
				setter->node_pages[node->id] = plan->index + 1;
	}
}

static void
paint_slabs(struct setter *setter, struct page *page, const struct plan *plan)
{
	unit y = setter->style->margin_top;

	for (guint i = 0; i < plan->slabs->len; i++) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		if (slab->kind == SLAB_LINE)
			paint_line(setter, page, slab, y);
		else if (slab->kind == SLAB_RULE)
			paint_rule(setter, page, slab, y);
		y += galley_height(setter, slab, y - setter->style->margin_top);
	}
}

/* --- the page ----------------------------------------------------------- */

static const struct node *
article_of(const struct plan *plan)
{
	for (guint i = 0; i < plan->slabs->len; i++)
		if (g_array_index(plan->slabs, struct slab, i).kind == SLAB_LINE)
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
