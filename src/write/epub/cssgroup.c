/*
 * cssgroup.c - rules of what holds blocks: heads, lists, tables, boxes, figures.
 */
#include "write/epub/css.h"

#include <string.h>

/* What sinks the head of an article, or a book's title. */
static void
append_sunk(
        GString *css, const char *selector, const struct group_style *group, unit size)
{
	if (!group->padding_top)
		return;
	g_string_append_printf(css, "%s {\n", selector);
	declare_em(css, "padding-top", group->padding_top, size);
	g_string_append(css, "}\n");
}

/* The head of an article and a book's title, and the short rule that closes them. The
 * white below belongs to the head, for readers that know no ::after. */
static void
append_head(GString *css, const struct style *style)
{
	const struct group_style *head = &style->groups[GROUP_HEAD];
	unit size = css_body(style)->size;

	g_string_append(css, "header, .title-page {\n");
	declare_em(css, "margin-bottom", head->padding_bottom + head->space_after, size);
	g_string_append(css, "}\n");
	append_sunk(css, "header", head, size);
	append_sunk(css, ".title-page", &style->groups[GROUP_TITLE_PAGE], size);
	if (!head->rule_below)
		return;
	g_string_append(css, "header::after, .title-page::after {\n\tcontent: \"\";\n"
	                     "\tdisplay: block;\n");
	if (head->rule_length)
		declare_em(css, "width", head->rule_length, size);
	declare_em(css, "margin-top", head->padding_bottom, size);
	declare_em(css, "border-top-width", head->rule_below, size);
	g_string_append(css, "\tborder-top-style: solid;\n");
	declare_colour(css, "border-top-color", head->rule_colour);
	g_string_append(css, "}\n");
}

/* --- groups --------------------------------------------------------------- */

/* The white around a group, and its insets. */
static void
append_group(GString *css, const struct group_style *group, unit size)
{
	declare_em(css, "margin-top", group->space_before, size);
	declare_em(css, "margin-bottom", group->space_after, size);
	declare_sides(css, group->inset_left, group->inset_right, &group->sides,
	        group->colour, size);
	if (group->filled)
		declare_colour(css, "background-color", group->background);
	declare_breaks(css, group->break_before, group->break_after, group->keep_inside);
}

static void
append_group_rule(GString *css, const char *side, unit thickness)
{
	if (thickness)
		declare_rule(css, side, 0, 0);
}

/* Between rules: tables, notes, boxes. */
static void
append_ruled(
        GString *css, const char *selector, const struct group_style *group, unit size)
{
	g_string_append_printf(css, "%s {\n", selector);
	append_group(css, group, size);
	declare_em(css, "padding-top", group->padding_top, size);
	declare_em(css, "padding-bottom", group->padding_bottom, size);
	append_group_rule(css, "top", group->rule_above);
	append_group_rule(css, "bottom", group->rule_below);
	g_string_append(css, "}\n");
}

/* Each line of a stanza hangs; a break between two of them would be a line of its own. */
static void
append_verse_lines(GString *css)
{
	g_string_append(css, ".stanza > span {\n\tdisplay: block;\n}\n"
	                     ".stanza > br {\n\tdisplay: none;\n}\n");
}

/* The mark of an item is as wide as the text is set in. The blank at its end stands, as
 * white and for those who copy the text. */
static void
append_list(GString *css, const struct style *style, unit size)
{
	const struct group_style *list = &style->groups[GROUP_LIST];

	g_string_append(css, ".list {\n\tlist-style: none;\n");
	declare_em(css, "margin-top", list->space_before, size);
	declare_em(css, "margin-bottom", list->space_after, size);
	g_string_append(css, "\tmargin-left: 0;\n\tmargin-right: 0;\n");
	declare_em(css, "padding-left", list->inset_left, size);
	g_string_append(css, "}\n.list > li > p:first-child {\n");
	declare_em(css, "text-indent", -list->inset_left, size);
	g_string_append(css, "}\n.mark {\n\tdisplay: inline-block;\n\ttext-indent: 0;\n");
	declare_em(css, "min-width", list->inset_left, style->blocks[BLOCK_ITEM].size);
	g_string_append(css, "\twhite-space: pre;\n}\n");
}

/* --- tables --------------------------------------------------------------- */

