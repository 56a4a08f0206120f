/*
 * seam.c - the rules of the space between two tokens.
 *
 * The first rule of seam_judge() that speaks decides. What tears the sense apart is
 * forbidden (a number from what it counts, a title from its name, a mark from its word);
 * what only disturbs reading is dear or a name, for every prohibition makes the line
 * above looser. Nearly all tokens are plain syllables: the word lists are only searched
 * next to a figure, a full stop or a capital. Tokens are compared in lower case.
 */
#include "text/seam.h"

#include "text/letter.h"

#include <string.h>

/* LONG_NUMBER: a date or the number of a decree ("123-NQ/ĐBHN") may stand without "ngày"
 * or "số" before it, at a cost: glued, the two would tear holes into the line above.
 * PLACE_NAME: more syllables have few names of towns ("TP. Buôn Ma Thuột"). */
enum { TOKEN_KEPT = 24, LONG_NUMBER = 7, PLACE_NAME = 3 };

/* After a figure: units and what is counted. */
static const char *const after_number[] = {"%", "‰", "°", "°C", "ca", "cái", "cán", "căn",
        "cấp", "chiếc", "cm", "con", "cuốn", "dặm", "đ", "điểm", "đồng", "đợt", "g",
        "giây", "giờ", "ha", "héc-ta", "hộ", "kg", "khóa", "km", "km/h", "km2", "km²",
        "kỳ", "kWh", "lần", "lít", "lượt", "m", "m2", "m²", "m3", "m³", "ml", "mm", "MW",
        "năm", "nghìn", "ngàn", "người", "ngày", "phần", "phút", "tấn", "tạ", "tập",
        "tháng", "thế", "tỉ", "tỷ", "trang", "trăm", "triệu", "trường", "tuần", "tuổi",
        "USD", "vạn", "VND", "VNĐ", "vị", "xã", NULL};

/* Numbers in words that follow figures. */
static const char *const magnitudes[] = {
        "nghìn", "ngàn", "trăm", "tỉ", "tỷ", "triệu", "vạn", NULL};

/* Before a figure or a Roman numeral: the number is a name, not a count. */
static const char *const before_number[] = {"bài", "bảng", "chương", "điều", "đợt",
        "hình", "khóa", "khoá", "khoản", "kỳ", "kỷ", "lần", "lộ", "lớp", "mục", "năm",
        "ngày", "quận", "quý", "tháng", "thứ", "tiết", "trang", "tuổi", "vòng", NULL};

/* The same, but what follows may be counted: "tổ 5", "tổ 5 người", "tổng số 20 người". */
static const char *const before_count[] = {"cấp", "điểm", "đầu", "đoàn", "hạng", "hội",
        "km", "loại", "nhóm", "phần", "số", "tập", "tổ", "tổng", NULL};

/* After a small number, where nothing is counted: "12 đến 17", "lúc 9 và". */
static const char *const no_count[] = {"bằng", "bị", "cho", "có", "còn", "của", "cùng",
        "cũng", "do", "đã", "đang", "để", "đều", "đến", "đó", "được", "giữa", "hay",
        "hiện", "hoặc", "khi", "không", "kia", "lại", "là", "lên", "mà", "mới", "nay",
        "này", "nên", "ngoài", "nhưng", "như", "ở", "phải", "qua", "ra", "rồi", "sang",
        "sau", "sẽ", "so", "tại", "theo", "thì", "thuộc", "tới", "trên", "trong", "trở",
        "trước", "từ", "và", "vào", "về", "vì", "với", "vừa", "xuống", NULL};

/* Before a name. */
static const char *const before_name[] = {"anh", "bà", "bác", "chị", "chú", "cô", "cụ",
        "đ/c", "em", "ngài", "ông", "thầy", NULL};

/* The same, alone or strung together: "GS.TS.", "PGS". */
static const char *const titles[] = {"bs", "cn", "đ/c", "gs", "hs", "ks", "ls", "ngnd",
        "ngưt", "nsnd", "nsưt", "pgs", "ths", "ts", "tskh", NULL};

/* Abbreviations before the name or number of a place. */
static const char *const before_place[] = {"h.", "p.", "q.", "tp.", "tx.", NULL};

/* Initials of two and three letters: the consonants that Vietnamese writes so. */
static const char *const initials[] = {"ch.", "gh.", "gi.", "kh.", "ng.", "ngh.", "nh.",
        "ph.", "qu.", "th.", "tr.", NULL};

/* --- tokens ------------------------------------------------------------- */

