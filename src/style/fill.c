/*
 * fill.c - computed values of elements into struct style.
 *
 * Each field is filled here and nowhere else.
 */
#include "style/fill.h"

#include "style/inert.h"
#include "style/role.h"
#include "style/type.h"

#include <math.h>
#include <string.h>

static unit
measure_of(const struct style *style)
{
	return style->width - style->margin_left - style->margin_right;
}

/* The measure of text: once columns are known, that of one. */
static unit
column_of(const struct style *style)
{
	unit n = (unit)MAX(style->columns.count, 1);

	return (measure_of(style) - (n - 1) * style->columns.gap) / n;
}

unit
fill_length(const struct style *style, const struct computed *computed,
        enum property property)
{
	return computed_length(&computed->values[property], column_of(style));
}

/* Its pages. 1 + their index, 0: it asks for none. */
static guint
page_of(struct style *style, const struct computed *computed)
{
	const struct value *value = &computed->values[PROPERTY_PAGE_NAME];
	const struct page_value *page = value->pointer;

	if (value->kind != VALUE_POINTER || !page->name)
		return 0;
	for (guint i = 0; i < style->n_named; i++)
		if (!strcmp(style->named[i].name, page->name))
			return i + 1;
	if (style->n_named == NAMED_MOST) {
		origin_complain(&computed->origins[PROPERTY_PAGE_NAME],
		        DIAG_CSS_UNSUPPORTED, "page", NULL);
		return 0;
	}
	style->named[style->n_named++].name = page->name;
	return style->n_named;
}

/* --- blocks ------------------------------------------------------------- */

/* Thickness of a rule; thin, medium and thick as PAGE-DESIGN's hairline and its doubles.
 */
static unit
rule_of(const struct style *style, const struct computed *computed, enum property width,
        enum property look)
{
	static const unit named[] = {
	        UNIT_POINTS(0.4), UNIT_POINTS(0.8), UNIT_POINTS(1.6)};
	const struct value *value = &computed->values[width];

	if (computed_keyword(computed, look) < 2) /* none, hidden */
		return 0;
	if (value->kind == VALUE_KEYWORD)
		return named[value->keyword];
	return CLAMP(fill_length(style, computed, width), 0, 72 * UNIT_PT);
}

/* auto|avoid|avoid-page|page|always|left|right|recto|verso|column|avoid-column: text runs
 * from left to right, so the front of a leaf is on the right. */
static enum eject
eject_of(const struct computed *computed, enum property property)
{
	static const enum eject ejects[] = {EJECT_NONE, EJECT_NONE, EJECT_NONE,
	        EJECT_PAGE, EJECT_PAGE, EJECT_LEFT, EJECT_RIGHT, EJECT_RIGHT, EJECT_LEFT,
	        EJECT_COLUMN, EJECT_NONE};

	return ejects[computed_keyword(computed, property)];
}

/* A break of page or column: what must not be torn by one must not be by the other. */
static gboolean
avoids(const struct computed *computed, enum property property)
{
	int keyword = computed_keyword(computed, property);

	return keyword == 1 || keyword == 2 ||
	       keyword == (property == PROPERTY_BREAK_INSIDE ? 3 : 10);
}

static unit
padding(const struct style *style, const struct computed *computed,
        enum property property)
{
	return MAX(fill_length(style, computed, property), 0);
}

static void
fill_breaks(const struct computed *computed, struct block_style *block)
{
	block->break_before = eject_of(computed, PROPERTY_BREAK_BEFORE);
	block->break_after = eject_of(computed, PROPERTY_BREAK_AFTER);
	block->keep_inside = avoids(computed, PROPERTY_BREAK_INSIDE);
	if (avoids(computed, PROPERTY_BREAK_AFTER))
		block->keep_next = MAX(computed_count(computed, PROPERTY_KEEP), 1);
}

