/*
 * typography.c - one pass over the bytes; at a byte that may be the start of something,
 * each maker is asked what stands here in a book.
 *
 * Quotation marks are paired before, because whether one opens or closes is a matter of
 * the whole paragraph: pair_quotes() gives the places of the marks that change.
 */
#include "text/typography.h"

#include "text/utf8.h"

#include <string.h>

/* A quotation mark that has found its partner. */
struct quote {
	gsize at;         /* byte */
	guint8 length;    /* 1, or 2 for '' */
	const char *mark; /* NULL: unpaired */
};

struct setting {
	const char *text, *end;
	const char *copied; /* up to here out is complete */
	guint column;       /* code points up to there */
	GString *out;
	GArray *edits;
	GArray *quotes; /* of struct quote; NULL: none in this text */
	guint next_quote;
};

static gboolean
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes at which something may begin. */
static const char *
next_start(const char *at)
{
	return at + strcspn(at, "-.\"',;:?!%()\xE2");
}

/* --- quotation marks -------------------------------------------------- */

/* The character before a place; a blank at the start. */
static gunichar
before(const char *text, const char *at)
{
	return at == text ? ' ' : g_utf8_get_char(g_utf8_prev_char(at));
}

static gboolean
may_open(const char *text, const char *at, gsize length)
{
	gunichar last = before(text, at);
	char next = at[length];

	return next && next != ' ' &&
	       (last == ' ' || last == '(' || last == '[' || last == '"' ||
	               last == '\'' || last == '/' || last == 0x201C || last == 0x2018 ||
	               last == 0x2013 || last == 0x2014 || last == '-');
}

static gboolean
may_close(const char *text, const char *at, gsize length)
{
	gunichar last = before(text, at);
	gunichar next = at[length] ? g_utf8_get_char(at + length) : ' ';

	return last != ' ' && last != '(' && !g_unichar_isalnum(next);
}

/* State of one kind of mark: "double" or 'single'. */
struct pairing {
	const char *opening, *closing;
	gboolean open;    /* an opening mark waits */
	gboolean typeset; /* … which already was “ or ‘ */
	guint at;         /* … or quotes[at] */
};

static void
pair(struct pairing *pairing, GArray *quotes, const char *text, const char *at,
        guint8 length)
{
	struct quote quote = {at - text, length, NULL};

	if (pairing->open && may_close(text, at, length)) {
		if (!pairing->typeset)
			g_array_index(quotes, struct quote, pairing->at).mark =
			        pairing->opening;
		quote.mark = pairing->closing;
		pairing->open = FALSE;
	} else if (!pairing->open && may_open(text, at, length)) {
		pairing->open = TRUE;
		pairing->typeset = FALSE;
		pairing->at = quotes->len;
	}
	g_array_append_val(quotes, quote);
}

/* “ and ” that are typed already open and close, too. A ” without its “ closes a straight
 * mark that waits. */
static void
pair_typeset(struct pairing *pairing, GArray *quotes, gboolean opening)
{
	if (!opening && pairing->open && !pairing->typeset)
		g_array_index(quotes, struct quote, pairing->at).mark = pairing->opening;
	pairing->open = pairing->typeset = opening;
}

static GArray *
pair_quotes(const char *text, const char *end)
{
	struct pairing outer = {.opening = "“", .closing = "”"};
	struct pairing inner = {.opening = "‘", .closing = "’"};
	GArray *quotes = g_array_new(FALSE, FALSE, sizeof(struct quote));

	for (const char *at = text; at < end; at++) {
		if (*at == '"') {
			pair(&outer, quotes, text, at, 1);
		} else if (at[0] == '\'' && at[1] == '\'') {
			pair(&outer, quotes, text, at, 2);
			at++;
		} else if (*at == '\'') {
			pair(&inner, quotes, text, at, 1);
		} else if (!strncmp(at, "“", 3) || !strncmp(at, "”", 3)) {
			pair_typeset(&outer, quotes, (guchar)at[2] == 0x9C);
			at += 2;
		}
	}
	return quotes;
}

/* An apostrophe inside a word is none; the rest that found no partner are. */
static guint
count_unpaired(const struct setting *setting)
{
	guint n = 0;

	for (guint i = 0; i < setting->quotes->len; i++) {
		const struct quote *quote =
		        &g_array_index(setting->quotes, struct quote, i);

		n += !quote->mark && setting->text[quote->at] == '"';
	}
	return n;
}

