/*
 * yamldoc.h - reading a YAML 1.1 document: the door to libyaml.
 *
 * Not "yaml_": libyaml exports such names itself.
 *
 * A document is a tree of scalars, lists and maps; every scalar is a string as written.
 * Values are borrowed from the document and live as long as it.
 */
#ifndef ANBAN_BASE_YAMLDOC_H
#define ANBAN_BASE_YAMLDOC_H

#include <glib.h>

struct yamldoc;

/* A value of a document. Passed by value; index 0 is none. */
struct yamldoc_value {
	const struct yamldoc *yaml;
	int index;
};

/* NULL with words on what is wrong and where (caller frees *wrong). An empty document has
 * no root. Time and memory are linear in the length. */
struct yamldoc *yamldoc_parse(const char *text, gsize length, char **wrong);
void yamldoc_free(struct yamldoc *yaml);

struct yamldoc_value yamldoc_root(const struct yamldoc *yaml);
gboolean yamldoc_is_map(struct yamldoc_value value);
gboolean yamldoc_is_list(struct yamldoc_value value);
/* Of a list or map; 0 for all else. */
guint yamldoc_length(struct yamldoc_value value);
/* The i-th value of a list or map, and the key of a map's; NULL: the key is no scalar. */
struct yamldoc_value yamldoc_at(struct yamldoc_value value, guint i);
const char *yamldoc_key(struct yamldoc_value value, guint i);
/* NULL: it is no scalar. */
const char *yamldoc_scalar(struct yamldoc_value value);
/* The line in the text on which it stands, from 1. */
int yamldoc_line(struct yamldoc_value value);

#endif