static void
fill_sides(
        const struct style *style, const struct computed *computed, struct sides *sides)
{
	sides->padding_left = padding(style, computed, PROPERTY_PADDING_LEFT);
	sides->padding_right = padding(style, computed, PROPERTY_PADDING_RIGHT);
	sides->rule_left = rule_of(
	        style, computed, PROPERTY_BORDER_LEFT_WIDTH, PROPERTY_BORDER_LEFT_STYLE);
	sides->rule_right = rule_of(style, computed, PROPERTY_BORDER_RIGHT_WIDTH,
	        PROPERTY_BORDER_RIGHT_STYLE);
	sides->colour_left = computed_colour(computed, PROPERTY_BORDER_LEFT_COLOR);
	sides->colour_right = computed_colour(computed, PROPERTY_BORDER_RIGHT_COLOR);
}

static unit
left_of(const struct style *style, const struct computed *computed,
        const struct sides *sides)
{
	return fill_length(style, computed, PROPERTY_MARGIN_LEFT) + sides->rule_left +
	       sides->padding_left;
}

static unit
right_of(const struct style *style, const struct computed *computed,
        const struct sides *sides)
{
	return fill_length(style, computed, PROPERTY_MARGIN_RIGHT) + sides->rule_right +
	       sides->padding_right;
}

static void
fill_ground(const struct computed *computed, gboolean *filled, guint32 *colour)
{
	const struct value *ground = &computed->values[PROPERTY_BACKGROUND_COLOR];

	*filled = ground->kind == VALUE_COLOUR;
	*colour = *filled ? ground->colour : 0;
}

void
fill_block(
        struct style *style, const struct computed *computed, struct block_style *block)
{
	type_block(style, computed, block);
	fill_breaks(computed, block);
	block->spans = computed_keyword(computed, PROPERTY_COLUMN_SPAN) == 1;
	block->page = page_of(style, computed);
	fill_sides(style, computed, &block->sides);
	block->margin_left = left_of(style, computed, &block->sides);
	block->margin_right = right_of(style, computed, &block->sides);
	block->space_before = MAX(fill_length(style, computed, PROPERTY_MARGIN_TOP), 0);
	block->space_after = MAX(fill_length(style, computed, PROPERTY_MARGIN_BOTTOM), 0);
	block->padding_top = padding(style, computed, PROPERTY_PADDING_TOP);
	block->padding_bottom = padding(style, computed, PROPERTY_PADDING_BOTTOM);
	block->rule_above = rule_of(
	        style, computed, PROPERTY_BORDER_TOP_WIDTH, PROPERTY_BORDER_TOP_STYLE);
	block->rule_below = rule_of(style, computed, PROPERTY_BORDER_BOTTOM_WIDTH,
	        PROPERTY_BORDER_BOTTOM_STYLE);
	block->rule_colour = computed_colour(
	        computed, block->rule_above ? PROPERTY_BORDER_TOP_COLOR
	                                    : PROPERTY_BORDER_BOTTOM_COLOR);
	fill_ground(computed, &block->filled, &block->background);
}

/* Notes stand at the foot, figures at the head or foot of a page or on one. */
static enum place
place_of(const struct style *style, const struct computed *computed,
        const struct group_style *group)
{
	enum place place = (enum place)computed_keyword(computed, PROPERTY_FLOAT);

	if (group == &style->groups[GROUP_TABLE_NOTE] && place == PLACE_FOOTNOTE)
		return PLACE_TEXT; /* what is said of all notes */
	if (place == PLACE_TEXT ||
	        (place == PLACE_FOOTNOTE ? group == &style->groups[GROUP_NOTE]
	                                 : group == &style->groups[GROUP_FIGURE]))
		return place;
	origin_complain(
	        &computed->origins[PROPERTY_FLOAT], DIAG_CSS_UNSUPPORTED, "float", NULL);
	return PLACE_TEXT;
}

static gboolean
is_auto(const struct computed *computed, enum property property)
{
	return computed->values[property].kind == VALUE_KEYWORD;
}

static struct breadth
breadth_of(const struct computed *computed, enum property property)
{
	const struct value *value = &computed->values[property];

	if (value->kind != VALUE_LENGTH)
		return (struct breadth){0};
	return (struct breadth){
	        .fixed = computed_length(value, 0),
	        .permille = (int)CLAMP(value->length.percent * 1000, -10000, 10000),
	};
}

