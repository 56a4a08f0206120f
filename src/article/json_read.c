/*
 * json_read.c - JSON back to an article, edited by hand perhaps.
 *
 * A key that is missing is unknown, one that nobody knows is passed over; a value of the
 * wrong type is an error that names its place. A block may change its kind without
 * changing its shape: a figure that becomes a heading takes the caption's text, a
 * paragraph that becomes a figure gives it.
 */
#include "article/json.h"

#include "article/meta.h"
#include "base/limits.h"
#include "text/chars.h"
#include "text/utf8.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct reading {
	struct tree *tree;
	struct node *article;
	GString *place; /* where we are: "blocks[3].caption" */
	char *wrong;    /* the first error in words; NULL: none */
};

/* --- values: NULL, 0 or -1 when missing or null; of the wrong type: an error --- */

static void
fail(struct reading *reading, const char *name, const char *expected)
{
	if (!reading->wrong)
		reading->wrong = g_strdup_printf("%s%s%s: %s", reading->place->str,
		        reading->place->len ? "." : "", name, expected);
}

static JsonNode *
member(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	return node && !JSON_NODE_HOLDS_NULL(node) ? node : NULL;
}

/* A string as cleaned text in the tree; empty is none. */
static const char *
read_string(struct reading *reading, JsonObject *object, const char *name)
{
	JsonNode *node = member(object, name);
	g_autofree char *clean = NULL;
	const char *value;

	if (!node)
		return NULL;
	if (json_node_get_value_type(node) != G_TYPE_STRING) {
		fail(reading, name, "a string is needed");
		return NULL;
	}
	value = json_node_get_string(node);
	clean = chars_cleaned(value, strlen(value));
	return *clean ? tree_string(reading->tree, clean) : NULL;
}

static gint64
read_number(struct reading *reading, JsonObject *object, const char *name, gint64 unknown)
{
	JsonNode *node = member(object, name);

	if (!node)
		return unknown;
	if (json_node_get_value_type(node) != G_TYPE_INT64) {
		fail(reading, name, "a whole number is needed");
		return unknown;
	}
	return json_node_get_int(node);
}

static JsonObject *
read_object(struct reading *reading, JsonObject *object, const char *name)
{
	JsonNode *node = member(object, name);

	if (node && !JSON_NODE_HOLDS_OBJECT(node)) {
		fail(reading, name, "an object is needed");
		return NULL;
	}
	return node ? json_node_get_object(node) : NULL;
}

static JsonArray *
read_array(struct reading *reading, JsonObject *object, const char *name)
{
	JsonNode *node = member(object, name);

	if (node && !JSON_NODE_HOLDS_ARRAY(node)) {
		fail(reading, name, "an array is needed");
		return NULL;
	}
	return node ? json_node_get_array(node) : NULL;
}

static guint
array_length(JsonArray *array)
{
	return array ? json_array_get_length(array) : 0;
}

static JsonObject *
element_object(struct reading *reading, JsonArray *array, guint i, const char *name)
{
	JsonNode *node = json_array_get_element(array, i);

	if (JSON_NODE_HOLDS_OBJECT(node))
		return json_node_get_object(node);
	fail(reading, name, "objects are needed");
	return NULL;
}

static struct date
read_date(struct reading *reading, JsonObject *object, const char *name)
{
	const char *text = read_string(reading, object, name);
	struct date date = DATE_UNKNOWN;

	if (text && !date_parse(text, &date))
		fail(reading, name, "a date is needed (2022-06-01T09:04+07:00)");
	return date;
}

/* --- nodes ------------------------------------------------------------ */

static enum certainty
read_certainty(struct reading *reading, JsonObject *object)
{
	const char *name = read_string(reading, object, "certainty");

	for (int i = CERTAINTY_SURE; name && i <= CERTAINTY_GUESS; i++)
		if (!strcmp(name, certainty_name(i)))
			return i;
	if (name)
		fail(reading, "certainty", "sure, likely or guess is needed");
	return CERTAINTY_SURE;
}

static void
read_decision(struct reading *reading, JsonObject *object, struct node *node)
{
	JsonArray *lines = read_array(reading, object, "lines");

	node->rule = read_string(reading, object, "rule");
	node->certainty = read_certainty(reading, object);
	if (array_length(lines) == 0)
		return;
	if (array_length(lines) != 2 ||
	        json_node_get_value_type(json_array_get_element(lines, 0)) !=
	                G_TYPE_INT64 ||
	        json_node_get_value_type(json_array_get_element(lines, 1)) !=
	                G_TYPE_INT64) {
		fail(reading, "lines", "two numbers of lines are needed");
		return;
	}
	node->line_first = json_array_get_int_element(lines, 0);
	node->line_last = json_array_get_int_element(lines, 1);
}

