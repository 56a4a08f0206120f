/*
 * text.c - the text services: characters, syllables, dates, typography.
 */
#include "text/chars.h"
#include "text/date.h"
#include "text/dateline.h"
#include "text/letter.h"
#include "text/nfc.h"
#include "text/syllable.h"
#include "text/typography.h"
#include "text/utf8.h"

#include <string.h>

/* --- UTF-8 ------------------------------------------------------------ */

/* Table 3-8 of the Unicode Standard: each row is one substitution a part. */
static void
test_maximal_subparts(void)
{
	static const char bytes[] =
	        "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64";
	static const gsize lengths[] = {1, 3, 2, 1, 1, 1, 1, 1, 1, 1};
	gsize at = 0;

	for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
		gunichar c;
		gsize n = utf8_decode(bytes + at, strlen(bytes) - at, &c);

		g_assert_cmpuint(n, ==, lengths[i]);
		g_assert_true((c == UTF8_BAD) == !g_ascii_isalpha(bytes[at]));
		at += n;
	}
}

static void
test_decoder_agrees(void)
{
	for (gunichar c = 1; c < 0x110000; c++) {
		char bytes[6];
		gunichar found;
		gint n = g_unichar_to_utf8(c, bytes);
		gboolean surrogate = c >= 0xD800 && c <= 0xDFFF;
		gsize length = utf8_decode(bytes, n, &found);

		g_assert_cmpuint(found, ==, surrogate ? UTF8_BAD : c);
		g_assert_cmpuint(length, ==, surrogate ? 1 : (gsize)n);
	}
}

static void
test_bad_runs(void)
{
	static const char bytes[] = "ab\xFF\xFE ế \xE1\xBA";
	struct utf8_bad bad = {0};

	g_assert_true(utf8_next_bad(bytes, strlen(bytes), &bad));
	g_assert_cmpuint(bad.start, ==, 2);
	g_assert_cmpuint(bad.end, ==, 4);
	g_assert_cmpuint(bad.column, ==, 2);
	g_assert_true(utf8_next_bad(bytes, strlen(bytes), &bad));
	g_assert_cmpuint(bad.column, ==, 7);
	g_assert_cmpuint(bad.end - bad.start, ==, 2);
	g_assert_false(utf8_next_bad(bytes, strlen(bytes), &bad));
}

/* --- characters ------------------------------------------------------- */

static void
assert_cleaned(const char *bytes, const char *expected)
{
	g_autofree char *clean = chars_cleaned(bytes, strlen(bytes));

	g_assert_cmpstr(clean, ==, expected);
}

static void
test_clean(void)
{
	assert_cleaned("", "");
	assert_cleaned(" \t \302\240 ", "");
	assert_cleaned("  Hà\t Nội \r", "Hà Nội");
	assert_cleaned("64%\302\240 so với", "64% so với");
	assert_cleaned("\357\273\277Đảng", "Đảng");
	assert_cleaned("Hà\342\200\213 Nội, tr\302\255ường", "Hà Nội, trường");
	assert_cleaned("a\001b\177c\302\205d", "abc d");
	assert_cleaned("a\xFFz", "a\357\277\275z");
	assert_cleaned("tiê\xCC\x81ng Viê\xCC\xA3t", "tiếng Việt");
	assert_cleaned("e\xCC\xA3\xCC\x82", "ệ");
	assert_cleaned("\xCC\x81 a", "\xCC\x81 a");
	assert_cleaned("10\342\204\253", "10Å"); /* ANGSTROM SIGN */
	assert_cleaned("👨\342\200\215👩", "👨\342\200\215👩");
	assert_cleaned("một…“hai”–ba ₫", "một…“hai”–ba ₫");
	assert_cleaned("Ðảng bộ ðó, Ðống Ða; Guðrún", "Đảng bộ đó, Đống Đa; Guðrún");
}

