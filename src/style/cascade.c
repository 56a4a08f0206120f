/*
 * cascade.c - declarations to values.
 *
 * For each element the declarations that reach it are gone through once, in order; the
 * strongest stays, or the parent's value, or the initial one; then they are computed
 * (computed.c). An element's parent is computed before it.
 */
#include "style/cascade.h"

#include "style/variable.h"

#include <string.h>

/* A selector whose medium holds. */
struct active {
	struct sheet *sheet;
	const struct selector *selector;
	const struct rule *rule;
};

struct cascade {
	const struct sheets *sheets;
	enum medium medium;
	double width, height;
	struct value_memory *memory;
	struct element_names *names;
	GArray *active;              /* of struct active */
	GArray *reaching[ELEMENT_N]; /* of guint: of those whose last part may match it */
	GPtrArray *languages;        /* of const char *: those that selectors name */
	GHashTable *subjects;        /* cascade_key() to struct computed */
	gboolean makes_text;
	GQuark ul, ol;
	struct value initial[PROPERTY_ACTING];
	struct computed elements[ELEMENT_N];
	struct computed page, box;
	enum page_kind page_kind; /* what page holds; PAGE_N_KINDS: nothing */
	const char *page_name;    /* of the pages that are asked for; or NULL */
	struct variable_cache variables;
};

/* What is declared for an element, strongest ones only. */
struct winners {
	struct origin origins[PROPERTY_ACTING];
	const struct longhand *longhands[PROPERTY_ACTING];
	GPtrArray *custom; /* of struct custom *, or NULL */
};

/* --- making ------------------------------------------------------------- */

/* The column "initial" of the table, parsed at one go. */
static void
parse_initial(struct cascade *cascade)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct complaints quiet = {0};
	struct tokens *tokens;
	guint first = 0, end;

	for (int i = 0; i < PROPERTY_ACTING; i++) {
		g_string_append(text, property_row((enum property)i)->initial);
		g_string_append_c(text, ';');
	}
	tokens = tokens_new(text->str, text->len, &quiet);
	variable_keep_tokens(cascade->memory, tokens);
	for (int i = 0; i < PROPERTY_ACTING; i++, first = end + 1) {
		end = first;
		while (token_at(tokens, end)->type != TOKEN_SEMICOLON)
			end++;
		value_parse_property((enum property)i, tokens, first, end,
		        cascade->memory, &cascade->initial[i]);
	}
}

/* Languages beyond these are never matched. */
enum { LANGUAGES_MOST = 20 };

static void
list_languages(struct cascade *cascade, const struct selector *selector)
{
	for (guint i = 0; i < selector->n; i++) {
		const char *language = selector->compounds[i].language;

		if (language && cascade->languages->len < LANGUAGES_MOST)
			g_ptr_array_add(cascade->languages, (gpointer)language);
	}
}

/* Does a rule make text, or count? */
static gboolean
makes_text(const struct sheet *sheet, const struct active *active)
{
	const struct selector *selector = active->selector;

	if (selector->compounds[selector->n - 1].pseudo)
		return TRUE;
	for (guint i = 0; i < active->rule->n; i++) {
		const struct declaration *declaration = &g_array_index(
		        sheet->declarations, struct declaration, active->rule->first + i);

		for (guint k = 0; k < declaration->n; k++)
			if (declaration->longhands[k].property >=
			                PROPERTY_COUNTER_RESET &&
			        declaration->longhands[k].property <=
			                PROPERTY_LIST_STYLE_TYPE)
				return TRUE;
	}
	return FALSE;
}

static gboolean
has_quark(const GQuark *list, GQuark wanted)
{
	for (guint i = 0; i < 4 && list[i]; i++)
		if (list[i] == wanted)
			return TRUE;
	return FALSE;
}

/* Are these the tag and the classes that a selector names? */
static gboolean
names_match(const struct element_names *names, const struct compound *compound)
{
	if (compound->never || (compound->tag && !has_quark(names->tags, compound->tag)))
		return FALSE;
	for (guint i = 0; i < compound->n_classes; i++)
		if (!has_quark(names->classes, compound->classes[i]))
			return FALSE;
	return TRUE;
}

/* Most selectors speak of one element: only their own ones are asked for each. */
static void
list_reaching(struct cascade *cascade, const struct selector *selector, guint index)
{
	const struct compound *compound = &selector->compounds[selector->n - 1];

	for (int i = 0; i < ELEMENT_N; i++)
		if (names_match(&cascade->names[i], compound))
			g_array_append_val(cascade->reaching[i], index);
}

