/*
 * quote.c - a letter or speech in quotation marks that go over several paragraphs.
 *
 * The first paragraph opens a mark that it does not close; the last one closes it,
 * perhaps after the lines of a signature. Three blocks at least: two may be a slip of the
 * pen.
 */
#include "article/recognise/rule.h"

#include <string.h>

enum { FEWEST = 3, MOST = 60 /* blocks */, SIGNATURE = 4 /* lines */, SHORT = 8 };

/* Marks that are open behind a text, when so many were before it; straight ones open and
 * close in turn. */
static int
count_open(const char *text, int open)
{
	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == '"')
			open = open ? 0 : 1;
		else if (c == 0x201C)
			open = 1;
		else if (c == 0x201D)
			open = 0;
	}
	return open;
}

static gboolean
opens(const struct block *block)
{
	return (block_starts(block, "\"") || block_starts(block, "“")) &&
	       count_open(block->text, 0) == 1;
}

/* The mark closes at the end of the block. */
static gboolean
closes(const struct block *block)
{
	const char *end = block->text + block->length;

	while (end > block->text && (end[-1] == '.' || end[-1] == ' '))
		end--;
	return count_open(block->text, 1) == 0 && end - block->text >= 3 &&
	       (end[-1] == '"' || !memcmp(end - 3, "”", 3));
}

static guint
match_letter(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	if (!opens(block))
		return 0;
	for (guint n = 1; n < MOST && index + n < scene->n && !block[n].decided; n++) {
		if (closes(&block[n]))
			return n + 1 >= FEWEST ? n + 1 : 0;
		/* each paragraph of a quotation may open anew, nothing else */
		if (count_open(block[n].text, 1) != 1)
			return 0;
	}
	return 0;
}

static const struct rule rules[] = {{"quote.letter", CERTAINTY_LIKELY, match_letter}};

/* Short open lines at the end. */
static void
sign(struct block *last)
{
	for (guint n = 0; n < SIGNATURE; n++, last--) {
		if (last->begins || block_syllables(last, SHORT + 1) > SHORT ||
		        block_ends_sentence(last))
			return;
		last->role = ROLE_SIGNATURE;
	}
}

static void
found(struct scene *scene, guint index, guint n)
{
	block_hold(scene, index, n, NODE_QUOTE);
	sign(&scene->blocks[index + n - 1]);
}

const struct field quote_field = {
        NODE_PARAGRAPH, rules, G_N_ELEMENTS(rules), TRUE, window_body, found};
