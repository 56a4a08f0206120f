/*
 * cssblock.c - a rule for each role of blocks.
 */
#include "write/epub/css.h"

enum { SMALLEST = 800 }; /* size in thousandths of the text's */

static gboolean
same_leading(const struct block_style *a, const struct block_style *b)
{
	return (gint64)a->leading * b->size == (gint64)b->leading * a->size;
}

/* Family and leading of the text are said once, for the body, where the reader's choice
 * replaces them. */
static void
append_type(GString *css, const struct style *style, const GArray *fonts,
        const struct block_style *block, unit size)
{
	static const char *const transforms[] = {
	        "none", "uppercase", "lowercase", "capitalize"};

	if (!declare_is_text_family(style, block->face))
		declare_family(css, style, fonts, block->face);
	declare_em(css, "font-size", size, css_body(style)->size);
	g_string_append_printf(css, "\tfont-weight: %d;\n\tfont-style: %s;\n",
	        block->face->weight, block->face->italic ? "italic" : "normal");
	if (!same_leading(block, css_body(style)))
		declare_leading(css, block);
	if (block->letter_spacing)
		declare_em(css, "letter-spacing", block->letter_spacing, block->size);
	if (block->transform)
		g_string_append_printf(
		        css, "\ttext-transform: %s;\n", transforms[block->transform]);
	if (block->word_spacing)
		declare_em(css, "word-spacing", block->word_spacing, block->size);
	if (block->features)
		declare_features(css, &style->features[block->features]);
	if (block->colour)
		declare_colour(css, "color", block->colour);
	if (block->filled)
		declare_colour(css, "background-color", block->background);
}

/* Whose rule holds too for an element with a class; NULL: none's. */
static const struct block_style *
base_of(const struct style *style, const char *selector)
{
	if (g_str_has_prefix(selector, "th."))
		return &style->blocks[BLOCK_HEADER_CELL];
	return g_str_has_prefix(selector, "p.") ? css_body(style) : NULL;
}

/* What is not said of an element with a class would be that of those without. */
static void
append_resets(GString *css, const struct style *style, const struct block_style *base,
        const struct block_style *block)
{
	if (declare_is_text_family(style, block->face) &&
	        !declare_is_text_family(style, base->face))
		g_string_append(css, "\tfont-family: inherit;\n");
	if (same_leading(block, css_body(style)) && !same_leading(base, css_body(style)))
		g_string_append(css, "\tline-height: inherit;\n");
	if (base->letter_spacing && !block->letter_spacing)
		g_string_append(css, "\tletter-spacing: normal;\n");
	if (base->word_spacing && !block->word_spacing)
		g_string_append(css, "\tword-spacing: normal;\n");
	if (base->transform && !block->transform)
		g_string_append(css, "\ttext-transform: none;\n");
	if (base->features && !block->features)
		g_string_append(css, "\tfont-feature-settings: normal;\n");
	if (base->colour && !block->colour)
		g_string_append(css, "\tcolor: inherit;\n");
	if (base->filled && !block->filled)
		g_string_append(css, "\tbackground-color: transparent;\n");
	if (base->balanced && !block->balanced)
		g_string_append(css, "\ttext-wrap: wrap;\n");
	if (base->rule_above && !block->rule_above)
		g_string_append(css, "\tborder-top: 0;\n\tpadding-top: 0;\n");
	if (base->rule_below && !block->rule_below)
		g_string_append(css, "\tborder-bottom: 0;\n\tpadding-bottom: 0;\n");
	if (base->keep_next && !block->keep_next)
		g_string_append(css, "\tpage-break-after: auto;\n\tbreak-after: auto;\n");
	if (base->break_before >= EJECT_PAGE && block->break_before < EJECT_PAGE)
		g_string_append(
		        css, "\tpage-break-before: auto;\n\tbreak-before: auto;\n");
}

/* Rules, the white between them and the text, and page breaks. */
static void
append_edges(GString *css, const struct block_style *block, unit size)
{
	if (block->rule_above)
		declare_rule(css, "top", block->rule_colour, block->colour);
	if (block->padding_top)
		declare_em(css, "padding-top", block->padding_top, size);
	else if (block->rule_above)
		g_string_append(css, "\tpadding-top: 0.4em;\n");
	if (block->padding_bottom)
		declare_em(css, "padding-bottom", block->padding_bottom, size);
	if (block->rule_below)
		declare_rule(css, "bottom", block->rule_colour, block->colour);
	declare_breaks(css, block->break_before, block->break_after, block->keep_inside);
}

static void
append_place(GString *css, const struct block_style *block, unit size)
{
	static const char *const aligns[] = {
	        [ALIGN_JUSTIFY] = "justify",
	        [ALIGN_LEFT] = "left",
	        [ALIGN_RIGHT] = "right",
	        [ALIGN_CENTRE] = "center",
	};

	declare_em(css, "margin-top", block->space_before, size);
	declare_em(css, "margin-bottom", block->space_after, size);
	declare_sides(css, block->margin_left, block->margin_right, &block->sides,
	        block->colour, size);
	declare_em(css, "text-indent", block->indent, size);
	g_string_append_printf(css, "\ttext-align: %s;\n", aligns[block->align]);
	if (block->balanced)
		g_string_append(css, "\ttext-wrap: balance;\n");
	g_string_append_printf(
	        css, "\torphans: %u;\n\twidows: %u;\n", block->orphans, block->widows);
	if (block->keep_next)
		g_string_append(
		        css, "\tpage-break-after: avoid;\n\tbreak-after: avoid;\n");
	append_edges(css, block, size);
}

static void
append_block(GString *css, const struct style *style, const GArray *fonts,
        const char *selector, const struct block_style *block)
{
	unit smallest = (unit)((gint64)css_body(style)->size * SMALLEST / 1000);
	unit size = MAX(block->size, smallest);
	const struct block_style *base = base_of(style, selector);

	g_string_append_printf(css, "%s {\n", selector);
	append_type(css, style, fonts, block, size);
	append_place(css, block, size);
	if (base)
		append_resets(css, style, base, block);
	g_string_append(css, "}\n");
}

/* A title has no size of its own: a class for every row of the table. */
static void
append_titles(GString *css, const struct style *style, const GArray *fonts)
{
	struct block_style block = style->blocks[BLOCK_TITLE];

	for (guint i = 0; i < G_N_ELEMENTS(style->titles); i++) {
		g_autofree char *selector = g_strdup_printf("h1.title-%u", i + 1);

		block.size = style->titles[i].size;
		block.leading = style->titles[i].leading;
		if (block.size)
			append_block(css, style, fonts, selector, &block);
	}
}

void
cssblock_append(GString *css, const struct style *style, const GArray *fonts)
{
	for (int role = 0; role < BLOCK_N_ROLES; role++) {
		g_autofree char *selector = naming_selector(role);

		if (role == BLOCK_TITLE)
			append_titles(css, style, fonts);
		else if (selector)
			append_block(css, style, fonts, selector, &style->blocks[role]);
	}
}
