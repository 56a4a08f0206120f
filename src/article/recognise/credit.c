/*
 * credit.c - "Ảnh: Thu Hằng", "(Ảnh TTXVN)", "Đồ họa: …": who made a picture.
 *
 * A credit reaches to the end of its line. Before it the sentence is over, or a dash, a
 * bracket or a bar opens it, or it begins the line; only with a capital letter and a
 * colon may it follow a word. "Ảnh" inside a sentence is none.
 */
#include "article/recognise/rule.h"

#include "text/letter.h"

#include <string.h>

enum { LONGEST = 400 /* bytes of the text */, NAME = 9 /* syllables */ };

/* In small letters; what is made is named with a colon after it. */
static const char *const words[] = {"nguồn ảnh", "ảnh", "đồ họa", "đồ hoạ", "video",
        "clip", "photo", "minh họa", "infographic", "tranh", "hình ảnh"};

/* After "ảnh", without a colon. */
static const char *const phrases[] = {" minh họa", " minh hoạ", " tư liệu",
        " chụp màn hình", " do nhân vật cung cấp", " nhân vật cung cấp", " cắt từ clip",
        " chụp từ clip", " internet", " gia đình cung cấp", " tác giả cung cấp"};

static guint
count_blanks(const char *text)
{
	guint n = 0;

	for (; *text; text++)
		n += *text == ' ';
	return n;
}

/* Every word has a capital: "TTXVN", "VGP/Nhật Bắc". */
static gboolean
is_name(const char *text)
{
	while (*text) {
		gsize length;

		text += strspn(text, " ");
		length = strcspn(text, " ");
		if (length && !letter_starts_capital(text, length) &&
		        strcspn(text, "-/&") >= length)
			return FALSE;
		text += length;
	}
	return TRUE;
}

/* What stands for a name in small letters. */
static gboolean
is_known(const char *text)
{
	static const char *const known[] = {"internet", "sưu tầm", "tư liệu", "minh họa",
	        "minh hoạ", "nhân vật cung cấp", "tác giả cung cấp", "gia đình cung cấp"};

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		if (g_str_has_prefix(text, known[i]))
			return TRUE;
	return FALSE;
}

/* After the colon. A line that is a credit and nothing else names nothing but names. */
static gboolean
names_maker(const char *text, gboolean alone)
{
	text += strspn(text, " ");
	if (is_known(text))
		return TRUE;
	return alone ? *text && is_name(text) : letter_starts_capital(text, strlen(text));
}

/* A dash, bar, bracket or the end of a sentence stands before; or nothing. */
static gboolean
is_opened(const char *text, const char *at)
{
	while (at > text && at[-1] == ' ')
		at--;
	if (at == text || strchr(".!?\"-(|/[", at[-1]))
		return TRUE;
	return at - text >= 3 && (guchar)at[-3] == 0xE2 && (guchar)at[-2] == 0x80;
}

/* Is it a credit that begins at a word? small: the text in small letters. */
static gboolean
is_credit(const char *text, const char *small, gsize at, gsize word)
{
	const char *after = text + at + word;
	gboolean opened = is_opened(text, text + at);
	gsize colon = strspn(after, " ");

	if (count_blanks(after) > NAME)
		return FALSE;
	if (after[colon] == ':')
		return names_maker(after + colon + 1, at <= strspn(text, " (-[")) &&
		       (opened || (text[at - 1] == ' ' &&
		                          letter_starts_capital(text + at, word)));
	if (!opened || strncmp(small + at, "ảnh", strlen("ảnh")) != 0)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(phrases); i++)
		if (g_str_has_prefix(small + at + word, phrases[i]))
			return TRUE;
	return *after == ' ' && is_name(after);
}

/* The last place of a word. */
static const char *
last_of(const char *text, const char *word)
{
	const char *last = NULL;

	while ((text = strstr(text, word)) != NULL)
		last = text++;
	return last;
}

gssize
credit_find(const char *text, gsize length)
{
	g_autofree char *small = length <= LONGEST ? letter_small(text, length) : NULL;
	gssize first = -1;

	if (!small || strlen(small) != length)
		return -1;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *found = last_of(small, words[i]);
		gsize at = found ? found - small : 0;

		if (found && is_credit(text, small, at, strlen(words[i])) &&
		        (first < 0 || (gsize)first > at))
			first = at;
	}
	return first;
}

gboolean
credit_alone(const struct block *block)
{
	return block->n_lines == 1 && block->credit >= 0 &&
	       (gsize)block->credit <= strspn(block->text, " (-[");
}
