/*
 * tags.c - structure elements from the nodes of the article tree.
 *
 * A node that stands on a page, or has one below it that does, becomes an element; what
 * is nowhere has none. Some nodes need more than one element: an entry of the contents
 * is TOCI > Reference > Link. The table says for each kind of node:
 *
 *   element   what the node is
 *   own       elements inside it that hold its own text; none: it holds the text itself
 *   below     an element inside it, after its text, that holds its child nodes
 *   group     what kids are gathered in where there are more than an array may hold
 *
 * Numbers are given to all elements first, in one row per node: element, own…, groups of
 * its text, below, groups of its children. Nothing here recurses: parents come before
 * children in the order of ids, and tell them whose kids they are.
 */
#include "write/pdf/tags.h"

#include "write/pdf/numbertree.h"
#include "write/pdf/syntax.h"

#include <string.h>

enum { OWN = 2 };

static const struct role {
	const char *element;
	const char *own[OWN];
	const char *below;
	const char *group;
} roles[NODE_N_KINDS] = {
        [NODE_BOOK] = {"Document", .group = "Sect"},
        [NODE_TITLE_PAGE] = {"Sect", {"H"}, .group = "Sect"},
        [NODE_CONTENTS] = {"Sect", {"H"}, .below = "TOC", .group = "TOC"},
        [NODE_ENTRY] = {"TOCI", {"Reference"}, .group = "TOC"},
        [NODE_ARTICLE] = {"Art", .group = "Sect"},
        [NODE_KICKER] = {"P"},
        [NODE_TITLE] = {"H"},
        [NODE_DATELINE] = {"P"},
        [NODE_LEAD] = {"P"},
        [NODE_HEADING] = {"H"},
        [NODE_PARAGRAPH] = {"P"},
        /* A caption whose picture is missing: a Figure would need content and Alt
         * (ISO 14289-1, 7.3), a Caption something that it captions (ISO 32000-1, Table
         * 333). So it is read as a paragraph of its own, and a Div keeps those of one
         * picture together. */
        [NODE_FIGURE] = {"Div", .group = "Div"},
        [NODE_CAPTION] = {"P"},
        [NODE_SOURCE] = {"P"},
};

/* What is known of a node while tags are written. Object numbers; 0: there is none. */
struct element {
	guint32 object;
	guint32 parent; /* the element it is a kid of */
	guint32 holder; /* of its own marks and links: object, or the last of `own` */
	guint32 leaf_groups; /* the first */
	guint32 below;       /* of its child nodes: object, or role->below */
	guint32 kid_groups;  /* the first */
	guint n_kids;        /* child nodes that have an element */
};

struct tags {
	struct places *places;
	const GArray *depths;
	struct objects *objects;
	struct element *elements; /* by node id */
};

/* --- numbering ------------------------------------------------------------- */

static guint
count_leaves(const struct tags *t, const struct node *node)
{
	guint n;

	places_leaves(t->places, node->id, &n);
	return n;
}

/* The elements inside a node's element that hold its own text, outermost first. A
 * node with links (which come last among its leaves) is a Link as a whole. */
static guint
own_elements(const struct tags *t, const struct node *node, const char *names[OWN + 1])
{
	guint n = 0, n_leaves;
	const struct place_leaf *leaves = places_leaves(t->places, node->id, &n_leaves);

	if (!n_leaves)
		return 0;
	while (n < OWN && roles[node->kind].own[n]) {
		names[n] = roles[node->kind].own[n];
		n++;
	}
	for (guint i = 0; i < n_leaves; i++)
		if (leaves[i].is_link) {
			names[n++] = "Link";
			break;
		}
	return n;
}

/* The groups that n kids of one element are gathered in; mostly none. */
static guint
count_groups(guint n)
{
	return n > SYNTAX_ARRAY_LIMIT ? (n + SYNTAX_ARRAY_LIMIT - 1) / SYNTAX_ARRAY_LIMIT
	                              : 0;
}

