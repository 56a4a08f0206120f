/*
 * numeric.c - columns of numbers, for all who set tables: pages align them on the comma,
 * e-books at the right.
 */
#include "article/numeric.h"

#include "article/grid.h"
#include "text/notemark.h"
#include "text/number.h"

#include <string.h>

enum { MARKS_MOST = 8 /* of notes, behind one number */ };

/* What the cells of a column said so far. */
struct said {
	gboolean number, other;
};

/* --- cells ---------------------------------------------------------------- */

/* Bytes before the superior text that a text of so many bytes ends with; where it ends
 * with none, all. */
static gsize
before_superior(const struct node *cell, gsize length)
{
	glong end = g_utf8_strlen(cell->shown, (gssize)length);

	for (guint i = 0; i < cell->n_shown_spans; i++) {
		const struct span *span = &cell->shown_spans[i];

		if (span->kind == SPAN_SUP && span->end == end)
			return g_utf8_offset_to_pointer(cell->shown, span->start) -
			       cell->shown;
	}
	return length;
}

/* Bytes before the marks of notes that a cell ends with. */
static gsize
unmarked_length(const struct node *cell)
{
	gsize length = strlen(cell->shown), before = 0;

	for (int i = 0; i < MARKS_MOST && length != before; i++) {
		before = length;
		while (length && cell->shown[length - 1] == ' ')
			length--;
		length = before_superior(cell, length);
		length -= notemark_at_end(cell->shown, length);
	}
	return length;
}

enum numeric_cell
numeric_cell(const struct node *cell, gsize *whole)
{
	g_autofree char *text = g_strndup(cell->shown, unmarked_length(cell));

	if (number_parse(text, whole))
		return NUMERIC_NUMBER;
	*whole = strlen(text);
	return *whole && number_is_none(text) ? NUMERIC_NONE : NUMERIC_TEXT;
}

/* --- columns --------------------------------------------------------------- */

static void
look_at(GArray *columns, const struct node *cell, guint first)
{
	enum numeric_cell is;
	struct said *said;
	gsize whole;

	if (first + cell->columns > columns->len)
		g_array_set_size(columns, first + cell->columns);
	if (cell->columns > 1 || !cell->shown || !*cell->shown ||
	        node_is_heading_row(cell->parent))
		return;
	is = numeric_cell(cell, &whole);
	said = &g_array_index(columns, struct said, first);
	said->number |= is == NUMERIC_NUMBER;
	said->other |= is == NUMERIC_TEXT;
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
