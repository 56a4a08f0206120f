/*
 * pagemap.c - the first thing of the tree on each page.
 *
 * Items stand in reading order, so the first one that is not an artifact tells where its
 * page begins; but a picture may have moved there while the text went on before it: what
 * belongs to a figure that was passed over does not count. That can be told only when all
 * pages are known, for the contents of a book arrive last. Invariant: places go forward
 * in the text.
 */
#include "typeset/pagemap.h"

#include "typeset/pages.h"

/* What a page may begin with. */
struct candidate {
	struct pagemap_place place;
	guint order;     /* of the candidates of a page */
	gboolean figure; /* a picture or its caption */
	guint32 last;    /* the last node on the page, in the order of the tree */
};

struct pagemap {
	const struct tree *tree;
	GArray *candidates; /* of struct candidate: of each page up to the first that is
	                       no figure */
	GArray *places;     /* of struct pagemap_place; NULL: not found yet */
};

struct pagemap *
pagemap_new(const struct tree *tree)
{
	struct pagemap *map = g_new0(struct pagemap, 1);

	map->tree = tree;
	map->candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
	return map;
}

void
pagemap_free(struct pagemap *map)
{
	if (!map)
		return;
	g_array_unref(map->candidates);
	if (map->places)
		g_array_unref(map->places);
	g_free(map);
}

/* --- taking note of a page ---------------------------------------------- */

static guint32
offset_of(const struct item *item)
{
	if (item->kind == ITEM_RUN)
		return item->run.offset;
	return item->kind == ITEM_PATH ? item->path.offset : 0;
}

static gboolean
is_within(const struct pagemap *map, guint32 id, enum node_kind kind)
{
	const struct node *node = tree_node(map->tree, id);

	for (; node; node = node->parent)
		if (node->kind == kind)
			return TRUE;
	return FALSE;
}

static gboolean
shows_tree(const struct item *item)
{
	return item->artifact == ARTIFACT_NONE && item->node;
}

/* Notes at the foot of a page do not count: the text has not come to them. */
static guint32
last_node(const struct pagemap *map, const struct page *page)
{
	guint32 last = 0;

	for (guint i = 0; i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (shows_tree(item) && item->node > last &&
		        !is_within(map, item->node, NODE_NOTE))
			last = MAX(last, item->node);
	}
	return last;
}

void
pagemap_add(struct pagemap *map, const struct page *page)
{
	struct candidate candidate = {.figure = TRUE, .last = last_node(map, page)};

	g_clear_pointer(&map->places, g_array_unref);
	for (guint i = 0; candidate.figure && i < page->items->len; i++) {
		const struct item *item = &g_array_index(page->items, struct item, i);

		if (!shows_tree(item) || item->node == candidate.place.node)
			continue;
		candidate.place = (struct pagemap_place){
		        item->node, offset_of(item), page->index, page->number};
		candidate.figure = is_within(map, item->node, NODE_FIGURE);
		candidate.order++;
		g_array_append_val(map->candidates, candidate);
	}
}

/* --- finding the places ------------------------------------------------- */

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
	const struct candidate *x = a, *y = b;

	if (x->place.index != y->place.index)
		return x->place.index < y->place.index ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static const struct candidate *
candidate_at(const struct pagemap *map, guint i)
{
	return &g_array_index(map->candidates, struct candidate, i);
}

/* Has the text before gone past this figure? */
static gboolean
is_passed(const struct candidate *candidate, guint32 reached)
{
	return candidate->figure && candidate->place.node < reached;
}

/* The place of the page whose candidates begin at i, without a node if there is none.
 * Returns where its candidates end. */
static guint
choose(struct pagemap *map, guint i, guint32 reached)
{
	struct pagemap_place place = candidate_at(map, i)->place;
	guint n = map->candidates->len, index = place.index;

	place.node = place.offset = 0;
	for (; i < n && candidate_at(map, i)->place.index == index; i++)
		if (!place.node && !is_passed(candidate_at(map, i), reached))
			place = candidate_at(map, i)->place;
	g_array_append_val(map->places, place);
	return i;
}

/* Pages of nothing but passed figures begin where the next one does; the last ones, where
 * there is no next one, are left out. */
static void
fill_gaps(GArray *places)
{
	for (guint i = places->len; i-- > 0;) {
		struct pagemap_place *place =
		        &g_array_index(places, struct pagemap_place, i);

		if (place->node)
			continue;
		if (i + 1 == places->len) {
			g_array_set_size(places, i);
			continue;
		}
		place->node = place[1].node;
		place->offset = place[1].offset;
	}
}

static GArray *
places_of(struct pagemap *map)
{
	guint32 reached = 0;

	if (map->places)
		return map->places;
	map->places = g_array_new(FALSE, FALSE, sizeof(struct pagemap_place));
	g_array_sort(map->candidates, compare_candidates);
	for (guint i = 0; i < map->candidates->len;) {
		guint32 last = candidate_at(map, i)->last;

		i = choose(map, i, reached);
		reached = MAX(reached, last);
	}
	fill_gaps(map->places);
	return map->places;
}

/* --- asking ------------------------------------------------------------- */

guint
pagemap_length(struct pagemap *map)
{
	return places_of(map)->len;
}

const struct pagemap_place *
pagemap_at(struct pagemap *map, guint i)
{
	return &g_array_index(places_of(map), struct pagemap_place, i);
}

/* The first place in this node or one behind it: ids number the tree as it is read. */
static guint
lower_bound(struct pagemap *map, guint32 node)
{
	guint low = 0, high = pagemap_length(map);

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

	while (end < pagemap_length(map) && pagemap_at(map, end)->node == node)
		end++;
	*n = end - first;
	return *n ? pagemap_at(map, first) : NULL;
}
