/*
 * caption.c - captions of pictures that the paste has lost.
 *
 * A caption stands in the body, is short and one sentence; what makes it one is a credit,
 * a photographer's phrase, the only block of two lines among blocks of one, or words that
 * a neighbour says again. Short and closed alone is not enough: it stays a paragraph.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

enum {
	LONGEST = 48, /* syllables */
	SHORTEST = 4,
	HEADING = 16,     /* an open line of so many syllables is rather a heading */
	ECHO = 8,         /* consecutive syllables said again */
	CAPITALS = 2,     /* so many of them may have one */
	NEIGHBOUR = 2048, /* bytes of a neighbour that are looked at */
};

static gboolean
fits(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	guint n;

	if (block->length > 400)
		return FALSE;
	n = block_syllables(block, LONGEST + 1);
	return n >= SHORTEST && n <= LONGEST && !block_caps(block) &&
	       !block_broken(block);
}

/* --- credits ---------------------------------------------------------- */

/* Does a credit stand here up to the end: "Ảnh: X", "Ảnh TTXVN"? */
static gboolean
credit_at(const char *text, const char *at, gsize word)
{
	const char *after = at + word, *mark = at;
	guint blanks = 0;

	while (mark > text && (mark[-1] == ' ' || mark[-1] == '-' || mark[-1] == '('))
		mark--;
	if (mark > text && mark == at)
		if (mark[-1] != '.' && mark[-1] != '/')
			return FALSE;
	if (mark > text && !strchr(".)\"/-(", mark[-1]) && at[-1] != '(' && at[-2] != '-')
		return FALSE;
	if (*after != ':' && !(*after == ' ' && letter_starts_capital(after + 1, 4)) &&
	        strncmp(after, " minh họa", strlen(" minh họa")) != 0)
		return FALSE;
	for (; *after; after++)
		blanks += *after == ' ';
	return blanks <= 7;
}

static gboolean
has_credit(const char *text)
{
	static const char *const words[] = {
	        "Ảnh", "Đồ họa", "Video", "Clip", "Ảnh tư liệu"};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *at = g_strrstr(text, words[i]);

		if (at && credit_at(text, at, strlen(words[i])))
			return TRUE;
	}
	return FALSE;
}

static guint
match_credit(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return fits(scene, index) && has_credit(block->text) ? 1 : 0;
}

/* --- phrases ---------------------------------------------------------- */

static guint
match_photo_words(const struct scene *scene, guint index)
{
	static const char *const anywhere[] = {"từ trái sang", "từ trái qua",
	        "từ phải sang", "đứng giữa", "trong ảnh", "(bên trái)", "(bên phải)",
	        "chụp ảnh chung", "chụp ảnh lưu niệm", "(thứ hai từ", "(giữa)",
	        "(ngoài cùng"};
	static const char *const first[] = {"Quang cảnh ", "Toàn cảnh ", "Trong ảnh"};
	const struct block *block = &scene->blocks[index];

	if (!fits(scene, index) || !block_one_sentence(block))
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(anywhere); i++)
		if (block_has(block, anywhere[i]))
			return 1;
	for (guint i = 0; i < G_N_ELEMENTS(first); i++)
		if (block_starts(block, first[i]))
			return 1;
	return 0;
}

/* "Các đồng chí … tham dự …", among paragraphs. */
static guint
match_attending(const struct scene *scene, guint index)
{
	static const char *const who[] = {
	        "Các đồng chí ", "Đồng chí ", "Các đại biểu ", "Đại biểu ", "Lãnh đạo "};
	static const char *const does[] = {" tham dự ", " dự ", " tham gia "};
	const struct block *block = &scene->blocks[index];
	gboolean begins = FALSE, attends = FALSE;

	if (!fits(scene, index) || !block_one_sentence(block) ||
	        (index && !scene->blocks[index - 1].decided && !block_is_text(block - 1)))
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(who); i++)
		begins |= block_starts(block, who[i]);
	for (guint i = 0; i < G_N_ELEMENTS(does); i++)
		attends |= block_has(block, does[i]);
	return begins && attends && index + 1 < scene->n ? 1 : 0;
}