static void
test_columns(void)
{
	static const char bytes[] = "\357\273\277 Hà \xE1\xBA Nô\xCC\xA3i\001 ";
	char out[CHARS_ROOM(sizeof(bytes))];
	struct chars_facts facts;

	chars_clean(bytes, strlen(bytes), out, &facts);
	g_assert_cmpstr(out, ==, "Hà \357\277\275 Nội");
	g_assert_cmpuint(facts.columns, ==, 13);
	g_assert_cmpuint(facts.bad, ==, 1);
	g_assert_cmpuint(facts.controls, ==, 1);
}

/* Characters that exercise every branch. */
static gunichar
odd_character(GRand *rand)
{
	static const gunichar odd[] = {' ', 'a', 'e', 0xA0, 0xEA, 0xD0, 0x300, 0x301,
	        0x302, 0x323, 0x344, 0x34F, 0x1EC7, 0x1100, 0x1161, 0x11A8, 0xAC00,
	        0x200B, 0x200D, 0x2026, 0x20AB, 0x212B, 0x0F73, 0x0F71, 0x3099, 0x304B,
	        0x1F600, 0x1D165, 0x1D15F, 0xFB2C, 0xFFFE, 0x0344, 0x05B0, 0x0651};

	return odd[g_rand_int_range(rand, 0, G_N_ELEMENTS(odd))];
}

/* Whatever comes in: NFC comes out, cleaning again changes nothing, and the room is
 * enough. */
static void
test_any_text(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20220601);

	for (int round = 0; round < 3000; round++) {
		g_autoptr(GString) text = g_string_new(NULL);
		int n = g_rand_int_range(rand, 1, 120);
		gunichar same = round % 5 ? 0 : odd_character(rand);
		g_autofree char *once = NULL, *twice = NULL;

		while (n--)
			g_string_append_unichar(text, same ? same : odd_character(rand));
		if (round % 3 == 0)
			g_string_append_c(text, g_rand_int_range(rand, 128, 255));
		once = chars_cleaned(text->str, text->len);
		twice = chars_cleaned(once, strlen(once));
		g_assert_cmpuint(strlen(once), <, CHARS_ROOM(text->len));
		g_assert_true(g_utf8_validate(once, -1, NULL));
		g_assert_true(nfc_is(once, strlen(once)));
		g_assert_cmpstr(once, ==, twice);
	}
}

/* A line that is clean already is copied; a character that is left out sends the same
 * line the other way. */
static void
test_both_ways(void)
{
	for (gunichar c = 0x20; c < 0x2100; c++) {
		g_autoptr(GString) text = g_string_new("a b");
		g_autofree char *copied = NULL, *walked = NULL;

		g_string_append_unichar(text, c);
		g_string_append(text, "c");
		copied = chars_cleaned(text->str, text->len);
		g_string_append(text, "\342\200\213");
		walked = chars_cleaned(text->str, text->len);
		g_assert_cmpstr(copied, ==, walked);
	}
}

static void
test_nfc(void)
{
	for (gunichar c = 1; c < 0x30000; c++) {
		char text[8] = {0};
		g_autofree char *normal = NULL;

		if ((c >= 0xD800 && c <= 0xDFFF) ||
		        g_unichar_type(c) == G_UNICODE_UNASSIGNED)
			continue;
		g_unichar_to_utf8(c, text);
		normal = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
		g_assert_cmpint(nfc_is(text, strlen(text)), ==, !strcmp(text, normal));
		if (nfc_is_plain(c))
			g_assert_true(nfc_is_boundary(c));
	}
}

/* --- letters ---------------------------------------------------------- */

/* What is done by bytes is what Unicode says of the character, for all of them. */
static void
test_cases(void)
{
	for (gunichar c = 1; c < 0x110000; c++) {
		char text[8] = {0}, want[8] = {0};
		g_autofree char *small = NULL;

		if (!g_unichar_validate(c))
			continue;
		text[g_unichar_to_utf8(c, text)] = '\0';
		want[g_unichar_to_utf8(g_unichar_tolower(c), want)] = '\0';
		small = letter_small(text, strlen(text));
		g_assert_cmpstr(small, ==, want);
		g_assert_true(letter_is_capital(text) == g_unichar_isupper(c));
	}
}

