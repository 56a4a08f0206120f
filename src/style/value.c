/*
 * value.c - what a declaration says: keywords, quantities and colours of one property,
 * and shorthands as the longhands they stand for.
 *
 * A value is parsed once, when the sheet is read; lengths stay relative (property.h).
 */
#include "style/property.h"

#include <string.h>

gpointer
value_keep(struct value_memory *memory, gsize size)
{
	gpointer block = g_malloc0(size);

	g_ptr_array_add(memory->blocks, block);
	return block;
}

/* --- keywords ----------------------------------------------------------- */

/* The keyword's place in "a|b|!c"; -1: none of them. *acts: not marked with !. */
static int
keyword_index(const char *keywords, const char *word, gboolean *acts)
{
	gsize length = strlen(word);
	int index = 0;

	for (const char *at = keywords; *at; index++) {
		gboolean inert = *at == '!';
		gsize n;

		at += inert;
		n = strcspn(at, "|");
		if (n == length && !g_ascii_strncasecmp(at, word, n)) {
			*acts = !inert;
			return index;
		}
		at += n + (at[n] == '|');
	}
	return -1;
}

static gboolean
wide_keyword(const struct token *token, struct value *value, enum property property)
{
	if (token_is(token, "inherit"))
		value->kind = VALUE_INHERIT;
	else if (token_is(token, "initial"))
		value->kind = VALUE_INITIAL;
	else if (token_is(token, "unset") || token_is(token, "revert"))
		value->kind =
		        property_row(property)->inherited ? VALUE_INHERIT : VALUE_INITIAL;
	else if (property == PROPERTY_COLOR && token_is(token, "currentcolor"))
		value->kind = VALUE_INHERIT; /* CSS Color 4, 9.2 */
	else
		return FALSE;
	return TRUE;
}

/* --- a property --------------------------------------------------------- */

/* A number where a length is wanted must be 0. */
static gboolean
fits_types(const struct property_row *row, struct value *value)
{
	if (value->kind == VALUE_NUMBER && !(row->types & (TYPE_NUMBER | TYPE_INTEGER))) {
		if (value->number != 0 || !(row->types & TYPE_LENGTH))
			return FALSE;
		value->kind = VALUE_LENGTH;
		value->length = (struct length){0};
		return TRUE;
	}
	if (value->kind == VALUE_NUMBER)
		return !(row->types & TYPE_INTEGER) ||
		       value->number == (int)value->number;
	if (value->length.percent && !(row->types & TYPE_PERCENT))
		return FALSE;
	return row->types & (TYPE_LENGTH | TYPE_PERCENT);
}

static gboolean
is_negative(const struct value *value)
{
	const struct length *length = &value->length;

	return value->kind == VALUE_NUMBER
	               ? value->number < 0
	               : length->absolute < 0 || length->em < 0 || length->rem < 0 ||
	                         length->lh < 0 || length->rlh < 0 || length->percent < 0;
}

/* Sizes, paddings and the like are never negative; a sum of calc() may hold negative
 * parts, and is bounded when it is computed. */
static gboolean
may_be_negative(enum property property)
{
	return (property >= PROPERTY_MARGIN_TOP && property <= PROPERTY_MARGIN_LEFT) ||
	       property == PROPERTY_TEXT_INDENT || property == PROPERTY_LETTER_SPACING ||
	       property == PROPERTY_WORD_SPACING || property == PROPERTY_VERTICAL_ALIGN ||
	       property == PROPERTY_LOOSENESS;
}

/* Lines are counted from one, weights go up to 1000 (CSS Fonts 4, 2.2). */
static gboolean
is_in_range(enum property property, const struct value *value)
{
	if (value->kind != VALUE_NUMBER)
		return TRUE;
	if (property == PROPERTY_FONT_WEIGHT)
		return value->number >= 1 && value->number <= 1000;
	return value->number > 0 ||
	       (property != PROPERTY_COLUMN_COUNT && property != PROPERTY_ORPHANS &&
	               property != PROPERTY_WIDOWS);
}

static enum parse_result
parse_generic(enum property property, const struct tokens *tokens, guint first, guint end,
        struct value *value)
{
	const struct property_row *row = property_row(property);
	const struct token *token = token_at(tokens, first);
	gboolean single = first + 1 == end, acts = TRUE;

