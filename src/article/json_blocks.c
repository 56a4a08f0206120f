/*
 * json_blocks.c - the blocks of an article, from JSON.
 *
 * A block may change its kind without changing its shape: a figure that becomes a heading
 * takes the caption's text, a paragraph that becomes a list is its one item, and of a
 * list that becomes a paragraph every item is one. Texts inside a block (lines of verse,
 * cells) may be plain strings. Depth is bounded: json_read.c has counted the brackets.
 */
#include "article/figures.h"
#include "article/json_reading.h"

#include <string.h>

static void read_block(struct reading *reading, JsonObject *block, struct node *parent);

/* --- texts ------------------------------------------------------------- */

static struct node *
read_text(struct reading *reading, JsonObject *object, struct node *parent,
        enum node_kind kind)
{
	const char *text = reading_string(reading, object, "text");
	struct node *node;

	if (!text && kind != NODE_CELL && kind != NODE_HEADER_CELL)
		return NULL;
	node = tree_append(reading->tree, parent, kind);
	if (text)
		reading_text(reading, object, node, text);
	return node;
}

struct node *
reading_text_at(struct reading *reading, JsonArray *array, guint i, struct node *parent,
        enum node_kind kind)
{
	JsonNode *element = json.array_get_element(array, i);
	JsonObject *wrapped;
	struct node *node;

	if (json.node_get_node_type(element) == JSON_NODE_OBJECT)
		return read_text(reading, json.node_get_object(element), parent, kind);
	wrapped = json.object_new();
	json.object_set_member(wrapped, "text", json.node_copy(element));
	node = read_text(reading, wrapped, parent, kind);
	json.object_unref(wrapped);
	return node;
}

/* All elements of an array. */
static void
read_elements(struct reading *reading, JsonArray *array, struct node *parent,
        enum node_kind kind)
{
	for (guint i = 0; i < reading_length(array); i++)
		reading_text_at(reading, array, i, parent, kind);
}

JsonArray *
reading_array_at(struct reading *reading, JsonArray *array, guint i, const char *name)
{
	JsonNode *node = json.array_get_element(array, i);

	if (json.node_get_node_type(node) == JSON_NODE_ARRAY)
		return json.node_get_array(node);
	reading_fail(reading, name, "arrays are needed");
	return NULL;
}

/* --- kinds with a text ---------------------------------------------------- */

static void
read_heading(struct reading *reading, JsonObject *block, struct node *node)
{
	gint64 level = reading_number(reading, block, "level", 2);

	if (level < 2 || level > 6)
		reading_fail(reading, "level", "a number from 2 to 6 is needed");
	node->level = CLAMP(level, 2, 6);
	node->label = reading_string(reading, block, "label");
	node->cased = reading_string(reading, block, "text_cased");
}

static void
read_paragraph(struct reading *reading, JsonObject *block, struct node *node)
{
	const char *role = reading_string(reading, block, "role");

	node->label = reading_string(reading, block, "label");
	if (role && !role_parse(role, &node->role))
		reading_fail(reading, "role",
		        "question, answer, dialogue, attribution or signature is needed");
}

static void
read_place(struct reading *reading, JsonObject *block, struct node *figure)
{
	if (!figures_set_float(figure, reading_string(reading, block, "float")))
		reading_fail(reading, "float", "none, top, bottom or page is needed");
	if (!figures_set_reference(
	            figure, reading_string(reading, block, "float_reference")))
		reading_fail(reading, "float_reference", "column or page is needed");
}

/* A figure, with a caption if there is text. NULL: there is nothing of a figure. */
static struct node *
read_figure(struct reading *reading, JsonObject *block, struct node *parent,
        gboolean has_caption)
{
	const char *src = reading_string(reading, block, "src");
	const char *credit = reading_string(reading, block, "credit");
	struct node *figure;

	if (!has_caption && !src && !credit)
		return NULL;
	figure = tree_append(reading->tree, parent, NODE_FIGURE);
	figure->src = src;
	figure->alt = reading_string(reading, block, "alt");
	figure->credit = credit;
	read_place(reading, block, figure);
	return figure;
}

static void
read_text_block(struct reading *reading, JsonObject *block, struct node *parent,
        enum node_kind kind)
{
	JsonObject *caption = reading_object(reading, block, "caption");
	gboolean within = caption && !reading_member(block, "text");
	JsonObject *holder = within ? caption : block;
	const char *text = reading_string(reading, holder, "text");
	struct node *node;

	if (kind == NODE_FIGURE || kind == NODE_CAPTION) {
		parent = read_figure(reading, block, parent, text != NULL);
		kind = NODE_CAPTION;
	}
	if (!text)
		return; /* deleted by hand */
	node = tree_append(reading->tree, parent, kind);
	if (kind == NODE_HEADING)
		read_heading(reading, block, node);
	if (kind == NODE_PARAGRAPH)
		read_paragraph(reading, block, node);
	reading_text(reading, holder, node, text);
}

/* --- kinds with blocks inside --------------------------------------------- */

