/*
 * figures.c - finding figures, showing credits, gathering the captions of missing
 * pictures.
 *
 * Gathering changes the order of the tree, and so of everything that is made from it:
 * pages, tags and EPUB stay in step. Rows of the ledger follow their nodes.
 */
#include "article/figures.h"

#include "article/ledger.h"
#include "article/storage.h"

#include <string.h>

static const char gathered_title[] = "Chú thích ảnh";

struct node *
figures_next(const struct node *root, const struct node *at)
{
	struct node *node = node_next(at ? at : root, root);

	while (node && node->kind != NODE_FIGURE)
		node = node_next(node, root);
	return node;
}

struct node *
figures_nth(const struct node *root, guint n)
{
	struct node *figure = figures_next(root, NULL);

	while (figure && n > 1) {
		figure = figures_next(root, figure);
		n--;
	}
	return n ? figure : NULL;
}

static gboolean
stands_on(const struct node *node, int line)
{
	return node && line > 0 && node->line_first <= line && line <= node->line_last;
}

struct node *
figures_at_line(const struct node *root, int line)
{
	struct node *figure = figures_next(root, NULL);

	while (figure && !stands_on(figure, line) &&
	        !stands_on(node_find(figure, NODE_CAPTION), line))
		figure = figures_next(root, figure);
	return figure;
}

struct node *
figures_captioned(const struct node *root, const char *words)
{
	struct node *figure;

	for (figure = figures_next(root, NULL); figure && *words;
	        figure = figures_next(root, figure)) {
		const struct node *caption = node_find(figure, NODE_CAPTION);

		if (caption && caption->text && g_str_has_prefix(caption->text, words))
			return figure;
	}
	return NULL;
}

void
figures_bind(struct tree *tree, struct node *figure, const char *file)
{
	figure->src = tree_string(tree, file);
}

/* --- where they stand ---------------------------------------------------- */

static const char *const floats[] = {NULL, "none", "top", "bottom", "page"};
static const char *const references[] = {NULL, "column", "page"};

/* The index of a value; -1: it is none of them. */
static int
find_value(const char *const *values, guint n, const char *value)
{
	for (guint i = 0; i < n; i++)
		if (!g_strcmp0(values[i], value))
			return (int)i;
	return -1;
}

gboolean
figures_set_float(struct node *figure, const char *value)
{
	int index = find_value(floats, G_N_ELEMENTS(floats), value);

	if (index >= 0)
		figure->floats = (enum figure_float)index;
	return index >= 0;
}

gboolean
figures_set_reference(struct node *figure, const char *value)
{
	int index = find_value(references, G_N_ELEMENTS(references), value);

	if (index >= 0)
		figure->reference = (enum figure_reference)index;
	return index >= 0;
}

const char *
figures_float(const struct node *figure)
{
	return floats[figure->floats];
}

const char *
figures_reference(const struct node *figure)
{
	return references[figure->reference];
}

/* --- what is to be seen -------------------------------------------------- */

static gboolean
is_blank(const char *text)
{
	return !text || !text[strspn(text, " ")];
}

const char *
figures_alternative(const struct node *figure)
{
	const struct node *caption = node_find(figure, NODE_CAPTION);

	if (!is_blank(figure->alt))
		return figure->alt;
	if (caption && !is_blank(caption->shown))
		return caption->shown;
	return is_blank(figure->credit) ? NULL : figure->credit;
}

gboolean
figures_described(const struct node *figure)
{
	const struct node *caption = node_find(figure, NODE_CAPTION);

	return !is_blank(figure->alt) || (caption && !is_blank(caption->text));
}

/* --- gathering ---------------------------------------------------------- */

static gboolean
is_missing(const struct node *figure)
{
	const struct node *caption = node_find(figure, NODE_CAPTION);

	return !figure->image && caption && !is_blank(caption->text);
}

static void
mark_rows(struct tree *tree, const struct node *caption)
{
	for (guint i = 0; i < tree->ledger->len; i++) {
		struct ledger_row *row =
		        &g_array_index(tree->ledger, struct ledger_row, i);

		if (row->node != caption)
			continue;
		row->fate = FATE_MOVED;
		row->why = "caption without picture: at the end";
	}
}

static void
gather_article(struct tree *tree, struct node *article)
{
	g_autoptr(GPtrArray) missing = g_ptr_array_new();
	struct node *note, *title;
	struct span strong = {.end = 0, .kind = SPAN_STRONG};

	for (struct node *figure = figures_next(article, NULL); figure;
	        figure = figures_next(article, figure))
		if (is_missing(figure))
			g_ptr_array_add(missing, figure);
	if (missing->len < 2)
		return;
	note = tree_append(tree, article, NODE_NOTE);
	title = tree_append(tree, note, NODE_PARAGRAPH);
	title->text = tree_string(tree, gathered_title);
	strong.end = (guint)g_utf8_strlen(gathered_title, -1);
	tree_set_spans(tree, title, &strong, 1);
	for (guint i = 0; i < missing->len; i++) {
		tree_move(missing->pdata[i], note);
		mark_rows(tree, node_find(missing->pdata[i], NODE_CAPTION));
	}
}

/* Numbers anew what was numbered: entries lead to where they led. */
static void
number_again(struct tree *tree)
{
	g_autoptr(GPtrArray) pairs = g_ptr_array_new();

	for (struct node *node = tree->root; node; node = node_next(node, tree->root))
		if (node->target) {
			g_ptr_array_add(pairs, node);
			g_ptr_array_add(pairs, tree_node(tree, node->target));
		}
	tree_number(tree);
	for (guint i = 0; i < pairs->len; i += 2) {
		const struct node *target = pairs->pdata[i + 1];

		((struct node *)pairs->pdata[i])->target = target ? target->id : 0;
	}
}

static void
mark_credit(struct tree *tree, const struct node *figure)
{
	for (guint i = 0; i < tree->ledger->len; i++) {
		struct ledger_row *row =
		        &g_array_index(tree->ledger, struct ledger_row, i);

		if (row->node != figure || row->fate != FATE_NOT_PRINTED)
			continue;
		row->fate = FATE_SHOWN;
		row->why = NULL;
	}
}

void
figures_credit(struct tree *tree)
{
	gboolean any = FALSE;

	for (struct node *figure = figures_next(tree->root, NULL); figure;
	        figure = figures_next(tree->root, figure)) {
		if (!figure->image || is_blank(figure->credit) ||
		        node_find(figure, NODE_CAPTION))
			continue;
		tree_append(tree, figure, NODE_CAPTION);
		mark_credit(tree, figure);
		any = TRUE;
	}
	if (any)
		number_again(tree);
}

void
figures_gather(struct tree *tree)
{
	struct node *root = tree->root;

	if (root->kind == NODE_ARTICLE)
		gather_article(tree, root);
	for (struct node *node = root->first; node; node = node->next)
		if (node->kind == NODE_ARTICLE)
			gather_article(tree, node);
	number_again(tree);
}
