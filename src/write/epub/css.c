/*
 * css.c - the style sheet, from struct style, in relative units.
 *
 * The reader's own size, face and night colours win: sizes are in em of the reader's
 * size, black is not set at all, rules take the colour of the text, and only the accent
 * is a colour, in another tone on dark ground. Small print is a little larger than on
 * paper: screens are coarser.
 */
#include "write/epub/css.h"

static void
append_fonts(GString *css, const GArray *fonts, enum write_fonts kept)
{
	if (fonts->len && !g_array_index(fonts, struct embedded_font, 0).face->path)
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

		g_string_append(css, "@font-face {\n\tfont-family: ");
		declare_name(css, face->family);
		g_string_append_printf(css,
		        ";\n\tfont-weight: %d;\n"
		        "\tfont-style: %s;\n\tsrc: url(\"" FONT_FOLDER
		        "%s\") format(\"%s\");\n}\n",
		        face->weight, face->italic ? "italic" : "normal", face->file,
		        face->compact ? "opentype" : "truetype");
	}
}

static void
append_body(GString *css, const struct style *style, const GArray *fonts)
{
	const struct block_style *body = css_body(style);

	g_string_append(css, "body {\n");
	declare_family(css, style, fonts, body->face);
	declare_leading(css, body);
	g_string_append(css, "\t-webkit-hyphens: none;\n\t-epub-hyphens: none;\n"
	                     "\thyphens: none;\n\toverflow-wrap: break-word;\n}\n");
}

/* Readers know no run-in: the heading floats where the first line of its paragraph is. A
 * longer one stands above it. */
static void
append_run_in(GString *css, const struct style *style)
{
	const struct block_style *body = css_body(style);

	if (!style->blocks[BLOCK_HEADING2].runs_in &&
	        !style->blocks[BLOCK_HEADING3].runs_in &&
	        !style->blocks[BLOCK_HEADING4].runs_in)
		return;
	g_string_append(css, ".run-in {\n\tfloat: left;\n\tclear: both;\n");
	declare_em(css, "margin-left", MAX(body->indent, 0), body->size);
	g_string_append(css, "\tmargin-right: 0.3em;\n}\n"
	                     ".run-in + p {\n\ttext-indent: 0;\n}\n");
}

/* --- what no style says --------------------------------------------------- */

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
	        ".title-page {\n\tmargin-top: 6em;\n}\n"
	        ".cover {\n\tmargin: 0;\n\ttext-align: center;\n}\n"
	        ".cover img {\n\tmax-width: 100%;\n\tmax-height: 100vh;\n}\n"
	        "a[role|=\"doc\"] {\n\tcolor: inherit;\n\ttext-decoration: none;\n}\n"
	        "nav ol {\n\tlist-style: none;\n\tmargin: 0;\n\tpadding: 0;\n}\n"
	        "nav ol ol {\n\tpadding-left: 1.2em;\n}\n"
	        "nav li {\n\tmargin: 0.5em 0;\n\ttext-align: left;\n}\n"
	        "nav a {\n\tcolor: inherit;\n\ttext-decoration: none;\n}\n");
}

/* --- dark grounds --------------------------------------------------------- */

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

static void
append_dark(GString *css, const struct style *style)
{
	const struct group_style *head = &style->groups[GROUP_HEAD];

	g_string_append(css, "@media (prefers-color-scheme: dark) {\n");
	for (int role = 0; role < BLOCK_N_ROLES; role++) {
		const struct block_style *block = &style->blocks[role];
		g_autofree char *selector = naming_selector(role);

		if (!selector || !(block->colour || block->filled))
			continue;
		g_string_append_printf(css, "%s {\n", selector);
		if (block->colour)
			declare_colour(css, "color", tone_for_dark(block->colour));
		if (block->filled)
			g_string_append(css, "\tbackground-color: transparent;\n");
		g_string_append(css, "}\n");
	}
	g_string_append(css, "hr::after {\n");
	declare_colour(
	        css, "color", tone_for_dark(style->groups[GROUP_SEPARATOR].colour));
	g_string_append(css, "}\nheader::after, .title-page::after {\n");
	declare_colour(css, "border-top-color", tone_for_dark(head->rule_colour));
	g_string_append(css, "}\n}\n");
}

/* --- the sheet ------------------------------------------------------------ */

GBytes *
css_sheet(const struct publication *publication)
{
	const struct style *style = publication->job.style;
	GString *css = g_string_new(NULL);

	append_fonts(css, publication->fonts, publication->job.fonts_kept);
	append_body(css, style, publication->fonts);
	cssblock_append(css, style, publication->fonts);
	append_run_in(css, style);
	cssinside_append(css, style, publication->fonts);
	cssgroup_append(css, style);
	append_fixed(css);
	cssgroup_append_figures(css, style);
	append_dark(css, style);
	return g_string_free_to_bytes(css);
}
