/*
 * number.c - figures as Vietnamese writes them.
 *
 * Three figures behind a full stop or a blank are a group of the whole part; a comma, or
 * a full stop with other than three figures behind it, begins the decimals. What follows
 * may be a unit: a sign, or up to three words without figures and marks of a sentence.
 */
#include "text/number.h"

#include <string.h>

enum { MOST_WORDS = 3, MOST_LETTERS = 20 /* of a unit, in bytes */ };

/* Bytes of a sign or of what says "about"; 0: there is none. */
static gsize
sign_length(const char *at)
{
	static const char *const signs[] = {
	        "+", "-", "−", "–", "±", "~", "≈", "<", ">", "≤", "≥", NULL};

	for (int i = 0; signs[i]; i++)
		if (g_str_has_prefix(at, signs[i]))
			return strlen(signs[i]);
	return 0;
}

static gsize
blank_length(const char *at)
{
	static const char *const blanks[] = {" ", "\u00A0", "\u202F", "\u2009", NULL};

	for (int i = 0; blanks[i]; i++)
		if (g_str_has_prefix(at, blanks[i]))
			return strlen(blanks[i]);
	return 0;
}

static gsize
count_figures(const char *at)
{
	gsize n = 0;

	while (g_ascii_isdigit(at[n]))
		n++;
	return n;
}

/* Bytes of ".123" or " 123"; 0: no group of three stands here. */
static gsize
group_length(const char *at)
{
	gsize mark = *at == '.' ? 1 : blank_length(at);

	return mark && count_figures(at + mark) == 3 ? mark + 3 : 0;
}

static gsize
whole_length(const char *at)
{
	gsize n = count_figures(at), group;

	while (n && (group = group_length(at + n)) > 0)
		n += group;
	return n;
}

/* Bytes of ",89"; 0: there are no decimals. */
static gsize
decimal_length(const char *at)
{
	gsize n = *at == ',' || *at == '.' ? count_figures(at + 1) : 0;

	return n ? n + 1 : 0;
}

/* "%", " tỷ đồng", "kg", " m²", "*": may it follow a number? */
static gboolean
is_unit(const char *text)
{
	gsize length = strlen(text);
	guint words = 1;

	if (length > MOST_LETTERS || strpbrk(text, "0123456789.,;:?!/()\"") ||
	        strstr(text, "–") || strstr(text, "—"))
		return FALSE;
	for (const char *at = text + blank_length(text); *at; at++)
		words += *at == ' ';
	return words <= MOST_WORDS;
}

gboolean
number_parse(const char *text, gsize *whole)
{
	const char *at = text;
	gsize length;

	at += sign_length(at);
	at += blank_length(at);
	length = whole_length(at);
	if (!length)
		return FALSE;
	at += length;
	*whole = (gsize)(at - text);
	at += decimal_length(at);
	return is_unit(at);
}

gboolean
number_is_none(const char *text)
{
	static const char *const nones[] = {
	        "", "-", "–", "—", "−", "…", "...", "x", "X", "//", NULL};

	for (int i = 0; nones[i]; i++)
		if (!strcmp(text, nones[i]))
			return TRUE;
	return FALSE;
}
