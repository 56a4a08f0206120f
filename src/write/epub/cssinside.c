/*
 * cssinside.c - rules of elements inside texts: as they are in paragraphs, then where
 * they are another.
 */
#include "write/epub/css.h"

#include <string.h>

enum { CAPITALS = 670 }; /* as high as most fonts have them, thousandths of the size */

static void
append_lines(GString *css, guint lines)
{
	g_string_append_printf(css, "\ttext-decoration:%s%s%s%s;\n", lines ? "" : " none",
	        lines & DECORATION_UNDER ? " underline" : "",
	        lines & DECORATION_OVER ? " overline" : "",
	        lines & DECORATION_THROUGH ? " line-through" : "");
}

/* What differs from the block; all: also what does not. */
static void
append_differences(GString *css, const struct style *style, const GArray *fonts,
        const struct block_style *block, const struct inside_style *inside, gboolean all)
{
	if (inside->face->family != block->face->family || all)
		declare_family(css, style, fonts, inside->face);
	if (inside->face->weight != block->face->weight || all)
		g_string_append_printf(css, "\tfont-weight: %d;\n", inside->face->weight);
	if (inside->face->italic != block->face->italic || all)
		g_string_append_printf(css, "\tfont-style: %s;\n",
		        inside->face->italic ? "italic" : "normal");
	if (inside->size != inside->of || all)
		declare_em(css, "font-size", inside->size, inside->of);
	if (inside->rise)
		g_string_append_printf(css, "\tline-height: 0;\n\tvertical-align: %s;\n",
		        inside->rise > 0 ? "super" : "sub");
	else if (all)
		g_string_append(css, "\tvertical-align: baseline;\n");
	if (inside->letter_spacing != block->letter_spacing || all)
		declare_em(css, "letter-spacing", inside->letter_spacing, inside->size);
	if (inside->features != block->features)
		declare_features(css, &style->features[inside->features]);
	if (inside->colour != block->colour)
		declare_colour(css, "color", inside->colour);
	else if (all)
		g_string_append(css, "\tcolor: inherit;\n");
	if (inside->decoration != block->decoration || all)
		append_lines(css, inside->decoration);
}

static char *
differences(const struct style *style, const GArray *fonts, enum block_role role,
        guint inside, gboolean all)
{
	const struct block_style *block = &style->blocks[role];
	const struct inside_style *found = style_inside(style, role, inside, NULL);
	unit size = MAX(block->size, 1);
	struct inside_style plain = {block->face, block->features, size, size, 0,
	        block->letter_spacing, block->colour, block->decoration, 0};
	GString *css = g_string_new(NULL);

	if (found || all)
		append_differences(css, style, fonts, block, found ? found : &plain, all);
	return g_string_free(css, FALSE);
}

/* --- initials ------------------------------------------------------------- */

/* What opens before an initial floats in the first line beside it, as large as the text.
 */
static void
float_opening(GString *css, const struct block_style *block,
        const struct inside_style *inside, const char *selector)
{
	g_string_append_printf(css, "%s.opening {\n\tfont-size: 1em;\n", selector);
	if (inside->sink > 1) {
		g_string_append_printf(
		        css, "\tfloat: left;\n}\n%s.opening.tall {\n", selector);
		declare_em(css, "margin-top", block->leading, block->size);
	}
	g_string_append(css, "}\n");
}

/* An initial floats, in as many whole lines as it is high, where the page is wide enough:
 * in narrow ones, or with large type, the letter is as the others. Marks above it make it
 * begin a line lower, one below holds a line free: readers have fonts of their own. A
 * quarter of a line less is kept free, for readers round the lines' height to pixels, and
 * a line more would stand aside. */