	if (single && token->type == TOKEN_IDENT) {
		value->keyword = keyword_index(row->keywords, token->text, &acts);
		value->kind = VALUE_KEYWORD;
		if (value->keyword >= 0)
			return acts ? PARSED : PARSED_UNSUPPORTED;
	}
	if (row->types & TYPE_COLOUR)
		return value_colour(tokens, first, end, value);
	if (!(row->types & (TYPE_LENGTH | TYPE_PERCENT | TYPE_NUMBER | TYPE_INTEGER)) ||
	        !value_quantity(tokens, first, end, value) || !fits_types(row, value))
		return PARSED_NOT;
	if (single && !may_be_negative(property) && is_negative(value))
		return PARSED_NOT;
	return is_in_range(property, value) ? PARSED : PARSED_NOT;
}

/* One that does not act: keywords that ask for nothing are fine. */
static enum parse_result
parse_inert(enum property property, const struct tokens *tokens, guint first, guint end)
{
	g_autofree char *text = token_excerpt(tokens, first, end);
	gboolean acts;

	return keyword_index(property_row(property)->keywords, text, &acts) >= 0
	               ? PARSED
	               : PARSED_UNSUPPORTED;
}

enum parse_result
value_parse_property(enum property property, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct value *value)
{
	*value = (struct value){0};
	first = token_solid(tokens, first, end);
	end = token_trim(tokens, first, end);
	if (first == end)
		return PARSED_NOT;
	if (first + 1 == end && wide_keyword(token_at(tokens, first), value, property))
		return PARSED;
	if (property_row(property)->targets == ON_NOWHERE)
		return parse_inert(property, tokens, first, end);
	if (property_row(property)->types & TYPE_OWN)
		return value_own(property, tokens, first, end, memory, value);
	return parse_generic(property, tokens, first, end, value);
}

/* --- shorthands --------------------------------------------------------- */

enum shorthand_form {
	FORM_VARIANT,
	FORM_SIDES,
	FORM_BORDER,
	FORM_FONT,
	FORM_ALIAS,
	FORM_COLUMNS,
	FORM_LIST
};

static const struct shorthand {
	const char *name;
	enum shorthand_form form;
	enum property parts[12];
	guint n;
} shorthands[] = {
        {"margin", FORM_SIDES,
                {PROPERTY_MARGIN_TOP, PROPERTY_MARGIN_RIGHT, PROPERTY_MARGIN_BOTTOM,
                        PROPERTY_MARGIN_LEFT},
                4},
        {"padding", FORM_SIDES,
                {PROPERTY_PADDING_TOP, PROPERTY_PADDING_RIGHT, PROPERTY_PADDING_BOTTOM,
                        PROPERTY_PADDING_LEFT},
                4},
        {"border-top", FORM_BORDER,
                {PROPERTY_BORDER_TOP_WIDTH, PROPERTY_BORDER_TOP_STYLE,
                        PROPERTY_BORDER_TOP_COLOR},
                3},
        {"border-bottom", FORM_BORDER,
                {PROPERTY_BORDER_BOTTOM_WIDTH, PROPERTY_BORDER_BOTTOM_STYLE,
                        PROPERTY_BORDER_BOTTOM_COLOR},
                3},
        {"border-left", FORM_BORDER,
                {PROPERTY_BORDER_LEFT_WIDTH, PROPERTY_BORDER_LEFT_STYLE,
                        PROPERTY_BORDER_LEFT_COLOR},
                3},
        {"border-right", FORM_BORDER,
                {PROPERTY_BORDER_RIGHT_WIDTH, PROPERTY_BORDER_RIGHT_STYLE,
                        PROPERTY_BORDER_RIGHT_COLOR},
                3},
        {"border", FORM_BORDER,
                {PROPERTY_BORDER_TOP_WIDTH, PROPERTY_BORDER_TOP_STYLE,
                        PROPERTY_BORDER_TOP_COLOR, PROPERTY_BORDER_RIGHT_WIDTH,
                        PROPERTY_BORDER_RIGHT_STYLE, PROPERTY_BORDER_RIGHT_COLOR,
                        PROPERTY_BORDER_BOTTOM_WIDTH, PROPERTY_BORDER_BOTTOM_STYLE,
                        PROPERTY_BORDER_BOTTOM_COLOR, PROPERTY_BORDER_LEFT_WIDTH,
                        PROPERTY_BORDER_LEFT_STYLE, PROPERTY_BORDER_LEFT_COLOR},
                12},
        {"border-width", FORM_SIDES,
                {PROPERTY_BORDER_TOP_WIDTH, PROPERTY_BORDER_RIGHT_WIDTH,
                        PROPERTY_BORDER_BOTTOM_WIDTH, PROPERTY_BORDER_LEFT_WIDTH},
                4},
        {"border-style", FORM_SIDES,
                {PROPERTY_BORDER_TOP_STYLE, PROPERTY_BORDER_RIGHT_STYLE,
                        PROPERTY_BORDER_BOTTOM_STYLE, PROPERTY_BORDER_LEFT_STYLE},
                4},
        {"border-color", FORM_SIDES,
                {PROPERTY_BORDER_TOP_COLOR, PROPERTY_BORDER_RIGHT_COLOR,
                        PROPERTY_BORDER_BOTTOM_COLOR, PROPERTY_BORDER_LEFT_COLOR},
                4},
        {"font", FORM_FONT,
                {PROPERTY_FONT_STYLE, PROPERTY_FONT_WEIGHT, PROPERTY_FONT_SIZE,
                        PROPERTY_LINE_HEIGHT, PROPERTY_FONT_FAMILY,
                        PROPERTY_FONT_VARIANT_NUMERIC, PROPERTY_FONT_FEATURE_SETTINGS,
                        PROPERTY_FONT_VARIANT_CAPS},
                8},
        {"columns", FORM_COLUMNS, {PROPERTY_COLUMN_WIDTH, PROPERTY_COLUMN_COUNT}, 2},
        {"column-rule", FORM_BORDER,
                {PROPERTY_COLUMN_RULE_WIDTH, PROPERTY_COLUMN_RULE_STYLE,
                        PROPERTY_COLUMN_RULE_COLOR},
                3},
        {"font-variant", FORM_VARIANT,
                {PROPERTY_FONT_VARIANT_CAPS, PROPERTY_FONT_VARIANT_NUMERIC}, 2},
        {"background", FORM_ALIAS, {PROPERTY_BACKGROUND_COLOR}, 1},
        {"page-break-before", FORM_ALIAS, {PROPERTY_BREAK_BEFORE}, 1},
        {"page-break-after", FORM_ALIAS, {PROPERTY_BREAK_AFTER}, 1},
        {"page-break-inside", FORM_ALIAS, {PROPERTY_BREAK_INSIDE}, 1},
        {"text-wrap-style", FORM_ALIAS, {PROPERTY_TEXT_WRAP}, 1},
        {"list-style", FORM_LIST, {PROPERTY_LIST_STYLE_TYPE}, 1},
        {"text-decoration-line", FORM_ALIAS, {PROPERTY_TEXT_DECORATION}, 1},
};

