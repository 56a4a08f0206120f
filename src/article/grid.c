/*
 * grid.c - the places of a table's cells.
 *
 * For each column one number: the row, counted from 1, down to which it is covered. A row
 * costs as much as it has columns, whatever the spans are. Invariant: at - 1 columns of
 * the row are left behind, and a cell never covers a place twice.
 */
#include "article/grid.h"

struct grid {
	GArray *until; /* guint by column: covered down to this row */
	guint row;     /* from 1; 0: before the first */
	guint at;      /* the column where the next cell of the row looks for room */
};

struct grid *
grid_new(void)
{
	struct grid *grid = g_new0(struct grid, 1);

	grid->until = g_array_new(FALSE, TRUE, sizeof(guint));
	return grid;
}

void
grid_free(struct grid *grid)
{
	if (!grid)
		return;
	g_array_unref(grid->until);
	g_free(grid);
}

void
grid_next_row(struct grid *grid)
{
	grid->row++;
	grid->at = 0;
}

static gboolean
is_covered(const struct grid *grid, guint column)
{
	return column < grid->until->len &&
	       g_array_index(grid->until, guint, column) >= grid->row;
}

guint
grid_put(struct grid *grid, guint columns, guint rows, guint *room)
{
	guint first, end;

	while (is_covered(grid, grid->at))
		grid->at++;
	first = end = grid->at;
	while (end < first + columns && !is_covered(grid, end))
		end++;
	if (end > grid->until->len)
		g_array_set_size(grid->until, end);
	for (guint i = first; i < end; i++)
		g_array_index(grid->until, guint, i) = grid->row + rows - 1;
	grid->at = end;
	*room = end - first;
	return first;
}

guint
grid_columns(const struct grid *grid)
{
	return grid->until->len;
}

guint
grid_holes(const struct grid *grid, guint columns)
{
	guint n = 0;

	for (guint i = 0; i < columns; i++)
		n += !is_covered(grid, i);
	return n;
}

gboolean
grid_is_open(const struct grid *grid)
{
	for (guint i = 0; i < grid->until->len; i++)
		if (g_array_index(grid->until, guint, i) > grid->row)
			return TRUE;
	return FALSE;
}
