/*
 * places.c - from "this page shows these nodes" to "this node stands on these pages".
 *
 * Node ids number the tree in reading order, so a counting sort by id over the pages in
 * order gives, for each node, its leaves in reading order; and all that lies below a
 * node is one stretch of leaves.
 */
#include "write/pdf/places.h"

#include "write/pdf/syntax.h"

struct places *
places_new(const struct tree *tree)
{
	struct places *places = g_malloc0(sizeof(*places));

	places->tree = tree;
	places->pages = g_array_new(FALSE, TRUE, sizeof(struct place_page));
	places->marks = g_array_new(FALSE, FALSE, sizeof(struct place_mark));
	places->links = g_array_new(FALSE, FALSE, sizeof(struct place_link));
	places->pictures = g_array_new(FALSE, FALSE, sizeof(guint));
	places->phrases =
	        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
	places->goals = g_hash_table_new(NULL, NULL);
	places->boxes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	places->leaves = g_array_new(FALSE, FALSE, sizeof(struct place_leaf));
	places->first = g_array_new(FALSE, TRUE, sizeof(guint32));
	return places;
}

void
places_free(struct places *places)
{
	if (!places)
		return;
	g_array_unref(places->pages);
	g_array_unref(places->marks);
	g_array_unref(places->links);
	g_array_unref(places->pictures);
	g_hash_table_unref(places->boxes);
	g_hash_table_unref(places->phrases);
	g_hash_table_unref(places->goals);
	g_array_unref(places->leaves);
	g_array_unref(places->first);
	g_free(places);
}

/* --- page by page ------------------------------------------------------- */

struct place_page *
places_open_page(struct places *places, const struct page *page)
{
	struct place_page *place;

	if (places->pages->len <= page->index)
		g_array_set_size(places->pages, page->index + 1);
	place = &g_array_index(places->pages, struct place_page, page->index);
	*place = (struct place_page){.number = page->number,
	        .width = page->width,
	        .height = page->height,
	        .first_mark = places->marks->len,
	        .first_link = places->links->len,
	        .first_picture = places->pictures->len};
	return place;
}

guint
places_add_mark(struct places *places, struct place_page *page, guint32 node,
        guint32 phrase, unit top)
{
	struct place_mark mark = {.node = node, .phrase = phrase, .top = top};

	g_array_append_val(places->marks, mark);
	return page->n_marks++;
}

void
places_add_box(struct places *places, guint32 node, struct place_box box)
{
	g_hash_table_insert(
	        places->boxes, GUINT_TO_POINTER(node), g_memdup2(&box, sizeof(box)));
}

void
places_add_picture(struct places *places, struct place_page *page, guint number)
{
	for (guint i = page->first_picture; i < places->pictures->len; i++)
		if (g_array_index(places->pictures, guint, i) == number)
			return;
	g_array_append_val(places->pictures, number);
	page->n_pictures++;
}

const struct place_box *
places_box(const struct places *places, guint32 node)
{
	return g_hash_table_lookup(places->boxes, GUINT_TO_POINTER(node));
}

void
places_add_links(struct places *places, struct place_page *page, const struct page *from)
{
	for (guint i = 0; i < from->links->len; i++) {
		struct place_link link = {
		        .link = g_array_index(from->links, struct link, i),
		        .page = from->index};

		if (!tree_node(places->tree, link.link.node) ||
		        !(link.link.address || tree_node(places->tree, link.link.target)))
			continue;
		g_array_append_val(places->links, link);
		page->n_links++;
	}
}

/* --- turned round ------------------------------------------------------- */

/* Calls back for every mark and link, page by page. */
static void
for_each_leaf(struct places *places,
        void (*visit)(struct places *places, guint32 node, struct place_leaf leaf))
{
	for (guint p = 0; p < places->pages->len; p++) {
		const struct place_page *page = places_page(places, p);

		for (guint i = 0; i < page->n_marks; i++) {
			guint mark = page->first_mark + i;

			visit(places, places_mark(places, mark)->node,
			        (struct place_leaf){p, mark, FALSE});
		}
		for (guint i = 0; i < page->n_links; i++) {
			guint link = page->first_link + i;

			visit(places, places_link(places, link)->link.node,
			        (struct place_leaf){p, link, TRUE});
		}
	}
}

static guint32 *
first_of(struct places *places, guint32 node)
{
	return &g_array_index(places->first, guint32, node);
}

static void
count_leaf(struct places *places, guint32 node, struct place_leaf leaf)
{
	++*first_of(places, node);
}

/* `first` of the node moves on with every leaf that is stored. */
static void
store_leaf(struct places *places, guint32 node, struct place_leaf leaf)
{
	g_array_index(places->leaves, struct place_leaf, (*first_of(places, node))++) =
	        leaf;
}

/* Counts become the places where the stretches begin. */
static guint32
sum_up(struct places *places, guint n)
{
	guint32 sum = 0;

	for (guint32 id = 0; id < n; id++) {
		guint32 count = *first_of(places, id);

		*first_of(places, id) = sum;
		sum += count;
	}
	return sum;
}

/* --- phrases ------------------------------------------------------------ */

/* Where the first marks of notes stand. */
static void
note_goals(struct places *places, const GArray *phrases)
{
	for (guint i = 0; i < phrases->len; i++) {
		guint32 note = phrases_index(phrases, i)->target;

		if (note && !g_hash_table_contains(places->goals, GUINT_TO_POINTER(note)))
			g_hash_table_insert(places->goals, GUINT_TO_POINTER(note),
			        GUINT_TO_POINTER(i));
	}
}