static void
fill_figure(const struct computed *computed, struct group_style *group)
{
	group->across = computed_keyword(computed, PROPERTY_FLOAT_REFERENCE) == 2;
	group->breadth = breadth_of(computed, PROPERTY_WIDTH);
	group->most = breadth_of(computed, PROPERTY_MAX_WIDTH);
	group->auto_left = is_auto(computed, PROPERTY_MARGIN_LEFT);
	group->auto_right = is_auto(computed, PROPERTY_MARGIN_RIGHT);
	group->align = type_align(computed);
}

static void
fill_group(
        struct style *style, const struct computed *computed, struct group_style *group)
{
	fill_sides(style, computed, &group->sides);
	fill_ground(computed, &group->filled, &group->background);
	group->break_before = eject_of(computed, PROPERTY_BREAK_BEFORE);
	group->break_after = eject_of(computed, PROPERTY_BREAK_AFTER);
	group->keep_inside = avoids(computed, PROPERTY_BREAK_INSIDE);
	group->inset_left = left_of(style, computed, &group->sides);
	group->inset_right = right_of(style, computed, &group->sides);
	group->space_before = MAX(fill_length(style, computed, PROPERTY_MARGIN_TOP), 0);
	group->space_after = MAX(fill_length(style, computed, PROPERTY_MARGIN_BOTTOM), 0);
	group->padding_top = padding(style, computed, PROPERTY_PADDING_TOP);
	group->padding_bottom = padding(style, computed, PROPERTY_PADDING_BOTTOM);
	group->rule_above = rule_of(
	        style, computed, PROPERTY_BORDER_TOP_WIDTH, PROPERTY_BORDER_TOP_STYLE);
	group->rule_below = rule_of(style, computed, PROPERTY_BORDER_BOTTOM_WIDTH,
	        PROPERTY_BORDER_BOTTOM_STYLE);
	group->width = padding(style, computed, PROPERTY_WIDTH);
	group->rule_length = padding(style, computed, PROPERTY_RULE_LENGTH);
	group->rule_colour = computed_colour(
	        computed, group->rule_above ? PROPERTY_BORDER_TOP_COLOR
	                                    : PROPERTY_BORDER_BOTTOM_COLOR);
	group->colour = computed_colour(computed, PROPERTY_COLOR);
	group->spans = computed_keyword(computed, PROPERTY_COLUMN_SPAN) == 1;
	group->page = page_of(style, computed);
	group->place = place_of(style, computed, group);
	if (group == &style->groups[GROUP_FIGURE])
		fill_figure(computed, group);
}

/* --- columns ------------------------------------------------------------ */

enum { COLUMNS_MOST = 6, NARROWEST = 4 /* times the size of the text */ };

/* As many as are asked for, no more than of the width that is (CSS Multi-column 1, 3.4).
 */
static guint
count_columns(const struct style *style, const struct computed *computed, unit gap)
{
	const struct value *width = &computed->values[PROPERTY_COLUMN_WIDTH];
	guint asked = computed_count(computed, PROPERTY_COLUMN_COUNT), fit;

	if (width->kind != VALUE_LENGTH)
		return asked;
	fit = (guint)((measure_of(style) + gap) /
	              MAX(computed_length(width, 0) + gap, UNIT_PT));
	return asked ? MIN(asked, MAX(fit, 1)) : MAX(fit, 1);
}

/* As many as there is room for; says so if these are fewer. */
static guint
bounded_columns(
        const struct style *style, const struct computed *computed, guint n, unit gap)
{
	unit narrowest = NARROWEST * computed_size(computed);
	guint most = (guint)((measure_of(style) + gap) / (narrowest + gap));

	most = CLAMP(most, 1, COLUMNS_MOST);
	if (n > most)
		origin_complain(&computed->origins[PROPERTY_COLUMN_COUNT], DIAG_CSS_VALUE,
		        "column-count", NULL);
	return CLAMP(n, 1, most);
}

static void
fill_columns(struct style *style, const struct computed *computed)
{
	const struct value *gap = &computed->values[PROPERTY_COLUMN_GAP];
	struct columns *columns = &style->columns;

	columns->count = 1; /* percentages are of the page */
	columns->gap = gap->kind == VALUE_KEYWORD
	                       ? computed_size(computed)
	                       : padding(style, computed, PROPERTY_COLUMN_GAP);
	columns->gap = MIN(columns->gap, measure_of(style) / 4);
	columns->count = bounded_columns(style, computed,
	        count_columns(style, computed, columns->gap), columns->gap);
	columns->rule = rule_of(
	        style, computed, PROPERTY_COLUMN_RULE_WIDTH, PROPERTY_COLUMN_RULE_STYLE);
	columns->rule_colour = computed_colour(computed, PROPERTY_COLUMN_RULE_COLOR);
	columns->balanced = computed_keyword(computed, PROPERTY_COLUMN_FILL) != 1;
}

