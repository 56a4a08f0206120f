/*
 * title.c - the title: in capitals, beside the date line, or an open first line.
 *
 * Lines in capitals that follow one another without a gap are one title. When nothing
 * looks like a title, a short first line serves as one, with a warning.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

enum { LONGEST = 40 /* syllables */, MOST_LINES = 4 };

static gboolean
fits(const struct block *block)
{
	return block_syllables(block, LONGEST + 1) <= LONGEST && !block_broken(block);
}

/* Capitals below a paragraph are a heading. */
static gboolean
is_above_text(const struct scene *scene, guint index)
{
	for (guint i = 0; i < index; i++)
		if (block_is_text(&scene->blocks[i]))
			return FALSE;
	return TRUE;
}

static guint
match_caps(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	guint n = 1;

	if (!block_caps(block) || block_syllables(block, 3) < 3 ||
	        !is_above_text(scene, index))
		return 0;
	while (index + n < scene->n && n < MOST_LINES && !block[n].decided &&
	        !block[n].gap && block_caps(&block[n]))
		n++;
	return n;
}

static gboolean
is_first(const struct scene *scene, guint index)
{
	for (guint i = 0; i < index; i++)
		if (!scene->blocks[i].decided)
			return FALSE;
	return TRUE;
}

/* A long open line first of all, and another one between it and the date: a subtitle. A
 * shorter line is rather the name of a section. */
static guint
match_above_subtitle(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index + 2 == scene->date && is_first(scene, index) && fits(block) &&
	                       fits(&block[1]) && !block[1].decided &&
	                       block_syllables(block, 8) >= 8 &&
	                       block_syllables(&block[1], 5) >= 5 &&
	                       !block_closed(block) && !block_closed(&block[1]) &&
	                       !byline_is_name(&block[1])
	               ? 1
	               : 0;
}

/* A byline may stand between title and date. */
static guint
match_before_date(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gboolean signs = index > 0 && byline_is_name(block) && !block[-1].decided;

	if (index + 2 == scene->date && byline_is_name(block + 1))
		return fits(block) && block_syllables(block, 4) >= 4 ? 1 : 0;
	return index + 1 == scene->date && fits(block) && !signs ? 1 : 0;
}

static guint
match_after_date(const struct scene *scene, guint index)
{
	return index > 0 && index - 1 == scene->date && fits(&scene->blocks[index]) &&
	                       !block_closed(&scene->blocks[index])
	               ? 1
	               : 0;
}

static guint
match_open_line(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index + 1 < scene->n && is_first(scene, index) && fits(block) &&
	                       !block_closed(block) && block_syllables(block, 3) >= 3
	               ? 1
	               : 0;
}

static guint
match_first(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return is_first(scene, index) && block_syllables(block, LONGEST + 1) <= LONGEST
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"title.caps", CERTAINTY_SURE, match_caps},
        {"title.above-subtitle", CERTAINTY_LIKELY, match_above_subtitle},
        {"title.before-date", CERTAINTY_LIKELY, match_before_date},
        {"title.after-date", CERTAINTY_LIKELY, match_after_date},
        {"title.open-line", CERTAINTY_LIKELY, match_open_line},
        {"title.first", CERTAINTY_GUESS, match_first},
};

/* Above the date; below it only when nothing is left above. */
static void
window(const struct scene *scene, guint *first, guint *end)
{
	*first = 0;
	*end = 4;
	if (scene->date == INDEX_NONE || scene->date == 0)
		return;
	*end = is_first(scene, scene->date) ? scene->date + 2 : scene->date;
}

/* "Bài 2: …", "Kỳ 1: …", "… (Kỳ 1)": bytes of the part's name at a place, 0: none. */
static gsize
part_at(const char *text)
{
	static const char *const words[] = {
	        "Bài ", "BÀI ", "Kỳ ", "KỲ ", "Kì ", "bài ", "kỳ ", "Phần ", "PHẦN "};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		gsize n = strlen(words[i]), number;

		if (!g_str_has_prefix(text, words[i]))
			continue;
		number = strspn(text + n, "0123456789IVX");
		if (!number)
			number = g_str_has_prefix(text + n, "cuối") ? strlen("cuối") : 0;
		return number ? n + number : 0;
	}
	return 0;
}

static const char *
series(struct scene *scene, guint index)
{
	const char *text = scene->blocks[index].text, *open = strrchr(text, '(');
	gsize n = part_at(text);

	if (n && (text[n] == ':' || text[n] == '.' || !strncmp(text + n, " - ", 3)))
		return block_text(scene, index, 0, n);
	n = open ? part_at(open + 1) : 0;
	return n && !strcmp(open + 1 + n, ")")
	               ? block_text(scene, index, open + 1 - text, open + 1 - text + n)
	               : NULL;
}

static void
found(struct scene *scene, guint index, guint n)
{
	scene->title = index;
	scene->meta->series = series(scene, index);
}

/* --- parts of a series, said elsewhere ------------------------------------- */

/* "(Còn nữa)", "(Kỳ 2)", "(Tiếp theo và hết)": bytes between the brackets; 0: none. */
static gsize
bracketed_part(const struct block *block)
{
	static const char *const words[] = {"còn nữa", "còn tiếp", "tiếp theo",
	        "tiếp theo và hết", "tiếp theo kỳ trước", "hết"};
	const char *text = block->text;
	g_autofree char *small = NULL;
	gsize n = block->length;

	if (n < 4 || n > 60 || text[0] != '(' || text[n - 1] != ')')
		return 0;
	if (part_at(text + 1) == n - 2)
		return n - 2;
	small = letter_small(text + 1, n - 2);
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (!strcmp(small, words[i]))
			return n - 2;
	return 0;
}

static guint
match_part(const struct scene *scene, guint index)
{
	return bracketed_part(&scene->blocks[index]) ? 1 : 0;
}

static const struct rule parts[] = {{"series.part", CERTAINTY_LIKELY, match_part}};

static void
window_all(const struct scene *scene, guint *first, guint *end)
{
	*first = scene->title == INDEX_NONE ? 0 : scene->title + 1;
	*end = scene->n;
}

/* What the title says of the series counts more. */
static void
found_part(struct scene *scene, guint index, guint n)
{
	gsize length = bracketed_part(&scene->blocks[index]);

	if (!scene->meta->series)
		scene->meta->series = block_text(scene, index, 1, 1 + length);
}

const struct field series_field = {
        NODE_PARAGRAPH, parts, G_N_ELEMENTS(parts), TRUE, window_all, found_part};

const struct field title_field = {
        NODE_TITLE, rules, G_N_ELEMENTS(rules), FALSE, window, found};