static void
test_first_capital(void)
{
	g_autoptr(GString) out = g_string_new("x");

	letter_append_small(out, "“1 ẤN BẢN Ⱥ", strlen("“1 ẤN BẢN Ⱥ"), TRUE);
	g_assert_cmpstr(out->str, ==, "x“1 Ấn bản ⱥ");
}

static void
test_letters(void)
{
	static const char *const syllables[] = {"nghiêng", "Nguyễn", "hoà", "hòa", "quốc",
	        "gì", "giết", "quyển", "ĐƯỜNG", "ở", "khuya", "thuở", "oằn", "y", "ạ",
	        "xoong"};
	static const char *const others[] = {"HĐND", "Covid", "XXVI", "tôp", "ngh", "kàc",
	        "windows", "ệệ", "TTXVN", "bách2", "á́"};

	for (guint i = 0; i < G_N_ELEMENTS(syllables); i++)
		g_assert_true(syllable_is_vietnamese(syllables[i], strlen(syllables[i])));
	for (guint i = 0; i < G_N_ELEMENTS(others); i++)
		g_assert_false(syllable_is_vietnamese(others[i], strlen(others[i])));
	g_assert_true(letter_all_caps("ĐẢNG BỘ 61", strlen("ĐẢNG BỘ 61")));
	g_assert_false(letter_all_caps("ĐẢNG bộ", strlen("ĐẢNG bộ")));
	g_assert_false(letter_all_caps("2021", 4));
	g_assert_true(letter_starts_capital("“Ở đây", strlen("“Ở đây")));
	g_assert_false(letter_starts_capital("61 Năm", strlen("61 Năm")));
}

/* --- dates ------------------------------------------------------------ */

static void
test_dates(void)
{
	static const struct {
		const char *text, *iso;
	} cases[] = {
	        {"01/06/2022", "2022-06-01"},
	        {"22.4.2018", "2018-04-22"},
	        {"3-5-1961", "1961-05-03"},
	        {"2022-06-01T09:04+07:00", "2022-06-01T09:04+07:00"},
	        {"2022-06-01T09:04Z", "2022-06-01T09:04+00:00"},
	        {"2022-06-01", "2022-06-01"},
	        {"1 tháng 6 năm 2022", "2022-06-01"},
	        {"01/06/2022 9:04", "2022-06-01T09:04+07:00"},
	        {"29/02/2024, 21h19", "2024-02-29T21:19+07:00"},
	        {"31/02/2022", NULL},
	        {"29/02/2023", NULL},
	        {"06/01/22", NULL},
	        {"2022", NULL},
	        {"1/6/2022 25:00", NULL},
	        {"2022-13-01", NULL},
	        {"", NULL},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct date date = DATE_UNKNOWN;
		gboolean found = date_parse(cases[i].text, &date);
		g_autofree char *iso = date_iso(&date);

		g_assert_cmpint(found, ==, cases[i].iso != NULL);
		g_assert_cmpstr(iso, ==, cases[i].iso);
	}
}

