/*
 * break.c - the total-fit breaker.
 *
 * A node is a place where a line may end, reached at the least cost for its fitness
 * class. Widths are sums from the start of the paragraph, so that a line is a difference
 * of two sums. The active list holds the nodes from which a line may still start; it is
 * bounded (ACTIVE_MOST), so that the work is linear in the paragraph whatever it holds.
 * Three passes, each only if the one before found nothing: within the tolerance; any
 * looseness, where lines may also stay short (so that one without spaces costs no more
 * than its shortness); overfull where a box is wider than the measure.
 */
#include "typeset/break.h"

#include <string.h>

enum {
	FITNESS_CLASSES = 4,
	ACTIVE_MOST = 256,
	RATIO_MOST = 20000,
	BADNESS_MOST = 1000000,
	EASY = 300, /* ratio of a line whose boxes give all they can */
};

struct sums {
	gint64 width, stretch, shrink;
	gint64 give; /* of the boxes, to both sides */
};

struct node {
	guint32 item;     /* where the line before ends */
	guint32 previous; /* node */
	int fitness;
	gint64 demerits;
	struct sums after; /* sums at the start of the next line */
};

struct breaker {
	GArray *nodes; /* of struct node */
	guint32 active[ACTIVE_MOST + FITNESS_CLASSES];
	guint n_active;
	GArray *ends; /* of guint32 */
};

enum pass { PASS_TOLERANT, PASS_LOOSE, PASS_OVERFULL };

struct breaker *
breaker_new(void)
{
	struct breaker *breaker = g_new0(struct breaker, 1);

	breaker->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	breaker->ends = g_array_new(FALSE, FALSE, sizeof(guint32));
	return breaker;
}

void
breaker_free(struct breaker *breaker)
{
	if (!breaker)
		return;
	g_array_unref(breaker->nodes);
	g_array_unref(breaker->ends);
	g_free(breaker);
}

/* --- cost of a line ----------------------------------------------------- */

/* Stretch or shrink ratio in 1/1000, cut at RATIO_MOST. */
static gint64
ratio_of(gint64 room, gint64 give)
{
	gint64 size = ABS(room);

	if (room == 0)
		return 0;
	if (give <= 0 || size > give * (RATIO_MOST / 1000))
		return room > 0 ? RATIO_MOST : -RATIO_MOST;
	return room * 1000 / give;
}

/* Tight and loose beside one another are seen, also in the widths of the glyphs. */
static int
fitness_of(gint64 ratio)
{
	if (ratio < -EASY / 2)
		return 0;
	if (ratio <= EASY / 2)
		return 1;
	return ratio <= 1000 ? 2 : 3;
}

/* Knuth & Plass: demerits = (line penalty + badness)² ± penalty². */
static gint64
demerits_of(const struct break_params *params, gint64 ratio, gint32 penalty)
{
	gint64 size = ABS(ratio);
	gint64 badness = MIN(size * size * size / 10000000, BADNESS_MOST);
	gint64 base = params->line_penalty + badness;
	gint64 demerits = base * base;

	if (penalty > -BREAK_INFINITE)
		demerits += penalty >= 0 ? (gint64)penalty * penalty
		                         : -(gint64)penalty * penalty;
	return demerits;
}

/* What boxes give is nearly free: up to EASY. Beyond it the glue must stretch or shrink.
 */
static gint64
ratio_with_give(
        const struct break_params *params, gint64 room, const struct break_line *line)
{
	gint64 size = ABS(room);
	gint64 ratio;

	if (size <= line->give)
		return room * EASY / MAX(line->give, 1);
	if (room > 0)
		ratio = ratio_of(size - line->give, line->stretch + params->line_stretch);
	else
		ratio = ratio_of(size - line->give, line->shrink + params->line_shrink);
	ratio += line->give > 0 ? EASY : 0;
	return room > 0 ? ratio : -ratio;
}

gboolean
break_line_cost(const struct break_params *params, const struct break_line *line,
        gint32 penalty, gint64 *demerits, int *fitness)
{
	gint64 ratio = ratio_with_give(params, params->measure - line->width, line);

	if (line->width - line->give - line->shrink - params->line_shrink >
	        params->measure)
		return FALSE;
	*fitness = fitness_of(ratio);
	*demerits = demerits_of(params, ratio, penalty);
	return TRUE;
}

/* --- nodes -------------------------------------------------------------- */

/* Sums where the next line starts: what is discardable after a break is passed over. */
static struct sums
sums_after(const struct break_item *items, guint n, guint at, struct sums sums)
{
	for (; at < n; at++) {
		const struct break_item *item = &items[at];

		if (item->kind == BREAK_BOX)
			break;
		if (item->kind == BREAK_GLUE) {
			sums.width += item->width;
			sums.stretch += item->stretch;
			sums.shrink += item->shrink;
		}
	}
	return sums;
}

