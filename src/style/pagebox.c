/*
 * pagebox.c - @page: size, margins, and what stands in the margins.
 *
 * A page's margins may be given for a page of another size (-anban-designed-for); then
 * those of the same sheet are taken in proportion. The type area holds whole lines, so
 * the lower margin follows from them. Its height may differ from one kind of page to the
 * next, its width may not: lines are broken before their page is known.
 */
#include "style/fill.h"
#include "style/paper.h"
#include "style/running.h"

#include <math.h>
#include <string.h>

/* --- size --------------------------------------------------------------- */

void
fill_size(struct cascade *cascade, double *width, double *height)
{
	const struct computed *page = cascade_page(cascade, PAGE_RIGHT, -1);
	const struct size_value *size = page->values[PROPERTY_SIZE].pointer;
	double swap;

	if (size && size->known && paper_usable(size->width, size->height)) {
		*width = size->width;
		*height = size->height;
	} else if (size && size->known) {
		origin_complain(&page->origins[PROPERTY_SIZE], DIAG_CSS_VALUE, "size",
		        "70 mm x 90 mm ... 2000 mm x 2000 mm");
	}
	if (size && ((size->landscape && *width < *height) ||
	                    (size->portrait && *width > *height))) {
		swap = *width;
		*width = *height;
		*height = swap;
	}
}

/* --- margins ------------------------------------------------------------ */

enum { LINES_LEAST = 4 }; /* of a type area */

struct margins {
	unit top, right, bottom, left;
};

static unit
in_proportion(unit length, unit mine, unit designed)
{
	return (unit)((gint64)length * mine / designed);
}

static unit
to_units(double mm)
{
	return (unit)(mm * 72 / 25.4 * UNIT_PT + 0.5);
}

static unit
side(const struct computed *page, enum property property, unit designed, unit mine)
{
	const struct sheet *sheet = page->origins[property].sheet;

	if (sheet != page->origins[PROPERTY_DESIGNED_FOR].sheet)
		return MAX(computed_length(&page->values[property], mine), 0);
	return in_proportion(MAX(computed_length(&page->values[property], designed), 0),
	        mine, designed);
}

static struct margins
margins_of(const struct style *style, const struct computed *page)
{
	const struct size_value *size = page->values[PROPERTY_DESIGNED_FOR].pointer;
	unit width = style->width, height = style->height;

	if (size && size->known) {
		width = MAX(to_units(size->width), 1);
		height = MAX(to_units(size->height), 1);
	}
	return (struct margins){
	        side(page, PROPERTY_MARGIN_TOP, height, style->height),
	        side(page, PROPERTY_MARGIN_RIGHT, width, style->width),
	        side(page, PROPERTY_MARGIN_BOTTOM, height, style->height),
	        side(page, PROPERTY_MARGIN_LEFT, width, style->width),
	};
}

/* The margin that was declared most strongly. */
static const struct origin *
strongest(const struct computed *page)
{
	const struct origin *origin = &page->origins[PROPERTY_MARGIN_TOP];

	for (int i = PROPERTY_MARGIN_RIGHT; i <= PROPERTY_MARGIN_LEFT; i++)
		if (page->origins[i].rank > origin->rank)
			origin = &page->origins[i];
	return origin;
}

static struct type_area
area_of(const struct style *style, const struct margins *margins)
{
	unit room = style->height - margins->top - margins->bottom;

	return (struct type_area){
	        margins->top, room > 0 ? (guint)((room + UNIT_PT / 2) / style->grid) : 0};
}

static gboolean
set_margins(struct style *style, const struct margins *margins)
{
	struct type_area area = area_of(style, margins);

	style->margin_left = style->margin_left_even = margins->left;
	style->margin_right = margins->right;
	style->lines = area.lines;
	for (int kind = 0; kind < PAGE_N_KINDS; kind++)
		style->areas[kind] = area;
	return style->width - margins->left - margins->right >= UNIT_MM(30) &&
	       area.lines >= LINES_LEAST;
}

static gboolean
is_near(unit a, unit b)
{
	return ABS(a - b) <= UNIT_PT / 100; /* rounding */
}