static void
test_datelines(void)
{
	static const struct {
		const char *text, *published, *modified;
		gint64 views;
	} cases[] = {
	        {"Ngày đăng 01/06/2022 | 09:04 | Lượt xem: 384", "2022-06-01T09:04+07:00",
	                NULL, 384},
	        {"Thứ Ba, 17/09/2024, 06:15 [GMT+7]", "2024-09-17T06:15+07:00", NULL, -1},
	        {"Thứ tư - 01/06/2022 09:04", "2022-06-01T09:04+07:00", NULL, -1},
	        {"Cập nhật: 06:15, 17/09/2024", NULL, "2024-09-17T06:15+07:00", -1},
	        {"07 / 12 / 2019 - 12:41 PM", "2019-12-07T12:41+07:00", NULL, -1},
	        {"Đăng lúc 3:05 CH 22.4.2018", "2018-04-22T15:05+07:00", NULL, -1},
	        {"Đăng ngày: 22/4/2018 - 12:10 SA", "2018-04-22T00:10+07:00", NULL, -1},
	        {"15g30, 22/4/2018", "2018-04-22T15:30+07:00", NULL, -1},
	        {"Chủ nhật, ngày 5 tháng 6 năm 2022, 8 giờ 05", "2022-06-05T08:05+07:00",
	                NULL, -1},
	        {"Ngày đăng: 16/09/2024 - Cập nhật: 17/09/2024 | 5.272 lượt xem",
	                "2024-09-16", "2024-09-17", 5272},
	        {"Đã xem: 1.024", NULL, NULL, 1024},
	        {"T5, 02/06/2022", "2022-06-02", NULL, -1},
	        {"T.Năm, 02/06/2022 10:00", "2022-06-02T10:00+07:00", NULL, -1},
	        {"2022-06-02 10:15", "2022-06-02T10:15+07:00", NULL, -1},
	        {"02/06/2022 10:15 GMT+0700", "2022-06-02T10:15+07:00", NULL, -1},
	        {"Cập nhật ngày: 02/06/2022 lúc 10 giờ 15 phút", NULL,
	                "2022-06-02T10:15+07:00", -1},
	        {"Đăng ngày 02/06/2022 10h15'", "2022-06-02T10:15+07:00", NULL, -1},
	        {"Được đăng: 02 Tháng 6 2022", "2022-06-02", NULL, -1},
	        {"Số lượt đọc: 512 - 02/06/2022", "2022-06-02", NULL, 512},
	        {"Thứ Năm, 02/06/2022 3:15 CHIỀU", "2022-06-02T15:15+07:00", NULL, -1},
	        {"Ngày tạo: 01/06/2022 | Lần cuối: 02/06/2022, 10:15 sáng", "2022-06-01",
	                "2022-06-02T10:15+07:00", -1},
	        {"Đăng lúc 08:15:30 CH, 01/06/2022", "2022-06-01T20:15+07:00", NULL, -1},
	        {"2/9/1945", "1945-09-02", NULL, -1},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct dateline line;
		g_autofree char *published = NULL, *modified = NULL;

		g_assert_true(
		        dateline_parse(cases[i].text, strlen(cases[i].text), &line));
		published = date_iso(&line.published);
		modified = date_iso(&line.modified);
		g_assert_cmpstr(published, ==, cases[i].published);
		g_assert_cmpstr(modified, ==, cases[i].modified);
		g_assert_cmpint(line.views, ==, cases[i].views);
		g_assert_cmpuint(line.parts[0].start, ==, 0);
	}
}

static void
test_no_datelines(void)
{
	static const char *const texts[] = {"9h00", "9h00, mọi người có mặt", "",
	        "Hà Nội", "Ngày 3-5-1961, Hội đồng Chính phủ ban hành Quyết định",
	        "61 năm", "2/9", "Hà Nội, ngày 1/6/2022", "Ngày đăng", "100",
	        "17/09/2024 17/09/2024", "Sáng 2/6/2022", "02/06/22", "Thời gian: 7h30",
	        "Post-Covid 2022", "2 tháng 6"};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct dateline line;

		g_assert_false(dateline_parse(texts[i], strlen(texts[i]), &line));
	}
}

/* --- typography ------------------------------------------------------- */

static char *
typeset(const char *text, guint *changes, guint *unpaired)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(struct edit));

	*unpaired = typography_set(text, strlen(text), out, edits);
	*changes = edits->len;
	if (!edits->len) {
		g_assert_cmpuint(out->len, ==, 0);
		g_string_assign(out, text);
	}
	g_assert_cmpuint(typography_map(edits, utf8_length(text, strlen(text))), ==,
	        utf8_length(out->str, out->len));
	return g_string_free(out, FALSE);
}

