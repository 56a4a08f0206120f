/*
 * style.c - the door: sheets and a paper in, computed values out.
 *
 * The size of the page comes first (of the paper, else of @page rules that do not depend
 * on it), for conditions of @media ask for it; then everything else.
 */
#include "style/fill.h"
#include "style/inert.h"
#include "style/paper.h"
#include "style/type.h"

#include <string.h>

/* A style with what it points into. */
struct owner {
	struct style style; /* first: a struct style * of ours is a struct owner * */
	struct value_memory memory;
	struct cascade *cascade; /* for what stands inside texts */
	GHashTable *insides;     /* cascade_key() to struct inside_style */
};

static gboolean
refuse(const char *paper, GError **error)
{
	g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, paper);
	return FALSE;
}

/* The size of the page in mm. */
static gboolean
choose_paper(const struct sheets *sheets, enum medium medium, const char *paper,
        struct owner *owner, double *width, double *height, GError **error)
{
	struct cascade *cascade;

	if (paper) {
		owner->style.paper = g_strdup(paper);
		return (paper_find(paper, width, height) &&
		               paper_usable(*width, *height)) ||
		       refuse(paper, error);
	}
	cascade = cascade_new(sheets, medium, 0, 0, &owner->memory);
	cascade_element(cascade, ELEMENT_HTML);
	*width = 210;
	*height = 297;
	fill_size(cascade, width, height);
	cascade_free(cascade);
	owner->style.paper = paper_name(*width, *height);
	return TRUE;
}

/* The fonts of the sheets, those of the last one first. */
static void
list_faces(struct owner *owner, const struct sheets *sheets)
{
	guint n = 0;

	for (guint i = 0; i < sheets->list->len; i++)
		n += ((struct sheet *)sheets->list->pdata[i])->faces->len;
	owner->style.faces = value_keep(&owner->memory, (n + 1) * sizeof(gpointer));
	n = 0;
	for (guint i = sheets->list->len; i > 0; i--) {
		const struct sheet *sheet = sheets->list->pdata[i - 1];

		for (guint k = sheet->faces->len; k > 0; k--)
			owner->style.faces[n++] = sheet->faces->pdata[k - 1];
	}
}

/* Margins that leave no room are told, and others taken. */
static void
set_plain_margins(struct style *style)
{
	style->margin_left = style->margin_right = style->margin_left_even =
	        style->width / 8;
	style->grid = MIN(style->grid, style->height / 20);
	style->lines = (guint)(style->height * 4 / 5 / style->grid);
	for (int kind = 0; kind < PAGE_N_KINDS; kind++)
		style->areas[kind] = (struct type_area){style->height / 10, style->lines};
}

static void
begin(struct owner *owner, struct cascade *cascade)
{
	owner->cascade = cascade;
	owner->insides =
	        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
}

/* In mm. */
static void
set_size(struct style *style, double width, double height)
{
	style->width = (unit)(width * 72 / 25.4 * UNIT_PT + 0.5);
	style->height = (unit)(height * 72 / 25.4 * UNIT_PT + 0.5);
}

static void
fill(struct owner *owner, const struct sheets *sheets, enum medium medium)
{
	struct style *style = &owner->style;
	struct cascade *cascade =
	        cascade_new(sheets, medium, style->width, style->height, &owner->memory);

	begin(owner, cascade);
	if (!fill_margins(style, cascade))
		set_plain_margins(style);
	fill_tell_gutters(cascade, "", fill_gutters(style, cascade));
	fill_elements(style, cascade);
	fill_boxes(style, cascade);
	inert_tell_page(cascade, "");
	cascade_tell_unmatched(cascade);
}

/* --- pages with a name ------------------------------------------------------ */

/* --paper wins over the size of named pages, too, but not over which way they lie. */
static void
choose_named_size(struct style *named, struct cascade *cascade, const struct style *base,
        const char *paper)
{
	double width = base->width / (72 / 25.4 * UNIT_PT), given = width;
	double height = base->height / (72 / 25.4 * UNIT_PT);
	gboolean turned;

	fill_size(cascade, &width, &height);
	turned = (width > height) != (base->width > base->height);
	if (paper && turned) {
		width = base->height / (72 / 25.4 * UNIT_PT);
		height = given;
	} else if (paper) {
		width = given;
		height = base->height / (72 / 25.4 * UNIT_PT);
	}
	set_size(named, width, height);
}

