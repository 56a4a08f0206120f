/*
 * dump.c - a style as stable text: for eyes and tests.
 *
 * A line for each element with what differs from nothing. Lengths are in units, as
 * "inspect --pages" has them.
 */
#include "style/element.h"

static void
add_unit(GString *out, const char *name, unit value)
{
	if (value)
		g_string_append_printf(out, " %s=%d", name, value);
}

static void
add_colour(GString *out, const char *name, guint32 colour)
{
	g_string_append_printf(out, " %s=#%06X", name, colour);
}

static void
add_flag(GString *out, const char *name, gboolean flag)
{
	if (flag)
		g_string_append_printf(out, " %s", name);
}

/* A page goes without saying. */
static void
add_eject(GString *out, const char *name, enum eject eject)
{
	static const char *const words[] = {"", "=column", "", "=left", "=right"};

	if (eject)
		g_string_append_printf(out, " %s%s", name, words[eject]);
}

static void
add_features(GString *out, const struct feature_set *set)
{
	for (guint i = 0; i < set->n; i++) {
		guint32 tag = set->list[i].tag;

		g_string_append_printf(out, " %c%c%c%c=%u", tag >> 24, tag >> 16 & 255,
		        tag >> 8 & 255, tag & 255, set->list[i].value);
	}
}

static void
add_lines(GString *out, guint lines, guint32 colour)
{
	add_flag(out, "underline", lines & DECORATION_UNDER);
	add_flag(out, "overline", lines & DECORATION_OVER);
	add_flag(out, "line-through", lines & DECORATION_THROUGH);
	if (lines && colour)
		add_colour(out, "line", colour);
}

/* What stands inside a text. */
static void
add_inside(GString *out, const struct style *style, enum block_role role, guint bit)
{
	const struct inside_style *inside = style_inside(style, role, bit, NULL);

	if (!inside)
		return;
	g_string_append_printf(out, " %s %d%s %d/%d", inside->face->family,
	        inside->face->weight, inside->face->italic ? " italic" : "", inside->size,
	        inside->of);
	add_features(out, &style->features[inside->features]);
	add_unit(out, "rise", inside->rise);
	add_unit(out, "spacing", inside->letter_spacing);
	if (inside->colour)
		add_colour(out, "colour", inside->colour);
	add_lines(out, inside->decoration, inside->decoration_colour);
	if (inside->initial)
		g_string_append_printf(
		        out, " initial=%d/%u", inside->initial, inside->sink);
}

/* The first letter of a text, where a sheet says something of it. */
static void
add_letter(GString *out, const struct style *style, enum block_role role)
{
	g_autofree char *title = NULL;

	if (role == BLOCK_N_ROLES || !style_inside(style, role, INSIDE_LETTER, NULL))
		return;
	title = element_title(element_of_role(role));
	g_string_append_printf(out, "\n%s::first-letter", title);
	add_inside(out, style, role, INSIDE_LETTER);
}

static void
add_sides(GString *out, const struct sides *sides)
{
	add_unit(out, "padding-left", sides->padding_left);
	add_unit(out, "padding-right", sides->padding_right);
	add_unit(out, "rule-left", sides->rule_left);
	if (sides->rule_left)
		add_colour(out, "left", sides->colour_left);
	add_unit(out, "rule-right", sides->rule_right);
	if (sides->rule_right)
		add_colour(out, "right", sides->colour_right);
}

static const char *const aligns[] = {"justify", "left", "right", "center"};

static void
add_block(GString *out, const struct style *style, const struct block_style *block)
{
	static const char *const transforms[] = {
	        "", "uppercase", "lowercase", "capitalize"};

	g_string_append_printf(out, " %s %d%s %d/%d %s", block->face->family,
	        block->face->weight, block->face->italic ? " italic" : "", block->size,
	        block->leading, aligns[block->align]);
	add_features(out, &style->features[block->features]);
	add_flag(out, transforms[block->transform], block->transform > 0);
	add_flag(out, "hangs", block->hangs);
	add_flag(out, "balanced", block->balanced);
	add_unit(out, "indent", block->indent);
	add_unit(out, "left", block->margin_left);
	add_unit(out, "right", block->margin_right);
	add_unit(out, "before", block->space_before);
	add_unit(out, "after", block->space_after);
	add_unit(out, "spacing", block->letter_spacing);
	add_unit(out, "word-spacing", block->word_spacing);
	add_lines(out, block->decoration, block->decoration_colour);
	if (block->colour)
		add_colour(out, "colour", block->colour);
	add_unit(out, "keep", (unit)block->keep_next);
	if (block->orphans != 2 || block->widows != 2)
		g_string_append_printf(
		        out, " orphans=%u widows=%u", block->orphans, block->widows);
	add_unit(out, "looseness", block->looseness);
	add_flag(out, "whole", block->keep_inside);
	add_flag(out, "run-in", block->runs_in);
	add_eject(out, "break-before", block->break_before);
	add_eject(out, "break-after", block->break_after);
	add_flag(out, "spans", block->spans);
	add_unit(out, "page", (unit)block->page);
	add_unit(out, "above", block->rule_above);
	add_unit(out, "below", block->rule_below);
	if (block->rule_above || block->rule_below)
		add_colour(out, "rule", block->rule_colour);
	add_unit(out, "padding-top", block->padding_top);
	add_unit(out, "padding-bottom", block->padding_bottom);
	add_sides(out, &block->sides);
	add_flag(out, "place=top", block->place == PLACE_TOP);
	add_flag(out, "place=bottom", block->place == PLACE_BOTTOM);
	if (block->filled)
		add_colour(out, "ground", block->background);
}

