/*
 * tags.c - the structure tree, element by element.
 *
 * Which elements there are, and their numbers, is settled by elements.c. Nothing here
 * recurses: parents come before children in the order of ids, and tell them whose
 * kids they are.
 */
#include "write/pdf/tags.h"

#include "article/address.h"
#include "article/figures.h"
#include "write/pdf/elements.h"
#include "write/pdf/kids.h"
#include "write/pdf/numbertree.h"
#include "write/pdf/syntax.h"

#include <string.h>

struct tags {
	struct places *places;
	const GArray *depths;
	struct objects *objects;
	struct element *elements; /* by node id */
	GArray *kids;             /* of struct kid: of the node that is being written */
	GArray *linked;           /* of the Link that is: scratch */
};

/* --- elements ----------------------------------------------------------- */

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

/* --- marks and links ---------------------------------------------------- */

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

/* A mark is its number, or a dictionary if it is not on the element's page (14.7.4.2); a
 * link is an object reference (14.7.4.3). */
static void
put_leaf(struct tags *t, GString *out, struct place_leaf leaf, guint32 element,
        const struct place_page *page)
{
	if (leaf.is_link) {
		places_link(t->places, leaf.index)->element = element;
		put_link(t, out, leaf);
	} else {
		places_mark(t->places, leaf.index)->element = element;
		put_mark(t, out, leaf, leaf_page(t, leaf) == page);
	}
}

/* --- kids that are no nodes --------------------------------------------- */

static struct place_leaf
leaf_at(const struct tags *t, const struct node *node, guint i)
{
	guint n;

	return places_leaves(t->places, node->id, &n)[i];
}

/* Kids [from, from + n) of the node, which the element holds. */
static void
put_kids(struct tags *t, GString *out, const struct node *node, const GArray *kids,
        guint from, guint n, guint32 element, const struct place_page *page)
{
	for (guint i = from; i < from + n; i++) {
		const struct kid *kid = &g_array_index(kids, struct kid, i);

		if (kid->role)
			put_row(out, kid->object, 1);
		else
			put_leaf(t, out, leaf_at(t, node, kid->from), element, page);
	}
}

/* The end of an element, with its language if it has one of its own. */
static void
end_kid(GString *out, const char *language)
{
	g_string_append_c(out, ']');
	if (language) {
		g_string_append(out, "/Lang");
		syntax_put_text(out, language, strlen(language));
	}
	g_string_append(out, ">>");
}

static void write_kid(
        struct tags *t, const struct node *node, const struct kid *kid, guint32 parent);

/* A Link, which learns what it holds from kids.c again. */
static void
write_link(struct tags *t, const struct node *node, const struct kid *kid, guint32 object,
        guint32 parent)
{
	const struct place_page *page = leaf_page(t, leaf_at(t, node, kid->from));
	GString *out = begin_element(t, object, "Link", 0, parent, page);

	g_array_set_size(t->linked, 0);
	kids_find(t->places, node->id, kid->from, kid->to, TRUE, object + 1, t->linked);
	put_kids(t, out, node, t->linked, 0, t->linked->len, object, page);
	end_element(t, out);
	for (guint i = 0; i < t->linked->len; i++) {
		const struct kid *inner = &g_array_index(t->linked, struct kid, i);

		if (inner->role)
			write_kid(t, node, inner, object);
	}
}

/* A Reference that holds a Link. */
static void
write_reference(
        struct tags *t, const struct node *node, const struct kid *kid, guint32 parent)
{
	GString *out = begin_element(t, kid->object, kid->role, 0, parent, NULL);

	put_row(out, kid->object + 1, 1);
	end_element(t, out);
	write_link(t, node, kid, kid->object + 1, kid->object);
}

/* The element of a kid that has one. */
static void
write_kid(struct tags *t, const struct node *node, const struct kid *kid, guint32 parent)
{
	const struct place_page *page = leaf_page(t, leaf_at(t, node, kid->from));
	GString *out;

	if (kid->linked) {
		write_reference(t, node, kid, parent);
		return;
	}
	if (!strcmp(kid->role, "Link")) {
		write_link(t, node, kid, kid->object, parent);
		return;
	}
	out = begin_element(t, kid->object, kid->role, 0, parent, page);
	for (guint i = kid->from; i < kid->to; i++)
		put_leaf(t, out, leaf_at(t, node, i), kid->object, page);
	end_kid(out, kid->language);
	objects_end(t->objects);
}

/* The kids of the element that holds them, or the groups they are in. */
static void
put_own(struct tags *t, GString *out, const struct node *node,
        const struct place_page *page)
{
	const struct element *element = &t->elements[node->id];

	if (element->leaf_groups)
		put_row(out, element->leaf_groups, elements_groups(element->n_own));
	else
		put_kids(t, out, node, t->kids, 0, t->kids->len, element->holder, page);
}