/* --- figures ---------------------------------------------------------- */

/* A figure with at most one decimal comma, ending before at; its start, or NULL. */
static const char *
figure_before(const char *text, const char *at)
{
	const char *start = at;

	while (start > text && (is_digit(start[-1]) || start[-1] == ','))
		start--;
	if (start == at || !is_digit(*start) || at - start > 8)
		return NULL;
	return start == text || start[-1] == ' ' || start[-1] == '(' ? start : NULL;
}

static const char *
figure_after(const char *at)
{
	const char *end = at;

	while (is_digit(*end) || (end > at && *end == ',' && is_digit(end[1])))
		end++;
	return end > at && end - at <= 8 ? end : NULL;
}

static gboolean
is_year(const char *start, const char *end)
{
	return end - start == 4 && (*start == '1' || *start == '2');
}

/* Nothing follows that would make more of the figure than a figure. */
static gboolean
figure_ends(const char *end)
{
	return !*end || *end == ' ' || *end == ')' || *end == '%' ||
	       (strchr(".,;:?!", *end) && !is_digit(end[1])) || !strncmp(end, "”", 3);
}

/* What is counted, after a range. "năm" and "tháng" would be dates ("3-5 năm"). */
static gboolean
counted_follows(const char *end)
{
	static const char *const words[] = {"tuổi", "kg", "km", "cm", "mm", "ha", "m",
	        "m2", "tỷ", "tỉ", "triệu", "nghìn", "ngàn", "đồng", "tấn", "tạ", "lần",
	        "người", "độ", "phút", "giây", "giờ", "lít", "điểm", "hộ", "học", "cán",
	        "suất"};

	if (*end == '%')
		return TRUE;
	if (*end != ' ')
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		gsize length = strlen(words[i]);

		if (!strncmp(end + 1, words[i], length) &&
		        !g_unichar_isalnum(g_utf8_get_char(end + 1 + length)))
			return TRUE;
	}
	return FALSE;
}

/* A figure of at most eight bytes, with a decimal comma perhaps. */
static double
value(const char *start, const char *end)
{
	char copy[10];
	gsize length = MIN((gsize)(end - start), sizeof(copy) - 1);

	memcpy(copy, start, length);
	copy[length] = '\0';
	g_strdelimit(copy, ",", '.');
	return g_ascii_strtod(copy, NULL);
}

/* Is the hyphen between these two places the sign of a range? */
static gboolean
is_range(const char *text, const char *left_end, const char *right)
{
	const char *left = figure_before(text, left_end);
	const char *end = figure_after(right);

	if (!left || !end || !figure_ends(end) ||
	        value(left, left_end) >= value(right, end))
		return FALSE;
	if (is_year(left, left_end) && is_year(right, end))
		return TRUE;
	return left_end - left <= 4 && end - right <= 4 && counted_follows(end);
}

/* --- the walk --------------------------------------------------------- */

/* Puts mark in the place of removed bytes (ASCII) at a place. Returns where to go on. */
static const char *
replace(struct setting *setting, const char *at, gsize removed, const char *mark)
{
	struct edit edit = {.removed = removed, .added = utf8_length(mark, strlen(mark))};

	setting->column += utf8_length(setting->copied, at - setting->copied);
	edit.at = setting->column;
	g_string_append_len(setting->out, setting->copied, at - setting->copied);
	g_string_append(setting->out, mark);
	setting->column += removed;
	setting->copied = at + removed;
	g_array_append_val(setting->edits, edit);
	return setting->copied;
}

static const char *
set_quote(struct setting *setting, const char *at)
{
	const struct quote *quote =
	        &g_array_index(setting->quotes, struct quote, setting->next_quote++);

	return quote->mark ? replace(setting, at, quote->length, quote->mark)
	                   : at + quote->length;
}

static const char *
set_hyphen(struct setting *setting, const char *at)
{
	gboolean blank_before = at == setting->text || at[-1] == ' ';
	gboolean inner = at > setting->text + 1;

	if (!blank_before && is_digit(at[-1]) && is_digit(at[1]) &&
	        is_range(setting->text, at, at + 1))
		return replace(setting, at, 1, "–");
	if (!blank_before || at[1] != ' ')
		return at + 1;
	if (inner && is_digit(at[-2]) && is_digit(at[2]) &&
	        is_range(setting->text, at - 1, at + 2))
		return replace(setting, at - 1, 3, "–");
	return replace(setting, at, 1, "–");
}

