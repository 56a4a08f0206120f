/*
 * break.c - the total-fit breaker against exhaustive search on short random paragraphs:
 * over every set of breaks and, for each, every level of every line.
 */
#include "typeset/break.h"

#include <string.h>

enum { ROUNDS = 10000, WORDS_MOST = 12, CLASSES = 2 * BREAK_LEVELS_MOST + 3 };

/* Fields of a line of text, and of one that bears more. */
#define TEXT .measure = 1000, .tolerance = 2500, .patience = 2500, .line_penalty = 1000
#define BEARING .measure = 1000, .tolerance = 4000, .patience = 4000, .line_penalty = 1000
#define SCALED .level_scale = 10, .level_change = 2

/* Plain Knuth & Plass; text; narrow columns, after a wide line; a line more; beside an
 * initial, and a line fewer there. */
static const struct break_params kinds[] = {
        {TEXT, .fitness_demerits = 30000},
        {TEXT, .fitness_demerits = 30000, .levels = 2, SCALED},
        {BEARING, .fitness_demerits = 3000, .levels = 3, SCALED, .before = 3},
        {BEARING, .fitness_demerits = 3000, .levels = 2, SCALED, .looseness = 1},
        {BEARING, .fitness_demerits = 3000, .levels = 2, SCALED, .first_lines = 2,
                .first_inset = 230},
        {BEARING, .fitness_demerits = 3000, .levels = 2, SCALED, .first_lines = 1,
                .first_inset = 310, .looseness = -1},
};

#define NEVER (G_MAXINT64 / 2)

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

		unit hang = g_rand_int_range(random, 0, 3) ? 0 : 8;

		items[at++] = (struct break_item){BREAK_PENALTY, -hang, 0, 0, penalty};
		items[at++] =
		        (struct break_item){BREAK_GLUE, space, space / 2, space / 4, 0};
		width = g_rand_int_range(random, 60, 330);
		items[at++] = (struct break_item){
		        BREAK_BOX, width, width / 50, width % 5 ? 0 : 7, 0};
	}
	items[at++] = (struct break_item){BREAK_PENALTY, 0, 0, 0, BREAK_INFINITE};
	items[at++] = (struct break_item){BREAK_GLUE, 0, BREAK_FILL, 0, 0};
	items[at++] = (struct break_item){BREAK_PENALTY, 0, 0, 0, -BREAK_INFINITE};
	return at;
}

/* What the line of items [first, end) is made of, broken at items[end]. */
static struct break_line
line_of(const struct break_item *items, guint first, guint end)
{
	struct break_line line = {.width = items[end].width};

	while (first < end && items[first].kind != BREAK_BOX)
		first++;
	line.width -= first < end ? items[first].shrink : 0;
	for (guint i = first; i < end; i++) {
		if (items[i].kind == BREAK_PENALTY)
			continue;
		line.width += items[i].width;
		if (items[i].kind == BREAK_BOX) {
			line.boxes += items[i].width;
			line.give += items[i].stretch;
		} else {
			line.stretch += items[i].stretch;
			line.shrink += items[i].shrink;
		}
	}
	return line;
}

/* Within the tolerance, the glyphs being as wide as they may. */
static gboolean
is_tolerable(const struct break_params *params, const struct break_line *line)
{
	gint64 widest =
	        line->width + line->boxes * params->levels * params->level_scale / 1000;

	return (params->measure - widest - line->give) * 1000 <=
	       params->tolerance * line->stretch;
}

/* From the least costs by class of the line before to those of this line, over all its
 * levels, or the one given. */
static void
add_line(const struct break_params *params, const struct break_line *line, gint32 penalty,
        const int *only, gint64 costs[CLASSES])
{
	const int middle = BREAK_LEVELS_MOST + 1;
	gint64 next[CLASSES];

	for (int i = 0; i < CLASSES; i++)
		next[i] = NEVER;
	for (int level = -params->levels; level <= params->levels; level++) {
		gint64 own;
		int class;

		if ((only && *only != level) ||
		        !break_line_cost(params, line, level, penalty, &own, &class))
			continue;
		for (int from = -middle; from <= middle; from++) {
			gint64 change = break_change_cost(params, from, class);
			gint64 cost = costs[middle + from];

			if (cost < NEVER && change >= 0 &&
			        cost + change + own < next[middle + class])
				next[middle + class] = cost + change + own;
		}
	}
	memcpy(costs, next, sizeof(next));
}

