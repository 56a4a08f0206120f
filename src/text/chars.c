/*
 * chars.c - one pass over the bytes of a line.
 *
 * Nearly every line is clean already: is_clean() says so at a few bytes a nanosecond, and
 * it is copied. In the others ASCII, the two-byte Latin letters and the three-byte
 * letters of U+1E00..1EFF are told apart by their first byte and copied; all else goes
 * through rare(). What is written is always in NFC: a character that might join the one
 * before it is normalized together with it (compose()).
 *
 * Room: NFC makes no character longer than three times its bytes in UTF-8, and U+FFFD has
 * three; the joiners of compose() stand for thirty marks each, which grow less.
 */
#include "text/chars.h"

#include "text/nfc.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <string.h>

enum {
	MARKS = 30,     /* UAX #15, 13: no more in a row without a joiner between */
	SEGMENT = 512,  /* bytes normalized together */
	JOINER = 0x34F, /* combining grapheme joiner */
};

/* First bytes. */
enum { PLAIN, BLANK, TWO, THREE_E1, THREE_E2, RARE };

static const guint8 first_bytes[256] = {[0x00 ... 0x08] = RARE,
        [0x09 ... 0x0D] = BLANK,
        [0x0E ... 0x1F] = RARE,
        [0x20] = BLANK,
        [0x21 ... 0x7E] = PLAIN,
        [0x7F ... 0xC2] = RARE,
        [0xC3 ... 0xCB] = TWO,
        [0xCC ... 0xE0] = RARE,
        [0xE1] = THREE_E1,
        [0xE2] = THREE_E2,
        [0xE3 ... 0xFF] = RARE};

struct cleaner {
	const char *at, *end; /* input */
	char *out, *start;    /* where the next byte goes; where the text begins */
	struct chars_facts facts;
	gsize extra; /* bytes of the input that begin no character */
	gboolean eth;
};

static gboolean
is_continuation(char byte)
{
	return (byte & 0xC0) == 0x80;
}

static gboolean
is_blank(gunichar c)
{
	return c == 0xA0 || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Takes no room and means nothing in running text. */
static gboolean
is_invisible(gunichar c)
{
	return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	       c == 0xFEFF;
}

static gboolean
is_control(gunichar c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c & 0xFFFE) == 0xFFFE;
}

static void
put_blank(struct cleaner *cleaner)
{
	if (cleaner->out > cleaner->start && cleaner->out[-1] != ' ')
		*cleaner->out++ = ' ';
}

/* A joiner holds an emoji together ("👨‍👩‍👧"). */
static gboolean
joins_pictures(const struct cleaner *cleaner, gunichar c)
{
	const char *last = g_utf8_find_prev_char(cleaner->start, cleaner->out);

	return c == 0x200D && last &&
	       (g_utf8_get_char(last) >= 0x1F000 || g_utf8_get_char(last) == 0xFE0F);
}

/* Where the last character with its marks begins in what was written. */
static char *
last_boundary(const struct cleaner *cleaner, guint *marks)
{
	char *at = cleaner->out;

	for (*marks = 0; at > cleaner->start; (*marks)++) {
		at = g_utf8_prev_char(at);
		if (nfc_is_boundary(g_utf8_get_char(at)))
			break;
	}
	return at;
}

/* Marks may be made of several. */
static gsize
count_parts(gunichar c)
{
	gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

	return g_unichar_fully_decompose(c, FALSE, parts, G_N_ELEMENTS(parts));
}

/* Normalizes the last character written together with those that may join it: from the
 * input up to the next plain one. A joiner after too many marks keeps the work bounded
 * (the Stream-Safe Text Format). */
static void
compose(struct cleaner *cleaner)
{
	guint marks;
	char segment[SEGMENT + 16];
	char *base = last_boundary(cleaner, &marks);
	char *to = mempcpy(segment, base, cleaner->out - base);
	g_autofree char *normal = NULL;
	gsize length;

	cleaner->out = base;
	while (cleaner->at < cleaner->end) {
		gunichar c;
		gsize n = utf8_decode(cleaner->at, cleaner->end - cleaner->at, &c);
		gboolean boundary;

		if (c == UTF8_BAD || nfc_is_plain(c) || is_invisible(c) || is_blank(c) ||
		        is_control(c))
			break;
		boundary = nfc_is_boundary(c);
		if (boundary && to - segment >= SEGMENT / 2)
			break;
		marks = boundary ? 0 : marks + count_parts(c);
		if (marks > MARKS) {
			to += g_unichar_to_utf8(JOINER, to);
			break;
		}
		to = mempcpy(to, cleaner->at, n);
		cleaner->at += n;
		cleaner->extra += n - 1;
	}
	normal = g_utf8_normalize(segment, to - segment, G_NORMALIZE_NFC);
	length = strlen(normal);
	cleaner->out = mempcpy(cleaner->out, normal, length);
}

