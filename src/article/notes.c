/*
 * notes.c - which mark in the text belongs to which note.
 *
 * A note that opens with a mark - "(*)" or more stars, "(1)", "[1]", or a superior figure
 * - explains the nearest place before it, in its article and outside of notes, that shows
 * the same mark, and where that is in a table, one place in each cell that shows it; a
 * mark is explained once. Texts with links of their own are left alone:
 * both ends may become links, and links do not nest.
 */
#include "article/notes.h"

#include "article/storage.h"
#include "text/notemark.h"
#include "text/utf8.h"

#include <string.h>

static gboolean
has_links(const struct node *node)
{
	for (guint i = 0; i < node->n_shown_spans; i++)
		if (node->shown_spans[i].kind == SPAN_LINK)
			return TRUE;
	return FALSE;
}

/* Where a mark stands. */
struct place {
	const struct node *node;
	gsize offset, length;
};

/* The superior text of a span, if it is short enough for a mark. */
static gboolean
superior(const struct node *node, const struct span *span, struct place *place)
{
	const char *start, *end;

	if (span->kind != SPAN_SUP || span->end - span->start > NOTEMARK_MOST)
		return FALSE;
	start = g_utf8_offset_to_pointer(node->shown, span->start);
	end = g_utf8_offset_to_pointer(start, span->end - span->start);
	*place = (struct place){node, start - node->shown, end - start};
	return place->length && place->length <= NOTEMARK_MOST;
}

/* In brackets; superior ones may stand without. */
static gboolean
is_typed(const struct place *place)
{
	return notemark_length(place->node->shown + place->offset) == place->length;
}

/* What marks are compared by. Caller frees. */
static char *
mark_key(const struct place *place)
{
	const char *text = place->node->shown + place->offset;

	if (is_typed(place))
		return g_strndup(text, place->length);
	return g_strdup_printf("^%.*s", (int)place->length, text);
}

/* --- places in the text -------------------------------------------------- */

/* The places of each mark that is not explained yet: in each text the last one. */
static void
note_place(GHashTable *pending, const struct place *place)
{
	char *key = mark_key(place);
	GArray *places = g_hash_table_lookup(pending, key);
	struct place *last;

	if (places) {
		g_free(key);
	} else {
		places = g_array_new(FALSE, FALSE, sizeof(struct place));
		g_hash_table_insert(pending, key, places);
	}
	last = places->len ? &g_array_index(places, struct place, places->len - 1) : NULL;
	if (last && last->node == place->node)
		*last = *place;
	else
		g_array_append_val(places, *place);
}

static void
look_for_marks(GHashTable *pending, const struct node *node)
{
	struct place place = {.node = node};

	if (!node->shown || has_links(node))
		return;
	for (const char *at = node->shown; *(at += strcspn(at, "([")); at++) {
		place.offset = at - node->shown;
		place.length = notemark_length(at);
		if (place.length)
			note_place(pending, &place);
	}
	for (guint i = 0; i < node->n_shown_spans; i++)
		if (superior(node, &node->shown_spans[i], &place) && !is_typed(&place))
			note_place(pending, &place);
}

/* --- notes --------------------------------------------------------------- */

/* The mark of the paragraph that a note opens with. */
static gboolean
find_own_mark(const struct node *note, struct place *place)
{
	const struct node *first = note->first;

	if (!first || first->kind != NODE_PARAGRAPH || !first->shown || has_links(first))
		return FALSE;
	*place = (struct place){first, 0, notemark_length(first->shown)};
	for (guint i = 0; !place->length && i < first->n_shown_spans; i++)
		if (!first->shown_spans[i].start &&
		        superior(first, &first->shown_spans[i], place))
			return TRUE;
	return place->length > 0;
}

static const struct node *
table_of(const struct place *place)
{
	const struct node *node = place->node;

	while (node && node->kind != NODE_TABLE)
		node = node->parent;
	return node;
}

/* Which of the places is the first that is explained together with the last one. */
static guint
first_explained(const GArray *places)
{
	guint first = places->len - 1;
	const struct node *table = table_of(&g_array_index(places, struct place, first));

	while (table && first &&
	        table_of(&g_array_index(places, struct place, first - 1)) == table)
		first--;
	return first;
}

static void
add_link(GHashTable *links, const struct place *place, struct note_link link)
{
	gpointer key = GUINT_TO_POINTER(place->node->id);
	GArray *list = g_hash_table_lookup(links, key);

	if (!list) {
		list = g_array_new(FALSE, FALSE, sizeof(struct note_link));
		g_hash_table_insert(links, key, list);
	}
	link.offset = place->offset;
	link.length = place->length;
	g_array_append_val(list, link);
}