static const struct computed *
body_of(struct cascade *cascade)
{
	return cascade_subject(cascade, &(struct subject){.element = ELEMENT_BODY});
}

static gboolean
is_declared(const struct computed *computed, enum property first, enum property last)
{
	for (int i = (int)first; i <= (int)last; i++)
		if (computed->origins[i].rank)
			return TRUE;
	return FALSE;
}

/* What is declared for article; where it does not say how many columns, those of body
 * with what it says of them. */
static void
fill_article(
        struct style *style, const struct computed *computed, const struct computed *body)
{
	struct computed columns = *computed;
	gboolean own =
	        is_declared(computed, PROPERTY_COLUMN_COUNT, PROPERTY_COLUMN_WIDTH);

	for (int i = PROPERTY_COLUMN_COUNT; i <= PROPERTY_COLUMN_RULE_COLOR && !own; i++)
		if (!computed->origins[i].rank) {
			columns.values[i] = body->values[i];
			columns.origins[i] = body->origins[i];
		}
	if (computed == body ||
	        is_declared(computed, PROPERTY_COLUMN_COUNT, PROPERTY_COLUMN_RULE_COLOR))
		fill_columns(style, &columns);
	if (computed == body || computed->origins[PROPERTY_BREAK_BEFORE].rank)
		style->article_break = eject_of(computed, PROPERTY_BREAK_BEFORE);
}

/* --- titles ------------------------------------------------------------- */

/* One length of the table of title sizes. */
static unit
title_length(
        const struct computed *computed, unit grid, unit rem, const struct length *length)
{
	double em = computed->values[PROPERTY_FONT_SIZE].length.absolute;
	double sum = length->absolute + (length->em + length->percent) * em +
	             length->rem * rem + (length->lh + length->rlh) * grid;

	return (unit)CLAMP(floor(sum + 0.5), UNIT_PT, 1000.0 * UNIT_PT);
}

/* A row of the table, unless font-size or line-height are declared more strongly; leading
 * follows a size of its own. */
static struct title_size
title_row(const struct computed *computed, const struct block_style *block,
        struct title_size row)
{
	guint64 table = computed->origins[PROPERTY_TITLE_SIZES].rank;
	gboolean own_size = computed->origins[PROPERTY_FONT_SIZE].rank > table;

	if (own_size) {
		row.leading = (unit)((gint64)row.leading * block->size / row.size);
		row.size = block->size;
	}
	if (computed->origins[PROPERTY_LINE_HEIGHT].rank > table)
		row.leading = type_leading(computed, row.size);
	return row;
}

static void
fill_titles(struct style *style, const struct computed *computed, unit rem)
{
	const struct block_style *block = &style->blocks[BLOCK_TITLE];
	const struct titles_value *titles =
	        computed->values[PROPERTY_TITLE_SIZES].pointer;

	style->titles[0] = (struct title_size){G_MAXUINT, block->size, block->leading};
	for (guint i = 0; titles && i < titles->n; i++)
		style->titles[i] = title_row(computed, block,
		        (struct title_size){titles->rows[i].longest,
		                title_length(computed, style->grid, rem,
		                        &titles->rows[i].size),
		                title_length(computed, style->grid, rem,
		                        &titles->rows[i].leading)});
	for (guint i = 0; i == 0 || (titles && i < titles->n); i++) {
		struct block_style sized = *block;

		sized.size = style->titles[i].size;
		sized.leading = style->titles[i].leading;
		type_check_leading(computed, &sized);
	}
	/* the size depends on the title */
	style->blocks[BLOCK_TITLE].size = style->blocks[BLOCK_TITLE].leading = 0;
}

/* --- the whole ---------------------------------------------------------- */