static void
list_active(struct cascade *cascade, struct sheet *sheet)
{
	for (guint i = 0; i < sheet->selectors->len; i++) {
		struct active active = {.sheet = sheet,
		        .selector = &g_array_index(sheet->selectors, struct selector, i)};

		active.rule =
		        &g_array_index(sheet->rules, struct rule, active.selector->rule);
		if (!media_holds(sheet, active.rule->media, cascade->medium,
		            cascade->width, cascade->height))
			continue;
		list_reaching(cascade, active.selector, cascade->active->len);
		g_array_append_val(cascade->active, active);
		list_languages(cascade, active.selector);
		cascade->makes_text |= makes_text(sheet, &active);
	}
}

static void
computed_free(gpointer data)
{
	computed_clear(data);
	g_free(data);
}

struct cascade *
cascade_new(const struct sheets *sheets, enum medium medium, double width, double height,
        struct value_memory *memory)
{
	struct cascade *cascade = g_new0(struct cascade, 1);

	cascade->sheets = sheets;
	cascade->medium = medium;
	cascade->width = width;
	cascade->height = height;
	cascade->memory = memory;
	cascade->names = elements_names();
	cascade->ul = g_quark_from_static_string("ul");
	cascade->ol = g_quark_from_static_string("ol");
	cascade->page_kind = PAGE_N_KINDS;
	cascade->active = g_array_new(FALSE, FALSE, sizeof(struct active));
	for (int i = 0; i < ELEMENT_N; i++)
		cascade->reaching[i] = g_array_new(FALSE, FALSE, sizeof(guint));
	cascade->languages = g_ptr_array_new();
	cascade->subjects =
	        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, computed_free);
	for (guint i = 0; i < sheets->list->len; i++)
		list_active(cascade, sheets->list->pdata[i]);
	parse_initial(cascade);
	return cascade;
}

void
cascade_free(struct cascade *cascade)
{
	if (!cascade)
		return;
	for (int i = 0; i < ELEMENT_N; i++) {
		computed_clear(&cascade->elements[i]);
		g_array_unref(cascade->reaching[i]);
	}
	computed_clear(&cascade->page);
	computed_clear(&cascade->box);
	variable_cache_clear(&cascade->variables);
	g_array_unref(cascade->active);
	g_ptr_array_unref(cascade->languages);
	g_hash_table_unref(cascade->subjects);
	g_free(cascade->names);
	g_free(cascade);
}

/* --- matching ----------------------------------------------------------- */

/* The innermost element. */
static enum element
innermost(const struct subject *subject)
{
	if (!subject->inside)
		return subject->element;
	return (enum element)(ELEMENT_INSIDE + g_bit_nth_msf(subject->inside, -1));
}

/* What is around a subject; FALSE: nothing is. */
static gboolean
go_up(struct subject *subject)
{
	gboolean list = subject->element == ELEMENT_LIST && !subject->inside;

	subject->pseudo = PSEUDO_NONE;
	if (subject->inside)
		subject->inside &= ~(1u << g_bit_nth_msf(subject->inside, -1));
	else if (subject->element == ELEMENT_HTML)
		return FALSE;
	else if (subject->element == ELEMENT_LIST && subject->lists >> 2)
		subject->element = ELEMENT_LI;
	else
		subject->element = element_row(subject->element)->parent;
	if (list)
		subject->lists >>= 2;
	if (subject->element == ELEMENT_ARTICLE) /* blocks in items are not below LI */
		subject->lists = 0;
	return TRUE;
}

/* RFC 4647, 3.3.1: "en" is the range of "en-GB", too. */
static gboolean
in_range(const char *range, const char *tag)
{
	gsize n = strlen(range);

	return tag && !g_ascii_strncasecmp(range, tag, n) &&
	       (tag[n] == '\0' || tag[n] == '-');
}

