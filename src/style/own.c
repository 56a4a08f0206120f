/*
 * own.c - values with a syntax of their own: families, features, sizes of pages,
 * sizes of titles. What is generated is in content.c.
 */
#include "style/paper.h"
#include "style/property.h"

#include <math.h>
#include <string.h>

#define UNITS_PER_MM (72 / 25.4 * UNIT_PT)

/* --- families ----------------------------------------------------------- */

/* What generic names are here. */
static const char *
generic_family(const char *name)
{
	if (!g_ascii_strcasecmp(name, "serif"))
		return "Source Serif 4";
	if (!g_ascii_strcasecmp(name, "sans-serif") ||
	        !g_ascii_strcasecmp(name, "system-ui"))
		return "Be Vietnam Pro";
	return name;
}

/* One name of the list: a string, or identifiers joined by blanks. NULL: neither. */
static char *
family_name(const struct tokens *tokens, guint first, guint end)
{
	g_autoptr(GString) name = g_string_new(NULL);

	first = token_solid(tokens, first, end);
	end = token_trim(tokens, first, end);
	if (first + 1 == end && token_at(tokens, first)->type == TOKEN_STRING)
		return g_strdup(token_at(tokens, first)->text);
	for (guint at = first; at < end; at++) {
		const struct token *token = token_at(tokens, at);

		if (token->type == TOKEN_SPACE)
			continue;
		if (token->type != TOKEN_IDENT)
			return NULL;
		g_string_append_printf(name, "%s%s", name->len ? " " : "", token->text);
	}
	return name->len ? g_strdup(generic_family(name->str)) : NULL;
}

enum { FAMILIES_MOST = 8, INITIAL_MOST = 20 /* lines */ };

static enum parse_result
parse_families(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	const char **names = made;
	guint n = 0;

	for (guint at; first <= end; first = at + 1) {
		char *name =
		        family_name(tokens, first, at = token_comma(tokens, first, end));

		if (!name)
			return PARSED_NOT;
		g_ptr_array_add(memory->blocks, name);
		if (n < FAMILIES_MOST)
			names[n++] = name;
	}
	return PARSED;
}

/* --- features ----------------------------------------------------------- */

#define TAG(a, b, c, d) ((guint32)(a) << 24 | (b) << 16 | (c) << 8 | (d))

static const struct {
	const char *word;
	guint32 tag;
} numerics[] = {
        {"lining-nums", TAG('l', 'n', 'u', 'm')},
        {"oldstyle-nums", TAG('o', 'n', 'u', 'm')},
        {"proportional-nums", TAG('p', 'n', 'u', 'm')},
        {"tabular-nums", TAG('t', 'n', 'u', 'm')},
        {"diagonal-fractions", TAG('f', 'r', 'a', 'c')},
        {"stacked-fractions", TAG('a', 'f', 'r', 'c')},
        {"ordinal", TAG('o', 'r', 'd', 'n')},
        {"slashed-zero", TAG('z', 'e', 'r', 'o')},
};

static gboolean
add_feature(struct feature_set *set, guint32 tag, guint32 number)
{
	if (set->n == FEATURES_MOST)
		return FALSE;
	set->list[set->n].tag = tag;
	set->list[set->n++].value = number;
	return TRUE;
}

static enum parse_result
parse_numeric(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct feature_set *set = made;

	for (guint at = first; (at = token_solid(tokens, at, end)) < end; at++) {
		gboolean found = FALSE;

		for (gsize i = 0; i < G_N_ELEMENTS(numerics) && !found; i++)
			found = token_is(token_at(tokens, at), numerics[i].word) &&
			        add_feature(set, numerics[i].tag, 1);
		if (!found)
			return PARSED_NOT;
	}
	return PARSED;
}

/* "tnum" 1, "liga" off, "ss01" */
static enum parse_result
parse_features(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct feature_set *set = made;

	for (guint at = first; (at = token_solid(tokens, at, end)) < end; at++) {
		const struct token *token = token_at(tokens, at), *next;
		guint32 number = 1;

		if (token->type != TOKEN_STRING || strlen(token->text) != 4)
			return PARSED_NOT;
		at = token_solid(tokens, at + 1, end);
		next = token_at(tokens, at);
		if (at < end && next->type != TOKEN_COMMA) {
			if (next->type == TOKEN_NUMBER && next->flag &&
			        next->number >= 0 && next->number < 100)
				number = (guint32)next->number;
			else if (token_is(next, "on") || token_is(next, "off"))
				number = token_is(next, "on");
			else
				return PARSED_NOT;
			at = token_solid(tokens, at + 1, end);
		}
		if (at < end && token_at(tokens, at)->type != TOKEN_COMMA)
			return PARSED_NOT;
		if (!add_feature(set,
		            TAG((guchar)token->text[0], (guchar)token->text[1],
		                    (guchar)token->text[2], (guchar)token->text[3]),
		            number))
			return PARSED_NOT;
	}
	return PARSED;
}

