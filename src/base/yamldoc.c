/*
 * yamldoc.c - libyaml's document, with its nodes behind plain values.
 *
 * Aliases ("*name") are the same node again, so a document never grows beyond its text;
 * a node that holds itself is cut off by whoever walks: nobody walks deeper than he
 * knows.
 */
#include "base/yamldoc.h"

#include <yaml.h>

struct yamldoc {
	yaml_document_t document;
};

struct yamldoc *
yamldoc_parse(const char *text, gsize length, char **wrong)
{
	struct yamldoc *yaml = g_new0(struct yamldoc, 1);
	yaml_parser_t parser;
	gboolean ok;

	*wrong = NULL;
	if (!yaml_parser_initialize(&parser))
		g_error("out of memory");
	yaml_parser_set_input_string(&parser, (const guchar *)text, length);
	ok = yaml_parser_load(&parser, &yaml->document);
	if (!ok) {
		*wrong = g_strdup_printf("%s (%u)", parser.problem ? parser.problem : "?",
		        (guint)parser.problem_mark.line + 1);
		g_clear_pointer(&yaml, g_free);
	}
	yaml_parser_delete(&parser);
	return yaml;
}

void
yamldoc_free(struct yamldoc *yaml)
{
	if (!yaml)
		return;
	yaml_document_delete(&yaml->document);
	g_free(yaml);
}

/* libyaml's functions want a document that they might change. */
static yaml_node_t *
node_of(struct yamldoc_value value)
{
	return yaml_document_get_node(
	        (yaml_document_t *)&value.yaml->document, value.index);
}

struct yamldoc_value
yamldoc_root(const struct yamldoc *yaml)
{
	struct yamldoc_value root = {yaml, 1};

	if (!node_of(root))
		root.index = 0;
	return root;
}

gboolean
yamldoc_is_map(struct yamldoc_value value)
{
	return value.index && node_of(value)->type == YAML_MAPPING_NODE;
}

gboolean
yamldoc_is_list(struct yamldoc_value value)
{
	return value.index && node_of(value)->type == YAML_SEQUENCE_NODE;
}

guint
yamldoc_length(struct yamldoc_value value)
{
	const yaml_node_t *node = value.index ? node_of(value) : NULL;

	if (yamldoc_is_list(value))
		return (guint)(node->data.sequence.items.top -
		               node->data.sequence.items.start);
	if (yamldoc_is_map(value))
		return (guint)(node->data.mapping.pairs.top -
		               node->data.mapping.pairs.start);
	return 0;
}

struct yamldoc_value
yamldoc_at(struct yamldoc_value value, guint i)
{
	const yaml_node_t *node = node_of(value);

	if (yamldoc_is_list(value))
		return (struct yamldoc_value){
		        value.yaml, node->data.sequence.items.start[i]};
	return (struct yamldoc_value){
	        value.yaml, node->data.mapping.pairs.start[i].value};
}

const char *
yamldoc_key(struct yamldoc_value value, guint i)
{
	const yaml_node_t *node = node_of(value);

	return yamldoc_scalar((struct yamldoc_value){
	        value.yaml, node->data.mapping.pairs.start[i].key});
}

const char *
yamldoc_scalar(struct yamldoc_value value)
{
	const yaml_node_t *node = value.index ? node_of(value) : NULL;

	return node && node->type == YAML_SCALAR_NODE
	               ? (const char *)node->data.scalar.value
	               : NULL;
}

int
yamldoc_line(struct yamldoc_value value)
{
	return value.index ? (int)node_of(value)->start_mark.line + 1 : 0;
}
