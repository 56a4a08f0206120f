/*
 * fill.c - computed values of elements into struct style.
 *
 * Each field is filled here and nowhere else.
 */
#include "style/fill.h"

#include "style/inert.h"
#include "style/role.h"

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

static unit
length_of(const struct style *style, const struct computed *computed,
        enum property property)
{
	return computed_length(&computed->values[property], column_of(style));
}

static int
keyword_of(const struct computed *computed, enum property property)
{
	return computed->values[property].keyword;
}

static guint32
colour_of(const struct computed *computed, enum property property)
{
	const struct value *value = &computed->values[property];

	/* the only keyword is currentcolor */
	return value->kind == VALUE_COLOUR ? value->colour
	                                   : computed->values[PROPERTY_COLOR].colour;
}

static guint
count_of(const struct computed *computed, enum property property)
{
	const struct value *value = &computed->values[property];

	return value->kind == VALUE_NUMBER ? (guint)CLAMP(value->number, 0, 10000) : 0;
}

static int
looseness_of(const struct computed *computed)
{
	const struct value *value = &computed->values[PROPERTY_LOOSENESS];

	return value->kind == VALUE_NUMBER ? (int)CLAMP(value->number, -100, 100) : 0;
}

/* --- type --------------------------------------------------------------- */

static unit
size_of(const struct computed *computed)
{
	return (unit)computed->values[PROPERTY_FONT_SIZE].length.absolute;
}

/* The nearest face of a family that a sheet brings; NULL: none does. */
static const struct family_face *
find_brought(const struct style *style, const char *name, int weight, gboolean italic)
{
	const struct family_face *best = NULL;

	for (guint i = 0; style->faces && style->faces[i]; i++) {
		const struct family_face *face = style->faces[i];

		if (g_ascii_strcasecmp(face->family, name))
			continue;
		if (!best || family_distance(face, weight, italic) <
		                     family_distance(best, weight, italic))
			best = face;
	}
	return best && best->alias ? best->alias : best;
}

/* The first of the families that there is. */
static const struct family_face *
face_of(const struct style *style, const struct computed *computed)
{
	const char *const *names = computed->values[PROPERTY_FONT_FAMILY].pointer;
	int weight = (int)computed->values[PROPERTY_FONT_WEIGHT].number;
	gboolean italic = keyword_of(computed, PROPERTY_FONT_STYLE) > 0;

	for (guint i = 0; names && names[i]; i++) {
		const struct family_face *brought =
		        find_brought(style, names[i], weight, italic);

		if (brought)
			return brought;
		if (family_known(names[i]))
			return family_find(names[i], weight, italic);
	}
	origin_complain(&computed->origins[PROPERTY_FONT_FAMILY], DIAG_CSS_FONT,
	        names && names[0] ? names[0] : "", NULL);
	return family_find("Source Serif 4", weight, italic);
}

static void
join_features(struct feature_set *to, const struct feature_set *from)
{
	for (guint i = 0; from && i < from->n && to->n < FEATURES_MOST; i++)
		to->list[to->n++] = from->list[i];
}

static void
add_feature(struct feature_set *set, const char *tag, guint32 value)
{
	if (set->n == FEATURES_MOST)
		return;
	set->list[set->n].tag = (guint32)tag[0] << 24 | (guint32)tag[1] << 16 |
	                        (guint32)tag[2] << 8 | (guint32)tag[3];
	set->list[set->n++].value = value;
}

/* Small capitals are never made of large ones: a font has all of them, or none count. */
static void
add_small_caps(const struct style *style, const struct computed *computed,
        struct feature_set *set)
{
	enum { SMALL = 1, ALL = 2 };
	int caps = keyword_of(computed, PROPERTY_FONT_VARIANT_CAPS);
	const struct family_face *face;
	g_autofree char *name = NULL;

	if (!caps)
		return;
	face = face_of(style, computed);
	if (!family_small_caps(face)) {
		name = g_strdup_printf("%s %d%s", face->family, face->weight,
		        face->italic ? " italic" : "");
		origin_complain(&computed->origins[PROPERTY_FONT_VARIANT_CAPS],
		        DIAG_CSS_SMALL_CAPS, name, NULL);
		return;
	}
	add_feature(set, "smcp", 1);
	if (caps == ALL)
		add_feature(set, "c2sc", 1);
}

