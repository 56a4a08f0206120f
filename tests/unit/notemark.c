/* notemark.c - marks of notes as they are typed, at both ends of a text. */
#include "text/notemark.h"

#include <string.h>

static const struct {
	const char *text;
	gsize opens, ends; /* bytes of the marks */
} cases[] = {
        {"(*)", 3, 3},
        {"(***) Số tạm tính (12)", 5, 4},
        {"[3] 986 [*]", 3, 3},
        {"986 (*)", 0, 3},
        {"(1) (2)", 3, 3},
        {"(1234)", 0, 0},
        {"(1]", 0, 0},
        {"()", 0, 0},
        {"(*1)", 0, 0},
        {"(", 0, 0},
        {"", 0, 0},
};

static void
test_marks(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *text = cases[i].text;

		g_test_message("%s", text);
		g_assert_cmpuint(notemark_length(text), ==, cases[i].opens);
		g_assert_cmpuint(notemark_at_end(text, strlen(text)), ==, cases[i].ends);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/notemark/ends", test_marks);
	return g_test_run();
}
