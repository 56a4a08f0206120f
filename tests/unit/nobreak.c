/*
 * nobreak.c - where lines may break: texts in which every space is replaced by what it is
 * ( | may break, ^ dear, ~ glued, = glued and fixed), and _ marks a place without space
 * where a line may end.
 */
#include "text/nobreak.h"

#include <string.h>

static const char *const cases[] = {
        /* number + unit, number + what is counted */
        "tăng|17=%|so|với|năm~2020",
        "đạt|15.547=tỷ|719=triệu|đồng",
        "từ|12^đến|17=tuổi,|trong|5=tháng|đầu|năm~2022",
        "26=kỳ|Đại|hội",
        /* dates and legal numbers */
        "Ngày^3-5-1961,|Hội|đồng",
        "Quyết|định|số~78/CP|chính|thức",
        "Nghị|quyết|số^123-NQ/ĐBHN|thành|lập",
        "khóa~XXVI|đề|ra",
        "Điều~5.|Phạm|vi",
        /* abbreviations, honorifics, initials */
        "ở|TP.~Hồ^Chí^Minh",
        "ông~Nguyễn^Văn^A.",
        "GS.~TS.~Trần",
        "N.~V.~Linh",
        /* dashes: no line begins with one */
        "(HNM)~–|Là|vùng|đất",
        "kinh|tế~–^xã|hội",
        "dịch|Covid-19,|song",
        "Hà^Nội–_Huế",
        "giai|đoạn|2021–2025|là",
        "và/_hoặc|20/22|chỉ|tiêu",
        /* closing and opening marks */
        "chờ~…|rồi|đi",
        "nói~:|“Được”",
        /* names */
        "quận|Hai^Bà^Trưng|vinh|dự",
        "xong.|Ngày|mai",
        /* Han: between ideographs, never before a closing mark or behind an opening one
         */
        "chữ|永_鎮_南_方、_國_泰，|khắc",
        "là|「永_鎮」。_佛々_（一）|ở",
        "“永_鎮”|(永)|năm^2022年_5月",
        "カ_タ_カー_ナッ_ク|⿰口_天",
        /* links break after their marks */
        "xem|www._vi._vn/_bai",
};

/* The text with plain spaces, and what is expected before each byte. */
static gsize
read_case(const char *marked, char *text, guint8 *want)
{
	gsize n = 0;
	gboolean after = FALSE;

	for (const char *at = marked; *at; at++) {
		static const char marks[] = "|^~=";
		static const guint8 kinds[] = {
		        BREAKING_SPACE, BREAKING_DEAR, BREAKING_GLUED, BREAKING_FIXED};
		const char *mark = strchr(marks, *at);

		if (*at == '_') {
			after = TRUE;
			continue;
		}
		want[n] = mark    ? kinds[mark - marks]
		          : after ? BREAKING_AFTER
		                  : BREAKING_INSIDE;
		text[n++] = mark ? ' ' : *at;
		after = FALSE;
	}
	text[n] = '\0';
	return n;
}

static void
test_cases(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		char text[256];
		guint8 want[256], have[256];
		gsize n = read_case(cases[i], text, want);

		nobreak_scan(text, n, have);
		for (gsize k = 0; k < n; k++)
			if (have[k] != want[k])
				g_error("%s: before byte %zu: %d, not %d", cases[i], k,
				        have[k], want[k]);
	}
}

static void
test_no_break_space(void)
{
	static const char text[] = "a\302\240b";
	guint8 have[4];

	nobreak_scan(text, 4, have);
	g_assert_cmpint(have[1], ==, BREAKING_GLUED);
}

/* A token without end gets places for an emergency, never between a letter and its mark.
 */
static void
test_emergency(void)
{
	g_autofree char *text = g_strnfill(100, 'x');
	guint8 have[100];
	guint places = 0;

	nobreak_scan(text, 100, have);
	for (int i = 0; i < 100; i++)
		places += have[i] == BREAKING_EMERGENCY;
	g_assert_cmpuint(places, ==, 84);
}

/* Any NFC text: nothing is read or written outside. */
static void
test_random(void)
{
	static const char *const parts[] = {" ", "-", "–", "3", "%", "Đ", "ạ", ".", "/",
	        "(", "”", "…", "\302\240", "TP.", "năm", "\314\201"};
	g_autoptr(GRand) random = g_rand_new_with_seed(42);

	for (int round = 0; round < 20000; round++) {
		GString *text = g_string_new(NULL);
		g_autofree guint8 *have = NULL;

		for (int i = g_rand_int_range(random, 0, 12); i > 0; i--)
			g_string_append(text,
			        parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
		have = g_malloc(text->len + 1);
		nobreak_scan(text->str, text->len, have);
		g_string_free(text, TRUE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/nobreak/cases", test_cases);
	g_test_add_func("/nobreak/no-break-space", test_no_break_space);
	g_test_add_func("/nobreak/emergency", test_emergency);
	g_test_add_func("/nobreak/random", test_random);
	return g_test_run();
}