static void
float_initial(GString *css, const struct block_style *block,
        const struct inside_style *inside, const char *selector)
{
	gint64 rest = (gint64)block->leading * (inside->initial - 1000);
	unit size = block->size + (unit)(rest / CAPITALS), spare = block->leading / 4;

	g_string_append_printf(
	        css, "@media (min-width: 22em) {\n%s.initial {\n", selector);
	declare_em(css, "font-size", size, block->size);
	g_string_append(css, "\tline-height: ");
	declare_ratio(css, (unit)inside->sink * block->leading, size);
	g_string_append(css, ";\n");
	if (inside->sink > 1) {
		g_string_append(css, "\tfloat: left;\n");
		declare_em(css, "margin-right", block->size / 4, size);
		declare_em(css, "margin-bottom", -spare, size);
		g_string_append_printf(css, "}\n%s.tall {\n", selector);
		declare_em(css, "margin-top", block->leading, size);
		g_string_append_printf(css, "}\n%s.deep {\n", selector);
		declare_em(css, "margin-bottom", block->leading - spare, size);
	}
	g_string_append(css, "}\n");
	float_opening(css, block, inside, selector);
	g_string_append(css, "}\n");
}

/* What a role says of initials. No other text has letters of that class. */
static char *
initials(const struct style *style, enum block_role role, guint inside,
        const char *selector)
{
	const struct inside_style *found = style_inside(style, role, inside, NULL);
	GString *css = g_string_new(NULL);

	if (inside == INSIDE_LETTER && found && found->initial)
		float_initial(css, &style->blocks[role], found, selector);
	return g_string_free(css, FALSE);
}

/* --- elements ------------------------------------------------------------- */

/* An element in a role other than paragraphs, where it differs from `usual`, what it is
 * in these; initial: of initials in them. */
static void
append_inside_role(GString *css, const struct style *style, const GArray *fonts,
        enum block_role role, guint inside, const char *usual, const char *initial)
{
	g_autofree char *selector = naming_selector(role);
	g_autofree char *own = differences(style, fonts, role, inside, FALSE);
	g_autofree char *bare = initials(style, role, inside, "");
	g_autofree char *name = NULL, *all = NULL, *letter = NULL;

	if (!selector || (!strcmp(own, usual) && !strcmp(bare, initial)))
		return;
	name = g_strdup_printf("%s %s", selector, naming_inside(inside));
	all = differences(style, fonts, role, inside, TRUE);
	letter = initials(style, role, inside, name);
	g_string_append_printf(css, "%s {\n%s}\n%s", name, all, letter);
}

/* An element as it is in paragraphs, then where it is another. Readers have ideas of
 * their own about links; those stay unless the style has one. */
static void
append_inside(GString *css, const struct style *style, const GArray *fonts, guint inside)
{
	const char *name = naming_inside(inside);
	g_autofree char *usual = differences(style, fonts, BLOCK_BODY, inside, FALSE);
	g_autofree char *bare = initials(style, BLOCK_BODY, inside, "");
	g_autofree char *letter = initials(style, BLOCK_BODY, inside, name);

	if (*usual)
		g_string_append_printf(css, "%s {\n%s}\n", name, usual);
	g_string_append(css, letter);
	for (int role = 0; role < BLOCK_N_ROLES; role++)
		append_inside_role(css, style, fonts, role, inside, usual, bare);
}

/* A mark stands in the text of its item. */
static void
append_mark(GString *css, const struct style *style, const GArray *fonts)
{
	const struct block_style *mark = &style->blocks[BLOCK_ITEM];
	const struct block_style *text = &style->blocks[BLOCK_ITEM_TEXT];
	const struct inside_style look = {.face = mark->face,
	        .features = mark->features,
	        .size = mark->size,
	        .of = text->size,
	        .letter_spacing = mark->letter_spacing,
	        .colour = mark->colour,
	        .decoration = mark->decoration};
	g_autoptr(GString) own = g_string_new(NULL);

	append_differences(own, style, fonts, text, &look, FALSE);
	if (own->len)
		g_string_append_printf(css, ".mark {\n%s}\n", own->str);
}

void
cssinside_append(GString *css, const struct style *style, const GArray *fonts)
{
	for (guint inside = INSIDE_LINK; inside <= INSIDE_LETTER; inside <<= 1)
		append_inside(css, style, fonts, inside);
	append_mark(css, style, fonts);
}
