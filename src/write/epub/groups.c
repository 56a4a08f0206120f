/*
 * groups.c - what holds blocks, as XHTML: lists, quotations, verse, tables, notes, boxes.
 *
 * Marks of lists are text as typed ("a)", "đ)", "4/"), not made by the reader: no style
 * of CSS counts as people do. Every element has the id of its node.
 */
#include "write/epub/chapter.h"

#include "article/grid.h"
#include "article/numeric.h"
#include "style/role.h"

static void
open_lines(struct chapter *chapter, const struct node *node, const char *element,
        const char *class)
{
	chapter_open(chapter, node, element, class);
	xml_newline(chapter->xml);
}

/* --- lists ------------------------------------------------------------- */

static gboolean
begins_with_text(const struct node *item)
{
	return item->first && item->first->kind == NODE_PARAGRAPH &&
	       !publication_is_blank(item->first->shown);
}

static void
write_item(struct chapter *chapter, const struct node *item)
{
	open_lines(chapter, item, "li", NULL);
	chapter->mark = publication_is_blank(item->shown) ? NULL : item;
	if (chapter->mark && !begins_with_text(item)) {
		chapter->mark = NULL;
		xml_open(chapter->xml, "p");
		xml_attribute(chapter->xml, "class", "first");
		inline_write(chapter->publication, chapter->xml, item);
		chapter_close(chapter);
	}
	chapter_blocks(chapter, item);
	chapter_close(chapter);
}

void
groups_list(struct chapter *chapter, const struct node *node, enum block_role role)
{
	open_lines(chapter, node, node->ordered ? "ol" : "ul", "list");
	for (const struct node *item = node->first; item; item = item->next)
		if (chapter_shows(item))
			write_item(chapter, item);
	chapter_close(chapter);
}

/* --- quotations, notes, boxes -------------------------------------------- */

void
groups_quote(struct chapter *chapter, const struct node *node, enum block_role role)
{
	open_lines(chapter, node, "blockquote", NULL);
	chapter_blocks(chapter, node);
	chapter_close(chapter);
}

static void
write_aside(struct chapter *chapter, const struct node *node, const char *class)
{
	gboolean footnote = notes_refer_to(chapter->publication->notes, node);

	chapter_open(chapter, node, "aside", class);
	if (footnote)
		xml_attribute(chapter->xml, "epub:type", "footnote");
	xml_attribute(chapter->xml, "role", footnote ? "doc-footnote" : "note");
	xml_newline(chapter->xml);
	chapter_blocks(chapter, node);
	chapter_close(chapter);
}

void
groups_note(struct chapter *chapter, const struct node *node, enum block_role role)
{
	write_aside(
	        chapter, node, role_is_below_table(node) ? "note table-note" : "note");
}

void
groups_box(struct chapter *chapter, const struct node *node, enum block_role role)
{
	write_aside(chapter, node, "box");
}

void
groups_separator(struct chapter *chapter, const struct node *node, enum block_role role)
{
	chapter_open(chapter, node, "hr", NULL);
	chapter_close(chapter);
}

/* --- verse ------------------------------------------------------------- */

static void
write_stanza(struct chapter *chapter, const struct node *stanza)
{
	struct xml *xml = chapter->xml;
	gboolean first = TRUE;

	chapter_open(chapter, stanza, "p", "stanza");
	for (const struct node *line = stanza->first; line; line = line->next) {
		if (publication_is_blank(line->shown))
			continue;
		if (!first) {
			xml_open(xml, "br");
			xml_close(xml);
			xml_newline(xml);
		}
		chapter_open(chapter, line, "span", NULL);
		inline_write(chapter->publication, xml, line);
		xml_close(xml);
		first = FALSE;
	}
	chapter_close(chapter);
}

void
groups_verse(struct chapter *chapter, const struct node *node, enum block_role role)
{
	open_lines(chapter, node, "div", "verse");
	for (const struct node *part = node->first; part; part = part->next)
		if (part->kind == NODE_STANZA && chapter_shows(part))
			write_stanza(chapter, part);
		else if (!publication_is_blank(part->shown))
			chapter_text(chapter, part, "p", naming_class(BLOCK_ATTRIBUTION));
	chapter_close(chapter);
}

/* --- tables ------------------------------------------------------------ */

/* Of what a header cell is the header. */
static const char *
scope_of(const struct node *cell)
{
	if (node_is_heading_row(cell->parent))
		return cell->columns > 1 ? "colgroup" : "col";
	return cell->rows > 1 ? "rowgroup" : "row";
}

static void
write_span(struct chapter *chapter, const char *name, guint n)
{
	g_autofree char *number = n > 1 ? g_strdup_printf("%u", n) : NULL;

	if (number)
		xml_attribute(chapter->xml, name, number);
}

/* A table while its rows are written. */
struct cells {
	struct chapter *chapter;
	struct grid *grid;
	GArray *numeric;
};

/* Numbers stand at the right, their heads above them, one of several columns between. */
static const char *
class_of(const struct cells *cells, const struct node *cell, guint column)
{
	gboolean below = !node_is_heading_row(cell->parent);

	if ((below && cell->kind == NODE_HEADER_CELL) ||
	        !numeric_covers(cells->numeric, cell, column))
		return naming_class(role_of_cell(cell));
	return cell->columns == 1 ? "number" : "numbers";
}

static void
write_cell(struct cells *cells, const struct node *cell)
{
	struct chapter *chapter = cells->chapter;
	gboolean header = cell->kind == NODE_HEADER_CELL;
	guint room, column = grid_put(cells->grid, cell->columns, cell->rows, &room);

	chapter_open(chapter, cell, header ? "th" : "td", class_of(cells, cell, column));
	if (header)
		xml_attribute(chapter->xml, "scope", scope_of(cell));
	write_span(chapter, "colspan", cell->columns);
	write_span(chapter, "rowspan", cell->rows);
	if (!publication_is_blank(cell->shown))
		inline_write(chapter->publication, chapter->xml, cell);
	chapter_close(chapter);
}

static void
write_row(struct cells *cells, const struct node *row)
{
	open_lines(cells->chapter, row, "tr", NULL);
	grid_next_row(cells->grid);
	for (const struct node *cell = row->first; cell; cell = cell->next)
		write_cell(cells, cell);
	chapter_close(cells->chapter);
}

/* The rows from one on that are of the heading, or that are not, inside an element of
 * theirs. Returns the row behind. */
static const struct node *
write_rows(struct cells *cells, const struct node *row, gboolean heading)
{
	struct chapter *chapter = cells->chapter;

	if (!row || node_is_heading_row(row) != heading)
		return row;
	xml_open(chapter->xml, heading ? "thead" : "tbody");
	xml_newline(chapter->xml);
	for (; row && node_is_heading_row(row) == heading; row = row->next)
		write_row(cells, row);
	chapter_close(chapter);
	return row;
}

void
groups_table(struct chapter *chapter, const struct node *node, enum block_role role)
{
	const struct node *caption = node_find(node, NODE_CAPTION);
	const struct node *row = node_find(node, NODE_ROW);
	struct cells cells = {chapter, grid_new(), numeric_columns(node)};

	open_lines(chapter, node, "table", NULL);
	if (caption && !publication_is_blank(caption->shown))
		chapter_text(chapter, caption, "caption", NULL);
	write_rows(&cells, write_rows(&cells, row, TRUE), FALSE);
	chapter_close(chapter);
	grid_free(cells.grid);
	g_array_unref(cells.numeric);
}