/* The style of pages of a name. What its elements say was told of the other pages. */
static struct style *
make_named(struct owner *base, const struct sheets *sheets, enum medium medium,
        const char *paper, const char *name)
{
	struct owner *owner = g_new0(struct owner, 1);
	struct style *style = &owner->style;
	const struct declaration *gutters;

	owner->memory.blocks = g_ptr_array_new_with_free_func(g_free);
	list_faces(owner, sheets);
	style->paper = g_strdup(name);
	begin(owner, cascade_new(sheets, medium, base->style.width, base->style.height,
	                     &owner->memory));
	cascade_element(owner->cascade, ELEMENT_HTML);
	gutters = fill_gutters(style, owner->cascade);
	cascade_name_page(owner->cascade, name);
	choose_named_size(style, owner->cascade, &base->style, paper);
	if (!fill_margins(style, owner->cascade))
		set_plain_margins(style);
	fill_tell_gutters(owner->cascade, name, gutters);
	fill_elements(style, owner->cascade);
	fill_boxes(style, owner->cascade);
	inert_tell_page(owner->cascade, name);
	base->style.counts_pages |= style->counts_pages;
	return style;
}

/* A name that no element's pages have is a slip of the pen. */
static void
tell_unnamed(const struct style *style, struct sheet *sheet)
{
	for (guint k = 0; k < sheet->page_rules->len; k++) {
		const struct page_rule *rule =
		        &g_array_index(sheet->page_rules, struct page_rule, k);
		guint i = 0;

		while (rule->name && i < style->n_named &&
		        strcmp(style->named[i].name, rule->name))
			i++;
		if (rule->name && i == style->n_named)
			complain(&sheet->complaints, DIAG_CSS_MATCH,
			        token_at(sheet->tokens, rule->where), rule->name, NULL);
	}
}

static void
fill_named(struct owner *owner, const struct sheets *sheets, enum medium medium,
        const char *paper)
{
	struct style *style = &owner->style;

	for (guint i = 0; i < style->n_named; i++)
		style->named[i].style =
		        make_named(owner, sheets, medium, paper, style->named[i].name);
	for (guint i = 0; i < sheets->list->len; i++)
		tell_unnamed(style, sheets->list->pdata[i]);
}

static void
tell(const struct sheets *sheets)
{
	for (guint i = 0; i < sheets->list->len; i++) {
		struct complaints *complaints =
		        &((struct sheet *)sheets->list->pdata[i])->complaints;

		complaints_tell(complaints);
		complaints->diags = NULL; /* may be gone when style_inside() computes */
	}
}

struct style *
style_new(const struct sheets *sheets, enum medium medium, const char *paper,
        struct diags *diags, GError **error)
{
	struct owner *owner = g_new0(struct owner, 1);
	double width, height;

	owner->memory.blocks = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < sheets->list->len; i++)
		((struct sheet *)sheets->list->pdata[i])->complaints.diags = diags;
	list_faces(owner, sheets);
	if (!choose_paper(sheets, medium, paper, owner, &width, &height, error)) {
		style_free(&owner->style);
		return NULL;
	}
	set_size(&owner->style, width, height);
	fill(owner, sheets, medium);
	fill_named(owner, sheets, medium, paper);
	tell(sheets);
	return &owner->style;
}

struct cascade *
style_cascade(const struct style *style)
{
	return ((const struct owner *)style)->cascade;
}

void
style_free(struct style *style)
{
	struct owner *owner = (struct owner *)style;

	if (!style)
		return;
	for (guint i = 0; i < style->n_named; i++)
		style_free(style->named[i].style);
	cascade_free(owner->cascade);
	if (owner->insides)
		g_hash_table_unref(owner->insides);
	g_free(style->paper);
	g_ptr_array_unref(owner->memory.blocks);
	if (owner->memory.tokens)
		g_ptr_array_unref(owner->memory.tokens);
	g_free(owner);
}

