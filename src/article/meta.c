/*
 * meta.c - metadata, and the nodes that follow it.
 *
 * One row of the table for each key: its string, or a setter that changes meta and the
 * nodes below the root that print it. Invariant: a value that was refused has changed
 * nothing.
 */
#include "article/meta.h"

#include "article/ledger.h"
#include "article/storage.h"
#include "text/chars.h"

#include <string.h>

enum { TITLE_WORDS = 12 };

struct meta *
meta_new(struct tree *tree)
{
	struct meta *meta = arena_alloc(&tree->arena, sizeof(struct meta));

	meta->published = meta->modified = meta->captured = DATE_UNKNOWN;
	meta->views = -1;
	meta->language = "vi";
	meta->sources = g_ptr_array_new();
	g_ptr_array_add(tree->arrays, meta->sources);
	meta->colophon = g_ptr_array_new();
	g_ptr_array_add(tree->arrays, meta->colophon);
	meta->bylines = g_ptr_array_new();
	g_ptr_array_add(tree->arrays, meta->bylines);
	return meta;
}

const struct meta *
tree_meta(const struct tree *tree)
{
	return tree->root->meta;
}

const char *
meta_title(const struct meta *meta)
{
	if (meta->title_cased)
		return meta->title_cased;
	return meta->title ? meta->title : "";
}

struct node *
meta_head_node(struct tree *tree, struct node *article, enum node_kind kind)
{
	struct node *after = article->first;

	/* the kinds of the head stand in node.def in their order */
	while (after && after->kind < kind)
		after = after->next;
	return after && after->kind == kind ? after
	                                    : tree_insert(tree, article, after, kind);
}

void
meta_add_byline(struct tree *tree, struct meta *meta, const char *name, const char *role,
        const char *agency)
{
	struct byline *byline = arena_alloc(&tree->arena, sizeof(struct byline));
	g_autofree char *names = NULL;

	*byline = (struct byline){name, role, agency};
	g_ptr_array_add(meta->bylines, byline);
	names = meta->author ? g_strdup_printf("%s, %s", meta->author, name)
	                     : g_strdup(name);
	meta->author = tree_string(tree, names);
}

/* The opening words of the article, closed with an ellipsis when more follow. */
static const char *
opening(struct tree *tree, const char *text)
{
	const char *end = text;
	g_autofree char *words = NULL;

	for (int n = 0; *end && n < TITLE_WORDS; n++) {
		end += strspn(end, " ");
		end += strcspn(end, " ");
	}
	if (!*end)
		return text;
	words = g_strdup_printf("%.*s…", (int)(end - text), text);
	return tree_string(tree, words);
}

void
meta_complete(struct tree *tree, struct node *article)
{
	if (node_find(article, NODE_TITLE))
		return;
	for (struct node *node = article; node; node = node_next(node, article)) {
		if (node->text && node->kind != NODE_DATELINE) {
			article->meta->title = opening(tree, node->text);
			return;
		}
	}
}

static const char replaced[] = "replaced by metadata that was given";

/* --- setters: value is clean, but for lines, in the tree's storage, NULL when empty ---
 */

static gboolean
set_head_text(struct tree *tree, enum node_kind kind, const char *value)
{
	struct node *node;

	if (tree->root->kind != NODE_ARTICLE)
		return TRUE;
	node = meta_head_node(tree, tree->root, kind);
	if (node->text != value)
		ledger_retire(tree, node, replaced);
	if (!value) {
		tree_remove(tree, node);
		return TRUE;
	}
	node->text = value;
	node->line_first = node->line_last = 0;
	node->cased = NULL;
	node->n_spans = 0;
	node->rule = "meta";
	node->certainty = CERTAINTY_SURE;
	return TRUE;
}

/* A first line that served as the title for want of one is text when there is one. A lead
 * below tells that it is none. */
static void
give_back_first_line(struct tree *tree, const char *value)
{
	struct node *title = node_find(tree->root, NODE_TITLE), *after, *text;

	if (tree->root->kind != NODE_ARTICLE || !title || !title->text ||
	        title->certainty != CERTAINTY_GUESS || title->cased ||
	        !strcmp(title->text, value) || node_find(tree->root, NODE_LEAD))
		return;
	for (after = title; after && after->kind <= NODE_LEAD;)
		after = after->next;
	text = tree_insert(tree, tree->root, after, NODE_PARAGRAPH);
	text->text = title->text;
	text->line_first = title->line_first;
	text->line_last = title->line_last;
	ledger_pass(tree, title, text);
}

