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

/* A border that is not drawn has neither width nor colour. */
static gboolean
is_undrawn(const struct computed *computed, int property)
{
	static const enum property styles[] = {PROPERTY_BORDER_TOP_STYLE,
	        PROPERTY_BORDER_BOTTOM_STYLE, PROPERTY_BORDER_LEFT_STYLE,
	        PROPERTY_BORDER_RIGHT_STYLE};

	for (gsize i = 0; i < G_N_ELEMENTS(styles); i++)
		if (property >= (int)styles[i] - 1 && property <= (int)styles[i] + 1)
			return computed_keyword(computed, styles[i]) <= 1;
	return FALSE;
}

/* "margin: 0", "border: none": what is not there acts where nothing acts. */
static gboolean
asks_for_nothing(const struct computed *computed, int property)
{
	const struct value *value = &computed->values[property];

	return is_undrawn(computed, property) ||
	       (property >= PROPERTY_MARGIN_TOP && property <= PROPERTY_PADDING_LEFT &&
	               value->kind == VALUE_LENGTH && value->length.absolute == 0 &&
	               value->length.percent == 0) ||
	       (property == PROPERTY_BACKGROUND_COLOR && value->kind == VALUE_KEYWORD);
}

/* What was declared for `title` in vain: it acts nowhere `here`. Inherited properties act
 * on what is below. */
static void
tell_vain(const struct computed *computed, enum targets here, const char *title)
{
	for (int i = 0; i < PROPERTY_ACTING; i++) {
		const struct property_row *property = property_row((enum property)i);
		g_autofree char *words = NULL;

		if (!computed->origins[i].rank || property->inherited ||
		        property->targets & here ||
		        (i == PROPERTY_DISPLAY && stands_alone(computed)) ||
		        asks_for_nothing(computed, i))
			continue;
		words = g_strdup_printf("%s (%s)", property->name, title);
		origin_complain(&computed->origins[i], DIAG_CSS_UNSUPPORTED, words, NULL);
	}
}

static void
tell_properties(const struct computed *computed, const struct element_row *row,
        enum element element)
{
	g_autofree char *title = element_title(element);
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

	tell_vain(computed, here, title);
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

/* What is made beside a text looks like what stands inside of it. A mark of a list has
 * one look, that of ::marker: what li::before says of its own is in vain. */
static void
tell_made_look(const struct computed *computed, enum element element, enum pseudo pseudo,
        const char *title)
{
	enum targets letter = pseudo == PSEUDO_LETTER ? ON_LETTER : 0;
	gboolean in_mark = element == ELEMENT_LI;

	tell_vain(computed, ON_PSEUDO | (in_mark ? 0 : ON_INLINE) | letter, title);
	for (int i = 0; in_mark && pseudo == PSEUDO_BEFORE && i < PROPERTY_ACTING; i++) {
		const struct property_row *property = property_row((enum property)i);
		g_autofree char *words =
		        g_strdup_printf("%s (%s)", property->name, title);

		if (property->inherited)
			origin_complain(
			        &computed->origins[i], DIAG_CSS_UNSUPPORTED, words, NULL);
	}
}

/* "li" are entries of the contents, too: what li::marker says is for lists. */
static gboolean
is_of_lists(struct cascade *cascade, const struct computed *computed)
{
	const struct subject mark = {.element = ELEMENT_LI, .pseudo = PSEUDO_MARKER};
	const struct origin *origins = cascade_subject(cascade, &mark)->origins;

	return origins[PROPERTY_CONTENT].declaration ==
	       computed->origins[PROPERTY_CONTENT].declaration;
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
		g_autofree char *title = element_title(element);
		g_autofree char *words = g_strdup_printf("%s%s", title, names[i]);

		if (i == PSEUDO_LETTER && !text)
			tell_letter(computed, element);
		else if (text || element == ELEMENT_LI)
			tell_made_look(computed, element, (enum pseudo)i, words);
		if (i != PSEUDO_LETTER)
			origin_complain(&computed->origins[PROPERTY_INITIAL_LETTER],
			        DIAG_CSS_UNSUPPORTED, "initial-letter", NULL);
		if (value->kind != VALUE_POINTER || !content->n)
			continue;
		for (guint k = 0; k < content->n; k++)
			acts &= content->parts[k].kind != PART_PAGE &&
			        content->parts[k].kind != PART_PAGES;
		if (!acts && !(i == PSEUDO_MARKER && is_of_lists(cascade, computed)))
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

void
inert_tell_page(struct cascade *cascade, const char *name)
{
	static const char *const pseudos[PAGE_N_KINDS] = {
	        [PAGE_LEFT] = ":left",
	        [PAGE_FIRST] = ":first",
	        [PAGE_OPENING_RIGHT] = ":-anban-opening",
	        [PAGE_OPENING_LEFT] = ":-anban-opening",
	};
	static const char *const boxes[BOX_N] = {"@top-left", "@top-center", "@top-right",
	        "@bottom-left", "@bottom-center", "@bottom-right"};

	for (int kind = 0; kind < PAGE_N_KINDS; kind++) {
		const char *pseudo = pseudos[kind] ? pseudos[kind] : "";
		g_autofree char *title = g_strdup_printf(
		        *name || *pseudo ? "@page %s%s" : "@page%s%s", name, pseudo);

		tell_vain(
		        cascade_page(cascade, (enum page_kind)kind, -1), ON_PAGE, title);
		for (int box = 0; box < BOX_N; box++) {
			const struct computed *computed =
			        cascade_page(cascade, (enum page_kind)kind, box);

			if (computed)
				tell_vain(computed, ON_BOX, boxes[box]);
		}
	}
}