static void
activate(struct breaker *breaker, const struct node *node)
{
	if (breaker->n_active >= ACTIVE_MOST) {
		memmove(breaker->active, breaker->active + 1,
		        (breaker->n_active - 1) * sizeof(breaker->active[0]));
		breaker->n_active--;
	}
	breaker->active[breaker->n_active++] = breaker->nodes->len;
	g_array_append_val(breaker->nodes, *node);
}

struct best {
	gboolean any;
	gint64 demerits[FITNESS_CLASSES];
	guint32 from[FITNESS_CLASSES];
};

static void
best_clear(struct best *best)
{
	best->any = FALSE;
	for (int i = 0; i < FITNESS_CLASSES; i++)
		best->demerits[i] = G_MAXINT64;
}

static void
best_offer(struct best *best, int fitness, gint64 demerits, guint32 from)
{
	best->any = TRUE;
	if (demerits < best->demerits[fitness]) {
		best->demerits[fitness] = demerits;
		best->from[fitness] = from;
	}
}

/* --- one place where a line may end ------------------------------------- */

struct place {
	const struct break_params *params;
	enum pass pass;
	gint32 penalty;
	struct sums sums; /* up to this place */
	gboolean forced;
};

static gboolean
is_too_loose(const struct place *place, const struct break_line *line)
{
	gint64 room = place->params->measure - line->width - line->give;
	gint64 stretch = line->stretch + place->params->line_stretch;

	return place->pass == PASS_TOLERANT &&
	       room * 1000 > place->params->tolerance * stretch;
}

/* One line from an active node to the place. FALSE: the node can start no line any more.
 */
static gboolean
try_line(const struct place *place, const struct node *from, guint32 index,
        struct best *best)
{
	const struct break_params *params = place->params;
	struct break_line line = {
	        .width = place->sums.width - from->after.width,
	        .give = place->sums.give - from->after.give,
	        .stretch = place->sums.stretch - from->after.stretch,
	        .shrink = place->sums.shrink - from->after.shrink,
	};
	gint64 demerits;
	int fitness;

	if (line.width - line.give - line.shrink - params->line_shrink > params->measure)
		return FALSE;
	if (is_too_loose(place, &line) ||
	        !break_line_cost(params, &line, place->penalty, &demerits, &fitness))
		return TRUE;
	if (ABS(fitness - from->fitness) > 1)
		demerits += place->params->fitness_demerits;
	best_offer(best, fitness, demerits + from->demerits, index);
	return TRUE;
}

/* Tries all active nodes and drops those that are too far away. In the last pass the last
 * one standing makes an overfull line rather than none. */
static void
try_all(struct breaker *breaker, const struct place *place, struct best *best)
{
	guint kept = 0, total = breaker->n_active;

	for (guint i = 0; i < total; i++) {
		guint32 index = breaker->active[i];
		const struct node *from =
		        &g_array_index(breaker->nodes, struct node, index);

		if (try_line(place, from, index, best)) {
			if (!place->forced)
				breaker->active[kept++] = index;
		} else if (place->pass == PASS_OVERFULL && !best->any && i + 1 == total) {
			best_offer(best, 1, from->demerits, index);
		}
	}
	breaker->n_active = kept;
}

static void
add_nodes(struct breaker *breaker, const struct best *best, guint item,
        const struct sums *after, gint64 fitness_demerits)
{
	gint64 least = G_MAXINT64;

	for (int i = 0; i < FITNESS_CLASSES; i++)
		least = MIN(least, best->demerits[i]);
	for (int i = 0; i < FITNESS_CLASSES; i++) {
		struct node node = {item, best->from[i], i, best->demerits[i], *after};

		if (best->demerits[i] != G_MAXINT64 &&
		        best->demerits[i] <= least + 2 * fitness_demerits)
			activate(breaker, &node);
	}
}

/* --- a pass ---------------------------------------------------------------------------
 */

static gboolean
is_place(const struct break_item *items, guint i)
{
	if (items[i].kind == BREAK_PENALTY)
		return items[i].penalty < BREAK_INFINITE;
	return items[i].kind == BREAK_GLUE && i > 0 && items[i - 1].kind == BREAK_BOX;
}

static void
start(struct breaker *breaker)
{
	struct node node = {.item = G_MAXUINT32, .previous = G_MAXUINT32, .fitness = 1};

	g_array_set_size(breaker->nodes, 0);
	breaker->n_active = 0;
	activate(breaker, &node);
}

/* Even the line from the oldest active node is too loose here: no line can end. As widths
 * only grow, this spares most places of a paragraph. */
