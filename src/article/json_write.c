/*
 * json_write.c - an article as JSON: every key always there, in one order.
 *
 * Unknown is null, none is []. The head (kicker, title, date line, lead) are keys, all
 * other children of the ARTICLE are blocks. json_read.c is the reverse.
 */
#include "article/json.h"

#include "article/figures.h"
#include "article/json_library.h"

static const char *const span_names[] = {
        "strong", "em", "sub", "sup", "code", "link", "lang"};

static void
add_string(JsonBuilder *builder, const char *name, const char *value)
{
	json.builder_set_member_name(builder, name);
	if (value)
		json.builder_add_string_value(builder, value);
	else
		json.builder_add_null_value(builder);
}

static void
add_date(JsonBuilder *builder, const char *name, const struct date *date)
{
	g_autofree char *iso = date_iso(date);

	add_string(builder, name, iso);
}

static void
add_views(JsonBuilder *builder, gint64 views)
{
	json.builder_set_member_name(builder, "views");
	if (views >= 0)
		json.builder_add_int_value(builder, views);
	else
		json.builder_add_null_value(builder);
}

static void
add_bylines(JsonBuilder *builder, const GPtrArray *bylines)
{
	json.builder_set_member_name(builder, "bylines");
	json.builder_begin_array(builder);
	for (guint i = 0; i < bylines->len; i++) {
		const struct byline *byline = bylines->pdata[i];

		json.builder_begin_object(builder);
		add_string(builder, "name", byline->name);
		add_string(builder, "role", byline->role);
		add_string(builder, "agency", byline->agency);
		json.builder_end_object(builder);
	}
	json.builder_end_array(builder);
}

static void
add_strings(JsonBuilder *builder, const char *name, const GPtrArray *strings)
{
	json.builder_set_member_name(builder, name);
	json.builder_begin_array(builder);
	for (guint i = 0; i < strings->len; i++)
		json.builder_add_string_value(builder, strings->pdata[i]);
	json.builder_end_array(builder);
}

static void
add_spans(JsonBuilder *builder, const struct node *node)
{
	json.builder_set_member_name(builder, "spans");
	json.builder_begin_array(builder);
	for (guint i = 0; i < node->n_spans; i++) {
		const struct span *span = &node->spans[i];

		json.builder_begin_object(builder);
		json.builder_set_member_name(builder, "start");
		json.builder_add_int_value(builder, span->start);
		json.builder_set_member_name(builder, "end");
		json.builder_add_int_value(builder, span->end);
		add_string(builder, "kind", span_names[span->kind]);
		add_string(builder, "value", span->value);
		json.builder_end_object(builder);
	}
	json.builder_end_array(builder);
}

/* Where the node was and why it is what it is. */
static void
add_decision(JsonBuilder *builder, const struct node *node)
{
	json.builder_set_member_name(builder, "lines");
	json.builder_begin_array(builder);
	if (node->line_first) {
		json.builder_add_int_value(builder, node->line_first);
		json.builder_add_int_value(builder, node->line_last);
	}
	json.builder_end_array(builder);
	add_string(builder, "rule", node->rule);
	add_string(builder, "certainty",
	        node->rule ? certainty_name(node->certainty) : NULL);
}

static void
add_text(JsonBuilder *builder, const struct node *node)
{
	add_string(builder, "text", node->text);
	add_spans(builder, node);
	add_decision(builder, node);
}

/* --- head ------------------------------------------------------------- */

static void
add_head_part(JsonBuilder *builder, const char *name, const struct node *node)
{
	json.builder_set_member_name(builder, name);
	if (!node) {
		json.builder_add_null_value(builder);
		return;
	}
	json.builder_begin_object(builder);
	add_decision(builder, node);
	json.builder_end_object(builder);
}

static void
add_head(JsonBuilder *builder, const struct node *article)
{
	json.builder_set_member_name(builder, "head");
	json.builder_begin_object(builder);
	add_head_part(builder, "kicker", node_find(article, NODE_KICKER));
	add_head_part(builder, "title", node_find(article, NODE_TITLE));
	add_head_part(builder, "subtitle", node_find(article, NODE_SUBTITLE));
	add_head_part(builder, "published", node_find(article, NODE_DATELINE));
	json.builder_end_object(builder);
}