static gboolean
matches_compound(const struct cascade *cascade, const struct compound *compound,
        const struct subject *subject)
{
	enum element element = innermost(subject);

	if (!names_match(&cascade->names[element], compound))
		return FALSE;
	if (element == ELEMENT_LIST && subject->lists && compound->tag &&
	        compound->tag !=
	                ((subject->lists & 3) == LISTS_UL ? cascade->ul : cascade->ol))
		return FALSE;
	if ((compound->root && element != ELEMENT_HTML) ||
	        compound->pseudo != subject->pseudo)
		return FALSE;
	if (compound->language &&
	        !(subject->inside & INSIDE_LANG &&
	                in_range(compound->language, subject->language)))
		return FALSE;
	return !compound->first_child ||
	       (!subject->inside && element_row(element)->first);
}

/* Do the first n compounds match the subject? Elements are at most six deep, and seven
 * stand inside them. */
static gboolean
matches(const struct cascade *cascade, const struct compound *compounds, guint n,
        const struct subject *subject)
{
	struct subject above = *subject;

	if (!matches_compound(cascade, &compounds[n - 1], subject))
		return FALSE;
	if (n == 1)
		return TRUE;
	while (go_up(&above)) {
		if (matches(cascade, compounds, n - 1, &above))
			return TRUE;
		if (compounds[n - 1].child)
			return FALSE;
	}
	return FALSE;
}

guint64
cascade_key(const struct cascade *cascade, const struct subject *subject)
{
	guint64 languages = 0;

	for (guint i = 0; subject->inside & INSIDE_LANG && i < cascade->languages->len;
	        i++)
		if (in_range(cascade->languages->pdata[i], subject->language))
			languages |= (guint64)1 << i;
	return languages << 40 | (guint64)subject->lists << 24 |
	       (guint64)subject->pseudo << 16 | (guint64)subject->inside << 8 |
	       subject->element;
}

/* --- the strongest ------------------------------------------------------ */

static void
consider(struct winners *winners, struct sheet *sheet,
        const struct declaration *declaration, guint64 rank)
{
	rank |= (guint64)declaration->important << 63;
	if (!declaration->n) {
		variable_declare(&winners->custom, sheet, declaration, rank);
		return;
	}
	for (guint i = 0; i < declaration->n; i++) {
		enum property property = declaration->longhands[i].property;

		if ((int)property >= PROPERTY_ACTING ||
		        winners->origins[property].rank > rank)
			continue;
		winners->origins[property] = (struct origin){rank, sheet, declaration};
		winners->longhands[property] = &declaration->longhands[i];
	}
}

/* specificity 30 bits, order 32 bits. */
static void
consider_all(struct winners *winners, struct sheet *sheet, guint first, guint n,
        guint specificity, guint order)
{
	for (guint i = 0; i < n; i++)
		consider(winners, sheet,
		        &g_array_index(
		                sheet->declarations, struct declaration, first + i),
		        (guint64)specificity << 32 | order);
}

gboolean
cascade_reaches(const struct cascade *cascade, const struct subject *subject)
{
	const GArray *reaching = cascade->reaching[innermost(subject)];

	for (guint i = 0; i < reaching->len; i++) {
		const struct selector *selector = g_array_index(
		        cascade->active, struct active, g_array_index(reaching, guint, i))
		                                          .selector;

		if (matches(cascade, selector->compounds, selector->n, subject))
			return TRUE;
	}
	return FALSE;
}

static void
collect(struct cascade *cascade, const struct subject *subject, struct winners *winners)
{
	const GArray *reaching = cascade->reaching[innermost(subject)];

	for (guint i = 0; i < reaching->len; i++) {
		guint index = g_array_index(reaching, guint, i);
		const struct active *active =
		        &g_array_index(cascade->active, struct active, index);
		const struct selector *selector = active->selector;

		if (!matches(cascade, selector->compounds, selector->n, subject))
			continue;
		*selector->matched = TRUE;
		consider_all(winners, active->sheet, active->rule->first, active->rule->n,
		        selector->specificity, index + 1);
	}
}

/* --- an element's values ------------------------------------------------ */

/* What was declared, or what stands for it: the parent's value or the initial one. */
static void
specify(struct cascade *cascade, const struct winners *winners,
        const struct computed *parent, struct computed *computed, enum property property)
{
	const struct longhand *longhand = winners->longhands[property];
	struct value *value = &computed->values[property];
	gboolean inherits = property_row(property)->inherited;

	computed->origins[property] = winners->origins[property];
	if (longhand)
		*value = longhand->value;
	if (longhand && value->kind == VALUE_PENDING &&
	        !variable_parse(&cascade->variables, computed->custom,
	                &winners->origins[property], property, cascade->memory, value))
		longhand = NULL;
	if (longhand && value->kind != VALUE_INHERIT && value->kind != VALUE_INITIAL)
		return;
	if (longhand)
		inherits = value->kind == VALUE_INHERIT;
	*value = inherits && parent ? parent->values[property]
	                            : cascade->initial[property];
}

