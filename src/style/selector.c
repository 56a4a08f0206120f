/*
 * selector.c - selectors (Selectors Level 4, the part that anban understands).
 *
 * Names are quarks: those that no element has are never made, so a sheet cannot fill the
 * table, and comparing is comparing numbers.
 */
#include "style/sheet.h"

#include <string.h>

struct reading {
	struct sheet *sheet;
	const struct tokens *tokens;
	guint at, end;
	struct compound compounds[COMPOUNDS_MOST];
	guint n;
	guint ids, classes, types;
	gboolean told; /* why it was not understood */
};

static const struct token *
here(const struct reading *reading)
{
	return token_at(reading->tokens, reading->at);
}

/* Elements have lower-case names, classes are compared as written. */
static GQuark
name_quark(const char *name, struct compound *compound)
{
	g_autofree char *lower = g_ascii_strdown(name, -1);
	GQuark quark = g_quark_try_string(lower);

	compound->never |= !quark;
	return quark;
}

static gboolean
read_class(struct reading *reading, struct compound *compound)
{
	const struct token *name;

	reading->at++;
	name = here(reading);
	if (reading->at >= reading->end || name->type != TOKEN_IDENT ||
	        compound->n_classes == CLASS_MOST)
		return FALSE;
	compound->classes[compound->n_classes] = g_quark_try_string(name->text);
	compound->never |= !compound->classes[compound->n_classes++];
	reading->classes++;
	reading->at++;
	return TRUE;
}

/* ":lang(en)": at is the function. */
static gboolean
read_language(struct reading *reading, struct compound *compound)
{
	guint close = MIN(here(reading)->match, reading->end);
	guint at = token_solid(reading->tokens, reading->at + 1, close);
	const struct token *tag = token_at(reading->tokens, at);

	if (token_trim(reading->tokens, at, close) != at + 1 ||
	        (tag->type != TOKEN_IDENT && tag->type != TOKEN_STRING))
		return FALSE;
	compound->language = tag->text;
	reading->at = close;
	return TRUE;
}

/* "::before", and the old ":before": the last of a selector. at is the name. */
static gboolean
read_made(struct reading *reading, struct compound *compound)
{
	static const struct {
		const char *name;
		enum pseudo pseudo;
	} made[] = {
	        {"before", PSEUDO_BEFORE},
	        {"after", PSEUDO_AFTER},
	        {"marker", PSEUDO_MARKER},
	        {"first-letter", PSEUDO_LETTER},
	};
	gboolean twice = here(reading)->type == TOKEN_COLON;
	guint at = reading->at + twice;

	for (gsize i = 0; at + 1 == reading->end && i < G_N_ELEMENTS(made); i++)
		if (token_is(token_at(reading->tokens, at), made[i].name) &&
		        (twice || made[i].pseudo != PSEUDO_MARKER)) {
			compound->pseudo = made[i].pseudo;
			reading->types++;
			reading->at = at + 1;
			return TRUE;
		}
	return FALSE;
}

/* What begins behind the colon is known, but does not act. */
static gboolean
refuse_pseudo(struct reading *reading)
{
	guint colon = reading->at - 1;
	g_autofree char *text = NULL;

	if (reading->at < reading->end && here(reading)->type == TOKEN_COLON)
		reading->at++;
	text = token_excerpt(reading->tokens, colon, MIN(reading->at + 1, reading->end));
	complain(&reading->sheet->complaints, DIAG_CSS_UNSUPPORTED,
	        token_at(reading->tokens, colon), text, NULL);
	reading->told = TRUE;
	return FALSE;
}

static gboolean
read_pseudo(struct reading *reading, struct compound *compound)
{
	const struct token *name;

	reading->at++;
	name = here(reading);
	if (reading->at >= reading->end)
		return refuse_pseudo(reading);
	if (read_made(reading, compound))
		return TRUE;
	if (token_is(name, "first-child"))
		compound->first_child = TRUE;
	else if (token_is(name, "root"))
		compound->root = TRUE;
	else if (name->type == TOKEN_FUNCTION &&
	         !g_ascii_strcasecmp(name->text, "lang")) {
		if (!read_language(reading, compound))
			return FALSE;
	} else
		return refuse_pseudo(reading);
	reading->classes++;
	reading->at++;
	return TRUE;
}

