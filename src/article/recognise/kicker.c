/*
 * kicker.c - the section a portal puts above the title.
 *
 * A breadcrumb or a phrase typed twice (menu and heading of the page, pasted together) is
 * one for sure; a short line in capitals above a title likely.
 */
#include "article/recognise/rule.h"

#include "text/dateline.h"
#include "text/letter.h"

#include <string.h>

enum { LONGEST = 200 /* bytes */, WINDOW = 4 /* blocks */ };

static const char *const separators[] = {" / ", " » ", " › ", " > ", " >> "};

/* Bytes of the first half when the text is one phrase twice, else 0. */
static gsize
half_length(const struct block *block)
{
	gsize half = block->length / 2;
	g_autofree char *first = NULL, *second = NULL;

	if (block->n_lines > 1 || block->length > LONGEST || block->length < 9 ||
	        block->length % 2 == 0 || block->text[half] != ' ')
		return 0;
	first = letter_small(block->text, half);
	second = letter_small(block->text + half + 1, half);
	return strcmp(first, second) ? 0 : half;
}

static guint
match_twice(const struct scene *scene, guint index)
{
	return half_length(&scene->blocks[index]) ? 1 : 0;
}

gboolean
kicker_twice(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	struct dateline line;

	return index + 2 < scene->n && index < WINDOW && block->n_lines == 1 &&
	       block[1].n_lines == 1 && block_syllables(block, 9) <= 8 &&
	       !block_closed(block) && !block[1].decided && !block_is_text(&block[2]) &&
	       !dateline_parse(block[2].text, block[2].length, &line) &&
	       !strcmp(block->text, block[1].text);
}

/* The same short line twice running, above a title. */
static guint
match_twice_lines(const struct scene *scene, guint index)
{
	return kicker_twice(scene, index) ? 2 : 0;
}

/* The last separator of a breadcrumb, NULL: none. */
static const char *
last_separator(const struct block *block, gsize *length)
{
	for (guint i = 0; i < G_N_ELEMENTS(separators); i++) {
		const char *found =
		        g_strrstr_len(block->text, block->length, separators[i]);

		if (!found)
			continue;
		*length = strlen(separators[i]);
		return found;
	}
	return NULL;
}

/* A path without "Trang chủ": only as the very first line, with its own marks. */
static gboolean
is_bare_path(const struct block *block)
{
	return block_syllables(block, 13) <= 12 && !block_closed(block) &&
	       (block_has(block, " › ") || block_has(block, " » ") ||
	               block_has(block, " > "));
}

static guint
match_breadcrumb(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gboolean home = block_starts(block, "Trang chủ") ||
	                block_starts(block, "TRANG CHỦ") || block_starts(block, "Home ");
	gsize length;

	return block->n_lines == 1 && block->length <= LONGEST &&
	                       (home || (index == 0 && is_bare_path(block))) &&
	                       last_separator(block, &length)
	               ? 1
	               : 0;
}

/* Above a title in capitals with a gap between, or above the line over the date. */
static guint
match_caps(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	if (index + 1 >= scene->n || !block_caps(block) ||
	        block_syllables(block, 9) > 8 || block[1].decided)
		return 0;
	if (block_caps(&block[1]))
		return block[1].gap && block_syllables(&block[1], 3) >= 3 ? 1 : 0;
	return index + 2 == scene->date && block_syllables(block, 7) <= 6 ? 1 : 0;
}

/* The first line of all, very short, over a title that stands right above the date. */
static guint
match_above_title(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index == 0 && scene->date == 2 && block_syllables(block, 5) <= 4 &&
	                       !block_closed(block) && !block_broken(block) &&
	                       block_syllables(&block[1], 5) > 4
	               ? 1
	               : 0;
}

/* The first line of all, very short, over the date, with the title below the date. */
static guint
match_above_date(const struct scene *scene, guint index)
{
	const struct block *title = &scene->blocks[index + 2];

	if (index != 0 || scene->date != 1 || index + 3 >= scene->n ||
	        block_syllables(&scene->blocks[index], 5) > 4 ||
	        block_closed(&scene->blocks[index]))
		return 0;
	return !title->decided && !block_closed(title) && !block_broken(title) &&
	                       block_syllables(title, 5) > 4 &&
	                       block_syllables(title, 26) <= 25 &&
	                       block_is_text(&title[1])
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"kicker.twice", CERTAINTY_SURE, match_twice},
        {"kicker.breadcrumb", CERTAINTY_SURE, match_breadcrumb},
        {"kicker.twice-lines", CERTAINTY_SURE, match_twice_lines},
        {"kicker.caps", CERTAINTY_LIKELY, match_caps},
        {"kicker.above-title", CERTAINTY_LIKELY, match_above_title},
        {"kicker.above-date", CERTAINTY_LIKELY, match_above_date},
};

static void
window(const struct scene *scene, guint *first, guint *end)
{
	*first = 0;
	*end = MIN(scene->date, WINDOW);
}

static void
found_twice(struct scene *scene, guint index)
{
	gsize half = half_length(&scene->blocks[index]);
	struct part parts[] = {
	        {0, FATE_SHOWN, NULL}, {half + 1, FATE_MERGED, "typed twice"}};

	scene->blocks[index].own = block_text(scene, index, 0, half);
	block_set_parts(scene, index, parts, G_N_ELEMENTS(parts));
}

static void
found_breadcrumb(struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gsize length = 0;
	const char *at = last_separator(block, &length);
	gsize start = at - block->text + length;
	struct part parts[] = {
	        {0, FATE_DROPPED, "path of the web page"}, {start, FATE_SHOWN, NULL}};

	scene->blocks[index].own = block_text(scene, index, start, block->length);
	block_set_parts(scene, index, parts, G_N_ELEMENTS(parts));
}

static void
found(struct scene *scene, guint index, guint n)
{
	const struct part merged = {0, FATE_MERGED, "typed twice"};
	struct block *block = &scene->blocks[index];

	if (n == 2) {
		block->own = block->text;
		block_set_parts(scene, index + 1, &merged, 1);
	} else if (!strcmp(block->rule, "kicker.twice")) {
		found_twice(scene, index);
	} else if (!strcmp(block->rule, "kicker.breadcrumb")) {
		found_breadcrumb(scene, index);
	}
	scene->meta->kicker = block->own ? block->own : block->text;
}

const struct field kicker_field = {
        NODE_KICKER, rules, G_N_ELEMENTS(rules), FALSE, window, found};