static void
find_phrases(struct places *places)
{
	for (guint32 id = 1; id <= tree_length(places->tree); id++) {
		const struct node *node = tree_node(places->tree, id);
		GArray *phrases = node->n_shown_spans ? phrases_of(node, NULL) : NULL;

		if (!phrases)
			continue;
		g_hash_table_insert(places->phrases, GUINT_TO_POINTER(id), phrases);
		note_goals(places, phrases);
	}
}

const GArray *
places_phrases(const struct places *places, guint32 node)
{
	return g_hash_table_lookup(places->phrases, GUINT_TO_POINTER(node));
}

static guint32
phrase_number(const struct places *places, struct place_leaf leaf)
{
	return leaf.is_link ? places_link(places, leaf.index)->link.phrase
	                    : places_mark(places, leaf.index)->phrase;
}

const struct phrase *
places_phrase(const struct places *places, guint32 node, struct place_leaf leaf)
{
	const GArray *phrases = places_phrases(places, node);
	guint32 number = phrase_number(places, leaf);

	return phrases && number < phrases->len ? phrases_index(phrases, number) : NULL;
}

static int
compare_leaves(gconstpointer a, gconstpointer b, gpointer user)
{
	const struct place_leaf *x = a, *y = b;
	guint32 first = phrase_number(user, *x), second = phrase_number(user, *y);

	if (first != second)
		return first < second ? -1 : 1;
	if (x->is_link != y->is_link)
		return x->is_link ? 1 : -1;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* Of what has phrases, the leaves phrase by phrase: so those of a link lie together. */
static void
sort_phrases(struct places *places)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, places->phrases);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		guint32 node = GPOINTER_TO_UINT(key);
		guint32 from = g_array_index(places->first, guint32, node);
		guint32 to = g_array_index(places->first, guint32, node + 1);

		if (from < to)
			g_qsort_with_data(
			        &g_array_index(places->leaves, struct place_leaf, from),
			        (int)(to - from), sizeof(struct place_leaf),
			        compare_leaves, places);
	}
}

static void
sort_leaves(struct places *places)
{
	guint n = tree_length(places->tree) + 2;

	g_array_set_size(places->first, 0);
	g_array_set_size(places->first, n);
	for_each_leaf(places, count_leaf);
	g_array_set_size(places->leaves, sum_up(places, n));
	for_each_leaf(places, store_leaf);
	/* Each entry has moved on to where the next one began. */
	for (guint id = n - 1; id > 0; id--)
		*first_of(places, id) = *first_of(places, id - 1);
	*first_of(places, 0) = 0;
	sort_phrases(places);
}

/* The id behind the last node below this one. */
static guint32
end_of(const struct places *places, const struct node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next->id : tree_length(places->tree) + 1;
}

/* Where a node, from a phrase on, first stands. FALSE: nowhere. */
static gboolean
find_place(const struct places *places, guint32 node, guint32 phrase,
        const struct place_page **page, unit *top)
{
	guint32 end = end_of(places, tree_node(places->tree, node));
	guint32 from = g_array_index(places->first, guint32, node);
	guint32 to = g_array_index(places->first, guint32, end);

	for (; from < to; from++) {
		struct place_leaf leaf =
		        g_array_index(places->leaves, struct place_leaf, from);

		if (leaf.is_link || places_mark(places, leaf.index)->phrase < phrase)
			continue;
		*page = places_page(places, leaf.page);
		*top = places_mark(places, leaf.index)->top;
		return TRUE;
	}
	return FALSE;
}

guint32
places_goal(const struct places *places, const struct link *link)
{
	const struct node *note = tree_node(places->tree, link->node);

	while (note && note->kind != NODE_NOTE)
		note = note->parent;
	if (!note || link->address)
		return 0;
	return GPOINTER_TO_UINT(
	        g_hash_table_lookup(places->goals, GUINT_TO_POINTER(note->id)));
}

/* Keeps the links of a page that lead somewhere; TRUE if some did not. */
static gboolean
drop_dead_links(struct places *places, struct place_page *page)
{
	const struct place_page *target;
	guint kept = 0, n = page->n_links;
	unit top;

	for (guint i = 0; i < n; i++) {
		struct place_link link = *places_link(places, page->first_link + i);

		if (link.link.address ||
		        find_place(places, link.link.target, 0, &target, &top))
			*places_link(places, page->first_link + kept++) = link;
	}
	page->n_links = kept;
	return kept < n;
}

void
places_sort(struct places *places)
{
	gboolean dropped = FALSE;

	find_phrases(places);
	sort_leaves(places);
	for (guint p = 0; p < places->pages->len; p++)
		dropped |= drop_dead_links(
		        places, &g_array_index(places->pages, struct place_page, p));
	if (dropped)
		sort_leaves(places);
}

const struct place_leaf *
places_leaves(const struct places *places, guint32 node, guint *n)
{
	guint32 from = g_array_index(places->first, guint32, node);
	guint32 to = g_array_index(places->first, guint32, node + 1);

	*n = to - from;
	return *n ? &g_array_index(places->leaves, struct place_leaf, from) : NULL;
}

void
places_put_destination(
        const struct places *places, guint32 node, guint32 phrase, GString *out)
{
	const struct place_page *page = NULL;
	unit top = 0;

	if (!find_place(places, node, phrase, &page, &top))
		return;
	g_string_append_c(out, '[');
	syntax_put_reference(out, page->object);
	g_string_append(out, "/XYZ null ");
	syntax_put_length(out, CLAMP(page->height - top, 0, page->height));
	g_string_append(out, " null]");
}
