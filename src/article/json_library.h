/*
 * json_library.h - the door to json-glib, for json_*.c alone. It brings gio along, so it
 * is loaded with the first .anban.json that is read or written.
 */
#ifndef ANBAN_ARTICLE_JSON_LIBRARY_H
#define ANBAN_ARTICLE_JSON_LIBRARY_H

#include "base/diag.h"
#include "base/ondemand.h"

#include <json-glib/json-glib.h>

#define JSON(FUNCTION)                                                                   \
	FUNCTION(json_, array_get_element)                                               \
	FUNCTION(json_, array_get_int_element)                                           \
	FUNCTION(json_, array_get_length)                                                \
	FUNCTION(json_, builder_add_boolean_value)                                       \
	FUNCTION(json_, builder_add_int_value)                                           \
	FUNCTION(json_, builder_add_null_value)                                          \
	FUNCTION(json_, builder_add_string_value)                                        \
	FUNCTION(json_, builder_begin_array)                                             \
	FUNCTION(json_, builder_begin_object)                                            \
	FUNCTION(json_, builder_end_array)                                               \
	FUNCTION(json_, builder_end_object)                                              \
	FUNCTION(json_, builder_get_root)                                                \
	FUNCTION(json_, builder_new)                                                     \
	FUNCTION(json_, builder_set_member_name)                                         \
	FUNCTION(json_, generator_new)                                                   \
	FUNCTION(json_, generator_set_indent)                                            \
	FUNCTION(json_, generator_set_pretty)                                            \
	FUNCTION(json_, generator_set_root)                                              \
	FUNCTION(json_, generator_to_data)                                               \
	FUNCTION(json_, node_copy)                                                       \
	FUNCTION(json_, node_get_array)                                                  \
	FUNCTION(json_, node_get_boolean)                                                \
	FUNCTION(json_, node_get_int)                                                    \
	FUNCTION(json_, node_get_node_type)                                              \
	FUNCTION(json_, node_get_object)                                                 \
	FUNCTION(json_, node_get_string)                                                 \
	FUNCTION(json_, node_get_value_type)                                             \
	FUNCTION(json_, node_unref)                                                      \
	FUNCTION(json_, object_get_member)                                               \
	FUNCTION(json_, object_has_member)                                               \
	FUNCTION(json_, object_new)                                                      \
	FUNCTION(json_, object_set_member)                                               \
	FUNCTION(json_, object_unref)                                                    \
	FUNCTION(json_, parser_get_root)                                                 \
	FUNCTION(json_, parser_load_from_data)                                           \
	FUNCTION(json_, parser_new)                                                      \
	FUNCTION(g_object_, unref)

ONDEMAND_TABLE(json, JSON);
extern struct json json;

/* May json be used? FALSE: library.load is reported for the file. */
gboolean json_ready(const char *file, struct diags *diags);

#endif
