/*
 * heading.c - section headings: short open lines with text below them.
 *
 * The line before must not be such a line itself (verse, lists) and what follows must be
 * text; a line of one or two syllables is a heading only when there are more of them.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

enum { LONGEST = 16 /* syllables */, BYTES = 200 };

static gboolean
is_short(const struct block *block)
{
	return block->length <= BYTES && block_syllables(block, LONGEST + 1) <= LONGEST;
}

static gboolean
is_open(const struct block *block)
{
	return !block_closed(block) && !block_broken(block);
}

/* What somebody says, or an item of a list. */
static gboolean
is_talk(const struct block *block)
{
	static const char *const starts[] = {"- ", "– ", "— ", "+ ", "• ", "PV:", "P.V:",
	        "PV :", "Phóng viên:", "Hỏi:", "Đáp:", "Trả lời:", "MC:", "* PV"};

	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		if (block_starts(block, starts[i]))
			return TRUE;
	return FALSE;
}

/* "Kính thưa các đồng chí!" */
static gboolean
is_address(const struct block *block)
{
	return block->small && (g_str_has_prefix(block->small, "kính thưa ") ||
	                               (g_str_has_prefix(block->small, "thưa ") &&
	                                       g_str_has_suffix(block->text, "!")));
}

/* "(Trần Tế Xương - Sông Lấp)": said of what stands above. */
static gboolean
is_bracketed(const struct block *block)
{
	return block->text[0] == '(' && g_str_has_suffix(block->text, ")");
}

static gboolean
begins_well(const struct block *block)
{
	if (is_talk(block) || is_address(block) || is_bracketed(block))
		return FALSE;
	return letter_starts_capital(block->text, block->length) ||
	       g_ascii_isdigit(block->text[0]);
}

/* A heading with a label of another kind, and text below that one. */
static gboolean
heading_follows(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index], *next = block + 1;
	guint style, depth, style_next;

	return index + 2 < scene->n && !next->decided && is_short(next) &&
	       is_open(next) && label_parse(next->text, &style_next, &depth) &&
	       (block_is_text(&next[1]) ||
	               (!next[1].decided && block_closed(&next[1]) &&
	                       label_parse(block->text, &style, &depth) &&
	                       style != style_next));
}

/* Text follows at once, verse or talk, or another heading with a label does; a list only
 * below a label or capitals: an open line above it may lead over to it. */
static gboolean
text_follows(const struct scene *scene, guint index)
{
	const struct block *next = &scene->blocks[index + 1];
	guint style, depth;

	if (index + 1 >= scene->n)
		return FALSE;
	if (next->decided && next->within == NODE_LIST)
		return block_caps(&next[-1]) ||
		       label_parse(next[-1].text, &style, &depth) > 0;
	if (next->decided &&
	        (next->kind == NODE_PARAGRAPH || next->kind == NODE_VERSE_LINE))
		return TRUE;
	if (next->kind == NODE_CAPTION)
		return index + 2 < scene->n && block_is_text(&next[1]);
	if (block_is_text(next) || (!next->decided && block_closed(next)))
		return TRUE;
	if (!next->decided && next->text[next->length - 1] == ':' &&
	        (block_caps(&next[-1]) || label_parse(next[-1].text, &style, &depth)))
		return TRUE;
	return heading_follows(scene, index);
}

static gboolean
stands_free(const struct scene *scene, guint index)
{
	const struct block *previous = &scene->blocks[index - 1];

	return index == scene->body || previous->decided || !is_short(previous) ||
	       block_closed(previous);
}

static gboolean
fits(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return is_short(block) && is_open(block) && block->n_lines <= 2 &&
	       text_follows(scene, index);
}

static guint
match_label(const struct scene *scene, guint index)
{
	guint style, depth;

	return fits(scene, index) &&
	                       label_parse(scene->blocks[index].text, &style, &depth)
	               ? 1
	               : 0;
}

static guint
match_open(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return fits(scene, index) && begins_well(block) && stands_free(scene, index) &&
	                       block_syllables(block, 3) >= 3
	               ? 1
	               : 0;
}

static guint
match_brief(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return scene->n_brief >= 2 && fits(scene, index) && begins_well(block) &&
	                       stands_free(scene, index)
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"heading.label", CERTAINTY_LIKELY, match_label},
        {"heading.open-line", CERTAINTY_LIKELY, match_open},
        {"heading.brief", CERTAINTY_GUESS, match_brief},
};

const struct field heading_field = {
        NODE_HEADING, rules, G_N_ELEMENTS(rules), TRUE, window_body, NULL};
