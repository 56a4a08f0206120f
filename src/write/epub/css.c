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
enum { CAPITALS = 670 }; /* as high as most fonts have them, thousandths of the size */

static const struct block_style *
body_of(const struct style *style)
{
	return &style->blocks[BLOCK_BODY];
}

/* value / base with at most three decimals: "1.417", "-0.5", "0". */
static void
append_ratio(GString *css, unit value, unit base)
{
	gint64 thousandths = (ABS((gint64)value) * 1000 + base / 2) / base;

	if (value < 0 && thousandths)
		g_string_append_c(css, '-');
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

/* A name as a string of CSS. */
static void
append_name(GString *css, const char *name)
{
	g_string_append_c(css, '"');
	for (; *name; name++)
		if (g_ascii_iscntrl(*name) || strchr("\"\\<>&", *name))
			g_string_append_printf(css, "\\%x ", (guint8)*name);
		else
			g_string_append_c(css, *name);
	g_string_append_c(css, '"');
}

/* Text and signs: a family other than the text's is without serifs. A publication without
 * fonts leaves the text to the reader. */
static void
append_family(GString *css, const struct style *style, const GArray *fonts,
        const struct family_face *face)
{
	gboolean text = is_text_family(style, face);

	if (fonts->len) {
		g_string_append(css, "\tfont-family: ");
		append_name(css, face->family);
		g_string_append_printf(css, ", %s;\n", text ? "serif" : "sans-serif");
	} else if (!text)
		g_string_append(css, "\tfont-family: sans-serif;\n");
}

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
		append_name(css, face->family);
		g_string_append_printf(css,
		        ";\n\tfont-weight: %d;\n"
		        "\tfont-style: %s;\n\tsrc: url(\"" FONT_FOLDER
		        "%s\") format(\"%s\");\n}\n",
		        face->weight, face->italic ? "italic" : "normal", face->file,
		        face->compact ? "opentype" : "truetype");
	}
}

/* --- a block ------------------------------------------------------------ */

static gboolean
same_leading(const struct block_style *a, const struct block_style *b)
{
	return (gint64)a->leading * b->size == (gint64)b->leading * a->size;
}

static void
append_features(GString *css, const struct feature_set *set)
{
	g_string_append_printf(
	        css, "\tfont-feature-settings:%s", set->n ? " " : " normal");
	for (guint i = 0; i < set->n; i++) {
		guint32 tag = set->list[i].tag;

		g_string_append_printf(css, "%s\"%c%c%c%c\" %u", i ? ", " : "", tag >> 24,
		        tag >> 16 & 255, tag >> 8 & 255, tag & 255, set->list[i].value);
	}
	g_string_append(css, ";\n");
}

/* Family and leading of the text are said once, for the body, where the reader's choice
 * replaces them. */
static void
append_type(GString *css, const struct style *style, const GArray *fonts,
        const struct block_style *block, unit size)
{
	static const char *const transforms[] = {
	        "none", "uppercase", "lowercase", "capitalize"};

	if (!is_text_family(style, block->face))
		append_family(css, style, fonts, block->face);
	append_em(css, "font-size", size, body_of(style)->size);
	g_string_append_printf(css, "\tfont-weight: %d;\n\tfont-style: %s;\n",
	        block->face->weight, block->face->italic ? "italic" : "normal");
	if (!same_leading(block, body_of(style)))
		append_leading(css, block);
	if (block->letter_spacing)
		append_em(css, "letter-spacing", block->letter_spacing, block->size);
	if (block->transform)
		g_string_append_printf(
		        css, "\ttext-transform: %s;\n", transforms[block->transform]);
	if (block->word_spacing)
		append_em(css, "word-spacing", block->word_spacing, block->size);
	if (block->features)
		append_features(css, &style->features[block->features]);
	if (block->colour)
		append_colour(css, "color", block->colour);
	if (block->filled)
		append_colour(css, "background-color", block->background);
}

