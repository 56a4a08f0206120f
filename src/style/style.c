/*
 * style.c - the built-in style "article" (PAGE-DESIGN), for any paper.
 *
 * Two designs are given in full, A4 and A5; another paper takes the design of the nearer
 * one with margins in proportion, and as many whole lines as its height holds.
 */
#include "style/style.h"

#include <stdlib.h>
#include <string.h>

#define ACCENT 0xB3261E
#define PT(points) UNIT_POINTS(points)

/* What differs between the two designs. */
struct design {
	const char *paper;
	unit width, height;
	unit top, side; /* margins; left and right are alike */
	guint lines;
	unit size, grid;     /* of the text */
	unit heading, small; /* sizes of section heads and of date line and captions */
	unit small_leading;
	unit subtitle, subtitle_leading;
	struct title_size titles[4];
	struct title_size book; /* title of a joined book */
};

static const struct design designs[] = {
        {"A4", UNIT_MM(210), UNIT_MM(297), UNIT_MM(28), UNIT_MM(38), 39, PT(12), PT(17),
                PT(11), PT(8.5), PT(12.5), PT(14), PT(19),
                {{45, PT(26), PT(33.5)}, {90, PT(22), PT(28.5)}, {140, PT(19), PT(24.5)},
                        {G_MAXUINT, PT(17), PT(22)}},
                {0, PT(34), PT(44)}},
        {"A5", UNIT_MM(148), UNIT_MM(210), UNIT_MM(18), UNIT_MM(19), 32, PT(10.5),
                PT(14.5), PT(9.9), PT(8.5), PT(12.5), PT(12), PT(16.5),
                {{45, PT(21), PT(27)}, {90, PT(18), PT(23.5)}, {140, PT(16), PT(20.5)},
                        {G_MAXUINT, PT(14.5), PT(19)}},
                {0, PT(26), PT(34)}},
};

/* Papers by name, in mm. */
static const struct {
	const char *name;
	double width, height;
} papers[] = {
        {"A4", 210, 297},
        {"A5", 148, 210},
        {"B5", 176, 250},
        {"letter", 215.9, 279.4},
        {"13x20.5", 130, 205},
        {"14.5x20.5", 145, 205},
        {"16x24", 160, 240},
        {"19x27", 190, 270},
};

/* Marks that are little but white at the edge. */
static const struct hang hang[] = {
        {'.', 0, 700},
        {',', 0, 700},
        {';', 0, 500},
        {':', 0, 500},
        {'-', 0, 500},
        {0x2010, 0, 500}, /* ‐ */
        {0x2013, 0, 300}, /* – */
        {0x2014, 0, 200}, /* — */
        {'!', 0, 200},
        {'?', 0, 150},
        {')', 0, 150},
        {'(', 150, 0},
        {'"', 500, 500},
        {'\'', 500, 500},
        {0x2018, 600, 600}, /* ‘ */
        {0x2019, 600, 600}, /* ’ */
        {0x201C, 500, 500}, /* “ */
        {0x201D, 500, 500}, /* ” */
        {0xAB, 300, 300},   /* « */
        {0xBB, 300, 300},   /* » */
        {0x2026, 0, 200},   /* … */
        {0, 0, 0},
};

/* --- paper -------------------------------------------------------------- */

/* "148x210mm", "14,8x21cm": to millimetres. */
static gboolean
parse_size(const char *text, double *width, double *height)
{
	g_autofree char *copy = g_strdelimit(g_ascii_strdown(text, -1), ",", '.');
	double factor;
	char *end;

	*width = g_ascii_strtod(copy, &end);
	if (end == copy || *end != 'x')
		return FALSE;
	*height = g_ascii_strtod(end + 1, &end);
	if (strcmp(end, "cm") && strcmp(end, "mm"))
		return FALSE;
	factor = end[0] == 'c' ? 10 : 1;
	*width *= factor;
	*height *= factor;
	return *width > 0 && *height > 0;
}

static gboolean
find_paper(const char *text, double *width, double *height)
{
	for (gsize i = 0; i < G_N_ELEMENTS(papers); i++)
		if (!g_ascii_strcasecmp(papers[i].name, text)) {
			*width = papers[i].width;
			*height = papers[i].height;
			return TRUE;
		}
	return parse_size(text, width, height);
}

