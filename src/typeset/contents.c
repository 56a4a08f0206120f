/*
 * contents.c - the contents of a book.
 *
 * An entry's lines leave room for the folio, so the contents are as long before the
 * folios are known as after. They are planned first, which fixes all page numbers, and
 * painted last (typeset.c), when the page of every article is known.
 */
#include "style/role.h"
#include "typeset/setter.h"

#include <string.h>

void
contents_set(struct setter *setter, const struct node *contents)
{
	const struct style *style = setter->style;
	unit measure = style->width - style->margin_left - style->margin_right;
	struct block *head = block_new(setter, contents, BLOCK_CONTENTS, NULL, measure);

	block_break(setter, head);
	flow_block(setter, head, 0, TRUE);
	galley_white(setter, SLAB_SPACE, head->style->space_after, TRUE);
	for (const struct node *node = contents->first; node; node = node->next) {
		struct block *entry;

		if (!node->shown || !*node->shown)
			continue;
		entry = block_new(
		        setter, node, role_of(style, node, NULL), NULL, measure);
		block_break(setter, entry);
		galley_white(setter, SLAB_SPACE, entry->style->space_before, FALSE);
		flow_block(setter, entry, G_MAXUINT, FALSE);
		galley_flow(setter);
	}
}

/* --- folio, leader, link ------------------------------------------------ */

/* A single line of text whose right end is at x. */
static unit
paint_right(struct setter *setter, struct page *page, const struct block *entry,
        const char *text, unit x, unit baseline)
{
	struct block *block =
	        block_new(setter, entry->node, entry->role, text, G_MAXINT / 4);
	unit start = x - items_width(block);

	block_break(setter, block);
	line_paint(setter, page, block, &g_array_index(block->lines, struct line, 0),
	        start - block->style->indent, baseline, ARTIFACT_NONE);
	block_free(block);
	return start;
}

/* Dots on a fixed raster counted from the right edge, so that those of all entries
 * register. */
static void
paint_leader(struct setter *setter, struct page *page, const struct block *entry,
        unit from, unit to, unit edge, unit baseline)
{
	unit step = entry->size * 6 / 10, radius = entry->size / 22;

	for (unit x = edge - (edge - from) / step * step; x < to; x += step) {
		struct path_point *points = page_points(page, 5);

		if (x - radius < from || x + radius > to)
			continue;
		points[0] = (struct path_point){
		        PATH_MOVE, {x - radius}, {baseline - 2 * radius}};
		points[1] = (struct path_point){
		        PATH_LINE, {x + radius}, {baseline - 2 * radius}};
		points[2] = (struct path_point){PATH_LINE, {x + radius}, {baseline}};
		points[3] = (struct path_point){PATH_LINE, {x - radius}, {baseline}};
		points[4] = (struct path_point){PATH_CLOSE, {0}, {0}};
		page_add(page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
		        (struct path){points, 5, 0, 0, NULL, 0};
	}
}

static void
add_link(struct page *page, const struct block *entry, unit left, unit right, unit bottom)
{
	struct link link = {
	        .x = left,
	        .y = bottom - block_height(entry),
	        .width = right - left,
	        .height = block_height(entry),
	        .node = entry->node->id,
	        .target = entry->node->target,
	};

	g_array_append_val(page->links, link);
}

void
contents_entry(struct setter *setter, struct page *page, const struct block *block,
        unit end, unit x, unit y)
{
	unit right = x + block->measure + block->style->margin_right;
	unit baseline = y + block_baseline(block), pad = block->size / 2, start;
	g_autofree char *folio =
	        g_strdup_printf("%u", setter->node_pages[block->node->target]);

	start = paint_right(setter, page, block, folio, right, baseline);
	paint_leader(setter, page, block, end + pad, start - pad, right, baseline);
	add_link(page, block, x, right, y + block->leading);
}
