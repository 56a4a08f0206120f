/*
 * elements.c - from nodes to structure elements.
 *
 * Numbers are given to all elements first, in one row per node: its element, own…,
 * links and languages in its text, groups of all that, below, groups of its children. So
 * any of them can refer to any other.
 */
#include "write/pdf/elements.h"

#include "write/pdf/kids.h"
#include "write/pdf/syntax.h"

static const struct role roles[NODE_N_KINDS] = {
        [NODE_BOOK] = {"Document", .group = "Part"},
        [NODE_TITLE_PAGE] = {"Sect", {"H"}, .group = "Sect"},
        [NODE_CONTENTS] = {"Sect", {"H"}, .below = "TOC", .group = "TOC"},
        [NODE_ENTRY] = {"TOCI", {"Reference"}, .group = "TOC"},
        [NODE_PART] = {"Sect", .group = "Div"},
        [NODE_PART_NUMBER] = {"P"},
        [NODE_PART_TITLE] = {"H"},
        [NODE_COLOPHON] = {"Sect", .group = "Div"},
        [NODE_ARTICLE] = {"Art", .group = "Div"},
        [NODE_KICKER] = {"P"},
        [NODE_TITLE] = {"H"},
        [NODE_DATELINE] = {"P"},
        [NODE_LEAD] = {"P"},
        [NODE_HEADING] = {"H", .group = "Div"},
        [NODE_PARAGRAPH] = {"P"},
        /* A caption whose picture is missing: a Figure would need content and Alt
         * (ISO 14289-1, 7.3), a Caption something that it captions (ISO 32000-1, Table
         * 333). So it is read as a paragraph of its own, and a Div keeps those of one
         * picture together. */
        [NODE_FIGURE] = {"Div", .group = "Div"},
        [NODE_CAPTION] = {"P"},
        [NODE_SOURCE] = {"P"},
        [NODE_BYLINE] = {"P"},
        [NODE_SUBTITLE] = {"P"},
        [NODE_LIST] = {"L", .group = "L"},
        [NODE_ITEM] = {"LI", {"Lbl"}, .below = "LBody", .group = "Div"},
        [NODE_QUOTE] = {"BlockQuote", .group = "Div"},
        [NODE_VERSE] = {"Div", .group = "Div"},
        [NODE_STANZA] = {"P", .group = "Span"},
        [NODE_VERSE_LINE] = {"Span"},
        /* TBody is no type of PDF 1.4, which PDF/A-1 is made of */
        [NODE_TABLE] = {"Table", .group = "Table", .parted = "Div"},
        [NODE_ROW] = {"TR", .group = "TR"},
        [NODE_HEADER_CELL] = {"TH"},
        [NODE_CELL] = {"TD"},
        [NODE_NOTE] = {"Note", .group = "Div", .identified = TRUE},
        [NODE_BOX] = {"Div", .group = "Div"},
        [NODE_SEPARATOR] = {"Div"},
};

const struct role *
elements_role(enum node_kind kind)
{
	return &roles[kind];
}

const struct role *
elements_role_of(const struct node *node)
{
	static const struct role figure = {"Figure", .group = "Div"};
	static const struct role caption = {"Caption"};

	if (node->kind == NODE_FIGURE && node->image)
		return &figure;
	if (node->kind == NODE_CAPTION && !node_lacks_picture(node))
		return &caption;
	return elements_role(node->kind);
}

static guint
count_leaves(const struct places *places, const struct node *node)
{
	guint n;

	places_leaves(places, node->id, &n);
	return n;
}

gboolean
elements_is_link(const struct places *places, const struct node *node)
{
	guint n;
	const struct place_leaf *leaves = places_leaves(places, node->id, &n);

	for (guint i = 0; node->kind == NODE_ENTRY && i < n; i++)
		if (leaves[i].is_link &&
		        places_link(places, leaves[i].index)->link.target)
			return TRUE;
	return FALSE;
}

guint
elements_own(const struct places *places, const struct node *node,
        const char *names[ELEMENTS_OWN + 1])
{
	const struct role *role = elements_role_of(node);
	guint n = 0;

	if (!count_leaves(places, node))
		return 0;
	for (; n < ELEMENTS_OWN && role->own[n]; n++)
		names[n] = role->own[n];
	if (elements_is_link(places, node))
		names[n++] = "Link";
	return n;
}

guint
elements_groups(guint n)
{
	return n < SYNTAX_ARRAY_LIMIT ? 0
	                              : (n + SYNTAX_ARRAY_LIMIT - 1) / SYNTAX_ARRAY_LIMIT;
}

/* The row below the lowest that a cell of this row reaches; row: its own number. */
static guint
reach_of(const struct node *row, guint number)
{
	guint reach = number + 1;

	for (const struct node *cell = row->first; cell; cell = cell->next)
		if (node_is_cell(cell))
			reach = MAX(reach, number + cell->rows);
	return reach;
}

