/*
 * table.c - tables: columns as wide as their content asks, rows between hairlines.
 *
 * A column wants its longest text on one line and needs its longest word. Modest wishes
 * are granted; the room that is left is dealt out by needs, and beyond them by what each
 * of the other columns wants more. A row is one layer of the galley for each of its
 * lines, so a row higher than a page breaks like text.
 */
#include "typeset/setter.h"

#include "style/role.h"

struct column {
	unit need, want; /* its longest word, its longest text */
	unit x, width;
};

/* --- widths ------------------------------------------------------------ */

static enum block_role
role_of_cell(const struct node *cell)
{
	return cell->kind == NODE_HEADER_CELL ? BLOCK_HEADER_CELL : BLOCK_CELL;
}

static guint
count_columns(const struct node *table)
{
	guint most = 0;

	for (const struct node *row = table->first; row; row = row->next) {
		guint n = 0;

		for (const struct node *cell = row->first; cell; cell = cell->next)
			n++;
		most = MAX(most, n);
	}
	return most;
}

static void
widen(struct setter *setter, struct column *column, const struct node *cell)
{
	struct block *block;
	unit whole = 0;

	if (!cell->shown || !*cell->shown)
		return;
	block = block_new(setter, cell, role_of_cell(cell), NULL, flow_measure(setter));
	for (guint i = 0; i < block->words->len; i++) {
		unit word = items_word(block, i);

		column->need = MAX(column->need, word);
		whole += word + (i ? items_space(block, i - 1) : 0);
	}
	/* a little more, for what rounding takes */
	column->want = MAX(column->want, whole + UNIT_PT / 8);
	block_free(block);
}

/* Grants every column that wants no more than an equal share of the room what it wants,
 * as long as there are such. *room: what is left; returns how many columns go without. */
static guint
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
	return waiting;
}

/* The others get what they need, and of the rest as they want more. */
static void
deal(struct column *columns, guint n, gint64 room)
{
	gint64 need = 0, want = 0;

	if (!grant(columns, n, &room))
		return;
	for (guint i = 0; i < n; i++) {
		need += columns[i].width ? 0 : columns[i].need;
		want += columns[i].width ? 0 : columns[i].want;
	}
	for (guint i = 0; i < n; i++) {
		struct column *column = &columns[i];
		gint64 more = column->want - column->need;

		if (column->width)
			continue;
		column->width = need >= room
		                        ? (unit)(room * column->need / need)
		                        : column->need + (unit)((room - need) * more /
		                                                 MAX(want - need, 1));
	}
}

static struct column *
measure_columns(struct setter *setter, const struct node *table, guint n)
{
	struct column *columns = g_new0(struct column, n);
	unit gap = MIN(setter->style->cell_gap, flow_measure(setter) / (4 * (unit)n));
	unit x = 0;

	for (const struct node *row = table->first; row; row = row->next) {
		guint i = 0;

		for (const struct node *cell = row->first; cell; cell = cell->next)
			widen(setter, &columns[i++], cell);
	}
	deal(columns, n, flow_measure(setter) - gap * (unit)(n - 1));
	for (guint i = 0; i < n; i++) {
		columns[i].x = x;
		x += columns[i].width + gap;
	}
	return columns;
}

/* --- rows -------------------------------------------------------------- */

/* The cells of a row, broken into lines, as a chain; NULL: all are empty. */
static struct block *
make_row(struct setter *setter, const struct column *columns, const struct node *row,
        guint *n_lines)
{
	struct block *first = NULL, **link = &first;
	guint i = 0;

	*n_lines = 0;
	for (const struct node *cell = row->first; cell; cell = cell->next, i++) {
		struct block *block;

		if (!cell->shown || !*cell->shown)
			continue;
		block = block_new(
		        setter, cell, role_of_cell(cell), NULL, MAX(columns[i].width, 1));
		block->x += setter->inset_left + columns[i].x;
		block_break(setter, block);
		*n_lines = MAX(*n_lines, block->lines->len);
		*link = block;
		link = &block->beside;
	}
	return first;
}

static void
rule(struct setter *setter, unit thickness, guint32 colour)
{
	if (thickness)
		galley_rule(setter, thickness, setter->inset_left, flow_measure(setter),
		        colour);
}

static void
set_row(struct setter *setter, const struct column *columns, const struct node *row)
{
	const struct group_style *style = &setter->style->groups[GROUP_ROW];
	const struct block_style *cell = &setter->style->blocks[BLOCK_CELL];
	guint n_lines;
	struct block *cells = make_row(setter, columns, row, &n_lines);

	if (!cells)
		return;
	galley_white(setter, SLAB_SKIP, cell->padding_top, TRUE);
	cells->unpainted = n_lines;
	for (guint i = 0; i < n_lines; i++)
		galley_line(setter, cells, i, i == 0 || i + 2 >= n_lines);
	galley_white(setter, SLAB_SKIP, cell->padding_bottom, TRUE);
	rule(setter, style->rule_below, style->rule_colour);
	/* here a page may end, but not below the header */
	galley_white(setter, SLAB_SPACE, 1, row->first->kind == NODE_HEADER_CELL);
	galley_flow(setter);
}

void
table_set(struct setter *setter, const struct node *table)
{
	const struct group_style *style = &setter->style->groups[GROUP_TABLE];
	guint n = count_columns(table);
	struct column *columns;

	if (!n)
		return;
	columns = measure_columns(setter, table, n);
	galley_white(setter, SLAB_SPACE, style->space_before, FALSE);
	rule(setter, style->rule_above, style->rule_colour);
	for (const struct node *row = table->first; row && !setter->failed;
	        row = row->next)
		set_row(setter, columns, row);
	g_free(columns);
	galley_white(setter, SLAB_SPACE, style->space_after, FALSE);
	galley_white(setter, SLAB_ALIGN, 0, FALSE);
}