/* The least cost of breaking at the given items; levels: at these, or NULL: at the best.
 * -1: impossible. */
static gint64
total_cost(const struct break_params *params, const struct break_item *items,
        const guint32 *ends, const int *levels, guint n)
{
	gint64 costs[CLASSES], least = NEVER;
	guint first = 0;

	for (int i = 0; i < CLASSES; i++)
		costs[i] = NEVER;
	costs[BREAK_LEVELS_MOST + 1 + params->before] = 0;
	for (guint i = 0; i < n; i++) {
		struct break_line line = line_of(items, first, ends[i]);
		struct break_params own = *params;

		own.measure -= i < params->first_lines ? params->first_inset : 0;
		if (!is_tolerable(&own, &line))
			return -1;
		add_line(&own, &line, items[ends[i]].penalty, levels ? &levels[i] : NULL,
		        costs);
		first = ends[i];
	}
	for (int i = 0; i < CLASSES; i++)
		least = MIN(least, costs[i]);
	return least < NEVER ? least : -1;
}

/* Of the least costs by number of lines: that of the number nearest to the wanted one. */
static gint64
choose(const gint64 *costs, guint n, int looseness)
{
	int best = -1, chosen = -1, wanted;

	for (guint i = 0; i < n; i++)
		if (costs[i] >= 0 && (best < 0 || costs[i] < costs[best]))
			best = (int)i;
	wanted = best + looseness;
	for (int i = 0; i < (int)n && best >= 0; i++)
		if (costs[i] >= 0 &&
		        (chosen < 0 || ABS(i - wanted) < ABS(chosen - wanted)))
			chosen = i;
	return chosen >= 0 ? costs[chosen] : -1;
}

/* The least cost over every subset of the places where a line may end, for the number of
 * lines that is wanted. */
static gint64
exhaustive(const struct break_params *params, const struct break_item *items, guint words,
        guint last)
{
	gint64 best[WORDS_MOST + 1];

	for (guint i = 0; i <= WORDS_MOST; i++)
		best[i] = -1;
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
		cost = allowed ? total_cost(params, items, ends, NULL, n) : -1;
		if (cost >= 0 && (best[n] < 0 || cost < best[n]))
			best[n] = cost;
	}
	return choose(best, WORDS_MOST + 1, params->looseness);
}

/* What the breaker found costs, at its own levels. */
static gint64
cost_of(const struct break_params *params, const struct break_item *items,
        const struct break_end *found, guint lines)
{
	guint32 ends[WORDS_MOST + 1];
	int levels[WORDS_MOST + 1];

	for (guint i = 0; i < lines; i++) {
		ends[i] = found[i].item;
		levels[i] = found[i].level;
	}
	return total_cost(params, items, ends, levels, lines);
}

