/*
 * subtitle.c - the line below the title that is still part of the head.
 *
 * In capitals with a gap above it, or an open line between the title and the date. A
 * label or a name makes it something else.
 */
#include "article/recognise/rule.h"

enum { LONGEST = 24 /* syllables */ };

static gboolean
fits(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	guint style, depth;

	return scene->title != INDEX_NONE && index + 1 < scene->n &&
	       block_syllables(block, LONGEST + 1) <= LONGEST &&
	       block_syllables(block, 2) == 2 && !block_closed(block) &&
	       !block_broken(block) && !label_parse(block->text, &style, &depth) &&
	       !byline_is_name(block);
}

/* Capitals again: those without a gap were taken for the title. Text or the date follows,
 * and no other line in capitals does: they would be headings. */
static guint
match_caps(const struct scene *scene, guint index)
{
	if (!fits(scene, index) || !block_caps(&scene->blocks[index]) ||
	        !scene->blocks[index].gap)
		return 0;
	for (guint i = index + 1; i < scene->n; i++)
		if (!scene->blocks[i].decided && block_caps(&scene->blocks[i]))
			return 0;
	return 1;
}

static guint
match_above_date(const struct scene *scene, guint index)
{
	return scene->date != INDEX_NONE && index + 1 == scene->date && fits(scene, index)
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"subtitle.caps", CERTAINTY_LIKELY, match_caps},
        {"subtitle.above-date", CERTAINTY_LIKELY, match_above_date},
};

/* The one block right below the title. */
static void
window(const struct scene *scene, guint *first, guint *end)
{
	*first = *end = 0;
	if (scene->title == INDEX_NONE)
		return;
	*first = scene->title + 1;
	while (*first < scene->n && scene->blocks[*first].decided &&
	        scene->blocks[*first].kind == NODE_TITLE)
		++*first;
	*end = *first + 1;
}

const struct field subtitle_field = {
        NODE_SUBTITLE, rules, G_N_ELEMENTS(rules), FALSE, window, NULL};
