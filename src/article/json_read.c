/*
 * json_read.c - JSON back to an article, edited by hand perhaps.
 *
 * A key that is missing is unknown, one that nobody knows is passed over; a value of the
 * wrong type is an error that names its place. The blocks are json_blocks.c.
 */
#include "article/json.h"

#include "article/json_reading.h"
#include "article/meta.h"
#include "base/limits.h"
#include "text/chars.h"
#include "text/utf8.h"

#include <string.h>

/* --- values: NULL, 0 or -1 when missing or null; of the wrong type: an error --- */

void
reading_fail(struct reading *reading, const char *name, const char *expected)
{
	if (!reading->wrong)
		reading->wrong = g_strdup_printf("%s%s%s: %s", reading->place->str,
		        reading->place->len ? "." : "", name, expected);
}

JsonNode *
reading_member(JsonObject *object, const char *name)
{
	JsonNode *node = json.object_get_member(object, name);

	return node && json.node_get_node_type(node) != JSON_NODE_NULL ? node : NULL;
}

/* Caller frees. */
static char *
cleaned(JsonNode *string)
{
	const char *value = json.node_get_string(string);

	return chars_cleaned(value, strlen(value));
}

/* A string as cleaned text in the tree; empty is none. */
const char *
reading_string(struct reading *reading, JsonObject *object, const char *name)
{
	JsonNode *node = reading_member(object, name);
	g_autofree char *clean = NULL;

	if (!node)
		return NULL;
	if (json.node_get_value_type(node) != G_TYPE_STRING) {
		reading_fail(reading, name, "a string is needed");
		return NULL;
	}
	clean = cleaned(node);
	return *clean ? tree_string(reading->tree, clean) : NULL;
}

gint64
reading_number(
        struct reading *reading, JsonObject *object, const char *name, gint64 unknown)
{
	JsonNode *node = reading_member(object, name);

	if (!node)
		return unknown;
	if (json.node_get_value_type(node) != G_TYPE_INT64) {
		reading_fail(reading, name, "a whole number is needed");
		return unknown;
	}
	return json.node_get_int(node);
}

gboolean
reading_boolean(struct reading *reading, JsonObject *object, const char *name)
{
	JsonNode *node = reading_member(object, name);

	if (!node)
		return FALSE;
	if (json.node_get_value_type(node) == G_TYPE_BOOLEAN)
		return json.node_get_boolean(node);
	reading_fail(reading, name, "true or false is needed");
	return FALSE;
}

JsonObject *
reading_object(struct reading *reading, JsonObject *object, const char *name)
{
	JsonNode *node = reading_member(object, name);

	if (node && json.node_get_node_type(node) != JSON_NODE_OBJECT) {
		reading_fail(reading, name, "an object is needed");
		return NULL;
	}
	return node ? json.node_get_object(node) : NULL;
}

JsonArray *
reading_array(struct reading *reading, JsonObject *object, const char *name)
{
	JsonNode *node = reading_member(object, name);

	if (node && json.node_get_node_type(node) != JSON_NODE_ARRAY) {
		reading_fail(reading, name, "an array is needed");
		return NULL;
	}
	return node ? json.node_get_array(node) : NULL;
}

guint
reading_length(JsonArray *array)
{
	return array ? json.array_get_length(array) : 0;
}

JsonObject *
reading_element(struct reading *reading, JsonArray *array, guint i, const char *name)
{
	JsonNode *node = json.array_get_element(array, i);

	if (json.node_get_node_type(node) == JSON_NODE_OBJECT)
		return json.node_get_object(node);
	reading_fail(reading, name, "objects are needed");
	return NULL;
}

static struct date
read_date(struct reading *reading, JsonObject *object, const char *name)
{
	const char *text = reading_string(reading, object, name);
	struct date date = DATE_UNKNOWN;

	if (text && !date_parse(text, &date))
		reading_fail(reading, name, "a date is needed (2022-06-01T09:04+07:00)");
	return date;
}

/* --- nodes ------------------------------------------------------------ */

static enum certainty
read_certainty(struct reading *reading, JsonObject *object)
{
	const char *name = reading_string(reading, object, "certainty");

	for (int i = CERTAINTY_SURE; name && i <= CERTAINTY_GUESS; i++)
		if (!strcmp(name, certainty_name(i)))
			return i;
	if (name)
		reading_fail(reading, "certainty", "sure, likely or guess is needed");
	return CERTAINTY_SURE;
}

