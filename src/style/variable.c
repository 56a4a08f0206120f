/*
 * variable.c - custom properties and var().
 *
 * Text replaces text: what a var() stands for is written where it stood, and the whole is
 * read again. Cycles are invalid; length and depth are bounded, so nothing can grow
 * beyond a page of text.
 */
#include "style/variable.h"

#include <string.h>

enum { TEXT_MOST = 1 << 14, DEPTH_MOST = 16 };

static void
custom_free(gpointer data)
{
	struct custom *custom = data;

	g_free(custom->text);
	g_free(custom);
}

static struct custom *
find(const GPtrArray *customs, const char *name)
{
	for (guint i = 0; customs && i < customs->len; i++) {
		struct custom *custom = customs->pdata[i];

		if (!strcmp(custom->name, name))
			return custom;
	}
	return NULL;
}

void
variable_declare(GPtrArray **customs, struct sheet *sheet,
        const struct declaration *declaration, guint64 rank)
{
	struct custom *custom = find(*customs, declaration->name);

	if (!*customs)
		*customs = g_ptr_array_new_with_free_func(custom_free);
	if (!custom) {
		custom = g_new0(struct custom, 1);
		custom->name = declaration->name;
		g_ptr_array_add(*customs, custom);
	}
	if (custom->rank > rank)
		return;
	custom->rank = rank;
	custom->tokens = sheet->tokens;
	custom->first = declaration->first;
	custom->end = declaration->end;
}

/* --- putting in --------------------------------------------------------- */

static gboolean substitute(GPtrArray *customs, const struct tokens *tokens, guint first,
        guint end, GString *out, guint depth);

static const char *
text_of(GPtrArray *customs, const char *name, guint depth)
{
	struct custom *custom = find(customs, name);
	GString *out;

	if (!custom || custom->busy || depth > DEPTH_MOST)
		return NULL;
	if (custom->done)
		return custom->text;
	custom->busy = TRUE;
	out = g_string_new(NULL);
	if (substitute(customs, custom->tokens, custom->first, custom->end, out, depth))
		custom->text = g_string_free(out, FALSE);
	else
		g_string_free(out, TRUE);
	custom->busy = FALSE;
	custom->done = TRUE;
	return custom->text;
}

/* var(--name) or var(--name, instead) at `at`. */
static gboolean
put_variable(GPtrArray *customs, const struct tokens *tokens, guint at, guint end,
        GString *out, guint depth)
{
	guint close = MIN(token_at(tokens, at)->match, end);
	guint name = token_solid(tokens, at + 1, close), comma;
	const char *text;

	if (name >= close || token_at(tokens, name)->type != TOKEN_IDENT)
		return FALSE;
	text = text_of(customs, token_at(tokens, name)->text, depth + 1);
	if (text) {
		g_string_append_printf(out, " %s ", text);
		return out->len < TEXT_MOST;
	}
	comma = token_solid(tokens, name + 1, close);
	return comma < close && token_at(tokens, comma)->type == TOKEN_COMMA &&
	       substitute(customs, tokens, comma + 1, close, out, depth + 1);
}

/* FALSE: a variable is not there, or there is too much of it. */
static gboolean
substitute(GPtrArray *customs, const struct tokens *tokens, guint first, guint end,
        GString *out, guint depth)
{
	guint at = first;

	if (depth > DEPTH_MOST)
		return FALSE;
	while (at < end) {
		const struct token *token = token_at(tokens, at);

		if (token->type == TOKEN_FUNCTION &&
		        !g_ascii_strcasecmp(token->text, "var")) {
			if (!put_variable(customs, tokens, at, end, out, depth))
				return FALSE;
			at = MIN(token_skip(tokens, at), end);
			continue;
		}
		g_string_append_len(
		        out, tokens->source + token->start, token->end - token->start);
		if (out->len > TEXT_MOST)
			return FALSE;
		at++;
	}
	return TRUE;
}

/* --- an element's ------------------------------------------------------- */

