/*
 * computed.c - specified values to computed ones, and how these are read.
 *
 * Size and leading of the type come first, for lengths of the others are told in them.
 */
#include "style/computed.h"

#include <math.h>

/* --- making ------------------------------------------------------------- */

/* Lengths that are absolute are rounded, those told in others are cut off. */
static double
whole_units(const struct length *length, double em, double lh, double rem, double rlh)
{
	double relative =
	        length->em * em + length->lh * lh + length->rem * rem + length->rlh * rlh;
	double sum = CLAMP(length->absolute + relative, -1e9, 1e9);

	if (relative == 0)
		return sum < 0 ? -floor(-sum + 0.5) : floor(sum + 0.5);
	return sum < 0 ? ceil(sum - 1e-6) : floor(sum + 1e-6);
}

/* What the lengths of an element are told in. */
struct scales {
	double em, lh, rem, rlh, parent;
};

static const double medium_size = 12 * UNIT_PT;

static double
keyword_size(int keyword, double parent)
{
	static const double factors[] = {0.6, 0.75, 8 / 9.0, 1, 1.2, 1.5, 2};

	if (keyword < (int)G_N_ELEMENTS(factors))
		return floor(medium_size * factors[keyword]);
	return floor(keyword == 7 ? parent / 1.2 : parent * 1.2);
}

/* Types beyond these are a slip of the pen. */
static double
bounded_size(double size)
{
	return CLAMP(size, UNIT_PT, 1000.0 * UNIT_PT);
}

static void
compute_size(struct value *value, struct scales *scales)
{
	double size;

	if (value->kind == VALUE_KEYWORD) {
		size = keyword_size(value->keyword, scales->parent);
	} else {
		struct length length = value->length;

		length.em += length.percent;
		size = whole_units(
		        &length, scales->parent, scales->lh, scales->rem, scales->rlh);
	}
	value->kind = VALUE_LENGTH;
	value->length = (struct length){.absolute = bounded_size(size)};
	scales->em = value->length.absolute;
}

/* A number stays one, for it is inherited as one. Returns the leading. */
static double
compute_leading(struct value *value, const struct scales *scales)
{
	struct length length = value->length;

	if (value->kind == VALUE_KEYWORD)
		*value = (struct value){.kind = VALUE_NUMBER, .number = 1.4};
	if (value->kind == VALUE_NUMBER)
		return bounded_size(floor(value->number * scales->em + 1e-6));
	length.em += length.percent;
	value->length =
	        (struct length){.absolute = bounded_size(whole_units(&length, scales->em,
	                                scales->lh, scales->rem, scales->rlh))};
	return value->length.absolute;
}

static void
compute_weight(struct value *value, const struct value *parent)
{
	double above = parent ? parent->number : 400, weight = value->number;

	if (value->kind == VALUE_KEYWORD)
		weight = value->keyword == 0   ? 400
		         : value->keyword == 1 ? 700
		         : value->keyword == 2 ? (above < 400          ? 400
		                                         : above < 600 ? 700
		                                                       : 900)
		                               : (above < 600          ? 100
		                                         : above < 800 ? 400
		                                                       : 700);
	value->kind = VALUE_NUMBER;
	value->number = weight;
}

/* Slanted, unless what is around it is. */
static void
compute_slant(struct value *value, const struct value *parent)
{
	if (value->keyword == SLANT_CONTRAST)
		value->keyword = parent && parent->keyword != SLANT_UPRIGHT
		                         ? SLANT_UPRIGHT
		                         : SLANT_ITALIC;
}

static void
compute_other(enum property property, struct value *value, const struct scales *scales)
{
	if (property == PROPERTY_BORDER_SPACING && value->kind == VALUE_POINTER) {
		struct length length = *(const struct length *)value->pointer;

		value->kind = VALUE_LENGTH;
		value->length = length;
	}
	if (value->kind != VALUE_LENGTH || property == PROPERTY_FONT_SIZE ||
	        property == PROPERTY_LINE_HEIGHT)
		return;
	value->length =
	        (struct length){.absolute = whole_units(&value->length, scales->em,
	                                scales->lh, scales->rem, scales->rlh),
	                .percent = value->length.percent};
}