static void
write_leaf_groups(struct tags *t, const struct node *node)
{
	const struct element *element = &t->elements[node->id];

	for (guint g = 0; g < elements_groups(t->kids->len); g++) {
		guint from = g * SYNTAX_ARRAY_LIMIT;
		guint first = g_array_index(t->kids, struct kid, from).from;
		guint32 group = element->leaf_groups + g;
		const struct place_page *page = leaf_page(t, leaf_at(t, node, first));
		GString *out = begin_element(t, group, "Span", 0, element->holder, page);

		put_kids(t, out, node, t->kids, from,
		        MIN(t->kids->len - from, SYNTAX_ARRAY_LIMIT), group, page);
		end_element(t, out);
	}
}

/* The elements of links and languages in the node's text. */
static void
write_kids(struct tags *t, const struct node *node)
{
	const struct element *element = &t->elements[node->id];

	for (guint i = 0; element->inner && i < t->kids->len; i++) {
		const struct kid *kid = &g_array_index(t->kids, struct kid, i);
		guint32 parent = element->leaf_groups
		                         ? element->leaf_groups + i / SYNTAX_ARRAY_LIMIT
		                         : element->holder;

		if (kid->role)
			write_kid(t, node, kid, parent);
	}
}

/* --- nodes -------------------------------------------------------------- */

/* References to the elements or Sects of n nodes, at most, from `child` on among its
 * siblings, of those within that heading's Sect (0: in none); they learn here whose kids
 * they are. Returns the sibling behind. */
static const struct node *
put_children(struct tags *t, GString *out, const struct node *child, guint n,
        guint32 within, guint32 parent)
{
	for (; child && n; child = child->next) {
		struct element *element = &t->elements[child->id];

		if (!element->object || element->within != within)
			continue;
		element->parent = parent;
		put_row(out, element->sect ? element->sect : element->object, 1);
		n--;
	}
	return child;
}

/* The nodes below one: its children, but in the Sect of a heading its siblings. */
static const struct node *
first_below(const struct tags *t, const struct node *node)
{
	return t->elements[node->id].sect ? node->next : node->first;
}

static guint32
within_of(const struct tags *t, const struct node *node)
{
	return t->elements[node->id].sect ? node->id : 0;
}

/* The kids that are nodes below, or the groups they are in. */
static void
put_below(struct tags *t, GString *out, const struct node *node)
{
	const struct element *element = &t->elements[node->id];
	guint groups = elements_kid_groups(t->places, element, node);

	if (groups)
		put_row(out, element->kid_groups, groups);
	else
		put_children(t, out, first_below(t, node), element->n_kids,
		        within_of(t, node), element->below);
}

static void
write_kid_groups(struct tags *t, const struct node *node)
{
	const struct element *element = &t->elements[node->id];
	guint groups = elements_kid_groups(t->places, element, node);
	const struct node *child = first_below(t, node);

	for (guint g = 0; g < groups; g++) {
		guint32 group = element->kid_groups + g;
		GString *out = begin_element(
		        t, group, elements_role_of(node)->group, 0, element->below, NULL);

		child = put_children(t, out, child,
		        elements_group_size(t->places, node, child), within_of(t, node),
		        group);
		end_element(t, out);
	}
}