GPtrArray *
variable_compute(GPtrArray *own, GPtrArray *inherited, struct value_memory *memory)
{
	GPtrArray *all;

	if (!own)
		return inherited ? g_ptr_array_ref(inherited) : NULL;
	all = g_ptr_array_new_with_free_func(custom_free);
	for (guint i = 0; i < own->len; i++) {
		struct custom *custom = g_memdup2(own->pdata[i], sizeof(struct custom));

		g_ptr_array_add(all, custom);
	}
	for (guint i = 0; inherited && i < inherited->len; i++) {
		struct custom *custom;

		if (find(own, ((struct custom *)inherited->pdata[i])->name))
			continue;
		custom = g_memdup2(inherited->pdata[i], sizeof(struct custom));
		custom->text = g_strdup(custom->text);
		g_ptr_array_add(all, custom);
	}
	for (guint i = 0; i < own->len; i++)
		text_of(all, ((struct custom *)own->pdata[i])->name, 0);
	return all;
}

static void
tokens_block_free(gpointer data)
{
	tokens_free(data);
}

void
variable_keep_tokens(struct value_memory *memory, struct tokens *tokens)
{
	if (!memory->tokens)
		memory->tokens = g_ptr_array_new_with_free_func(tokens_block_free);
	g_ptr_array_add(memory->tokens, tokens);
}

/* The value of the property among those that a declaration makes. */
static gboolean
pick(const struct longhand *longhands, guint n, enum property property,
        struct value *value)
{
	for (guint i = 0; i < n; i++)
		if (longhands[i].property == property) {
			*value = longhands[i].value;
			return TRUE;
		}
	return FALSE;
}

/* What a declaration came to. */
struct parsed {
	enum parse_result result;
	guint n;
	struct longhand longhands[LONGHANDS_MOST];
};

void
variable_cache_clear(struct variable_cache *cache)
{
	g_clear_pointer(&cache->customs, g_ptr_array_unref);
	g_clear_pointer(&cache->parsed, g_hash_table_unref);
}

static void
complain_parsed(const struct origin *origin, enum parse_result result, const char *words)
{
	origin_complain(origin,
	        result == PARSED_UNSUPPORTED ? DIAG_CSS_UNSUPPORTED : DIAG_CSS_VALUE,
	        origin->declaration->name, words);
}

static struct parsed *
parse(GPtrArray *customs, const struct origin *origin, struct value_memory *memory)
{
	const struct declaration *declaration = origin->declaration;
	struct parsed *parsed = g_new0(struct parsed, 1);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *words = NULL;
	struct complaints quiet = {0};
	struct tokens *tokens;
	guint end;

	parsed->result = PARSED_NOT;
	if (!substitute(customs, origin->sheet->tokens, declaration->first,
	            declaration->end, text, 0)) {
		words = token_excerpt(origin->sheet->tokens,
		        token_solid(origin->sheet->tokens, declaration->first,
		                declaration->end),
		        token_trim(origin->sheet->tokens, declaration->first,
		                declaration->end));
		complain_parsed(origin, PARSED_NOT, words);
		return parsed;
	}
	tokens = tokens_new(text->str, text->len, &quiet);
	variable_keep_tokens(memory, tokens);
	end = tokens->list->len - 1;
	parsed->result = value_parse(
	        declaration->name, tokens, 0, end, memory, parsed->longhands, &parsed->n);
	if (parsed->result == PARSED)
		return parsed;
	words = token_excerpt(tokens, token_solid(tokens, 0, end), end);
	complain_parsed(origin, parsed->result, words);
	return parsed;
}

gboolean
variable_parse(struct variable_cache *cache, GPtrArray *customs,
        const struct origin *origin, enum property property, struct value_memory *memory,
        struct value *value)
{
	gpointer key = (gpointer)origin->declaration;
	struct parsed *parsed;

	if (!cache->parsed || cache->customs != customs) {
		variable_cache_clear(cache);
		cache->customs = customs ? g_ptr_array_ref(customs) : NULL;
		cache->parsed = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	}
	parsed = g_hash_table_lookup(cache->parsed, key);
	if (!parsed) {
		parsed = parse(customs, origin, memory);
		g_hash_table_insert(cache->parsed, key, parsed);
	}
	return parsed->result == PARSED &&
	       pick(parsed->longhands, parsed->n, property, value);
}
