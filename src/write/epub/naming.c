/*
 * naming.c - how CSS calls the roles in which nodes are set.
 *
 * The names are those of style/elements.def, which selectors of style sheets match too.
 * What belongs to a page alone (marks of lists, the entries with their dots) has no
 * selector here.
 */
#include "write/epub/publication.h"

#include "style/element.h"

/* Headings are h1 to h6 by how they nest; their look is by class. */
static const char *
heading_class(enum block_role role)
{
	static const char *const classes[] = {"heading-2", "heading-3", "heading-4"};

	return role >= BLOCK_HEADING2 && role <= BLOCK_HEADING4
	               ? classes[role - BLOCK_HEADING2]
	               : NULL;
}

const char *
naming_class(enum block_role role)
{
	enum element element = element_of_role(role);

	if (heading_class(role))
		return heading_class(role);
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

const char *
naming_inside(guint inside)
{
	static const char *const names[] = {"a", "span[lang]", "strong", "em", "sub",
	        "sup", "code", ".before", ".after", ".letter"};

	return names[g_bit_nth_lsf(inside, -1)];
}

char *
naming_selector(enum block_role role)
{
	enum element element = element_of_role(role);

	if (element == ELEMENT_N || role == BLOCK_ITEM || role == BLOCK_ENTRY ||
	        role == BLOCK_PART_ENTRY)
		return NULL;
	if (heading_class(role))
		return g_strconcat(".", heading_class(role), NULL);
	return *element_row(element)->classes ? element_title(element)
	                                      : all_names(element_row(element)->names);
}
