/*
 * content.c - values that make text: content, string-set, counters, marks of lists.
 *
 * Names point into the sheet's tokens. A function that CSS knows and anban does not is
 * unsupported, so that a sheet made for others is told what it loses.
 */
#include "style/property.h"

#include <string.h>

/* --- arguments ---------------------------------------------------------- */

enum { ARGUMENTS_MOST = 3 };

/* The arguments of a function, each one identifier or string; FALSE: other ones. */
static gboolean
arguments_of(const struct tokens *tokens, guint function, guint end,
        const struct token *arguments[ARGUMENTS_MOST + 1])
{
	guint close = MIN(token_at(tokens, function)->match, end), n = 0;
	guint at = token_solid(tokens, function + 1, close);

	while (at < close) {
		const struct token *token = token_at(tokens, at);

		if (n == ARGUMENTS_MOST ||
		        (token->type != TOKEN_IDENT && token->type != TOKEN_STRING))
			return FALSE;
		arguments[n++] = token;
		at = token_solid(tokens, at + 1, close);
		if (at < close && token_at(tokens, at)->type != TOKEN_COMMA)
			return FALSE;
		at = token_solid(tokens, at + 1, close);
	}
	arguments[n] = NULL;
	return n > 0;
}

static const struct {
	const char *name;
	enum counting counting;
} countings[] = {
        {"decimal", COUNTING_DECIMAL},
        {"decimal-leading-zero", COUNTING_LEADING_ZERO},
        {"lower-alpha", COUNTING_LOWER_ALPHA},
        {"lower-latin", COUNTING_LOWER_ALPHA},
        {"upper-alpha", COUNTING_UPPER_ALPHA},
        {"upper-latin", COUNTING_UPPER_ALPHA},
        {"lower-roman", COUNTING_LOWER_ROMAN},
        {"upper-roman", COUNTING_UPPER_ROMAN},
        {"disc", COUNTING_DISC},
        {"circle", COUNTING_CIRCLE},
        {"square", COUNTING_SQUARE},
        {"none", COUNTING_NONE},
        {"-anban-typed", COUNTING_TYPED},
};

/* NULL stands for decimal. FALSE: no way of counting that anban knows. */
static gboolean
find_counting(const struct token *name, enum counting *counting)
{
	*counting = COUNTING_DECIMAL;
	for (gsize i = 0; name && i < G_N_ELEMENTS(countings); i++)
		if (token_is(name, countings[i].name)) {
			*counting = countings[i].counting;
			return *counting != COUNTING_TYPED;
		}
	return !name;
}

/* --- content ------------------------------------------------------------ */

/* counter(page), counter(chapter, upper-roman) */
static enum parse_result
parse_counter(const struct token *const *arguments, struct content_part *part)
{
	if (arguments[0]->type != TOKEN_IDENT || (arguments[1] && arguments[2]))
		return PARSED_NOT;
	part->kind = !g_ascii_strcasecmp(arguments[0]->text, "page")    ? PART_PAGE
	             : !g_ascii_strcasecmp(arguments[0]->text, "pages") ? PART_PAGES
	                                                                : PART_COUNTER;
	part->text = arguments[0]->text;
	return find_counting(arguments[1], &part->counting) ? PARSED : PARSED_UNSUPPORTED;
}

/* counters(section, "."), counters(section, ".", lower-alpha) */
static enum parse_result
parse_counters(const struct token *const *arguments, struct content_part *part)
{
	if (arguments[0]->type != TOKEN_IDENT || !arguments[1] ||
	        arguments[1]->type != TOKEN_STRING)
		return PARSED_NOT;
	part->kind = PART_COUNTERS;
	part->text = arguments[0]->text;
	part->separator = arguments[1]->text;
	return find_counting(arguments[2], &part->counting) ? PARSED : PARSED_UNSUPPORTED;
}

/* string(title), string(title, last) */
static enum parse_result
parse_string(const struct token *const *arguments, struct content_part *part)
{
	static const char *const picks[] = {"first", "start", "last", "first-except"};

	part->kind = PART_STRING;
	part->text = arguments[0]->text;
	if (arguments[0]->type != TOKEN_IDENT || (arguments[1] && arguments[2]))
		return PARSED_NOT;
	if (!arguments[1])
		return PARSED;
	for (gsize i = 0; i < G_N_ELEMENTS(picks); i++)
		if (token_is(arguments[1], picks[i])) {
			part->pick = (enum pick)i;
			return PARSED;
		}
	return PARSED_NOT;
}