guint
elements_group_size(
        const struct places *places, const struct node *node, const struct node *child)
{
	guint n = 0, whole = 0, reach = 0, below;

	if (node->kind != NODE_TABLE)
		return SYNTAX_ARRAY_LIMIT;
	for (; child && n < SYNTAX_ARRAY_LIMIT; child = child->next) {
		if (child->kind == NODE_CAPTION && !count_leaves(places, child))
			continue;
		below = reach_of(child, n++);
		reach = MAX(reach, below);
		if (reach <= n)
			whole = n;
	}
	return child && whole ? whole : n;
}

/* The child behind the n next ones that have an element. */
static const struct node *
skip_kids(const struct places *places, const struct node *child, guint n)
{
	for (; child && n; child = child->next)
		n -= child->kind != NODE_CAPTION || count_leaves(places, child);
	return child;
}

guint
elements_kid_groups(const struct places *places, const struct element *element,
        const struct node *node)
{
	const struct node *child = node->first;
	guint groups = elements_groups(element->n_kids);

	if (!groups || node->kind != NODE_TABLE)
		return groups;
	for (groups = 0; child; groups++)
		child = skip_kids(
		        places, child, elements_group_size(places, node, child));
	return groups;
}

/* --- numbering ---------------------------------------------------------- */

static guint8
depth_of(const GArray *depths, guint32 id)
{
	return g_array_index(depths, guint8, id);
}

/* The title is the heading of its article: what follows it is the article's own. */
static gboolean
opens_sect(const GArray *depths, const struct node *node)
{
	return node->kind == NODE_HEADING && depth_of(depths, node->id);
}

static guint32
reserve_groups(struct objects *objects, guint n)
{
	guint groups = elements_groups(n);

	return groups ? objects_reserve(objects, groups) : 0;
}

static void
number_node(struct element *element, const struct places *places, const GArray *depths,
        struct objects *objects, const struct node *node)
{
	const char *names[ELEMENTS_OWN + 1];
	guint n_own = elements_own(places, node, names), n_inner, n_groups;

	n_inner = kids_count(
	        places, node->id, elements_is_link(places, node), &element->n_own);
	element->object = objects_reserve(objects, 1 + n_own);
	element->holder = element->object + n_own;
	if (n_inner)
		element->inner = objects_reserve(objects, n_inner);
	element->leaf_groups = reserve_groups(objects, element->n_own);
	element->below = element->object;
	if (elements_role_of(node)->below && element->n_kids)
		element->below = objects_reserve(objects, 1);
	if (opens_sect(depths, node))
		element->below = element->sect = objects_reserve(objects, 1);
	n_groups = elements_kid_groups(places, element, node);
	if (n_groups)
		element->kid_groups = objects_reserve(objects, n_groups);
}

static gboolean
is_somewhere(const struct element *element, const struct places *places,
        const struct node *node)
{
	/* rows must have equally many cells, empty ones too (ISO 14289-1, 7.5); all cells
	 * of a row may stand in those above it */
	return element->n_kids || node->kind == NODE_ROW || node_is_cell(node) ||
	       count_leaves(places, node);
}

/* Ids forwards: siblings come in their order. open, by parent: the last heading among its
 * children, whose Sect and those around it may go on. */
static void
find_sects(struct element *elements, const struct places *places, const GArray *depths)
{
	guint32 n = tree_length(places->tree);
	g_autofree guint32 *open = g_new0(guint32, n + 1);

	for (guint32 id = 1; id <= n; id++) {
		const struct node *node = tree_node(places->tree, id);
		guint32 *last = node->parent ? &open[node->parent->id] : &open[0];
		gboolean opens = opens_sect(depths, node);

		while (opens && *last && depth_of(depths, *last) >= depth_of(depths, id))
			*last = elements[*last].within;
		elements[id].within = *last;
		if (opens)
			*last = id;
	}
}

/* Ids backwards: children tell their parents, or the heading they follow, that there is
 * something below them. */
static void
count_kids(struct element *elements, const struct places *places)
{
	for (guint32 id = tree_length(places->tree); id > 0; id--) {
		const struct node *node = tree_node(places->tree, id);
		guint32 within = elements[id].within;

		if (node->parent && is_somewhere(&elements[id], places, node))
			elements[within ? within : node->parent->id].n_kids++;
	}
}

struct element *
elements_number(
        const struct places *places, const GArray *depths, struct objects *objects)
{
	guint32 n = tree_length(places->tree);
	struct element *elements = g_new0(struct element, n + 1);

	find_sects(elements, places, depths);
	count_kids(elements, places);
	for (guint32 id = 1; id <= n; id++) {
		const struct node *node = tree_node(places->tree, id);

		if (is_somewhere(&elements[id], places, node))
			number_node(&elements[id], places, depths, objects, node);
	}
	return elements;
}
