/*
 * type.c - computed values of type into styles: face and features, size and leading,
 * spacing, the lines drawn along a text.
 */
#include "style/type.h"

#include "style/fill.h"

#include <math.h>
#include <string.h>

/* --- faces and features ------------------------------------------------- */

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
	gboolean italic = computed_keyword(computed, PROPERTY_FONT_STYLE) > 0;

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
	int caps = computed_keyword(computed, PROPERTY_FONT_VARIANT_CAPS);
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
	if (computed_keyword(computed, PROPERTY_FONT_KERNING) == KERNING_NONE)
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

/* --- leading and spacing ------------------------------------------------ */

unit
type_leading(const struct computed *computed, unit size)
{
	const struct value *leading = &computed->values[PROPERTY_LINE_HEIGHT];

	if (leading->kind == VALUE_NUMBER)
		return (unit)MAX(floor(leading->number * size + 1e-6), UNIT_PT);
	return (unit)leading->length.absolute;
}

/* Of letters or words: no less than least, and no more than twice the size, so that they
 * neither stand on one another nor make holes; `wrong` is what is told of others. */
static unit
spacing_of(const struct style *style, const struct computed *computed,
        enum property property, unit size, unit least, const char *wrong)
{
	unit wanted = fill_length(style, computed, property);
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
	                               : computed_colour(computed, PROPERTY_COLOR);
}

/* How far its baseline is from that around it, whose type is of that size. */
static unit
rise_of(const struct computed *computed, unit size)
{
	enum { SUPER = 4, SUB = 5 };
	const struct value *value = &computed->values[PROPERTY_VERTICAL_ALIGN];

	if (value->kind == VALUE_LENGTH)
		return CLAMP(computed_length(value, type_leading(computed, size)),
		        -4 * size, 4 * size);
	return value->keyword == SUPER ? size / 3 : value->keyword == SUB ? -size / 5 : 0;
}

void
type_inside(struct style *style, const struct computed *base,
        const struct computed *computed, const struct inside_style *around,
        struct inside_style *inside)
{
	const struct initial_value *initial =
	        computed->values[PROPERTY_INITIAL_LETTER].pointer;
	unit size = computed_size(computed);

	*inside = (struct inside_style){
	        .face = face_of(style, computed),
	        .features = features_of(style, computed),
	        .size = size,
	        .of = computed_size(base),
	        .rise = rise_of(computed, around ? around->size : computed_size(base)),
	        .letter_spacing = letter_spacing_of(style, computed, size),
	        .colour = computed_colour(computed, PROPERTY_COLOR),
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

/* --- blocks ------------------------------------------------------------- */

static int
looseness_of(const struct computed *computed)
{
	const struct value *value = &computed->values[PROPERTY_LOOSENESS];

	return value->kind == VALUE_NUMBER ? (int)CLAMP(value->number, -100, 100) : 0;
}

enum align
type_align(const struct computed *computed)
{
	static const enum align aligns[] = {ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE,
	        ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_RIGHT};

	return aligns[computed_keyword(computed, PROPERTY_TEXT_ALIGN)];
}

void
type_block(
        struct style *style, const struct computed *computed, struct block_style *block)
{
	block->face = face_of(style, computed);
	block->features = features_of(style, computed);
	block->size = computed_size(computed);
	block->leading = type_leading(computed, block->size);
	block->colour = computed_colour(computed, PROPERTY_COLOR);
	block->letter_spacing = letter_spacing_of(style, computed, block->size);
	block->word_spacing = word_spacing_of(style, computed, block->size);
	block->transform =
	        (enum transform)computed_keyword(computed, PROPERTY_TEXT_TRANSFORM);
	block->align = type_align(computed);
	block->indent = fill_length(style, computed, PROPERTY_TEXT_INDENT);
	block->hangs = computed_keyword(computed, PROPERTY_HANGING_PUNCTUATION) == 1;
	block->balanced = computed_keyword(computed, PROPERTY_TEXT_WRAP) == 1 &&
	                  block->align != ALIGN_JUSTIFY;
	decorate(computed, &block->decoration, &block->decoration_colour);
	block->orphans = MAX(computed_count(computed, PROPERTY_ORPHANS), 1);
	block->widows = MAX(computed_count(computed, PROPERTY_WIDOWS), 1);
	block->looseness = looseness_of(computed);
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
void
type_check_leading(const struct computed *computed, const struct block_style *block)
{
	const struct origin *origin = latest_origin(computed);
	int least = least_leading(block->face);
	g_autofree char *words = NULL;

	if ((gint64)block->leading * 100 >= (gint64)block->size * least)
		return;
	words = g_strdup_printf("%d.%02d", least / 100, least % 100);
	origin_complain(origin, DIAG_CSS_LEADING, words, NULL);
}