static void
add_meta(JsonBuilder *builder, const struct node *article)
{
	const struct meta *meta = article->meta;
	const struct node *kicker = node_find(article, NODE_KICKER);
	const struct node *title = node_find(article, NODE_TITLE);
	const struct node *subtitle = node_find(article, NODE_SUBTITLE);
	const struct node *dateline = node_find(article, NODE_DATELINE);

	add_string(builder, "title", title ? title->text : NULL);
	add_string(builder, "title_cased", title ? title->cased : NULL);
	add_string(builder, "kicker", kicker ? kicker->text : NULL);
	add_string(builder, "kicker_cased", kicker ? kicker->cased : NULL);
	add_string(builder, "subtitle", subtitle ? subtitle->text : NULL);
	add_string(builder, "subtitle_cased", subtitle ? subtitle->cased : NULL);
	add_string(builder, "series", meta->series);
	add_date(builder, "published", &meta->published);
	add_string(builder, "published_text", dateline ? dateline->text : NULL);
	add_date(builder, "modified", &meta->modified);
	add_views(builder, meta->views);
	add_string(builder, "agency", meta->agency);
	add_string(builder, "dateline", meta->dateline);
	add_bylines(builder, meta->bylines);
	add_strings(builder, "sources", meta->sources);
	add_string(builder, "url", meta->url);
	add_date(builder, "captured", &meta->captured);
	add_string(builder, "sha256", meta->sha256);
	add_string(builder, "publisher", meta->publisher);
	add_string(builder, "rights", meta->rights);
	add_string(builder, "subjects", meta->subjects);
	add_string(builder, "language", meta->language);
	add_string(builder, "identifier", meta->identifier);
	if (meta->certifier)
		add_string(builder, "certified_by", meta->certifier);
	if (meta->colophon->len)
		add_strings(builder, "colophon", meta->colophon);
	if (meta->part)
		add_string(builder, "part", meta->part);
}

/* --- blocks ----------------------------------------------------------- */

static void add_block(JsonBuilder *builder, const struct node *node);

/* The children of a node from first on, as an array of blocks. */
static void
add_blocks(JsonBuilder *builder, const char *name, const struct node *first)
{
	json.builder_set_member_name(builder, name);
	json.builder_begin_array(builder);
	for (const struct node *node = first; node; node = node->next)
		add_block(builder, node);
	json.builder_end_array(builder);
}

/* A text in an object of its own, or null. */
static void
add_text_object(JsonBuilder *builder, const struct node *node)
{
	if (!node) {
		json.builder_add_null_value(builder);
		return;
	}
	json.builder_begin_object(builder);
	add_text(builder, node);
	json.builder_end_object(builder);
}

/* An array of the texts of a node's children. */
static void
add_text_objects(JsonBuilder *builder, const struct node *parent)
{
	json.builder_begin_array(builder);
	for (const struct node *node = parent->first; node; node = node->next)
		add_text_object(builder, node);
	json.builder_end_array(builder);
}

static void
add_figure(JsonBuilder *builder, const struct node *figure)
{
	const struct node *caption = node_find(figure, NODE_CAPTION);

	add_string(builder, "src", figure->src);
	add_string(builder, "alt", figure->alt);
	json.builder_set_member_name(builder, "caption");
	add_text_object(builder, caption && caption->text ? caption : NULL);
	add_string(builder, "credit", figure->credit);
	if (figures_float(figure))
		add_string(builder, "float", figures_float(figure));
	if (figures_reference(figure))
		add_string(builder, "float_reference", figures_reference(figure));
}

static void
add_heading(JsonBuilder *builder, const struct node *node)
{
	json.builder_set_member_name(builder, "level");
	json.builder_add_int_value(builder, node->level);
	add_string(builder, "label", node->label);
	add_string(builder, "text", node->text);
	add_string(builder, "text_cased", node->cased);
	add_spans(builder, node);
	add_decision(builder, node);
}

static void
add_paragraph(JsonBuilder *builder, const struct node *node)
{
	add_string(builder, "label", node->label);
	add_string(builder, "role", role_name(node->role));
	add_text(builder, node);
}

static void
add_list(JsonBuilder *builder, const struct node *list)
{
	json.builder_set_member_name(builder, "ordered");
	json.builder_add_boolean_value(builder, list->ordered);
	json.builder_set_member_name(builder, "start");
	if (list->ordered)
		json.builder_add_int_value(builder, list->start);
	else
		json.builder_add_null_value(builder);
	json.builder_set_member_name(builder, "items");
	json.builder_begin_array(builder);
	for (const struct node *item = list->first; item; item = item->next) {
		json.builder_begin_object(builder);
		add_string(builder, "label", item->text);
		add_blocks(builder, "blocks", item->first);
		json.builder_end_object(builder);
	}
	json.builder_end_array(builder);
	add_decision(builder, list);
}

static void
add_holder(JsonBuilder *builder, const struct node *node)
{
	add_blocks(builder, "blocks", node->first);
	add_decision(builder, node);
}