/* All pages are as wide as right-hand ones; first ones have the sides of the others. */
static void
set_sides(struct style *style, const struct computed *page, enum page_kind kind,
        const struct margins *margins)
{
	static const char *const words[] = {[PAGE_LEFT] = "margin (@page :left)",
	        [PAGE_OPENING_RIGHT] = "margin (@page :-anban-opening)",
	        [PAGE_OPENING_LEFT] = "margin (@page :-anban-opening)",
	        [PAGE_FIRST] = "margin (@page :first)"};
	unit measure = style->width - style->margin_left - style->margin_right;
	const struct origin *left = &page->origins[PROPERTY_MARGIN_LEFT];
	const struct origin *right = &page->origins[PROPERTY_MARGIN_RIGHT];
	gboolean fits;

	if (kind == PAGE_LEFT)
		style->margin_left_even = MIN(margins->left, style->width - measure);
	fits = is_near(margins->left, kind == PAGE_LEFT || kind == PAGE_OPENING_LEFT
	                                      ? style->margin_left_even
	                                      : style->margin_left) &&
	       is_near(margins->left + margins->right, style->width - measure);
	if (!fits)
		origin_complain(left->rank > right->rank ? left : right,
		        DIAG_CSS_UNSUPPORTED, words[kind], NULL);
}

/* Pages of that kind may be of another height. */
static void
set_kind(struct style *style, struct cascade *cascade, enum page_kind kind)
{
	const struct computed *page = cascade_page(cascade, kind, -1);
	struct margins margins = margins_of(style, page);
	struct type_area area = area_of(style, &margins);

	set_sides(style, page, kind, &margins);
	if (area.lines < LINES_LEAST) {
		origin_complain(strongest(page), DIAG_CSS_PAGE, NULL, NULL);
		return;
	}
	style->areas[kind] = area;
	style->lines = MIN(style->lines, area.lines);
}

gboolean
fill_margins(struct style *style, struct cascade *cascade)
{
	const struct computed *html = cascade_element(cascade, ELEMENT_HTML);
	const struct computed *page;
	struct block_style text = {0};
	struct margins margins;

	fill_block(style, html, &text);
	style->grid = text.leading;
	page = cascade_page(cascade, PAGE_RIGHT, -1);
	margins = margins_of(style, page);
	if (!set_margins(style, &margins)) {
		origin_complain(strongest(page), DIAG_CSS_PAGE, NULL, NULL);
		return FALSE;
	}
	for (enum page_kind kind = PAGE_RIGHT + 1; kind < PAGE_N_KINDS; kind++)
		set_kind(style, cascade, kind);
	return TRUE;
}

/* --- gutters ---------------------------------------------------------------- */

const struct declaration *
fill_gutters(struct style *style, struct cascade *cascade)
{
	const struct computed *page = cascade_page(cascade, PAGE_RIGHT, -1);
	const struct gutters_value *gutters = page->values[PROPERTY_GUTTER].pointer;

	style->n_gutters = gutters ? gutters->n : 0;
	for (guint i = 0; i < style->n_gutters; i++)
		style->gutters[i] = gutters->rows[i];
	return page->origins[PROPERTY_GUTTER].declaration;
}

void
fill_tell_gutters(
        struct cascade *cascade, const char *name, const struct declaration *obeyed)
{
	static const struct {
		enum page_kind kind;
		const char *pseudo;
	} pages[] = {{PAGE_RIGHT, ""}, {PAGE_LEFT, ":left"}, {PAGE_FIRST, ":first"}};

	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
		const struct origin *origin = &cascade_page(cascade, pages[i].kind, -1)
		                                       ->origins[PROPERTY_GUTTER];
		g_autofree char *words = g_strdup_printf(
		        "-anban-gutter (@page %s%s)", name, pages[i].pseudo);

		if (origin->declaration != obeyed)
			origin_complain(origin, DIAG_CSS_UNSUPPORTED, words, NULL);
	}
}

/* --- named strings and counters ------------------------------------------ */

static gboolean
is_string(const struct style *style, const char *name)
{
	for (guint i = 0; i < style->n_strings; i++)
		if (!strcmp(style->strings[i], name))
			return TRUE;
	return FALSE;
}

