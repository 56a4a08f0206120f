/*
 * table.c - a table in the galley: its caption, its heading, and band after band of rows.
 *
 * Bands leave for pages as they are laid, so that a long table needs no more memory than
 * the widths of its columns. A page that begins within a table begins with its heading,
 * or with its upper rule. Invariant: a table is freed when nothing of it is in the galley
 * or on a planned page.
 */
#include "typeset/table.h"

#include "article/grid.h"
#include "style/role.h"

/* Heads that are higher than this part of a page are not repeated; rows that are not
 * stand by twos at both ends of a table. */
enum { MOST_OF_PAGE = 4 };

/* The rows of a table, taken in bands. */
struct rows {
	const struct node *next;
	struct grid *grid;
	GArray *columns; /* guint: of the cells of the band */
};

/* --- the table --------------------------------------------------------------- */

static struct table *
table_new(struct setter *setter, const struct node *node)
{
	struct table *table = g_new0(struct table, 1);

	table->references = 1;
	table->node = node;
	table->x = setter->inset_left;
	table->group = &setter->style->groups[GROUP_TABLE];
	table->row = &setter->style->groups[GROUP_ROW];
	columns_measure(setter, table, flow_measure(setter));
	return table;
}

/* The table that is to be set: across all columns of the page where one is too narrow. */
static struct table *
choose_table(struct setter *setter, const struct node *node, gboolean may_span)
{
	struct table *table = table_new(setter, node);

	if (!table->narrow || setter->columns == 1 || !may_span)
		return table;
	table_release(table);
	setter->columns = 1;
	return table_new(setter, node);
}

void
table_release(struct table *table)
{
	if (--table->references)
		return;
	band_free(table->head);
	g_free(table->columns);
	g_free(table);
}

static unit
page_height(const struct setter *setter)
{
	return (unit)setter->style->lines * setter->style->grid;
}

/* --- rows in bands ------------------------------------------------------------ */

/* Goes on to the row behind the band: n rows, or as many as cells join. Returns how many
 * they are. */
static guint
take_rows(struct rows *rows, guint n)
{
	guint taken = 0;

	g_array_set_size(rows->columns, 0);
	do {
		grid_next_row(rows->grid);
		for (const struct node *cell = rows->next->first; cell;
		        cell = cell->next) {
			guint room, column = grid_put(
			                    rows->grid, cell->columns, cell->rows, &room);

			g_array_append_val(rows->columns, column);
		}
		rows->next = rows->next->next;
		taken++;
	} while (rows->next && (taken < n || grid_is_open(rows->grid)));
	return taken;
}

static struct table_band *
take_band(struct setter *setter, struct table *table, struct rows *rows, guint n,
        gboolean first)
{
	const struct node *row = rows->next;
	struct table_band *band;

	n = take_rows(rows, n);
	band = band_new(setter, table, row, n,
	        (const guint *)(gpointer)rows->columns->data,
	        first ? table->group->rule_above : 0, !rows->next);
	band->first = first;
	return band;
}

static gboolean
is_low(const struct setter *setter, const struct table_band *band)
{
	return band_height(band) <= page_height(setter) / MOST_OF_PAGE;
}

/* The heading, which is repeated unless it is too high. */
static void
lay_heading(struct setter *setter, struct table *table, struct rows *rows)
{
	struct table_band *band =
	        take_band(setter, table, rows, table->node->heads, TRUE);

	if (is_low(setter, band)) {
		table->head = band;
		table->repeat = band_height(band);
	}
	band_lay(setter, band, page_height(setter), TRUE);
}

/* A row that is the heading of those below it. */
static gboolean
is_section(const struct table *table, const struct table_band *band)
{
	const struct node *row = band_row(band);

	return row->first && row->first == row->last &&
	       row->first->kind == NODE_HEADER_CELL &&
	       row->first->columns == table->n_columns;
}