static void
test_typography(void)
{
	static const struct {
		const char *text, *expected;
		guint changes, unpaired;
	} cases[] = {
	        {"kinh tế - xã hội", "kinh tế – xã hội", 1, 0},
	        {"- Dạ.", "– Dạ.", 1, 0},
	        {"Covid-19, 3-5-1961, 123-NQ/ĐBHN, 2-9", NULL, 0, 0},
	        {"Phan Rang-Tháp Chàm", NULL, 0, 0},
	        {"2021-2025, 2020 - 2025", "2021–2025, 2020–2025", 2, 0},
	        {"2025-2021", NULL, 0, 0},
	        {"10-15%, 5,5-6,5 tỷ, 12-17 tuổi", "10–15%, 5,5–6,5 tỷ, 12–17 tuổi", 3,
	                0},
	        {"ngày 3-5 năm ấy, thắng 3-2", NULL, 0, 0},
	        {"0912-345678", NULL, 0, 0},
	        {"chờ... đợi", "chờ… đợi", 1, 0},
	        {"..... ..", NULL, 0, 0},
	        {"một , hai ; ba : bốn ? năm ! 6 %", "một, hai; ba: bốn? năm! 6%", 6, 0},
	        {"tỷ số 2 : 1, dùng .NET", NULL, 0, 0},
	        {"bà L. ( 63 tuổi , TP.HCM ) nói", "bà L. (63 tuổi, TP.HCM) nói", 3, 0},
	        {"rào “ 3 báo giá ” , (“ hai ”)", "rào “3 báo giá”, (“hai”)", 5, 0},
	        {"ô ( ), “ ”, (  ), :( và “một“ hai ”ba”", NULL, 0, 0},
	        {"\"một\" và \"hai\"", "“một” và “hai”", 4, 0},
	        {"(\"một\")", "(“một”)", 2, 0},
	        {"''một'' và 'hai'", "“một” và ‘hai’", 4, 0},
	        {"\"một 'hai' ba\"", "“một ‘hai’ ba”", 4, 0},
	        {"“một\" và \"hai”", "“một” và “hai”", 2, 0},
	        {"\"một", NULL, 0, 1},
	        {"H'Drai, K'Nông", NULL, 0, 0},
	        {"thước 6\" dài", NULL, 0, 1},
	        {"", NULL, 0, 0},
	        {"-", NULL, 0, 0},
	        {"\"", NULL, 0, 1},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *expected =
		        cases[i].expected ? cases[i].expected : cases[i].text;
		guint changes, unpaired;
		g_autofree char *found = typeset(cases[i].text, &changes, &unpaired);

		g_assert_cmpstr(found, ==, expected);
		g_assert_cmpuint(changes, ==, cases[i].changes);
		g_assert_cmpuint(unpaired, ==, cases[i].unpaired);
	}
}

/* A span stays on its words. */
static void
test_spans(void)
{
	static const char text[] = "\"Ăn\" ... - uống , và";
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(struct edit));

	typography_set(text, strlen(text), out, edits);
	g_assert_cmpstr(out->str, ==, "“Ăn” … – uống, và");
	g_assert_cmpuint(typography_map(edits, 1), ==, 1);   /* Ăn */
	g_assert_cmpuint(typography_map(edits, 11), ==, 9);  /* uống */
	g_assert_cmpuint(typography_map(edits, 15), ==, 13); /* its end */
	g_assert_cmpuint(typography_map(edits, 18), ==, 15); /* và */
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/utf8/maximal-subparts", test_maximal_subparts);
	g_test_add_func("/utf8/decoder-agrees", test_decoder_agrees);
	g_test_add_func("/utf8/bad-runs", test_bad_runs);
	g_test_add_func("/chars/clean", test_clean);
	g_test_add_func("/chars/columns", test_columns);
	g_test_add_func("/chars/any-text", test_any_text);
	g_test_add_func("/chars/both-ways", test_both_ways);
	g_test_add_func("/nfc", test_nfc);
	g_test_add_func("/letters", test_letters);
	g_test_add_func("/letters/cases", test_cases);
	g_test_add_func("/letters/first-capital", test_first_capital);
	g_test_add_func("/date/parse", test_dates);
	g_test_add_func("/dateline/parse", test_datelines);
	g_test_add_func("/dateline/none", test_no_datelines);
	g_test_add_func("/typography/set", test_typography);
	g_test_add_func("/typography/spans", test_spans);
	return g_test_run();
}
