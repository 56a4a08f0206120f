/*
 * phrases.c - spans that overlap, and the phrases that come of them.
 */
#include "article/phrases.h"
#include "article/address.h"

#include <string.h>

/* "start-end link language" of every phrase, one a line; "none" without phrases. */
static char *
describe(const char *text, const struct span *spans, guint n, const char *other)
{
	struct node node = {.shown = text, .shown_spans = spans, .n_shown_spans = n};
	g_autoptr(GArray) phrases = phrases_of(&node, other);
	GString *out = g_string_new(phrases ? NULL : "none");

	for (guint i = 0; phrases && i < phrases->len; i++) {
		const struct phrase *phrase = phrases_index(phrases, i);

		g_assert_cmpuint(
		        phrase->start, ==, i ? phrases_index(phrases, i - 1)->end : 0);
		g_string_append_printf(out, "%u-%u %u %s\n", phrase->start, phrase->end,
		        phrase->link, phrase->language ? phrase->language : "-");
	}
	return g_string_free(out, FALSE);
}

#define A "https://example.org/a"
#define B "https://example.org/b"

static void
test_overlaps(void)
{
	static const struct {
		const char *text, *other;
		struct span spans[3];
		guint n;
		const char *phrases;
	} cases[] = {
	        {"abcdef", NULL, {{1, 3, SPAN_STRONG, NULL}}, 1, "none"},
	        {"abcdef", NULL, {{1, 3, SPAN_LINK, A}}, 1,
	                "0-1 0 -\n1-3 1 -\n3-6 0 -\n"},
	        {"abcdef", NULL, {{0, 6, SPAN_LINK, A}}, 1, "0-6 1 -\n"},
	        /* a language over the end of a link */
	        {"abcdef", NULL, {{1, 4, SPAN_LINK, A}, {3, 6, SPAN_LANG, "en"}}, 2,
	                "0-1 0 -\n1-3 1 -\n3-4 1 en\n4-6 0 en\n"},
	        /* a link in a link, named before it and after it */
	        {"abcdef", NULL, {{0, 6, SPAN_LINK, A}, {2, 4, SPAN_LINK, B}}, 2,
	                "0-2 1 -\n2-4 2 -\n4-6 1 -\n"},
	        {"abcdef", NULL, {{2, 4, SPAN_LINK, B}, {0, 6, SPAN_LINK, A}}, 2,
	                "0-2 2 -\n2-4 1 -\n4-6 2 -\n"},
	        /* begun together, the shorter one stands inside */
	        {"abcdef", NULL, {{1, 3, SPAN_LANG, "fr"}, {1, 5, SPAN_LANG, "en"}}, 2,
	                "0-1 0 -\n1-3 0 fr\n3-5 0 en\n5-6 0 -\n"},
	        /* two links side by side to one place are two */
	        {"abcdef", NULL, {{0, 3, SPAN_LINK, A}, {3, 6, SPAN_LINK, A}}, 2,
	                "0-3 1 -\n3-6 2 -\n"},
	        /* bytes, not characters; in capitals they are others */
	        {"ấm ăn", NULL, {{3, 5, SPAN_LINK, A}}, 1, "0-5 0 -\n5-8 1 -\n"},
	        {"ßa b", "SSA B", {{3, 4, SPAN_LINK, A}}, 1,
	                "0-3 0 -\n3-4 1 -\n4-5 0 -\n"},
	        /* beyond the text, and what leads nowhere */
	        {"ab", NULL, {{1, 9, SPAN_LINK, A}}, 1, "0-1 0 -\n1-2 1 -\n"},
	        {"abcdef", NULL, {{0, 3, SPAN_LINK, "../b.html"}, {0, 3, SPAN_LANG, "?"}},
	                2, "none"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = describe(
		        cases[i].text, cases[i].spans, cases[i].n, cases[i].other);

		g_assert_cmpstr(found, ==, cases[i].phrases);
	}
}

/* Very many spans that all overlap take no time to speak of. */
static void
test_many(void)
{
	enum { N = 100000 };
	g_autofree char *text = g_strnfill(2 * N, 'a');
	g_autofree struct span *spans = g_new(struct span, N);
	struct node node = {.shown = text, .shown_spans = spans, .n_shown_spans = N};
	g_autoptr(GArray) phrases = NULL;

	for (guint i = 0; i < N; i++)
		spans[i] = (struct span){i, 2 * N - i, SPAN_LINK, A};
	phrases = phrases_of(&node, NULL);
	g_assert_cmpuint(phrases->len, ==, 2 * N - 1);
	g_assert_cmpuint(phrases_index(phrases, N - 1)->link, ==, N);
	g_assert_cmpuint(phrases_at(phrases, 0, N), ==, N - 1);
}

static void
test_ascii(void)
{
	static const char *const pairs[][2] = {
	        {"https://vi.example.org/bài?a=b&c=%20#ơ",
	                "https://vi.example.org/b%C3%A0i?a=b&c=%20#%C6%A1"},
	        {"http://báo.vn:8080/x", "http://xn--bo-mia.vn:8080/x"},
	        {"mailto:a@example.org?subject=Thư",
	                "mailto:a@example.org?subject=Th%C6%B0"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *ascii = address_ascii(pairs[i][0]);

		g_assert_true(address_valid(pairs[i][0]));
		g_assert_cmpstr(ascii, ==, pairs[i][1]);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/phrases/overlaps", test_overlaps);
	g_test_add_func("/phrases/many", test_many);
	g_test_add_func("/phrases/ascii", test_ascii);
	return g_test_run();
}
