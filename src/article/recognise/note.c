/*
 * note.c - notes, boxes, separators.
 *
 * "(*) …", "(1) …" with its mark in the text, and what the editors say ("LTS:", "Lời tòa
 * soạn") are notes; a label that stands alone takes the paragraph below it along. A box
 * begins with a line "Box" and goes on to "[/Box]" or over the one block below. A line of
 * nothing but dashes, stars or tildes separates; at the edge of the article it is
 * residue.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"
#include "text/notemark.h"

#include <stdlib.h>
#include <string.h>

enum {
	BOX = 20,   /* blocks */
	LABEL = 40, /* bytes */
	NOTES = 99, /* that count */
	BELOW = 4,  /* blocks below them */
};

/* --- notes ------------------------------------------------------------- */

static guint
match_star(const struct scene *scene, guint index)
{
	static const char *const stars[] = {"(*) ", "(**) ", "(***) ", "(*): ", "(*): "};
	const struct block *block = &scene->blocks[index];

	for (guint i = 0; i < G_N_ELEMENTS(stars); i++)
		if (block_starts(block, stars[i]))
			return 1;
	return 0;
}

/* Bytes of the editors' label, its colon included; 0: there is none. */
static gsize
editors_label(const struct block *block)
{
	static const char *const words[] = {"lts", "l.t.s", "lời tòa soạn",
	        "lời toà soạn", "lời ban biên tập", "lời bbt",
	        "lời giới thiệu của tòa soạn", "tòa soạn", "toà soạn", "ghi chú",
	        "chú thích", "chú giải"};
	const char *colon = memchr(block->text, ':', MIN(block->length, LABEL + 1));
	gsize n = colon ? (gsize)(colon - block->text) : block->length;
	g_autofree char *small = NULL;

	if (n > LABEL)
		return 0;
	small = letter_small(block->text, n);
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (!strcmp(small, words[i]))
			return block->text[n] ? n + 1 : n;
	return 0;
}

/* A label alone takes what stands below it along. */
static guint
match_editors(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gsize label = editors_label(block);

	if (!label)
		return 0;
	if (label < block->length)
		return block->text[label - 1] == ':' ? 1 : 0;
	return index + 1 < scene->n && !block[1].decided && block_ends_sentence(&block[1])
	               ? 2
	               : 0;
}

/* The number of a note that a block opens with, "(1) …" or "[1] …"; 0: none. */
static guint
note_number(const struct block *block)
{
	gsize n = notemark_length(block->text);

	return n && block->text[n] == ' ' ? (guint)strtoul(block->text + 1, NULL, 10) : 0;
}

/* Marks the numbers, up to n, that stand in a text behind something else. */
static void
look_for_marks(const struct block *block, gboolean *seen, guint n)
{
	for (const char *at = block->text; (at = strpbrk(at, "([")); at++) {
		guint number = notemark_length(at) ? (guint)strtoul(at + 1, NULL, 10) : 0;

		if (at > block->text && number && number <= n)
			seen[number - 1] = TRUE;
	}
}

/* Notes that count from 1 on, near the end, each with its mark in a text above. */
static guint
match_numbered(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gboolean seen[NOTES] = {FALSE};
	guint n = 0, found = 0;

	if (note_number(block) != 1)
		return 0;
	while (n < NOTES && index + n < scene->n && !block[n].decided &&
	        note_number(&block[n]) == n + 1)
		n++;
	if (index + n + BELOW < scene->n)
		return 0;
	for (guint i = scene->body; i < index; i++)
		look_for_marks(&scene->blocks[i], seen, n);
	while (found < n && seen[found])
		found++;
	return found == n ? n : 0;
}

static const struct rule notes[] = {
        {"note.star", CERTAINTY_SURE, match_star},
        {"note.numbered", CERTAINTY_LIKELY, match_numbered},
        {"note.editors", CERTAINTY_LIKELY, match_editors},
};

static void
found_note(struct scene *scene, guint index, guint n)
{
	gboolean numbered = note_number(&scene->blocks[index]) > 0;

	for (guint i = 0; i < (numbered ? n : 1); i++)
		block_hold(scene, index + i, numbered ? 1 : n, NODE_NOTE);
}

