/*
 * stretch.c - which part of the document a page shows, for what its margins say of it.
 *
 * Pages are asked in turn. What stands on one in the order of the document counts: notes
 * at its foot and figures away from their place do not, for they come earlier or later
 * than what is around them. A page begins where the last one ended, or when its first
 * node begins: before whatever begins with that.
 */
#include "typeset/setter.h"
#include "typeset/table.h"

static gboolean
is_footnote(const struct setter *setter, const struct node *node)
{
	while (node && node->kind != NODE_NOTE)
		node = node->parent;
	return node && footnote_is_laid(setter, node);
}

static gboolean
in_order(const struct setter *setter, const struct slab *slab)
{
	if (slab->away != PLACE_TEXT || slab->place != PLACE_TEXT)
		return FALSE;
	return slab->kind == SLAB_STRIP ||
	       (slab->kind == SLAB_LINE && !is_footnote(setter, slab->block->node));
}

static gboolean
begins(const struct setter *setter, const struct plan *plan, const struct node *node)
{
	return node && setter->node_pages[node->id] == plan->index + 1;
}

/* The first node that begins with a layer; NULL: what it shows has begun before. */
static const struct node *
first_of(const struct slab *slab)
{
	guint at = 0;

	if (slab->kind == SLAB_LINE)
		return slab->line ? NULL : block_opener(slab->block);
	return band_next_begun(slab->band, slab->top, slab->top + slab->height, &at);
}

/* The last node of a layer that has begun, but for 0: none. */
static guint
last_of(const struct slab *slab)
{
	const struct node *cell;
	guint last = 0, at = 0;

	if (slab->kind == SLAB_LINE)
		return slab->block->node->id;
	while ((cell = band_next_begun(
	                slab->band, slab->top, slab->top + slab->height, &at)) != NULL)
		last = MAX(last, cell->id);
	return last;
}

/* Where the page begins, by its first layer. */
static struct stretch
open_stretch(
        const struct setter *setter, const struct plan *plan, const struct slab *slab)
{
	guint reached = 2 * setter->reached;
	struct stretch stretch = {reached, reached, reached};
	const struct node *node = first_of(slab);

	if (!begins(setter, plan, node))
		return stretch;
	stretch.opening = MAX(2 * node->id, reached);
	while (begins(setter, plan, node->parent))
		node = node->parent;
	stretch.start = MAX(2 * node->id - 1, reached);
	return stretch;
}

struct stretch
stretch_of(struct setter *setter, const struct plan *plan)
{
	guint reached = 2 * setter->reached;
	struct stretch stretch = {reached, reached, reached};
	gboolean open = FALSE;

	for (guint i = 0; i < plan->slabs->len; i++) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		if (!in_order(setter, slab))
			continue;
		if (!open)
			stretch = open_stretch(setter, plan, slab);
		open = TRUE;
		setter->reached = MAX(setter->reached, last_of(slab));
	}
	stretch.end = MAX(2 * setter->reached, stretch.start);
	return stretch;
}
