/*
 * band.c - rows of a table that hang together: where their cells stand, and how they are
 * painted.
 *
 * A band is laid into the galley in strips: one, if it fits on a page, else as many as
 * there are places where no line of any cell is cut. Cells of a row stand on one first
 * baseline, unless they are to stand at the foot or in the middle of their rows. A strip
 * shows the lines whose top lies in it. Strips of one band that follow one another on a
 * page are painted together, cell by cell, as they are read.
 */
#include "typeset/table.h"

#include "style/role.h"

/* A strip grows until it is so many lines high before a line may be cut off its top. */
enum { STRIP_LINES = 3 };

/* Lines [top, bottom) of a cell, from the top of the band. */
struct extent {
	unit top, bottom;
};

static struct cell *
cell_at(const struct table_band *band, guint i)
{
	return &g_array_index(band->cells, struct cell, i);
}

static const struct block_style *
style_of(const struct table_band *band, const struct cell *cell)
{
	return columns_style(band->table, cell->node, CELL_STYLED);
}

static unit
text_height(const struct cell *cell)
{
	return cell->block ? block_height(cell->block) : 0;
}

/* Where cells end below a row. */
static unit
rule_top(const struct table_band *band, guint row)
{
	return band->tops[row + 1] - band->rules[row];
}

static guint
last_row(const struct cell *cell)
{
	return cell->row + cell->node->rows - 1;
}

/* --- cells ------------------------------------------------------------------ */

static void
add_cells(struct setter *setter, struct table_band *band, const struct node *row, guint n,
        const guint *columns)
{
	for (guint r = 0; r < n; r++, row = row->next)
		for (const struct node *node = row->first; node; node = node->next) {
			struct cell cell = {.node = node, .column = *columns++, .row = r};

			cell.block = columns_cell(setter, band->table, node, cell.column);
			g_array_append_val(band->cells, cell);
		}
}

/* How far below the top of a row the first baseline of its cells lies, by row. */
static unit *
find_baselines(const struct table_band *band)
{
	unit *baselines = g_new0(unit, band->n_rows);

	for (guint i = 0; i < band->cells->len; i++) {
		const struct cell *cell = cell_at(band, i);
		const struct block_style *style = style_of(band, cell);

		if (cell->block && style->place == PLACE_TOP)
			baselines[cell->row] = MAX(baselines[cell->row],
			        style->padding_top + block_baseline(cell->block));
	}
	return baselines;
}

/* Where the text of a cell begins below the top of its row, when it stands at the top. */
static unit
drop_of(const struct table_band *band, const struct cell *cell, const unit *baselines)
{
	const struct block_style *style = style_of(band, cell);

	if (!cell->block || style->place != PLACE_TOP)
		return style->padding_top;
	return baselines[cell->row] - block_baseline(cell->block);
}

/* --- rows ------------------------------------------------------------------- */

/* The rows that cells end in get as high as those ask for. heights: by row. */
static void
raise_rows(const struct table_band *band, const unit *baselines, unit *heights,
        gboolean spanning)
{
	for (guint i = 0; i < band->cells->len; i++) {
		const struct cell *cell = cell_at(band, i);
		const struct block_style *style = style_of(band, cell);
		guint last = last_row(cell);
		unit least = cell->block ? text_height(cell) : style->leading;
		unit height =
		        drop_of(band, cell, baselines) + least + style->padding_bottom;

		if ((cell->node->rows > 1) != spanning)
			continue;
		for (guint r = cell->row; r < last; r++)
			height -= heights[r] + band->rules[r];
		heights[last] = MAX(heights[last], height);
	}
}

/* In the middle or at the foot of its rows. */
static void
lower_cell(const struct table_band *band, struct cell *cell)
{
	const struct block_style *style = style_of(band, cell);
	unit bottom = rule_top(band, last_row(cell)) - style->padding_bottom;
	unit room = MAX(bottom - cell->y - text_height(cell), 0);

	if (style->place == PLACE_BOTTOM)
		cell->y += room;
	else if (style->place == PLACE_MIDDLE)
		cell->y += room / 2;
}

