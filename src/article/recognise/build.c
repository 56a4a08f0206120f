/*
 * build.c - decided blocks become nodes, and every line gets its rows in the ledger.
 *
 * Invariant: the rows of a line follow one another without a hole from its first column
 * to its last; a line without text has one row, blank.
 */
#include "article/recognise/rule.h"

#include "article/meta.h"
#include "base/limits.h"
#include "text/chars.h"
#include "text/utf8.h"

#include <string.h>

enum { HOLDERS = LIMIT_NESTING };

struct building {
	struct scene *scene;
	/* styles of labels in the order in which they come up: the first is the highest
	 */
	guint rank[LABEL_STYLES]; /* 0: not seen */
	guint n_ranks;
	struct node *holders[HOLDERS]; /* lists, quotations … that are open, outermost
	                                * first */
	guint depth;
};

/* --- columns ---------------------------------------------------------- */

/* Bytes of the first n code points of a line. */
static gsize
bytes_of(const struct source_line *line, gsize n)
{
	gsize at = 0;
	gunichar c;

	while (n-- && at < line->raw_length)
		at += utf8_decode(line->raw + at, line->raw_length - at, &c);
	return at;
}

/* The column, from 1, of the character at an offset of the cleaned line: the shortest
 * beginning of the line whose clean form reaches beyond the offset ends with it. */