/* --- geometry --------------------------------------------------------- */

static guint
match_two_lines(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];

	return !scene->source->wrapped && block->n_lines == 2 && fits(scene, index) &&
	                       block_one_sentence(block) && block->gap &&
	                       index + 1 < scene->n && scene->n_several * 5 <= scene->n
	               ? 1
	               : 0;
}

/* --- echo ------------------------------------------------------------- */

/* A bounded copy with every figure alike: captions and text count differently. */
static char *
comparable(const char *text, gsize length)
{
	char *copy = g_strndup(text, MIN(length, NEIGHBOUR));

	for (char *at = copy; *at; at++)
		if (g_ascii_isdigit(*at))
			*at = '0';
	return copy;
}

/* Where the words of a caption begin and end; marks at the end are not the word's. */
struct words {
	const char *start[LONGEST + 1], *end[LONGEST + 1];
	guint n;
};

static void
split(const char *text, struct words *words)
{
	const char *at = text;

	for (words->n = 0; *at && words->n <= LONGEST; words->n++) {
		const char *blank = strchr(at, ' ');
		const char *end = blank ? blank : at + strlen(at);

		words->start[words->n] = at;
		at = blank ? blank + 1 : end;
		while (end > words->start[words->n] && strchr(".,;:?!\")", end[-1]))
			end--;
		words->end[words->n] = end;
	}
}

/* Names of offices are long and are said again without being an echo. */
static gboolean
is_name(const struct words *caption, guint first)
{
	guint capitals = 0;

	for (guint i = first; i < first + ECHO; i++)
		capitals += letter_starts_capital(
		        caption->start[i], caption->end[i] - caption->start[i]);
	return capitals > CAPITALS;
}

/* The neighbour is text, and longer: else it might be the caption. */
static gboolean
echoes(const struct words *caption, const struct block *block,
        const struct block *neighbour)
{
	g_autofree char *text = comparable(neighbour->text, neighbour->length);
	gsize length = strlen(text);

	if (neighbour->length <= block->length)
		return FALSE;
	for (guint i = 0; i + ECHO <= caption->n; i++) {
		const char *start = caption->start[i];

		if (memmem(text, length, start, caption->end[i + ECHO - 1] - start) &&
		        !is_name(caption, i))
			return TRUE;
	}
	return FALSE;
}

/* The lead is a neighbour of all. */
static const struct block *
lead_block(const struct scene *scene)
{
	guint i = scene->body;

	return i > 0 && scene->blocks[i - 1].kind == NODE_LEAD ? &scene->blocks[i - 1]
	                                                       : NULL;
}

static guint
match_echo(const struct scene *scene, guint index)
{
	const struct block *block = &scene->blocks[index];
	const struct block *lead = lead_block(scene);
	g_autofree char *text = NULL;
	struct words caption;

	if (!fits(scene, index) || !block_one_sentence(block) || index + 1 >= scene->n ||
	        (index == scene->body && !lead) ||
	        (!block_closed(block) && block_syllables(block, HEADING + 1) <= HEADING))
		return 0;
	text = comparable(block->text, block->length);
	split(text, &caption);
	if (lead && echoes(&caption, block, lead))
		return 1;
	if (index > 0 && block_is_text(block - 1) && echoes(&caption, block, block - 1))
		return 1;
	return block_is_text(block + 1) && echoes(&caption, block, block + 1) ? 1 : 0;
}

static const struct rule rules[] = {
        {"caption.credit", CERTAINTY_SURE, match_credit},
        {"caption.two-lines", CERTAINTY_LIKELY, match_two_lines},
        {"caption.photo-words", CERTAINTY_LIKELY, match_photo_words},
        {"caption.echo", CERTAINTY_LIKELY, match_echo},
        {"caption.attending", CERTAINTY_GUESS, match_attending},
};

static void
window(const struct scene *scene, guint *first, guint *end)
{
	*first = scene->body;
	*end = scene->n;
}

const struct field caption_field = {
        NODE_CAPTION, rules, G_N_ELEMENTS(rules), TRUE, window, NULL};
