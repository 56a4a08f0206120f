/*
 * property.c - the table of properties.
 */
#include "style/property.h"

#include <string.h>

#define NONE TYPE_NONE
#define LENGTH TYPE_LENGTH
#define PERCENT TYPE_PERCENT
#define NUMBER TYPE_NUMBER
#define INTEGER TYPE_INTEGER
#define COLOUR TYPE_COLOUR
#define OWN TYPE_OWN
#define TEXT ON_TEXT
#define GROUP ON_GROUP
#define ARTICLE ON_ARTICLE
#define ROOT ON_ROOT
#define PAGE ON_PAGE
#define BOX ON_BOX
#define INLINE ON_INLINE
#define PSEUDO ON_PSEUDO
#define ELEMENT ON_ELEMENT
#define CELL ON_CELL
#define TABLE ON_TABLE
#define HOLDER ON_HOLDER
#define ROW ON_ROW
#define FIGURE ON_FIGURE
#define LETTER ON_LETTER
#define HEADING ON_HEADING
#define NOWHERE ON_NOWHERE
#define YES TRUE
#define NO FALSE

static const struct property_row rows[PROPERTY_N] = {
#define PROPERTY(id, name_, types_, keywords_, inherited_, initial_, on, field_)         \
	[PROPERTY_##id] = {name_, (enum value_types)(types_), keywords_, inherited_,     \
	        initial_, (enum targets)(on), field_},
#include "style/properties.def"
#undef PROPERTY
};

const struct property_row *
property_row(enum property property)
{
	return &rows[property];
}

enum property
property_find(const char *name)
{
	char first = g_ascii_tolower(*name);

	if (name[0] == '-' && name[1] == '-')
		return PROPERTY_CUSTOM;
	for (int i = 0; i < PROPERTY_N; i++)
		if (rows[i].name[0] == first && !g_ascii_strcasecmp(rows[i].name, name))
			return (enum property)i;
	return PROPERTY_NONE;
}