static guint32
reserve_groups(struct tags *t, guint n)
{
	guint groups = count_groups(n);

	return groups ? objects_reserve(t->objects, groups) : 0;
}

static void
number_node(struct tags *t, const struct node *node)
{
	struct element *element = &t->elements[node->id];
	const char *names[OWN + 1];
	guint n_own = own_elements(t, node, names);

	element->object = objects_reserve(t->objects, 1 + n_own);
	element->holder = element->object + n_own;
	element->leaf_groups = reserve_groups(t, count_leaves(t, node));
	element->below = element->object;
	if (roles[node->kind].below && element->n_kids)
		element->below = objects_reserve(t->objects, 1);
	element->kid_groups = reserve_groups(t, element->n_kids);
}

/* Ids backwards: children tell their parents that there is something below them. */
static void
count_kids(struct tags *t)
{
	for (guint32 id = tree_length(t->places->tree); id > 0; id--) {
		const struct node *node = tree_node(t->places->tree, id);

		if (node->parent && (t->elements[id].n_kids || count_leaves(t, node)))
			t->elements[node->parent->id].n_kids++;
	}
}

static void
number_nodes(struct tags *t)
{
	count_kids(t);
	for (guint32 id = 1; id <= tree_length(t->places->tree); id++) {
		const struct node *node = tree_node(t->places->tree, id);

		if (t->elements[id].n_kids || count_leaves(t, node))
			number_node(t, node);
	}
}

/* --- elements -------------------------------------------------------------- */

/* "<</S/H2/P 12 0 R/Pg 3 0 R/K[": page is that of its marks given as numbers, or NULL. */
static GString *
begin_element(struct tags *t, guint32 object, const char *role, guint depth,
        guint32 parent, const struct place_page *page)
{
	GString *out = objects_begin(t->objects, object);

	g_string_append(out, "<</S/");
	g_string_append(out, role);
	if (!strcmp(role, "H"))
		syntax_put_integer(out, depth);
	syntax_put_key_reference(out, "/P", parent);
	if (page)
		syntax_put_key_reference(out, "/Pg", page->object);
	g_string_append(out, "/K[");
	return out;
}

static void
end_element(struct tags *t, GString *out)
{
	g_string_append(out, "]>>");
	objects_end(t->objects);
}

/* References to n elements in a row. */
static void
put_row(GString *out, guint32 first, guint n)
{
	while (n--) {
		syntax_put_reference(out, first++);
		g_string_append_c(out, ' ');
	}
}

/* --- marks and links ------------------------------------------------------- */

static const struct place_page *
leaf_page(const struct tags *t, struct place_leaf leaf)
{
	return places_page(t->places, leaf.page);
}

static void
put_mark(const struct tags *t, GString *out, struct place_leaf leaf, gboolean same_page)
{
	const struct place_page *page = leaf_page(t, leaf);
	guint mcid = leaf.index - page->first_mark;

	if (same_page) {
		syntax_put_integer(out, mcid);
		g_string_append_c(out, ' ');
		return;
	}
	g_string_append(out, "<</Type/MCR/MCID ");
	syntax_put_integer(out, mcid);
	syntax_put_key_reference(out, "/Pg", page->object);
	g_string_append(out, ">>");
}

static void
put_link(const struct tags *t, GString *out, struct place_leaf leaf)
{
	syntax_put_key_reference(
	        out, "<</Type/OBJR/Obj", places_link(t->places, leaf.index)->object);
	syntax_put_key_reference(out, "/Pg", leaf_page(t, leaf)->object);
	g_string_append(out, ">>");
}

/* Kids of an element: a mark is its number, or a dictionary if it is not on the first
 * one's page (14.7.4.2); a link is an object reference (14.7.4.3). */