static void
place_rows(struct table_band *band)
{
	g_autofree unit *baselines = find_baselines(band);
	g_autofree unit *heights = g_new0(unit, band->n_rows);

	raise_rows(band, baselines, heights, FALSE);
	raise_rows(band, baselines, heights, TRUE);
	band->tops[0] = band->above;
	for (guint r = 0; r < band->n_rows; r++)
		band->tops[r + 1] = band->tops[r] + heights[r] + band->rules[r];
	for (guint i = 0; i < band->cells->len; i++) {
		struct cell *cell = cell_at(band, i);

		cell->y = band->tops[cell->row] + drop_of(band, cell, baselines);
		if (cell->block)
			lower_cell(band, cell);
	}
}

struct table_band *
band_new(struct setter *setter, struct table *table, const struct node *row, guint n,
        const guint *columns, unit above, gboolean last)
{
	struct table_band *band = g_new0(struct table_band, 1);

	band->table = table;
	band->cells = g_array_new(FALSE, FALSE, sizeof(struct cell));
	band->row = row;
	band->n_rows = n;
	band->above = above;
	band->tops = g_new0(unit, n + 1);
	band->rules = g_new0(unit, n);
	for (guint r = 0; r < n; r++)
		band->rules[r] = table->row->rule_below;
	if (last && table->group->rule_below)
		band->rules[n - 1] = table->group->rule_below;
	add_cells(setter, band, row, n, columns);
	place_rows(band);
	return band;
}

void
band_free(struct table_band *band)
{
	if (!band)
		return;
	for (guint i = 0; i < band->cells->len; i++)
		block_free(cell_at(band, i)->block);
	g_array_unref(band->cells);
	g_free(band->tops);
	g_free(band->rules);
	g_free(band);
}

const struct node *
band_row(const struct table_band *band)
{
	return band->row;
}

unit
band_height(const struct table_band *band)
{
	return band->tops[band->n_rows];
}

/* --- strips ----------------------------------------------------------------- */

static int
compare_extents(gconstpointer a, gconstpointer b)
{
	unit first = ((const struct extent *)a)->top;
	unit second = ((const struct extent *)b)->top;

	return first < second ? -1 : first > second;
}

/* All lines of the cells from top to bottom. */
static GArray *
list_lines(const struct table_band *band)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct extent));

	for (guint i = 0; i < band->cells->len; i++) {
		const struct cell *cell = cell_at(band, i);

		for (guint k = 0; cell->block && k < cell->block->lines->len; k++) {
			unit top = cell->y + (unit)k * cell->block->leading;
			struct extent line = {top, top + cell->block->leading};

			g_array_append_val(lines, line);
		}
	}
	g_array_sort(lines, compare_extents);
	return lines;
}

/* Where strips end, from the top of the band; the last one at its end. */
static GArray *
find_cuts(const struct table_band *band)
{
	g_autoptr(GArray) lines = list_lines(band);
	GArray *cuts = g_array_new(FALSE, FALSE, sizeof(unit));
	unit least = band->table->styles[LOOK_CELL][CELL_STYLED].leading * STRIP_LINES;
	unit start = 0, bottom = 0, end = band_height(band);

	for (guint i = 0; i < lines->len; i++) {
		const struct extent *line = &g_array_index(lines, struct extent, i);

		if (i && line->top > start &&
		        (line->top >= bottom || line->top >= start + least)) {
			start = line->top;
			g_array_append_val(cuts, start);
		}
		bottom = MAX(bottom, line->bottom);
	}
	g_array_append_val(cuts, end);
	return cuts;
}

static void
lay_strip(struct setter *setter, struct table_band *band, unit top, unit bottom,
        gboolean keep)
{
	struct slab slab = {.kind = SLAB_STRIP,
	        .keep = keep,
	        .height = bottom - top,
	        .band = band,
	        .top = top};

	band->unpainted++;
	band->table->references++;
	galley_strip(setter, &slab);
}

void
band_lay(struct setter *setter, struct table_band *band, unit most, gboolean keep)
{
	g_autoptr(GArray) cuts = NULL;
	unit top = 0;

	if (band_height(band) <= most) {
		lay_strip(setter, band, 0, band_height(band), keep);
		return;
	}
	cuts = find_cuts(band);
	for (guint i = 0; i < cuts->len; i++) {
		unit bottom = g_array_index(cuts, unit, i);
		gboolean last = i + 1 == cuts->len;

		/* two lines at least stand together */
		lay_strip(setter, band, top, bottom,
		        last ? keep : i == 0 || i + 2 >= cuts->len);
		top = bottom;
	}
}

