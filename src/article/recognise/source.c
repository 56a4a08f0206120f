/*
 * source.c - where the article was first printed: "(Nguồn: …)", "Nguồn: …", "Theo …".
 *
 * "Theo …" is a source only as a short whole line: "Theo Bộ Xây dựng, …" is text.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

enum { LONGEST = 25 /* syllables */, LONGEST_BY = 8 };

/* After "Nguồn" comes a colon; brackets around the whole are left out. The name's first
 * byte, its end in *end; NULL: no source. */
static const char *
labelled(const struct block *block, gsize *end)
{
	static const char *const labels[] = {
	        "Nguồn tin:", "Nguồn:", "Nguồn :", "NGUỒN:", "Theo nguồn:"};
	const char *text = block->text;
	gboolean bracket = *text == '(';

	*end = block->length;
	if (bracket && text[*end - 1] != ')')
		return NULL;
	*end -= bracket;
	text += bracket;
	for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
		gsize length = strlen(labels[i]);

		if (strncmp(text, labels[i], length) != 0)
			continue;
		text += length;
		text += strspn(text, " ");
		return text < block->text + *end ? text : NULL;
	}
	return NULL;
}

static guint
match_labelled(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gsize end;

	return labelled(block, &end) && block_syllables(block, LONGEST + 1) <= LONGEST
	               ? 1
	               : 0;
}

/* Words that make a sentence of "Theo …". */
static gboolean
has_verb(const struct block *block)
{
	static const char *const verbs[] = {" là ", " thì ", " được ", " đã ", " sẽ ",
	        " có ", " cho ", " dõi ", " đó", " quy định"};

	for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (block_has(block, verbs[i]))
			return TRUE;
	return FALSE;
}

/* "vnexpress.net": one word with a dot inside, and letters behind the last one. */
static gboolean
is_host(const char *text, gsize length)
{
	const char *dot = g_strrstr_len(text, (gssize)length, ".");
	gsize last = dot ? length - (gsize)(dot + 1 - text) : 0;

	if (last < 2 || dot == text || memchr(text, ' ', length))
		return FALSE;
	for (gsize i = 0; i < length; i++)
		if (!g_ascii_isalnum(text[i]) && text[i] != '.' && text[i] != '-')
			return FALSE;
	return g_ascii_isalpha(dot[1]);
}

static const char *
by_line(const struct block *block, gsize *end)
{
	static const char by[] = "Theo ";
	const char *text = block->text;
	gboolean bracket = *text == '(' && text[block->length - 1] == ')';

	*end = block->length - bracket;
	text += bracket;
	if (strncmp(text, by, strlen(by)) != 0 || block_closed(block) ||
	        block_broken(block) || block_has(block, ",") || has_verb(block))
		return NULL;
	text += strlen(by);
	return letter_starts_capital(text, *end - (text - block->text)) ||
	                       is_host(text, *end - (text - block->text))
	               ? text
	               : NULL;
}

static guint
match_by(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	gsize end;

	return by_line(block, &end) && !byline_is_name(block) &&
	                       block_syllables(block, LONGEST_BY + 1) <= LONGEST_BY
	               ? 1
	               : 0;
}

static const struct rule rules[] = {
        {"source.labelled", CERTAINTY_SURE, match_labelled},
        {"source.by", CERTAINTY_LIKELY, match_by},
};

static void
window(const struct scene *scene, guint *first, guint *end)
{
	*first = MAX(scene->body, scene->n > 3 ? scene->n - 3 : 0);
	*end = scene->n;
}

static void
found(struct scene *scene, guint index, guint n)
{
	const struct block *block = &scene->blocks[index];
	gsize end;
	const char *name = labelled(block, &end);

	if (!name)
		name = by_line(block, &end);
	if (!name) { /* the writer says so */
		name = block->own ? block->own : block->text;
		g_ptr_array_add(scene->meta->sources, (gpointer)name);
		return;
	}
	g_ptr_array_add(scene->meta->sources,
	        (gpointer)block_text(scene, index, name - block->text, end));
}

const struct field source_field = {
        NODE_SOURCE, rules, G_N_ELEMENTS(rules), TRUE, window, found};
