/*
 * style.c - the door: sheets and a paper in, computed values out.
 *
 * The size of the page comes first (of the paper, else of @page rules that do not depend
 * on it), for conditions of @media ask for it; then everything else.
 */
#include "style/fill.h"
#include "style/paper.h"

#include <string.h>

/* A style with what it points into. */
struct owner {
	struct style style; /* first: a struct style * of ours is a struct owner * */
	struct value_memory memory;
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

/* Margins that leave no room are told, and others taken. */
static void
set_plain_margins(struct style *style)
{
	style->margin_top = style->height / 10;
	style->margin_left = style->margin_right = style->margin_left_even =
	        style->width / 8;
	style->grid = MIN(style->grid, style->height / 20);
	style->lines = (guint)(style->height * 4 / 5 / style->grid);
}

static void
fill(struct style *style, const struct sheets *sheets, enum medium medium,
        struct value_memory *memory)
{
	struct cascade *cascade =
	        cascade_new(sheets, medium, style->width, style->height, memory);

	if (!fill_margins(style, cascade))
		set_plain_margins(style);
	fill_elements(style, cascade);
	fill_boxes(style, cascade);
	cascade_tell_unmatched(cascade);
	cascade_free(cascade);
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
	if (!choose_paper(sheets, medium, paper, owner, &width, &height, error)) {
		style_free(&owner->style);
		return NULL;
	}
	owner->style.width = (unit)(width * 72 / 25.4 * UNIT_PT + 0.5);
	owner->style.height = (unit)(height * 72 / 25.4 * UNIT_PT + 0.5);
	fill(&owner->style, sheets, medium, &owner->memory);
	for (guint i = 0; i < sheets->list->len; i++)
		complaints_tell(&((struct sheet *)sheets->list->pdata[i])->complaints);
	return &owner->style;
}

void
style_free(struct style *style)
{
	struct owner *owner = (struct owner *)style;

	if (!style)
		return;
	g_free(style->paper);
	g_ptr_array_unref(owner->memory.blocks);
	if (owner->memory.tokens)
		g_ptr_array_unref(owner->memory.tokens);
	g_free(owner);
}

void
style_plain_lines(struct style *style)
{
	style->justification = style->narrow = (struct justification){500, 333, 0, 0, 0};
	style->hang = NULL;
}