static gboolean
set_title(struct tree *tree, struct meta *meta, const char *value)
{
	struct node *page = node_find(tree->root, NODE_TITLE_PAGE);

	if (!value)
		return FALSE;
	meta->title = value;
	meta->title_cased = NULL;
	if (page)
		page->text = value;
	give_back_first_line(tree, value);
	return set_head_text(tree, NODE_TITLE, value);
}

static gboolean
set_kicker(struct tree *tree, struct meta *meta, const char *value)
{
	meta->kicker = value;
	return set_head_text(tree, NODE_KICKER, value);
}

static gboolean
set_subtitle(struct tree *tree, struct meta *meta, const char *value)
{
	meta->subtitle = value;
	return set_head_text(tree, NODE_SUBTITLE, value);
}

static gboolean
set_dateline(struct tree *tree, const struct meta *meta, const char *value)
{
	struct node *node = node_find(tree->root, NODE_DATELINE);

	if (!meta->published.year && !meta->agency)
		return set_head_text(tree, NODE_DATELINE, NULL);
	return set_head_text(tree, NODE_DATELINE, node ? node->text : value);
}

static gboolean
set_published(struct tree *tree, struct meta *meta, const char *value)
{
	struct date date = DATE_UNKNOWN;

	if (value && !date_parse(value, &date))
		return FALSE;
	meta->published = date;
	return set_dateline(tree, meta, value);
}

static gboolean
set_modified(struct tree *tree, struct meta *meta, const char *value)
{
	struct date date = DATE_UNKNOWN;

	if (value && !date_parse(value, &date))
		return FALSE;
	meta->modified = date;
	return TRUE;
}

static gboolean
set_agency(struct tree *tree, struct meta *meta, const char *value)
{
	meta->agency = value;
	return set_dateline(tree, meta, value);
}

static void
remove_sources(struct tree *tree)
{
	struct node *node;

	while ((node = node_find(tree->root, NODE_SOURCE))) {
		ledger_retire(tree, node, replaced);
		tree_remove(tree, node);
	}
}

static gboolean
set_source(struct tree *tree, struct meta *meta, const char *value)
{
	g_autofree char *text = NULL;
	struct node *node;

	g_ptr_array_set_size(meta->sources, 0);
	if (value)
		g_ptr_array_add(meta->sources, (gpointer)value);
	if (tree->root->kind != NODE_ARTICLE)
		return TRUE;
	remove_sources(tree);
	if (!value)
		return TRUE;
	text = g_strdup_printf("(Nguồn: %s)", value);
	node = tree_append(tree, tree->root, NODE_SOURCE);
	node->text = tree_string(tree, text);
	node->rule = "meta";
	return TRUE;
}

static gboolean
set_author(struct tree *tree, struct meta *meta, const char *value)
{
	g_ptr_array_set_size(meta->bylines, 0);
	meta->author = NULL;
	if (value)
		meta_add_byline(tree, meta, value, NULL, NULL);
	return TRUE;
}

static gboolean
set_url(struct tree *tree, struct meta *meta, const char *value)
{
	if (value && !g_uri_is_valid(value, G_URI_FLAGS_NONE, NULL))
		return FALSE;
	meta->url = value;
	return TRUE;
}

static gboolean
set_captured(struct tree *tree, struct meta *meta, const char *value)
{
	struct date date = DATE_UNKNOWN;

	if (value && !date_parse(value, &date))
		return FALSE;
	meta->captured = date;
	return TRUE;
}

void
meta_print_colophon(struct tree *tree)
{
	struct node *root = tree->root, *colophon = node_find(root, NODE_COLOPHON);
	const GPtrArray *lines = root->meta->colophon;

	if (colophon)
		tree_remove(tree, colophon);
	if (root->kind != NODE_BOOK || !lines->len)
		return;
	colophon = tree_append(tree, root, NODE_COLOPHON);
	for (guint i = 0; i < lines->len; i++)
		tree_append(tree, colophon, NODE_PARAGRAPH)->text = lines->pdata[i];
}

static gboolean
set_colophon(struct tree *tree, struct meta *meta, const char *value)
{
	g_auto(GStrv) lines = g_strsplit(value ? value : "", "\n", -1);

	g_ptr_array_set_size(meta->colophon, 0);
	for (guint i = 0; lines[i]; i++) {
		g_autofree char *clean = chars_cleaned(lines[i], strlen(lines[i]));

		if (*clean)
			g_ptr_array_add(
			        meta->colophon, (gpointer)tree_string(tree, clean));
	}
	meta_print_colophon(tree);
	return TRUE;
}