static gboolean
read_span(struct reading *reading, JsonObject *object, guint length, struct span *span)
{
	static const char *const names[] = {
	        "strong", "em", "sub", "sup", "code", "link", "lang"};
	const char *name = read_string(reading, object, "kind");
	gint64 start = read_number(reading, object, "start", -1);
	gint64 end = read_number(reading, object, "end", -1);
	guint kind = 0;

	while (kind < G_N_ELEMENTS(names) && g_strcmp0(name, names[kind]))
		kind++;
	if (kind == G_N_ELEMENTS(names) || start < 0 || end <= start || end > length)
		return FALSE;
	*span = (struct span){start, end, kind, read_string(reading, object, "value")};
	return TRUE;
}

static void
read_spans(struct reading *reading, JsonObject *object, struct node *node)
{
	JsonArray *array = read_array(reading, object, "spans");
	g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(struct span));
	guint length = utf8_length(node->text, strlen(node->text));

	for (guint i = 0; i < array_length(array); i++) {
		JsonObject *element = element_object(reading, array, i, "spans");
		struct span span;

		if (!element)
			return;
		if (!read_span(reading, element, length, &span)) {
			fail(reading, "spans",
			        "a known kind and a range inside the text are "
			        "needed");
			return;
		}
		g_array_append_val(spans, span);
	}
	tree_set_spans(reading->tree, node, (const struct span *)spans->data, spans->len);
}

static void
read_text(
        struct reading *reading, JsonObject *object, struct node *node, const char *text)
{
	node->text = text;
	read_spans(reading, object, node);
	read_decision(reading, object, node);
}

/* --- head and metadata ------------------------------------------------ */

/* A node of the head, where text is given. */
static struct node *
read_head_node(struct reading *reading, JsonObject *head, enum node_kind kind,
        const char *name, const char *text)
{
	JsonObject *decision = head ? read_object(reading, head, name) : NULL;
	struct node *node;

	if (!text)
		return NULL;
	node = tree_append(reading->tree, reading->article, kind);
	node->text = text;
	if (decision)
		read_decision(reading, decision, node);
	return node;
}

static void
read_head(struct reading *reading, JsonObject *object)
{
	struct meta *meta = reading->article->meta;
	JsonObject *head = read_object(reading, object, "head");
	const char *dated = read_string(reading, object, "published_text");
	struct node *node;

	meta->kicker = read_string(reading, object, "kicker");
	node = read_head_node(reading, head, NODE_KICKER, "kicker", meta->kicker);
	if (node)
		node->cased = read_string(reading, object, "kicker_cased");
	meta->title = read_string(reading, object, "title");
	node = read_head_node(reading, head, NODE_TITLE, "title", meta->title);
	if (node)
		node->cased = meta->title_cased =
		        read_string(reading, object, "title_cased");
	if (!meta->published.year && !meta->agency)
		return;
	if (!dated)
		dated = meta->agency ? meta->agency
		                     : read_string(reading, object, "published");
	read_head_node(reading, head, NODE_DATELINE, "published", dated);
}

static void
read_lead(struct reading *reading, JsonObject *object)
{
	JsonObject *lead = read_object(reading, object, "lead");
	const char *text = lead ? read_string(reading, lead, "text") : NULL;

	if (!text)
		return;
	g_string_assign(reading->place, "lead");
	read_text(reading, lead, tree_append(reading->tree, reading->article, NODE_LEAD),
	        text);
	g_string_truncate(reading->place, 0);
}

static void
read_sources(struct reading *reading, JsonObject *object)
{
	JsonArray *array = read_array(reading, object, "sources");

	for (guint i = 0; i < array_length(array); i++) {
		JsonNode *node = json_array_get_element(array, i);

		if (json_node_get_value_type(node) != G_TYPE_STRING) {
			fail(reading, "sources", "strings are needed");
			return;
		}
		g_ptr_array_add(reading->article->meta->sources,
		        (gpointer)tree_string(reading->tree, json_node_get_string(node)));
	}
}

static void
read_bylines(struct reading *reading, JsonObject *object)
{
	JsonArray *array = read_array(reading, object, "bylines");

	for (guint i = 0; i < array_length(array); i++) {
		JsonObject *byline = element_object(reading, array, i, "bylines");
		const char *name = byline ? read_string(reading, byline, "name") : NULL;

		if (name)
			meta_add_byline(reading->tree, reading->article->meta, name,
			        read_string(reading, byline, "role"),
			        read_string(reading, byline, "agency"));
	}
}

static void
read_meta(struct reading *reading, JsonObject *object)
{
	struct meta *meta = reading->article->meta;
	const char *language = read_string(reading, object, "language");

	meta->subtitle = read_string(reading, object, "subtitle");
	meta->series = read_string(reading, object, "series");
	meta->published = read_date(reading, object, "published");
	meta->modified = read_date(reading, object, "modified");
	meta->views = read_number(reading, object, "views", -1);
	meta->agency = read_string(reading, object, "agency");
	meta->dateline = read_string(reading, object, "dateline");
	meta->publisher = read_string(reading, object, "publisher");
	meta->rights = read_string(reading, object, "rights");
	meta->subjects = read_string(reading, object, "subjects");
	meta->identifier = read_string(reading, object, "identifier");
	if (language)
		meta->language = language;
	read_bylines(reading, object);
	read_sources(reading, object);
}

/* --- blocks ----------------------------------------------------------- */

