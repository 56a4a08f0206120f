/*
 * json_table.c - a table, from JSON.
 *
 * Every place of the grid is covered once when a table leaves here: cells that would
 * overlap are narrowed, those that reach below the last row (or out of the heading) end
 * there, and places without a cell get an empty one. What was mended is told, once a
 * table for each kind.
 */
#include "article/grid.h"
#include "article/json_reading.h"

/* Places of a table; rows of its heading: more than those are rows like others. */
enum { MOST_CELLS = 1 << 22, MOST_HEADS = 64 };

/* Cells told to be wrong: the text of the first one. */
struct faults {
	const struct node *overlapping, *too_long;
	guint holes;
};

/* --- reading -------------------------------------------------------------- */

static guint16
read_span(struct reading *reading, JsonObject *object, const char *name)
{
	gint64 n = reading_number(reading, object, name, 1);

	if (n < 1 || n > G_MAXINT16)
		reading_fail(reading, name, "a number from 1 to 32767 is needed");
	return (guint16)CLAMP(n, 1, G_MAXINT16);
}

static void
read_cell(struct reading *reading, JsonArray *cells, guint i, struct node *row,
        gboolean heading)
{
	JsonNode *element = json.array_get_element(cells, i);
	JsonObject *object = json.node_get_node_type(element) == JSON_NODE_OBJECT
	                             ? json.node_get_object(element)
	                             : NULL;
	gboolean header =
	        heading || (object && reading_boolean(reading, object, "header"));
	struct node *cell = reading_text_at(
	        reading, cells, i, row, header ? NODE_HEADER_CELL : NODE_CELL);

	if (!object)
		return;
	cell->columns = read_span(reading, object, "colspan");
	cell->rows = read_span(reading, object, "rowspan");
}

static void
read_row(struct reading *reading, JsonArray *cells, struct node *table, gboolean heading)
{
	struct node *row = tree_append(reading->tree, table, NODE_ROW);

	for (guint i = 0; i < reading_length(cells); i++)
		read_cell(reading, cells, i, row, heading);
}

/* One row of cells, or an array of such. */
static void
read_heading(struct reading *reading, JsonArray *header, struct node *table)
{
	guint n = reading_length(header);

	if (!header)
		return;
	if (!n || json.node_get_node_type(json.array_get_element(header, 0)) !=
	                  JSON_NODE_ARRAY) {
		read_row(reading, header, table, TRUE);
		table->heads = 1;
		return;
	}
	for (guint i = 0; i < n; i++)
		read_row(reading, reading_array_at(reading, header, i, "header"), table,
		        TRUE);
	table->heads = (guint16)MIN(n, MOST_HEADS);
}

static gboolean
all_headers(const struct node *row)
{
	for (const struct node *cell = row->first; cell; cell = cell->next)
		if (cell->kind != NODE_HEADER_CELL)
			return FALSE;
	return row->first != NULL;
}

/* Rows at the top that say of all their cells that they are headers. */
static void
find_heading(struct node *table)
{
	const struct node *row = node_find(table, NODE_ROW);

	for (; row && row->next && all_headers(row) && table->heads < MOST_HEADS;
	        row = row->next)
		table->heads++;
}

static void
read_caption(struct reading *reading, JsonObject *block, struct node *table)
{
	JsonObject *caption = reading_object(reading, block, "caption");
	const char *text = caption ? reading_string(reading, caption, "text") : NULL;

	if (text)
		reading_text(reading, caption,
		        tree_append(reading->tree, table, NODE_CAPTION), text);
}

/* --- the grid ------------------------------------------------------------- */

static struct node *
first_row(const struct node *table)
{
	return node_find(table, NODE_ROW);
}

static guint
count_rows(const struct node *table)
{
	guint n = 0;

	for (const struct node *row = first_row(table); row; row = row->next)
		n++;
	return n;
}

/* Lays a cell; left: rows from its own one to the end of the heading or table. */
static void
lay_cell(struct grid *grid, struct node *cell, guint left, struct faults *faults)
{
	guint room;

	if (cell->rows > left) {
		faults->too_long = faults->too_long ? faults->too_long : cell;
		cell->rows = (guint16)left;
	}
	grid_put(grid, cell->columns, cell->rows, &room);
	if (room < cell->columns) {
		faults->overlapping = faults->overlapping ? faults->overlapping : cell;
		cell->columns = (guint16)room;
	}
}

