/*
 * inert.c - what a sheet declares in vain is told.
 *
 * properties.def says on what a property acts. Inherited ones are never in vain: they act
 * on what is below. Each complaint names the declaration, its property and the element.
 */
#include "style/inert.h"

#include "style/role.h"

static gboolean
is_holder(enum group group)
{
	return group < GROUP_N && group != GROUP_HEAD && group != GROUP_TITLE_PAGE &&
	       group != GROUP_ROW && group != GROUP_SEPARATOR;
}

/* What is no heading stands by itself. */
static gboolean
stands_alone(const struct computed *computed)
{
	return computed_keyword(computed, PROPERTY_DISPLAY) == 0;
}

/* Where a property that was declared for an element acts at all. Inherited ones act on
 * what is below. */
static void
tell_properties(const struct computed *computed, const struct element_row *row,
        enum element element)
{
	enum targets here =
	        ON_ELEMENT | (row->role < BLOCK_N_ROLES ? ON_TEXT : 0) |
	        (row->group < GROUP_N ? ON_GROUP : 0) |
	        (role_is_cell(row->role) ? ON_CELL : 0) |
	        (role_is_heading(row->role) ? ON_HEADING : 0) |
	        (row->group == GROUP_TABLE ? ON_TABLE : 0) |
	        (row->group == GROUP_ROW ? ON_ROW : 0) |
	        (row->group == GROUP_FIGURE ? ON_FIGURE : 0) |
	        (is_holder(row->group) ? ON_HOLDER : 0) |
	        (element == ELEMENT_BODY || element == ELEMENT_ARTICLE ? ON_ARTICLE : 0) |
	        (element == ELEMENT_HTML ? ON_ROOT : 0) |
	        (element >= ELEMENT_INSIDE ? ON_INLINE : 0);

	for (int i = 0; i < PROPERTY_ACTING; i++) {
		const struct property_row *property = property_row((enum property)i);
		g_autofree char *title = NULL, *words = NULL;

		if (!computed->origins[i].rank || property->inherited ||
		        property->targets & here ||
		        (i == PROPERTY_DISPLAY && stands_alone(computed)))
			continue;
		title = element_title(element);
		words = g_strdup_printf("%s (%s)", property->name, title);
		origin_complain(&computed->origins[i], DIAG_CSS_UNSUPPORTED, words, NULL);
	}
}

/* What has no text has no first letter: said once. */
static void
tell_letter(const struct computed *computed, enum element element)
{
	const struct origin *origin = computed_declared(computed);
	g_autofree char *title = element_title(element);
	g_autofree char *words = g_strconcat(title, "::first-letter", NULL);

	if (origin)
		origin_complain(origin, DIAG_CSS_UNSUPPORTED, words, NULL);
}

/* Text is made beside text and before marks of lists, and knows nothing of pages. */
static void
tell_made(struct cascade *cascade, const struct element_row *row, enum element element)
{
	static const char *const names[] = {
	        [PSEUDO_BEFORE] = "::before",
	        [PSEUDO_AFTER] = "::after",
	        [PSEUDO_MARKER] = "::marker",
	        [PSEUDO_LETTER] = "::first-letter",
	};
	gboolean text = row->role < BLOCK_N_ROLES || element >= ELEMENT_INSIDE;

	for (int i = PSEUDO_BEFORE; i <= PSEUDO_LETTER; i++) {
		struct subject subject = {.element = element, .pseudo = (enum pseudo)i};
		const struct computed *computed = cascade_subject(cascade, &subject);
		const struct value *value = &computed->values[PROPERTY_CONTENT];
		const struct content_value *content = value->pointer;
		gboolean acts = element == ELEMENT_LI ? i != PSEUDO_AFTER
		                                      : text && i < PSEUDO_MARKER;
		g_autofree char *title = NULL, *words = NULL;

		if (i == PSEUDO_LETTER && !text)
			tell_letter(computed, element);
		if (i != PSEUDO_LETTER)
			origin_complain(&computed->origins[PROPERTY_INITIAL_LETTER],
			        DIAG_CSS_UNSUPPORTED, "initial-letter", NULL);
		if (value->kind != VALUE_POINTER || !content->n)
			continue;
		for (guint k = 0; k < content->n; k++)
			acts &= content->parts[k].kind != PART_PAGE &&
			        content->parts[k].kind != PART_PAGES;
		title = element_title(element);
		words = g_strdup_printf("%s%s", title, names[i]);
		if (!acts)
			origin_complain(&computed->origins[PROPERTY_CONTENT],
			        DIAG_CSS_UNSUPPORTED, words, NULL);
	}
}

void
inert_tell(struct cascade *cascade, enum element element)
{
	const struct element_row *row = element_row(element);
	const struct subject subject = {.element = element};

	tell_properties(cascade_subject(cascade, &subject), row, element);
	if (cascade_makes_text(cascade))
		tell_made(cascade, row, element);
}