static void
append_tables(GString *css, const struct style *style, unit size)
{
	const struct block_style *cell = &style->blocks[BLOCK_CELL];

	g_string_append(css, "table {\n\tborder-collapse: collapse;\n}\n");
	append_ruled(css, "table", &style->groups[GROUP_TABLE], size);
	g_string_append(css, "th, td {\n");
	append_group_rule(css, "bottom", style->groups[GROUP_ROW].rule_below);
	declare_em(css, "padding-top", cell->padding_top, size);
	declare_em(
	        css, "padding-right", style->cell_gap + cell->sides.padding_right, size);
	declare_em(css, "padding-bottom", cell->padding_bottom, size);
	declare_em(css, "padding-left", cell->sides.padding_left, size);
	g_string_append(css, "\tvertical-align: top;\n}\n");
	if (cell->align != ALIGN_CENTRE && cell->align != ALIGN_RIGHT)
		g_string_append(css, "th.number, td.number {\n\ttext-align: right;\n}\n"
		                     "th.numbers {\n\ttext-align: center;\n}\n");
	g_string_append(css, "td.number {\n\twhite-space: nowrap;\n}\n");
	if (style->groups[GROUP_ROW].filled) {
		g_string_append(css, "tr {\n");
		declare_colour(
		        css, "background-color", style->groups[GROUP_ROW].background);
		g_string_append(css, "}\n");
	}
}

/* --- figures -------------------------------------------------------------- */

static void
append_breadth(
        GString *css, const char *property, const struct breadth *breadth, unit size)
{
	if (!breadth->fixed && !breadth->permille)
		return;
	g_string_append_printf(css, "\t%s: calc(%d.%d%% + ", property,
	        breadth->permille / 10, breadth->permille % 10);
	declare_ratio(css, breadth->fixed, size);
	g_string_append(css, "em);\n");
}

/* How wide a figure is and on which side; that it has a page of its own. */
void
cssgroup_append_figures(GString *css, const struct style *style)
{
	const struct group_style *figure = &style->groups[GROUP_FIGURE];
	gboolean given = figure->breadth.fixed || figure->breadth.permille;
	unit size = css_body(style)->size;

	g_string_append(css, "figure {\n");
	append_breadth(css, "width", &figure->breadth, size);
	append_breadth(css, "max-width", &figure->most, size);
	if (figure->auto_left)
		g_string_append(css, "\tmargin-left: auto;\n");
	if (figure->auto_right)
		g_string_append(css, "\tmargin-right: auto;\n");
	if (figure->align == ALIGN_RIGHT || figure->align == ALIGN_CENTRE)
		g_string_append_printf(css, "\ttext-align: %s;\n",
		        figure->align == ALIGN_RIGHT ? "right" : "center");
	if (figure->place == PLACE_PAGE)
		declare_breaks(css, EJECT_PAGE, EJECT_PAGE, FALSE);
	if (g_str_has_suffix(css->str, "{\n"))
		g_string_truncate(css, css->len - strlen("figure {\n"));
	else
		g_string_append(css, "}\n");
	if (given)
		g_string_append(css, "figure img {\n\twidth: 100%;\n}\n");
}

/* --- all ------------------------------------------------------------------ */

/* Lists with their typed marks, quotations, verse, tables, notes, boxes, separators. */
void
cssgroup_append(GString *css, const struct style *style)
{
	unit size = css_body(style)->size;

	append_head(css, style);
	append_list(css, style, size);
	append_ruled(css, "blockquote", &style->groups[GROUP_QUOTE], size);
	append_ruled(css, ".verse", &style->groups[GROUP_VERSE], size);
	append_verse_lines(css);
	append_tables(css, style, size);
	append_ruled(css, "aside.note", &style->groups[GROUP_NOTE], size);
	if (!style->groups[GROUP_TABLE_NOTE].rule_above)
		g_string_append(css, "aside.table-note {\n\tborder-top: 0;\n}\n");
	append_ruled(css, "aside.table-note", &style->groups[GROUP_TABLE_NOTE], size);
	append_ruled(css, "aside.box", &style->groups[GROUP_BOX], size);
	append_ruled(css, "section.part", &style->groups[GROUP_PART], size);
	append_ruled(css, "section.colophon", &style->groups[GROUP_COLOPHON], size);
	g_string_append(css,
	        "hr {\n\tborder: 0;\n\tmargin: 0.7em 0;\n\ttext-align: center;\n}\n"
	        "hr::after {\n\tcontent: \"*\\2003*\\2003*\";\n");
	declare_colour(css, "color", style->groups[GROUP_SEPARATOR].colour);
	g_string_append(css, "}\n");
}