/* Attributes that elements of the EPUB have. */
static enum parse_result
parse_attr(const struct token *const *arguments, struct content_part *part)
{
	static const char *const names[] = {"id", "lang", "href", "alt"};

	part->kind = PART_ATTR;
	if (arguments[1])
		return PARSED_UNSUPPORTED;
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (token_is(arguments[0], names[i])) {
			part->text = names[i];
			return PARSED;
		}
	return PARSED_UNSUPPORTED;
}

static enum parse_result
parse_function(
        const struct tokens *tokens, guint at, guint end, struct content_part *part)
{
	static const struct {
		const char *name;
		enum parse_result (*parse)(
		        const struct token *const *arguments, struct content_part *part);
	} functions[] = {
	        {"counter", parse_counter},
	        {"counters", parse_counters},
	        {"string", parse_string},
	        {"attr", parse_attr},
	};
	const struct token *arguments[ARGUMENTS_MOST + 1];
	const char *name = token_at(tokens, at)->text;

	for (gsize i = 0; i < G_N_ELEMENTS(functions); i++)
		if (!g_ascii_strcasecmp(functions[i].name, name))
			return arguments_of(tokens, at, end, arguments)
			               ? functions[i].parse(arguments, part)
			               : PARSED_NOT;
	return PARSED_UNSUPPORTED;
}

static enum parse_result
parse_part(
        const struct tokens *tokens, guint at, guint end, struct content_value *content)
{
	const struct token *token = token_at(tokens, at);
	struct content_part *part = &content->parts[content->n];
	enum parse_result result = PARSED;

	if (content->n == PARTS_MOST)
		return PARSED_NOT;
	part->text = token->text;
	if (token->type == TOKEN_FUNCTION)
		result = parse_function(tokens, at, end, part);
	else if (token->type == TOKEN_URL ||
	         (token->type == TOKEN_IDENT && g_str_has_suffix(token->text, "-quote")))
		result = PARSED_UNSUPPORTED;
	else if (token->type != TOKEN_STRING)
		result = PARSED_NOT;
	content->n += result == PARSED;
	return result;
}

/* "trang " counter(page), string(title), none */
static enum parse_result
parse_content(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct content_value *content = made;

	if (first + 1 == end && token_is(token_at(tokens, first), "normal"))
		return PARSED;
	for (guint at = first; (at = token_solid(tokens, at, end)) < end;) {
		enum parse_result result = parse_part(tokens, at, end, content);

		if (result != PARSED)
			return result;
		at = MIN(token_skip(tokens, at), end);
	}
	return PARSED;
}

/* --- string-set --------------------------------------------------------- */

/* content(), content(text): the text of the element. */
static enum parse_result
parse_own_text(
        const struct tokens *tokens, guint at, guint end, struct content_value *content)
{
	guint close = MIN(token_at(tokens, at)->match, end);
	guint inner = token_solid(tokens, at + 1, close);

	if (content->n == PARTS_MOST)
		return PARSED_NOT;
	if (inner < close && (!token_is(token_at(tokens, inner), "text") ||
	                             token_solid(tokens, inner + 1, close) < close))
		return PARSED_UNSUPPORTED;
	content->parts[content->n++].kind = PART_OWN;
	return PARSED;
}

/* What a string may hold: nothing of pages, which are not known yet, nor other strings.
 */
static enum parse_result
parse_string_part(
        const struct tokens *tokens, guint at, guint end, struct content_value *content)
{
	const struct token *token = token_at(tokens, at);
	enum parse_result result;
	enum part_kind kind;

	if (token->type == TOKEN_FUNCTION && !g_ascii_strcasecmp(token->text, "content"))
		return parse_own_text(tokens, at, end, content);
	result = parse_part(tokens, at, end, content);
	kind = result == PARSED ? content->parts[content->n - 1].kind : PART_TEXT;
	return kind == PART_STRING || kind == PART_PAGE || kind == PART_PAGES
	               ? PARSED_UNSUPPORTED
	               : result;
}

