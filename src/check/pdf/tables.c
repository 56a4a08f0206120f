/*
 * tables.c - rows and cells of a table (ISO 32000-1, 14.8.4.3.4; ISO 14289-1, 7.2, 7.5).
 *
 * Cells are laid on a grid as their spans say; the grid is bounded, larger tables are not
 * laid out.
 */
#include "check/pdf/structure.h"

#include <string.h>

enum { ROWS = 2000, COLUMNS = 500 };

struct grid {
	struct pdf *pdf;
	GPtrArray *rows; /* of struct element: TR in order */
	guint8 *taken;   /* ROWS × COLUMNS of the rows there are */
	guint n_columns;
	gboolean scoped, unscoped; /* headers with and without Scope */
	gboolean unlinked;         /* a data cell without Headers */
};

static void
find_rows(struct grid *grid, const struct element *part)
{
	for (guint i = 0; i < part->kids->len; i++) {
		const struct element *kid = part->kids->pdata[i];

		if (!strcmp(kid->type, "TR"))
			g_ptr_array_add(grid->rows, (gpointer)kid);
		else if (kid->type[0] == 'T' && strcmp(kid->type, "TOC"))
			find_rows(grid, kid);
	}
}

static guint
span(struct grid *grid, const struct element *cell, const char *key)
{
	gint64 n = value_integer(structure_attribute(grid->pdf, cell, "Table", key), 1);

	return (guint)CLAMP(n, 1, COLUMNS);
}

/* Takes the places of a cell that begins at a column. */
static void
take(struct grid *grid, const struct element *cell, guint row, guint column)
{
	guint height = span(grid, cell, "RowSpan"), width = span(grid, cell, "ColSpan");

	if (row + height > grid->rows->len)
		pdf_found(grid->pdf, RULE_PDF_TABLE_ROWS, cell->object, NULL);
	for (guint y = row; y < MIN(row + height, grid->rows->len); y++)
		for (guint x = column; x < MIN(column + width, COLUMNS); x++) {
			if (grid->taken[y * COLUMNS + x])
				pdf_found(grid->pdf, RULE_PDF_TABLE_OVERLAP, cell->object,
				        NULL);
			grid->taken[y * COLUMNS + x] = 1;
		}
}

static void
note_headers(struct grid *grid, const struct element *cell)
{
	gboolean scope = structure_attribute(grid->pdf, cell, "Table", "Scope") != NULL;

	if (!strcmp(cell->type, "TH")) {
		grid->scoped |= scope;
		grid->unscoped |= !scope;
	} else if (!structure_attribute(grid->pdf, cell, "Table", "Headers")) {
		grid->unlinked = TRUE;
	}
}

static void
lay_row(struct grid *grid, guint row)
{
	const struct element *element = grid->rows->pdata[row];
	guint column = 0;

	for (guint i = 0; i < element->kids->len; i++) {
		const struct element *cell = element->kids->pdata[i];

		note_headers(grid, cell);
		while (column < COLUMNS && grid->taken[row * COLUMNS + column])
			column++;
		take(grid, cell, row, column);
	}
}

static guint
row_width(const struct grid *grid, guint row)
{
	guint n = 0;

	for (guint x = 0; x < COLUMNS; x++)
		n += grid->taken[row * COLUMNS + x];
	return n;
}

static guint
count(const struct element *table, const char *type)
{
	guint n = 0;

	for (guint i = 0; i < table->kids->len; i++)
		n += !strcmp(((struct element *)table->kids->pdata[i])->type, type);
	return n;
}

/* At most one head and one foot, and then a body. */
static void
check_parts(struct pdf *pdf, const struct element *table)
{
	guint heads = count(table, "THead"), feet = count(table, "TFoot");

	if (heads > 1 || feet > 1 || ((heads || feet) && !count(table, "TBody")))
		pdf_found(pdf, RULE_PDF_TABLE_PARTS, table->object, NULL);
}

void
tables_check(struct pdf *pdf, const struct element *table)
{
	struct grid grid = {.pdf = pdf, .rows = g_ptr_array_new()};

	check_parts(pdf, table);
	find_rows(&grid, table);
	g_ptr_array_set_size(grid.rows, (gint)MIN(grid.rows->len, ROWS));
	grid.taken = g_malloc0((gsize)grid.rows->len * COLUMNS + 1);
	for (guint row = 0; row < grid.rows->len; row++)
		lay_row(&grid, row);
	for (guint row = 1; row < grid.rows->len; row++)
		if (row_width(&grid, row) != row_width(&grid, 0)) {
			const struct element *element = grid.rows->pdata[row];

			pdf_found(pdf, RULE_PDF_TABLE_COLUMNS, element->object, NULL);
		}
	if (grid.unscoped && grid.unlinked)
		pdf_found(pdf, RULE_PDF_TABLE_SCOPE, table->object, NULL);
	g_free(grid.taken);
	g_ptr_array_unref(grid.rows);
}