/* Marks of lists are no element that the walk of generate.c meets. */
void
fill_strings(struct style *style, const struct computed *computed, enum block_role role)
{
	const struct value *value = &computed->values[PROPERTY_STRING_SET];
	const struct strings_value *strings = value->pointer;

	for (guint i = 0; value->kind == VALUE_POINTER && i < strings->n; i++)
		if (role == BLOCK_ITEM ||
		        (style->n_strings == STRINGS_MOST &&
		                !is_string(style, strings->list[i].name)))
			origin_complain(&computed->origins[PROPERTY_STRING_SET],
			        DIAG_CSS_UNSUPPORTED, "string-set", NULL);
		else if (!is_string(style, strings->list[i].name))
			style->strings[style->n_strings++] = strings->list[i].name;
}

/* FALSE: there are too many. */
static gboolean
add_counted(struct style *style, const struct content_part *part)
{
	for (guint i = 0; i < style->n_counted; i++)
		if (running_same(&style->counted[i], part))
			return TRUE;
	if (style->n_counted == COUNTED_MOST)
		return FALSE;
	style->counted[style->n_counted++] = *part;
	return TRUE;
}

/* --- margin boxes ------------------------------------------------------- */

/* That a later sheet names its strings otherwise is no fault of the first one. */
static void
tell_string(const struct origin *origin, const char *name)
{
	if (origin->rank && !origin->sheet->first)
		origin_complain(origin, DIAG_CSS_VALUE, "string()", name);
}

/* A part of what a box says; FALSE: it cannot be said there, which is told. */
static gboolean
fill_part(
        struct style *style, const struct origin *origin, const struct content_part *part)
{
	gboolean known = TRUE;

	if (part->kind == PART_ATTR)
		origin_complain(origin, DIAG_CSS_PAGE_ATTR, part->text, NULL);
	else if (part->kind == PART_STRING && !(known = is_string(style, part->text)))
		tell_string(origin, part->text);
	else if ((part->kind == PART_COUNTER || part->kind == PART_COUNTERS) &&
	         !(known = add_counted(style, part)))
		origin_complain(origin, DIAG_CSS_UNSUPPORTED, part->text, NULL);
	style->counts_pages |= part->kind == PART_PAGES;
	return known && part->kind != PART_ATTR;
}

static void
fill_content(struct style *style, const struct computed *computed, struct margin_box *box)
{
	const struct content_value *content = computed->values[PROPERTY_CONTENT].pointer;

	for (guint i = 0; i < content->n; i++)
		if (fill_part(style, &computed->origins[PROPERTY_CONTENT],
		            &content->parts[i]))
			box->parts[box->n_parts++] = content->parts[i];
}

static void
fill_box(struct style *style, const struct computed *computed, enum box where,
        struct margin_box *box)
{
	static const enum align aligns[] = {ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT};
	static const enum box_place places[] = {
	        PLACE_MIDDLE, PLACE_MIDDLE, PLACE_TOP, PLACE_BOTTOM};
	const struct value *longest, *place;

	if (!computed || computed->values[PROPERTY_CONTENT].kind != VALUE_POINTER)
		return;
	fill_content(style, computed, box);
	if (!box->n_parts)
		return;
	fill_block(style, computed, &box->block);
	if (!computed->origins[PROPERTY_TEXT_ALIGN].rank)
		box->block.align = aligns[where % 3];
	box->block.indent = 0;
	box->block.balanced = FALSE;
	place = &computed->values[PROPERTY_VERTICAL_ALIGN];
	if (place->kind == VALUE_KEYWORD && place->keyword < (int)G_N_ELEMENTS(places))
		box->place = places[place->keyword];
	else
		origin_complain(&computed->origins[PROPERTY_VERTICAL_ALIGN],
		        DIAG_CSS_UNSUPPORTED, "vertical-align", NULL);
	box->above = box->block.space_before;
	box->below = box->block.space_after;
	longest = &computed->values[PROPERTY_LONGEST];
	box->longest = longest->kind == VALUE_NUMBER ? (guint)longest->number : 0;
}

void
fill_boxes(struct style *style, struct cascade *cascade)
{
	for (int kind = 0; kind < PAGE_N_KINDS; kind++)
		for (int box = 0; box < BOX_N; box++)
			fill_box(style, cascade_page(cascade, (enum page_kind)kind, box),
			        (enum box)box, &style->boxes[kind][box]);
}
