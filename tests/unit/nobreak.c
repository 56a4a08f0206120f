/*
 * nobreak.c - where lines may break: texts in which every space is replaced by what it is
 * ( | may break, * name, ^ dear, ~ glued, = glued and fixed), and _ marks a place without
 * space where a line may end.
 */
#include "text/nobreak.h"

#include <string.h>

static const char *const cases[] = {
        /* number and unit, number and what is counted */
        "tăng|17=%|so|với|năm~2020",
        "đạt|15.547=tỷ^719=triệu^đồng,|tăng|21,3=%|và|9=‰",
        "dịp|61=năm|thành|lập|(1961~–^2022)",
        "từ|12|đến|17=tuổi,|trong|5=tháng|đầu|năm~2022",
        "26=kỳ|Đại|hội",
        "20~chỉ|tiêu,|20/22~chỉ|tiêu,|4.250~cây|xanh,|8,5=điểm",
        "hơn|2=triệu^lượt|khách,|3=triệu|cây",
        "“3~mục|tiêu|(5~giải|pháp)",
        "năm~2022|người|dân|có|1961=người",
        "giá|8.000=USD/lọ|và|12=đồng/kg,|đi|60=km/h",
        "được|86=ha/120=ha|lúa,|cả|200=m2|năm~2020",
        "tổ~5,|tổ~5=người,|tổng|số~20=người",
        "gọi|0912^345^678|từ|9=giờ^30=phút",
        "Covid-19|người|bệnh,|G20|năm~2022",
        /* what only looks so: function words, years, ordinals */
        "còn|5|là|12|của|8|và",
        "lớp~9|trường|chuyên,|Điều~5|quy|định,|năm~2022^tháng~5",
        /* dates and legal numbers */
        "Ngày^3-5-1961,|Hội|đồng",
        "ngày~15^tháng~5^năm~2022|tại",
        "Quyết|định|số~78/CP|chính|thức",
        "Nghị|quyết|số^123-NQ/ĐBHN|thành|lập",
        "khóa~XXVI|đề|ra,|thế|kỷ~XX|và",
        "Điều~5.|Phạm|vi,|khoản~2^Điều~5",
        /* abbreviations of places */
        "ở|TP.~Hồ~Chí~Minh|hay|TP.~Buôn~Ma~Thuột*Xanh",
        "tại|Q.~1,|P.~Bến~Nghé,|H.~Củ~Chi",
        "về|TP.HCM.|Hôm|nay",
        /* honorifics, titles, initials */
        "ông~Nguyễn*Văn*A.",
        "bà~Trưng,|đồng|chí~Trần*Phú,|cô~Ba",
        "GS.~TS.~Trần*Đại,|GS.TS.~Trần,|PGS,~TS~Lê,|NSND~Trà*Giang",
        "N.~V.~Linh,|Ng.~V.~An,|V.I.~Lê-nin",
        /* dashes: no line begins with one; dear inside pairs */
        "(HNM)~–|Là|vùng|đất",
        "kinh|tế~–^xã|hội",
        "-~Gạch|đầu|dòng",
        "dịch|Covid-19,|song",
        "Hà*Nội–_Huế,|Hà*Nội~–|Huế",
        "giai|đoạn|2021–2025|là",
        "và/_hoặc|20/22~chỉ|tiêu,|60=km/h,|đ/c~Ba,|a~/|b",
        "thuốc|amoxicillin~+|clavulanic,|5~×|3",
        /* closing and opening marks */
        "chờ~…|rồi|đi~!|Được~?",
        "nói~:|“Được”|(~một|«~hai~»|“~ba~”",
        /* names break at a cost, but not after a mark */
        "quận|Hai*Bà*Trưng|vinh|dự",
        "xong.|Ngày|mai,|Hà*Nội,|Huế",
        /* all in capitals, no name can be told; what else is known stays */
        "SÔI|NỔI|PHONG|TRÀO|THI|ĐUA|Ở|HÀ|NỘI,|NĂM~2022",
        "BÀI|THƠ|CỦA|GS.~TRẦN|VĂN|AN|Ở|TP.~HỒ~CHÍ~MINH",
        "PHONG*TRÀO|ở|làng",
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
		static const char marks[] = "|*^~=";
		static const guint8 kinds[] = {BREAKING_SPACE, BREAKING_NAME,
		        BREAKING_DEAR, BREAKING_GLUED, BREAKING_FIXED};
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
				g_error("%s: before “%s”: %d, not %d", cases[i], text + k,
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

/* Hyphens of foreign compounds, and only where they are foreign; never in Vietnamese. */
static void
test_foreign(void)
{
	static const char text[] = "Lê-nin viết state-of-the-art, X-2.";
	guint8 have[sizeof(text)];

	nobreak_scan(text, strlen(text), have);
	nobreak_foreign(text, 0, strlen("Lê-nin"), "vi-VN", have);
	nobreak_foreign(text, strlen("Lê-nin viết "), strlen(text), "en", have);
	for (gsize i = 0; i < strlen(text); i++) {
		gboolean foreign = i > 12 && text[i - 1] == '-' && text[i] != '2';

		g_assert_true((have[i] == BREAKING_AFTER) == foreign);
	}
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
	g_test_add_func("/nobreak/foreign", test_foreign);
	g_test_add_func("/nobreak/random", test_random);
	return g_test_run();
}
