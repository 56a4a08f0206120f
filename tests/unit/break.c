/*
 * break.c - the total-fit breaker against exhaustive search on short random paragraphs.
 */
#include "typeset/break.h"

#include <string.h>

enum { ROUNDS = 10000, WORDS_MOST = 12 };

static const struct break_params params = {
        .measure = 1000,
        .tolerance = 2500,
        .line_penalty = 10,
        .fitness_demerits = 3000,
};

/* A paragraph of n words as the typesetter makes them: PENALTY GLUE BOX for each. */
static guint
make_paragraph(GRand *random, struct break_item *items, guint n)
{
	guint at = 0;

	for (guint i = 0; i < n; i++) {
		gint32 penalty = i == 0 || g_rand_int_range(random, 0, 6) == 0
		                         ? BREAK_INFINITE
		                 : g_rand_int_range(random, 0, 4) == 0 ? 300
		                                                       : 0;
		unit width;
		unit space = i == 0 ? 0 : g_rand_int_range(random, 40, 60);

		items[at++] = (struct break_item){BREAK_PENALTY, 0, 0, 0, penalty};
		items[at++] =
		        (struct break_item){BREAK_GLUE, space, space / 2, space / 4, 0};
		width = g_rand_int_range(random, 60, 330);
		items[at++] = (struct break_item){BREAK_BOX, width, width / 50, 0, 0};
	}
	items[at++] = (struct break_item){BREAK_PENALTY, 0, 0, 0, BREAK_INFINITE};
	items[at++] = (struct break_item){BREAK_GLUE, 0, BREAK_FILL, 0, 0};
	items[at++] = (struct break_item){BREAK_PENALTY, 0, 0, 0, -BREAK_INFINITE};
	return at;
}

/* Cost of the line of items [first, end), broken at items[end]; FALSE: impossible. */
static gboolean
line_cost(const struct break_item *items, guint first, guint end, gint64 *demerits,
        int *fitness)
{
	struct break_line line = {0};

	while (first < end && items[first].kind != BREAK_BOX)
		first++;
	for (guint i = first; i < end; i++) {
		if (items[i].kind == BREAK_PENALTY)
			continue;
		line.width += items[i].width;
		line.give += items[i].kind == BREAK_BOX ? items[i].stretch : 0;
		line.stretch += items[i].kind == BREAK_GLUE ? items[i].stretch : 0;
		line.shrink += items[i].shrink;
	}
	if ((params.measure - line.width - line.give) * 1000 >
	        params.tolerance * line.stretch)
		return FALSE;
	return break_line_cost(&params, &line, items[end].penalty, demerits, fitness);
}

/* Cost of breaking at the given items; -1: impossible. */
static gint64
total_cost(const struct break_item *items, const guint32 *ends, guint n)
{
	gint64 total = 0;
	guint first = 0;
	int before = 1;

	for (guint i = 0; i < n; i++) {
		gint64 demerits;
		int fitness;

		if (!line_cost(items, first, ends[i], &demerits, &fitness))
			return -1;
		if (ABS(fitness - before) > 1)
			demerits += params.fitness_demerits;
		total += demerits;
		before = fitness;
		first = ends[i];
	}
	return total;
}

/* The least cost over every subset of the places where a line may end. */
static gint64
exhaustive(const struct break_item *items, guint words, guint last)
{
	gint64 best = -1;

	for (guint32 set = 0; set < 1u << (words - 1); set++) {
		guint32 ends[WORDS_MOST + 1];
		gboolean allowed = TRUE;
		guint n = 0;
		gint64 cost;

		for (guint i = 1; i < words && allowed; i++)
			if (set >> (i - 1) & 1) {
				allowed = items[3 * i].penalty < BREAK_INFINITE;
				ends[n++] = 3 * i;
			}
		ends[n++] = last;
		cost = allowed ? total_cost(items, ends, n) : -1;
		if (cost >= 0 && (best < 0 || cost < best))
			best = cost;
	}
	return best;
}