/* One name and what it stands for, up to the comma. */
static enum parse_result
parse_named(
        const struct tokens *tokens, guint *at, guint end, struct strings_value *strings)
{
	const struct token *name = token_at(tokens, *at);
	struct content_value *content;

	if (name->type != TOKEN_IDENT || strings->n == STRINGS_MOST)
		return PARSED_NOT;
	content = &strings->list[strings->n].content;
	strings->list[strings->n++].name = name->text;
	while ((*at = token_solid(tokens, *at + 1, end)) < end &&
	        token_at(tokens, *at)->type != TOKEN_COMMA) {
		enum parse_result result = parse_string_part(tokens, *at, end, content);

		if (result != PARSED)
			return result;
		*at = MIN(token_skip(tokens, *at), end) - 1;
	}
	return content->n ? PARSED : PARSED_NOT;
}

/* title content(), part "Phần " counter(part) */
static enum parse_result
parse_string_set(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	for (guint at = first; at < end; at = token_solid(tokens, at + 1, end)) {
		enum parse_result result = parse_named(tokens, &at, end, made);

		if (result != PARSED)
			return result;
		if (at < end && token_solid(tokens, at + 1, end) == end)
			return PARSED_NOT;
	}
	return PARSED;
}

/* --- counters ----------------------------------------------------------- */

/* "chapter 2 section", none: names, each perhaps with a number. */
static enum parse_result
parse_counting(const struct tokens *tokens, guint first, guint end, int otherwise,
        struct counters_value *counters)
{
	for (guint at = first; (at = token_solid(tokens, at, end)) < end;) {
		const struct token *token = token_at(tokens, at), *number;

		if (token->type != TOKEN_IDENT || token_is(token, "none") ||
		        counters->n == COUNTERS_MOST)
			return PARSED_NOT;
		counters->list[counters->n].name = token->text;
		counters->list[counters->n].number = otherwise;
		at = token_solid(tokens, at + 1, end);
		number = token_at(tokens, at);
		if (at < end && number->type == TOKEN_NUMBER && number->flag) {
			counters->list[counters->n].number =
			        (int)CLAMP(number->number, -COUNTER_FAR, COUNTER_FAR);
			at++;
		}
		counters->n++;
	}
	return PARSED;
}

/* decimal, "–", -anban-typed */
static enum parse_result
parse_list_style(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	struct list_value *list = made;
	const struct token *token = token_at(tokens, first);

	if (first + 1 == end && token->type == TOKEN_STRING) {
		list->counting = COUNTING_STRING;
		list->text = token->text;
		return PARSED;
	}
	if (first + 1 == end && token_is(token, "-anban-typed")) {
		list->counting = COUNTING_TYPED;
		return PARSED;
	}
	if (first + 1 == end && find_counting(token, &list->counting))
		return PARSED;
	return token->type == TOKEN_IDENT || token->type == TOKEN_URL ||
	                       token->type == TOKEN_FUNCTION
	               ? PARSED_UNSUPPORTED
	               : PARSED_NOT;
}

static enum parse_result
parse_zero_counters(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	return parse_counting(tokens, first, end, 0, made);
}

static enum parse_result
parse_increments(const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, gpointer made)
{
	return parse_counting(tokens, first, end, 1, made);
}

static const struct own_row rows[] = {
        {PROPERTY_CONTENT, sizeof(struct content_value), "none", parse_content},
        {PROPERTY_STRING_SET, sizeof(struct strings_value), "none", parse_string_set},
        {PROPERTY_COUNTER_RESET, sizeof(struct counters_value), "none",
                parse_zero_counters},
        {PROPERTY_COUNTER_SET, sizeof(struct counters_value), "none",
                parse_zero_counters},
        {PROPERTY_COUNTER_INCREMENT, sizeof(struct counters_value), "none",
                parse_increments},
        {PROPERTY_LIST_STYLE_TYPE, sizeof(struct list_value), "", parse_list_style},
        {PROPERTY_N, 0, NULL, NULL},
};

enum parse_result
content_own(enum property property, const struct tokens *tokens, guint first, guint end,
        struct value_memory *memory, struct value *value)
{
	return own_read(rows, property, tokens, first, end, memory, value);
}
