/*
 * columns.c - how wide the columns of a table are, and where numbers stand in them.
 *
 * A column wants its longest text on one line and needs its longest word. Modest wishes
 * are granted; of the room that is left the others get what they need, and what is beyond
 * that by what they want. A cell over several columns widens them when they are
 * narrower together than it. Where even the needs are more than the measure, columns come
 * closer, and then the type gets smaller; words that are still too wide are broken. So a
 * table never leaves its measure.
 *
 * In a column of numbers (article/numeric.h) the commas stand below one another, the
 * longest decimals at the right edge.
 */
#include "typeset/table.h"

#include "article/grid.h"
#include "article/numeric.h"
#include "style/role.h"

#include <string.h>

enum { SMALLEST = 650, CLOSEST = 600 /* 1/1000 of the type and of the gap */ };

/* What a cell over several columns asks of them. */
struct wish {
	guint first, n;
	unit need, want;
};

struct measuring {
	struct setter *setter;
	struct table *table;
	GArray *columns; /* of struct column */
	GArray *wishes;  /* of struct wish */
};

/* --- styles --------------------------------------------------------------- */

static enum cell_look
look_of(const struct node *cell)
{
	switch (role_of_cell(cell)) {
	case BLOCK_HEADER_CELL:
		return LOOK_HEADER;
	case BLOCK_ROW_HEADER:
		return LOOK_ROW_HEADER;
	default:
		return LOOK_CELL;
	}
}

const struct block_style *
columns_style(const struct table *table, const struct node *cell, enum cell_align align)
{
	return &table->styles[look_of(cell)][align];
}

/* The styles of the cells, their type in 1/1000 of what the style says. */
static void
make_styles(const struct setter *setter, struct table *table, int scale)
{
	static const enum block_role roles[LOOK_N] = {
	        BLOCK_CELL, BLOCK_HEADER_CELL, BLOCK_ROW_HEADER};
	static const enum align aligns[CELL_N_ALIGNS] = {
	        ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE};

	for (int look = 0; look < LOOK_N; look++)
		for (int i = 0; i < CELL_N_ALIGNS; i++) {
			struct block_style *style = &table->styles[look][i];

			*style = setter->style->blocks[roles[look]];
			style->breaks_words = TRUE;
			style->size = style->size * scale / 1000;
			style->leading = style->leading * scale / 1000;
			if (i == CELL_STYLED)
				continue;
			style->align = aligns[i];
			style->indent = 0;
			style->hangs = FALSE;
		}
}

static gboolean
is_blank(const struct node *cell)
{
	return !cell->shown || !*cell->shown;
}

/* --- widths of cells --------------------------------------------------------- */

static unit
padding_of(const struct block_style *style)
{
	return style->margin_left + style->margin_right;
}

/* Where glyphs of a word end that stand for its first bytes. */
static unit
width_within(const struct block *block, const struct word *word, gsize bytes)
{
	gint64 width = 0;

	for (guint k = 0; k < word->token->n_pieces; k++) {
		const struct piece *piece = &word->token->pieces[k];
		gsize at = piece->offset;

		for (guint i = 0; piece->face && i < piece->n_glyphs; i++) {
			const struct glyph *glyph = &piece->glyphs[i];

			if (glyph->bytes && at >= bytes)
				break;
			at += glyph->bytes;
			width += (gint64)(piece->face->widths[glyph->id] + glyph->kern) *
			                 block->size / piece->face->upem +
			         block->style->letter_spacing;
		}
	}
	return (unit)width;
}

/* The width of the words up to a byte of the text, on one line. */
static unit
width_to(const struct block *block, gsize bytes)
{
	unit width = 0;

	for (guint i = 0; i < block->words->len; i++) {
		const struct word *word = &g_array_index(block->words, struct word, i);

		if (word->offset >= bytes)
			break;
		width += word->space;
		width += word->offset + word->token->length <= bytes
		                 ? word->width
		                 : width_within(block, word, bytes - word->offset);
	}
	return width;
}