unit
band_repeat(const struct table_band *band, unit top)
{
	return band->first && top == 0 ? 0 : band->table->repeat;
}

/* --- painting ----------------------------------------------------------------- */

/* A band on its way to a page: [from, to) of it, from's place there, whose it is. */
struct painting {
	struct setter *setter;
	struct page *page;
	const struct table_band *band;
	unit from, to, x, y;
	enum artifact artifact;
};

static void
paint_rule(const struct painting *painting, unit x, unit width, unit y, unit thickness,
        guint32 colour)
{
	struct path_point *points = page_points(painting->page, 2);

	x += painting->x + painting->band->table->x;
	y += painting->y - painting->from + thickness / 2;
	points[0] = (struct path_point){PATH_MOVE, {x}, {y}};
	points[1] = (struct path_point){PATH_LINE, {x + width}, {y}};
	page_add(painting->page, ITEM_PATH, 0, ARTIFACT_LAYOUT)->path =
	        (struct path){points, 2, thickness, colour, NULL, 0};
}

static gboolean
is_ruled(const struct painting *painting, guint row)
{
	const struct table_band *band = painting->band;

	return band->rules[row] && rule_top(band, row) >= painting->from &&
	       rule_top(band, row) < painting->to;
}

static gpointer
place_key(const struct table_band *band, guint row, guint column)
{
	return GUINT_TO_POINTER(row * (band->table->n_columns + 1) + column + 1);
}

/* The first columns of cells that end in rows with a rule. */
static GHashTable *
find_ends(const struct painting *painting)
{
	const struct table_band *band = painting->band;
	GHashTable *ends = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < band->cells->len; i++) {
		const struct cell *cell = cell_at(band, i);

		if (is_ruled(painting, last_row(cell)))
			g_hash_table_add(
			        ends, place_key(band, last_row(cell), cell->column));
	}
	return ends;
}

/* A rule below a cell, which meets that of the next one in rows below the heading. */
static void
paint_cell_rule(
        const struct painting *painting, const struct cell *cell, GHashTable *ends)
{
	const struct table_band *band = painting->band;
	const struct table *table = band->table;
	guint row = last_row(cell), next = cell->column + cell->node->columns;
	unit width = columns_width(table, cell->column, cell->node->columns);

	if (!node_is_heading_row(cell->node->parent) &&
	        g_hash_table_contains(ends, place_key(band, row, next)))
		width += table->gap;
	paint_rule(painting, table->columns[cell->column].x, width, rule_top(band, row),
	        band->rules[row], table->row->rule_colour);
}

/* The last rule of a band goes across the table, those between its rows stand where cells
 * end. */
static void
paint_rules(const struct painting *painting)
{
	const struct table_band *band = painting->band;
	guint last = band->n_rows - 1;
	GHashTable *ends = last ? find_ends(painting) : NULL;

	if (band->above && painting->from == 0)
		paint_rule(painting, 0, band->table->width, 0, band->above,
		        band->table->group->rule_colour);
	for (guint i = 0; ends && i < band->cells->len; i++) {
		const struct cell *cell = cell_at(band, i);

		if (last_row(cell) != last && is_ruled(painting, last_row(cell)))
			paint_cell_rule(painting, cell, ends);
	}
	if (is_ruled(painting, last))
		paint_rule(painting, 0, band->table->width, rule_top(band, last),
		        band->rules[last], band->table->row->rule_colour);
	if (ends)
		g_hash_table_unref(ends);
}

static void
paint_cell(const struct painting *painting, const struct cell *cell)
{
	const struct block *block = cell->block;

	for (guint i = 0; block && i < block->lines->len; i++) {
		unit top = cell->y + (unit)i * block->leading;

		if (top < painting->from || top >= painting->to)
			continue;
		line_paint(painting->setter, painting->page, block,
		        &g_array_index(block->lines, struct line, i),
		        painting->x + block->x,
		        painting->y + top - painting->from + block_baseline(block),
		        painting->artifact);
	}
}

