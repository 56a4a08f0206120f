/*
 * nobreak.c - where a line of Vietnamese may not break.
 *
 * The text is walked once, token by token; the space between two tokens is judged by the
 * first rule of join() that speaks. Nearly all tokens are plain syllables: the word lists
 * are only searched next to a figure, a full stop or a capital. Token texts are compared
 * in lower case of their first letter, so that "Ngày" and "ngày" are one entry.
 */
#include "text/nobreak.h"

#include "text/ideograph.h"

#include <string.h>

/* LONG_NUMBER: a date or the number of a decree ("123-NQ/ĐBHN") may stand without "ngày"
 * or "số" before it, at a cost: glued, the two would tear holes into the line above.
 * LONGEST: no run of letters and marks goes on for longer without a place to break, so
 * that shaping, which may take the square of it, stays bounded. */
enum { LONG_TOKEN = 16, TOKEN_KEPT = 24, LONGEST = 64, LONG_NUMBER = 7 };

/* What the judgement needs to know of a token. */
struct token {
	const char *start;
	gsize length;
	gboolean capital;     /* begins with a capital letter */
	gboolean first_digit; /* begins with a figure */
	gboolean last_digit;  /* ends with one */
	gboolean stopped;     /* ends with punctuation */
};

/* After a figure: units and what is counted. */
static const char *const after_number[] = {"%", "‰", "°", "°C", "ca", "cái", "cán", "căn",
        "cấp", "chiếc", "cm", "con", "cuốn", "dặm", "đ", "điểm", "đồng", "đợt", "g",
        "giây", "giờ", "ha", "héc-ta", "hộ", "kg", "khóa", "km", "km/h", "km2", "km²",
        "kỳ", "kWh", "lần", "lít", "lượt", "m", "m2", "m²", "m3", "m³", "ml", "mm", "MW",
        "năm", "nghìn", "ngàn", "người", "ngày", "phần", "phút", "tấn", "tạ", "tập",
        "tháng", "thế", "tỉ", "tỷ", "trang", "trăm", "triệu", "trường", "tuần", "tuổi",
        "USD", "vạn", "VND", "VNĐ", "vị", "xã", NULL};

/* Before a figure or a Roman numeral. */
static const char *const before_number[] = {"bài", "bảng", "chương", "đầu", "điểm",
        "điều", "hình", "khóa", "khoá", "khoản", "kỳ", "kỷ", "lớp", "mục", "năm", "ngày",
        "phần", "quận", "quý", "số", "tập", "tháng", "thứ", "tổ", "trang", "vòng", NULL};

/* Before a name; also any single letter with a full stop. */
static const char *const before_name[] = {"anh", "bà", "bs.", "chị", "cụ", "đ/c", "em",
        "gs.", "h.", "ks.", "nsnd", "nsưt", "ông", "p.", "pgs.", "q.", "ths.", "tp.",
        "ts.", "tx.", NULL};

/* --- tokens ------------------------------------------------------------- */

/* Capital letters of Vietnamese: A–Z, À–Þ, the even ones of Ā–ư and Ạ–Ỹ. */
static gboolean
is_capital(gunichar c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return g_unichar_isupper(c);
}

static gboolean
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *
skip_opening(const char *at, const char *end)
{
	while (at < end) {
		if (*at == '(' || *at == '[' || *at == '"' || *at == '\'')
			at++;
		else if (end - at > 3 && at[0] == '\xE2' && at[1] == '\x80' &&
		         (at[2] == '\x9C' || at[2] == '\x98')) /* “ ‘ */
			at += 3;
		else
			break;
	}
	return at;
}

static gboolean
is_stop(char c)
{
	return c < 'A' ? c == '.' || c == ',' || c == ';' || c == ':' || c == '?' ||
	                         c == '!' || c == ')' || c == '"'
	               : c == ']';
}

static struct token
read_token(const char *start, const char *end)
{
	struct token token = {.start = start, .length = end - start};
	const char *letter = skip_opening(start, end);
	char last = end[-1];

	token.first_digit = letter < end && is_digit(*letter);
	token.last_digit = is_digit(last);
	token.stopped = is_stop(last) || (token.length > 3 && !memcmp(end - 3, "”", 3));
	if (letter < end &&
	        ((*letter >= 'A' && *letter <= 'Z') || (guchar)*letter >= 0xC3))
		token.capital = is_capital(g_utf8_get_char(letter));
	return token;
}