static void
test_exhaustive(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1975);
	struct breaker *breaker = breaker_new();
	struct break_item items[3 * WORDS_MOST + 3];
	guint compared = 0;

	for (int round = 0; round < ROUNDS; round++) {
		guint words = g_rand_int_range(random, 2, WORDS_MOST + 1);
		guint n = make_paragraph(random, items, words);
		gint64 best = exhaustive(items, words, n - 1);
		const guint32 *ends;
		guint lines = breaker_run(breaker, items, n, &params, &ends);

		g_assert_cmpuint(ends[lines - 1], ==, n - 1);
		if (best < 0)
			continue; /* not to be set within the tolerance */
		g_assert_cmpint(total_cost(items, ends, lines), ==, best);
		compared++;
	}
	g_assert_cmpuint(compared, >, ROUNDS / 2);
	breaker_free(breaker);
}

/* A box wider than the measure stands alone on its line, and nothing else is overfull. */
static void
test_wide_box(void)
{
	struct break_item items[3 * 4 + 3];
	struct breaker *breaker = breaker_new();
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	const guint32 *ends;
	guint n = make_paragraph(random, items, 4), lines;

	for (guint i = 0; i < 4; i++) {
		items[3 * i].penalty = i ? 0 : BREAK_INFINITE;
		items[3 * i + 2].width = i == 2 ? 1500 : 300;
	}
	lines = breaker_run(breaker, items, n, &params, &ends);
	g_assert_cmpuint(lines, ==, 3);
	g_assert_cmpuint(ends[0], ==, 6);
	g_assert_cmpuint(ends[1], ==, 9);
	breaker_free(breaker);
}

/* Balanced lines are as many as first fit needs, and differ less. */
static void
test_balance(void)
{
	struct break_item items[3 * 7 + 3];
	struct breaker *breaker = breaker_new();
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	const guint32 *ends;
	guint n = make_paragraph(random, items, 7), lines;

	for (guint i = 0; i < 7; i++) {
		items[3 * i].penalty = i ? 0 : BREAK_INFINITE;
		items[3 * i + 1] = (struct break_item){BREAK_GLUE, i ? 50 : 0, 0, 0, 0};
		items[3 * i + 2].width = 150;
	}
	items[3 * 7 + 1].stretch = 0;
	lines = breaker_balance(breaker, items, n, &params, &ends);
	g_assert_cmpuint(lines, ==, 2);
	g_assert_cmpuint(ends[0], >=, 9);
	g_assert_cmpuint(ends[0], <=, 12);
	breaker_free(breaker);
}

/* However long the paragraph, the active list is bounded: this ends in no time. */
static void
test_long(void)
{
	enum { N = 100000 };
	struct break_item *items = g_new0(struct break_item, 3 * N + 3);
	struct breaker *breaker = breaker_new();
	const guint32 *ends;
	guint at = 0;

	for (guint i = 0; i < N; i++) {
		items[at++] = (struct break_item){
		        BREAK_PENALTY, 0, 0, 0, i ? 0 : BREAK_INFINITE};
		items[at++] = (struct break_item){BREAK_GLUE, 0, 0, 0, 0};
		items[at++] = (struct break_item){BREAK_BOX, 0, 0, 0, 0};
	}
	items[at++] = (struct break_item){BREAK_PENALTY, 0, 0, 0, BREAK_INFINITE};
	items[at++] = (struct break_item){BREAK_GLUE, 0, BREAK_FILL, 0, 0};
	items[at++] = (struct break_item){BREAK_PENALTY, 0, 0, 0, -BREAK_INFINITE};
	g_assert_cmpuint(breaker_run(breaker, items, at, &params, &ends), >=, 1);
	breaker_free(breaker);
	g_free(items);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/break/exhaustive", test_exhaustive);
	g_test_add_func("/break/wide-box", test_wide_box);
	g_test_add_func("/break/balance", test_balance);
	g_test_add_func("/break/long", test_long);
	return g_test_run();
}