static const struct shorthand *
find_shorthand(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(shorthands); i++)
		if (!g_ascii_strcasecmp(shorthands[i].name, name))
			return &shorthands[i];
	return NULL;
}

guint
value_longhands(const char *name, enum property *out)
{
	const struct shorthand *shorthand = find_shorthand(name);
	enum property property = property_find(name);

	if (shorthand) {
		memcpy(out, shorthand->parts, sizeof(shorthand->parts));
		return shorthand->n;
	}
	if (property >= PROPERTY_N)
		return 0;
	out[0] = property;
	return 1;
}

/* "1pt 2pt 3pt" for top, right and left, bottom. */
static enum parse_result
parse_sides(const struct shorthand *shorthand, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct longhand *out)
{
	struct value values[4];
	guint n = 0;

	for (guint at = first; at < end; at = token_solid(tokens, at, end)) {
		guint behind = MIN(token_skip(tokens, at), end);
		enum parse_result result;

		if (n == 4)
			return PARSED_NOT;
		result = value_parse_property(
		        shorthand->parts[n], tokens, at, behind, memory, &values[n]);
		if (result != PARSED)
			return result;
		n++;
		at = behind;
	}
	if (n == 1)
		values[1] = values[0];
	if (n <= 2)
		values[2] = values[0];
	if (n <= 3)
		values[3] = values[1];
	for (guint i = 0; i < 4; i++)
		out[i] = (struct longhand){shorthand->parts[i], values[i]};
	return n ? PARSED : PARSED_NOT;
}

/* Which of width, style and colour a component is; -1: none. */
static int
border_part(const struct shorthand *shorthand, const struct tokens *tokens, guint at,
        guint end, struct value_memory *memory, struct value *value,
        enum parse_result *result)
{
	for (int i = 0; i < 3; i++) {
		*result = value_parse_property(
		        shorthand->parts[i], tokens, at, end, memory, value);
		if (*result == PARSED || *result == PARSED_UNSUPPORTED)
			return i;
	}
	return -1;
}

