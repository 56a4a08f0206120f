/*
 * media.c - @media: which medium, and how large a page (Media Queries 4, a part).
 *
 * Pages are print, e-books screen. A query that is not understood never holds.
 */
#include "style/sheet.h"

#include <math.h>
#include <string.h>

struct reading {
	struct sheet *sheet;
	const struct tokens *tokens;
	guint at, end;
};

static const struct token *
here(struct reading *reading)
{
	reading->at = token_solid(reading->tokens, reading->at, reading->end);
	return reading->at < reading->end ? token_at(reading->tokens, reading->at) : NULL;
}

static gboolean
accept(struct reading *reading, const char *word)
{
	const struct token *token = here(reading);

	if (!token || !token_is(token, word))
		return FALSE;
	reading->at++;
	return TRUE;
}

/* "min-width" and the like; the sign of the comparison. */
static gboolean
feature_of(const char *name, struct media_feature *feature)
{
	feature->compare = 0;
	if (!g_ascii_strncasecmp(name, "min-", 4) ||
	        !g_ascii_strncasecmp(name, "max-", 4)) {
		feature->compare = g_ascii_tolower(name[1]) == 'i' ? 1 : -1;
		name += 4;
	}
	if (!g_ascii_strcasecmp(name, "width"))
		feature->what = FEATURE_WIDTH;
	else if (!g_ascii_strcasecmp(name, "height"))
		feature->what = FEATURE_HEIGHT;
	else
		return FALSE;
	return TRUE;
}

/* (name: value) in brackets that open at `at`. */
static gboolean
read_feature(struct reading *reading, struct media_feature *feature)
{
	guint open = reading->at;
	struct reading inside = {.tokens = reading->tokens,
	        .at = open + 1,
	        .end = MIN(token_at(reading->tokens, open)->match, reading->end)};
	const struct token *name = here(&inside), *colon, *word;
	struct value value;

	reading->at = token_skip(reading->tokens, open);
	inside.at++;
	colon = name && name->type == TOKEN_IDENT ? here(&inside) : NULL;
	if (!colon || colon->type != TOKEN_COLON)
		return FALSE;
	inside.at++;
	word = here(&inside);
	if (!word)
		return FALSE;
	if (token_is(name, "orientation")) {
		feature->what = FEATURE_ORIENTATION;
		feature->compare = token_is(word, "landscape");
		return feature->compare || token_is(word, "portrait");
	}
	if (token_is(name, "prefers-color-scheme")) {
		feature->what = FEATURE_NEVER;
		return TRUE;
	}
	if (!feature_of(name->text, feature) ||
	        !value_quantity(inside.tokens, inside.at, inside.end, &value) ||
	        value.kind != VALUE_LENGTH)
		return FALSE;
	feature->value = value.length.absolute;
	return TRUE;
}

static gboolean
read_features(struct reading *reading, struct media_query *query)
{
	const struct token *token = here(reading);

	while (token && token->type == TOKEN_ROUND) {
		if (query->n == G_N_ELEMENTS(query->features) ||
		        !read_feature(reading, &query->features[query->n++]))
			return FALSE;
		if (!accept(reading, "and"))
			break;
		token = here(reading);
	}
	return !here(reading);
}

static gboolean
read_query(struct reading *reading, struct media_query *query)
{
	const struct token *token;

	*query = (struct media_query){.print = TRUE, .screen = TRUE};
	query->negated = accept(reading, "not");
	if (!query->negated)
		accept(reading, "only");
	token = here(reading);
	if (!token)
		return FALSE;
	if (token->type == TOKEN_IDENT) {
		gboolean all = token_is(token, "all");

		query->print = all || token_is(token, "print");
		query->screen = all || token_is(token, "screen");
		reading->at++;
		if (!here(reading))
			return TRUE;
		if (!accept(reading, "and"))
			return FALSE;
	}
	return here(reading) && read_features(reading, query);
}

static void
add_query(struct sheet *sheet, guint first, guint end, GArray *queries)
{
	struct reading reading = {sheet, sheet->tokens, first, end};
	struct media_query query;
	g_autofree char *text = NULL;

	if (!read_query(&reading, &query)) {
		first = token_solid(sheet->tokens, first, end);
		text = token_excerpt(sheet->tokens, first, end);
		complain(&sheet->complaints, DIAG_CSS_AT, token_at(sheet->tokens, first),
		        text, NULL);
		query = (struct media_query){0};
	}
	g_array_append_val(queries, query);
}

guint
media_parse(struct sheet *sheet, guint first, guint end, guint parent)
{
	struct media media = {.parent = parent,
	        .queries = g_array_new(FALSE, FALSE, sizeof(struct media_query))};
	guint start = first;

	for (guint at = first; at <= end; at++) {
		if (at < end && token_at(sheet->tokens, at)->type != TOKEN_COMMA)
			continue;
		if (first != token_trim(sheet->tokens, first, end))
			add_query(sheet, start, at, media.queries);
		start = at + 1;
	}
	g_array_append_val(sheet->media, media);
	return sheet->media->len - 1;
}

/* --- does it hold? ------------------------------------------------------ */

static gboolean
feature_holds(const struct media_feature *feature, double width, double height)
{
	double mine = feature->what == FEATURE_WIDTH ? width : height;

	if (feature->what == FEATURE_NEVER || width <= 0 || height <= 0)
		return FALSE;
	if (feature->what == FEATURE_ORIENTATION)
		return feature->compare == (width > height);
	/* a hundredth of a point is no difference */
	mine -= feature->value;
	if (fabs(mine) < UNIT_PT / 100.0)
		return TRUE;
	return feature->compare > 0 ? mine > 0 : feature->compare < 0 && mine < 0;
}

static gboolean
query_holds(
        const struct media_query *query, enum medium medium, double width, double height)
{
	gboolean holds = medium == MEDIUM_PRINT ? query->print : query->screen;

	for (guint i = 0; i < query->n && holds; i++)
		holds = feature_holds(&query->features[i], width, height);
	return holds != query->negated;
}

gboolean
media_holds(const struct sheet *sheet, guint media, enum medium medium, double width,
        double height)
{
	for (; media; media = g_array_index(sheet->media, struct media, media).parent) {
		const GArray *queries =
		        g_array_index(sheet->media, struct media, media).queries;
		gboolean any = queries->len == 0;

		for (guint i = 0; i < queries->len && !any; i++)
			any = query_holds(&g_array_index(queries, struct media_query, i),
			        medium, width, height);
		if (!any)
			return FALSE;
	}
	return TRUE;
}
