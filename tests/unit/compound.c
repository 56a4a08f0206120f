/*
 * compound.c - words of two syllables: the table is in order, and what joins them.
 */
#include "text/compound.h"

#include <string.h>

static const char *const words[] = {
#include "text/compounds.def"
};

static gboolean
joins(const char *first, const char *second)
{
	return compound_joins(first, strlen(first), second, strlen(second));
}

static void
test_order(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *space = strchr(words[i], ' ');

		g_assert_nonnull(space);
		g_assert_true(i == 0 || strcmp(words[i - 1], words[i]) < 0);
		g_assert_true(compound_joins(words[i], (gsize)(space - words[i]),
		        space + 1, strlen(space + 1)));
	}
}

static void
test_joins(void)
{
	g_assert_true(joins("thư", "viện"));
	g_assert_true(joins("“Thư", "viện”,"));
	g_assert_true(joins("THƯ", "VIỆN"));
	g_assert_true(joins("ủy", "ban"));
	g_assert_false(joins("thư,", "viện"));
	g_assert_false(joins("thư", "làng"));
	g_assert_false(joins("", "viện"));
	g_assert_false(joins("thư", ""));
	g_assert_false(joins("“”", "…"));
	g_assert_false(joins("thưthưthưthưthưthưthưthưthưthưthư", "viện"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/compound/order", test_order);
	g_test_add_func("/compound/joins", test_joins);
	return g_test_run();
}