/* --- grounds and borders ---------------------------------------------------------- */

/* A rectangle of the band, as far as it is painted here. */
static void
paint_part(const struct painting *painting, unit x, unit width, unit top, unit bottom,
        guint32 colour)
{
	top = MAX(top, painting->from);
	bottom = MIN(bottom, painting->to);
	if (top < bottom && width > 0)
		page_rectangle(painting->page, painting->x + painting->band->table->x + x,
		        painting->y + top - painting->from, width, bottom - top, colour);
}

/* A border of a cell stands on its edge: where borders collapse, those of neighbours
 * cover one another. */
static void
paint_border(const struct painting *painting, const struct block_style *style, unit x,
        unit width, unit top, unit bottom)
{
	const struct sides *sides = &style->sides;
	unit above = style->rule_above, below = style->rule_below;

	if (above)
		paint_part(painting, x, width, top - above / 2, top + (above + 1) / 2,
		        style->rule_colour);
	if (below)
		paint_part(painting, x, width, bottom - below / 2,
		        bottom + (below + 1) / 2, style->rule_colour);
	if (sides->rule_left)
		paint_part(painting, x - sides->rule_left / 2, sides->rule_left, top,
		        bottom, sides->colour_left);
	if (sides->rule_right)
		paint_part(painting, x + width - sides->rule_right / 2, sides->rule_right,
		        top, bottom, sides->colour_right);
}

/* Grounds of all cells come before their borders. */
static void
paint_boxes(const struct painting *painting, gboolean borders)
{
	const struct table_band *band = painting->band;

	for (guint i = 0; i < band->cells->len; i++) {
		const struct cell *cell = cell_at(band, i);
		const struct block_style *style = style_of(band, cell);
		unit x = band->table->columns[cell->column].x;
		unit width =
		        columns_width(band->table, cell->column, cell->node->columns);
		unit top = band->tops[cell->row];
		unit bottom = rule_top(band, last_row(cell));

		if (borders)
			paint_border(painting, style, x, width, top, bottom);
		else if (style->filled)
			paint_part(painting, x, width, top, bottom, style->background);
	}
}

static void
paint_grounds(const struct painting *painting)
{
	const struct table_band *band = painting->band;
	const struct table *table = band->table;

	for (guint r = 0; table->row->filled && r < band->n_rows; r++)
		paint_part(painting, 0, table->width, band->tops[r], rule_top(band, r),
		        table->row->background);
	paint_boxes(painting, FALSE);
	paint_boxes(painting, TRUE);
}

static void
paint(const struct painting *painting)
{
	paint_grounds(painting);
	for (guint i = 0; i < painting->band->cells->len; i++)
		paint_cell(painting, cell_at(painting->band, i));
	paint_rules(painting);
}

/* The heading once more, or its rule. */
static void
paint_repeat(struct painting painting)
{
	const struct table *table = painting.band->table;

	painting.from = 0;
	painting.artifact = ARTIFACT_HEADER;
	if (table->head) {
		painting.band = table->head;
		painting.to = band_height(table->head);
		paint(&painting);
	} else if (table->repeat) {
		paint_rule(&painting, 0, table->width, 0, table->repeat,
		        table->group->rule_colour);
	}
}

void
band_paint(struct setter *setter, struct page *page, struct table_band *band,
        const struct strips *strips, unit x, unit y)
{
	struct painting painting = {
	        setter, page, band, strips->from, strips->to, x, y, ARTIFACT_NONE};

	if (strips->repeat) {
		paint_repeat(painting);
		painting.y += strips->repeat;
	}
	paint(&painting);
}

void
band_forget(struct table_band *band, guint strips)
{
	struct table *table = band->table;

	band->unpainted -= strips;
	if (!band->unpainted && band != table->head)
		band_free(band);
	while (strips--)
		table_release(table);
}

const struct node *
band_next_begun(const struct table_band *band, unit from, unit to, guint *at)
{
	while (*at < band->cells->len) {
		const struct cell *cell = cell_at(band, (*at)++);

		if (cell->y >= from && cell->y < to)
			return cell->node;
	}
	return NULL;
}

const struct node *
band_node(const struct table_band *band)
{
	return band->table->node;
}