/* At both ends of a table two bands stand together, unless one of them is high. */
static void
lay_rows(
        struct setter *setter, struct table *table, struct rows *rows, gboolean keep_last)
{
	unit most = page_height(setter) - table->repeat;
	gboolean begins = TRUE;
	struct table_band *band = NULL, *next;

	if (rows->next)
		band = take_band(setter, table, rows, 1, !table->node->heads);
	for (; band; band = next, begins = FALSE) {
		gboolean keep = keep_last;

		next = rows->next ? take_band(setter, table, rows, 1, FALSE) : NULL;
		if (next)
			keep = is_section(table, band) ||
			       ((begins || !rows->next) && is_low(setter, band) &&
			               is_low(setter, next));
		band_lay(setter, band, most, keep);
		if (!setter->failed)
			galley_flow(setter);
	}
}

/* --- around it ----------------------------------------------------------------- */

static void
lay_caption(struct setter *setter, const struct node *caption)
{
	const struct block_style *style = &setter->style->blocks[BLOCK_TABLE_CAPTION];

	if (!caption || !caption->shown || !*caption->shown)
		return;
	galley_white(setter, SLAB_SPACE, style->space_before, TRUE);
	flow_block(
	        setter, flow_make(setter, caption, BLOCK_TABLE_CAPTION), G_MAXUINT, TRUE);
	galley_white(setter, SLAB_SKIP, style->space_after, TRUE);
}

static void
lay_table(struct setter *setter, struct table *table, gboolean keep_last)
{
	struct rows rows = {.next = node_find(table->node, NODE_ROW),
	        .grid = grid_new(),
	        .columns = g_array_new(FALSE, FALSE, sizeof(guint))};

	table->repeat = table->group->rule_above;
	if (table->node->heads)
		lay_heading(setter, table, &rows);
	lay_rows(setter, table, &rows, keep_last);
	grid_free(rows.grid);
	g_array_unref(rows.columns);
}

/* The ground of the table and the rules at its sides; its white counts when there is room
 * for it. */
static void
open_frame(struct setter *setter, const struct table *table)
{
	const struct sides *sides = &table->group->sides;
	unit left = MIN(sides->padding_left + sides->rule_left, table->x);

	frame_open(setter, table->x - left,
	        table->width + left + sides->padding_right + sides->rule_right, sides,
	        table->group->filled, table->group->background);
}

/* A note right below belongs to the table. */
static gboolean
is_noted(const struct node *node)
{
	return node->next && node->next->kind == NODE_NOTE;
}

static void
set_inside(struct setter *setter, const struct node *node, gboolean may_span)
{
	const struct frame *frame = setter->frame;
	struct table *table;

	if (!node_find(node, NODE_ROW)) {
		lay_caption(setter, node_find(node, NODE_CAPTION));
		return;
	}
	table = choose_table(setter, node, may_span);
	galley_white(setter, SLAB_SPACE, table->group->space_before, FALSE);
	lay_caption(setter, node_find(node, NODE_CAPTION));
	open_frame(setter, table);
	if (table->n_columns)
		lay_table(setter, table, is_noted(node));
	table_release(table);
	setter->frame = frame;
}

void
table_set(struct setter *setter, const struct node *node)
{
	const struct group_style *style = &setter->style->groups[GROUP_TABLE];
	gboolean may_span = !setter->inset_left && !setter->inset_right;
	unit left = group_inset(setter, style->inset_left);
	unit right = group_inset(setter, style->inset_right);
	guint columns = setter->columns;

	if (style->spans && may_span)
		setter->columns = 1;
	group_begin(setter, style);
	setter->inset_left += left;
	setter->inset_right += right;
	set_inside(setter, node, may_span);
	setter->inset_left -= left;
	setter->inset_right -= right;
	group_end(setter, style);
	if (is_noted(node)) {
		group_table_note(setter, node->next);
	} else {
		galley_white(setter, SLAB_SPACE, style->space_after, FALSE);
		galley_white(setter, SLAB_ALIGN, 0, FALSE);
	}
	setter->columns = columns;
}