/* --- lines along a text --------------------------------------------------- */

/* underline, line-through navy, none: other looks than solid do not act. */
static enum parse_result
parse_decoration(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	static const struct {
		const char *word;
		guint line;
	} words[] = {
	        {"underline", DECORATION_UNDER},
	        {"overline", DECORATION_OVER},
	        {"line-through", DECORATION_THROUGH},
	        {"solid", 0},
	        {"currentcolor", 0},
	};
	struct decoration_value *decoration = made;
	struct value other;

	for (guint at = first, i, behind; (at = token_solid(tokens, at, end)) < end;
	        at = behind) {
		behind = MIN(token_skip(tokens, at), end);
		for (i = 0; i < G_N_ELEMENTS(words); i++)
			if (token_is(token_at(tokens, at), words[i].word))
				break;
		if (i < G_N_ELEMENTS(words)) {
			decoration->lines |= words[i].line;
		} else if (value_colour(tokens, at, behind, &other) == PARSED) {
			decoration->coloured = TRUE;
			decoration->colour = other.colour;
		} else {
			return token_at(tokens, at)->type == TOKEN_IDENT ||
			                       (value_quantity(
			                                tokens, at, behind, &other) &&
			                               other.kind == VALUE_LENGTH)
			               ? PARSED_UNSUPPORTED
			               : PARSED_NOT;
		}
	}
	return PARSED;
}

/* --- sizes -------------------------------------------------------------- */

static gboolean
absolute_mm(const struct tokens *tokens, guint at, guint end, double *mm)
{
	struct value value;

	if (!value_quantity(tokens, at, end, &value) || value.kind != VALUE_LENGTH ||
	        value.length.em || value.length.rem || value.length.lh ||
	        value.length.rlh || value.length.percent || value.length.absolute <= 0)
		return FALSE;
	*mm = value.length.absolute / UNITS_PER_MM;
	return TRUE;
}

/* 148mm 210mm; A5 landscape; auto */
static enum parse_result
parse_size(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct size_value *size = made;
	guint n = 0;

	for (guint at = first; (at = token_solid(tokens, at, end)) < end;) {
		const struct token *token = token_at(tokens, at);
		guint behind = MIN(token_skip(tokens, at), end);

		if (token_is(token, "landscape"))
			size->landscape = TRUE;
		else if (token_is(token, "portrait"))
			size->portrait = TRUE;
		else if (token->type == TOKEN_IDENT && !n &&
		         paper_find(token->text, &size->width, &size->height))
			n = 2;
		else if (n < 2 && absolute_mm(tokens, at, behind,
		                          n ? &size->height : &size->width))
			n++;
		else
			return PARSED_NOT;
		at = behind;
	}
	if (n == 1)
		size->height = size->width;
	size->known = n > 0;
	return PARSED;
}

/* A length after the other: "4mm", "4mm 0". */
static enum parse_result
parse_spacing(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct length *length = made;
	guint behind = MIN(token_skip(tokens, first), end);
	struct value part;

	if (!value_quantity(tokens, first, behind, &part) ||
	        (part.kind == VALUE_NUMBER && part.number != 0))
		return PARSED_NOT;
	if (part.kind == VALUE_LENGTH)
		*length = part.length;
	first = token_solid(tokens, behind, end);
	if (first < end && !value_quantity(tokens, first, end, &part))
		return PARSED_NOT;
	return PARSED;
}

/* 3, 3 2, 3 drop, 2 raise: how many lines an initial is high, and which one it stands on
 * (CSS Inline 3, 5.2). */
static enum parse_result
parse_initial(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct initial_value *initial = made;
	double numbers[2];
	guint n = 0, words = 0;
	gboolean raised = FALSE;

	for (guint next; first < end; first = token_solid(tokens, next, end)) {
		const struct token *token = token_at(tokens, first);
		struct value part;

		next = MIN(token_skip(tokens, first), end);
		if (token_is(token, "drop") || token_is(token, "raise")) {
			raised = token_is(token, "raise");
			words++;
		} else if (n == 2 || !value_quantity(tokens, first, next, &part) ||
		           part.kind != VALUE_NUMBER || part.number < 1) {
			return PARSED_NOT;
		} else {
			numbers[n++] = MIN(part.number, INITIAL_MOST);
		}
	}
	if (!n || n + words > 2 || (n == 2 && numbers[1] != floor(numbers[1])))
		return PARSED_NOT;
	initial->lines = (int)lround(numbers[0] * 1000);
	initial->sink = raised ? 1 : (guint)numbers[n - 1];
	return PARSED;
}