/* A paper must hold a column worth the name, and a page fit into int32 units. */
static gboolean
usable(double width, double height)
{
	return width >= 70 && height >= 90 && width <= 2000 && height <= 2000;
}

/* --- blocks ------------------------------------------------------------- */

static const struct family_face *
serif(int weight, gboolean italic)
{
	return family_find("Source Serif 4", weight, italic);
}

static const struct family_face *
sans(int weight)
{
	return family_find("Be Vietnam Pro", weight, FALSE);
}

static struct block_style *
set(struct style *style, enum block_role role, const struct family_face *face, unit size,
        unit leading, enum align align)
{
	struct block_style *block = &style->blocks[role];

	block->face = face;
	block->size = size;
	block->leading = leading;
	block->align = align;
	block->balanced = align != ALIGN_JUSTIFY;
	block->orphans = block->widows = 2;
	return block;
}

static void
set_text(struct style *style, const struct design *d)
{
	struct block_style *block;

	set(style, BLOCK_FIRST, serif(400, FALSE), d->size, d->grid, ALIGN_JUSTIFY);
	block = set(
	        style, BLOCK_BODY, serif(400, FALSE), d->size, d->grid, ALIGN_JUSTIFY);
	block->indent = UNIT_MM(5);
	block = set(
	        style, BLOCK_LEAD, serif(600, FALSE), d->size, d->grid, ALIGN_JUSTIFY);
	block->space_after = d->grid;
	block = set(style, BLOCK_LEAD_LONG, serif(400, FALSE), d->size, d->grid,
	        ALIGN_JUSTIFY);
	block->space_after = d->grid;
	block->rule_above = PT(0.4);
	set(style, BLOCK_BYLINE, serif(600, FALSE), d->size, d->grid, ALIGN_RIGHT);
	block = set(style, BLOCK_SOURCE, serif(400, TRUE), d->size, d->grid, ALIGN_RIGHT);
	block->space_before = d->grid;
}

/* Talk, verse, and the lines below a text. */
static void
set_voices(struct style *style, const struct design *d)
{
	unit measure = style->width - style->margin_left - style->margin_right;
	struct block_style *block;

	block = set(style, BLOCK_QUESTION, serif(600, FALSE), d->size, d->grid,
	        ALIGN_JUSTIFY);
	block->indent = UNIT_MM(5);
	block->keep_next = 2;
	set(style, BLOCK_ATTRIBUTION, serif(400, TRUE), d->size, d->grid, ALIGN_RIGHT);
	block = set(style, BLOCK_SIGNATURE, serif(400, FALSE), d->size, d->grid,
	        ALIGN_CENTRE);
	block->margin_left = measure / 2;
	block = set(style, BLOCK_VERSE, serif(400, FALSE), d->size, d->grid, ALIGN_LEFT);
	block->balanced = FALSE;
	block->margin_left = UNIT_MM(5); /* turned lines hang */
	block->indent = -UNIT_MM(5);
}

/* Lists, tables, notes and boxes. */
static void
set_groups(struct style *style, const struct design *d)
{
	struct block_style *block;

	set(style, BLOCK_ITEM, serif(400, FALSE), d->size, d->grid, ALIGN_LEFT);
	block = set(style, BLOCK_CELL, serif(400, FALSE), PT(9.5), PT(13), ALIGN_LEFT);
	block->balanced = FALSE;
	block = set(style, BLOCK_HEADER_CELL, sans(600), d->small, PT(13), ALIGN_LEFT);
	block->balanced = FALSE;
	set(style, BLOCK_NOTE, serif(400, FALSE), PT(9), PT(13), ALIGN_JUSTIFY);
	set(style, BLOCK_BOX, sans(400), PT(9.5), PT(14.5), ALIGN_LEFT)->balanced = FALSE;
	style->inset = UNIT_MM(5);
	style->verse_inset = UNIT_MM(10);
	style->cell_gap = UNIT_MM(4);
	style->hairline = PT(0.4);
}

static void
set_head(struct style *style, const struct design *d)
{
	struct block_style *block;

	block = set(style, BLOCK_KICKER, sans(600), PT(8), PT(12), ALIGN_LEFT);
	block->capitals = TRUE;
	block->letter_spacing = PT(8) / 20;
	block->colour = ACCENT;
	block->space_after = d->grid / 2;
	block = set(style, BLOCK_TITLE, serif(600, FALSE), 0, 0, ALIGN_LEFT);
	block->space_after = d->grid / 2;
	block = set(style, BLOCK_SUBTITLE, serif(400, FALSE), d->subtitle,
	        d->subtitle_leading, ALIGN_LEFT);
	block->space_after = d->grid / 2;
	set(style, BLOCK_DATELINE, sans(400), d->small, d->small_leading, ALIGN_LEFT);
}

