/*
 * css.c - the style sheet, from struct style, in relative units.
 *
 * The reader's own size, face and night colours win: sizes are in em of the reader's
 * size, black is not set at all, rules take the colour of the text, and only the accent
 * is a colour, in another tone on dark ground. Small print is a little larger than on
 * paper: screens are coarser. Numbers are written as integers in thousandths, so that no
 * locale gets a comma into them.
 */
#include "write/epub/publication.h"

#include <string.h>

enum { SMALLEST = 800 }; /* size in thousandths of the text's */

static const struct block_style *
body_of(const struct style *style)
{
	return &style->blocks[BLOCK_BODY];
}

/* value / base with at most three decimals: "1.417", ".5", "0". */
static void
append_ratio(GString *css, unit value, unit base)
{
	gint64 thousandths = ((gint64)value * 1000 + base / 2) / base;

	g_string_append_printf(css, "%d", (int)(thousandths / 1000));
	if (thousandths % 1000 == 0)
		return;
	g_string_append_printf(css, ".%03d", (int)(thousandths % 1000));
	while (css->str[css->len - 1] == '0')
		g_string_truncate(css, css->len - 1);
}

static void
append_em(GString *css, const char *property, unit value, unit size)
{
	g_string_append_printf(css, "\t%s: ", property);
	append_ratio(css, value, size);
	g_string_append(css, value ? "em;\n" : ";\n");
}

static void
append_leading(GString *css, const struct block_style *block)
{
	g_string_append(css, "\tline-height: ");
	append_ratio(css, block->leading, block->size);
	g_string_append(css, ";\n");
}

static void
append_colour(GString *css, const char *property, guint32 colour)
{
	g_string_append_printf(css, "\t%s: #%06X;\n", property, colour & 0xFFFFFF);
}

/* Luminance in a simple model (gamma 2): 0 to 10000 * 255 * 255. */
static guint
luminance(const guint rgb[3])
{
	return rgb[0] * rgb[0] * 2126 + rgb[1] * rgb[1] * 7152 + rgb[2] * rgb[2] * 722;
}

/* The first tone on the way to white that stands out from black as well as from white
 * (about 4.5 : 1 each): what a reader calls dark need not be black. */
static guint32
tone_for_dark(guint32 colour)
{
	const guint enough = 127000000;
	guint rgb[3] = {colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF};

	while (luminance(rgb) < enough)
		for (int i = 0; i < 3; i++)
			rgb[i] += (255 - rgb[i] + 31) / 32;
	return rgb[0] << 16 | rgb[1] << 8 | rgb[2];
}

/* --- fonts -------------------------------------------------------------- */

static gboolean
is_text_family(const struct style *style, const struct family_face *face)
{
	return !strcmp(face->family, body_of(style)->face->family);
}

/* Text and signs: a family other than the text's is without serifs. A publication without
 * fonts leaves the text to the reader. */
static void
append_family(GString *css, const struct style *style, const GArray *fonts,
        const struct family_face *face)
{
	gboolean text = is_text_family(style, face);

	if (fonts->len)
		g_string_append_printf(css, "\tfont-family: \"%s\", %s;\n", face->family,
		        text ? "serif" : "sans-serif");
	else if (!text)
		g_string_append(css, "\tfont-family: sans-serif;\n");
}

static void
append_fonts(GString *css, const GArray *fonts, enum write_fonts kept)
{
	if (fonts->len)
		g_string_append_printf(css,
		        "/* The fonts (Source Serif 4, Be Vietnam Pro, Tinos) are under "
		        "the SIL Open Font License 1.1,\n   "
		        "https://openfontlicense.org%s. */\n",
		        kept == WRITE_FONTS_FULL ? ""
		                                 : "; only the characters of this "
		                                   "publication are in them");
	for (guint i = 0; i < fonts->len; i++) {
		const struct family_face *face =
		        g_array_index(fonts, struct embedded_font, i).face;

		g_string_append_printf(css,
		        "@font-face {\n\tfont-family: \"%s\";\n\tfont-weight: %d;\n"
		        "\tfont-style: %s;\n\tsrc: url(\"" FONT_FOLDER
		        "%s\") format(\"truetype\");\n}\n",
		        face->family, face->weight, face->italic ? "italic" : "normal",
		        face->file);
	}
}