static unit
longest_word(const struct block *block)
{
	unit longest = 0;

	for (guint i = 0; i < block->words->len; i++)
		longest = MAX(longest, g_array_index(block->words, struct word, i).width);
	return longest;
}

/* --- what columns ask for ------------------------------------------------------ */

static struct column *
column_at(struct measuring *measuring, guint i)
{
	if (i >= measuring->columns->len)
		g_array_set_size(measuring->columns, i + 1);
	return &g_array_index(measuring->columns, struct column, i);
}

/* How much of a column's numbers stands before the comma, and behind. */
static void
measure_number(struct column *column, const struct node *cell, const struct block *block)
{
	gsize whole;
	unit head;

	if (numeric_cell(cell, &whole) == NUMERIC_TEXT)
		return;
	head = width_to(block, whole);
	column->head = MAX(column->head, head);
	column->tail = MAX(column->tail, width_to(block, strlen(cell->shown)) - head);
}

static void
widen(struct measuring *measuring, const struct node *cell, guint first)
{
	const struct block_style *style =
	        columns_style(measuring->table, cell, CELL_STYLED);
	struct wish wish = {.first = first, .n = cell->columns};
	struct column *column;
	struct block *block;

	column_at(measuring, first + cell->columns - 1); /* all of them are there */
	column = column_at(measuring, first);
	if (is_blank(cell))
		return;
	block = block_new_as(measuring->setter, cell, role_of_cell(cell), style,
	        flow_measure(measuring->setter));
	wish.need = longest_word(block) + padding_of(style);
	/* a little more, for what rounding takes */
	wish.want =
	        width_to(block, strlen(block->text)) + padding_of(style) + UNIT_PT / 8;
	if (wish.n > 1) {
		g_array_append_val(measuring->wishes, wish);
	} else {
		column->need = MAX(column->need, wish.need);
		column->want = MAX(column->want, wish.want);
		if (!node_is_heading_row(cell->parent))
			measure_number(column, cell, block);
	}
	block_free(block);
}

static void
widen_all(struct measuring *measuring)
{
	struct grid *grid = grid_new();
	const struct node *row = node_find(measuring->table->node, NODE_ROW);

	for (; row; row = row->next) {
		grid_next_row(grid);
		for (const struct node *cell = row->first; cell; cell = cell->next) {
			guint room;

			widen(measuring, cell,
			        grid_put(grid, cell->columns, cell->rows, &room));
		}
	}
	grid_free(grid);
}

/* Numbers are not broken, and need room on both sides of the comma. */
static void
settle_numbers(struct table *table)
{
	unit padding = padding_of(&table->styles[LOOK_CELL][CELL_STYLED]);
	g_autoptr(GArray) numeric = numeric_columns(table->node);

	for (guint i = 0; i < table->n_columns; i++) {
		struct column *column = &table->columns[i];
		unit both = column->head + column->tail + padding + UNIT_PT / 8;

		column->numeric = i < numeric->len && g_array_index(numeric, gboolean, i);
		if (!column->numeric)
			continue;
		column->need = MAX(column->need, both);
		column->want = MAX(column->want, both);
	}
}

/* Widens columns [first, first + n) by `more` together, as they want: `by` says which of
 * both is widened. */
static void
spread(struct column *columns, guint n, gint64 more, gboolean needs)
{
	gint64 want = 0;

	for (guint i = 0; i < n; i++)
		want += MAX(columns[i].want, 1);
	for (guint i = 0; i < n && more > 0; i++) {
		unit share = (unit)(more * MAX(columns[i].want, 1) / want + 1);

		if (needs)
			columns[i].need += share;
		else
			columns[i].want += share;
	}
}

static void
grant_wish(struct table *table, const struct wish *wish)
{
	struct column *columns = table->columns + wish->first;
	gint64 need = 0, want = 0, gaps = (gint64)table->gap * (wish->n - 1);

	for (guint i = 0; i < wish->n; i++) {
		need += columns[i].need;
		want += columns[i].want;
	}
	spread(columns, wish->n, wish->need - need - gaps, TRUE);
	spread(columns, wish->n, wish->want - want - gaps, FALSE);
	for (guint i = 0; i < wish->n; i++)
		columns[i].want = MAX(columns[i].want, columns[i].need);
}

