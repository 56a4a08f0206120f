/*
 * check.c - the rules of the tree, said as a program.
 */
#include "article/storage.h"

#include "article/grid.h"
#include "text/nfc.h"
#include "text/utf8.h"

#include <string.h>

/* What is wrong with a text, or NULL. */
static const char *
text_breach(const char *text)
{
	gsize length = strlen(text);

	if (!g_utf8_validate(text, length, NULL))
		return "text is not UTF-8";
	if (!nfc_is(text, length))
		return "text is not in NFC";
	for (const char *at = text; *at; at++)
		if ((guchar)*at < 0x20 || *at == 0x7F)
			return "text holds a control character";
	return NULL;
}

static const char *
spans_breach(const struct node *node)
{
	guint length = node->text ? utf8_length(node->text, strlen(node->text)) : 0;

	for (guint i = 0; i < node->n_spans; i++)
		if (node->spans[i].start >= node->spans[i].end ||
		        node->spans[i].end > length)
			return "a span lies outside of its text";
	return NULL;
}

static gboolean
is_head(enum node_kind kind)
{
	return kind >= NODE_KICKER && kind <= NODE_LEAD;
}

/* The place of a node among the others. */
static const char *
place_breach(const struct node *node)
{
	const struct node *parent = node->parent;

	if (node->next && node->next->parent != parent)
		return "a sibling has another parent";
	if (!node->next && parent && parent->last != node)
		return "the last child is not the last";
	if (is_head(node->kind) && node->next && is_head(node->next->kind) &&
	        node->next->kind <= node->kind)
		return "the head is out of order";
	if (is_head(node->kind) && node != parent->first) {
		const struct node *first = parent->first;

		while (first != node && is_head(first->kind))
			first = first->next;
		if (first != node)
			return "a part of the head stands in the body";
	}
	return NULL;
}

/* What may be the parent of a kind; NODE_N_KINDS: whatever holds blocks. */
static const enum node_kind parents[NODE_N_KINDS] = {
        [NODE_BOOK] = NODE_N_KINDS,
        [NODE_TITLE_PAGE] = NODE_BOOK,
        [NODE_CONTENTS] = NODE_BOOK,
        [NODE_ENTRY] = NODE_CONTENTS,
        [NODE_PART] = NODE_BOOK,
        [NODE_PART_NUMBER] = NODE_PART,
        [NODE_PART_TITLE] = NODE_PART,
        [NODE_COLOPHON] = NODE_BOOK,
        [NODE_ARTICLE] = NODE_BOOK,
        [NODE_KICKER] = NODE_ARTICLE,
        [NODE_TITLE] = NODE_ARTICLE,
        [NODE_SUBTITLE] = NODE_ARTICLE,
        [NODE_DATELINE] = NODE_ARTICLE,
        [NODE_LEAD] = NODE_ARTICLE,
        [NODE_HEADING] = NODE_N_KINDS,
        [NODE_PARAGRAPH] = NODE_N_KINDS,
        [NODE_FIGURE] = NODE_N_KINDS,
        [NODE_CAPTION] = NODE_FIGURE,
        [NODE_SOURCE] = NODE_N_KINDS,
        [NODE_BYLINE] = NODE_N_KINDS,
        [NODE_LIST] = NODE_N_KINDS,
        [NODE_ITEM] = NODE_LIST,
        [NODE_QUOTE] = NODE_N_KINDS,
        [NODE_VERSE] = NODE_N_KINDS,
        [NODE_STANZA] = NODE_VERSE,
        [NODE_VERSE_LINE] = NODE_STANZA,
        [NODE_TABLE] = NODE_N_KINDS,
        [NODE_ROW] = NODE_TABLE,
        [NODE_HEADER_CELL] = NODE_ROW,
        [NODE_CELL] = NODE_ROW,
        [NODE_NOTE] = NODE_N_KINDS,
        [NODE_BOX] = NODE_N_KINDS,
        [NODE_SEPARATOR] = NODE_N_KINDS,
};

static gboolean
holds_blocks(const struct node *node)
{
	return node->kind == NODE_ARTICLE || node->kind == NODE_ITEM ||
	       node->kind == NODE_COLOPHON ||
	       (node->kind != NODE_LIST && node_kind_holds_blocks(node->kind));
}

static const char *
parent_breach(const struct node *node)
{
	const struct node *parent = node->parent;

	if (!parent)
		return NULL;
	if (node->kind == NODE_CAPTION && parent->kind == NODE_TABLE)
		return node == parent->first ? NULL : "a caption stands below a table";
	if (parents[node->kind] != NODE_N_KINDS)
		return parents[node->kind] == parent->kind ? NULL
		                                           : "it has the wrong parent";
	if (holds_blocks(parent) ||
	        (parent->kind == NODE_VERSE && node->kind == NODE_PARAGRAPH))
		return NULL;
	return "it stands where no block may stand";
}

/* What is wrong with a row, which is laid here. */
static const char *
row_breach(struct grid *grid, const struct node *row)
{
	const char *breach = NULL;
	guint room;

	grid_next_row(grid);
	for (const struct node *cell = row->first; cell; cell = cell->next) {
		if (!cell->columns || !cell->rows)
			return "a cell covers nothing";
		grid_put(grid, cell->columns, cell->rows, &room);
		if (room < cell->columns)
			breach = "cells overlap";
	}
	return breach;
}

/* Cells cover each place of the grid once, and none both the heading and what is below.
 */
static const char *
table_breach(const struct node *table)
{
	const struct node *first = node_find(table, NODE_ROW);
	struct grid *grid = grid_new();
	const char *breach = NULL;
	guint n_columns = 0, index = 0;

	for (const struct node *row = first; row && !breach; row = row->next) {
		breach = row_breach(grid, row);
		if (row == first)
			n_columns = grid_columns(grid);
		if (!breach &&
		        (grid_columns(grid) != n_columns || grid_holes(grid, n_columns)))
			breach = "a row has fewer or more columns than others";
		index++;
		if (!breach && (!row->next || index == table->heads) &&
		        grid_is_open(grid))
			breach = "a cell covers more rows than there are";
	}
	grid_free(grid);
	return index < table->heads ? "its heading has more rows than it" : breach;
}

static const char *
node_breach(const struct tree *tree, const struct node *node, guint32 id)
{
	const char *breach = NULL;

	if (node->id != id || tree_node(tree, id) != node)
		return "ids are not those of the document order";
	if ((node->kind == NODE_ARTICLE || node->kind == NODE_BOOK) && !node->meta)
		return "no metadata";
	if (node->kind == NODE_HEADING && (node->level < 2 || node->level > 6))
		return "a heading has no level from 2 to 6";
	if (node->kind == NODE_ENTRY && !tree_node(tree, node->target))
		return "an entry leads nowhere";
	if (node->text)
		breach = text_breach(node->text);
	if (!breach && node->cased)
		breach = text_breach(node->cased);
	if (!breach && node->kind == NODE_TABLE)
		breach = table_breach(node);
	if (!breach)
		breach = spans_breach(node);
	if (!breach)
		breach = parent_breach(node);
	return breach ? breach : place_breach(node);
}

char *
tree_check(const struct tree *tree)
{
	guint32 id = 0;

	for (const struct node *node = tree->root; node;
	        node = node_next(node, tree->root)) {
		const char *breach = node_breach(tree, node, ++id);

		if (breach)
			return g_strdup_printf(
			        "%s %u: %s", node_kind_name(node->kind), id, breach);
	}
	return id == tree->n_nodes ? NULL : g_strdup("there are more ids than nodes");
}
