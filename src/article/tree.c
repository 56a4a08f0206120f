/*
 * tree.c - building, numbering and walking the article tree.
 *
 * Nodes and texts lie in the tree's arena; a tree is freed at one blow. Invariant after
 * tree_number(): by_id[i]->id == i, in document order, and 0 is nobody.
 */
#include "article/storage.h"

#include "article/ledger.h"

#include <string.h>

static const char *const kind_names[NODE_N_KINDS] = {
#define NODE(id, name) [NODE_##id] = name,
#include "article/node.def"
#undef NODE
};

static void
array_free(gpointer array)
{
	g_ptr_array_unref(array);
}

static struct node *
node_new(struct tree *tree, enum node_kind kind)
{
	struct node *node = arena_alloc(&tree->arena, sizeof(struct node));

	node->kind = kind;
	node->columns = node->rows = 1;
	if (kind == NODE_ARTICLE || kind == NODE_BOOK)
		node->meta = meta_new(tree);
	return node;
}

struct tree *
tree_new(enum node_kind root)
{
	struct tree *tree = g_new0(struct tree, 1);

	tree->arrays = g_ptr_array_new_with_free_func(array_free);
	tree->ledger = g_array_new(FALSE, FALSE, sizeof(struct ledger_row));
	tree->root = node_new(tree, root);
	return tree;
}

void
tree_free(struct tree *tree)
{
	if (!tree)
		return;
	arena_clear(&tree->arena);
	g_ptr_array_unref(tree->arrays);
	g_array_unref(tree->ledger);
	g_clear_pointer(&tree->running, g_ptr_array_unref);
	g_free(tree->by_id);
	g_free(tree);
}

struct node *
tree_root(const struct tree *tree)
{
	return tree->root;
}

guint32
tree_length(const struct tree *tree)
{
	return tree->n_nodes;
}

struct node *
tree_node(const struct tree *tree, guint32 id)
{
	return id && id <= tree->n_nodes ? tree->by_id[id] : NULL;
}

const char *
tree_string_length(struct tree *tree, const char *text, gsize length)
{
	return arena_copy(&tree->arena, text, length);
}

const char *
tree_string(struct tree *tree, const char *text)
{
	return text ? tree_string_length(tree, text, strlen(text)) : NULL;
}

static void
link_last(struct node *parent, struct node *node)
{
	node->parent = parent;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
}

struct node *
tree_append(struct tree *tree, struct node *parent, enum node_kind kind)
{
	struct node *node = node_new(tree, kind);

	link_last(parent, node);
	return node;
}

struct node *
tree_insert(
        struct tree *tree, struct node *parent, struct node *before, enum node_kind kind)
{
	struct node **link = &parent->first;
	struct node *node;

	if (!before)
		return tree_append(tree, parent, kind);
	node = node_new(tree, kind);
	while (*link != before)
		link = &(*link)->next;
	node->parent = parent;
	node->next = before;
	*link = node;
	return node;
}

static void
unlink_node(struct node *node)
{
	struct node *parent = node->parent, *previous = NULL;

	for (struct node *at = parent->first; at != node; at = at->next)
		previous = at;
	if (previous)
		previous->next = node->next;
	else
		parent->first = node->next;
	if (parent->last == node)
		parent->last = previous;
	node->next = NULL;
}

void
tree_move(struct node *node, struct node *parent)
{
	unlink_node(node);
	link_last(parent, node);
}

void
tree_remove(struct tree *tree, struct node *node)
{
	unlink_node(node);
	for (guint i = 0; i < tree->ledger->len; i++) {
		struct ledger_row *row =
		        &g_array_index(tree->ledger, struct ledger_row, i);

		if (row->node == node)
			row->node = NULL;
	}
}