/* --- dealing ------------------------------------------------------------------- */

/* Grants every column that wants no more than an equal share of the room what it wants,
 * as long as there are such. *room: what is left. */
static void
grant(struct column *columns, guint n, gint64 *room)
{
	guint waiting = n;
	gboolean again = TRUE;

	while (waiting && again) {
		gint64 share = *room / waiting;

		again = FALSE;
		for (guint i = 0; i < n; i++) {
			if (columns[i].width || columns[i].want > share)
				continue;
			columns[i].width = MAX(columns[i].want, 1);
			*room -= columns[i].width;
			waiting--;
			again = TRUE;
		}
	}
}

/* The square root, rounded down, of what a column wants beyond its need; never 0. */
static gint64
weight_of(const struct column *column)
{
	gint64 more = MAX(column->want - column->need, 1), root = 1;

	while ((root + 1) * (root + 1) <= more)
		root++;
	return root;
}

static gint64
sum_weights(const struct column *columns, guint n)
{
	gint64 sum = 0;

	for (guint i = 0; i < n; i++)
		sum += columns[i].width ? 0 : weight_of(&columns[i]);
	return sum;
}

/* Deals out the room beyond the needs: long texts get more, short ones more than in
 * proportion, so that they stay on one line beside long ones. */
static void
share_rest(struct column *columns, guint n, gint64 room)
{
	gint64 weights = sum_weights(columns, n);
	gboolean again = TRUE;

	while (weights && again) {
		gint64 left = room;

		again = FALSE;
		for (guint i = 0; i < n; i++) {
			gint64 more = columns[i].want - columns[i].need;

			if (columns[i].width ||
			        more > room * weight_of(&columns[i]) / weights)
				continue;
			columns[i].width = MAX(columns[i].want, 1);
			left -= more;
			again = TRUE;
		}
		room = left;
		weights = sum_weights(columns, n);
	}
	for (guint i = 0; i < n; i++)
		if (!columns[i].width)
			columns[i].width =
			        columns[i].need +
			        (unit)(room * weight_of(&columns[i]) / weights);
}

/* The others get what they need, and more if there is. */
static void
deal(struct column *columns, guint n, gint64 room)
{
	gint64 need = 0;

	grant(columns, n, &room);
	for (guint i = 0; i < n; i++)
		need += columns[i].width ? 0 : columns[i].need;
	if (need < room) {
		share_rest(columns, n, room - need);
		return;
	}
	for (guint i = 0; i < n; i++)
		if (!columns[i].width)
			columns[i].width =
			        (unit)MAX(room * columns[i].need / MAX(need, 1), 1);
}

static gint64
sum_needs(const struct table *table)
{
	gint64 need = 0;

	for (guint i = 0; i < table->n_columns; i++)
		need += table->columns[i].need;
	return need;
}

/* Its needs are more than the measure, or its wishes more than half as much again. */
static gboolean
is_narrow(const struct table *table, unit measure)
{
	gint64 gaps = (gint64)table->gap * (table->n_columns - 1), want = gaps;

	for (guint i = 0; i < table->n_columns; i++)
		want += table->columns[i].want;
	return sum_needs(table) + gaps > measure || want > (gint64)measure * 3 / 2;
}

/* The columns of a narrow table come closer; where its needs are still more than its
 * measure, its type gets smaller. */
static void
squeeze(struct setter *setter, struct table *table, unit measure)
{
	gint64 gaps = table->n_columns - 1, need = sum_needs(table);
	unit closest = (unit)((gint64)table->gap * CLOSEST / 1000);
	int scale;

	if (table->narrow)
		table->gap = closest;
	if (need + table->gap * gaps <= measure)
		return;
	scale = (int)CLAMP((measure - table->gap * gaps) * 1000 / need, SMALLEST, 1000);
	make_styles(setter, table, scale);
	for (guint i = 0; i < table->n_columns; i++) {
		struct column *column = &table->columns[i];

		column->need = (unit)((gint64)column->need * scale / 1000);
		column->want = (unit)((gint64)column->want * scale / 1000);
		column->head = (unit)((gint64)column->head * scale / 1000);
		column->tail = (unit)((gint64)column->tail * scale / 1000);
	}
}