/* --- a block ------------------------------------------------------------ */

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
	if (!is_text_family(style, block->face))
		append_family(css, style, fonts, block->face);
	append_em(css, "font-size", size, body_of(style)->size);
	g_string_append_printf(css, "\tfont-weight: %d;\n\tfont-style: %s;\n",
	        block->face->weight, block->face->italic ? "italic" : "normal");
	if (!same_leading(block, body_of(style)))
		append_leading(css, block);
	if (block->letter_spacing)
		append_em(css, "letter-spacing", block->letter_spacing, block->size);
	if (block->capitals)
		g_string_append(css, "\ttext-transform: uppercase;\n");
	if (block->colour)
		append_colour(css, "color", block->colour);
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

	append_em(css, "margin-top", block->space_before, size);
	append_em(css, "margin-bottom", block->space_after, size);
	append_em(css, "margin-left", block->margin_left, size);
	append_em(css, "margin-right", block->margin_right, size);
	append_em(css, "text-indent", block->indent, size);
	g_string_append_printf(css, "\ttext-align: %s;\n", aligns[block->align]);
	if (block->balanced)
		g_string_append(css, "\ttext-wrap: balance;\n");
	g_string_append_printf(
	        css, "\torphans: %u;\n\twidows: %u;\n", block->orphans, block->widows);
	if (block->keep_next)
		g_string_append(
		        css, "\tpage-break-after: avoid;\n\tbreak-after: avoid;\n");
	if (block->rule_above)
		g_string_append(css, "\tborder-top: thin solid currentColor;\n"
		                     "\tpadding-top: 0.4em;\n");
}