static gboolean
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static gboolean
begins(const char *at, const char *end, const char *mark)
{
	gsize n = strlen(mark);

	return (gsize)(end - at) >= n && !memcmp(at, mark, n);
}

/* Bytes that an opening mark may begin with. */
static const guint8 opens[256] = {['('] = TRUE,
        ['['] = TRUE,
        ['{'] = TRUE,
        ['"'] = TRUE,
        ['\''] = TRUE,
        [0xC2] = TRUE,
        [0xE2] = TRUE,
        [0xE3] = TRUE,
        [0xEF] = TRUE};

/* The opening mark at a place that may begin one, left behind. */
static const char *
skip_mark(const char *at, const char *end)
{
	static const char *const marks[] = {
	        "“", "‘", "«", "‹", "「", "『", "《", "〈", "【", "（"};

	if ((guchar)*at < 0x80)
		return at + 1;
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (begins(at, end, marks[i]))
			return at + strlen(marks[i]);
	return at;
}

static inline const char *
skip_opening(const char *at, const char *end)
{
	while (at < end && opens[(guchar)*at]) {
		const char *start = at;

		at = skip_mark(at, end);
		if (at == start)
			break;
	}
	return at;
}

static const guint8 stops[256] = {['.'] = TRUE,
        [','] = TRUE,
        [';'] = TRUE,
        [':'] = TRUE,
        ['?'] = TRUE,
        ['!'] = TRUE,
        [')'] = TRUE,
        ['"'] = TRUE,
        [']'] = TRUE,
        ['}'] = TRUE};

static inline gboolean
ends_with_quote(const struct seam_token *token)
{
	const char *end = token->start + token->length;

	return token->length > 3 && (guchar)end[-3] == 0xE2 &&
	       (!memcmp(end - 3, "”", 3) || !memcmp(end - 3, "’", 3));
}

void
seam_read(struct seam_token *token, const char *start, const char *end)
{
	const char *letter = skip_opening(start, end);

	*token = (struct seam_token){.start = start, .length = (gsize)(end - start)};
	token->last_digit = is_digit(end[-1]);
	token->stopped = stops[(guchar)end[-1]] || ends_with_quote(token);
	if (letter == end)
		return;
	token->first_digit = is_digit(*letter);
	token->capital = letter_is_capital(letter);
}

static gboolean
is(const struct seam_token *token, const char *text)
{
	return token->length == strlen(text) &&
	       !memcmp(token->start, text, token->length);
}

static gboolean
is_dash(const struct seam_token *token)
{
	if (token->length == 1)
		return token->start[0] == '-';
	return is(token, "–") || is(token, "—") || is(token, "‐") || is(token, "--");
}