void
tree_set_spans(struct tree *tree, struct node *node, const struct span *spans, guint n)
{
	struct span *copy = NULL;

	if (n) {
		copy = arena_alloc(&tree->arena, n * sizeof(struct span));
		memcpy(copy, spans, n * sizeof(struct span));
	}
	for (guint i = 0; i < n; i++)
		copy[i].value = tree_string(tree, copy[i].value);
	node->spans = copy;
	node->n_spans = n;
}

void
tree_number(struct tree *tree)
{
	guint32 n = 0, room = 0;

	for (struct node *node = tree->root; node; node = node_next(node, tree->root)) {
		if (n + 1 >= room) {
			room = MAX(32, room * 2);
			tree->by_id = g_renew(struct node *, tree->by_id, room);
		}
		node->id = ++n;
		tree->by_id[n] = node;
	}
	tree->by_id[0] = NULL;
	tree->n_nodes = n;
}

struct node *
tree_adopt(struct tree *tree, struct node *parent, struct tree *part)
{
	struct node *root = part->root;

	link_last(parent, root);
	arena_take(&tree->arena, &part->arena);
	g_array_append_vals(tree->ledger, part->ledger->data, part->ledger->len);
	g_ptr_array_extend_and_steal(tree->arrays, g_steal_pointer(&part->arrays));
	part->arrays = g_ptr_array_new();
	tree_free(part);
	return root;
}

struct node *
node_next(const struct node *node, const struct node *root)
{
	if (node->first)
		return node->first;
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

struct node *
node_find(const struct node *node, enum node_kind kind)
{
	for (struct node *child = node->first; child; child = child->next)
		if (child->kind == kind)
			return child;
	return NULL;
}

const struct node *
node_article(const struct node *node)
{
	while (node && node->kind != NODE_ARTICLE)
		node = node->parent;
	return node;
}

gboolean
node_lacks_picture(const struct node *caption)
{
	return caption->kind == NODE_CAPTION && caption->parent->kind == NODE_FIGURE &&
	       !caption->parent->image;
}

gboolean
node_is_cell(const struct node *node)
{
	return node->kind == NODE_HEADER_CELL || node->kind == NODE_CELL;
}

gboolean
node_is_heading_row(const struct node *row)
{
	guint i = 0;

	if (row->kind != NODE_ROW)
		return FALSE;
	for (const struct node *node = row->parent->first; node != row; node = node->next)
		if (node->kind == NODE_ROW && ++i >= row->parent->heads)
			return FALSE;
	return row->parent->heads > 0;
}

const char *
node_kind_name(enum node_kind kind)
{
	return kind_names[kind];
}

gboolean
node_kind_parse(const char *name, enum node_kind *kind)
{
	for (int i = 0; i < NODE_N_KINDS; i++) {
		if (!strcmp(name, kind_names[i])) {
			*kind = i;
			return TRUE;
		}
	}
	return FALSE;
}

gboolean
node_kind_is_block(enum node_kind kind)
{
	switch (kind) {
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_FIGURE:
	case NODE_BYLINE:
	case NODE_SOURCE:
	case NODE_VERSE:
	case NODE_TABLE:
	case NODE_SEPARATOR:
		return TRUE;
	default:
		return node_kind_holds_blocks(kind);
	}
}

gboolean
node_kind_holds_blocks(enum node_kind kind)
{
	return kind == NODE_LIST || kind == NODE_QUOTE || kind == NODE_NOTE ||
	       kind == NODE_BOX;
}

static const char *const role_names[ROLE_N] = {
        NULL, "question", "answer", "dialogue", "attribution", "signature"};

const char *
role_name(enum paragraph_role role)
{
	return role_names[role];
}

gboolean
role_parse(const char *name, enum paragraph_role *role)
{
	for (int i = ROLE_NONE + 1; i < ROLE_N; i++) {
		if (!strcmp(name, role_names[i])) {
			*role = i;
			return TRUE;
		}
	}
	return FALSE;
}

const char *
certainty_name(enum certainty certainty)
{
	static const char *const names[] = {"sure", "likely", "guess"};

	return names[certainty];
}