enum inside
style_inside_of(const struct span *span)
{
	static const enum inside insides[] = {
	        [SPAN_STRONG] = INSIDE_STRONG,
	        [SPAN_EM] = INSIDE_EM,
	        [SPAN_SUB] = INSIDE_SUB,
	        [SPAN_SUP] = INSIDE_SUP,
	        [SPAN_CODE] = INSIDE_CODE,
	        [SPAN_LINK] = INSIDE_LINK,
	        [SPAN_LANG] = INSIDE_LANG,
	        [SPAN_GENERATED] = INSIDE_AFTER,
	};

	if (span->kind == SPAN_GENERATED && !strcmp(span->value, "before"))
		return INSIDE_BEFORE;
	if (span->kind == SPAN_GENERATED && g_str_has_prefix(span->value, "letter"))
		return INSIDE_LETTER;
	return insides[span->kind];
}

/* A block's text is set like that anyway. */
static gboolean
says_nothing(const struct block_style *block, const struct inside_style *inside)
{
	return inside->face == block->face && inside->features == block->features &&
	       inside->size == inside->of && !inside->rise &&
	       inside->letter_spacing == block->letter_spacing &&
	       inside->colour == block->colour &&
	       inside->decoration == block->decoration && !inside->initial;
}

static struct inside_style *
make_inside(
        struct owner *owner, struct subject subject, const struct inside_style *around)
{
	struct inside_style *inside = g_new0(struct inside_style, 1);
	const struct subject base = {.element = subject.element};

	type_inside(&owner->style, cascade_subject(owner->cascade, &base),
	        cascade_subject(owner->cascade, &subject), around, inside);
	if (subject.pseudo != PSEUDO_LETTER)
		inside->initial = 0;
	return inside;
}

/* The key of nothing is there with a NULL. */
static const struct inside_style *
find_inside(struct owner *owner, enum block_role role, struct subject subject)
{
	const struct inside_style *around = NULL;
	guint64 key = cascade_key(owner->cascade, &subject);
	struct subject outer = subject;
	struct inside_style *found;
	gpointer known;

	if (g_hash_table_lookup_extended(owner->insides, &key, NULL, &known))
		return known;
	if (subject.pseudo)
		outer.pseudo = PSEUDO_NONE;
	else
		outer.inside &= ~(1u << g_bit_nth_msf(subject.inside, -1));
	if (outer.inside)
		around = find_inside(owner, role, outer);
	found = cascade_reaches(owner->cascade, &subject)
	                ? make_inside(owner, subject, around)
	                : g_memdup2(around, sizeof(*around));
	if (found && says_nothing(&owner->style.blocks[role], found))
		g_clear_pointer(&found, g_free);
	g_hash_table_insert(owner->insides, g_memdup2(&key, sizeof(key)), found);
	return found;
}

const struct inside_style *
style_inside(const struct style *style, enum block_role role, guint inside,
        const char *language)
{
	struct owner *owner = (struct owner *)style;
	struct subject subject = {.element = element_of_role(role), .language = language};

	if (!inside || subject.element == ELEMENT_N)
		return NULL;
	if (inside & INSIDE_LETTER)
		subject.pseudo = PSEUDO_LETTER; /* of the whole text */
	else if (inside & (INSIDE_BEFORE | INSIDE_AFTER))
		subject.pseudo = inside & INSIDE_BEFORE ? PSEUDO_BEFORE : PSEUDO_AFTER;
	if (!subject.pseudo || !(inside & INSIDE_LETTER))
		subject.inside = inside & ~(guint)(INSIDE_BEFORE | INSIDE_AFTER);
	return find_inside(owner, role, subject);
}

unit
breadth_in(const struct breadth *breadth, unit measure, unit otherwise)
{
	if (!breadth->fixed && !breadth->permille)
		return otherwise;
	return breadth->fixed + (unit)((gint64)measure * breadth->permille / 1000);
}

void
style_plain_lines(struct style *style)
{
	style->justification = style->narrow = (struct justification){500, 333, 0, 0, 0};
	style->hang = NULL;
	for (guint i = 0; i < style->n_named; i++)
		if (style->named[i].style)
			style_plain_lines(style->named[i].style);
}