/* How far a row of a table goes, if it has a limit. Returns where its value is. */
static guint
parse_longest(const struct tokens *tokens, guint at, guint end, guint *longest)
{
	const struct token *token = token_at(tokens, at = token_solid(tokens, at, end));

	*longest = G_MAXUINT;
	if (at >= end || token->type != TOKEN_NUMBER || !token->flag ||
	        token->number <= 0 || token->number >= 10000)
		return at;
	*longest = (guint)token->number;
	return token_solid(tokens, at + 1, end);
}

/* One row of title sizes: [longest]? size/leading. */
static gboolean
parse_title_row(const struct tokens *tokens, guint at, guint end, guint *longest,
        struct length *size, struct length *leading)
{
	struct value value;
	guint behind;

	at = parse_longest(tokens, at, end, longest);
	behind = at < end ? MIN(token_skip(tokens, at), end) : end;
	if (at >= end || !value_quantity(tokens, at, behind, &value) ||
	        value.kind != VALUE_LENGTH)
		return FALSE;
	*size = value.length;
	at = token_solid(tokens, behind, end);
	if (at >= end || !token_is_delim(token_at(tokens, at), '/'))
		return FALSE;
	at = token_solid(tokens, at + 1, end);
	end = token_trim(tokens, at, end);
	if (at >= end || !value_quantity(tokens, at, end, &value) ||
	        value.kind != VALUE_LENGTH)
		return FALSE;
	*leading = value.length;
	return TRUE;
}

/* Rows come in the order of their limits; the last one has none. */
static gboolean
limit_grows(guint longest, guint before, gboolean is_last)
{
	return longest > before && (longest == G_MAXUINT) == is_last;
}

/* 45 26pt/33.5pt, 90 22pt/28.5pt, 17pt/22pt: the last row has no limit. */
static enum parse_result
parse_titles(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct titles_value *titles = made;
	guint last = 0;

	for (guint at; first <= end; first = at + 1) {
		guint longest;

		at = token_comma(tokens, first, end);
		if (titles->n == G_N_ELEMENTS(titles->rows) ||
		        !parse_title_row(tokens, first, at, &longest,
		                &titles->rows[titles->n].size,
		                &titles->rows[titles->n].leading) ||
		        !limit_grows(longest, last, at == end))
			return PARSED_NOT;
		titles->rows[titles->n++].longest = last = longest;
	}
	return PARSED;
}

/* --- gutters -------------------------------------------------------------- */

/* One row: [longest]? width, which is no part of anything. */
static gboolean
parse_gutter(const struct tokens *tokens, guint at, guint end, struct gutter *row)
{
	const struct length *length;
	struct value value;

	at = parse_longest(tokens, at, end, &row->longest);
	end = token_trim(tokens, at, end);
	if (at >= end || !value_quantity(tokens, at, end, &value))
		return FALSE;
	if (value.kind == VALUE_NUMBER && value.number == 0)
		return TRUE;
	if (value.kind != VALUE_LENGTH)
		return FALSE;
	length = &value.length;
	row->width = (unit)CLAMP(floor(length->absolute + 0.5), 0, UNIT_MM(100));
	return length->absolute >= 0 && !length->em && !length->rem && !length->lh &&
	       !length->rlh && !length->percent;
}

/* 64 0mm, 160 3mm, 7mm: the last row has no limit. */
static enum parse_result
parse_gutters(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct gutters_value *gutters = made;
	guint last = 0;

	for (guint at; first <= end; first = at + 1) {
		struct gutter row = {0};

		at = token_comma(tokens, first, end);
		if (gutters->n == GUTTERS_MOST ||
		        !parse_gutter(tokens, first, at, &row) ||
		        !limit_grows(row.longest, last, at == end))
			return PARSED_NOT;
		gutters->rows[gutters->n++] = row;
		last = row.longest;
	}
	return PARSED;
}

/* --- hanging marks ------------------------------------------------------ */

static gboolean
parse_share(const struct token *token, int *share)
{
	*share = (int)(token->number * 10 + 0.5);
	return token->type == TOKEN_PERCENTAGE && token->number >= 0 &&
	       token->number <= 100;
}