static void
compute(struct cascade *cascade, struct winners *winners, const struct computed *parent,
        struct computed *computed)
{
	computed_clear(computed);
	computed->custom = variable_compute(
	        winners->custom, parent ? parent->custom : NULL, cascade->memory);
	for (int i = 0; i < PROPERTY_ACTING; i++)
		specify(cascade, winners, parent, computed, (enum property)i);
	computed_make(computed, parent, &cascade->elements[ELEMENT_HTML]);
	if (winners->custom)
		g_ptr_array_unref(winners->custom);
}

/* What ::marker says of its look is the look of what holds the mark. */
static void
collect_marker(struct cascade *cascade, struct winners *winners)
{
	const struct subject marker = {.element = ELEMENT_LI, .pseudo = PSEUDO_MARKER};
	struct winners looks = {0};

	collect(cascade, &marker, &looks);
	for (int i = 0; i < PROPERTY_ACTING; i++) {
		if (!looks.longhands[i] || !property_row((enum property)i)->inherited ||
		        winners->origins[i].rank > looks.origins[i].rank)
			continue;
		winners->origins[i] = looks.origins[i];
		winners->longhands[i] = looks.longhands[i];
	}
	g_clear_pointer(&looks.custom, g_ptr_array_unref);
}

const struct computed *
cascade_element(struct cascade *cascade, enum element element)
{
	struct winners winners = {0};
	const struct computed *parent =
	        element == ELEMENT_HTML
	                ? NULL
	                : &cascade->elements[element_row(element)->parent];

	collect(cascade, &(struct subject){.element = element}, &winners);
	if (element == ELEMENT_MARK)
		collect_marker(cascade, &winners);
	compute(cascade, &winners, parent, &cascade->elements[element]);
	return &cascade->elements[element];
}

/* The first time that it is asked for. */
static const struct computed *
compute_subject(struct cascade *cascade, const struct subject *subject, guint64 key)
{
	struct subject around = *subject;
	struct winners winners = {0};
	struct computed *computed = g_new0(struct computed, 1);

	if (subject->pseudo)
		around.pseudo = PSEUDO_NONE;
	else
		go_up(&around);
	collect(cascade, subject, &winners);
	compute(cascade, &winners, cascade_subject(cascade, &around), computed);
	g_hash_table_insert(cascade->subjects, g_memdup2(&key, sizeof(key)), computed);
	return computed;
}

const struct computed *
cascade_subject(struct cascade *cascade, const struct subject *subject)
{
	guint64 key = cascade_key(cascade, subject);
	const struct computed *known;

	if (!subject->inside && !subject->pseudo && !subject->lists)
		return &cascade->elements[subject->element];
	known = g_hash_table_lookup(cascade->subjects, &key);
	return known ? known : compute_subject(cascade, subject, key);
}

/* --- pages -------------------------------------------------------------- */

static gboolean
page_matches(
        const struct cascade *cascade, const struct page_rule *rule, enum page_kind kind)
{
	gboolean left = kind == PAGE_LEFT || kind == PAGE_OPENING_LEFT;

	if (rule->name && g_strcmp0(rule->name, cascade->page_name))
		return FALSE;
	return !(rule->first_page && kind != PAGE_FIRST) &&
	       !(rule->opening && kind < PAGE_OPENING_RIGHT) && !(rule->left && !left) &&
	       !(rule->right && left);
}

static void
collect_page(
        struct cascade *cascade, enum page_kind kind, int box, struct winners *winners)
{
	guint order = 0;

	for (guint i = 0; i < cascade->sheets->list->len; i++) {
		struct sheet *sheet = cascade->sheets->list->pdata[i];

		for (guint k = 0; k < sheet->page_rules->len; k++) {
			const struct page_rule *rule =
			        &g_array_index(sheet->page_rules, struct page_rule, k);
			guint specificity = (guint)(rule->name != NULL) << 20 |
			                    (guint)(rule->first_page + rule->opening)
			                            << 10 |
			                    (guint)(rule->left + rule->right);

			if (rule->box == box && page_matches(cascade, rule, kind) &&
			        media_holds(sheet, rule->media, cascade->medium,
			                cascade->width, cascade->height))
				consider_all(winners, sheet, rule->first, rule->n,
				        specificity, ++order);
		}
	}
}