static void
append_block(GString *css, const struct style *style, const GArray *fonts,
        const char *selector, const struct block_style *block)
{
	unit smallest = (unit)((gint64)body_of(style)->size * SMALLEST / 1000);
	unit size = MAX(block->size, smallest);

	g_string_append_printf(css, "%s {\n", selector);
	append_type(css, style, fonts, block, size);
	append_place(css, block, size);
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

static void
append_blocks(GString *css, const struct style *style, const GArray *fonts)
{
	for (int role = 0; role < BLOCK_N_ROLES; role++)
		if (role == BLOCK_TITLE)
			append_titles(css, style, fonts);
		else if (naming_selector(role))
			append_block(css, style, fonts, naming_selector(role),
			        &style->blocks[role]);
}

/* --- the rest ----------------------------------------------------------- */

static void
append_body(GString *css, const struct style *style, const GArray *fonts)
{
	const struct block_style *body = body_of(style);

	g_string_append(css, "body {\n");
	append_family(css, style, fonts, body->face);
	append_leading(css, body);
	g_string_append(css, "\t-webkit-hyphens: none;\n\t-epub-hyphens: none;\n"
	                     "\thyphens: none;\n\toverflow-wrap: break-word;\n}\n");
}

/* The short rule that closes the head of an article and a book's title. The white below
 * belongs to the head, for readers that know no ::after. */
static void
append_head_rule(GString *css, const struct style *style)
{
	unit size = body_of(style)->size;

	g_string_append(css, "header, .title-page {\n");
	append_em(css, "margin-bottom", style->grid, size);
	g_string_append(css, "}\nheader::after, .title-page::after {\n\tcontent: \"\";\n"
	                     "\tdisplay: block;\n");
	append_em(css, "width", style->head_rule_width, size);
	append_em(css, "margin-top", style->grid / 2, size);
	append_em(css, "border-top-width", style->head_rule_thickness, size);
	g_string_append(css, "\tborder-top-style: solid;\n");
	append_colour(css, "border-top-color", style->accent);
	g_string_append(css, "}\n");
}

/* Lists with their typed marks, verse, tables, notes and boxes. */
static void
append_groups(GString *css, const struct style *style)
{
	unit size = body_of(style)->size;

	g_string_append(css, ".list {\n\tlist-style: none;\n\tmargin: 0;\n");
	append_em(css, "padding-left", style->inset, size);
	g_string_append(css, "}\n.list > li > p:first-child {\n");
	append_em(css, "text-indent", -style->inset, size);
	g_string_append(css, "}\n.mark {\n\tdisplay: inline-block;\n\ttext-indent: 0;\n");
	append_em(css, "min-width", style->inset, size);
	g_string_append(css, "}\nblockquote {\n");
	append_em(css, "margin-top", style->grid / 2, size);
	append_em(css, "margin-bottom", style->grid / 2, size);
	append_em(css, "margin-left", style->inset, size);
	append_em(css, "margin-right", style->inset, size);
	g_string_append(css, "}\n.verse {\n");
	append_em(css, "margin-top", style->grid / 2, size);
	append_em(css, "margin-bottom", style->grid / 2, size);
	append_em(css, "margin-left", style->verse_inset, size);
	g_string_append(css, "}\n.stanza + .stanza {\n");
	append_em(css, "margin-top", style->grid / 2, size);
	g_string_append(css,
	        "}\ntable {\n\tborder-collapse: collapse;\n\tmargin: 0.7em 0;\n}\n"
	        "th, td {\n\tborder-bottom: thin solid currentColor;\n"
	        "\tpadding: 0.3em 1em 0.3em 0;\n\tvertical-align: top;\n}\n"
	        "aside.note, aside.box {\n\tmargin: 0.7em 0;\n\tpadding: 0.4em 0;\n"
	        "\tborder-top: thin solid currentColor;\n}\n"
	        "aside.box {\n\tborder-bottom: thin solid currentColor;\n}\n"
	        "hr {\n\tborder: 0;\n\tmargin: 0.7em 0;\n\ttext-align: center;\n}\n"
	        "hr::after {\n\tcontent: \"*\\2003*\\2003*\";\n");
	append_colour(css, "color", style->accent);
	g_string_append(css, "}\n");
}

static void
append_fixed(GString *css)
{
	g_string_append(css,
	        "h1, h2, h3, h4, h5, h6, header, aside {\n\tpage-break-inside: avoid;\n"
	        "\tbreak-inside: avoid;\n}\n"
	        "figure {\n\tmargin: 1.2em 0;\n\tpage-break-inside: avoid;\n"
	        "\tbreak-inside: avoid;\n}\n"
	        "img {\n\tmax-width: 100%;\n\tmax-height: 90vh;\n}\n"
	        "figure .caption {\n\tborder-top: 0;\n\tmargin-top: 0.3em;\n"
	        "\tmargin-bottom: 0;\n\tpadding-top: 0;\n}\n"
	        ".gathered .caption {\n\tborder-top: 0;\n\tmargin: 0.3em 0;\n"
	        "\tpadding-top: 0;\n}\n"
	        ".nb {\n\twhite-space: nowrap;\n}\n"
	        "strong {\n\tfont-weight: 700;\n}\n"
	        "em {\n\tfont-style: italic;\n}\n"
	        "sub, sup {\n\tfont-size: 0.75em;\n\tline-height: 0;\n}\n"
	        ".title-page {\n\tmargin-top: 6em;\n}\n"
	        ".cover {\n\tmargin: 0;\n\ttext-align: center;\n}\n"
	        ".cover img {\n\tmax-width: 100%;\n\tmax-height: 100vh;\n}\n"
	        "a[role|=\"doc\"] {\n\tcolor: inherit;\n\ttext-decoration: none;\n}\n"
	        "nav ol {\n\tlist-style: none;\n\tmargin: 0;\n\tpadding: 0;\n}\n"
	        "nav ol ol {\n\tpadding-left: 1.2em;\n}\n"
	        "nav li {\n\tmargin: 0.5em 0;\n\ttext-align: left;\n}\n"
	        "nav a {\n\tcolor: inherit;\n\ttext-decoration: none;\n}\n");
}

static void
append_dark(GString *css, const struct style *style)
{
	g_string_append(css, "@media (prefers-color-scheme: dark) {\n");
	for (int role = 0; role < BLOCK_N_ROLES; role++) {
		guint32 colour = style->blocks[role].colour;

		if (!colour || !naming_selector(role))
			continue;
		g_string_append_printf(css, "%s {\n", naming_selector(role));
		append_colour(css, "color", tone_for_dark(colour));
		g_string_append(css, "}\n");
	}
	g_string_append(css, "hr::after {\n");
	append_colour(css, "color", tone_for_dark(style->accent));
	g_string_append(css, "}\nheader::after, .title-page::after {\n");
	append_colour(css, "border-top-color", tone_for_dark(style->accent));
	g_string_append(css, "}\n}\n");
}

GBytes *
css_sheet(const struct publication *publication)
{
	const struct style *style = publication->job.style;
	GString *css = g_string_new(NULL);

	append_fonts(css, publication->fonts, publication->job.fonts_kept);
	append_body(css, style, publication->fonts);
	append_blocks(css, style, publication->fonts);
	append_head_rule(css, style);
	append_groups(css, style);
	append_fixed(css);
	append_dark(css, style);
	return g_string_free_to_bytes(css);
}