static gboolean
read_simple(struct reading *reading, struct compound *compound, gboolean first)
{
	const struct token *token = here(reading);

	if (token->type == TOKEN_IDENT && first) {
		compound->tag = name_quark(token->text, compound);
		reading->types++;
		reading->at++;
		return TRUE;
	}
	if (token_is_delim(token, '*') && first) {
		reading->at++;
		return TRUE;
	}
	if (token->type == TOKEN_HASH && token->flag) {
		compound->never = TRUE;
		reading->ids++;
		reading->at++;
		return TRUE;
	}
	if (token_is_delim(token, '.'))
		return read_class(reading, compound);
	return token->type == TOKEN_COLON && read_pseudo(reading, compound);
}

static gboolean
ends_compound(const struct reading *reading)
{
	const struct token *token = here(reading);

	return reading->at >= reading->end || token->type == TOKEN_SPACE ||
	       token_is_delim(token, '>');
}

static gboolean
read_compound(struct reading *reading, gboolean child)
{
	struct compound *compound;
	gboolean first = TRUE;

	if (reading->n == COMPOUNDS_MOST || ends_compound(reading))
		return FALSE;
	compound = &reading->compounds[reading->n++];
	*compound = (struct compound){.child = child};
	for (; !ends_compound(reading); first = FALSE)
		if (!read_simple(reading, compound, first))
			return FALSE;
	return TRUE;
}

static gboolean
read_selector(struct reading *reading)
{
	gboolean child = FALSE;

	while (reading->at < reading->end) {
		if (!read_compound(reading, child))
			return FALSE;
		reading->at = token_solid(reading->tokens, reading->at, reading->end);
		child = reading->at < reading->end && token_is_delim(here(reading), '>');
		if (!child)
			continue;
		reading->at = token_solid(reading->tokens, reading->at + 1, reading->end);
		if (reading->at >= reading->end)
			return FALSE;
	}
	return reading->n > 0;
}

static void
add_selector(const struct reading *reading, guint where, guint rule)
{
	struct value_memory *memory = &reading->sheet->memory;
	struct selector selector = {
	        .n = reading->n,
	        .specificity = MIN(reading->ids, 1023) << 20 |
	                       MIN(reading->classes, 1023) << 10 |
	                       MIN(reading->types, 1023),
	        .where = where,
	        .rule = rule,
	};
	gsize size = reading->n * sizeof(struct compound);

	selector.compounds = value_keep(memory, size + sizeof(gboolean));
	memcpy(selector.compounds, reading->compounds, size);
	selector.matched = (gboolean *)(gpointer)((char *)selector.compounds + size);
	g_array_append_val(reading->sheet->selectors, selector);
}

/* A selector [first, end). */
static gboolean
parse_one(struct sheet *sheet, guint first, guint end, guint rule)
{
	struct reading reading = {.sheet = sheet, .tokens = sheet->tokens};
	g_autofree char *text = NULL;

	reading.at = first = token_solid(sheet->tokens, first, end);
	reading.end = token_trim(sheet->tokens, first, end);
	if (read_selector(&reading)) {
		add_selector(&reading, first, rule);
		return TRUE;
	}
	if (reading.told)
		return FALSE;
	text = token_excerpt(sheet->tokens, first, reading.end);
	complain(&sheet->complaints, DIAG_CSS_SELECTOR, token_at(sheet->tokens, first),
	        text, NULL);
	return FALSE;
}

gboolean
selectors_parse(struct sheet *sheet, guint first, guint end, guint rule)
{
	guint before = sheet->selectors->len;
	guint start = first;

	for (guint at = first; at <= end; at++) {
		if (at < end && token_at(sheet->tokens, at)->type != TOKEN_COMMA)
			continue;
		if (!parse_one(sheet, start, at, rule)) {
			g_array_set_size(sheet->selectors, before);
			return FALSE;
		}
		start = at + 1;
	}
	return TRUE;
}
