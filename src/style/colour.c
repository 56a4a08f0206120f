/*
 * colour.c - colours (CSS Color 4): names, #rgb, rgb(), hsl(). Pages have no
 * transparency, so what is not opaque is a colour that does not act.
 */
#include "style/property.h"

#include <math.h>
#include <string.h>

static const struct {
	const char *name;
	guint32 colour;
} colours[] = {
#define COLOUR(name, rgb) {name, rgb},
#include "style/colours.def"
#undef COLOUR
};

/* --- #B3261E ------------------------------------------------------------ */

/* "#B3261E", "#b32", "#B3261EFF", "#b32f". */
static enum parse_result
parse_hash(const char *digits, guint32 *colour)
{
	gsize n = strlen(digits);
	guint alpha = 0xFF;
	char *end;
	guint64 number = g_ascii_strtoull(digits, &end, 16);

	if (*end || !g_ascii_isxdigit(*digits) || (n != 3 && n != 4 && n != 6 && n != 8))
		return PARSED_NOT;
	if (n == 4 || n == 8) {
		alpha = n == 4 ? (guint)(number & 15) * 0x11 : (guint)(number & 0xFF);
		number >>= n;
	}
	*colour = (guint32)number;
	if (n <= 4)
		*colour = (*colour >> 8 & 15) * 0x110000 + (*colour >> 4 & 15) * 0x1100 +
		          (*colour & 15) * 0x11;
	return alpha == 0xFF ? PARSED : PARSED_UNSUPPORTED;
}

/* --- rgb(), hsl() ------------------------------------------------------- */

struct parts {
	const struct token *parts[3];
	double alpha;
	guint n;
};

/* Three parts between blanks or commas, then perhaps how opaque. */
static gboolean
read_parts(const struct tokens *tokens, guint first, guint end, struct parts *parts)
{
	parts->n = 0;
	parts->alpha = 1;
	for (guint at = first; (at = token_solid(tokens, at, end)) < end; at++) {
		const struct token *token = token_at(tokens, at);

		if ((token->type == TOKEN_COMMA && parts->n) ||
		        (token_is_delim(token, '/') && parts->n == 3))
			continue;
		if ((token->type != TOKEN_NUMBER && token->type != TOKEN_PERCENTAGE &&
		            token->type != TOKEN_DIMENSION) ||
		        parts->n == 4)
			return FALSE;
		if (parts->n < 3)
			parts->parts[parts->n] = token;
		else
			parts->alpha = token->type == TOKEN_PERCENTAGE
			                       ? token->number / 100
			                       : token->number;
		parts->n++;
	}
	return parts->n >= 3;
}

static guint32
mix(double red, double green, double blue)
{
	return (guint32)(CLAMP(red, 0, 255) + 0.5) << 16 |
	       (guint32)(CLAMP(green, 0, 255) + 0.5) << 8 |
	       (guint32)(CLAMP(blue, 0, 255) + 0.5);
}

/* rgb(179, 38, 30), rgb(70% 15% 12%) */
static gboolean
from_rgb(const struct parts *parts, guint32 *colour)
{
	double of[3];

	for (int i = 0; i < 3; i++) {
		const struct token *token = parts->parts[i];

		if (token->type == TOKEN_DIMENSION)
			return FALSE;
		of[i] = token->type == TOKEN_PERCENTAGE ? token->number * 255 / 100
		                                        : token->number;
	}
	*colour = mix(of[0], of[1], of[2]);
	return TRUE;
}

/* In degrees. */
static gboolean
read_hue(const struct token *token, double *hue)
{
	static const struct {
		const char *name;
		double degrees;
	} units[] = {{"deg", 1}, {"grad", 0.9}, {"turn", 360}, {"rad", 180 / G_PI}};

	*hue = token->number;
	if (token->type == TOKEN_NUMBER)
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
		if (token->type == TOKEN_DIMENSION &&
		        !g_ascii_strcasecmp(units[i].name, token->text)) {
			*hue *= units[i].degrees;
			return TRUE;
		}
	return FALSE;
}

/* One channel of a hue, CSS Color 4, 7.1. */
static double
channel(double hue, double saturation, double lightness, double n)
{
	double k = fmod(n + hue / 30, 12);
	double most = saturation * MIN(lightness, 1 - lightness);

	return 255 * (lightness - most * MAX(-1, MIN(MIN(k - 3, 9 - k), 1)));
}

/* hsl(4, 71%, 41%), hsl(4deg 71% 41%) */
static gboolean
from_hsl(const struct parts *parts, guint32 *colour)
{
	const struct token *saturation = parts->parts[1], *lightness = parts->parts[2];
	double hue, s, l;

	if (!read_hue(parts->parts[0], &hue) || saturation->type == TOKEN_DIMENSION ||
	        lightness->type == TOKEN_DIMENSION)
		return FALSE;
	hue = isfinite(hue) ? fmod(fmod(hue, 360) + 360, 360) : 0;
	s = CLAMP(saturation->number / 100, 0, 1);
	l = CLAMP(lightness->number / 100, 0, 1);
	*colour =
	        mix(channel(hue, s, l, 0), channel(hue, s, l, 8), channel(hue, s, l, 4));
	return TRUE;
}

/* --- the value ---------------------------------------------------------- */

static enum parse_result
parse_function(const struct tokens *tokens, guint at, guint end, guint32 *colour)
{
	static const struct {
		const char *name;
		gboolean (*make)(const struct parts *parts, guint32 *colour);
	} functions[] = {
	        {"rgb", from_rgb},
	        {"rgba", from_rgb},
	        {"hsl", from_hsl},
	        {"hsla", from_hsl},
	        {"hwb", NULL},
	        {"lab", NULL},
	        {"lch", NULL},
	        {"oklab", NULL},
	        {"oklch", NULL},
	        {"color", NULL},
	        {"color-mix", NULL},
	};
	const struct token *token = token_at(tokens, at);
	struct parts parts;

	for (gsize i = 0; i < G_N_ELEMENTS(functions); i++) {
		if (g_ascii_strcasecmp(functions[i].name, token->text))
			continue;
		if (!functions[i].make)
			return PARSED_UNSUPPORTED;
		if (!read_parts(tokens, at + 1, MIN(token->match, end), &parts) ||
		        !functions[i].make(&parts, colour))
			return PARSED_NOT;
		return parts.alpha >= 1 ? PARSED : PARSED_UNSUPPORTED;
	}
	return PARSED_NOT;
}

enum parse_result
value_colour(const struct tokens *tokens, guint first, guint end, struct value *value)
{
	const struct token *token = token_at(tokens, first);

	value->kind = VALUE_COLOUR;
	if (token->type == TOKEN_FUNCTION && token_skip(tokens, first) >= end)
		return parse_function(tokens, first, end, &value->colour);
	if (first + 1 != end)
		return PARSED_NOT;
	if (token->type == TOKEN_HASH)
		return parse_hash(token->text, &value->colour);
	for (gsize i = 0; i < G_N_ELEMENTS(colours); i++)
		if (token_is(token, colours[i].name)) {
			value->colour = colours[i].colour;
			return PARSED;
		}
	return token_is(token, "transparent") || token_is(token, "currentcolor")
	               ? PARSED_UNSUPPORTED
	               : PARSED_NOT;
}