static int
compare_links(gconstpointer a, gconstpointer b)
{
	const struct note_link *x = a, *y = b;

	if (x->offset != y->offset)
		return x->offset < y->offset ? -1 : 1;
	return x->note < y->note ? -1 : x->note > y->note;
}

/* Links of a node, in the order of its text. */
static void
sort_links(gpointer key, gpointer list, gpointer user)
{
	g_array_sort(list, compare_links);
}

/* From the places that a note explains to it, and from its own mark back to the first. */
static void
add_links(GHashTable *links, const GArray *places, const struct place *own,
        const struct node *note)
{
	guint first = first_explained(places);

	for (guint i = first; i < places->len; i++)
		add_link(links, &g_array_index(places, struct place, i),
		        (struct note_link){.note = note->id,
		                .target = note->id,
		                .first = i == first});
	add_link(links, own,
	        (struct note_link){.note = note->id,
	                .target = g_array_index(places, struct place, first).node->id,
	                .back = TRUE});
}

static void
join_note(GHashTable *links, GHashTable *pending, const struct node *note)
{
	struct place own;
	g_autofree char *key = NULL;
	const GArray *places;

	if (!find_own_mark(note, &own))
		return;
	key = mark_key(&own);
	places = g_hash_table_lookup(pending, key);
	if (!places)
		return;
	add_links(links, places, &own, note);
	g_hash_table_remove(pending, key);
}

/* The next node in document order that is not below this one. */
static const struct node *
skip(const struct node *node, const struct node *root)
{
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

GHashTable *
notes_join(const struct tree *tree)
{
	GHashTable *links =
	        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
	g_autoptr(GHashTable) pending = g_hash_table_new_full(
	        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
	const struct node *root = tree_root(tree), *node = root;

	while (node) {
		if (node->kind == NODE_ARTICLE)
			g_hash_table_remove_all(pending);
		if (node->kind == NODE_NOTE) {
			join_note(links, pending, node);
			node = skip(node, root);
			continue;
		}
		look_for_marks(pending, node);
		node = node_next(node, root);
	}
	g_hash_table_foreach(links, sort_links, NULL);
	return links;
}

const GArray *
notes_of(GHashTable *links, const struct node *node)
{
	return g_hash_table_lookup(links, GUINT_TO_POINTER(node->id));
}

gboolean
notes_refer_to(GHashTable *links, const struct node *note)
{
	const GArray *list = note->first ? notes_of(links, note->first) : NULL;

	return list && g_array_index(list, struct note_link, 0).back;
}

/* --- superior ------------------------------------------------------------- */

/* The superior spans that a node has already: where they begin to number + 1. */
static GHashTable *
find_superior(const struct node *node)
{
	GHashTable *found = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < node->n_shown_spans; i++)
		if (node->shown_spans[i].kind == SPAN_SUP)
			g_hash_table_insert(found,
			        GUINT_TO_POINTER(node->shown_spans[i].start),
			        GUINT_TO_POINTER(i + 1));
	return found;
}

/* Where a mark stands, in code points. offset, at: of the mark before it, bytes and code
 * points. */
static struct span
span_of(const struct node *node, const struct note_link *link, gsize *offset, guint *at)
{
	struct span span = {.kind = SPAN_SUP, .target = link->target};

	*at += (guint)utf8_length(node->shown + *offset, link->offset - *offset);
	*offset = link->offset;
	span.start = *at;
	span.end = *at + (guint)utf8_length(node->shown + link->offset, link->length);
	return span;
}

/* The marks of a node take the place of superior spans, or come behind all spans. */
static void
raise_marks(struct tree *tree, struct node *node, const GArray *links)
{
	guint n = node->n_shown_spans, at = 0;
	g_autoptr(GHashTable) superior_spans = find_superior(node);
	struct span *spans =
	        arena_alloc(&tree->arena, (n + links->len) * sizeof(struct span));
	gsize offset = 0;

	for (guint i = 0; i < n; i++)
		spans[i] = node->shown_spans[i];
	for (guint i = 0; i < links->len; i++) {
		struct span span = span_of(
		        node, &g_array_index(links, struct note_link, i), &offset, &at);
		guint same = GPOINTER_TO_UINT(g_hash_table_lookup(
		        superior_spans, GUINT_TO_POINTER(span.start)));

		spans[same && spans[same - 1].end == span.end ? same - 1 : n++] = span;
	}
	node->shown_spans = spans;
	node->n_shown_spans = n;
}

void
notes_raise(struct tree *tree)
{
	g_autoptr(GHashTable) links = notes_join(tree);
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, links);
	while (g_hash_table_iter_next(&iter, &key, &value))
		raise_marks(tree, tree_node(tree, GPOINTER_TO_UINT(key)), value);
}