void
reading_decision(struct reading *reading, JsonObject *object, struct node *node)
{
	JsonArray *lines = reading_array(reading, object, "lines");

	node->rule = reading_string(reading, object, "rule");
	node->certainty = read_certainty(reading, object);
	if (reading_length(lines) == 0)
		return;
	if (reading_length(lines) != 2 ||
	        json.node_get_value_type(json.array_get_element(lines, 0)) !=
	                G_TYPE_INT64 ||
	        json.node_get_value_type(json.array_get_element(lines, 1)) !=
	                G_TYPE_INT64) {
		reading_fail(reading, "lines", "two numbers of lines are needed");
		return;
	}
	node->line_first = json.array_get_int_element(lines, 0);
	node->line_last = json.array_get_int_element(lines, 1);
}

static gboolean
read_span(struct reading *reading, JsonObject *object, guint length, struct span *span)
{
	static const char *const names[] = {
	        "strong", "em", "sub", "sup", "code", "link", "lang"};
	const char *name = reading_string(reading, object, "kind");
	gint64 start = reading_number(reading, object, "start", -1);
	gint64 end = reading_number(reading, object, "end", -1);
	guint kind = 0;

	while (kind < G_N_ELEMENTS(names) && g_strcmp0(name, names[kind]))
		kind++;
	if (kind == G_N_ELEMENTS(names) || start < 0 || end <= start || end > length)
		return FALSE;
	*span = (struct span){start, end, kind, reading_string(reading, object, "value")};
	return TRUE;
}

static void
read_spans(struct reading *reading, JsonObject *object, struct node *node)
{
	JsonArray *array = reading_array(reading, object, "spans");
	g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(struct span));
	guint length = utf8_length(node->text, strlen(node->text));

	for (guint i = 0; i < reading_length(array); i++) {
		JsonObject *element = reading_element(reading, array, i, "spans");
		struct span span;

		if (!element)
			return;
		if (!read_span(reading, element, length, &span)) {
			reading_fail(reading, "spans",
			        "a known kind and a range inside the text are "
			        "needed");
			return;
		}
		g_array_append_val(spans, span);
	}
	tree_set_spans(reading->tree, node, (const struct span *)spans->data, spans->len);
}

void
reading_text(
        struct reading *reading, JsonObject *object, struct node *node, const char *text)
{
	node->text = text;
	read_spans(reading, object, node);
	reading_decision(reading, object, node);
}

/* --- head and metadata ------------------------------------------------ */

/* A node of the head, where text is given. */
static struct node *
read_head_node(struct reading *reading, JsonObject *head, enum node_kind kind,
        const char *name, const char *text)
{
	JsonObject *decision = head ? reading_object(reading, head, name) : NULL;
	struct node *node;

	if (!text)
		return NULL;
	node = tree_append(reading->tree, reading->article, kind);
	node->text = text;
	if (decision)
		reading_decision(reading, decision, node);
	return node;
}

static void
read_head(struct reading *reading, JsonObject *object)
{
	struct meta *meta = reading->article->meta;
	JsonObject *head = reading_object(reading, object, "head");
	const char *dated = reading_string(reading, object, "published_text");
	struct node *node;

	meta->kicker = reading_string(reading, object, "kicker");
	node = read_head_node(reading, head, NODE_KICKER, "kicker", meta->kicker);
	if (node)
		node->cased = reading_string(reading, object, "kicker_cased");
	meta->title = reading_string(reading, object, "title");
	node = read_head_node(reading, head, NODE_TITLE, "title", meta->title);
	if (node)
		node->cased = meta->title_cased =
		        reading_string(reading, object, "title_cased");
	meta->subtitle = reading_string(reading, object, "subtitle");
	node = read_head_node(reading, head, NODE_SUBTITLE, "subtitle", meta->subtitle);
	if (node)
		node->cased = reading_string(reading, object, "subtitle_cased");
	if (!meta->published.year && !meta->agency)
		return;
	if (!dated)
		dated = meta->agency ? meta->agency
		                     : reading_string(reading, object, "published");
	read_head_node(reading, head, NODE_DATELINE, "published", dated);
}

static void
read_lead(struct reading *reading, JsonObject *object)
{
	JsonObject *lead = reading_object(reading, object, "lead");
	const char *text = lead ? reading_string(reading, lead, "text") : NULL;

	if (!text)
		return;
	g_string_assign(reading->place, "lead");
	reading_text(reading, lead,
	        tree_append(reading->tree, reading->article, NODE_LEAD), text);
	g_string_truncate(reading->place, 0);
}

