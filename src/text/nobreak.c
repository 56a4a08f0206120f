/*
 * nobreak.c - where a line of Vietnamese may not break.
 *
 * The text is walked once, token by token; the space between two tokens is judged by
 * seam.c. Inside a token a line ends after a dash or slash between words, between
 * ideographs, in an address after its marks, and elsewhere only in an emergency: after
 * LONG_TOKEN characters without a better place. A text all in capitals has no names to
 * see.
 */
#include "text/nobreak.h"

#include "text/ideograph.h"
#include "text/letter.h"
#include "text/seam.h"

#include <string.h>

/* LONGEST: no run of letters and marks goes on for longer without a place to break, so
 * that shaping, which may take the square of it, stays bounded. */
enum { LONG_TOKEN = 16, LONGEST = 64 };

/* --- inside a token ----------------------------------------------------- */

static gboolean
is_address(const struct seam_token *token)
{
	return token->length > 4 && (g_strstr_len(token->start, token->length, "://") ||
	                                    !strncmp(token->start, "www.", 4));
}

static gboolean
is_lower(gunichar c)
{
	return g_unichar_islower(c);
}

/* The walk through a token. */
struct inner {
	const char *start, *end;
	gboolean address;
	gboolean unit;         /* of the number before it: "đồng/kg" */
	gunichar before, mark; /* the two characters before the place */
	guint count;           /* characters since a line could last end in good order; of
	                          an address from its beginning */
	guint since;           /* or in an emergency */
};

/* A slash beside a single letter is no slash between words: "km/h", "đ/c". at: behind the
 * slash, which stands between letters. */
static gboolean
has_words_around(const struct inner *in, const char *at)
{
	const char *before = g_utf8_prev_char(at - 1), *after = g_utf8_next_char(at);

	return before > in->start && after < in->end &&
	       is_lower(g_utf8_get_char(g_utf8_prev_char(before))) &&
	       is_lower(g_utf8_get_char(after));
}

/* After a dash between words, or a slash between words in lower case ("và/hoặc"), never
 * in codes and units. */
static gboolean
may_end_after(const struct inner *in, const char *at, gunichar after)
{
	if (in->mark == 0x2013 || in->mark == 0x2014)
		return g_unichar_isalpha(in->before) && g_unichar_isalpha(after);
	return in->mark == '/' && !in->unit && is_lower(in->before) && is_lower(after) &&
	       has_words_around(in, at);
}

/* What the place before c at `at` is. */
static enum breaking
inside(const struct inner *in, const char *at, gunichar c)
{
	if (may_end_after(in, at, c) || ideograph_may_end(in->mark, c))
		return BREAKING_AFTER;
	if (in->address && c != '/' && in->mark < 0x80 && strchr("/.?&=_", (int)in->mark))
		return BREAKING_AFTER;
	if (in->count >= LONG_TOKEN && in->mark != '-' && !g_unichar_ismark(c))
		return BREAKING_EMERGENCY;
	return in->since >= LONGEST ? BREAKING_EMERGENCY : BREAKING_INSIDE;
}

static void
scan_inside(const struct seam_token *token, const char *text, guint8 *out)
{
	struct inner in = {.start = token->start,
	        .end = token->start + token->length,
	        .address = is_address(token),
	        .unit = token->role == SEAM_UNIT};

	for (const char *at = in.start; at < in.end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		enum breaking place =
		        at > in.start ? inside(&in, at, c) : BREAKING_INSIDE;

		if (place != BREAKING_INSIDE) {
			out[at - text] = place;
			in.since = 0;
		}
		if (place == BREAKING_AFTER && !in.address)
			in.count = 0;
		in.before = in.mark;
		in.mark = c;
		in.count++;
		in.since++;
	}
}

/* --- the walk --------------------------------------------------------------------------
 */

/* Length of the blank at a place: 0, 1 (U+0020) or 2 (U+00A0). */
static inline gsize
blank(const char *at, const char *end)
{
	if (*at == ' ')
		return 1;
	return end - at >= 2 && at[0] == '\xC2' && at[1] == '\xA0' ? 2 : 0;
}

/* What a byte may begin that the walk must look at. */
enum { PLAIN, BLANK, MARK };

static const guint8 classes[256] = {
        [' '] = BLANK,
        [0xC2] = BLANK, /* perhaps U+00A0 */
        ['/'] = MARK,
        [0xE2] = MARK, /* dashes and quotation marks */
        /* wide characters (ideograph.h) */
        [0xE3] = MARK,
        [0xE4] = MARK,
        [0xE5] = MARK,
        [0xE6] = MARK,
        [0xE7] = MARK,
        [0xE8] = MARK,
        [0xE9] = MARK,
        [0xEF] = MARK,
        [0xF0] = MARK,
};

/* The end of the token at a place; scan: is there something inside it to look at? Plain
 * syllables, the common case, have nothing. */
static const char *
token_end(const char *at, const char *end, gboolean *scan)
{
	const char *start = at;

	*scan = FALSE;
	for (; at < end; at++) {
		guint8 class = classes[(guint8)*at];

		if (class == PLAIN)
			continue;
		if (class == MARK)
			*scan = TRUE;
		else if (blank(at, end))
			break;
	}
	if (at - start > LONG_TOKEN)
		*scan = TRUE;
	return at;
}

/* Where every word has a capital, that does not tell what is a name. */
static void
forget_names(const char *text, gsize length, guint8 *out)
{
	if (!letter_all_caps(text, length))
		return;
	for (gsize i = 0; i < length; i++)
		if (out[i] == BREAKING_NAME)
			out[i] = BREAKING_SPACE;
}

void
nobreak_scan(const char *text, gsize length, guint8 *out)
{
	const char *end = text + length, *at = text;
	struct seam_token tokens[3]; /* the two before and this one, in turn */
	struct seam_token *before = NULL, *last = NULL, *token = tokens, *free;

	memset(out, BREAKING_INSIDE, length);
	while (at < end) {
		const char *space = at;
		gsize gap = blank(at, end);
		gboolean scan;

		for (gsize more = gap; more; more = at < end ? blank(at, end) : 0) {
			out[at - text] = BREAKING_GLUED;
			at += more;
		}
		if (at == end)
			break;
		seam_read(token, at, token_end(at, end, &scan));
		if (gap == 1 && last) /* tells what the token is */
			out[space - text] = seam_judge(before, last, token);
		else if (gap && !last)
			out[space - text] = BREAKING_SPACE;
		if (scan)
			scan_inside(token, text, out);
		at = token->start + token->length;
		free = before ? before : last ? &tokens[2] : &tokens[1];
		before = last;
		last = token;
		token = free;
	}
	forget_names(text, length, out);
}

/* --- foreign words ------------------------------------------------------ */

static gboolean
is_vietnamese(const char *language)
{
	return !g_ascii_strncasecmp(language, "vi", 2) && !g_ascii_isalnum(language[2]);
}

void
nobreak_foreign(
        const char *text, gsize start, gsize end, const char *language, guint8 *out)
{
	gunichar before = 0, mark = 0;

	if (!language || is_vietnamese(language))
		return;
	for (const char *at = text + start; at < text + end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if ((mark == '-' || mark == 0x2010) && g_unichar_isalpha(before) &&
		        g_unichar_isalpha(c))
			out[at - text] = BREAKING_AFTER;
		before = mark;
		mark = c;
	}
}
