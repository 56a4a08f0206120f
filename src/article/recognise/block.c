/*
 * block.c - what can be said of a block without knowing its field.
 *
 * All answers look at a bounded part of the text, so that rules may ask them of every
 * block of a large file.
 */
#include "article/recognise/rule.h"

#include "article/storage.h"
#include "text/letter.h"

#include <string.h>

enum { SHORT = 360 /* bytes: longer blocks are paragraphs and nothing else */ };

void
window_body(const struct scene *scene, guint *first, guint *end)
{
	*first = scene->body;
	*end = scene->n;
}

static guint
count_syllables(const struct block *block)
{
	const char *at = block->text, *end = at + block->length;
	guint n = 0;

	while (at < end && n < BLOCK_SYLLABLES) {
		const char *blank = memchr(at, ' ', end - at);

		n++;
		at = blank ? blank + 1 : end;
	}
	return n;
}

/* The beginning in small letters; caller frees. */
static char *
small_start(const struct block *block)
{
	gsize length = block->length;

	if (length > BLOCK_START)
		length = g_utf8_find_prev_char(block->text, block->text + BLOCK_START) -
		         block->text;
	return letter_small(block->text, length);
}

void
block_look(struct block *block)
{
	block->small = small_start(block);
	block->syllables = count_syllables(block);
	block->credit = credit_find(block->text, block->length);
}

guint
block_syllables(const struct block *block, guint most)
{
	return MIN(block->syllables, most);
}

/* The last character that is no closing mark, 0 if there is none. */
static gunichar
last_mark(const struct block *block)
{
	const char *at = block->text + block->length;

	while (at > block->text) {
		gunichar c;

		at = g_utf8_prev_char(at);
		c = g_utf8_get_char(at);
		if (c != '"' && c != '\'' && c != ')' && c != ']' && c != 0x201D &&
		        c != 0x2019 && c != 0xBB)
			return c;
	}
	return 0;
}

gboolean
block_closed(const struct block *block)
{
	gunichar last = last_mark(block);

	return last == '.' || last == 0x2026;
}

gboolean
block_broken(const struct block *block)
{
	gunichar last = last_mark(block);

	return last == ',' || last == ';' || last == ':' || last == '-' || last == 0x2013;
}

gboolean
block_one_sentence(const struct block *block)
{
	return block->length <= SHORT &&
	       !g_strstr_len(block->text, block->length, ". ") &&
	       !g_strstr_len(block->text, block->length, "! ") &&
	       !g_strstr_len(block->text, block->length, "? ");
}

gboolean
block_starts(const struct block *block, const char *words)
{
	return starts_with(block->text, words);
}

gboolean
block_has(const struct block *block, const char *words)
{
	return block->length <= SHORT && strstr(block->text, words) != NULL;
}

gboolean
block_caps(const struct block *block)
{
	return block->length <= SHORT && letter_all_caps(block->text, block->length);
}

gboolean
block_is_text(const struct block *block)
{
	enum { TEXT = 17 };

	return !block->decided && block_syllables(block, TEXT) >= TEXT;
}

void
block_hold(struct scene *scene, guint index, guint n, enum node_kind within)
{
	for (guint i = 0; i < n; i++) {
		struct block *block = &scene->blocks[index + i];

		block->joined = FALSE;
		block->within = within;
		block->depth = 1;
		block->begins = i == 0;
	}
}

gsize
block_dash(const struct block *block)
{
	static const char *const dashes[] = {"-", "–", "—"};

	if (block->text[0] != '-' && block->text[0] != '\342')
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(dashes); i++) {
		gsize n = strlen(dashes[i]);

		if (g_str_has_prefix(block->text, dashes[i]) && block->text[n] == ' ' &&
		        block->text[n + 1])
			return n + strspn(block->text + n, " ");
	}
	return 0;
}

gboolean
block_ends_sentence(const struct block *block)
{
	gunichar last = last_mark(block);

	return last == '.' || last == 0x2026 || last == '?' || last == '!';
}

const char *
block_text(struct scene *scene, guint index, gsize start, gsize end)
{
	const char *text = scene->blocks[index].text;

	while (start < end && text[start] == ' ')
		start++;
	while (end > start && text[end - 1] == ' ')
		end--;
	return tree_string_length(scene->tree, text + start, end - start);
}

void
block_set_parts(struct scene *scene, guint index, const struct part *parts, guint n)
{
	struct part *copy = arena_alloc(&scene->tree->arena, n * sizeof(struct part));

	memcpy(copy, parts, n * sizeof(struct part));
	scene->blocks[index].parts = copy;
	scene->blocks[index].n_parts = n;
}
