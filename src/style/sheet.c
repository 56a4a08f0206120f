/*
 * sheet.c - tokens to rules: style rules, @media, @page with its margin boxes.
 *
 * As CSS Syntax 3, section 5, recovers: an unknown at-rule ends with its block or
 * semicolon, a bad declaration with the next semicolon, a bad selector takes its block
 * with it. Only @media nests, and only to the limit.
 */
#include "style/sheet.h"

#include "base/limits.h"
#include "style/element.h"

#include <string.h>

/* --- declarations ------------------------------------------------------- */

static gboolean
has_var(const struct tokens *tokens, guint first, guint end)
{
	for (guint i = first; i < end; i++)
		if (token_at(tokens, i)->type == TOKEN_FUNCTION &&
		        !g_ascii_strcasecmp(token_at(tokens, i)->text, "var"))
			return TRUE;
	return FALSE;
}

/* Cuts "! important" off the end. */
static gboolean
cut_important(const struct tokens *tokens, guint first, guint *end)
{
	guint word = token_trim(tokens, first, *end), mark;

	if (word <= first || !token_is(token_at(tokens, word - 1), "important"))
		return FALSE;
	mark = token_trim(tokens, first, word - 1);
	if (mark <= first || !token_is_delim(token_at(tokens, mark - 1), '!'))
		return FALSE;
	*end = mark - 1;
	return TRUE;
}

static void
complain_value(struct sheet *sheet, enum parse_result result,
        const struct declaration *declaration)
{
	const struct token *where = token_at(sheet->tokens, declaration->where);
	g_autofree char *text = token_excerpt(sheet->tokens,
	        token_solid(sheet->tokens, declaration->first, declaration->end),
	        token_trim(sheet->tokens, declaration->first, declaration->end));
	g_autofree char *both = g_strdup_printf("%s: %s", declaration->name, text);

	if (result == PARSED_UNKNOWN)
		complain(&sheet->complaints, DIAG_CSS_PROPERTY, where, declaration->name,
		        NULL);
	else if (result == PARSED_UNSUPPORTED)
		complain(&sheet->complaints, DIAG_CSS_UNSUPPORTED, where, both, NULL);
	else
		complain(&sheet->complaints, DIAG_CSS_VALUE, where, declaration->name,
		        text);
}

/* What has var() is parsed again for each element. */
static guint
pending_longhands(
        struct sheet *sheet, const struct declaration *declaration, struct longhand *out)
{
	enum property properties[LONGHANDS_MOST];
	guint n = value_longhands(declaration->name, properties);

	for (guint i = 0; i < n; i++)
		out[i] = (struct longhand){properties[i], {.kind = VALUE_PENDING}};
	if (!n)
		complain_value(sheet, PARSED_UNKNOWN, declaration);
	return n;
}

static void
add_declaration(struct sheet *sheet, struct declaration *declaration)
{
	struct longhand longhands[LONGHANDS_MOST];
	enum parse_result result = PARSED;

	if (property_find(declaration->name) == PROPERTY_CUSTOM) {
		g_array_append_val(sheet->declarations, *declaration);
		return;
	}
	if (has_var(sheet->tokens, declaration->first, declaration->end))
		declaration->n = pending_longhands(sheet, declaration, longhands);
	else
		result = value_parse(declaration->name, sheet->tokens, declaration->first,
		        declaration->end, &sheet->memory, longhands, &declaration->n);
	if (result != PARSED) {
		complain_value(sheet, result, declaration);
		return;
	}
	if (!declaration->n)
		return;
	declaration->longhands =
	        value_keep(&sheet->memory, declaration->n * sizeof(struct longhand));
	memcpy(declaration->longhands, longhands,
	        declaration->n * sizeof(struct longhand));
	g_array_append_val(sheet->declarations, *declaration);
}

/* The semicolon that ends what begins at i, or end; a block ends it too. */
static guint
find_end(const struct tokens *tokens, guint i, guint end, gboolean *block)
{
	*block = FALSE;
	while (i < end && token_at(tokens, i)->type != TOKEN_SEMICOLON) {
		*block = token_at(tokens, i)->type == TOKEN_CURLY;
		i = MIN(token_skip(tokens, i), end);
		if (*block)
			break;
	}
	return i;
}

static void
complain_syntax(struct sheet *sheet, guint first, guint end)
{
	g_autofree char *text = token_excerpt(sheet->tokens, first, end);

	complain(&sheet->complaints, DIAG_CSS_SYNTAX, token_at(sheet->tokens, first),
	        text, NULL);
}