/* The place of a set of features in the style's table. */
static guint
features_of(struct style *style, const struct computed *computed)
{
	enum { KERNING_NONE = 2 };
	struct feature_set set = {0};

	add_small_caps(style, computed, &set);
	if (keyword_of(computed, PROPERTY_FONT_KERNING) == KERNING_NONE)
		add_feature(&set, "kern", 0);
	join_features(&set, computed->values[PROPERTY_FONT_VARIANT_NUMERIC].pointer);
	join_features(&set, computed->values[PROPERTY_FONT_FEATURE_SETTINGS].pointer);
	if (!set.n)
		return 0;
	for (guint i = 1; i <= style->n_features; i++)
		if (!memcmp(&style->features[i], &set, sizeof(set)))
			return i;
	if (style->n_features + 1 == FEATURE_SETS_MOST) {
		origin_complain(&computed->origins[PROPERTY_FONT_FEATURE_SETTINGS],
		        DIAG_CSS_UNSUPPORTED, "font-feature-settings", NULL);
		return 0;
	}
	style->features[++style->n_features] = set;
	return style->n_features;
}

static unit
leading_of(const struct computed *computed, unit size)
{
	const struct value *leading = &computed->values[PROPERTY_LINE_HEIGHT];

	if (leading->kind == VALUE_NUMBER)
		return (unit)MAX(floor(leading->number * size + 1e-6), UNIT_PT);
	return (unit)leading->length.absolute;
}

/* Marks above capitals and below small letters meet when lines stand closer: PAGE-DESIGN,
 * in hundredths of the size. */
static int
least_leading(const struct family_face *face)
{
	return !g_ascii_strcasecmp(face->family, "Be Vietnam Pro") ? 145 : 126;
}

/* Of what makes lines too close, what was written last: its order is in the lower half of
 * the rank. */
static const struct origin *
latest_origin(const struct computed *computed)
{
	static const enum property properties[] = {
	        PROPERTY_LINE_HEIGHT, PROPERTY_FONT_SIZE, PROPERTY_FONT_FAMILY};
	const struct origin *latest = &computed->origins[PROPERTY_LINE_HEIGHT];

	for (gsize i = 1; i < G_N_ELEMENTS(properties); i++) {
		const struct origin *origin = &computed->origins[properties[i]];

		if ((origin->rank & G_MAXUINT32) > (latest->rank & G_MAXUINT32))
			latest = origin;
	}
	return latest;
}

/* Obeyed with a warning. */
static void
check_leading(const struct computed *computed, const struct block_style *block)
{
	const struct origin *origin = latest_origin(computed);
	int least = least_leading(block->face);
	g_autofree char *words = NULL;

	if ((gint64)block->leading * 100 >= (gint64)block->size * least)
		return;
	words = g_strdup_printf("%d.%02d", least / 100, least % 100);
	origin_complain(origin, DIAG_CSS_LEADING, words, NULL);
}

/* Of letters or words: no less than least, and no more than twice the size, so that they
 * neither stand on one another nor make holes; `wrong` is what is told of others. */
static unit
spacing_of(const struct style *style, const struct computed *computed,
        enum property property, unit size, unit least, const char *wrong)
{
	unit wanted = length_of(style, computed, property);
	unit spacing = CLAMP(wanted, least, 2 * size);

	if (spacing != wanted)
		origin_complain(&computed->origins[property], DIAG_CSS_VALUE,
		        property_row(property)->name, wrong);
	return spacing;
}

static unit
word_spacing_of(const struct style *style, const struct computed *computed, unit size)
{
	return spacing_of(style, computed, PROPERTY_WORD_SPACING, size, -size / 10,
	        "> 2em, < -0.1em");
}

static unit
letter_spacing_of(const struct style *style, const struct computed *computed, unit size)
{
	return spacing_of(style, computed, PROPERTY_LETTER_SPACING, size, -size / 5,
	        "> 2em, < -0.2em");
}

/* Lines are drawn along all that stands inside, too. */
static void
decorate(const struct computed *computed, guint *lines, guint32 *colour)
{
	const struct value *value = &computed->values[PROPERTY_TEXT_DECORATION];
	const struct decoration_value *decoration = value->pointer;

	if (value->kind != VALUE_POINTER || !decoration->lines)
		return;
	*lines |= decoration->lines;
	*colour = decoration->coloured ? decoration->colour
	                               : colour_of(computed, PROPERTY_COLOR);
}