static gboolean
too_early(const struct breaker *breaker, const struct place *place)
{
	const struct sums *after =
	        &g_array_index(breaker->nodes, struct node, breaker->active[0]).after;
	struct break_line line = {
	        .width = place->sums.width - after->width,
	        .give = place->sums.give - after->give,
	        .stretch = place->sums.stretch - after->stretch,
	};

	return !place->forced && is_too_loose(place, &line);
}

/* All lines that may end at item i. */
static void
end_lines(struct breaker *breaker, const struct break_item *items, guint n, guint i,
        struct place *place)
{
	struct sums after;
	struct best best;

	place->penalty = items[i].kind == BREAK_PENALTY ? items[i].penalty : 0;
	place->forced = place->penalty <= -BREAK_INFINITE;
	if (too_early(breaker, place))
		return;
	best_clear(&best);
	try_all(breaker, place, &best);
	if (!best.any)
		return;
	after = sums_after(items, n, i, place->sums);
	add_nodes(breaker, &best, i, &after, place->params->fitness_demerits);
}

static void
add_item(struct sums *sums, const struct break_item *item)
{
	if (item->kind == BREAK_PENALTY)
		return;
	sums->width += item->width;
	if (item->kind == BREAK_BOX) {
		sums->give += item->stretch;
	} else {
		sums->stretch += item->stretch;
		sums->shrink += item->shrink;
	}
}

/* TRUE: the active list holds the ends of the paragraph. */
static gboolean
run_pass(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, enum pass pass)
{
	struct break_params own = *params;
	struct place place = {.params = &own, .pass = pass};

	if (pass > PASS_TOLERANT)
		own.line_stretch += own.measure / (RATIO_MOST / 1000);
	start(breaker);
	for (guint i = 0; i < n && breaker->n_active; i++) {
		const struct break_item *item = &items[i];

		if (is_place(items, i))
			end_lines(breaker, items, n, i, &place);
		add_item(&place.sums, item);
	}
	return breaker->n_active > 0;
}

static guint32
best_end(const struct breaker *breaker)
{
	guint32 best = breaker->active[0];

	for (guint i = 1; i < breaker->n_active; i++)
		if (g_array_index(breaker->nodes, struct node, breaker->active[i])
		                .demerits <
		        g_array_index(breaker->nodes, struct node, best).demerits)
			best = breaker->active[i];
	return best;
}

static void
reverse(GArray *array)
{
	guint32 *values = (guint32 *)(gpointer)array->data;

	for (guint i = 0, k = array->len; i + 1 < k; i++) {
		guint32 value = values[--k];

		values[k] = values[i];
		values[i] = value;
	}
}

guint
breaker_run(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const guint32 **ends)
{
	enum pass pass = PASS_TOLERANT;

	while (!run_pass(breaker, items, n, params, pass) && pass < PASS_OVERFULL)
		pass++;
	g_array_set_size(breaker->ends, 0);
	for (guint32 i = best_end(breaker); i != 0;) {
		const struct node *node = &g_array_index(breaker->nodes, struct node, i);

		g_array_append_val(breaker->ends, node->item);
		i = node->previous;
	}
	reverse(breaker->ends);
	*ends = (const guint32 *)(gpointer)breaker->ends->data;
	return breaker->ends->len;
}

/* --- ragged text -------------------------------------------------------- */

/*
 * Balancing: the narrowest measure that needs no more lines than the full one makes the
 * lines even. The total-fit pass aims at it, and may use the room up to the full measure
 * where that avoids a dear place.
 */

/* Lines that a first-fit setting needs, unstretched, honouring forbidden places. */
static guint
first_fit(const struct break_item *items, guint n, gint64 measure)
{
	struct sums sums = {0}, start_of_line = {0}, last = {0};
	gboolean have_last = FALSE;
	guint lines = 1;

	for (guint i = 0; i < n; i++) {
		if (is_place(items, i)) {
			if (have_last && sums.width - start_of_line.width > measure) {
				start_of_line = last;
				lines++;
			}
			last = sums_after(items, n, i, sums);
			have_last = TRUE;
		}
		if (items[i].kind != BREAK_PENALTY)
			sums.width += items[i].width;
	}
	return lines;
}

static unit
narrowest(const struct break_item *items, guint n, unit measure)
{
	guint lines = first_fit(items, n, measure);
	unit low = measure / 4, high = measure;

	while (low < high) {
		unit middle = low + (high - low) / 2;

		if (first_fit(items, n, middle) > lines)
			low = middle + 1;
		else
			high = middle;
	}
	return high;
}

guint
breaker_balance(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const guint32 **ends)
{
	struct break_params even = *params;

	if (first_fit(items, n, params->measure) > 1)
		even.measure = narrowest(items, n, params->measure);
	even.line_stretch = even.measure / 3;
	even.line_shrink = params->measure - even.measure;
	return breaker_run(breaker, items, n, &even, ends);
}