/* What stands in the block, whatever its kind was, below parent. */
static void
read_inside(struct reading *reading, JsonObject *block, struct node *parent)
{
	JsonArray *items = reading_array(reading, block, "items");
	JsonArray *stanzas = reading_array(reading, block, "stanzas");

	reading_blocks(reading, block, parent);
	for (guint i = 0; i < reading_length(items); i++) {
		JsonObject *item = reading_element(reading, items, i, "items");

		if (item)
			reading_blocks(reading, item, parent);
	}
	for (guint i = 0; i < reading_length(stanzas); i++)
		read_elements(reading, reading_array_at(reading, stanzas, i, "stanzas"),
		        parent, NODE_PARAGRAPH);
	if (reading_member(block, "text") || reading_member(block, "caption"))
		read_text_block(reading, block, parent, NODE_PARAGRAPH);
}

/* Its text is the mark, given or counted. */
static struct node *
append_item(struct reading *reading, struct node *list, const char *label, gint64 number)
{
	struct node *item = tree_append(reading->tree, list, NODE_ITEM);
	g_autofree char *counted = NULL;

	if (!label && list->ordered)
		label = counted = g_strdup_printf("%" G_GINT64_FORMAT ".", number);
	item->text = tree_string(reading->tree, label ? label : "-");
	return item;
}

static void
read_items(struct reading *reading, JsonArray *items, struct node *list)
{
	for (guint i = 0; i < reading_length(items); i++) {
		JsonObject *object = reading_element(reading, items, i, "items");

		if (!object)
			return;
		reading_blocks(reading, object,
		        append_item(reading, list,
		                reading_string(reading, object, "label"),
		                (gint64)list->start + i));
	}
}

static void
read_list(struct reading *reading, JsonObject *block, struct node *parent)
{
	struct node *list = tree_append(reading->tree, parent, NODE_LIST);
	gint64 start = reading_number(reading, block, "start", 1);

	list->ordered = reading_boolean(reading, block, "ordered");
	list->start = (int)CLAMP(start, 0, G_MAXINT / 2);
	if (reading_member(block, "items"))
		read_items(reading, reading_array(reading, block, "items"), list);
	else
		read_inside(reading, block, append_item(reading, list, NULL, start));
	reading_decision(reading, block, list);
}

static void
read_verse(struct reading *reading, JsonObject *block, struct node *parent)
{
	struct node *verse = tree_append(reading->tree, parent, NODE_VERSE), *node;
	JsonArray *stanzas = reading_array(reading, block, "stanzas");
	const char *line = reading_string(reading, block, "text");
	JsonObject *poet = reading_object(reading, block, "attribution");
	const char *name = poet ? reading_string(reading, poet, "text") : NULL;

	for (guint i = 0; i < reading_length(stanzas); i++)
		read_elements(reading, reading_array_at(reading, stanzas, i, "stanzas"),
		        tree_append(reading->tree, verse, NODE_STANZA), NODE_VERSE_LINE);
	if (line && !stanzas) {
		node = tree_append(reading->tree, verse, NODE_STANZA);
		node = tree_append(reading->tree, node, NODE_VERSE_LINE);
		reading_text(reading, block, node, line);
	}
	if (name) {
		node = tree_append(reading->tree, verse, NODE_PARAGRAPH);
		node->role = ROLE_ATTRIBUTION;
		reading_text(reading, poet, node, name);
	}
	reading_decision(reading, block, verse);
}

static void
read_separator(struct reading *reading, JsonObject *block, struct node *parent)
{
	struct node *node = tree_append(reading->tree, parent, NODE_SEPARATOR);
	const char *text = reading_string(reading, block, "text");

	reading_text(reading, block, node, text ? text : "***");
}

/* --- all kinds -------------------------------------------------------- */

static void
read_kind(struct reading *reading, JsonObject *block, struct node *parent,
        enum node_kind kind)
{
	struct node *node;

	if (kind == NODE_LIST) {
		read_list(reading, block, parent);
	} else if (node_kind_holds_blocks(kind)) {
		node = tree_append(reading->tree, parent, kind);
		read_inside(reading, block, node);
		reading_decision(reading, block, node);
	} else if (kind == NODE_VERSE) {
		read_verse(reading, block, parent);
	} else if (kind == NODE_TABLE) {
		reading_table(reading, block, parent);
	} else if (kind == NODE_SEPARATOR) {
		read_separator(reading, block, parent);
	} else if (kind == NODE_PARAGRAPH && !reading_member(block, "text")) {
		read_inside(reading, block, parent);
	} else {
		read_text_block(reading, block, parent, kind);
	}
}

static void
read_block(struct reading *reading, JsonObject *block, struct node *parent)
{
	const char *name = reading_string(reading, block, "kind");
	enum node_kind kind;

	if (!name || !node_kind_parse(name, &kind) ||
	        !(node_kind_is_block(kind) || kind == NODE_CAPTION)) {
		reading_fail(reading, "kind",
		        "heading, paragraph, figure, list, quote, verse, table, note, "
		        "box, separator, byline or source is needed");
		return;
	}
	read_kind(reading, block, parent, kind);
}

void
reading_blocks(struct reading *reading, JsonObject *object, struct node *parent)
{
	JsonArray *array = reading_array(reading, object, "blocks");
	gsize place = reading->place->len;

	for (guint i = 0; i < reading_length(array); i++) {
		JsonObject *block;

		g_string_append_printf(
		        reading->place, "%sblocks[%u]", place ? "." : "", i);
		block = reading_element(reading, array, i, "kind");
		if (block)
			read_block(reading, block, parent);
		g_string_truncate(reading->place, place);
	}
}