static enum parse_result
parse_border(const struct shorthand *shorthand, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct longhand *out)
{
	enum parse_result result = PARSED;
	guint seen = 0;

	for (guint i = 0; i < shorthand->n; i++)
		out[i] = (struct longhand){shorthand->parts[i], {.kind = VALUE_INITIAL}};
	for (guint at = first; at < end; at = token_solid(tokens, at, end)) {
		guint behind = MIN(token_skip(tokens, at), end);
		struct value value;
		int part = border_part(
		        shorthand, tokens, at, behind, memory, &value, &result);

		if (part < 0 || seen & 1u << part)
			return PARSED_NOT;
		if (result != PARSED)
			return result;
		seen |= 1u << part;
		for (guint i = (guint)part; i < shorthand->n; i += 3)
			out[i].value = value;
		at = behind;
	}
	return seen ? PARSED : PARSED_NOT;
}

/* The optional words before the size: style, weight and small capitals. Returns the index
 * behind them. */
static guint
parse_font_words(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, struct longhand *out)
{
	guint at = first;

	while (at < end) {
		guint behind = MIN(token_skip(tokens, at), end);
		struct value value;

		if (token_is(token_at(tokens, at), "normal"))
			;
		else if (value_parse_property(PROPERTY_FONT_STYLE, tokens, at, behind,
		                 memory, &value) == PARSED)
			out[0].value = value;
		else if (value_parse_property(PROPERTY_FONT_WEIGHT, tokens, at, behind,
		                 memory, &value) == PARSED)
			out[1].value = value;
		else if (token_is(token_at(tokens, at), "small-caps") &&
		         value_parse_property(PROPERTY_FONT_VARIANT_CAPS, tokens, at,
		                 behind, memory, &value) == PARSED)
			out[7].value = value;
		else
			break;
		at = token_solid(tokens, behind, end);
	}
	return at;
}

/* [style || weight || small-caps]? size[/line-height]? family */
static enum parse_result
parse_font(const struct shorthand *shorthand, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct longhand *out)
{
	guint at, behind;

	for (guint i = 0; i < shorthand->n; i++)
		out[i] = (struct longhand){shorthand->parts[i], {.kind = VALUE_INITIAL}};
	at = parse_font_words(tokens, first, end, memory, out);
	if (at >= end)
		return PARSED_NOT;
	behind = MIN(token_skip(tokens, at), end);
	if (value_parse_property(PROPERTY_FONT_SIZE, tokens, at, behind, memory,
	            &out[2].value) != PARSED)
		return PARSED_NOT;
	at = token_solid(tokens, behind, end);
	if (at < end && token_is_delim(token_at(tokens, at), '/')) {
		at = token_solid(tokens, at + 1, end);
		behind = at < end ? MIN(token_skip(tokens, at), end) : end;
		if (value_parse_property(PROPERTY_LINE_HEIGHT, tokens, at, behind, memory,
		            &out[3].value) != PARSED)
			return PARSED_NOT;
		at = token_solid(tokens, behind, end);
	}
	return value_parse_property(
	        PROPERTY_FONT_FAMILY, tokens, at, end, memory, &out[4].value);
}

/* Width and number of columns, in either order; "auto" may stand for one or both. */
static enum parse_result
parse_columns(const struct shorthand *shorthand, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct longhand *out)
{
	guint seen = 0, n = 0;

	for (guint i = 0; i < shorthand->n; i++)
		out[i] = (struct longhand){shorthand->parts[i], {.kind = VALUE_INITIAL}};
	for (guint at = first; at < end; at = token_solid(tokens, at, end), n++) {
		guint behind = MIN(token_skip(tokens, at), end), part = 0;
		struct value value;

		if (n == 2)
			return PARSED_NOT;
		while (part < 2 && value_parse_property(shorthand->parts[part], tokens,
		                           at, behind, memory, &value) != PARSED)
			part++;
		if (part == 2 || (value.kind != VALUE_KEYWORD && seen & 1u << part))
			return PARSED_NOT;
		if (value.kind != VALUE_KEYWORD) {
			seen |= 1u << part;
			out[part].value = value;
		}
		at = behind;
	}
	return n ? PARSED : PARSED_NOT;
}