static void
put_leaves(struct tags *t, GString *out, const struct place_leaf *leaves, guint n,
        guint32 element)
{
	for (guint i = 0; i < n; i++) {
		if (leaves[i].is_link) {
			places_link(t->places, leaves[i].index)->element = element;
			put_link(t, out, leaves[i]);
		} else {
			places_mark(t->places, leaves[i].index)->element = element;
			put_mark(t, out, leaves[i], leaves[i].page == leaves[0].page);
		}
	}
}

/* The leaves of the element that holds them, or the groups they are in. */
static void
put_own(struct tags *t, GString *out, const struct node *node)
{
	const struct element *element = &t->elements[node->id];
	guint n;
	const struct place_leaf *leaves = places_leaves(t->places, node->id, &n);

	if (element->leaf_groups)
		put_row(out, element->leaf_groups, count_groups(n));
	else
		put_leaves(t, out, leaves, n, element->holder);
}

static void
write_leaf_groups(struct tags *t, const struct node *node)
{
	const struct element *element = &t->elements[node->id];
	guint n;
	const struct place_leaf *leaves = places_leaves(t->places, node->id, &n);

	for (guint g = 0; g < count_groups(n); g++) {
		guint from = g * SYNTAX_ARRAY_LIMIT;
		guint32 group = element->leaf_groups + g;
		GString *out = begin_element(
		        t, group, "Span", 0, element->holder, leaf_page(t, leaves[from]));

		put_leaves(
		        t, out, leaves + from, MIN(n - from, SYNTAX_ARRAY_LIMIT), group);
		end_element(t, out);
	}
}

/* --- nodes ----------------------------------------------------------------- */

/* References to the elements of a node's children from the from-th on, n at most; they
 * learn here whose kids they are. Returns the child behind. */
static const struct node *
put_children(
        struct tags *t, GString *out, const struct node *child, guint n, guint32 parent)
{
	for (; child && n; child = child->next) {
		struct element *element = &t->elements[child->id];

		if (!element->object)
			continue;
		element->parent = parent;
		put_row(out, element->object, 1);
		n--;
	}
	return child;
}

/* The kids that are child nodes, or the groups they are in. */
static void
put_below(struct tags *t, GString *out, const struct node *node)
{
	const struct element *element = &t->elements[node->id];

	if (element->kid_groups)
		put_row(out, element->kid_groups, count_groups(element->n_kids));
	else
		put_children(t, out, node->first, element->n_kids, element->below);
}

static void
write_kid_groups(struct tags *t, const struct node *node)
{
	const struct element *element = &t->elements[node->id];
	const struct node *child = node->first;

	for (guint g = 0; g < count_groups(element->n_kids); g++) {
		guint32 group = element->kid_groups + g;
		GString *out = begin_element(
		        t, group, roles[node->kind].group, 0, element->below, NULL);

		child = put_children(t, out, child, SYNTAX_ARRAY_LIMIT, group);
		end_element(t, out);
	}
}

/* The chain of elements down to the one that holds the node's own text. */
static void
write_own(struct tags *t, const struct node *node, const struct place_page *page)
{
	const struct element *element = &t->elements[node->id];
	guint depth = g_array_index(t->depths, guint8, node->id);
	const char *names[OWN + 1];
	guint n = own_elements(t, node, names);

	for (guint i = 0; i < n; i++) {
		guint32 object = element->object + 1 + i;
		gboolean holds = object == element->holder;
		GString *out = begin_element(
		        t, object, names[i], depth, object - 1, holds ? page : NULL);

		if (holds)
			put_own(t, out, node);
		else
			put_row(out, object + 1, 1);
		end_element(t, out);
	}
}

/* The element between a node and its children, if its role has one. */
static void
write_below(struct tags *t, const struct node *node)
{
	const struct element *element = &t->elements[node->id];
	GString *out;

	if (element->below == element->object)
		return;
	out = begin_element(
	        t, element->below, roles[node->kind].below, 0, element->object, NULL);
	put_below(t, out, node);
	end_element(t, out);
}

/* The element itself, with its own text or what holds it, and its children or what
 * holds them. */