/* No blank stands before the mark, if it is one of a sentence: "2 : 1" is a ratio,
 * " ..." an omission, " .NET" a name. */
static gboolean
clings(const struct setting *setting, const char *mark)
{
	char next = mark[1];
	gboolean digit = mark > setting->text + 1 && is_digit(mark[-2]);

	if (mark < setting->text + 2 || mark[-1] != ' ')
		return FALSE;
	if (*mark == '%')
		return digit && !is_digit(next);
	if (*mark == ':' && digit && next == ' ' && is_digit(mark[2]))
		return FALSE;
	return !next || next == ' ' || next == '"' || next == ')' ||
	       (next == *mark && *mark != '.') || !strncmp(mark + 1, "”", 3);
}

/* A single blank on the inner side of a mark: "( a )", "“ a ”". */
static gboolean
opens_with_blank(const char *mark, gsize length)
{
	return mark[length] == ' ' && mark[length + 1] && mark[length + 1] != ' ' &&
	       mark[length + 1] != ')' && strncmp(mark + length + 1, "”", 3) != 0;
}

static gboolean
closes_with_blank(const struct setting *setting, const char *mark)
{
	return mark > setting->text + 1 && mark[-1] == ' ' && mark[-2] != ' ' &&
	       mark[-2] != '(' && mark - 1 >= setting->copied;
}

static const char *
set_bracket(struct setting *setting, const char *at)
{
	if (*at == '(' && opens_with_blank(at, 1) &&
	        (at == setting->text || at[-1] == ' '))
		return replace(setting, at + 1, 1, "");
	if (*at == ')' && closes_with_blank(setting, at))
		replace(setting, at - 1, 1, "");
	return at + 1;
}

/* “ stands behind a blank and ” before one or a stop: else they are typed the wrong way
 * round. */
static const char *
set_typeset_quote(struct setting *setting, const char *at)
{
	static const char opening[] = "“", closing[] = "”";
	gsize n = strlen(opening);

	if (g_str_has_prefix(at, opening) && opens_with_blank(at, n) &&
	        (at == setting->text || at[-1] == ' ' || at[-1] == '('))
		return replace(setting, at + n, 1, "");
	if (g_str_has_prefix(at, closing) && closes_with_blank(setting, at) &&
	        strchr(" .,;:?!)", at[n]) &&
	        (at < setting->text + n + 1 || strncmp(at - 1 - n, opening, n) != 0))
		replace(setting, at - 1, 1, "");
	return at + 1;
}

static const char *
set_mark(struct setting *setting, const char *at)
{
	if (*at == '.' && at[1] == '.') {
		gsize n = strspn(at, ".");

		return n == 3 ? replace(setting, at, 3, "…") : at + n;
	}
	if (clings(setting, at))
		replace(setting, at - 1, 1, "");
	return at + 1;
}

static const char *
set_at(struct setting *setting, const char *at)
{
	switch (*at) {
	case '-':
		return set_hyphen(setting, at);
	case '"':
	case '\'':
		return set_quote(setting, at);
	case '(':
	case ')':
		return set_bracket(setting, at);
	case '\xE2':
		return set_typeset_quote(setting, at);
	default:
		return set_mark(setting, at);
	}
}

guint
typography_set(const char *text, gsize length, GString *out, GArray *edits)
{
	struct setting setting = {.text = text,
	        .end = text + length,
	        .copied = text,
	        .out = out,
	        .edits = edits};
	guint unpaired = 0;

	if (memchr(text, '"', length) || memchr(text, '\'', length)) {
		setting.quotes = pair_quotes(text, setting.end);
		unpaired = count_unpaired(&setting);
	}
	for (const char *at = next_start(text); *at; at = next_start(at))
		at = set_at(&setting, at);
	if (setting.copied > text)
		g_string_append_len(out, setting.copied, setting.end - setting.copied);
	if (setting.quotes)
		g_array_unref(setting.quotes);
	return unpaired;
}

guint
typography_map(const GArray *edits, guint place)
{
	guint moved = place;

	for (guint i = 0; i < edits->len; i++) {
		const struct edit *edit = &g_array_index(edits, struct edit, i);

		if (edit->at + edit->removed > place)
			break;
		moved += edit->added - edit->removed;
	}
	return moved;
}