static void
read_heading(struct reading *reading, JsonObject *block, struct node *node)
{
	gint64 level = read_number(reading, block, "level", 2);

	if (level < 2 || level > 6)
		fail(reading, "level", "a number from 2 to 6 is needed");
	node->level = CLAMP(level, 2, 6);
	node->label = read_string(reading, block, "label");
	node->cased = read_string(reading, block, "text_cased");
}

static struct node *
append_block(struct reading *reading, enum node_kind kind)
{
	if (kind == NODE_FIGURE || kind == NODE_CAPTION)
		return tree_append(reading->tree,
		        tree_append(reading->tree, reading->article, NODE_FIGURE),
		        NODE_CAPTION);
	return tree_append(reading->tree, reading->article, kind);
}

/* A figure without caption: only its credit is known. */
static void
read_credit(struct reading *reading, JsonObject *block)
{
	const char *credit = read_string(reading, block, "credit");

	if (credit)
		tree_append(reading->tree, reading->article, NODE_FIGURE)->credit =
		        credit;
}

static void
read_block(struct reading *reading, JsonObject *block)
{
	const char *name = read_string(reading, block, "kind");
	JsonObject *caption = read_object(reading, block, "caption");
	JsonObject *holder = caption && !member(block, "text") ? caption : block;
	const char *text = read_string(reading, holder, "text");
	enum node_kind kind;
	struct node *node;

	if (!name || !node_kind_parse(name, &kind) || kind < NODE_HEADING) {
		fail(reading, "kind",
		        "heading, paragraph, figure, byline or source is needed");
		return;
	}
	if (!text && kind == NODE_FIGURE)
		read_credit(reading, block);
	if (!text)
		return; /* deleted by hand */
	node = append_block(reading, kind);
	if (kind == NODE_HEADING)
		read_heading(reading, block, node);
	read_text(reading, holder, node, text);
}

static void
read_blocks(struct reading *reading, JsonObject *object)
{
	JsonArray *array = read_array(reading, object, "blocks");

	for (guint i = 0; i < array_length(array); i++) {
		JsonObject *block;

		g_string_printf(reading->place, "blocks[%u]", i);
		block = element_object(reading, array, i, "kind");
		if (block)
			read_block(reading, block);
	}
	g_string_truncate(reading->place, 0);
}

/* --- the document ----------------------------------------------------- */

static void
report(struct diags *diags, enum diag_code code, const char *file, const char *words)
{
	diag_report(diags, code, file, 0, 0, words, NULL);
}

/* Brackets inside brackets: the parser below calls itself for each. */
static gboolean
is_too_deep(const char *data, gsize size)
{
	gboolean in_string = FALSE;
	guint depth = 0;

	for (gsize i = 0; i < size; i++) {
		if (in_string) {
			if (data[i] == '\\')
				i++;
			else if (data[i] == '"')
				in_string = FALSE;
		} else if (data[i] == '"') {
			in_string = TRUE;
		} else if (data[i] == '[' || data[i] == '{') {
			if (++depth > LIMIT_NESTING)
				return TRUE;
		} else if ((data[i] == ']' || data[i] == '}') && depth) {
			depth--;
		}
	}
	return FALSE;
}

static struct tree *
read_document(JsonObject *object, const char *file, struct diags *diags)
{
	struct reading reading = {
	        .tree = tree_new(NODE_ARTICLE), .place = g_string_new(NULL)};

	reading.article = tree_root(reading.tree);
	reading.article->file = tree_string(reading.tree, file);
	if (!json_object_has_member(object, "blocks"))
		fail(&reading, "blocks", "an array is needed");
	read_meta(&reading, object);
	read_head(&reading, object);
	read_lead(&reading, object);
	read_blocks(&reading, object);
	g_string_free(reading.place, TRUE);
	if (reading.wrong) {
		report(diags, DIAG_JSON_FORM, file, reading.wrong);
		g_free(reading.wrong);
		tree_free(reading.tree);
		return NULL;
	}
	meta_complete(reading.tree, reading.article);
	tree_number(reading.tree);
	return reading.tree;
}

struct tree *
json_to_tree(GBytes *bytes, const char *file, struct diags *diags)
{
	gsize size;
	const char *held = g_bytes_get_data(bytes, &size), *data = held ? held : "";
	g_autoptr(JsonParser) parser = json_parser_new();
	g_autoptr(GError) error = NULL;
	JsonNode *root;

	if (!g_utf8_validate(data, size, NULL)) {
		report(diags, DIAG_JSON_SYNTAX, file, "UTF-8");
		return NULL;
	}
	if (is_too_deep(data, size)) {
		report(diags, DIAG_JSON_FORM, file, "too many brackets inside brackets");
		return NULL;
	}
	if (!json_parser_load_from_data(parser, data, size, &error)) {
		report(diags, DIAG_JSON_SYNTAX, file, error->message);
		return NULL;
	}
	root = json_parser_get_root(parser);
	if (!root || !JSON_NODE_HOLDS_OBJECT(root)) {
		report(diags, DIAG_JSON_FORM, file, "an object is needed");
		return NULL;
	}
	return read_document(json_node_get_object(root), file, diags);
}