/* The chain of elements down to the one that holds the node's own text. */
static void
write_own(struct tags *t, const struct node *node, const struct place_page *page)
{
	const struct element *element = &t->elements[node->id];
	guint depth = g_array_index(t->depths, guint8, node->id);
	const char *names[ELEMENTS_OWN + 1];
	guint n = elements_own(t->places, node, names);

	for (guint i = 0; i < n; i++) {
		guint32 object = element->object + 1 + i;
		gboolean holds = object == element->holder;
		GString *out = begin_element(
		        t, object, names[i], depth, object - 1, holds ? page : NULL);

		if (holds)
			put_own(t, out, node, page);
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

	if (element->below == element->object || element->sect)
		return;
	out = begin_element(t, element->below, elements_role_of(node)->below, 0,
	        element->object, NULL);
	put_below(t, out, node);
	end_element(t, out);
}

/* The Sect that a heading opens. */
static void
write_sect(struct tags *t, const struct node *node)
{
	const struct element *element = &t->elements[node->id];
	GString *out;

	if (!element->sect)
		return;
	out = begin_element(t, element->sect, "Sect", 0, element->parent, NULL);
	put_row(out, element->object, 1);
	put_below(t, out, node);
	end_element(t, out);
}

/* What is to be seen, in words (ISO 14289-1, 7.3), and where (ISO 32000-1, Table 344). A
 * picture that nobody has described is called one; app has said so. */
static void
put_figure(struct tags *t, GString *out, const struct node *node)
{
	const struct place_box *box = places_box(t->places, node->id);
	const char *words = figures_alternative(node);

	if (node->kind != NODE_FIGURE || !box)
		return;
	if (!words)
		words = "Hình ảnh";
	g_string_append(out, "/Alt");
	syntax_put_text(out, words, strlen(words));
	g_string_append(out, "/A<</O/Layout/Placement/Block/BBox[");
	syntax_put_length(out, box->left);
	g_string_append_c(out, ' ');
	syntax_put_length(out, box->bottom);
	g_string_append_c(out, ' ');
	syntax_put_length(out, box->right);
	g_string_append_c(out, ' ');
	syntax_put_length(out, box->top);
	g_string_append(out, "]>>");
}

/* How the marks of a list count (ISO 32000-1, Table 347): as the first one does. */
static const char *
list_numbering(const struct node *list)
{
	const char *mark = list->first ? list->first->shown : NULL;

	if (!list->ordered || !mark)
		return "Disc";
	mark += strcspn(mark, "0123456789abcdefghijklmnopqrstuvwxyz"
	                      "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if (g_ascii_isupper(*mark))
		return "UpperAlpha";
	return g_ascii_islower(*mark) ? "LowerAlpha" : "Decimal";
}

/* What a cell covers, and what a header cell is the header of (ISO 32000-1, Table 349).
 */
static void
put_cell(GString *out, const struct node *node)
{
	gboolean header = node->kind == NODE_HEADER_CELL;

	if (!node_is_cell(node) || (!header && node->columns == 1 && node->rows == 1))
		return;
	g_string_append(out, "/A<</O/Table");
	if (header)
		g_string_append(out, node_is_heading_row(node->parent) ? "/Scope/Column"
		                                                       : "/Scope/Row");
	if (node->columns > 1)
		g_string_append_printf(out, "/ColSpan %u", node->columns);
	if (node->rows > 1)
		g_string_append_printf(out, "/RowSpan %u", node->rows);
	g_string_append(out, ">>");
}

/* An article in another language than the book. */
static void
put_language(const struct tags *t, GString *out, const struct node *node)
{
	const char *language = node->meta ? node->meta->language : NULL;

	if (!language || !address_language_valid(language) ||
	        !g_strcmp0(language, tree_meta(t->places->tree)->language))
		return;
	g_string_append(out, "/Lang");
	syntax_put_text(out, language, strlen(language));
}

/* The element itself, with its own text or what holds it, and its children or what
 * holds them. */
static void
write_element(struct tags *t, const struct node *node, const struct place_page *page)
{
	const struct element *element = &t->elements[node->id];
	const struct role *role = elements_role_of(node);
	gboolean holds = element->holder == element->object;
	const char *name =
	        element->kid_groups && role->parted ? role->parted : role->element;
	GString *out = begin_element(t, element->object, name,
	        g_array_index(t->depths, guint8, node->id),
	        element->sect ? element->sect : element->parent, holds ? page : NULL);

	if (holds)
		put_own(t, out, node, page);
	else
		put_row(out, element->object + 1, 1);
	if (element->below == element->object)
		put_below(t, out, node);
	else if (!element->sect)
		put_row(out, element->below, 1);
	g_string_append_c(out, ']');
	if (role->attributes)
		g_string_append(out, role->attributes);
	if (node->kind == NODE_LIST)
		g_string_append_printf(
		        out, "/A<</O/List/ListNumbering/%s>>", list_numbering(node));
	put_figure(t, out, node);
	put_cell(out, node);
	put_language(t, out, node);
	if (role->identified)
		g_string_append_printf(out, "/ID(n%u)", node->id);
	g_string_append(out, ">>");
	objects_end(t->objects);
}

static void
write_node(struct tags *t, const struct node *node)
{
	guint n;
	const struct place_leaf *leaves = places_leaves(t->places, node->id, &n);
	const struct place_page *page = n ? leaf_page(t, leaves[0]) : NULL;

	g_array_set_size(t->kids, 0);
	kids_find(t->places, node->id, 0, n, elements_is_link(t->places, node),
	        t->elements[node->id].inner, t->kids);
	write_element(t, node, page);
	write_own(t, node, page);
	write_leaf_groups(t, node);
	write_kids(t, node);
	write_below(t, node);
	write_sect(t, node);
	write_kid_groups(t, node);
}

/* --- the trees ---------------------------------------------------------- */

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

	put_children(t, out, tree_root(t->places->tree), 1, 0, object);
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
	struct tags t = {places, depths, objects,
	        elements_number(places, depths, objects),
	        g_array_new(FALSE, FALSE, sizeof(struct kid)),
	        g_array_new(FALSE, FALSE, sizeof(struct kid))};

	top = t.elements[first->id].object;
	t.elements[first->id].parent = root;
	if (top && strcmp(elements_role_of(first)->element, "Document")) {
		top = objects_reserve(objects, 1);
		write_document(&t, top, root);
	}
	for (guint32 id = 1; id <= n; id++)
		if (t.elements[id].object)
			write_node(&t, tree_node(places->tree, id));
	write_root(&t, root, top, write_parent_tree(&t));
	g_array_unref(t.kids);
	g_array_unref(t.linked);
	g_free(t.elements);
	return root;
}