static void
add_verse(JsonBuilder *builder, const struct node *verse)
{
	json.builder_set_member_name(builder, "stanzas");
	json.builder_begin_array(builder);
	for (const struct node *node = verse->first; node; node = node->next)
		if (node->kind == NODE_STANZA)
			add_text_objects(builder, node);
	json.builder_end_array(builder);
	json.builder_set_member_name(builder, "attribution");
	add_text_object(builder, node_find(verse, NODE_PARAGRAPH));
	add_decision(builder, verse);
}

/* What is as with most cells is not said. */
static void
add_cell(JsonBuilder *builder, const struct node *cell, gboolean heading)
{
	json.builder_begin_object(builder);
	add_text(builder, cell);
	if (cell->kind == NODE_HEADER_CELL && !heading) {
		json.builder_set_member_name(builder, "header");
		json.builder_add_boolean_value(builder, TRUE);
	}
	if (cell->columns > 1) {
		json.builder_set_member_name(builder, "colspan");
		json.builder_add_int_value(builder, cell->columns);
	}
	if (cell->rows > 1) {
		json.builder_set_member_name(builder, "rowspan");
		json.builder_add_int_value(builder, cell->rows);
	}
	json.builder_end_object(builder);
}

static void
add_row(JsonBuilder *builder, const struct node *row, gboolean heading)
{
	json.builder_begin_array(builder);
	for (const struct node *cell = row->first; cell; cell = cell->next)
		add_cell(builder, cell, heading);
	json.builder_end_array(builder);
}

/* null, a row of cells, or several. Returns the row below. */
static const struct node *
add_heading_rows(JsonBuilder *builder, const struct node *row, guint heads)
{
	if (heads == 0)
		json.builder_add_null_value(builder);
	if (heads > 1)
		json.builder_begin_array(builder);
	for (guint i = 0; i < heads; i++, row = row->next)
		add_row(builder, row, TRUE);
	if (heads > 1)
		json.builder_end_array(builder);
	return row;
}

static void
add_table(JsonBuilder *builder, const struct node *table)
{
	const struct node *row = node_find(table, NODE_ROW);

	json.builder_set_member_name(builder, "caption");
	add_text_object(builder, node_find(table, NODE_CAPTION));
	json.builder_set_member_name(builder, "header");
	row = add_heading_rows(builder, row, table->heads);
	json.builder_set_member_name(builder, "rows");
	json.builder_begin_array(builder);
	for (; row; row = row->next)
		add_row(builder, row, FALSE);
	json.builder_end_array(builder);
	add_decision(builder, table);
}

static void
add_block(JsonBuilder *builder, const struct node *node)
{
	static void (*const adders[NODE_N_KINDS])(JsonBuilder *, const struct node *) = {
	        [NODE_HEADING] = add_heading,
	        [NODE_PARAGRAPH] = add_paragraph,
	        [NODE_FIGURE] = add_figure,
	        [NODE_LIST] = add_list,
	        [NODE_QUOTE] = add_holder,
	        [NODE_NOTE] = add_holder,
	        [NODE_BOX] = add_holder,
	        [NODE_VERSE] = add_verse,
	        [NODE_TABLE] = add_table,
	};

	json.builder_begin_object(builder);
	add_string(builder, "kind", node_kind_name(node->kind));
	if (adders[node->kind])
		adders[node->kind](builder, node);
	else
		add_text(builder, node);
	json.builder_end_object(builder);
}

static gboolean
is_head(enum node_kind kind)
{
	return kind >= NODE_KICKER && kind <= NODE_LEAD;
}

/* Behind the head, which comes first, all children are blocks. */
static const struct node *
first_block(const struct node *article)
{
	const struct node *node = article->first;

	while (node && is_head(node->kind))
		node = node->next;
	return node;
}

static char *
generate(JsonBuilder *builder)
{
	JsonGenerator *generator = json.generator_new();
	JsonNode *root = json.builder_get_root(builder);
	g_autofree char *text = NULL;

	json.generator_set_pretty(generator, TRUE);
	json.generator_set_indent(generator, 2);
	json.generator_set_root(generator, root);
	text = json.generator_to_data(generator, NULL);
	json.node_unref(root);
	json.unref(generator);
	return g_strconcat(text, "\n", NULL);
}

char *
json_from_tree(const struct tree *tree, struct diags *diags)
{
	const struct node *article = tree_root(tree);
	JsonBuilder *builder;
	char *text;

	if (!json_ready(article->file, diags))
		return NULL;
	builder = json.builder_new();
	json.builder_begin_object(builder);
	add_meta(builder, article);
	add_head(builder, article);
	json.builder_set_member_name(builder, "lead");
	add_text_object(builder, node_find(article, NODE_LEAD));
	add_blocks(builder, "blocks", first_block(article));
	json.builder_end_object(builder);
	text = generate(builder);
	json.unref(builder);
	return text;
}
