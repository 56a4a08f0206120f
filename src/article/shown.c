/*
 * shown.c - from the tree's text to what a reader sees.
 *
 * Each node is shown as typed or in sentence case, then set as in a book; the spans are
 * carried along. The ledger learns of it: rows whose node was recased or changed say so.
 */
#include "article/shown.h"

#include "article/address.h"
#include "article/ledger.h"
#include "article/notes.h"
#include "article/storage.h"
#include "text/typography.h"
#include "text/utf8.h"

#include <string.h>

struct showing {
	struct tree *tree;
	const struct shown_options *options;
	struct diags *diags;
	GString *buffer;
	GArray *edits;       /* of struct edit */
	guint *changes;      /* by node id */
	guint total;         /* of the article */
	guint omitted;       /* captions without picture, of the article */
	guint plain;         /* links that lead nowhere, of the article */
	const char *address; /* of the first */
	const char *file;
};

/* "1-6-2022, 9:04 · HNM" */
static const char *
dateline(struct tree *tree, const struct meta *meta)
{
	const struct date *date = &meta->published;
	g_autoptr(GString) out = g_string_new(NULL);

	if (date->year)
		g_string_append_printf(
		        out, "%d-%d-%d", date->day, date->month, date->year);
	if (date->year && date->hour >= 0)
		g_string_append_printf(out, ", %d:%02d", date->hour, date->minute);
	if (meta->agency)
		g_string_append_printf(out, "%s%s", out->len ? " · " : "", meta->agency);
	return tree_string_length(tree, out->str, out->len);
}

static void
map_spans(struct showing *showing, struct node *node)
{
	struct span *spans;

	node->shown_spans = node->spans;
	node->n_shown_spans = node->n_spans;
	if (!node->n_spans || !showing->edits->len)
		return;
	spans = arena_alloc(&showing->tree->arena, node->n_spans * sizeof(struct span));
	for (guint i = 0; i < node->n_spans; i++) {
		spans[i] = node->spans[i];
		spans[i].start = typography_map(showing->edits, spans[i].start);
		spans[i].end = typography_map(showing->edits, spans[i].end);
	}
	node->shown_spans = spans;
}

/* A note on the first line of a node whose quotation marks do not pair. */
static void
report_unpaired(struct showing *showing, const struct node *node)
{
	diag_report(showing->diags, DIAG_QUOTE_UNPAIRED, showing->file, node->line_first,
	        0, NULL, NULL);
}

static void
replace_mark(struct showing *showing, GString *text, gsize at, const char *mark)
{
	struct edit edit = {(guint)utf8_length(text->str, at), 1, 1};

	g_string_erase(text, (gssize)at, 1);
	g_string_insert(text, (gssize)at, mark);
	g_array_append_val(showing->edits, edit);
}

/* Straight marks that open a quotation of several paragraphs, or a stanza, and close it:
 * each has its partner in another line. NULL: the node has none. Caller frees. */
static char *
pair_across(struct showing *showing, const struct node *node, const char *text)
{
	const struct node *quote = node->parent;
	GString *out;

	if (!quote || (quote->kind != NODE_QUOTE && quote->kind != NODE_STANZA) ||
	        quote->first == quote->last ||
	        (node != quote->first && node != quote->last))
		return NULL;
	out = g_string_new(text);
	if (node == quote->first && out->str[0] == '"')
		replace_mark(showing, out, 0, "“");
	if (node == quote->last && out->len && out->str[out->len - 1] == '"')
		replace_mark(showing, out, out->len - 1, "”");
	return g_string_free(out, FALSE);
}

/* The sign that a book sets for another one at the head of an item; NULL: as typed. */
static const char *
bullet_of(const char *text)
{
	gunichar c = g_utf8_get_char(text);

	if (!*text || *g_utf8_next_char(text) || c == 0x2022 || c == '+')
		return NULL;
	if (c == '-' || c == 0x2014)
		return "–";
	return c == 0x2013 || g_unichar_isalnum(c) ? NULL : "•";
}

static const char *
set_text(struct showing *showing, struct node *node, const char *text)
{
	g_autofree char *paired = NULL;

	g_array_set_size(showing->edits, 0);
	if (showing->options->typography == TYPOGRAPHY_KEEP)
		return text;
	if (node->kind == NODE_ITEM && bullet_of(text)) {
		struct edit edit = {0, 1, 1};

		g_array_append_val(showing->edits, edit);
		return bullet_of(text);
	}
	g_string_truncate(showing->buffer, 0);
	paired = pair_across(showing, node, text);
	if (typography_set(paired ? paired : text, strlen(paired ? paired : text),
	            showing->buffer, showing->edits) &&
	        node->kind != NODE_ENTRY)
		report_unpaired(showing, node);
	if (showing->buffer->len)
		return tree_string_length(
		        showing->tree, showing->buffer->str, showing->buffer->len);
	return showing->edits->len ? tree_string(showing->tree, paired) : text;
}

/* A caption that is not printed, because there is no picture. */
static gboolean
is_omitted(const struct showing *showing, const struct node *node)
{
	return node_lacks_picture(node) && showing->options->missing == MISSING_OMIT;
}

/* Whom a text names behind itself: a caption whose the picture is, an entry of the
 * contents the author of its article. NULL: nobody. */
static const char *
credit_of(const struct showing *showing, const struct node *node)
{
	const struct node *target = tree_node(showing->tree, node->target);

	if (node->kind == NODE_ENTRY)
		return target->meta ? target->meta->author : NULL;
	return node->kind == NODE_CAPTION ? node->parent->credit : NULL;
}

/* "Caption – Ảnh: credit", the credit in italic; the full stop before it goes. Without a
 * caption the credit stands alone. */