/* "." 0% 70%, "(" 15% 0%: how much of a mark hangs on the left and on the right. */
static enum parse_result
parse_hang(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct hang_value *hang = made;

	for (guint at = first; at < end; at++) {
		const struct token *mark = token_at(tokens, at);
		guint left = token_solid(tokens, at + 1, end);
		guint right = token_solid(tokens, left + 1, end);
		struct hang *row = &hang->rows[hang->n];

		if (mark->type != TOKEN_STRING || g_utf8_strlen(mark->text, -1) != 1 ||
		        right >= end || hang->n++ == HANGS_MOST ||
		        !parse_share(token_at(tokens, left), &row->left) ||
		        !parse_share(token_at(tokens, right), &row->right))
			return PARSED_NOT;
		row->mark = g_utf8_get_char(mark->text);
		at = token_solid(tokens, right + 1, end);
		if (at < end && token_at(tokens, at)->type != TOKEN_COMMA)
			return PARSED_NOT;
		at = token_solid(tokens, at + 1, end) - 1;
	}
	return PARSED;
}

/* The name of a page. */
static enum parse_result
parse_page(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	const struct token *token = token_at(tokens, first);
	struct page_value *page = made;

	if (first + 1 != end || token->type != TOKEN_IDENT)
		return PARSED_NOT;
	page->name = strcpy(value_keep(memory, strlen(token->text) + 1), token->text);
	return PARSED;
}

/* none, or any of the others: our table says how far marks hang at which end. */
static enum parse_result
parse_hanging(const struct tokens *tokens, guint first, guint end, struct value *value)
{
	static const char *const words[] = {"first", "last", "allow-end", "force-end"};

	value->kind = VALUE_KEYWORD;
	value->keyword = !(first + 1 == end && token_is(token_at(tokens, first), "none"));
	for (guint at = first; value->keyword && at < end; at++) {
		const struct token *token = token_at(tokens, at);
		gboolean known = token->type == TOKEN_SPACE;

		for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
			known |= token_is(token, words[i]);
		if (!known)
			return PARSED_NOT;
	}
	return PARSED;
}

static const struct own_row rows[] = {
        {PROPERTY_FONT_FAMILY, (FAMILIES_MOST + 1) * sizeof(char *), "", parse_families},
        {PROPERTY_FONT_VARIANT_NUMERIC, sizeof(struct feature_set), "normal",
                parse_numeric},
        {PROPERTY_FONT_FEATURE_SETTINGS, sizeof(struct feature_set), "normal",
                parse_features},
        {PROPERTY_TEXT_DECORATION, sizeof(struct decoration_value), "none",
                parse_decoration},
        {PROPERTY_SIZE, sizeof(struct size_value), "auto", parse_size},
        {PROPERTY_DESIGNED_FOR, sizeof(struct size_value), "auto", parse_size},
        {PROPERTY_BORDER_SPACING, sizeof(struct length), "", parse_spacing},
        {PROPERTY_INITIAL_LETTER, sizeof(struct initial_value), "normal", parse_initial},
        {PROPERTY_TITLE_SIZES, sizeof(struct titles_value), "none", parse_titles},
        {PROPERTY_GUTTER, sizeof(struct gutters_value), "none", parse_gutters},
        {PROPERTY_PAGE_NAME, sizeof(struct page_value), "auto", parse_page},
        {PROPERTY_HANG, sizeof(struct hang_value), "none", parse_hang},
        {PROPERTY_N, 0, NULL, NULL},
};

enum parse_result
own_read(const struct own_row *row, enum property property, const struct tokens *tokens,
        guint first, guint end, struct value_memory *memory, struct value *value)
{
	gpointer made;

	while (row->property != property && row->parse)
		row++;
	if (!row->parse)
		return PARSED_NOT;
	made = value_keep(memory, row->size);
	value->kind = VALUE_POINTER;
	value->pointer = made;
	if (first + 1 == end && *row->nothing &&
	        token_is(token_at(tokens, first), row->nothing))
		return PARSED;
	return row->parse(tokens, first, end, memory, made);
}

enum parse_result
value_own(enum property property, const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, struct value *value)
{
	if (property == PROPERTY_HANGING_PUNCTUATION)
		return parse_hanging(tokens, first, end, value);
	if (property >= PROPERTY_COUNTER_RESET && property <= PROPERTY_LIST_STYLE_TYPE)
		return content_own(property, tokens, first, end, memory, value);
	if (property == PROPERTY_CONTENT || property == PROPERTY_STRING_SET)
		return content_own(property, tokens, first, end, memory, value);
	return own_read(rows, property, tokens, first, end, memory, value);
}