/* Marks stand outside anyway, and there are no pictures of them. */
static enum parse_result
parse_list(const struct shorthand *shorthand, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct longhand *out)
{
	struct value none = {.kind = VALUE_INITIAL};
	gboolean typed = FALSE;
	guint n = 0;

	for (guint at = first; at < end; at = token_solid(tokens, at, end), n++) {
		const struct token *token = token_at(tokens, at);
		guint behind = MIN(token_skip(tokens, at), end);
		struct value value;
		enum parse_result result;

		if (n == 3)
			return PARSED_NOT;
		result = token_is(token, "outside")
		                 ? PARSED
		                 : value_parse_property(shorthand->parts[0], tokens, at,
		                           behind, memory, &value);
		if (result != PARSED)
			return result;
		if (token_is(token, "none"))
			none = value;
		else if (!token_is(token, "outside") && typed)
			return PARSED_NOT;
		else if (!token_is(token, "outside"))
			out->value = value, typed = TRUE;
		at = behind;
	}
	*out = (struct longhand){shorthand->parts[0], typed ? out->value : none};
	return PARSED;
}

static gboolean
is_wide(const struct tokens *tokens, guint first, guint end)
{
	struct value value;

	return first + 1 == end &&
	       wide_keyword(token_at(tokens, first), &value, PROPERTY_MARGIN_TOP);
}

/* normal, or words: one of capitals, the others of figures. */
static enum parse_result
parse_variant(const struct shorthand *shorthand, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct longhand *out)
{
	guint figures = end, last = end;

	for (guint i = 0; i < shorthand->n; i++)
		out[i] = (struct longhand){shorthand->parts[i], {.kind = VALUE_INITIAL}};
	if (first + 1 == end && token_is(token_at(tokens, first), "normal"))
		return PARSED;
	for (guint at = first; at < end; at = token_solid(tokens, at + 1, end)) {
		struct value value;
		enum parse_result result = value_parse_property(
		        shorthand->parts[0], tokens, at, at + 1, memory, &value);

		if (result == PARSED_UNSUPPORTED)
			return result;
		if (result == PARSED && (out[0].value.kind != VALUE_INITIAL ||
		                                token_is(token_at(tokens, at), "normal")))
			return PARSED_NOT;
		if (result == PARSED)
			out[0].value = value;
		/* those of figures stand together, before the one of capitals or after */
		else if (figures < end && out[0].value.kind != VALUE_INITIAL &&
		         last < at && figures < last)
			return PARSED_NOT;
		else if (figures == end)
			figures = at;
		if (result == PARSED && figures < end && last == end)
			last = at;
	}
	if (figures == end)
		return PARSED;
	return value_parse_property(
	        shorthand->parts[1], tokens, figures, last, memory, &out[1].value);
}

static enum parse_result
parse_shorthand(const struct shorthand *shorthand, const struct tokens *tokens,
        guint first, guint end, struct value_memory *memory, struct longhand *out)
{
	if (shorthand->form == FORM_ALIAS || is_wide(tokens, first, end)) {
		enum parse_result result = PARSED;

		for (guint i = 0; i < shorthand->n && result == PARSED; i++) {
			out[i].property = shorthand->parts[i];
			result = value_parse_property(out[i].property, tokens, first, end,
			        memory, &out[i].value);
		}
		return result;
	}
	if (shorthand->form == FORM_VARIANT)
		return parse_variant(shorthand, tokens, first, end, memory, out);
	if (shorthand->form == FORM_SIDES)
		return parse_sides(shorthand, tokens, first, end, memory, out);
	if (shorthand->form == FORM_BORDER)
		return parse_border(shorthand, tokens, first, end, memory, out);
	if (shorthand->form == FORM_COLUMNS)
		return parse_columns(shorthand, tokens, first, end, memory, out);
	if (shorthand->form == FORM_LIST)
		return parse_list(shorthand, tokens, first, end, memory, out);
	return parse_font(shorthand, tokens, first, end, memory, out);
}

enum parse_result
value_parse(const char *name, const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, struct longhand *out, guint *n)
{
	const struct shorthand *shorthand = find_shorthand(name);
	enum property property = property_find(name);

	first = token_solid(tokens, first, end);
	end = token_trim(tokens, first, end);
	*n = 1;
	if (first == end)
		return property < PROPERTY_N || shorthand ? PARSED_NOT : PARSED_UNKNOWN;
	if (shorthand) {
		*n = shorthand->n;
		return parse_shorthand(shorthand, tokens, first, end, memory, out);
	}
	if (property >= PROPERTY_N)
		return PARSED_UNKNOWN;
	out->property = property;
	return value_parse_property(property, tokens, first, end, memory, &out->value);
}