static void
add_credit(struct showing *showing, struct node *node)
{
	const char *credit = credit_of(showing, node);
	gsize length = node->shown ? strlen(node->shown) : 0;
	struct span *spans;
	GString *text;
	guint n = node->n_shown_spans;

	if (!credit)
		return;
	if (length > 1 && node->shown[length - 1] == '.' &&
	        node->shown[length - 2] != '.')
		length--;
	text = g_string_new_len(length ? node->shown : "", (gssize)length);
	spans = arena_alloc(&showing->tree->arena, (n + 1) * sizeof(struct span));
	for (guint i = 0; i < n; i++)
		spans[i] = node->shown_spans[i];
	if (length)
		g_string_append(text, " – ");
	spans[n] = (struct span){
	        .start = (guint)g_utf8_strlen(text->str, -1), .kind = SPAN_EM};
	g_string_append(text, credit);
	spans[n].end = (guint)g_utf8_strlen(text->str, -1);
	node->shown = tree_string_length(showing->tree, text->str, text->len);
	node->shown_spans = spans;
	node->n_shown_spans = n + 1;
	g_string_free(text, TRUE);
}

/* Links and languages that no output can use (address.h). */
static void
look_at_spans(struct showing *showing, const struct node *node)
{
	for (guint i = 0; i < node->n_spans; i++) {
		const struct span *span = &node->spans[i];
		const char *value = span->value ? span->value : "";

		if (span->kind == SPAN_LINK && !address_valid(value)) {
			if (!showing->plain++)
				showing->address = value;
		} else if (span->kind == SPAN_LANG && !address_language_valid(value)) {
			diag_report(showing->diags, DIAG_LANGUAGE_TAG, showing->file,
			        node->line_first, 0, value, NULL);
		}
	}
}

static void
show_node(struct showing *showing, struct node *node)
{
	const char *text = node->text;

	node->shown = NULL;
	if (text && is_omitted(showing, node)) {
		showing->omitted++;
		return;
	}
	if (node->kind == NODE_DATELINE) {
		node->shown = dateline(showing->tree, node_article(node)->meta);
		return;
	}
	if (!text && node->kind == NODE_CAPTION) {
		node->n_shown_spans = 0;
		add_credit(showing, node);
		return;
	}
	if (!text || node->kind == NODE_SEPARATOR) /* an ornament stands there */
		return;
	if (node->cased && showing->options->title_case == TITLE_CASE_AUTO)
		text = node->cased;
	node->shown = set_text(showing, node, text);
	map_spans(showing, node);
	look_at_spans(showing, node);
	add_credit(showing, node);
	showing->changes[node->id] = showing->edits->len;
	if (node->kind != NODE_ENTRY)
		showing->total += showing->edits->len;
}

static void
report_number(struct showing *showing, enum diag_code code, guint *n, const char *more)
{
	g_autofree char *number = NULL;

	if (!*n)
		return;
	number = g_strdup_printf("%u", *n);
	diag_report(showing->diags, code, showing->file, 0, 0, number, more);
	*n = 0;
}

/* Ends what is counted for one file. */
static void
report_total(struct showing *showing)
{
	report_number(showing, DIAG_TEXT_TYPOGRAPHY, &showing->total, NULL);
	report_number(showing, DIAG_IMAGE_OMITTED, &showing->omitted, NULL);
	report_number(showing, DIAG_LINK_PLAIN, &showing->plain, showing->address);
}

static void
settle_row(const struct showing *showing, struct ledger_row *row)
{
	if (!row->node)
		return;
	row->changes = showing->changes[row->node->id];
	if (row->node->text && is_omitted(showing, row->node)) {
		row->fate = FATE_NOT_PRINTED;
		row->why = "caption without picture";
		return;
	}
	if (row->fate != FATE_SHOWN && row->fate != FATE_RECASED &&
	        row->fate != FATE_TYPOGRAPHY)
		return;
	if (row->node->cased && showing->options->title_case == TITLE_CASE_AUTO)
		row->fate = FATE_RECASED;
	else
		row->fate = row->changes ? FATE_TYPOGRAPHY : FATE_SHOWN;
}

static void
show_all(struct tree *tree, const struct shown_options *options, struct diags *diags)
{
	struct showing showing = {
	        .tree = tree,
	        .options = options,
	        .diags = diags,
	        .buffer = g_string_new(NULL),
	        .edits = g_array_new(FALSE, FALSE, sizeof(struct edit)),
	        .changes = g_new0(guint, tree->n_nodes + 1),
	};

	for (struct node *node = tree->root; node; node = node_next(node, tree->root)) {
		if (node->kind == NODE_ARTICLE || node->kind == NODE_PART ||
		        node->kind == NODE_COLOPHON) {
			report_total(&showing);
			showing.file = node->file;
		}
		show_node(&showing, node);
	}
	report_total(&showing);
	for (guint i = 0; i < tree->ledger->len; i++)
		settle_row(&showing, &g_array_index(tree->ledger, struct ledger_row, i));
	g_string_free(showing.buffer, TRUE);
	g_array_unref(showing.edits);
	g_free(showing.changes);
}

void
shown_prepare(struct tree *tree, const struct shown_options *options, struct diags *diags)
{
	figures_credit(tree);
	if (options->missing == MISSING_END)
		figures_gather(tree);
	show_all(tree, options, diags);
	notes_raise(tree);
}

char *
shown_dump(const struct tree *tree)
{
	GString *out = g_string_new(NULL);

	for (const struct node *node = tree->root; node;
	        node = node_next(node, tree->root)) {
		if (!node->shown || !*node->shown)
			continue;
		g_string_append(out, node->shown);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}