/* The token without opening marks and with its letters in lower case, if it is short. */
static gboolean
fold(const struct seam_token *token, char out[LETTER_ROOM(TOKEN_KEPT)])
{
	const char *end = token->start + token->length;
	const char *at = skip_opening(token->start, end);

	if (end - at >= TOKEN_KEPT)
		return FALSE;
	letter_put_small(out, at, (gsize)(end - at));
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
folded_in(const struct seam_token *token, const char *const *list)
{
	char text[LETTER_ROOM(TOKEN_KEPT)];

	return fold(token, text) && in_list(text, list);
}

/* Is it in the list without the punctuation that may follow it? Case counts: "m", "MW".
 */
static gboolean
stopped_in(const struct seam_token *token, const char *const *list)
{
	char text[TOKEN_KEPT];
	gsize length = token->length;

	while (length > 1 && strchr(".,;:?!)", token->start[length - 1]))
		length--;
	if (length >= sizeof(text))
		return FALSE;
	memcpy(text, token->start, length);
	text[length] = '\0';
	return in_list(text, list);
}

/* "USD", and "USD/lọ": the first of what is measured by. */
static gboolean
is_unit(const struct seam_token *token)
{
	const char *slash = memchr(token->start, '/', token->length);
	struct seam_token first = *token;

	if (slash && slash > token->start)
		first.length = (gsize)(slash - token->start);
	return stopped_in(token, after_number) ||
	       (slash && stopped_in(&first, after_number));
}

static gboolean
is_roman(const struct seam_token *token)
{
	gsize n = strspn(token->start, "IVXLC");

	n = MIN(n, token->length);
	return n > 0 && (n == token->length || strchr(".,;:)", token->start[n]));
}

/* --- marks -------------------------------------------------------------- */

/* Begins with a mark that belongs to what stands before: ")", "…", "”." */
static gboolean
is_closing(const struct seam_token *token)
{
	static const char *const marks[] = {
	        "…", "”", "’", "»", "›", "‰", "°", "、", "。", "」", "』", "》", "〉"};
	const char *start = token->start;

	if ((guchar)start[0] < 0x80)
		return start[0] && strchr(".,;:?!)]}%", start[0]);
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (begins(start, start + token->length, marks[i]))
			return TRUE;
	return FALSE;
}

/* "%", which belongs to the figure before it */
static gboolean
is_sign(const struct seam_token *token)
{
	const char *end = token->start + token->length;

	return *token->start == '%' || begins(token->start, end, "‰") ||
	       begins(token->start, end, "°");
}

static gboolean
is_opening(const struct seam_token *token)
{
	return skip_opening(token->start, token->start + token->length) ==
	       token->start + token->length;
}

/* With a letter of the Latin script, as nearly all tokens do. */
static gboolean
begins_plainly(const struct seam_token *token)
{
	guchar c = (guchar)*token->start;

	return g_ascii_isalpha(c) || (c >= 0xC3 && c <= 0xE1);
}

/* What joins the two words beside it. */
static gboolean
is_operator(const struct seam_token *token)
{
	return is(token, "/") || is(token, "+") || is(token, "=") || is(token, "×");
}

/* No line begins with a closing mark, a dash or an operator, none ends with an opening
 * mark. A line ends after a spaced dash, dearly inside pairs: "kinh tế – xã hội". */
static gboolean
judge_marks(const struct seam_token *before, const struct seam_token *a,
        const struct seam_token *b, enum breaking *breaking)
{
	if (begins_plainly(a) && begins_plainly(b))
		return FALSE;
	if (is_dash(b) || is_closing(b) || is_opening(a) || is_operator(b)) {
		*breaking = BREAKING_GLUED;
	} else if (is_dash(a)) {
		if (!before) /* of a list */
			*breaking = BREAKING_GLUED;
		else
			*breaking = !before->capital && !b->capital ? BREAKING_DEAR
			                                            : BREAKING_SPACE;
	} else {
		return FALSE;
	}
	return TRUE;
}

/* --- numbers ------------------------------------------------------------ */

/* A count and not a year: "6", "24", "4.250", "8,5", "20/22". */
static gboolean
is_count(const struct seam_token *token)
{
	const char *end = token->start + token->length;
	const char *at = skip_opening(token->start, end);
	gsize digits = strspn(at, "0123456789");

	if (digits < 1 || digits > 3)
		return FALSE;
	at += digits;
	while (end - at >= 4 && *at == '.' && strspn(at + 1, "0123456789") >= 3)
		at += 4;
	if (end - at >= 2 && (*at == ',' || *at == '/'))
		at += 1 + strspn(at + 1, "0123456789");
	return at >= end;
}

static gboolean
is_figures(const struct seam_token *token)
{
	for (gsize i = 0; i < token->length; i++)
		if (!is_digit(token->start[i]))
			return FALSE;
	return TRUE;
}

/* After a number that is a name: a date goes on, "Điều 5" may name its law. */
static enum breaking
after_ordinal(const struct seam_token *b)
{
	if (is(b, "tháng") || is(b, "năm") || (b->capital && folded_in(b, before_number)))
		return BREAKING_DEAR;
	return BREAKING_SPACE;
}

static gboolean
judge_counted(const struct seam_token *a, struct seam_token *b, enum breaking *breaking)
{
	if (a->role == SEAM_ORDINAL) {
		*breaking = after_ordinal(b);
	} else if (is_unit(b)) {
		b->role = SEAM_UNIT;
		*breaking = BREAKING_FIXED;
	} else if (is_figures(a) && is_figures(b)) {
		*breaking = BREAKING_DEAR;
	} else if (a->role == SEAM_PLAIN && !b->capital && !b->first_digit &&
	           is_count(a) && !stopped_in(b, no_count)) {
		*breaking = BREAKING_GLUED;
	} else {
		return FALSE;
	}
	return TRUE;
}

/* A unit that a number stands behind: "ha/120". */
static gboolean
counts_again(const struct seam_token *token)
{
	const char *slash = token->last_digit && token->role == SEAM_UNIT
	                            ? memchr(token->start, '/', token->length)
	                            : NULL;

	return slash && is_digit(slash[1]);
}

/* "15.547 tỷ 719 triệu", "9 giờ 30 phút"; also "719 triệu đồng": in columns the whole
 * would be half a line. */
static gboolean
judge_after_unit(
        const struct seam_token *a, struct seam_token *b, enum breaking *breaking)
{
	if (!b->first_digit && !(folded_in(a, magnitudes) && is_unit(b)))
		return FALSE;
	*breaking = BREAKING_DEAR;
	return TRUE;
}

/* "Điều 5", "khóa XXVI", "số 78/CP" */
static gboolean
judge_numbered(const struct seam_token *a, struct seam_token *b, enum breaking *breaking)
{
	char text[LETTER_ROOM(TOKEN_KEPT)];

	if (a->stopped || (!b->first_digit && !is_roman(b)) || !fold(a, text))
		return FALSE;
	if (in_list(text, before_number))
		b->role = SEAM_ORDINAL;
	else if (in_list(text, before_count))
		b->role = SEAM_LABEL;
	else
		return FALSE;
	*breaking = b->length > LONG_NUMBER ? BREAKING_DEAR : BREAKING_GLUED;
	return TRUE;
}

/* --- names -------------------------------------------------------------- */

/* "V.", "Ng." */
static gboolean
is_initial(const struct seam_token *token)
{
	if (!token->capital || token->start[token->length - 1] != '.')
		return FALSE;
	return g_utf8_strlen(token->start, (gssize)token->length) == 2 ||
	       folded_in(token, initials);
}

/* Titles have a full stop or another capital soon: "V.I.", "PGS", "ThS". */
static gboolean
is_title_start(const struct seam_token *token)
{
	const char *at = token->start;

	return at[1] == '.' || g_ascii_isupper(at[1]) ||
	       (at[1] == 'h' && token->length > 2 && at[2] == 'S');
}

/* Titles and initials strung together: "GS.TS.", "PGS,", "V.I." */
static gboolean
is_title(const struct seam_token *token)
{
	char text[LETTER_ROOM(TOKEN_KEPT)];
	g_auto(GStrv) parts = NULL;
	gboolean any = FALSE;

	if (!token->capital || token->length < 2 || !is_title_start(token) ||
	        !fold(token, text))
		return FALSE;
	g_strdelimit(text, ",", '.');
	parts = g_strsplit(text, ".", -1);
	for (char **part = parts; *part; part++) {
		if (**part && !in_list(*part, titles) &&
		        (!parts[1] || g_utf8_strlen(*part, -1) > 1))
			return FALSE;
		any |= **part != '\0';
	}
	return any;
}

/* Honorific, title or initial; but the "Bà" of "Hai Bà Trưng" is none. */
static gboolean
name_belongs(const struct seam_token *before, const struct seam_token *a)
{
	if (is_initial(a) || is_title(a))
		return TRUE;
	if (before && is(a, "chí"))
		return folded_in(before, (const char *const[]){"đồng", NULL});
	if (a->capital && before && before->capital && !before->stopped)
		return FALSE;
	return folded_in(a, before_name);
}

/* "TP. Hồ Chí Minh" whole, "Q. 1" */
static gboolean
judge_place(const struct seam_token *a, struct seam_token *b, enum breaking *breaking)
{
	if (a->place && b->capital && !a->stopped)
		b->place = a->place - 1;
	else if (a->stopped && a->length <= strlen("TP.") && folded_in(a, before_place))
		b->place = b->capital ? PLACE_NAME - 1 : 0;
	else
		return FALSE;
	*breaking = BREAKING_GLUED;
	return TRUE;
}

static gboolean
judge_name(const struct seam_token *before, const struct seam_token *a,
        const struct seam_token *b, enum breaking *breaking)
{
	if (name_belongs(before, a))
		*breaking = BREAKING_GLUED;
	else if (a->capital && !a->stopped)
		*breaking = BREAKING_NAME;
	else
		return FALSE;
	return TRUE;
}

/* --- all of them -------------------------------------------------------- */

enum breaking
seam_judge(
        const struct seam_token *before, const struct seam_token *a, struct seam_token *b)
{
	enum breaking breaking;

	if (a->first_digit && a->last_digit && is_sign(b))
		return BREAKING_FIXED;
	if (judge_marks(before, a, b, &breaking))
		return breaking;
	if (((a->first_digit && a->last_digit) || counts_again(a)) &&
	        judge_counted(a, b, &breaking))
		return breaking;
	if (a->role == SEAM_UNIT && judge_after_unit(a, b, &breaking))
		return breaking;
	if ((b->first_digit || b->capital) &&
	        (judge_numbered(a, b, &breaking) || judge_place(a, b, &breaking)))
		return breaking;
	if (b->capital && judge_name(before, a, b, &breaking))
		return breaking;
	return BREAKING_SPACE;
}