/* How far its baseline is from that around it, whose type is of that size. */
static unit
rise_of(const struct computed *computed, unit size)
{
	enum { SUPER = 4, SUB = 5 };
	const struct value *value = &computed->values[PROPERTY_VERTICAL_ALIGN];

	if (value->kind == VALUE_LENGTH)
		return CLAMP(computed_length(value, leading_of(computed, size)),
		        -4 * size, 4 * size);
	return value->keyword == SUPER ? size / 3 : value->keyword == SUB ? -size / 5 : 0;
}

void
fill_inside(struct style *style, const struct computed *base,
        const struct computed *computed, const struct inside_style *around,
        struct inside_style *inside)
{
	const struct initial_value *initial =
	        computed->values[PROPERTY_INITIAL_LETTER].pointer;
	unit size = size_of(computed);

	*inside = (struct inside_style){
	        .face = face_of(style, computed),
	        .features = features_of(style, computed),
	        .size = size,
	        .of = size_of(base),
	        .rise = rise_of(computed, around ? around->size : size_of(base)),
	        .letter_spacing = letter_spacing_of(style, computed, size),
	        .colour = colour_of(computed, PROPERTY_COLOR),
	        .initial = initial->lines,
	        .sink = initial->sink,
	};
	if (around) {
		inside->rise += around->rise;
		inside->decoration = around->decoration;
		inside->decoration_colour = around->decoration_colour;
	} else {
		decorate(base, &inside->decoration, &inside->decoration_colour);
	}
	decorate(computed, &inside->decoration, &inside->decoration_colour);
}

static enum align
align_of(const struct computed *computed)
{
	static const enum align aligns[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE,
	        ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_RIGHT};

	return aligns[keyword_of(computed, PROPERTY_TEXT_ALIGN)];
}

static void
fill_type(struct style *style, const struct computed *computed, struct block_style *block)
{
	block->face = face_of(style, computed);
	block->features = features_of(style, computed);
	block->size = size_of(computed);
	block->leading = leading_of(computed, block->size);
	block->colour = colour_of(computed, PROPERTY_COLOR);
	block->letter_spacing = letter_spacing_of(style, computed, block->size);
	block->word_spacing = word_spacing_of(style, computed, block->size);
	block->transform = (enum transform)keyword_of(computed, PROPERTY_TEXT_TRANSFORM);
	block->align = align_of(computed);
	block->indent = length_of(style, computed, PROPERTY_TEXT_INDENT);
	block->hangs = keyword_of(computed, PROPERTY_HANGING_PUNCTUATION) == 1;
	block->balanced = keyword_of(computed, PROPERTY_TEXT_WRAP) == 1 &&
	                  block->align != ALIGN_JUSTIFY;
	decorate(computed, &block->decoration, &block->decoration_colour);
	block->orphans = MAX(count_of(computed, PROPERTY_ORPHANS), 1);
	block->widows = MAX(count_of(computed, PROPERTY_WIDOWS), 1);
	block->looseness = looseness_of(computed);
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

	if (keyword_of(computed, look) < 2) /* none, hidden */
		return 0;
	if (value->kind == VALUE_KEYWORD)
		return named[value->keyword];
	return CLAMP(length_of(style, computed, width), 0, 72 * UNIT_PT);
}

/* auto|avoid|avoid-page|page|always|left|right|recto|verso|column|avoid-column: text runs
 * from left to right, so the front of a leaf is on the right. */
static enum eject
eject_of(const struct computed *computed, enum property property)
{
	static const enum eject ejects[] = {EJECT_NONE, EJECT_NONE, EJECT_NONE,
	        EJECT_PAGE, EJECT_PAGE, EJECT_LEFT, EJECT_RIGHT, EJECT_RIGHT, EJECT_LEFT,
	        EJECT_COLUMN, EJECT_NONE};

	return ejects[keyword_of(computed, property)];
}

/* A break of page or column: what must not be torn by one must not be by the other. */
static gboolean
avoids(const struct computed *computed, enum property property)
{
	int keyword = keyword_of(computed, property);

	return keyword == 1 || keyword == 2 ||
	       keyword == (property == PROPERTY_BREAK_INSIDE ? 3 : 10);
}