static void
add_breadth(GString *out, const char *name, const struct breadth *breadth)
{
	if (breadth->fixed || breadth->permille)
		g_string_append_printf(
		        out, " %s=%d+%d/1000", name, breadth->fixed, breadth->permille);
}

static void
add_group(GString *out, const struct group_style *group)
{
	static const char *const places[] = {"", "footnote", "top", "bottom", "page"};

	add_unit(out, "left", group->inset_left);
	add_unit(out, "right", group->inset_right);
	add_unit(out, "before", group->space_before);
	add_unit(out, "after", group->space_after);
	add_unit(out, "padding-top", group->padding_top);
	add_unit(out, "padding-bottom", group->padding_bottom);
	add_unit(out, "above", group->rule_above);
	add_unit(out, "below", group->rule_below);
	add_unit(out, "length", group->rule_length);
	add_unit(out, "width", group->width);
	add_sides(out, &group->sides);
	add_flag(out, "whole", group->keep_inside);
	add_eject(out, "break-before", group->break_before);
	add_eject(out, "break-after", group->break_after);
	if (group->filled)
		add_colour(out, "ground", group->background);
	if (group->rule_above || group->rule_below)
		add_colour(out, "rule", group->rule_colour);
	if (group->colour)
		add_colour(out, "colour", group->colour);
	add_flag(out, "spans", group->spans);
	add_unit(out, "page", (unit)group->page);
	add_flag(out, places[group->place], group->place != PLACE_TEXT);
	add_flag(out, "across", group->across);
	add_breadth(out, "breadth", &group->breadth);
	add_breadth(out, "most", &group->most);
	add_flag(out, "auto-left", group->auto_left);
	add_flag(out, "auto-right", group->auto_right);
	add_flag(out, aligns[group->align], group->align != ALIGN_JUSTIFY);
}

/* Nothing for articles in one column that begin on any page. */
static void
add_article(GString *out, const struct style *style)
{
	const struct columns *columns = &style->columns;

	if (columns->count > 1) {
		g_string_append_printf(
		        out, "columns %u gap=%d", columns->count, columns->gap);
		add_unit(out, "rule", columns->rule);
		if (columns->rule)
			add_colour(out, "colour", columns->rule_colour);
		add_flag(out, "balanced", columns->balanced);
		g_string_append_c(out, '\n');
	}
	if (style->article_break) {
		g_string_append(out, "article");
		add_eject(out, "break-before", style->article_break);
		g_string_append_c(out, '\n');
	}
}

static void
add_titles(GString *out, const struct style *style)
{
	for (guint i = 0; i < G_N_ELEMENTS(style->titles); i++) {
		const struct title_size *title = &style->titles[i];

		if (title->longest == G_MAXUINT)
			g_string_append_printf(
			        out, " %d/%d", title->size, title->leading);
		else if (title->longest)
			g_string_append_printf(out, " %u:%d/%d", title->longest,
			        title->size, title->leading);
		if (title->longest == G_MAXUINT)
			return;
	}
}

/* What stands in a margin box and is no number of a page. */
static void
add_part(GString *out, const struct content_part *part)
{
	static const char *const picks[] = {"", " start", " last", " first-except"};

	if (part->kind == PART_TEXT)
		g_string_append_printf(out, " \"%s\"", part->text);
	else if (part->kind == PART_STRING)
		g_string_append_printf(out, " (%s%s)", part->text, picks[part->pick]);
	else
		g_string_append_printf(out, " [%s%s%s%s]", part->text,
		        part->separator ? " by " : "",
		        part->separator ? part->separator : "",
		        part->counting ? " in another way" : "");
}