static int
column_of(const struct source_line *line, gsize offset)
{
	g_autofree char *room = g_malloc(CHARS_ROOM(line->raw_length));
	gsize low = 1, high = line->columns + 1;

	while (low < high) {
		gsize middle = (low + high) / 2;

		if (chars_clean(line->raw, bytes_of(line, middle), room, NULL) > offset)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* --- ledger ----------------------------------------------------------- */

static void
add_blank_rows(struct scene *scene, int from, int to)
{
	for (int line = from; line < to; line++) {
		struct ledger_row row = {
		        .line = line, .column = 1, .end = 1, .fate = FATE_BLANK};

		ledger_add(scene->tree, &row);
	}
}

static void
add_parts(struct scene *scene, const struct block *block, struct ledger_row *row)
{
	const struct source_line *line = &block->lines[0];

	for (guint i = 0; i < block->n_parts; i++) {
		const struct part *part = &block->parts[i];

		row->column = i ? row->end : 1;
		row->end = i + 1 < block->n_parts ? column_of(line, part[1].start)
		                                  : (int)line->columns + 1;
		row->fate = part->fate;
		row->why = part->why;
		ledger_add(scene->tree, row);
	}
}

/* The mark of an item is the text of a node of its own. Returns the column behind. */
static int
add_mark(struct scene *scene, const struct block *block, struct ledger_row row)
{
	row.column = 1;
	row.end = column_of(&block->lines[0], block->label);
	row.node = row.node->parent;
	row.fate = FATE_SHOWN;
	ledger_add(scene->tree, &row);
	return row.end;
}

static enum fate
block_fate(const struct scene *scene, const struct block *block, gboolean several)
{
	guint index = block - scene->blocks;

	if (block->why)
		return block->fate;
	if (block->kind == KIND_NONE)
		return FATE_NOT_PRINTED;
	if (block->kind == NODE_DATELINE)
		return FATE_MOVED;
	if (!block->decided && scene->title != INDEX_NONE && index < scene->title)
		return FATE_MOVED; /* below the head */
	return several || block->n_lines > 1 ? FATE_JOINED : FATE_SHOWN;
}

static void
add_rows(struct scene *scene, const struct block *block, const struct node *node,
        gboolean several)
{
	struct ledger_row row = {
	        .line = block->lines[0].number,
	        .node = node,
	        .rule = block->rule,
	        .certainty = block->certainty,
	        .fate = block_fate(scene, block, several),
	        .why = block->why,
	};

	if (block->parts) {
		add_parts(scene, block, &row);
		row.fate = FATE_JOINED;
		row.why = NULL;
	}
	for (guint i = block->parts ? 1 : 0; i < block->n_lines; i++) {
		row.line = block->lines[i].number;
		row.column = 1;
		if (i == 0 && block->within == NODE_LIST && block->label)
			row.column = add_mark(scene, block, row);
		row.end = block->lines[i].columns + 1;
		ledger_add(scene->tree, &row);
	}
}

/* The empty lines above a block, and its own. *line: the first that has no row yet. */
static void
add_block_rows(struct scene *scene, const struct block *block, const struct node *node,
        gboolean several, int *line)
{
	add_blank_rows(scene, *line, block->lines[0].number);
	add_rows(scene, block, node, several);
	*line = block->lines[block->n_lines - 1].number + 1;
}

/* Residue from *at on that stands above a line of the source; last: what stands above it.
 */
static void
add_residue(struct scene *scene, guint *at, int above, const struct node *last, int *line)
{
	for (; *at < scene->residue->len; ++*at) {
		const struct block *block =
		        &g_array_index(scene->residue, struct block, *at);

		if (block->lines[0].number > above)
			return;
		add_block_rows(scene, block, block->fate == FATE_MERGED ? last : NULL,
		        FALSE, line);
	}
}

/* --- nodes ------------------------------------------------------------ */

/* The text of n blocks, with blanks between. */
static const char *
joined_text(struct scene *scene, const struct block *blocks, guint n)
{
	GString *text;
	const char *copy;

	if (blocks[0].own)
		return blocks[0].own;
	if (n == 1)
		return blocks[0].text;
	text = g_string_new(blocks[0].text);
	for (guint i = 1; i < n; i++)
		g_string_append_printf(text, " %s", blocks[i].text);
	copy = tree_string_length(scene->tree, text->str, text->len);
	g_string_free(text, TRUE);
	return copy;
}

static void
set_level(struct building *building, struct node *node, guint8 given)
{
	guint style, depth;
	gsize label = label_parse(node->text, &style, &depth);

	node->level = given ? given : 2;
	if (!label)
		return;
	if (!building->rank[style])
		building->rank[style] = ++building->n_ranks;
	node->label = tree_string_length(building->scene->tree, node->text, label);
	if (!given)
		node->level = MIN(6, 1 + building->rank[style] + depth);
}

static void
set_decision(struct node *node, const struct block *first, const struct block *last)
{
	node->rule = first->rule;
	node->certainty = first->certainty;
	if (!node->line_first)
		node->line_first = first->lines[0].number;
	node->line_last = last->lines[last->n_lines - 1].number;
}

/* --- what holds nodes ----------------------------------------------------- */

/* A new holder inside the present one. */
static void
push_holder(struct building *building, const struct block *block)
{
	struct tree *tree = building->scene->tree;
	struct node *outer = building->depth ? building->holders[building->depth - 1]
	                                     : tree_root(tree);
	guint style, depth;

	if (outer->kind == NODE_LIST)
		outer = outer->last;
	outer = tree_append(tree, outer, block->within);
	if (outer->kind == NODE_LIST && label_parse(block->text, &style, &depth)) {
		outer->ordered = TRUE;
		outer->start = (int)label_number(block->text, style);
	}
	set_decision(outer, block, block);
	building->holders[building->depth++] = outer;
}

/* The node below which that of a block belongs. */
static struct node *
open_holder(struct building *building, const struct block *block)
{
	guint wanted = MIN(block->depth, HOLDERS);
	struct node *holder;

	if (block->within == WITHIN_NONE)
		wanted = 0;
	if (!wanted || (block->begins && block->within != NODE_VERSE) ||
	        (building->depth && building->holders[0]->kind != block->within))
		building->depth = 0;
	if (!wanted)
		return tree_root(building->scene->tree);
	building->depth = MIN(building->depth, wanted);
	while (building->depth < wanted)
		push_holder(building, block);
	for (guint i = 0; i < building->depth; i++)
		building->holders[i]->line_last = block->lines[block->n_lines - 1].number;
	holder = building->holders[building->depth - 1];
	return holder;
}

/* An item, whose mark opens the text of the block. */
static struct node *
open_item(struct building *building, struct node *list, const struct block *block)
{
	struct node *item = tree_append(building->scene->tree, list, NODE_ITEM);
	gsize n = block->label;

	while (n && block->text[n - 1] == ' ')
		n--;
	item->text = tree_string_length(building->scene->tree, block->text, n);
	set_decision(item, block, block);
	return item;
}

static struct node *
open_stanza(struct building *building, struct node *verse, const struct block *block)
{
	if (!block->begins && verse->last && verse->last->kind == NODE_STANZA)
		return verse->last;
	return tree_append(building->scene->tree, verse, NODE_STANZA);
}

static struct node *
place_node(struct building *building, const struct block *block)
{
	struct tree *tree = building->scene->tree;
	struct node *parent = open_holder(building, block);

	switch (block->kind) {
	case NODE_KICKER:
	case NODE_TITLE:
	case NODE_SUBTITLE:
	case NODE_DATELINE:
	case NODE_LEAD:
		return meta_head_node(tree, tree_root(tree), block->kind);
	case NODE_CAPTION:
		return tree_append(
		        tree, tree_append(tree, parent, NODE_FIGURE), NODE_CAPTION);
	case NODE_VERSE_LINE:
		parent = open_stanza(building, parent, block);
		break;
	default:
		if (block->within == NODE_LIST)
			parent = open_item(building, parent, block);
		break;
	}
	return tree_append(tree, parent, block->kind);
}

/* --- a node of n blocks --------------------------------------------------- */

/* The speaker of a question or an answer. */
static void
set_speaker(struct scene *scene, struct node *node, gsize length)
{
	struct span span = {0, (guint)utf8_length(node->text, length), SPAN_STRONG, NULL};

	if (length)
		tree_set_spans(scene->tree, node, &span, 1);
}

/* The credit that ends a caption, with the bracket before it, is set in italic. */
static void
set_credit(const struct scene *scene, struct node *node)
{
	gsize length = strlen(node->text);
	gssize at = credit_find(node->text, length);
	struct span span = {.kind = SPAN_EM};

	if (at <= 0)
		return;
	at -= node->text[at - 1] == '(';
	span.start = (guint)utf8_length(node->text, (gsize)at);
	span.end = (guint)utf8_length(node->text, length);
	tree_set_spans(scene->tree, node, &span, 1);
}

static void
fill_node(
        struct building *building, struct node *node, const struct block *blocks, guint n)
{
	struct scene *scene = building->scene;

	if (node->kind == NODE_FIGURE)
		node->credit = blocks[0].text;
	else
		node->text = joined_text(scene, blocks, n);
	if (blocks[0].within == NODE_LIST)
		node->text += blocks[0].own ? 0 : blocks[0].label;
	else if (node->kind == NODE_PARAGRAPH && blocks[0].label)
		node->label =
		        tree_string_length(scene->tree, node->text, blocks[0].label);
	node->role = blocks[0].role;
	set_speaker(scene, node, blocks[0].speaker);
	set_decision(node, &blocks[0], &blocks[n - 1]);
	if (node->kind == NODE_CAPTION)
		set_credit(scene, node);
	if (node->kind == NODE_HEADING)
		set_level(building, node, blocks[0].level);
	if (node->kind == NODE_TITLE)
		scene->meta->title = node->text;
	if (node->kind == NODE_SUBTITLE)
		scene->meta->subtitle = node->text;
}

static struct node *
make_node(struct building *building, const struct block *blocks, guint n)
{
	struct node *node;

	if (blocks[0].kind == KIND_NONE)
		return NULL;
	node = place_node(building, &blocks[0]);
	fill_node(building, node, blocks, n);
	return node;
}

/* Lines of verse that ran together: each part of the block is a line. */
static void
make_lines(struct building *building, struct block *block, int *line)
{
	struct scene *scene = building->scene;
	struct ledger_row row = {.line = block->lines[0].number,
	        .rule = block->rule,
	        .certainty = block->certainty,
	        .fate = FATE_JOINED,
	        .why = "lines that ran together",
	        .end = 1};

	add_blank_rows(scene, *line, row.line);
	*line = row.line + 1;
	for (guint i = 0; i < block->n_parts; i++) {
		const struct part *part = &block->parts[i];
		gboolean last = i + 1 == block->n_parts;
		gsize end = last ? block->length : part[1].start;
		struct node *node = place_node(building, block);

		block->begins = FALSE;
		node->text = tree_string_length(
		        scene->tree, block->text + part->start, end - part->start);
		set_decision(node, block, block);
		row.node = node;
		row.column = row.end;
		row.end = last ? (int)block->lines[0].columns + 1
		               : column_of(&block->lines[0], end);
		ledger_add(scene->tree, &row);
	}
}

/* A date line that only an agency calls for: it is generated, no line of the source. */
static void
complete_dateline(struct scene *scene)
{
	struct node *node;

	if (!scene->meta->agency)
		return;
	node = meta_head_node(scene->tree, tree_root(scene->tree), NODE_DATELINE);
	if (node->text)
		return;
	node->text = scene->meta->agency;
	node->rule = "date.agency";
}

/* Blocks from the i-th on that make one node, with what stands above their lines. Returns
 * the node. */
static struct node *
build_node(struct building *building, guint i, guint n, guint *residue,
        const struct node *last, int *line)
{
	struct scene *scene = building->scene;
	struct block *blocks = &scene->blocks[i];
	struct node *node;

	if (blocks->kind == NODE_VERSE_LINE && blocks->n_parts) {
		add_residue(scene, residue, blocks->lines[0].number, last, line);
		make_lines(building, blocks, line);
		return NULL;
	}
	node = make_node(building, blocks, n);
	for (guint k = 0; k < n; k++) {
		add_residue(scene, residue, blocks[k].lines[0].number, last, line);
		add_block_rows(scene, &blocks[k], node, n > 1 && !blocks[0].own, line);
		last = node;
	}
	return node;
}

void
build(struct scene *scene)
{
	struct building building = {.scene = scene};
	const struct node *last = NULL;
	guint residue = 0;
	int line = 1;

	for (guint i = 0, n; i < scene->n; i += n) {
		n = 1;
		while (i + n < scene->n && scene->blocks[i + n].joined)
			n++;
		last = build_node(&building, i, n, &residue, last, &line);
	}
	add_residue(scene, &residue, G_MAXINT, last, &line);
	add_blank_rows(scene, line, scene->source->n_lines + 1);
	complete_dateline(scene);
}