/* Whose rule holds too for an element with a class; NULL: none's. */
static const struct block_style *
base_of(const struct style *style, const char *selector)
{
	if (g_str_has_prefix(selector, "th."))
		return &style->blocks[BLOCK_HEADER_CELL];
	return g_str_has_prefix(selector, "p.") ? body_of(style) : NULL;
}

/* What is not said of an element with a class would be that of those without. */
static void
append_resets(GString *css, const struct style *style, const struct block_style *base,
        const struct block_style *block)
{
	if (is_text_family(style, block->face) && !is_text_family(style, base->face))
		g_string_append(css, "\tfont-family: inherit;\n");
	if (same_leading(block, body_of(style)) && !same_leading(base, body_of(style)))
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

/* Rules take the colour of the text unless they have one of their own. */
static void
append_edge(GString *css, const struct block_style *block, const char *side)
{
	if (block->rule_colour == block->colour)
		g_string_append_printf(
		        css, "\tborder-%s: thin solid currentColor;\n", side);
	else
		g_string_append_printf(css, "\tborder-%s: thin solid #%06X;\n", side,
		        block->rule_colour & 0xFFFFFF);
}

static void
append_breaks(GString *css, enum eject before, enum eject after, gboolean keep_inside)
{
	if (before >= EJECT_PAGE)
		g_string_append(
		        css, "\tpage-break-before: always;\n\tbreak-before: page;\n");
	if (after >= EJECT_PAGE)
		g_string_append(
		        css, "\tpage-break-after: always;\n\tbreak-after: page;\n");
	if (keep_inside)
		g_string_append(
		        css, "\tpage-break-inside: avoid;\n\tbreak-inside: avoid;\n");
}

/* Rules, the white between them and the text, and page breaks. */
static void
append_edges(GString *css, const struct block_style *block, unit size)
{
	if (block->rule_above)
		append_edge(css, block, "top");
	if (block->padding_top)
		append_em(css, "padding-top", block->padding_top, size);
	else if (block->rule_above)
		g_string_append(css, "\tpadding-top: 0.4em;\n");
	if (block->padding_bottom)
		append_em(css, "padding-bottom", block->padding_bottom, size);
	if (block->rule_below)
		append_edge(css, block, "bottom");
	append_breaks(css, block->break_before, block->break_after, block->keep_inside);
}

static void
append_side(GString *css, const char *side, unit thickness, guint32 colour, guint32 text)
{
	if (!thickness)
		return;
	if (colour == text)
		g_string_append_printf(
		        css, "\tborder-%s: thin solid currentColor;\n", side);
	else
		g_string_append_printf(
		        css, "\tborder-%s: thin solid #%06X;\n", side, colour & 0xFFFFFF);
}

/* Margins, white and rules at the sides; left and right: all of these together. text: the
 * colour of the text. */
static void
append_sides(GString *css, unit left, unit right, const struct sides *sides, guint32 text,
        unit size)
{
	append_em(
	        css, "margin-left", left - sides->padding_left - sides->rule_left, size);
	append_em(css, "margin-right", right - sides->padding_right - sides->rule_right,
	        size);
	if (sides->padding_left)
		append_em(css, "padding-left", sides->padding_left, size);
	if (sides->padding_right)
		append_em(css, "padding-right", sides->padding_right, size);
	append_side(css, "left", sides->rule_left, sides->colour_left, text);
	append_side(css, "right", sides->rule_right, sides->colour_right, text);
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
	append_sides(css, block->margin_left, block->margin_right, &block->sides,
	        block->colour, size);
	append_em(css, "text-indent", block->indent, size);
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
	unit smallest = (unit)((gint64)body_of(style)->size * SMALLEST / 1000);
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

static void
append_blocks(GString *css, const struct style *style, const GArray *fonts)
{
	for (int role = 0; role < BLOCK_N_ROLES; role++) {
		g_autofree char *selector = naming_selector(role);

		if (role == BLOCK_TITLE)
			append_titles(css, style, fonts);
		else if (selector)
			append_block(css, style, fonts, selector, &style->blocks[role]);
	}
}

/* Readers know no run-in: the heading floats where the first line of its paragraph is. A
 * longer one stands above it. */
static void
append_run_in(GString *css, const struct style *style)
{
	const struct block_style *body = body_of(style);

	if (!style->blocks[BLOCK_HEADING2].runs_in &&
	        !style->blocks[BLOCK_HEADING3].runs_in &&
	        !style->blocks[BLOCK_HEADING4].runs_in)
		return;
	g_string_append(css, ".run-in {\n\tfloat: left;\n\tclear: both;\n");
	append_em(css, "margin-left", MAX(body->indent, 0), body->size);
	g_string_append(css, "\tmargin-right: 0.3em;\n}\n"
	                     ".run-in + p {\n\ttext-indent: 0;\n}\n");
}

/* --- inside texts ------------------------------------------------------- */

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
		append_family(css, style, fonts, inside->face);
	if (inside->face->weight != block->face->weight || all)
		g_string_append_printf(css, "\tfont-weight: %d;\n", inside->face->weight);
	if (inside->face->italic != block->face->italic || all)
		g_string_append_printf(css, "\tfont-style: %s;\n",
		        inside->face->italic ? "italic" : "normal");
	if (inside->size != inside->of || all)
		append_em(css, "font-size", inside->size, inside->of);
	if (inside->rise)
		g_string_append_printf(css, "\tline-height: 0;\n\tvertical-align: %s;\n",
		        inside->rise > 0 ? "super" : "sub");
	else if (all)
		g_string_append(css, "\tvertical-align: baseline;\n");
	if (inside->letter_spacing != block->letter_spacing || all)
		append_em(css, "letter-spacing", inside->letter_spacing, inside->size);
	if (inside->features != block->features)
		append_features(css, &style->features[inside->features]);
	if (inside->colour != block->colour)
		append_colour(css, "color", inside->colour);
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
		append_em(css, "margin-top", block->leading, block->size);
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
	append_em(css, "font-size", size, block->size);
	g_string_append(css, "\tline-height: ");
	append_ratio(css, (unit)inside->sink * block->leading, size);
	g_string_append(css, ";\n");
	if (inside->sink > 1) {
		g_string_append(css, "\tfloat: left;\n");
		append_em(css, "margin-right", block->size / 4, size);
		append_em(css, "margin-bottom", -spare, size);
		g_string_append_printf(css, "}\n%s.tall {\n", selector);
		append_em(css, "margin-top", block->leading, size);
		g_string_append_printf(css, "}\n%s.deep {\n", selector);
		append_em(css, "margin-bottom", block->leading - spare, size);
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

static void
append_insides(GString *css, const struct style *style, const GArray *fonts)
{
	for (guint inside = INSIDE_LINK; inside <= INSIDE_LETTER; inside <<= 1)
		append_inside(css, style, fonts, inside);
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

/* What sinks the head of an article, or a book's title. */
static void
append_sunk(
        GString *css, const char *selector, const struct group_style *group, unit size)
{
	if (!group->padding_top)
		return;
	g_string_append_printf(css, "%s {\n", selector);
	append_em(css, "padding-top", group->padding_top, size);
	g_string_append(css, "}\n");
}

/* The head of an article and a book's title, and the short rule that closes them. The
 * white below belongs to the head, for readers that know no ::after. */
static void
append_head(GString *css, const struct style *style)
{
	const struct group_style *head = &style->groups[GROUP_HEAD];
	unit size = body_of(style)->size;

	g_string_append(css, "header, .title-page {\n");
	append_em(css, "margin-bottom", head->padding_bottom + head->space_after, size);
	g_string_append(css, "}\n");
	append_sunk(css, "header", head, size);
	append_sunk(css, ".title-page", &style->groups[GROUP_TITLE_PAGE], size);
	if (!head->rule_below)
		return;
	g_string_append(css, "header::after, .title-page::after {\n\tcontent: \"\";\n"
	                     "\tdisplay: block;\n");
	if (head->rule_length)
		append_em(css, "width", head->rule_length, size);
	append_em(css, "margin-top", head->padding_bottom, size);
	append_em(css, "border-top-width", head->rule_below, size);
	g_string_append(css, "\tborder-top-style: solid;\n");
	append_colour(css, "border-top-color", head->rule_colour);
	g_string_append(css, "}\n");
}

/* The white around a group, and its insets. */
static void
append_group(GString *css, const struct group_style *group, unit size)
{
	append_em(css, "margin-top", group->space_before, size);
	append_em(css, "margin-bottom", group->space_after, size);
	append_sides(css, group->inset_left, group->inset_right, &group->sides,
	        group->colour, size);
	if (group->filled)
		append_colour(css, "background-color", group->background);
	append_breaks(css, group->break_before, group->break_after, group->keep_inside);
}

static void
append_group_rule(GString *css, const char *side, unit thickness)
{
	if (thickness)
		g_string_append_printf(
		        css, "\tborder-%s: thin solid currentColor;\n", side);
}

/* Between rules: tables, notes, boxes. */
static void
append_ruled(
        GString *css, const char *selector, const struct group_style *group, unit size)
{
	g_string_append_printf(css, "%s {\n", selector);
	append_group(css, group, size);
	append_em(css, "padding-top", group->padding_top, size);
	append_em(css, "padding-bottom", group->padding_bottom, size);
	append_group_rule(css, "top", group->rule_above);
	append_group_rule(css, "bottom", group->rule_below);
	g_string_append(css, "}\n");
}

static void
append_list(GString *css, const struct group_style *list, unit size)
{
	g_string_append(css, ".list {\n\tlist-style: none;\n");
	append_em(css, "margin-top", list->space_before, size);
	append_em(css, "margin-bottom", list->space_after, size);
	g_string_append(css, "\tmargin-left: 0;\n\tmargin-right: 0;\n");
	append_em(css, "padding-left", list->inset_left, size);
	g_string_append(css, "}\n.list > li > p:first-child {\n");
	append_em(css, "text-indent", -list->inset_left, size);
	g_string_append(css, "}\n.mark {\n\tdisplay: inline-block;\n\ttext-indent: 0;\n");
	append_em(css, "min-width", list->inset_left, size);
	g_string_append(css, "}\n");
}

static void
append_tables(GString *css, const struct style *style, unit size)
{
	const struct block_style *cell = &style->blocks[BLOCK_CELL];

	g_string_append(css, "table {\n\tborder-collapse: collapse;\n}\n");
	append_ruled(css, "table", &style->groups[GROUP_TABLE], size);
	g_string_append(css, "th, td {\n");
	append_group_rule(css, "bottom", style->groups[GROUP_ROW].rule_below);
	append_em(css, "padding-top", cell->padding_top, size);
	append_em(
	        css, "padding-right", style->cell_gap + cell->sides.padding_right, size);
	append_em(css, "padding-bottom", cell->padding_bottom, size);
	append_em(css, "padding-left", cell->sides.padding_left, size);
	g_string_append(css, "\tvertical-align: top;\n}\n");
	if (cell->align != ALIGN_CENTRE && cell->align != ALIGN_RIGHT)
		g_string_append(css, "th.number, td.number {\n\ttext-align: right;\n}\n"
		                     "th.numbers {\n\ttext-align: center;\n}\n");
	g_string_append(css, "td.number {\n\twhite-space: nowrap;\n}\n");
	if (style->groups[GROUP_ROW].filled) {
		g_string_append(css, "tr {\n");
		append_colour(
		        css, "background-color", style->groups[GROUP_ROW].background);
		g_string_append(css, "}\n");
	}
}

/* Lists with their typed marks, quotations, verse, tables, notes, boxes, separators. */
static void
append_groups(GString *css, const struct style *style)
{
	unit size = body_of(style)->size;

	append_list(css, &style->groups[GROUP_LIST], size);
	append_ruled(css, "blockquote", &style->groups[GROUP_QUOTE], size);
	append_ruled(css, ".verse", &style->groups[GROUP_VERSE], size);
	append_tables(css, style, size);
	append_ruled(css, "aside.note", &style->groups[GROUP_NOTE], size);
	if (!style->groups[GROUP_TABLE_NOTE].rule_above)
		g_string_append(css, "aside.table-note {\n\tborder-top: 0;\n}\n");
	append_ruled(css, "aside.table-note", &style->groups[GROUP_TABLE_NOTE], size);
	append_ruled(css, "aside.box", &style->groups[GROUP_BOX], size);
	append_ruled(css, "section.part", &style->groups[GROUP_PART], size);
	append_ruled(css, "section.colophon", &style->groups[GROUP_COLOPHON], size);
	g_string_append(css,
	        "hr {\n\tborder: 0;\n\tmargin: 0.7em 0;\n\ttext-align: center;\n}\n"
	        "hr::after {\n\tcontent: \"*\\2003*\\2003*\";\n");
	append_colour(css, "color", style->groups[GROUP_SEPARATOR].colour);
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
append_breadth(
        GString *css, const char *property, const struct breadth *breadth, unit size)
{
	if (!breadth->fixed && !breadth->permille)
		return;
	g_string_append_printf(css, "\t%s: calc(%d.%d%% + ", property,
	        breadth->permille / 10, breadth->permille % 10);
	append_ratio(css, breadth->fixed, size);
	g_string_append(css, "em);\n");
}

/* How wide a figure is and on which side; that it has a page of its own. */
static void
append_figure(GString *css, const struct style *style)
{
	const struct group_style *figure = &style->groups[GROUP_FIGURE];
	gboolean given = figure->breadth.fixed || figure->breadth.permille;
	unit size = body_of(style)->size;

	g_string_append(css, "figure {\n");
	append_breadth(css, "width", &figure->breadth, size);
	append_breadth(css, "max-width", &figure->most, size);
	if (figure->auto_left)
		g_string_append(css, "\tmargin-left: auto;\n");
	if (figure->auto_right)
		g_string_append(css, "\tmargin-right: auto;\n");
	if (figure->align == ALIGN_RIGHT || figure->align == ALIGN_CENTRE)
		g_string_append_printf(css, "\ttext-align: %s;\n",
		        figure->align == ALIGN_RIGHT ? "right" : "center");
	if (figure->place == PLACE_PAGE)
		append_breaks(css, EJECT_PAGE, EJECT_PAGE, FALSE);
	if (g_str_has_suffix(css->str, "{\n"))
		g_string_truncate(css, css->len - strlen("figure {\n"));
	else
		g_string_append(css, "}\n");
	if (given)
		g_string_append(css, "figure img {\n\twidth: 100%;\n}\n");
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
			append_colour(css, "color", tone_for_dark(block->colour));
		if (block->filled)
			g_string_append(css, "\tbackground-color: transparent;\n");
		g_string_append(css, "}\n");
	}
	g_string_append(css, "hr::after {\n");
	append_colour(css, "color", tone_for_dark(style->groups[GROUP_SEPARATOR].colour));
	g_string_append(css, "}\nheader::after, .title-page::after {\n");
	append_colour(css, "border-top-color", tone_for_dark(head->rule_colour));
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
	append_run_in(css, style);
	append_insides(css, style, publication->fonts);
	append_head(css, style);
	append_groups(css, style);
	append_fixed(css);
	append_figure(css, style);
	append_dark(css, style);
	return g_string_free_to_bytes(css);
}
