/*
 * pagemap.c - the first thing of the tree on each page.
 *
 * Items stand in reading order, so the first one that is not an artifact tells where its
 * page begins. Pages are sorted when somebody asks: the contents of a book arrive last.
 */
#include "typeset/pagemap.h"

#include "typeset/pages.h"

struct pagemap {
	GArray *places; /* of struct pagemap_place */
	gboolean sorted;
};

struct pagemap *
pagemap_new(void)
{
	struct pagemap *map = g_new0(struct pagemap, 1);

	map->places = g_array_new(FALSE, FALSE, sizeof(struct pagemap_place));
	return map;
}

void
pagemap_free(struct pagemap *map)
{
	if (!map)
		return;
	g_array_unref(map->places);
	g_free(map);
}

static guint32
offset_of(const struct item *item)
{
	if (item->kind == ITEM_RUN)
		return item->run.offset;
	return item->kind == ITEM_PATH ? item->path.offset : 0;
}

void
pagemap_add(struct pagemap *map, const struct page *page)
{
	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);
		struct pagemap_place place = {
		        item->node, offset_of(item), page->index, page->number};

		if (item->artifact != ARTIFACT_NONE || !item->node)
			continue;
		g_array_append_val(map->places, place);
		map->sorted = FALSE;
		return;
	}
}

/* --- asking ------------------------------------------------------------- */

static int
compare_pages(gconstpointer a, gconstpointer b)
{
	const struct pagemap_place *x = a, *y = b;

	return x->index < y->index ? -1 : x->index > y->index;
}

static void
sort(struct pagemap *map)
{
	if (!map->sorted)
		g_array_sort(map->places, compare_pages);
	map->sorted = TRUE;
}

guint
pagemap_length(struct pagemap *map)
{
	return map->places->len;
}

const struct pagemap_place *
pagemap_at(struct pagemap *map, guint i)
{
	sort(map);
	return &g_array_index(map->places, struct pagemap_place, i);
}

/* The first place in this node or one behind it: ids number the tree as it is read. */
static guint
lower_bound(struct pagemap *map, guint32 node)
{
	guint low = 0, high = map->places->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (pagemap_at(map, middle)->node < node)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct pagemap_place *
pagemap_find(struct pagemap *map, guint32 node, guint *n)
{
	guint first = lower_bound(map, node), end = first;

	while (end < map->places->len && pagemap_at(map, end)->node == node)
		end++;
	*n = end - first;
	return *n ? pagemap_at(map, first) : NULL;
}