static int
permille(const struct computed *computed, enum property property)
{
	double share = computed->values[property].length.percent;

	return (int)lround(CLAMP(share, 0, 10) * 1000);
}

/* Glyphs are scaled in steps of one hundredth, three at most. */
static int
tenths(const struct computed *computed, enum property property)
{
	return MIN(permille(computed, property) / 10 * 10, 30);
}

static void
fill_root(struct style *style, const struct computed *computed)
{
	const struct hang_value *hang = computed->values[PROPERTY_HANG].pointer;

	style->accent = computed->values[PROPERTY_ACCENT].colour;
	style->lead_short = computed_count(computed, PROPERTY_SHORT_LEAD);
	style->gridless = computed_keyword(computed, PROPERTY_GRID) == 1;
	style->keep_typography = computed_keyword(computed, PROPERTY_TYPOGRAPHY) == 1;
	style->keep_case = computed_keyword(computed, PROPERTY_TITLE_CASE) == 1;
	style->justification = (struct justification){
	        .stretch = permille(computed, PROPERTY_STRETCH),
	        .shrink = permille(computed, PROPERTY_SHRINK),
	        .scale = tenths(computed, PROPERTY_SCALE),
	        .scale_change = permille(computed, PROPERTY_SCALE_CHANGE),
	        .tracking = permille(computed, PROPERTY_TRACKING),
	};
	style->narrow = style->justification;
	style->narrow.scale = tenths(computed, PROPERTY_NARROW_SCALE);
	style->narrow.tracking = permille(computed, PROPERTY_NARROW_TRACKING);
	style->narrow.shrink = permille(computed, PROPERTY_NARROW_SHRINK);
	style->narrow_ems = (int)computed_count(computed, PROPERTY_NARROW);
	style->hang = hang && hang->n ? hang->rows : NULL;
}

static void
fill_cell(const struct computed *computed, struct block_style *block)
{
	static const enum box_place places[] = {
	        PLACE_TOP, PLACE_MIDDLE, PLACE_TOP, PLACE_BOTTOM};
	const struct value *place = &computed->values[PROPERTY_VERTICAL_ALIGN];

	if (place->kind == VALUE_KEYWORD && place->keyword < (int)G_N_ELEMENTS(places))
		block->place = places[place->keyword];
	else
		origin_complain(&computed->origins[PROPERTY_VERTICAL_ALIGN],
		        DIAG_CSS_UNSUPPORTED, "vertical-align", NULL);
}

/* Between columns whose borders do not collapse. */
static unit
gap_of(const struct style *style, const struct computed *computed)
{
	if (computed_keyword(computed, PROPERTY_BORDER_COLLAPSE) == 1)
		return 0;
	return MAX(fill_length(style, computed, PROPERTY_BORDER_SPACING), 0);
}

void
fill_elements(struct style *style, struct cascade *cascade)
{
	unit rem = 0;

	for (int i = 0; i < ELEMENT_N; i++) {
		const struct element_row *row = element_row((enum element)i);
		const struct computed *computed =
		        cascade_element(cascade, (enum element)i);

		if (i == ELEMENT_HTML) {
			struct block_style root = {0};

			fill_root(style, computed);
			fill_block(style, computed, &root);
			type_check_leading(computed, &root);
			rem = computed_size(computed);
		}
		if (i == ELEMENT_BODY || i == ELEMENT_ARTICLE)
			fill_article(style, computed, body_of(cascade));
		if (row->role < BLOCK_N_ROLES) {
			fill_block(style, computed, &style->blocks[row->role]);
			fill_strings(style, computed, row->role);
		}
		if (role_is_cell(row->role))
			fill_cell(computed, &style->blocks[row->role]);
		if (role_is_heading(row->role))
			style->blocks[row->role].runs_in =
			        computed_keyword(computed, PROPERTY_DISPLAY) == 1;
		if (row->group < GROUP_N)
			fill_group(style, computed, &style->groups[row->group]);
		if (i == ELEMENT_TABLE)
			style->cell_gap = gap_of(style, computed);
		if (i == ELEMENT_TITLE)
			fill_titles(style, computed, rem);
		else if (row->role < BLOCK_N_ROLES)
			type_check_leading(computed, &style->blocks[row->role]);
		inert_tell(cascade, (enum element)i);
	}
}
