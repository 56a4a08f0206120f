/*
 * numbertree.c - keys in leaves of FAN entries, leaves in nodes of FAN kids, up to a
 * root.
 *
 * Leaves are written as they fill, so that only one is held; a tree that fits into one
 * leaf is its own root.
 */
#include "write/pdf/numbertree.h"

#include "write/pdf/syntax.h"

enum { FAN = 64 };

struct node {
	guint32 object, low, high;
};

struct numbertree {
	struct objects *objects;
	GString *nums; /* of the leaf that is being filled */
	guint n;       /* keys in it */
	guint32 low, high;
	GArray *nodes; /* of struct node: the lowest level that has no parents yet */
};

struct numbertree *
numbertree_new(struct objects *objects)
{
	struct numbertree *tree = g_malloc0(sizeof(*tree));

	tree->objects = objects;
	tree->nums = g_string_new(NULL);
	tree->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	return tree;
}

/* key: "/Nums" or "/Kids". A root has no limits. */
static struct node
write_node(struct numbertree *tree, const char *key, const GString *entries, guint32 low,
        guint32 high, gboolean is_root)
{
	struct node node = {objects_reserve(tree->objects, 1), low, high};
	GString *out = objects_begin(tree->objects, node.object);

	g_string_append(out, "<<");
	if (!is_root)
		g_string_append_printf(out, "/Limits[%u %u]", low, high);
	g_string_append_printf(out, "%s[", key);
	g_string_append_len(out, entries->str, entries->len);
	g_string_append(out, "]>>");
	objects_end(tree->objects);
	return node;
}

static void
flush_leaf(struct numbertree *tree)
{
	struct node leaf =
	        write_node(tree, "/Nums", tree->nums, tree->low, tree->high, FALSE);

	g_array_append_val(tree->nodes, leaf);
	g_string_truncate(tree->nums, 0);
	tree->n = 0;
}

GString *
numbertree_add(struct numbertree *tree, guint32 key)
{
	if (tree->n == FAN)
		flush_leaf(tree);
	if (!tree->n++)
		tree->low = key;
	tree->high = key;
	g_string_append_c(tree->nums, ' ');
	syntax_put_integer(tree->nums, key);
	g_string_append_c(tree->nums, ' ');
	return tree->nums;
}

/* A node above n nodes in a row. */
static struct node
write_parent(struct numbertree *tree, const struct node *kids, guint n, gboolean is_root)
{
	g_autoptr(GString) references = g_string_new(NULL);

	for (guint i = 0; i < n; i++) {
		syntax_put_reference(references, kids[i].object);
		g_string_append_c(references, ' ');
	}
	return write_node(
	        tree, "/Kids", references, kids[0].low, kids[n - 1].high, is_root);
}

static void
add_level(struct numbertree *tree)
{
	GArray *below = tree->nodes;

	tree->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	for (guint i = 0; i < below->len; i += FAN) {
		struct node node =
		        write_parent(tree, &g_array_index(below, struct node, i),
		                MIN(FAN, below->len - i), FALSE);

		g_array_append_val(tree->nodes, node);
	}
	g_array_unref(below);
}

guint32
numbertree_finish(struct numbertree *tree)
{
	struct node root;

	if (!tree->nodes->len) {
		root = write_node(tree, "/Nums", tree->nums, 0, 0, TRUE);
	} else {
		flush_leaf(tree);
		while (tree->nodes->len > FAN)
			add_level(tree);
		root = write_parent(tree, &g_array_index(tree->nodes, struct node, 0),
		        tree->nodes->len, TRUE);
	}
	g_string_free(tree->nums, TRUE);
	g_array_unref(tree->nodes);
	g_free(tree);
	return root.object;
}