static unit
padding(const struct style *style, const struct computed *computed,
        enum property property)
{
	return MAX(length_of(style, computed, property), 0);
}

static void
fill_breaks(const struct computed *computed, struct block_style *block)
{
	block->break_before = eject_of(computed, PROPERTY_BREAK_BEFORE);
	block->break_after = eject_of(computed, PROPERTY_BREAK_AFTER);
	block->keep_inside = avoids(computed, PROPERTY_BREAK_INSIDE);
	if (avoids(computed, PROPERTY_BREAK_AFTER))
		block->keep_next = MAX(count_of(computed, PROPERTY_KEEP), 1);
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
	sides->colour_left = colour_of(computed, PROPERTY_BORDER_LEFT_COLOR);
	sides->colour_right = colour_of(computed, PROPERTY_BORDER_RIGHT_COLOR);
}

static unit
left_of(const struct style *style, const struct computed *computed,
        const struct sides *sides)
{
	return length_of(style, computed, PROPERTY_MARGIN_LEFT) + sides->rule_left +
	       sides->padding_left;
}

static unit
right_of(const struct style *style, const struct computed *computed,
        const struct sides *sides)
{
	return length_of(style, computed, PROPERTY_MARGIN_RIGHT) + sides->rule_right +
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
	fill_type(style, computed, block);
	fill_breaks(computed, block);
	block->spans = keyword_of(computed, PROPERTY_COLUMN_SPAN) == 1;
	block->page = page_of(style, computed);
	fill_sides(style, computed, &block->sides);
	block->margin_left = left_of(style, computed, &block->sides);
	block->margin_right = right_of(style, computed, &block->sides);
	block->space_before = MAX(length_of(style, computed, PROPERTY_MARGIN_TOP), 0);
	block->space_after = MAX(length_of(style, computed, PROPERTY_MARGIN_BOTTOM), 0);
	block->padding_top = padding(style, computed, PROPERTY_PADDING_TOP);
	block->padding_bottom = padding(style, computed, PROPERTY_PADDING_BOTTOM);
	block->rule_above = rule_of(
	        style, computed, PROPERTY_BORDER_TOP_WIDTH, PROPERTY_BORDER_TOP_STYLE);
	block->rule_below = rule_of(style, computed, PROPERTY_BORDER_BOTTOM_WIDTH,
	        PROPERTY_BORDER_BOTTOM_STYLE);
	block->rule_colour =
	        colour_of(computed, block->rule_above ? PROPERTY_BORDER_TOP_COLOR
	                                              : PROPERTY_BORDER_BOTTOM_COLOR);
	fill_ground(computed, &block->filled, &block->background);
}

/* Notes stand at the foot, figures at the head or foot of a page or on one. */
static enum place
place_of(const struct style *style, const struct computed *computed,
        const struct group_style *group)
{
	enum place place = (enum place)keyword_of(computed, PROPERTY_FLOAT);

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
	group->across = keyword_of(computed, PROPERTY_FLOAT_REFERENCE) == 2;
	group->breadth = breadth_of(computed, PROPERTY_WIDTH);
	group->most = breadth_of(computed, PROPERTY_MAX_WIDTH);
	group->auto_left = is_auto(computed, PROPERTY_MARGIN_LEFT);
	group->auto_right = is_auto(computed, PROPERTY_MARGIN_RIGHT);
	group->align = align_of(computed);
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
	group->space_before = MAX(length_of(style, computed, PROPERTY_MARGIN_TOP), 0);
	group->space_after = MAX(length_of(style, computed, PROPERTY_MARGIN_BOTTOM), 0);
	group->padding_top = padding(style, computed, PROPERTY_PADDING_TOP);
	group->padding_bottom = padding(style, computed, PROPERTY_PADDING_BOTTOM);
	group->rule_above = rule_of(
	        style, computed, PROPERTY_BORDER_TOP_WIDTH, PROPERTY_BORDER_TOP_STYLE);
	group->rule_below = rule_of(style, computed, PROPERTY_BORDER_BOTTOM_WIDTH,
	        PROPERTY_BORDER_BOTTOM_STYLE);
	group->width = padding(style, computed, PROPERTY_WIDTH);
	group->rule_length = padding(style, computed, PROPERTY_RULE_LENGTH);
	group->rule_colour =
	        colour_of(computed, group->rule_above ? PROPERTY_BORDER_TOP_COLOR
	                                              : PROPERTY_BORDER_BOTTOM_COLOR);
	group->colour = colour_of(computed, PROPERTY_COLOR);
	group->spans = keyword_of(computed, PROPERTY_COLUMN_SPAN) == 1;
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
	guint asked = count_of(computed, PROPERTY_COLUMN_COUNT), fit;

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
	unit narrowest = NARROWEST * size_of(computed);
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
	                       ? size_of(computed)
	                       : padding(style, computed, PROPERTY_COLUMN_GAP);
	columns->gap = MIN(columns->gap, measure_of(style) / 4);
	columns->count = bounded_columns(style, computed,
	        count_columns(style, computed, columns->gap), columns->gap);
	columns->rule = rule_of(
	        style, computed, PROPERTY_COLUMN_RULE_WIDTH, PROPERTY_COLUMN_RULE_STYLE);
	columns->rule_colour = colour_of(computed, PROPERTY_COLUMN_RULE_COLOR);
	columns->balanced = keyword_of(computed, PROPERTY_COLUMN_FILL) != 1;
}