const struct field note_field = {
        NODE_PARAGRAPH, notes, G_N_ELEMENTS(notes), TRUE, window_body, found_note};

/* --- boxes ------------------------------------------------------------- */

static gboolean
is_one_of(const struct block *block, const char *const *words, guint n)
{
	g_autofree char *small = NULL;

	if (block->length > LABEL)
		return FALSE;
	small = letter_small(block->text, block->length);
	for (guint i = 0; i < n; i++)
		if (!strcmp(small, words[i]))
			return TRUE;
	return FALSE;
}

static gboolean
opens_box(const struct block *block)
{
	static const char *const words[] = {
	        "box", "box:", "[box]", "(box)", "hộp thông tin", "hộp thông tin:"};

	return is_one_of(block, words, G_N_ELEMENTS(words));
}

static gboolean
closes_box(const struct block *block)
{
	static const char *const words[] = {"[/box]", "hết box", "(hết box)"};

	return is_one_of(block, words, G_N_ELEMENTS(words));
}

static guint
match_box(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	if (!opens_box(block) || index + 1 >= scene->n)
		return 0;
	for (guint n = 1; n < BOX && index + n < scene->n && !block[n].decided; n++)
		if (closes_box(&block[n]))
			return n + 1;
	return block[1].decided ? 0 : 2;
}

static const struct rule boxes[] = {{"box.labelled", CERTAINTY_LIKELY, match_box}};

static void
drop(struct block *block, const char *why)
{
	block->kind = KIND_NONE;
	block->within = WITHIN_NONE;
	block->fate = FATE_DROPPED;
	block->why = why;
}

static void
found_box(struct scene *scene, guint index, guint n)
{
	struct block *block = &scene->blocks[index];

	block_hold(scene, index, n, NODE_BOX);
	drop(&block[0], "a box begins");
	block[1].begins = TRUE;
	if (closes_box(&block[n - 1]))
		drop(&block[n - 1], "a box ends");
}

const struct field box_field = {
        NODE_PARAGRAPH, boxes, G_N_ELEMENTS(boxes), TRUE, window_body, found_box};

/* --- separators --------------------------------------------------------- */

/* Three stars, one above two. */
static gboolean
is_asterism(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return index + 1 < scene->n && !strcmp(block->text, "*") && !block[1].decided &&
	       (!strcmp(block[1].text, "* *") || !strcmp(block[1].text, "**"));
}

static guint
match_separator(const struct scene *scene, guint index)
{
	const char *at = scene->blocks[index].text;
	guint n = 0;

	if (is_asterism(scene, index))
		return 2;
	for (; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == ' ')
			continue;
		if (c >= 0x80 ? (c != 0x2013 && c != 0x2014 && c != 0x2015 &&
		                        c != 0x2500 && c != 0x2022 && c != 0x25CF)
		              : !strchr("-*_=~#", (char)c))
			return 0;
		n++;
	}
	return n >= 3 || (n && scene->blocks[index].text[0] != '-' &&
	                         g_utf8_get_char(scene->blocks[index].text) >= 0x2014 &&
	                         n == 2)
	               ? 1
	               : 0;
}

static const struct rule separators[] = {
        {"separator.line", CERTAINTY_SURE, match_separator}};

static void
window_all(const struct scene *scene, guint *first, guint *end)
{
	*first = 0;
	*end = scene->n;
}

static gboolean
is_at_edge(const struct scene *scene, guint index)
{
	if (index <= scene->body)
		return TRUE;
	for (guint i = index + 1; i < scene->n; i++)
		if (scene->blocks[i].kind != NODE_SEPARATOR &&
		        scene->blocks[i].kind != KIND_NONE)
			return FALSE;
	return TRUE;
}

static void
found_separator(struct scene *scene, guint index, guint n)
{
	gboolean edge = is_at_edge(scene, index);

	for (guint i = index; i < index + n; i++) {
		struct block *block = &scene->blocks[i];

		if (edge) {
			drop(block, "of the web page");
			continue;
		}
		block->fate = FATE_MOVED;
		block->why = "an ornament stands there";
	}
}

const struct field separator_field = {NODE_SEPARATOR, separators,
        G_N_ELEMENTS(separators), TRUE, window_all, found_separator};