static void
write_element(struct tags *t, const struct node *node, const struct place_page *page)
{
	const struct element *element = &t->elements[node->id];
	gboolean holds = element->holder == element->object;
	GString *out = begin_element(t, element->object, roles[node->kind].element,
	        g_array_index(t->depths, guint8, node->id), element->parent,
	        holds ? page : NULL);

	if (holds)
		put_own(t, out, node);
	else
		put_row(out, element->object + 1, 1);
	if (element->below == element->object)
		put_below(t, out, node);
	else
		put_row(out, element->below, 1);
	end_element(t, out);
}

static void
write_node(struct tags *t, const struct node *node)
{
	guint n;
	const struct place_leaf *leaves = places_leaves(t->places, node->id, &n);
	const struct place_page *page = n ? leaf_page(t, leaves[0]) : NULL;

	write_element(t, node, page);
	write_own(t, node, page);
	write_leaf_groups(t, node);
	write_below(t, node);
	write_kid_groups(t, node);
}

/* --- the trees ------------------------------------------------------------- */

guint32
tags_page_key(const struct places *places, guint page)
{
	return page;
}

guint32
tags_link_key(const struct places *places, guint link)
{
	return places->pages->len + link;
}

static void
put_page_elements(const struct tags *t, const struct place_page *page, GString *out)
{
	g_string_append_c(out, '[');
	for (guint i = 0; i < page->n_marks; i++)
		put_row(out, places_mark(t->places, page->first_mark + i)->element, 1);
	g_string_append_c(out, ']');
}

/* The way back (14.7.4.4): for each page the elements of its marks, for each link its
 * own. */
static guint32
write_parent_tree(struct tags *t)
{
	struct numbertree *tree = numbertree_new(t->objects);

	for (guint p = 0; p < t->places->pages->len; p++) {
		const struct place_page *page = places_page(t->places, p);

		if (page->n_marks)
			put_page_elements(t, page,
			        numbertree_add(tree, tags_page_key(t->places, p)));
	}
	for (guint i = 0; i < t->places->links->len; i++) {
		const struct place_link *link = places_link(t->places, i);

		if (link->element)
			syntax_put_reference(
			        numbertree_add(tree, tags_link_key(t->places, i)),
			        link->element);
	}
	return numbertree_finish(tree);
}

/* The top: a Document, which an article that stands alone has put above it. */
static void
write_document(struct tags *t, guint32 object, guint32 root)
{
	GString *out = begin_element(t, object, "Document", 0, root, NULL);

	put_children(t, out, tree_root(t->places->tree), 1, object);
	end_element(t, out);
}

static void
write_root(struct tags *t, guint32 root, guint32 top, guint32 parent_tree)
{
	GString *out = objects_begin(t->objects, root);

	g_string_append(out, "<</Type/StructTreeRoot/K[");
	if (top)
		put_row(out, top, 1);
	syntax_put_key_reference(out, "]/ParentTree", parent_tree);
	g_string_append(out, "/ParentTreeNextKey ");
	syntax_put_integer(out, t->places->pages->len + t->places->links->len);
	g_string_append(out, ">>");
	objects_end(t->objects);
}

guint32
tags_write(struct places *places, const GArray *depths, struct objects *objects)
{
	guint32 n = tree_length(places->tree), root = objects_reserve(objects, 1), top;
	const struct node *first = tree_root(places->tree);
	struct tags t = {places, depths, objects, g_new0(struct element, n + 1)};

	number_nodes(&t);
	top = t.elements[first->id].object;
	t.elements[first->id].parent = root;
	if (top && strcmp(roles[first->kind].element, "Document")) {
		top = objects_reserve(objects, 1);
		write_document(&t, top, root);
	}
	for (guint32 id = 1; id <= n; id++)
		if (t.elements[id].object)
			write_node(&t, tree_node(places->tree, id));
	write_root(&t, root, top, write_parent_tree(&t));
	g_free(t.elements);
	return root;
}