/* Any character that the loop of chars_clean() does not know. */
static void
rare(struct cleaner *cleaner)
{
	gunichar c;
	gsize n = utf8_decode(cleaner->at, cleaner->end - cleaner->at, &c);

	if (c != UTF8_BAD && !is_control(c) && !is_blank(c) && !nfc_is_plain(c) &&
	        !is_invisible(c)) {
		compose(cleaner);
		return;
	}
	cleaner->extra += n - 1;
	if (c == UTF8_BAD) {
		cleaner->facts.bad++;
		cleaner->out += g_unichar_to_utf8(0xFFFD, cleaner->out);
	} else if (is_blank(c)) {
		put_blank(cleaner);
	} else if (is_control(c)) {
		cleaner->facts.controls++;
	} else if (!is_invisible(c) || joins_pictures(cleaner, c)) {
		cleaner->out = mempcpy(cleaner->out, cleaner->at, n);
	}
	cleaner->at += n;
}

static void
two(struct cleaner *cleaner)
{
	const char *at = cleaner->at;

	if (cleaner->end - at < 2 || !is_continuation(at[1])) {
		rare(cleaner);
		return;
	}
	if ((guchar)at[0] == 0xC3 && ((guchar)at[1] | 0x20) == 0xB0)
		cleaner->eth = TRUE;
	cleaner->out[0] = at[0];
	cleaner->out[1] = at[1];
	cleaner->out += 2;
	cleaner->at += 2;
	cleaner->extra++;
}

/* Second bytes from low to high are plain characters. */
static void
three(struct cleaner *cleaner, guchar low, guchar high)
{
	const char *at = cleaner->at;

	if (cleaner->end - at < 3 || (guchar)at[1] < low || (guchar)at[1] > high ||
	        !is_continuation(at[2])) {
		rare(cleaner);
		return;
	}
	memcpy(cleaner->out, at, 3);
	cleaner->out += 3;
	cleaner->at += 3;
	cleaner->extra += 2;
}

/* U+2010..2027: dashes, quotation marks, ellipsis. */
static void
three_e2(struct cleaner *cleaner)
{
	const char *at = cleaner->at;

	if (cleaner->end - at >= 3 && (guchar)at[1] == 0x80 && (guchar)at[2] >= 0x90 &&
	        (guchar)at[2] <= 0xA7)
		three(cleaner, 0x80, 0x80);
	else
		rare(cleaner);
}

/* Ð looks like Đ and is typed for it; only a Vietnamese syllable tells. */
static void
mend_eth(char *text, char *end)
{
	for (char *word = text; word < end;) {
		char *next = memchr(word, ' ', end - word);
		char copy[32];
		gsize length;

		next = next ? next : end;
		length = next - word;
		if (length < sizeof(copy)) {
			memcpy(copy, word, length);
			if (syllable_mend_eth(copy, length))
				memcpy(word, copy, length);
		}
		word = next + 1;
	}
}

/* --- lines that are clean already ------------------------------------- */

/* States of an automaton over bytes. */
enum {
	GAP,    /* at the start, or after a blank */
	TEXT,   /* after a character */
	LAST,   /* one more byte of a letter */
	VIET,   /* after E1: B8..BB, then one more */
	MARK,   /* after E2: 80, then MARK_2 */
	MARK_2, /* U+2010..2027 */
	LATIN,  /* after C3: one more, but no eth */
	DIRTY,  /* for ever */
};

/* The next states, six bits each, at the place that the state shifts to. Shifting the row
 * of a byte instead of looking it up by state makes the loop wait for no memory. */
#define TO(state, next) ((guint64)(next)*6 << (state)*6)
#define OTHERS /* within a letter no other one begins */                                 \
	(TO(LAST, DIRTY) | TO(VIET, DIRTY) | TO(MARK, DIRTY) | TO(MARK_2, DIRTY) |       \
	        TO(LATIN, DIRTY) | TO(DIRTY, DIRTY))