static void
set_sections(struct style *style, const struct design *d)
{
	struct block_style *block;

	block = set(style, BLOCK_HEADING2, sans(600), d->heading, d->grid, ALIGN_LEFT);
	block->space_before = d->grid;
	block->keep_next = 3;
	block = set(
	        style, BLOCK_HEADING3, serif(600, TRUE), d->size, d->grid, ALIGN_LEFT);
	block->space_before = d->grid / 2;
	block->keep_next = 3;
	block = set(
	        style, BLOCK_HEADING4, serif(400, TRUE), d->size, d->grid, ALIGN_LEFT);
	block->keep_next = 3;
	block = set(
	        style, BLOCK_CAPTION, sans(400), d->small, d->small_leading, ALIGN_LEFT);
	block->space_before = block->space_after = d->grid;
	block->rule_above = PT(0.4);
}

static void
set_furniture(struct style *style, const struct design *d)
{
	struct block_style *block;

	set(style, BLOCK_RUNNING_HEAD, serif(400, TRUE), PT(9), d->grid, ALIGN_RIGHT);
	set(style, BLOCK_FOLIO, sans(400), PT(8.5), d->grid, ALIGN_RIGHT);
	set(style, BLOCK_BOOK_TITLE, serif(600, FALSE), d->book.size, d->book.leading,
	        ALIGN_LEFT);
	block = set(style, BLOCK_CONTENTS, sans(600), d->heading, d->grid, ALIGN_LEFT);
	block->space_after = d->grid;
	block->keep_next = 1;
	block = set(style, BLOCK_ENTRY, serif(400, FALSE), d->size, d->grid, ALIGN_LEFT);
	block->margin_right = UNIT_MM(14);
	block->margin_left = UNIT_MM(5); /* turned lines hang */
	block->indent = -UNIT_MM(5);
}

/* --- the style ---------------------------------------------------------- */

static const struct design *
nearest_design(unit width)
{
	return abs(width - designs[0].width) <= abs(width - designs[1].width)
	               ? &designs[0]
	               : &designs[1];
}

static unit
in_proportion(unit length, unit mine, unit designed)
{
	return (unit)((gint64)length * mine / designed);
}

/* Margins; the bottom one follows from the number of lines. */
static void
set_page(struct style *style, const struct design *d, unit width, unit height)
{
	unit bottom = d->height - d->top - (unit)d->lines * d->grid;

	style->width = width;
	style->height = height;
	style->margin_top = in_proportion(d->top, height, d->height);
	style->margin_left = style->margin_right =
	        in_proportion(d->side, width, d->width);
	bottom = in_proportion(bottom, height, d->height);
	style->grid = d->grid;
	style->lines = (guint)((height - style->margin_top - bottom + PT(0.5)) / d->grid);
}

gboolean
style_article(struct style *style, const char *paper, GError **error)
{
	const struct design *design;
	double width, height;

	if (!find_paper(paper, &width, &height) || !usable(width, height)) {
		g_set_error_literal(
		        error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, paper);
		return FALSE;
	}
	memset(style, 0, sizeof(*style));
	design = nearest_design(UNIT_MM(width));
	set_page(style, design, UNIT_MM(width), UNIT_MM(height));
	style->lead_short = 40;
	memcpy(style->titles, design->titles, sizeof(style->titles));
	style->head_rule_width = UNIT_MM(24);
	style->head_rule_thickness = PT(1);
	style->accent = ACCENT;
	style->running_head_longest = 55;
	style->justification = (struct justification){500, 400, 20, 20, 4};
	style->narrow = (struct justification){500, 400, 30, 20, 10};
	style->narrow_ems = 20;
	style->hang = hang;
	set_text(style, design);
	set_voices(style, design);
	set_groups(style, design);
	set_head(style, design);
	set_sections(style, design);
	set_furniture(style, design);
	return TRUE;
}

void
style_plain_lines(struct style *style)
{
	style->justification = style->narrow = (struct justification){500, 333, 0, 0, 0};
	style->hang = NULL;
}