static void
add_box(GString *out, const struct style *style, int kind, int where)
{
	static const char *const kinds[] = {
	        "right", "left", "opening-right", "opening-left", "first"};
	static const char *const places[] = {"top-left", "top-center", "top-right",
	        "bottom-left", "bottom-center", "bottom-right"};
	static const char *const heights[] = {"middle", "top", "bottom"};
	const struct margin_box *box = &style->boxes[kind][where];

	if (!box->n_parts)
		return;
	g_string_append_printf(
	        out, "@page:%s @%s %s", kinds[kind], places[where], heights[box->place]);
	for (guint i = 0; i < box->n_parts; i++)
		if (box->parts[i].kind == PART_PAGE || box->parts[i].kind == PART_PAGES)
			g_string_append_printf(out, " %s%s", box->parts[i].text,
			        box->parts[i].counting ? " in another way" : "");
		else
			add_part(out, &box->parts[i]);
	add_unit(out, "longest", (unit)box->longest);
	add_block(out, style, &box->block);
	g_string_append_c(out, '\n');
}

static void
add_gutters(GString *out, const struct style *style)
{
	if (style->n_gutters)
		g_string_append(out, " gutters");
	for (guint i = 0; i < style->n_gutters; i++)
		if (style->gutters[i].longest == G_MAXUINT)
			add_unit(out, "more", style->gutters[i].width);
		else
			g_string_append_printf(out, " %u:%d", style->gutters[i].longest,
			        style->gutters[i].width);
}

/* Of kinds of pages that are not as high as right-hand ones. */
static void
add_areas(GString *out, const struct style *style)
{
	static const char *const names[] = {
	        "right", "left", "opening-right", "opening-left", "first"};
	const struct type_area *right = &style->areas[PAGE_RIGHT];

	for (int kind = PAGE_LEFT; kind < PAGE_N_KINDS; kind++) {
		const struct type_area *area = &style->areas[kind];

		if (area->top != right->top || area->lines != right->lines)
			g_string_append_printf(
			        out, " %s=%d:%u", names[kind], area->top, area->lines);
	}
}

static void
add_size(GString *out, const struct style *style)
{
	g_string_append_printf(out,
	        "page %s %dx%d top=%d left=%d right=%d left-even=%d lines=%u grid=%d",
	        style->paper, style->width, style->height, style->areas[PAGE_RIGHT].top,
	        style->margin_left, style->margin_right, style->margin_left_even,
	        style->areas[PAGE_RIGHT].lines, style->grid);
	add_areas(out, style);
	add_gutters(out, style);
	g_string_append_c(out, '\n');
}

static void
add_page(GString *out, const struct style *style)
{
	const struct justification *justification = &style->justification;

	add_size(out, style);
	g_string_append_printf(out,
	        "text accent=#%06X short-lead=%u stretch=%d shrink=%d scale=%d "
	        "change=%d tracking=%d narrow=%d:%d:%d:%d cell-gap=%d",
	        style->accent, style->lead_short, justification->stretch,
	        justification->shrink, justification->scale, justification->scale_change,
	        justification->tracking, style->narrow_ems, style->narrow.scale,
	        style->narrow.tracking, style->narrow.shrink, style->cell_gap);
	for (const struct hang *hang = style->hang; hang && hang->mark; hang++)
		g_string_append_printf(
		        out, " U+%04X:%d/%d", hang->mark, hang->left, hang->right);
	add_flag(out, "gridless", style->gridless);
	add_flag(out, "typography=keep", style->keep_typography);
	add_flag(out, "title-case=keep", style->keep_case);
	g_string_append(out, "\ntitles");
	add_titles(out, style);
	g_string_append_c(out, '\n');
}

static void
add_boxes(GString *out, const struct style *style)
{
	for (int kind = 0; kind < PAGE_N_KINDS; kind++)
		for (int box = 0; box < BOX_N; box++)
			add_box(out, style, kind, box);
}

char *
style_dump(const struct style *style)
{
	GString *out = g_string_new(NULL);

	add_page(out, style);
	add_article(out, style);
	for (int i = 0; i < ELEMENT_N; i++) {
		const struct element_row *row = element_row((enum element)i);
		g_autofree char *title = element_title((enum element)i);

		if (row->role == BLOCK_N_ROLES && row->group == GROUP_N &&
		        i < ELEMENT_INSIDE)
			continue;
		g_string_append(out, title);
		if (i >= ELEMENT_INSIDE)
			add_inside(out, style, BLOCK_BODY, 1u << (i - ELEMENT_INSIDE));
		else if (row->group < GROUP_N)
			add_group(out, &style->groups[row->group]);
		else
			add_block(out, style, &style->blocks[row->role]);
		add_letter(out, style, row->role);
		g_string_append_c(out, '\n');
	}
	add_boxes(out, style);
	for (guint i = 0; i < style->n_named; i++) {
		add_size(out, style->named[i].style);
		add_boxes(out, style->named[i].style);
	}
	return g_string_free(out, FALSE);
}