/* What is declared for article, or where nothing is, for body. */
static void
fill_article(struct style *style, const struct computed *computed, gboolean body)
{
	gboolean own = body;

	for (int i = PROPERTY_COLUMN_COUNT; i <= PROPERTY_COLUMN_RULE_COLOR; i++)
		own |= computed->origins[i].rank > 0;
	if (own)
		fill_columns(style, computed);
	if (body || computed->origins[PROPERTY_BREAK_BEFORE].rank)
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
		row.leading = leading_of(computed, row.size);
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
		check_leading(computed, &sized);
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
	style->lead_short = count_of(computed, PROPERTY_SHORT_LEAD);
	style->gridless = keyword_of(computed, PROPERTY_GRID) == 1;
	style->keep_typography = keyword_of(computed, PROPERTY_TYPOGRAPHY) == 1;
	style->keep_case = keyword_of(computed, PROPERTY_TITLE_CASE) == 1;
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
	style->narrow_ems = (int)count_of(computed, PROPERTY_NARROW);
	style->hang = hang && hang->n ? hang->rows : NULL;
}

/* Elements that an article, or the book, has one of. */
static gboolean
is_once(enum block_role role)
{
	return role == BLOCK_TITLE || role == BLOCK_KICKER || role == BLOCK_SUBTITLE ||
	       role == BLOCK_DATELINE || role == BLOCK_BYLINE || role == BLOCK_SOURCE ||
	       role == BLOCK_BOOK_TITLE;
}

/* string-set: the text of which element a name stands for. */
static void
fill_string(struct style *style, const struct computed *computed, enum block_role role)
{
	const struct content_value *content =
	        computed->values[PROPERTY_STRING_SET].pointer;

	if (computed->values[PROPERTY_STRING_SET].kind != VALUE_POINTER || !content->n)
		return;
	if (style->n_strings == STRINGS_MOST || !is_once(role)) {
		origin_complain(&computed->origins[PROPERTY_STRING_SET],
		        DIAG_CSS_UNSUPPORTED, "string-set", NULL);
		return;
	}
	style->strings[style->n_strings++] =
	        (struct named_string){content->parts[0].text, role};
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
	if (keyword_of(computed, PROPERTY_BORDER_COLLAPSE) == 1)
		return 0;
	return MAX(length_of(style, computed, PROPERTY_BORDER_SPACING), 0);
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
			check_leading(computed, &root);
			rem = size_of(computed);
		}
		if (i == ELEMENT_BODY || i == ELEMENT_ARTICLE)
			fill_article(style, computed, i == ELEMENT_BODY);
		if (row->role < BLOCK_N_ROLES) {
			fill_block(style, computed, &style->blocks[row->role]);
			fill_string(style, computed, row->role);
		}
		if (role_is_cell(row->role))
			fill_cell(computed, &style->blocks[row->role]);
		if (row->group < GROUP_N)
			fill_group(style, computed, &style->groups[row->group]);
		if (i == ELEMENT_TABLE)
			style->cell_gap = gap_of(style, computed);
		if (i == ELEMENT_TITLE)
			fill_titles(style, computed, rem);
		else if (row->role < BLOCK_N_ROLES)
			check_leading(computed, &style->blocks[row->role]);
		inert_tell(cascade, (enum element)i);
	}
}
