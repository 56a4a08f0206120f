/*
 * json_reading.h - what json_read.c and json_blocks.c share (not for other files).
 *
 * A value that is missing or null is NULL, 0, or what the caller says; one of the wrong
 * type is an error, of which the first is kept.
 */
#ifndef ANBAN_ARTICLE_JSON_READING_H
#define ANBAN_ARTICLE_JSON_READING_H

#include "article/json_library.h"
#include "article/tree.h"
#include "base/diag.h"

struct reading {
	struct tree *tree;
	struct node *article;
	GString *place; /* where we are: "blocks[3].caption" */
	char *wrong;    /* the first error in words; NULL: none */
	struct diags *diags;
};

void reading_fail(struct reading *reading, const char *name, const char *expected);

/* The member, unless it is null. */
JsonNode *reading_member(JsonObject *object, const char *name);
/* A string as cleaned text in the tree; empty is none. */
const char *reading_string(struct reading *reading, JsonObject *object, const char *name);
gint64 reading_number(
        struct reading *reading, JsonObject *object, const char *name, gint64 unknown);
JsonObject *reading_object(struct reading *reading, JsonObject *object, const char *name);
JsonArray *reading_array(struct reading *reading, JsonObject *object, const char *name);
guint reading_length(JsonArray *array);
/* The object at a place of the array called name; NULL after an error. */
JsonObject *reading_element(
        struct reading *reading, JsonArray *array, guint i, const char *name);

/* lines, rule, certainty */
void reading_decision(struct reading *reading, JsonObject *object, struct node *node);
/* The text, with the spans and the decision of the object. */
void reading_text(
        struct reading *reading, JsonObject *object, struct node *node, const char *text);

/* "…" or {"text": "…", "spans": …} at a place of an array, as the last child of parent.
 * NULL: it is empty, and no cell. (json_blocks.c) */
struct node *reading_text_at(struct reading *reading, JsonArray *array, guint i,
        struct node *parent, enum node_kind kind);
/* The array at a place of the array called name; NULL after an error (json_blocks.c). */
JsonArray *reading_array_at(
        struct reading *reading, JsonArray *array, guint i, const char *name);
gboolean reading_boolean(struct reading *reading, JsonObject *object, const char *name);

/* A table (json_table.c). */
void reading_table(struct reading *reading, JsonObject *block, struct node *parent);
/* The member "blocks" below parent (json_blocks.c). */
void reading_blocks(struct reading *reading, JsonObject *object, struct node *parent);

#endif
