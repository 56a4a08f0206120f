/*
 * element.c - the table of elements.
 */
#include "style/element.h"

#include <string.h>

static const struct element_row rows[ELEMENT_N] = {
#define ELEMENT(id, parent_, names_, classes_, first_, role_, group_)                    \
	[ELEMENT_##id] = {ELEMENT_##parent_, names_, classes_, first_, role_, group_},
#include "style/elements.def"
#undef ELEMENT
};

const struct element_row *
element_row(enum element element)
{
	return &rows[element];
}

enum element
element_of_role(enum block_role role)
{
	for (int i = 0; i < ELEMENT_N; i++)
		if (rows[i].role == role)
			return (enum element)i;
	return ELEMENT_N;
}

char *
element_title(enum element element)
{
	const struct element_row *row = &rows[element];
	const char *class = strrchr(row->classes, ' ');

	class = class ? class + 1 : row->classes;
	return g_strdup_printf("%.*s%s%s", (int)strcspn(row->names, "|"), row->names,
	        *class ? "." : "", class);
}

/* The words of a list as quarks. */
static void
split(const char *words, const char *separators, GQuark *quarks)
{
	for (; *words; quarks++) {
		gsize n = strcspn(words, separators);
		char word[32];

		g_strlcpy(word, words, MIN(n + 1, sizeof(word)));
		*quarks = g_quark_from_string(word);
		words += n + (words[n] != '\0');
	}
}

struct element_names *
elements_names(void)
{
	struct element_names *names = g_new0(struct element_names, ELEMENT_N);

	for (int i = 0; i < ELEMENT_N; i++) {
		split(rows[i].names, "|", names[i].tags);
		split(rows[i].classes, " ", names[i].classes);
	}
	return names;
}
