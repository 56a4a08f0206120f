/*
 * numeric.c - columns of numbers, for all who set tables: pages align them on the comma,
 * e-books at the right.
 */
#include "article/numeric.h"

#include "article/grid.h"
#include "text/number.h"

/* What the cells of a column said so far. */
struct said {
	gboolean number, other;
};

static void
look_at(GArray *columns, const struct node *cell, guint first)
{
	struct said *said;
	gsize whole;

	if (first + cell->columns > columns->len)
		g_array_set_size(columns, first + cell->columns);
	if (cell->columns > 1 || !cell->shown || !*cell->shown ||
	        node_is_heading_row(cell->parent))
		return;
	said = &g_array_index(columns, struct said, first);
	if (number_parse(cell->shown, &whole))
		said->number = TRUE;
	else if (!number_is_none(cell->shown))
		said->other = TRUE;
}

GArray *
numeric_columns(const struct node *table)
{
	g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(struct said));
	GArray *numeric = g_array_new(FALSE, FALSE, sizeof(gboolean));
	const struct node *row = node_find(table, NODE_ROW);
	struct grid *grid = grid_new();
	guint room;

	for (; row; row = row->next) {
		grid_next_row(grid);
		for (const struct node *cell = row->first; cell; cell = cell->next)
			look_at(columns, cell,
			        grid_put(grid, cell->columns, cell->rows, &room));
	}
	grid_free(grid);
	for (guint i = 0; i < columns->len; i++) {
		struct said said = g_array_index(columns, struct said, i);
		gboolean all = said.number && !said.other;

		g_array_append_val(numeric, all);
	}
	return numeric;
}

gboolean
numeric_covers(const GArray *columns, const struct node *cell, guint first)
{
	for (guint i = first; i < first + cell->columns; i++)
		if (i >= columns->len || !g_array_index(columns, gboolean, i))
			return FALSE;
	return TRUE;
}
