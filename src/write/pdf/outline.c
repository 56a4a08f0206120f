/*
 * outline.c - headings as bookmarks.
 *
 * A book's own title gets none: its articles are what a reader looks for. Where there are
 * more bookmarks than a panel shows, those below titles come closed.
 */
#include "write/pdf/outline.h"

#include "write/pdf/syntax.h"

enum { PANEL = 40 }; /* bookmarks that are not too many to be all open */

struct entry {
	const struct node *node;
	guint8 depth;
	int parent, previous, next, first, last; /* in entries; NONE: there is none */
	guint kids, all;                         /* below it: directly, altogether */
};

enum { NONE = -1 };

static struct entry *
entry_at(const GArray *entries, int i)
{
	return &g_array_index(entries, struct entry, i);
}

/* The nearest entry before that encloses a heading of this depth. */
static int
find_parent(const GArray *entries, guint8 depth)
{
	int i = (int)entries->len - 1;

	while (i != NONE && entry_at(entries, i)->depth >= depth)
		i = entry_at(entries, i)->parent;
	return i;
}

static int
last_without_parent(const GArray *entries)
{
	int i = (int)entries->len - 1;

	while (i != NONE && entry_at(entries, i)->parent != NONE)
		i = entry_at(entries, i)->parent;
	return i;
}

static void
add_entry(GArray *entries, const struct node *node, guint8 depth)
{
	int self = entries->len, parent = find_parent(entries, depth);
	struct entry entry = {node, depth, parent, NONE, NONE, NONE, NONE, 0, 0};

	if (parent == NONE) {
		entry.previous = last_without_parent(entries);
	} else {
		entry.previous = entry_at(entries, parent)->last;
		entry_at(entries, parent)->last = self;
		if (entry.previous == NONE)
			entry_at(entries, parent)->first = self;
		entry_at(entries, parent)->kids++;
	}
	for (int above = parent; above != NONE; above = entry_at(entries, above)->parent)
		entry_at(entries, above)->all++;
	if (entry.previous != NONE)
		entry_at(entries, entry.previous)->next = self;
	g_array_append_val(entries, entry);
}

static GArray *
collect(const struct places *places, const GArray *depths)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));

	for (guint32 id = 1; id < depths->len; id++) {
		const struct node *node = tree_node(places->tree, id);
		guint8 depth = g_array_index(depths, guint8, id);

		if (depth && node->kind != NODE_TITLE_PAGE && node->shown)
			add_entry(entries, node, depth);
	}
	return entries;
}

static void
put_neighbour(GString *out, const char *key, guint32 first, int entry)
{
	if (entry != NONE)
		syntax_put_key_reference(out, key, first + entry);
}

/* first: object of entry 0; the others follow. */
static void
write_entry(const struct places *places, struct objects *objects, const GArray *entries,
        int i, guint32 outline, guint32 first)
{
	const struct entry *entry = entry_at(entries, i);
	gboolean open = entries->len <= PANEL;
	GString *out = objects_begin(objects, first + i);

	g_string_append(out, "<</Title");
	syntax_put_text(out, entry->node->shown, strlen(entry->node->shown));
	syntax_put_key_reference(
	        out, "/Parent", entry->parent == NONE ? outline : first + entry->parent);
	put_neighbour(out, "/Prev", first, entry->previous);
	put_neighbour(out, "/Next", first, entry->next);
	put_neighbour(out, "/First", first, entry->first);
	put_neighbour(out, "/Last", first, entry->last);
	if (entry->kids) {
		g_string_append(out, "/Count ");
		syntax_put_integer(out, open ? (int)entry->all : -(int)entry->kids);
	}
	g_string_append(out, "/Dest");
	places_put_destination(places, entry->node->id, 0, out);
	g_string_append(out, ">>");
	objects_end(objects);
}

static guint
count_top(const GArray *entries)
{
	guint n = 0;

	for (guint i = 0; i < entries->len; i++)
		n += entry_at(entries, i)->parent == NONE;
	return n;
}

guint32
outline_write(const struct places *places, const GArray *depths, struct objects *objects,
        guint *n_top)
{
	g_autoptr(GArray) entries = collect(places, depths);
	guint32 outline, first;
	GString *out;

	*n_top = count_top(entries);
	if (!entries->len)
		return 0;
	outline = objects_reserve(objects, 1);
	first = objects_reserve(objects, entries->len);
	for (guint i = 0; i < entries->len; i++)
		write_entry(places, objects, entries, i, outline, first);
	out = objects_begin(objects, outline);
	g_string_append(out, "<</Type/Outlines");
	syntax_put_key_reference(out, "/First", first);
	syntax_put_key_reference(out, "/Last", first + last_without_parent(entries));
	g_string_append_printf(
	        out, "/Count %u>>", entries->len <= PANEL ? entries->len : *n_top);
	objects_end(objects);
	return outline;
}