/* "name: value" in [at, end). */
static void
read_declaration(struct sheet *sheet, guint at, guint end)
{
	const struct tokens *tokens = sheet->tokens;
	struct declaration declaration = {
	        .name = token_at(tokens, at)->text, .where = at, .end = end};
	guint colon = token_solid(tokens, at + 1, end);

	if (token_at(tokens, at)->type != TOKEN_IDENT || colon >= end ||
	        token_at(tokens, colon)->type != TOKEN_COLON) {
		complain_syntax(sheet, at, token_trim(tokens, at, end));
		return;
	}
	declaration.first = colon + 1;
	declaration.important =
	        cut_important(tokens, declaration.first, &declaration.end);
	add_declaration(sheet, &declaration);
}

static void read_margin_box(
        struct sheet *sheet, const struct page_rule *page, guint at, guint block);

/* The declarations of a block [at, end); page: margin boxes may stand in it. Those of the
 * block itself are behind one another, as boxes are read in a second round. */
static void
read_block(struct sheet *sheet, guint first, guint end, const struct page_rule *page)
{
	const struct tokens *tokens = sheet->tokens;
	gboolean block;
	guint at = first;

	while ((at = token_solid(tokens, at, end)) < end) {
		guint stop = find_end(tokens, at, end, &block);
		const struct token *token = token_at(tokens, at);

		if (token->type == TOKEN_AT && block && page)
			; /* below */
		else if (token->type == TOKEN_AT || (block && token->type != TOKEN_IDENT))
			complain_syntax(sheet, at, at + 1);
		else if (stop > at)
			read_declaration(sheet, at, stop);
		at = stop + !block;
	}
	for (at = first; page && (at = token_solid(tokens, at, end)) < end;) {
		guint stop = find_end(tokens, at, end, &block);

		if (token_at(tokens, at)->type == TOKEN_AT && block)
			read_margin_box(sheet, page, at, stop);
		at = stop + !block;
	}
}

/* --- @page -------------------------------------------------------------- */

static const struct {
	const char *name;
	int box; /* enum box; -1: known, and does not act */
} boxes[] = {
        {"top-left", BOX_TOP_LEFT},
        {"top-center", BOX_TOP_CENTRE},
        {"top-right", BOX_TOP_RIGHT},
        {"bottom-left", BOX_BOTTOM_LEFT},
        {"bottom-center", BOX_BOTTOM_CENTRE},
        {"bottom-right", BOX_BOTTOM_RIGHT},
        {"top-left-corner", -1},
        {"top-right-corner", -1},
        {"bottom-left-corner", -1},
        {"bottom-right-corner", -1},
        {"left-top", -1},
        {"left-middle", -1},
        {"left-bottom", -1},
        {"right-top", -1},
        {"right-middle", -1},
        {"right-bottom", -1},
        {"footnote", -1},
};

/* Opens the block that ends before `behind`: the index of its bracket. */
static guint
block_open(const struct tokens *tokens, guint at, guint behind)
{
	while (at < behind && token_at(tokens, at)->type != TOKEN_CURLY)
		at = token_skip(tokens, at);
	return at;
}

static void
complain_at(struct sheet *sheet, guint at, enum diag_code code)
{
	g_autofree char *text = token_excerpt(sheet->tokens, at, at + 1);

	complain(&sheet->complaints, code, token_at(sheet->tokens, at), text, NULL);
}

static void
read_margin_box(struct sheet *sheet, const struct page_rule *page, guint at, guint behind)
{
	guint open = block_open(sheet->tokens, at, behind);
	const char *name = token_at(sheet->tokens, at)->text;
	struct page_rule rule = *page;

	for (gsize i = 0; i < G_N_ELEMENTS(boxes); i++) {
		if (g_ascii_strcasecmp(boxes[i].name, name))
			continue;
		if (boxes[i].box < 0) {
			complain_at(sheet, at, DIAG_CSS_UNSUPPORTED);
			return;
		}
		rule.box = boxes[i].box;
		rule.first = sheet->declarations->len;
		read_block(sheet, open + 1, token_at(sheet->tokens, open)->match, NULL);
		rule.n = sheet->declarations->len - rule.first;
		g_array_append_val(sheet->page_rules, rule);
		return;
	}
	complain_at(sheet, at, DIAG_CSS_AT);
}

/* What is no ":first" etc. of pages; those of CSS are known. */
static void
complain_page(struct sheet *sheet, guint colon)
{
	const struct token *name = token_at(sheet->tokens, colon + 1);
	g_autofree char *text = token_excerpt(sheet->tokens, colon, colon + 2);
	g_autofree char *words = g_strconcat("@page ", text, NULL);
	gboolean known =
	        token_is(name, "blank") ||
	        (name->type == TOKEN_FUNCTION && !g_ascii_strcasecmp(name->text, "nth"));

	complain(&sheet->complaints, known ? DIAG_CSS_UNSUPPORTED : DIAG_CSS_AT, name,
	        words, NULL);
}