static gboolean
is(const struct token *token, const char *text)
{
	return token->length == strlen(text) &&
	       !memcmp(token->start, text, token->length);
}

static gboolean
is_dash(const struct token *token)
{
	if (token->length == 1)
		return token->start[0] == '-';
	return is(token, "–") || is(token, "—");
}

/* The token without opening marks and with its letters in lower case, if it is short. */
static gboolean
fold(const struct token *token, char out[TOKEN_KEPT * 2])
{
	const char *end = token->start + token->length;
	const char *at = skip_opening(token->start, end);
	char *to = out;

	if (end - at >= TOKEN_KEPT)
		return FALSE;
	for (; at < end; at = g_utf8_next_char(at))
		to += g_unichar_to_utf8(g_unichar_tolower(g_utf8_get_char(at)), to);
	*to = '\0';
	return TRUE;
}

static gboolean
in_list(const char *text, const char *const *list)
{
	for (; *list; list++)
		if (text[0] == (*list)[0] && !strcmp(text, *list))
			return TRUE;
	return FALSE;
}

static gboolean
folded_in(const struct token *token, const char *const *list)
{
	char text[TOKEN_KEPT * 2];

	return fold(token, text) && in_list(text, list);
}

/* The units are looked up without the punctuation that may follow them. */
static gboolean
is_unit(const struct token *token)
{
	char text[TOKEN_KEPT];
	gsize length = token->length;

	while (length > 1 && strchr(".,;:?!)", token->start[length - 1]))
		length--;
	if (length >= sizeof(text))
		return FALSE;
	memcpy(text, token->start, length);
	text[length] = '\0';
	return in_list(text, after_number);
}

static gboolean
is_roman(const struct token *token)
{
	gsize n = strspn(token->start, "IVXLC");

	n = MIN(n, token->length);
	return n > 0 && (n == token->length || strchr(".,;:)", token->start[n]));
}

static gboolean
is_initial(const struct token *token)
{
	return token->capital && token->start[token->length - 1] == '.' &&
	       g_utf8_strlen(token->start, token->length) == 2;
}

/* Begins with a mark that belongs to what stands before: ")", "…", "”." */
static gboolean
is_closing(const struct token *token)
{
	const char *start = token->start;

	switch ((guchar)start[0]) {
	case '.':
	case ',':
	case ';':
	case ':':
	case '?':
	case '!':
	case ')':
	case ']':
	case '}':
	case '%':
		return TRUE;
	case 0xE2: /* … ” ’ */
		return token->length >= 3 &&
		       (!memcmp(start, "…", 3) || !memcmp(start, "”", 3) ||
		               !memcmp(start, "’", 3));
	case 0xC2: /* » */
		return token->length >= 2 && !memcmp(start, "»", 2);
	default:
		return FALSE;
	}
}

static gboolean
is_opening(const struct token *token)
{
	return skip_opening(token->start, token->start + token->length) ==
	       token->start + token->length;
}

/* --- between two tokens ------------------------------------------------- */

/* "Điều 5", "khóa XXVI" */
static gboolean
number_belongs(const struct token *a, const struct token *b)
{
	if (!b->first_digit && !(b->capital && is_roman(b)))
		return FALSE;
	return !a->stopped && folded_in(a, before_number);
}

/* "6 chương trình", "24 chuyên đề": a count, not a year. */
static gboolean
is_small_number(const struct token *token)
{
	if (!token->last_digit || token->length > 3)
		return FALSE;
	for (gsize i = 0; i < token->length; i++)
		if (!is_digit(token->start[i]))
			return FALSE;
	return TRUE;
}

/* Honorific or initial + name; but the "Bà" of "Hai Bà Trưng" is none. */
static gboolean
name_belongs(const struct token *before, const struct token *a)
{
	if (is_initial(a))
		return TRUE;
	if (a->capital && before && before->capital && !before->stopped)
		return FALSE;
	return folded_in(a, before_name);
}

