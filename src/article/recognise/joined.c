/*
 * joined.c - words that ran together are reported where they stand; nothing is changed.
 *
 * Verse that ran together was split before (verse.c). Places beyond a number are counted
 * only.
 */
#include "article/recognise/rule.h"

#include "text/joint.h"
#include "text/utf8.h"

#include <string.h>

enum { MOST_PLACES = 20 };

/* The word, with both its halves, around a place; caller frees. */
static char *
word_at(const char *text, gsize at)
{
	gsize start = at, end = at + strcspn(text + at, " ");

	while (start && text[start - 1] != ' ')
		start--;
	return g_strndup(text + start, end - start);
}

static void
report(struct scene *scene, const struct block *block, gsize at)
{
	g_autofree char *word = word_at(block->text, at);
	int column = block->n_lines == 1 ? (int)utf8_length(block->text, at) + 1 : 0;

	diag_report(scene->diags, DIAG_TEXT_JOINED, scene->source->file,
	        block->lines[0].number, column, word, NULL);
}

static guint
look_at(struct scene *scene, const struct block *block, guint places)
{
	gsize at = block->joint;

	for (; at < block->length; places++) {
		if (places < MOST_PLACES)
			report(scene, block, at);
		at = joint_find(block->text, block->length, at);
	}
	return places;
}

void
joined_report(struct scene *scene)
{
	g_autofree char *more = NULL;
	guint places = 0;

	for (guint i = 0; i < scene->n; i++)
		if (!scene->blocks[i].n_parts)
			places = look_at(scene, &scene->blocks[i], places);
	if (places <= MOST_PLACES)
		return;
	more = g_strdup_printf("%u", places - MOST_PLACES);
	diag_report(scene->diags, DIAG_TEXT_JOINED_MORE, scene->source->file, 0, 0, more,
	        NULL);
}