/* Columns in their places; a table that is to be wider gives each as much more. */
static void
place(struct table *table, unit measure)
{
	unit wanted = MIN(table->group->width, measure), x = 0, more = 0;

	for (guint i = 0; i < table->n_columns; i++)
		x += table->columns[i].width + (i ? table->gap : 0);
	if (wanted > x)
		more = (wanted - x) / (unit)table->n_columns;
	x = 0;
	for (guint i = 0; i < table->n_columns; i++) {
		table->columns[i].width += more;
		table->columns[i].x = x;
		x += table->columns[i].width + table->gap;
	}
	table->width = MAX(x - table->gap, 1);
}

void
columns_measure(struct setter *setter, struct table *table, unit measure)
{
	struct measuring measuring = {setter, table,
	        g_array_new(FALSE, TRUE, sizeof(struct column)),
	        g_array_new(FALSE, FALSE, sizeof(struct wish))};

	make_styles(setter, table, 1000);
	widen_all(&measuring);
	table->n_columns = measuring.columns->len;
	table->columns =
	        (struct column *)(gpointer)g_array_free(measuring.columns, FALSE);
	table->gap = MIN(
	        setter->style->cell_gap, measure / (4 * (unit)MAX(table->n_columns, 1)));
	settle_numbers(table);
	for (guint i = 0; i < measuring.wishes->len; i++)
		grant_wish(table, &g_array_index(measuring.wishes, struct wish, i));
	g_array_unref(measuring.wishes);
	if (!table->n_columns)
		return;
	table->narrow = is_narrow(table, measure);
	squeeze(setter, table, measure);
	deal(table->columns, table->n_columns,
	        measure - (gint64)table->gap * (table->n_columns - 1));
	place(table, measure);
}

unit
columns_width(const struct table *table, guint first, guint n)
{
	const struct column *last = &table->columns[first + n - 1];

	return last->x + last->width - table->columns[first].x;
}

/* --- cells in their columns ----------------------------------------------------- */

/* All columns that a cell covers are numeric. */
static gboolean
is_numeric(const struct table *table, const struct node *cell, guint first)
{
	for (guint i = 0; i < cell->columns; i++)
		if (!table->columns[first + i].numeric)
			return FALSE;
	return TRUE;
}

/* Heads of numbers stand above them, those of several columns in their middle. */
static enum cell_align
align_of(const struct table *table, const struct node *cell, guint first)
{
	enum align align = columns_style(table, cell, CELL_STYLED)->align;

	if (!is_numeric(table, cell, first) || align == ALIGN_CENTRE ||
	        align == ALIGN_RIGHT)
		return CELL_STYLED;
	return cell->columns == 1 ? CELL_RIGHT : CELL_CENTRE;
}

/* Moves a number so that its comma stands below the others; what says that there is none
 * ends before it. Where there is no room for that, it stays where it is. */
static void
align_number(const struct column *column, const struct node *cell, struct block *block)
{
	unit comma = block->measure - column->tail;
	gsize whole;

	if (column->head > comma || numeric_cell(cell, &whole) == NUMERIC_TEXT)
		return;
	block->x += comma - width_to(block, whole);
	block->measure = width_to(block, strlen(cell->shown)) + UNIT_PT / 8;
}

struct block *
columns_cell(struct setter *setter, const struct table *table, const struct node *cell,
        guint column)
{
	gboolean number = cell->columns == 1 && look_of(cell) != LOOK_HEADER &&
	                  table->columns[column].numeric;
	struct block *block;

	if (is_blank(cell))
		return NULL;
	block = block_new_as(setter, cell, role_of_cell(cell),
	        columns_style(
	                table, cell, number ? CELL_LEFT : align_of(table, cell, column)),
	        columns_width(table, column, cell->columns));
	block->x += table->x + table->columns[column].x;
	if (number)
		align_number(&table->columns[column], cell, block);
	block_break(setter, block);
	return block;
}