static enum breaking
join(const struct token *before, const struct token *a, const struct token *b)
{
	if (a->last_digit && is_unit(b))
		return BREAKING_FIXED;
	if (is_dash(b) || is_closing(b) || is_opening(a))
		return BREAKING_GLUED;
	if (is_dash(a))
		return before && !before->capital && !b->capital ? BREAKING_DEAR
		                                                 : BREAKING_SPACE;
	if ((b->first_digit || b->capital) && number_belongs(a, b))
		return b->length > LONG_NUMBER ? BREAKING_DEAR : BREAKING_GLUED;
	if (b->capital && name_belongs(before, a))
		return BREAKING_GLUED;
	if (a->capital && b->capital && !a->stopped)
		return BREAKING_DEAR;
	if (is_small_number(a) && !b->capital)
		return BREAKING_DEAR;
	return BREAKING_SPACE;
}

/* --- inside a token ----------------------------------------------------- */

static gboolean
is_address(const struct token *token)
{
	return token->length > 4 && (g_strstr_len(token->start, token->length, "://") ||
	                                    !strncmp(token->start, "www.", 4));
}

static gboolean
is_lower(gunichar c)
{
	return g_unichar_islower(c);
}

/* After a dash or a slash between words in lower case ("và/hoặc"), never in codes. */
static gboolean
may_end_after(gunichar before, gunichar mark, gunichar after)
{
	if (mark == 0x2013 || mark == 0x2014)
		return g_unichar_isalpha(before) && g_unichar_isalpha(after);
	return mark == '/' && is_lower(before) && is_lower(after);
}

/* What the place before c inside a token is; count: characters since a line could last
 * end in good order, since: or in an emergency. */
static enum breaking
inside(gboolean address, gunichar before, gunichar mark, gunichar c, guint count,
        guint since)
{
	if (may_end_after(before, mark, c) || ideograph_may_end(mark, c))
		return BREAKING_AFTER;
	if (address && c != '/' && mark < 0x80 && strchr("/.?&=_", (int)mark))
		return BREAKING_AFTER;
	if (count >= LONG_TOKEN && mark != '-' && !g_unichar_ismark(c))
		return BREAKING_EMERGENCY;
	return since >= LONGEST ? BREAKING_EMERGENCY : BREAKING_INSIDE;
}

static void
scan_inside(const struct token *token, const char *text, guint8 *out)
{
	const char *end = token->start + token->length;
	gboolean address = is_address(token);
	gunichar before = 0, mark = 0;
	guint count = 0, since = 0;

	for (const char *at = token->start; at < end; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		enum breaking place =
		        at > token->start ? inside(address, before, mark, c, count, since)
		                          : BREAKING_INSIDE;

		if (place != BREAKING_INSIDE) {
			out[at - text] = place;
			since = 0;
		}
		if (place == BREAKING_AFTER)
			count = 0;
		before = mark;
		mark = c;
		count++;
		since++;
	}
}

/* --- the walk --------------------------------------------------------------------------
 */

/* Length of the blank at a place: 0, 1 (U+0020) or 2 (U+00A0). */
static gsize
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
	*scan |= at - start > LONG_TOKEN;
	return at;
}

void
nobreak_scan(const char *text, gsize length, guint8 *out)
{
	const char *end = text + length, *at = text;
	struct token tokens[3]; /* the two before and this one, in turn */
	int n = 0;

	memset(out, BREAKING_INSIDE, length);
	while (at < end) {
		const char *space = at;
		gsize gap = blank(at, end);
		struct token *token = &tokens[n % 3], *last = &tokens[(n + 2) % 3];
		gboolean scan;

		while (at < end && blank(at, end)) {
			out[at - text] = BREAKING_GLUED;
			at += blank(at, end);
		}
		if (at == end)
			break;
		*token = read_token(at, token_end(at, end, &scan));
		if (scan)
			scan_inside(token, text, out);
		if (gap && n > 0)
			out[space - text] =
			        gap == 2 ? BREAKING_GLUED
			                 : join(n > 1 ? &tokens[(n + 1) % 3] : NULL, last,
			                           token);
		else if (gap)
			out[space - text] = BREAKING_SPACE;
		at = token->start + token->length;
		n++;
	}
}