#define FIRST(next) (OTHERS | TO(GAP, next) | TO(TEXT, next))
#define TRAIL(viet, mark, mark_2, latin)                                                 \
	(TO(GAP, DIRTY) | TO(TEXT, DIRTY) | TO(LAST, TEXT) | TO(VIET, viet) |            \
	        TO(MARK, mark) | TO(MARK_2, mark_2) | TO(LATIN, latin) |                 \
	        TO(DIRTY, DIRTY))

static const guint64 rows[256] = {
        [0x00 ... 0x1F] = FIRST(DIRTY),
        [0x20] = OTHERS | TO(GAP, DIRTY) | TO(TEXT, GAP),
        [0x21 ... 0x7E] = FIRST(TEXT),
        [0x7F] = FIRST(DIRTY),
        [0x80] = TRAIL(DIRTY, MARK_2, DIRTY, TEXT),
        [0x81 ... 0x8F] = TRAIL(DIRTY, DIRTY, DIRTY, TEXT),
        [0x90] = TRAIL(DIRTY, DIRTY, TEXT, DIRTY),
        [0x91 ... 0xA7] = TRAIL(DIRTY, DIRTY, TEXT, TEXT),
        [0xA8 ... 0xAF] = TRAIL(DIRTY, DIRTY, DIRTY, TEXT),
        [0xB0] = TRAIL(DIRTY, DIRTY, DIRTY, DIRTY),
        [0xB1 ... 0xB7] = TRAIL(DIRTY, DIRTY, DIRTY, TEXT),
        [0xB8 ... 0xBB] = TRAIL(LAST, DIRTY, DIRTY, TEXT),
        [0xBC ... 0xBF] = TRAIL(DIRTY, DIRTY, DIRTY, TEXT),
        [0xC0 ... 0xC2] = FIRST(DIRTY),
        [0xC3] = FIRST(LATIN),
        [0xC4 ... 0xCB] = FIRST(LAST),
        [0xCC ... 0xE0] = FIRST(DIRTY),
        [0xE1] = FIRST(VIET),
        [0xE2] = FIRST(MARK),
        [0xE3 ... 0xFF] = FIRST(DIRTY),
};

/* Would chars_clean() change nothing? */
static gboolean
is_clean(const char *bytes, gsize length)
{
	guint64 state = GAP * 6;

	for (gsize i = 0; i < length; i++)
		state = rows[(guchar)bytes[i]] >> (state & 63);
	return (state & 63) == TEXT * 6;
}

/* --- the line --------------------------------------------------------- */

static gsize
copy_clean(const char *bytes, gsize length, char *out, struct chars_facts *facts)
{
	memcpy(out, bytes, length);
	out[length] = '\0';
	if (facts)
		*facts = (struct chars_facts){.columns = utf8_length(bytes, length)};
	return length;
}

gsize
chars_clean(const char *bytes, gsize length, char *out, struct chars_facts *facts)
{
	struct cleaner cleaner = {
	        .at = bytes, .end = bytes + length, .out = out, .start = out};

	if (is_clean(bytes, length))
		return copy_clean(bytes, length, out, facts);
	while (cleaner.at < cleaner.end) {
		switch (first_bytes[(guchar)*cleaner.at]) {
		case PLAIN:
			*cleaner.out++ = *cleaner.at++;
			break;
		case BLANK:
			put_blank(&cleaner);
			cleaner.at++;
			break;
		case TWO:
			two(&cleaner);
			break;
		case THREE_E1:
			three(&cleaner, 0xB8, 0xBB);
			break;
		case THREE_E2:
			three_e2(&cleaner);
			break;
		default:
			rare(&cleaner);
		}
	}
	if (cleaner.out > out && cleaner.out[-1] == ' ')
		cleaner.out--;
	*cleaner.out = '\0';
	if (cleaner.eth)
		mend_eth(out, cleaner.out);
	cleaner.facts.columns = length - cleaner.extra;
	if (facts)
		*facts = cleaner.facts;
	return cleaner.out - out;
}

char *
chars_cleaned(const char *bytes, gsize length)
{
	g_autofree char *room = g_malloc(CHARS_ROOM(length));
	gsize n = chars_clean(bytes, length, room, NULL);

	return g_strndup(room, n);
}