static void
test_exhaustive(gconstpointer data)
{
	const struct break_params *params = data;
	g_autoptr(GRand) random = g_rand_new_with_seed(1975);
	struct breaker *breaker = breaker_new();
	struct break_item items[3 * WORDS_MOST + 3];
	guint compared = 0;

	for (int round = 0; round < ROUNDS; round++) {
		guint words = g_rand_int_range(random, 2, WORDS_MOST + 1);
		guint n = make_paragraph(random, items, words);
		gint64 best = exhaustive(params, items, words, n - 1);
		const struct break_end *ends;
		guint lines = breaker_run(breaker, items, n, params, &ends);

		g_assert_cmpuint(ends[lines - 1].item, ==, n - 1);
		if (best < 0)
			continue; /* not to be set within the tolerance */
		g_assert_cmpint(cost_of(params, items, ends, lines), ==, best);
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
	const struct break_end *ends;
	guint n = make_paragraph(random, items, 4), lines;

	for (guint i = 0; i < 4; i++) {
		items[3 * i].penalty = i ? 0 : BREAK_INFINITE;
		items[3 * i + 2].width = i == 2 ? 1500 : 300;
	}
	lines = breaker_run(breaker, items, n, &kinds[1], &ends);
	g_assert_cmpuint(lines, ==, 3);
	g_assert_cmpuint(ends[0].item, ==, 6);
	g_assert_cmpuint(ends[1].item, ==, 9);
	breaker_free(breaker);
}

/* Where no line can be filled, lines stay loose and none is too wide, whatever may not be
 * broken; a place of the last resort is used only where a line would be too wide. */
static void
test_infeasible(void)
{
	struct break_item items[3 * 6 + 3];
	struct breaker *breaker = breaker_new();
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	const struct break_end *ends;
	guint n = make_paragraph(random, items, 6), lines;

	for (guint i = 0; i < 6; i++) {
		items[3 * i].penalty = i == 0             ? BREAK_INFINITE
		                       : i == 1 || i == 4 ? BREAK_RESORT + 1
		                                          : 0;
		items[3 * i + 2].width = 900;
	}
	items[3 * 3 + 2].width = items[3 * 4 + 2].width = 300;
	lines = breaker_run(breaker, items, n, &kinds[1], &ends);
	g_assert_cmpuint(lines, ==, 5);
	for (guint i = 0; i < lines; i++)
		g_assert_cmpuint(ends[i].item, !=, 3 * 4);
	breaker_free(breaker);
}

/* Balanced lines are as many as first fit needs, and differ less. */
static void
test_balance(void)
{
	struct break_item items[3 * 7 + 3];
	struct breaker *breaker = breaker_new();
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	const struct break_end *ends;
	guint n = make_paragraph(random, items, 7), lines;

	for (guint i = 0; i < 7; i++) {
		items[3 * i].penalty = i ? 0 : BREAK_INFINITE;
		items[3 * i + 1] = (struct break_item){BREAK_GLUE, i ? 50 : 0, 0, 0, 0};
		items[3 * i + 2].width = 150;
	}
	items[3 * 7 + 1].stretch = 0;
	lines = breaker_balance(breaker, items, n, &kinds[1], &ends);
	g_assert_cmpuint(lines, ==, 2);
	g_assert_cmpuint(ends[0].item, >=, 9);
	g_assert_cmpuint(ends[0].item, <=, 12);
	breaker_free(breaker);
}

/* Ragged text fills its lines; the last one is as short as it comes. */
static void
test_ragged(void)
{
	struct break_item items[3 * 7 + 3];
	struct break_params params = kinds[0];
	struct breaker *breaker = breaker_new();
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	const struct break_end *ends;
	guint n = make_paragraph(random, items, 7), lines;

	for (guint i = 0; i < 7; i++) {
		items[3 * i].penalty = i ? 0 : BREAK_INFINITE;
		items[3 * i + 1] = (struct break_item){BREAK_GLUE, i ? 50 : 0, 0, 0, 0};
		items[3 * i + 2].width = 150;
	}
	params.line_stretch = params.measure / 3;
	lines = breaker_run(breaker, items, n, &params, &ends);
	g_assert_cmpuint(lines, ==, 2);
	g_assert_cmpuint(ends[0].item, ==, 15);
	breaker_free(breaker);
}

/* However long the paragraph, the active list is bounded: this ends in no time. */
static void
test_long(void)
{
	enum { N = 100000 };
	struct break_item *items = g_new0(struct break_item, 3 * N + 3);
	struct breaker *breaker = breaker_new();
	const struct break_end *ends;
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
	g_assert_cmpuint(breaker_run(breaker, items, at, &kinds[1], &ends), >=, 1);
	breaker_free(breaker);
	g_free(items);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/break/exhaustive/plain", &kinds[0], test_exhaustive);
	g_test_add_data_func("/break/exhaustive/text", &kinds[1], test_exhaustive);
	g_test_add_data_func("/break/exhaustive/narrow", &kinds[2], test_exhaustive);
	g_test_add_data_func("/break/exhaustive/looser", &kinds[3], test_exhaustive);
	g_test_add_data_func("/break/exhaustive/initial", &kinds[4], test_exhaustive);
	g_test_add_data_func(
	        "/break/exhaustive/initial-tighter", &kinds[5], test_exhaustive);
	g_test_add_func("/break/ragged", test_ragged);
	g_test_add_func("/break/wide-box", test_wide_box);
	g_test_add_func("/break/infeasible", test_infeasible);
	g_test_add_func("/break/balance", test_balance);
	g_test_add_func("/break/long", test_long);
	return g_test_run();
}
