/*
 * quantity.c - numbers, lengths, percentages and calc() (CSS Values and Units 3).
 *
 * A length is a sum of what it is in each unit; calc() adds such sums and multiplies them
 * by numbers, so relative units stay relative until the element is known. Depth is
 * bounded.
 */
#include "base/limits.h"
#include "style/property.h"

#include <math.h>
#include <string.h>

/* Beyond this no page exists; it keeps sums far from the ends of int32. */
#define MOST 1e6

struct quantity {
	gboolean is_number;
	double number;
	struct length length;
};

struct parser {
	const struct tokens *tokens;
	guint at, end;
	guint depth;
};

static const struct {
	const char *name;
	double points;
} units[] = {
        {"pt", 1},
        {"mm", 72 / 25.4},
        {"cm", 72 / 2.54},
        {"in", 72},
        {"pc", 12},
        {"px", 0.75},
        {"q", 72 / 101.6},
};

static gboolean
relative_length(const char *name, double number, struct length *length)
{
	if (!g_ascii_strcasecmp(name, "em"))
		length->em = number;
	else if (!g_ascii_strcasecmp(name, "ex") || !g_ascii_strcasecmp(name, "ch"))
		length->em = number / 2;
	else if (!g_ascii_strcasecmp(name, "rem"))
		length->rem = number;
	else if (!g_ascii_strcasecmp(name, "lh"))
		length->lh = number;
	else if (!g_ascii_strcasecmp(name, "rlh"))
		length->rlh = number;
	else
		return FALSE;
	return TRUE;
}

static gboolean
read_dimension(const struct token *token, struct quantity *quantity)
{
	quantity->is_number = FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
		if (!g_ascii_strcasecmp(units[i].name, token->text)) {
			quantity->length.absolute =
			        token->number * units[i].points * UNIT_PT;
			return TRUE;
		}
	return relative_length(token->text, token->number, &quantity->length);
}

/* --- calc() ------------------------------------------------------------- */

static void
scale(struct quantity *quantity, double by)
{
	quantity->number *= by;
	quantity->length.absolute *= by;
	quantity->length.em *= by;
	quantity->length.rem *= by;
	quantity->length.lh *= by;
	quantity->length.rlh *= by;
	quantity->length.percent *= by;
}

static void
add(struct quantity *to, const struct quantity *what, double sign)
{
	to->number += sign * what->number;
	to->length.absolute += sign * what->length.absolute;
	to->length.em += sign * what->length.em;
	to->length.rem += sign * what->length.rem;
	to->length.lh += sign * what->length.lh;
	to->length.rlh += sign * what->length.rlh;
	to->length.percent += sign * what->length.percent;
}

static const struct token *
peek(struct parser *parser)
{
	parser->at = token_solid(parser->tokens, parser->at, parser->end);
	return parser->at < parser->end ? token_at(parser->tokens, parser->at) : NULL;
}

static gboolean read_sum(struct parser *parser, struct quantity *quantity);

/* What stands in the brackets that open at `at`. */
static gboolean
read_brackets(struct parser *parser, struct quantity *quantity)
{
	guint behind = token_skip(parser->tokens, parser->at);
	struct parser inner = *parser;

	inner.at++;
	inner.end = MIN(token_at(parser->tokens, parser->at)->match, parser->end);
	if (++inner.depth > LIMIT_NESTING || !read_sum(&inner, quantity) || peek(&inner))
		return FALSE;
	parser->at = behind;
	return TRUE;
}

static gboolean
read_term(struct parser *parser, struct quantity *quantity)
{
	const struct token *token = peek(parser);

	*quantity = (struct quantity){.is_number = TRUE};
	if (!token)
		return FALSE;
	if (token->type == TOKEN_ROUND ||
	        (token->type == TOKEN_FUNCTION &&
	                !g_ascii_strcasecmp(token->text, "calc")))
		return read_brackets(parser, quantity);
	parser->at++;
	if (token->type == TOKEN_NUMBER) {
		quantity->number = token->number;
		return TRUE;
	}
	if (token->type == TOKEN_PERCENTAGE) {
		quantity->is_number = FALSE;
		quantity->length.percent = token->number / 100;
		return TRUE;
	}
	return token->type == TOKEN_DIMENSION && read_dimension(token, quantity);
}

static gboolean
read_product(struct parser *parser, struct quantity *quantity)
{
	const struct token *token;

	if (!read_term(parser, quantity))
		return FALSE;
	while ((token = peek(parser)) &&
	        (token_is_delim(token, '*') || token_is_delim(token, '/'))) {
		struct quantity other;
		gboolean divide = token->delim == '/';

		parser->at++;
		if (!read_term(parser, &other))
			return FALSE;
		if (divide && (!other.is_number || other.number == 0))
			return FALSE;
		if (!divide && !other.is_number) {
			struct quantity swap = *quantity;

			*quantity = other;
			other = swap;
		}
		if (!other.is_number)
			return FALSE;
		scale(quantity, divide ? 1 / other.number : other.number);
	}
	return TRUE;
}

/* A sign of a sum has white on both sides. */
static gboolean
is_sign(const struct parser *parser, const struct token *token)
{
	guint at = parser->at;

	return (token_is_delim(token, '+') || token_is_delim(token, '-')) && at &&
	       token_at(parser->tokens, at - 1)->type == TOKEN_SPACE &&
	       token_at(parser->tokens, at + 1)->type == TOKEN_SPACE;
}

static gboolean
read_sum(struct parser *parser, struct quantity *quantity)
{
	const struct token *token;

	if (!read_product(parser, quantity))
		return FALSE;
	while ((token = peek(parser)) && is_sign(parser, token)) {
		struct quantity other;

		parser->at++;
		if (!read_product(parser, &other) ||
		        other.is_number != quantity->is_number)
			return FALSE;
		add(quantity, &other, token->delim == '+' ? 1 : -1);
	}
	return TRUE;
}

/* --- the value ---------------------------------------------------------- */

static gboolean
is_sane(const struct quantity *quantity)
{
	const struct length *length = &quantity->length;
	double sum = fabs(quantity->number) + fabs(length->absolute) / UNIT_PT +
	             fabs(length->em) + fabs(length->rem) + fabs(length->lh) +
	             fabs(length->rlh) + fabs(length->percent);

	return sum < MOST;
}

gboolean
value_quantity(const struct tokens *tokens, guint first, guint end, struct value *value)
{
	struct parser parser = {tokens, first, end, 0};
	struct quantity quantity;

	if (!read_term(&parser, &quantity) || peek(&parser) || !is_sane(&quantity))
		return FALSE;
	if (quantity.is_number) {
		value->kind = VALUE_NUMBER;
		value->number = quantity.number;
	} else {
		value->kind = VALUE_LENGTH;
		value->length = quantity.length;
	}
	return TRUE;
}
