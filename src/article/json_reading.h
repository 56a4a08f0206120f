/*
 * json_reading.h - what json_read.c and json_blocks.c share (not for other files).
 *
 * A value that is missing or null is NULL, 0, or what the caller says; one of the wrong
 * type is an error, of which the first is kept.
 */
#ifndef ANBAN_ARTICLE_JSON_READING_H
#define ANBAN_ARTICLE_JSON_READING_H

#include "article/tree.h"

#include <json-glib/json-glib.h>

struct reading {
	struct tree *tree;
	struct node *article;
	GString *place; /* where we are: "blocks[3].caption" */
	char *wrong;    /* the first error in words; NULL: none */
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

/* The member "blocks" below parent (json_blocks.c). */
void reading_blocks(struct reading *reading, JsonObject *object, struct node *parent);

#endif
