/*
 * naming.c - how CSS calls the roles in which nodes are set.
 *
 * The names are those of style/elements.def, which selectors of style sheets match too.
 * What belongs to a page alone (marks of lists, the entries with their dots) has no
 * selector here.
 */
#include "write/epub/publication.h"

#include "style/element.h"

const char *
naming_class(enum block_role role)
{
	enum element element = element_of_role(role);
	const char *classes = element < ELEMENT_N ? element_row(element)->classes : "";

	return *classes && role != BLOCK_VERSE ? classes : NULL;
}

/* "h4, h5, h6" */
static char *
all_names(const char *names)
{
	g_auto(GStrv) list = g_strsplit(names, "|", -1);

	return g_strjoinv(", ", list);
}

char *
naming_selector(enum block_role role)
{
	enum element element = element_of_role(role);

	if (element == ELEMENT_N || role == BLOCK_ITEM || role == BLOCK_ENTRY)
		return NULL;
	return *element_row(element)->classes ? element_title(element)
	                                      : all_names(element_row(element)->names);
}
