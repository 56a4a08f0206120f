/*
 * build.c - decided blocks become nodes, and every line gets its rows in the ledger.
 *
 * Invariant: the rows of a line follow one another without a hole from its first column
 * to its last; a line without text has one row, blank.
 */
#include "article/recognise/rule.h"

#include "article/meta.h"
#include "text/chars.h"
#include "text/utf8.h"

#include <string.h>

/* Styles of labels in the order in which they come up: the first is the highest. */
struct levels {
	guint rank[LABEL_STYLES]; /* 0: not seen */
	guint n;
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
		return;
	}
	for (guint i = 0; i < block->n_lines; i++) {
		row.line = block->lines[i].number;
		row.column = 1;
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

static struct node *
place_node(struct scene *scene, enum node_kind kind)
{
	struct node *root = tree_root(scene->tree);

	switch (kind) {
	case NODE_KICKER:
	case NODE_TITLE:
	case NODE_DATELINE:
	case NODE_LEAD:
		return meta_head_node(scene->tree, root, kind);
	case NODE_CAPTION:
		return tree_append(
		        scene->tree, tree_append(scene->tree, root, NODE_FIGURE), kind);
	default:
		return tree_append(scene->tree, root, kind);
	}
}

static void
set_level(struct scene *scene, struct levels *levels, struct node *node)
{
	guint style, depth;
	gsize label = label_parse(node->text, &style, &depth);

	node->level = 2;
	if (!label)
		return;
	if (!levels->rank[style])
		levels->rank[style] = ++levels->n;
	node->label = tree_string_length(scene->tree, node->text, label);
	node->level = MIN(6, 1 + levels->rank[style] + depth);
}

static struct node *
make_node(struct scene *scene, struct levels *levels, const struct block *blocks, guint n)
{
	const struct block *last = &blocks[n - 1];
	struct node *node;

	if (blocks[0].kind == KIND_NONE)
		return NULL;
	node = place_node(scene, blocks[0].kind);
	if (node->kind == NODE_FIGURE)
		node->credit = blocks[0].text;
	else
		node->text = joined_text(scene, blocks, n);
	node->rule = blocks[0].rule;
	node->certainty = blocks[0].certainty;
	node->line_first = blocks[0].lines[0].number;
	node->line_last = last->lines[last->n_lines - 1].number;
	if (node->kind == NODE_HEADING)
		set_level(scene, levels, node);
	if (node->kind == NODE_TITLE)
		scene->meta->title = node->text;
	return node;
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

void
build(struct scene *scene)
{
	struct levels levels = {.n = 0};
	const struct node *last = NULL;
	guint residue = 0;
	int line = 1;

	for (guint i = 0; i < scene->n;) {
		const struct block *blocks = &scene->blocks[i];
		struct node *node;
		guint n = 1;

		while (i + n < scene->n && blocks[n].joined)
			n++;
		node = make_node(scene, &levels, blocks, n);
		for (guint k = 0; k < n; k++) {
			add_residue(
			        scene, &residue, blocks[k].lines[0].number, last, &line);
			add_block_rows(
			        scene, &blocks[k], node, n > 1 && !blocks[0].own, &line);
			last = node;
		}
		i += n;
	}
	add_residue(scene, &residue, G_MAXINT, last, &line);
	add_blank_rows(scene, line, scene->source->n_lines + 1);
	complete_dateline(scene);
}