static struct scales
scales_of(const struct computed *computed, const struct computed *parent,
        const struct computed *root)
{
	struct scales scales = {.parent = medium_size, .lh = medium_size * 1.4};
	const struct value *leading;

	if (parent) {
		scales.parent = parent->values[PROPERTY_FONT_SIZE].length.absolute;
		leading = &parent->values[PROPERTY_LINE_HEIGHT];
		scales.lh = leading->kind == VALUE_NUMBER
		                    ? leading->number * scales.parent
		                    : leading->length.absolute;
	}
	scales.rem = scales.parent;
	scales.rlh = scales.lh;
	if (computed != root) {
		scales.rem = root->values[PROPERTY_FONT_SIZE].length.absolute;
		leading = &root->values[PROPERTY_LINE_HEIGHT];
		scales.rlh = leading->kind == VALUE_NUMBER
		                     ? floor(leading->number * scales.rem + 1e-6)
		                     : leading->length.absolute;
	}
	return scales;
}

void
computed_make(struct computed *computed, const struct computed *parent,
        const struct computed *root)
{
	struct scales scales = scales_of(computed, parent, root);
	gboolean is_root = computed == root;

	compute_size(&computed->values[PROPERTY_FONT_SIZE], &scales);
	if (is_root)
		scales.rem = scales.em;
	scales.lh = compute_leading(&computed->values[PROPERTY_LINE_HEIGHT], &scales);
	if (is_root)
		scales.rlh = scales.lh;
	compute_weight(&computed->values[PROPERTY_FONT_WEIGHT],
	        parent ? &parent->values[PROPERTY_FONT_WEIGHT] : NULL);
	compute_slant(&computed->values[PROPERTY_FONT_STYLE],
	        parent ? &parent->values[PROPERTY_FONT_STYLE] : NULL);
	for (int i = 0; i < PROPERTY_ACTING; i++)
		compute_other((enum property)i, &computed->values[i], &scales);
}

void
computed_clear(struct computed *computed)
{
	g_clear_pointer(&computed->custom, g_ptr_array_unref);
}

/* --- reading ------------------------------------------------------------ */

unit
computed_length(const struct value *value, unit whole)
{
	const struct length *length = &value->length;

	if (value->kind != VALUE_LENGTH)
		return 0;
	return (unit)CLAMP(length->absolute + trunc(length->percent * whole),
	        -G_MAXINT / 4, G_MAXINT / 4);
}

unit
computed_size(const struct computed *computed)
{
	return (unit)computed->values[PROPERTY_FONT_SIZE].length.absolute;
}

int
computed_keyword(const struct computed *computed, enum property property)
{
	return computed->values[property].keyword;
}

guint32
computed_colour(const struct computed *computed, enum property property)
{
	const struct value *value = &computed->values[property];

	/* the only keyword is currentcolor */
	return value->kind == VALUE_COLOUR ? value->colour
	                                   : computed->values[PROPERTY_COLOR].colour;
}

guint
computed_count(const struct computed *computed, enum property property)
{
	const struct value *value = &computed->values[property];

	return value->kind == VALUE_NUMBER ? (guint)CLAMP(value->number, 0, 10000) : 0;
}

const struct origin *
computed_declared(const struct computed *computed)
{
	for (int i = 0; i < PROPERTY_ACTING; i++)
		if (computed->origins[i].rank)
			return &computed->origins[i];
	return NULL;
}

void
origin_complain(const struct origin *origin, enum diag_code code, const char *arg1,
        const char *arg2)
{
	if (origin->rank)
		complain(&origin->sheet->complaints, code,
		        token_at(origin->sheet->tokens, origin->declaration->where), arg1,
		        arg2);
}