/* ":first", "wide:left:first"; FALSE: not understood. */
static gboolean
read_page_selector(struct sheet *sheet, guint at, guint end, struct page_rule *rule)
{
	const struct tokens *tokens = sheet->tokens;

	at = token_solid(tokens, at, end);
	end = token_trim(tokens, at, end);
	if (at < end && token_at(tokens, at)->type == TOKEN_IDENT)
		rule->name = token_at(tokens, rule->where = at++)->text;
	while (at < end) {
		const struct token *name = token_at(tokens, at + 1);

		if (token_at(tokens, at)->type != TOKEN_COLON || at + 1 >= end) {
			complain_at(sheet, at, DIAG_CSS_UNSUPPORTED);
			return FALSE;
		}
		rule->first_page |= token_is(name, "first");
		rule->opening |= token_is(name, "-anban-opening");
		rule->left |= token_is(name, "left");
		rule->right |= token_is(name, "right");
		if (!token_is(name, "first") && !token_is(name, "-anban-opening") &&
		        !token_is(name, "left") && !token_is(name, "right")) {
			complain_page(sheet, at);
			return FALSE;
		}
		at += 2;
	}
	return TRUE;
}

static void
read_page(struct sheet *sheet, guint first, guint open, guint media)
{
	const struct tokens *tokens = sheet->tokens;
	guint close = token_at(tokens, open)->match, start = first;

	for (guint at = first; at <= open; at++) {
		struct page_rule rule = {.media = media, .box = -1};

		if (at < open && token_at(tokens, at)->type != TOKEN_COMMA)
			continue;
		if (read_page_selector(sheet, start, at, &rule)) {
			guint index = sheet->page_rules->len;

			rule.first = sheet->declarations->len;
			g_array_append_val(sheet->page_rules, rule);
			read_block(sheet, open + 1, close, &rule);
			/* margin boxes come behind the page's own declarations */
			rule.n = sheet->declarations->len - rule.first;
			if (sheet->page_rules->len > index + 1)
				rule.n = g_array_index(sheet->page_rules,
				                 struct page_rule, index + 1)
				                 .first -
				         rule.first;
			g_array_index(sheet->page_rules, struct page_rule, index).n =
			        rule.n;
		}
		start = at + 1;
	}
}

/* --- rules -------------------------------------------------------------- */

static void
read_style_rule(struct sheet *sheet, guint first, guint open, guint media)
{
	struct rule rule = {.media = media, .first = sheet->declarations->len};

	if (!selectors_parse(sheet, first, open, sheet->rules->len))
		return;
	read_block(sheet, open + 1, token_at(sheet->tokens, open)->match, NULL);
	rule.n = sheet->declarations->len - rule.first;
	g_array_append_val(sheet->rules, rule);
}

static void read_rules(
        struct sheet *sheet, guint at, guint end, guint media, guint depth);

/* The at-rule [at, behind), whose block opens at open (behind: it has none). */
static void
read_at_rule(
        struct sheet *sheet, guint at, guint open, guint behind, guint media, guint depth)
{
	static const char *const inert[] = {"import", "supports", "layer",
	        "counter-style", "font-feature-values", "namespace", "container", NULL};
	const char *name = token_at(sheet->tokens, at)->text;
	guint close = open < behind ? token_at(sheet->tokens, open)->match : behind;

	if (!g_ascii_strcasecmp(name, "charset"))
		return;
	if (!g_ascii_strcasecmp(name, "media") && open < behind) {
		if (depth >= LIMIT_NESTING)
			complain_at(sheet, at, DIAG_CSS_SYNTAX);
		else
			read_rules(sheet, open + 1, close,
			        media_parse(sheet, at + 1, open, media), depth + 1);
		return;
	}
	if (!g_ascii_strcasecmp(name, "font-face") && open < behind) {
		fontface_read(sheet, at, open + 1, close);
		return;
	}
	if (!g_ascii_strcasecmp(name, "page") && open < behind) {
		read_page(sheet, at + 1, open, media);
		return;
	}
	for (int i = 0; inert[i]; i++)
		if (!g_ascii_strcasecmp(inert[i], name)) {
			complain_at(sheet, at, DIAG_CSS_UNSUPPORTED);
			return;
		}
	complain_at(sheet, at, DIAG_CSS_AT);
}

