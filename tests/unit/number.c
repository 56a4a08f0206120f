/* number.c - what is a number in a cell, and where its comma stands. */
#include "text/number.h"

static const struct {
	const char *text;
	int whole; /* -1: no number */
} cases[] = {
        {"7", 1},
        {"2021", 4},
        {"1.234", 5},
        {"1.234.567,89", 9},
        {"12 345", 6},
        {"12,5%", 2},
        {"12,5 %", 2},
        {"-3,25", 2},
        {"− 3", 5},
        {"+21,3%", 3},
        {"15.547 tỷ", 6},
        {"0,75 tỷ đồng", 1},
        {"12.5", 2},
        {"1.2345", 1},
        {"37 °C", 2},
        {"120 m²", 3},
        {"8*", 1},
        {"", -1},
        {"%", -1},
        {"năm 2021", -1},
        {"2021–2025", -1},
        {"1-6-2022", -1},
        {"1/2", -1},
        {"3, 4", -1},
        {"1.234,", -1},
        {"9 giờ 05", -1},
        {"12 người của các phường", -1},
        {"1 (xem ghi chú)", -1},
};

static void
test_numbers(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gsize whole = 0;
		gboolean is = number_parse(cases[i].text, &whole);

		g_test_message("%s", cases[i].text);
		g_assert_cmpint(is ? (int)whole : -1, ==, cases[i].whole);
	}
}

static void
test_none(void)
{
	g_assert_true(number_is_none(""));
	g_assert_true(number_is_none("–"));
	g_assert_true(number_is_none("…"));
	g_assert_false(number_is_none("0"));
	g_assert_false(number_is_none("không"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/number/cells", test_numbers);
	g_test_add_func("/number/none", test_none);
	return g_test_run();
}