/* The shape of BCP 47, 2.1: letters, then subtags of up to eight letters or figures. */
static gboolean
is_language(const char *tag)
{
	gsize n = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (n < 2 || n > 8)
		return FALSE;
	for (tag += n; *tag == '-'; tag += n) {
		tag++;
		for (n = 0; g_ascii_isalnum(tag[n]);)
			n++;
		if (n < 1 || n > 8)
			return FALSE;
	}
	return !*tag;
}

static gboolean
set_language(struct tree *tree, struct meta *meta, const char *value)
{
	if (!value || !is_language(value))
		return FALSE;
	meta->language = value;
	return TRUE;
}

gboolean
meta_identifier_valid(const char *identifier)
{
	static const char prefix[] = "urn:uuid:";

	return !g_str_has_prefix(identifier, prefix) ||
	       g_uuid_string_is_valid(identifier + strlen(prefix));
}

static gboolean
set_identifier(struct tree *tree, struct meta *meta, const char *value)
{
	if (value && !meta_identifier_valid(value))
		return FALSE;
	meta->identifier = value;
	return TRUE;
}

/* A key has a setter, or is one string of the metadata that nothing printed follows. */
static const struct {
	const char *name;
	gboolean (*set)(struct tree *tree, struct meta *meta, const char *value);
	gsize string;   /* where it is in struct meta */
	gboolean lines; /* the setter cleans them, one by one */
} keys[] = {
        {"title", set_title},
        {"kicker", set_kicker},
        {"subtitle", set_subtitle},
        {"series", NULL, G_STRUCT_OFFSET(struct meta, series)},
        {"author", set_author},
        {"publisher", NULL, G_STRUCT_OFFSET(struct meta, publisher)},
        {"published", set_published},
        {"modified", set_modified},
        {"source", set_source},
        {"url", set_url},
        {"captured", set_captured},
        {"agency", set_agency},
        {"dateline", NULL, G_STRUCT_OFFSET(struct meta, dateline)},
        {"language", set_language},
        {"identifier", set_identifier},
        {"rights", NULL, G_STRUCT_OFFSET(struct meta, rights)},
        {"subject", NULL, G_STRUCT_OFFSET(struct meta, subjects)},
        {"certified-by", NULL, G_STRUCT_OFFSET(struct meta, certifier)},
        {"colophon", set_colophon, 0, TRUE},
        {"part", NULL, G_STRUCT_OFFSET(struct meta, part)},
};

gboolean
meta_has_lines(const char *key)
{
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
		if (!strcmp(key, keys[i].name))
			return keys[i].lines;
	return FALSE;
}

/* FALSE: the value is none of this key. */
static gboolean
set_key(struct tree *tree, guint key, const char *value)
{
	struct meta *meta = tree->root->meta;

	if (keys[key].set)
		return keys[key].set(tree, meta, value);
	G_STRUCT_MEMBER(const char *, meta, keys[key].string) = value;
	return TRUE;
}

char *
meta_keys(void)
{
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
		g_string_append_printf(names, "%s%s", i ? " " : "", keys[i].name);
	return g_string_free(names, FALSE);
}

/* What was said of the title that anban found. */
static void
forget_doubts(const struct tree *tree, struct diags *diags)
{
	if (!tree->root->file)
		return;
	diags_remove(diags, DIAG_TITLE_CASE, tree->root->file);
	diags_remove(diags, DIAG_TITLE_NONE, tree->root->file);
}

gboolean
meta_set(struct tree *tree, const char *key, const char *value,
        const struct meta_place *place, struct diags *diags)
{
	static const struct meta_place command_line = {NULL, 0};
	g_autofree char *clean = meta_has_lines(key)
	                                 ? g_strdup(value)
	                                 : chars_cleaned(value, strlen(value));
	g_autofree char *known = NULL;

	place = place ? place : &command_line;
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (strcmp(key, keys[i].name) != 0)
			continue;
		if (!set_key(tree, i, *clean ? tree_string(tree, clean) : NULL)) {
			diag_report(diags, DIAG_META_VALUE, place->file, place->line, 0,
			        key, value);
			return FALSE;
		}
		if (!strcmp(key, "title"))
			forget_doubts(tree, diags);
		tree_number(tree);
		return TRUE;
	}
	known = meta_keys();
	diag_report(diags, DIAG_META_KEY, place->file, place->line, 0, key, known);
	return FALSE;
}