/* An array of strings as cleaned texts in the tree; empty ones are none. */
static void
read_strings(
        struct reading *reading, JsonObject *object, const char *name, GPtrArray *strings)
{
	JsonArray *array = reading_array(reading, object, name);

	for (guint i = 0; i < reading_length(array); i++) {
		JsonNode *node = json.array_get_element(array, i);
		g_autofree char *clean = NULL;

		if (json.node_get_value_type(node) != G_TYPE_STRING) {
			reading_fail(reading, name, "strings are needed");
			return;
		}
		clean = cleaned(node);
		if (*clean)
			g_ptr_array_add(
			        strings, (gpointer)tree_string(reading->tree, clean));
	}
}

static void
read_bylines(struct reading *reading, JsonObject *object)
{
	JsonArray *array = reading_array(reading, object, "bylines");

	for (guint i = 0; i < reading_length(array); i++) {
		JsonObject *byline = reading_element(reading, array, i, "bylines");
		const char *name =
		        byline ? reading_string(reading, byline, "name") : NULL;

		if (name)
			meta_add_byline(reading->tree, reading->article->meta, name,
			        reading_string(reading, byline, "role"),
			        reading_string(reading, byline, "agency"));
	}
}

static void
read_meta(struct reading *reading, JsonObject *object)
{
	struct meta *meta = reading->article->meta;
	const char *language = reading_string(reading, object, "language");

	meta->series = reading_string(reading, object, "series");
	meta->published = read_date(reading, object, "published");
	meta->modified = read_date(reading, object, "modified");
	meta->views = reading_number(reading, object, "views", -1);
	meta->agency = reading_string(reading, object, "agency");
	meta->dateline = reading_string(reading, object, "dateline");
	meta->url = reading_string(reading, object, "url");
	meta->captured = read_date(reading, object, "captured");
	meta->sha256 = reading_string(reading, object, "sha256");
	meta->publisher = reading_string(reading, object, "publisher");
	meta->rights = reading_string(reading, object, "rights");
	meta->subjects = reading_string(reading, object, "subjects");
	meta->identifier = reading_string(reading, object, "identifier");
	meta->certifier = reading_string(reading, object, "certified_by");
	if (language)
		meta->language = language;
	read_bylines(reading, object);
	read_strings(reading, object, "sources", meta->sources);
	read_strings(reading, object, "colophon", meta->colophon);
	meta->part = reading_string(reading, object, "part");
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
	struct reading reading = {.tree = tree_new(NODE_ARTICLE),
	        .place = g_string_new(NULL),
	        .diags = diags};

	reading.article = tree_root(reading.tree);
	reading.article->file = tree_string(reading.tree, file);
	if (!json.object_has_member(object, "blocks"))
		reading_fail(&reading, "blocks", "an array is needed");
	read_meta(&reading, object);
	read_head(&reading, object);
	read_lead(&reading, object);
	reading_blocks(&reading, object, reading.article);
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

static struct tree *
parse(JsonParser *parser, const char *data, gsize size, const char *file,
        struct diags *diags)
{
	g_autoptr(GError) error = NULL;
	JsonNode *root;

	if (!json.parser_load_from_data(parser, data, (gssize)size, &error)) {
		report(diags, DIAG_JSON_SYNTAX, file, error->message);
		return NULL;
	}
	root = json.parser_get_root(parser);
	if (!root || json.node_get_node_type(root) != JSON_NODE_OBJECT) {
		report(diags, DIAG_JSON_FORM, file, "an object is needed");
		return NULL;
	}
	return read_document(json.node_get_object(root), file, diags);
}

struct tree *
json_to_tree(GBytes *bytes, const char *file, struct diags *diags)
{
	gsize size;
	const char *held = g_bytes_get_data(bytes, &size), *data = held ? held : "";
	struct tree *tree;
	JsonParser *parser;

	if (!g_utf8_validate(data, size, NULL)) {
		report(diags, DIAG_JSON_SYNTAX, file, "UTF-8");
		return NULL;
	}
	if (is_too_deep(data, size)) {
		g_autofree char *limit = g_strdup_printf("%d", LIMIT_NESTING);

		report(diags, DIAG_JSON_NESTING, file, limit);
		return NULL;
	}
	if (!json_ready(file, diags))
		return NULL;
	parser = json.parser_new();
	tree = parse(parser, data, size, file, diags);
	json.unref(parser);
	return tree;
}