static gboolean
fits(const struct grid *grid, guint n_rows)
{
	return (guint64)grid_columns(grid) * n_rows <= MOST_CELLS;
}

/* Mends the spans. Returns how many columns there are, 0 for too many. */
static guint
lay_cells(const struct node *table, guint n_rows, struct faults *faults)
{
	struct grid *grid = grid_new();
	guint index = 0, n_columns;

	for (struct node *row = first_row(table); row; row = row->next, index++) {
		guint end = index < table->heads ? table->heads : n_rows;
		struct node *cell = row->first;

		grid_next_row(grid);
		for (; cell && fits(grid, n_rows); cell = cell->next)
			lay_cell(grid, cell, end - index, faults);
	}
	n_columns = fits(grid, n_rows) ? MAX(grid_columns(grid), 1) : 0;
	grid_free(grid);
	return n_columns;
}

/* Empty cells where there are none. */
static void
fill_holes(struct reading *reading, const struct node *table, guint n_columns,
        struct faults *faults)
{
	struct grid *grid = grid_new();
	guint index = 0, room;

	for (struct node *row = first_row(table); row; row = row->next, index++) {
		enum node_kind kind = index < table->heads ? NODE_HEADER_CELL : NODE_CELL;
		guint holes;

		grid_next_row(grid);
		for (struct node *cell = row->first; cell; cell = cell->next)
			grid_put(grid, cell->columns, cell->rows, &room);
		holes = grid_holes(grid, n_columns);
		faults->holes += holes;
		while (holes--) {
			tree_append(reading->tree, row, kind);
			grid_put(grid, 1, 1, &room);
		}
	}
	grid_free(grid);
}

/* Rows that cells of other rows cover altogether are none. */
static void
drop_rows(struct reading *reading, struct node *table, guint n_rows)
{
	g_autofree guint *dropped = g_new0(guint, n_rows + 1); /* above a row */
	guint index = 0, heads = table->heads;

	for (const struct node *row = first_row(table); row; row = row->next, index++)
		dropped[index + 1] = dropped[index] + !row->first;
	if (!dropped[n_rows])
		return;
	index = 0;
	for (struct node *row = first_row(table), *next; row; row = next, index++) {
		next = row->next;
		for (struct node *cell = row->first; cell; cell = cell->next)
			cell->rows -=
			        (guint16)(dropped[index + cell->rows] - dropped[index]);
		if (!row->first && index < heads)
			table->heads--;
		if (!row->first)
			tree_remove(reading->tree, row);
	}
}

static void
report(struct reading *reading, enum diag_code code, const struct node *cell)
{
	if (cell)
		diag_report(reading->diags, code, reading->article->file,
		        cell->line_first, 0, cell->text ? cell->text : "", NULL);
}

static void
complete(struct reading *reading, struct node *table)
{
	struct faults faults = {0};
	guint n_rows = count_rows(table), n_columns;
	g_autofree char *holes = NULL;

	if (!n_rows)
		return;
	n_columns = lay_cells(table, n_rows, &faults);
	if (!n_columns) {
		reading_fail(reading, "rows", "fewer cells are needed");
		return;
	}
	fill_holes(reading, table, n_columns, &faults);
	drop_rows(reading, table, n_rows);
	report(reading, DIAG_TABLE_OVERLAP, faults.overlapping);
	report(reading, DIAG_TABLE_ROWS, faults.too_long);
	if (!faults.holes)
		return;
	holes = g_strdup_printf("%u", faults.holes);
	diag_report(reading->diags, DIAG_TABLE_HOLES, reading->article->file,
	        table->line_first, 0, holes, NULL);
}

void
reading_table(struct reading *reading, JsonObject *block, struct node *parent)
{
	struct node *table = tree_append(reading->tree, parent, NODE_TABLE);
	JsonArray *rows = reading_array(reading, block, "rows");

	read_caption(reading, block, table);
	read_heading(reading, reading_array(reading, block, "header"), table);
	for (guint i = 0; i < reading_length(rows); i++)
		read_row(reading, reading_array_at(reading, rows, i, "rows"), table,
		        FALSE);
	reading_decision(reading, block, table);
	if (!table->heads)
		find_heading(table);
	if (!reading->wrong)
		complete(reading, table);
}