static void
read_rules(struct sheet *sheet, guint at, guint end, guint media, guint depth)
{
	const struct tokens *tokens = sheet->tokens;
	gboolean block;

	while ((at = token_solid(tokens, at, end)) < end) {
		const struct token *token = token_at(tokens, at);
		guint open = at, behind;

		if (token->type == TOKEN_MARKUP && !depth) {
			at++;
			continue;
		}
		if (token->type == TOKEN_AT) {
			behind = find_end(tokens, at, end, &block);
			open = block ? block_open(tokens, at, behind) : behind;
			read_at_rule(sheet, at, open, behind, media, depth);
			at = behind + !block;
			continue;
		}
		while (open < end && token_at(tokens, open)->type != TOKEN_CURLY)
			open = MIN(token_skip(tokens, open), end);
		if (open >= end)
			complain_syntax(sheet, at, token_trim(tokens, at, end));
		else
			read_style_rule(sheet, at, open, media);
		at = open < end ? MIN(token_skip(tokens, open), end) : end;
	}
}

/* A block or bracket that nobody closes: said once, where it opens. */
static void
complain_unclosed(struct sheet *sheet)
{
	guint n = sheet->tokens->list->len;

	for (guint i = 0; i + 1 < n; i++) {
		const struct token *token = token_at(sheet->tokens, i);

		if ((token->type == TOKEN_CURLY || token->type == TOKEN_ROUND ||
		            token->type == TOKEN_SQUARE ||
		            token->type == TOKEN_FUNCTION) &&
		        token->match == n - 1) {
			complain_syntax(sheet, i, i + 1);
			return;
		}
	}
}

/* --- the list ----------------------------------------------------------- */

static void
media_clear(gpointer data)
{
	struct media *media = data;

	if (media->queries)
		g_array_unref(media->queries);
}

static void
sheet_free(gpointer data)
{
	struct sheet *sheet = data;

	g_free(sheet->name);
	tokens_free(sheet->tokens);
	g_array_unref(sheet->media);
	g_array_unref(sheet->rules);
	g_array_unref(sheet->selectors);
	g_array_unref(sheet->page_rules);
	g_array_unref(sheet->declarations);
	g_ptr_array_unref(sheet->faces);
	g_ptr_array_unref(sheet->memory.blocks);
	if (sheet->complaints.seen)
		g_hash_table_unref(sheet->complaints.seen);
	g_free(sheet);
}

struct sheets *
sheets_new(const char *font_folder)
{
	struct sheets *sheets = g_new0(struct sheets, 1);

	g_free(elements_names()); /* selectors know the names from now on */

	sheets->font_folder = g_strdup(font_folder);
	sheets->list = g_ptr_array_new_with_free_func(sheet_free);
	return sheets;
}

void
sheets_free(struct sheets *sheets)
{
	if (!sheets)
		return;
	g_ptr_array_unref(sheets->list);
	g_free(sheets->font_folder);
	g_free(sheets);
}

static struct sheet *
sheet_new(const char *name, struct diags *diags)
{
	struct sheet *sheet = g_new0(struct sheet, 1);
	struct media always = {0};

	sheet->name = g_strdup(name);
	complaints_init(&sheet->complaints, diags, sheet->name);
	sheet->media = g_array_new(FALSE, FALSE, sizeof(struct media));
	g_array_set_clear_func(sheet->media, media_clear);
	g_array_append_val(sheet->media, always);
	sheet->rules = g_array_new(FALSE, FALSE, sizeof(struct rule));
	sheet->selectors = g_array_new(FALSE, FALSE, sizeof(struct selector));
	sheet->page_rules = g_array_new(FALSE, FALSE, sizeof(struct page_rule));
	sheet->declarations = g_array_new(FALSE, FALSE, sizeof(struct declaration));
	sheet->memory.blocks = g_ptr_array_new_with_free_func(g_free);
	sheet->faces = g_ptr_array_new();
	return sheet;
}

void
sheets_add(struct sheets *sheets, const char *name, GBytes *bytes, struct diags *diags)
{
	struct sheet *sheet = sheet_new(name, diags);
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);

	sheet->font_folder = sheets->font_folder;
	sheet->number = sheets->list->len + 1;
	if (length > SHEET_MOST) {
		if (diags)
			diag_report(diags, DIAG_CSS_LIMIT, name, 0, 0, "1", NULL);
		length = SHEET_MOST;
	}
	sheet->tokens = tokens_new(data ? data : "", length, &sheet->complaints);
	read_rules(sheet, 0, sheet->tokens->list->len - 1, 0, 0);
	complain_unclosed(sheet);
	sheet->first = sheets->list->len == 0;
	g_ptr_array_add(sheets->list, sheet);
}