void
cascade_name_page(struct cascade *cascade, const char *name)
{
	cascade->page_name = name;
	cascade->page_kind = PAGE_N_KINDS;
}

const struct computed *
cascade_page(struct cascade *cascade, enum page_kind kind, int box)
{
	struct winners winners = {0};

	if (cascade->page_kind != kind) {
		collect_page(cascade, kind, -1, &winners);
		compute(cascade, &winners, &cascade->elements[ELEMENT_HTML],
		        &cascade->page);
		cascade->page_kind = kind;
	}
	if (box < 0)
		return &cascade->page;
	winners = (struct winners){0};
	collect_page(cascade, kind, box, &winners);
	if (!winners.longhands[PROPERTY_CONTENT]) {
		if (winners.custom)
			g_ptr_array_unref(winners.custom);
		return NULL;
	}
	compute(cascade, &winners, &cascade->page, &cascade->box);
	return &cascade->box;
}

gboolean
cascade_makes_text(const struct cascade *cascade)
{
	return cascade->makes_text;
}

/* --- telling ------------------------------------------------------------ */

/* Elements inside a text are matched where they are met, which nobody knows here: each
 * alone, with one other, and inside all that may be around it. */
static gboolean
matches_inside(const struct cascade *cascade, const struct selector *selector,
        struct subject subject)
{
	for (guint i = 0; i < ELEMENTS_INSIDE; i++)
		for (guint k = 0; k <= i; k++) {
			subject.inside = 1u << i | 1u << k;
			if (matches(cascade, selector->compounds, selector->n, &subject))
				return TRUE;
			subject.inside = (2u << i) - (1u << k);
			if (matches(cascade, selector->compounds, selector->n, &subject))
				return TRUE;
		}
	return FALSE;
}

/* Lists in one another: up to four, each of either kind. */
static gboolean
matches_in_lists(const struct cascade *cascade, const struct selector *selector,
        struct subject subject)
{
	for (guint depth = 1; depth <= 4; depth++)
		for (guint kinds = 0; kinds < 1u << depth; kinds++) {
			subject.lists = 0;
			for (guint i = 0; i < depth; i++)
				subject.lists = subject.lists << 2 |
				                (kinds >> i & 1 ? LISTS_OL : LISTS_UL);
			if (matches(cascade, selector->compounds, selector->n, &subject))
				return TRUE;
		}
	return FALSE;
}

static gboolean
matches_anything(const struct cascade *cascade, const struct selector *selector)
{
	const struct compound *last = &selector->compounds[selector->n - 1];
	struct subject subject = {.pseudo = last->pseudo};

	for (guint i = 0; i < selector->n; i++) {
		if (selector->compounds[i].never)
			return FALSE;
		if (selector->compounds[i].language)
			subject.language = selector->compounds[i].language;
	}
	for (int i = 0; i < ELEMENT_INSIDE; i++) {
		subject.element = (enum element)i;
		subject.inside = 0;
		if (matches(cascade, selector->compounds, selector->n, &subject) ||
		        (i >= ELEMENT_LIST && i <= ELEMENT_ITEM &&
		                matches_in_lists(cascade, selector, subject)) ||
		        (element_row(subject.element)->role < BLOCK_N_ROLES &&
		                matches_inside(cascade, selector, subject)))
			return TRUE;
	}
	return FALSE;
}

void
cascade_tell_unmatched(struct cascade *cascade)
{
	for (guint i = 0; i < cascade->active->len; i++) {
		const struct active *active =
		        &g_array_index(cascade->active, struct active, i);
		const struct tokens *tokens = active->sheet->tokens;
		guint where = active->selector->where, end = where;
		g_autofree char *text = NULL;

		if (*active->selector->matched ||
		        matches_anything(cascade, active->selector))
			continue;
		while (token_at(tokens, end)->type != TOKEN_CURLY &&
		        token_at(tokens, end)->type != TOKEN_COMMA &&
		        token_at(tokens, end)->type != TOKEN_END)
			end++;
		text = token_excerpt(tokens, where, token_trim(tokens, where, end));
		complain(&active->sheet->complaints, DIAG_CSS_MATCH,
		        token_at(tokens, where), text, NULL);
	}
}
