/*
 * break.c - the total-fit breaker.
 *
 * A node is a place where a line may end, with the least cost of getting there for each
 * class of the line that ends there (its level of scaling; very tight, very loose).
 * Widths are sums from the start of the paragraph, so that a line is a difference of two
 * sums. The active list holds the nodes from which a line may still start; it is bounded
 * (ACTIVE_MOST), so that the work is linear in the paragraph whatever it holds. Nodes
 * tell the lines before them apart only where that matters: where another number of lines
 * is asked for, and as long as lines are shorter than those that follow.
 * Passes, each only if the one before found nothing: within the tolerance, without the
 * places that are for need; the same with more patience; any looseness (a line without
 * spaces costs no more than its shortness); breaks at places of the last resort; overfull
 * where a box is wider than the measure.
 */
#include "typeset/break.h"

#include <string.h>

enum {
	CLASSES = BREAK_CLASSES,
	MIDDLE = BREAK_LEVELS_MOST + 1, /* index of class 0 */
	ACTIVE_MOST = 256,
	RATIO_MOST = 20000,
};

/* Demerits at a ratio of 1, of the square and the sixth power; of glyphs tracked as far
 * as may be, and scaled by one level. */
enum { LOOSE = 100000, LOOSE_FAR = 100000, TIGHT = 64000, TIGHT_FAR = 4000000 };
enum { GLYPHS = 300 };

#define NEVER (G_MAXINT64 / 2)

struct sums {
	gint64 width, stretch, shrink;
	gint64 boxes, give; /* of the boxes: width, and to both sides */
};

struct node {
	guint32 item; /* where the line before ends */
	guint32 line; /* that begins here, from 1, as far as is counted; 0: not at all */
	struct sums after;         /* sums at the start of the next line */
	guint32 previous[CLASSES]; /* node, by class of the line that ends here */
	gint8 level[CLASSES];      /* of that line */
	gint8 before[CLASSES];     /* class of the line before it, index */
	gint64 demerits[CLASSES];  /* up to here */
	gint64 start[CLASSES];     /* the least with which a line of a class may follow */
	gint8 from[CLASSES];       /* the class that gives it, index */
};

struct breaker {
	GArray *nodes; /* of struct node */
	guint32 active[ACTIVE_MOST + 1];
	guint n_active;
	gint64 changes[CLASSES][CLASSES]; /* break_change_cost(), NEVER: not at all */
	GArray *ends;                     /* of struct break_end */
};

enum pass { PASS_TOLERANT, PASS_PATIENT, PASS_LOOSE, PASS_RESORT, PASS_OVERFULL };

struct breaker *
breaker_new(void)
{
	struct breaker *breaker = g_new0(struct breaker, 1);

	breaker->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	breaker->ends = g_array_new(FALSE, FALSE, sizeof(struct break_end));
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

/* The cost of spaces that stretch or shrink. Small changes cost as their squares, so that
 * many lines are good; what is seen from afar (ratio above 1) costs as the sixth power,
 * so that few are bad. Tight lines are seen sooner than loose ones. */
static gint64
ratio_cost(gint64 ratio)
{
	gint64 square, sixth;

	if (ratio == 0)
		return 0;
	square = ratio * ratio / 1000;
	sixth = square * square / 1000 * square / 1000;
	return ratio < 0 ? (TIGHT * square + TIGHT_FAR * sixth) / 1000
	                 : (LOOSE * square + LOOSE_FAR * sixth) / 1000;
}

static gint64
penalty_cost(gint32 penalty)
{
	if (penalty <= -BREAK_INFINITE)
		return 0;
	return penalty >= 0 ? (gint64)penalty * penalty : -(gint64)penalty * penalty;
}

static gint64
width_at(const struct break_params *params, const struct break_line *line, int level)
{
	return line->width + line->boxes * level * params->level_scale / 1000;
}

static int
class_of(const struct break_params *params, int level, gint64 ratio)
{
	if (!params->levels)
		return ratio < -500 ? -1 : ratio <= 500 ? 0 : ratio <= 1000 ? 1 : 2;
	if (level == params->levels && ratio > 1000)
		return level + 1;
	return level == -params->levels && ratio < -500 ? level - 1 : level;
}

/* A ragged line is as good as it is near the measure aimed at, on either side; a last
 * line that is filled may be of any length below it. */
static gboolean
ragged_cost(const struct break_params *params, gint64 room, gboolean filled,
        gint32 penalty, gint64 *demerits, int *class)
{
	gint64 ratio = filled && room > 0 ? 0 : ratio_of(room, params->line_stretch);

	*class = 0;
	*demerits = params->line_penalty + LOOSE * (ratio * ratio / 1000) / 1000 +
	            penalty_cost(penalty);
	return TRUE;
}

gboolean
break_line_cost(const struct break_params *params, const struct break_line *line,
        int level, gint32 penalty, gint64 *demerits, int *class)
{
	gint64 room = params->measure - width_at(params, line, level);
	gint64 stretch = MAX(line->stretch + params->line_stretch, params->least_stretch);
	gint64 shrink = line->shrink + params->line_shrink;
	gint64 ratio, share;

	if (room + line->give + shrink < 0)
		return FALSE;
	if (params->line_stretch)
		return ragged_cost(params, room, line->stretch >= BREAK_FILL, penalty,
		        demerits, class);
	if (room > line->give) {
		ratio = ratio_of(room - line->give, stretch);
		share = line->give ? 1000 : 0;
	} else if (room < -line->give) {
		ratio = ratio_of(room + line->give, shrink);
		share = line->give ? -1000 : 0;
	} else {
		ratio = 0;
		share = line->give ? room * 1000 / line->give : 0;
	}
	if (room > 0 && line->stretch >= BREAK_FILL)
		share = ratio = 0;
	*class = class_of(params, level, ratio);
	*demerits = params->line_penalty + ratio_cost(ratio) + penalty_cost(penalty) +
	            GLYPHS * (share * share / 1000 + level * level * 1000) / 1000;
	return TRUE;
}

static int
level_of(const struct break_params *params, int class)
{
	return CLAMP(class, -params->levels, params->levels);
}

gint64
break_change_cost(const struct break_params *params, int before, int class)
{
	if (ABS(level_of(params, before) - level_of(params, class)) >
	        params->level_change)
		return -1;
	return ABS(before - class) > MAX(params->level_change, 1)
	               ? params->fitness_demerits
	               : 0;
}

/* --- nodes -------------------------------------------------------------- */

/* Sums where the next line starts: what is discardable after a break is passed over. */
static struct sums
sums_after(const struct break_item *items, guint n, guint at, struct sums sums)
{
	for (; at < n; at++) {
		const struct break_item *item = &items[at];

		if (item->kind == BREAK_BOX) {
			sums.width += item->shrink;
			break;
		}
		if (item->kind == BREAK_GLUE) {
			sums.width += item->width;
			sums.stretch += item->stretch;
			sums.shrink += item->shrink;
		}
	}
	return sums;
}

static void
fill_changes(struct breaker *breaker, const struct break_params *params)
{
	for (int from = 0; from < CLASSES; from++)
		for (int to = 0; to < CLASSES; to++) {
			gint64 cost =
			        break_change_cost(params, from - MIDDLE, to - MIDDLE);

			breaker->changes[from][to] = cost < 0 ? NEVER : cost;
		}
}

/* With what a line of each class may follow. */
static void
fill_start(const struct breaker *breaker, struct node *node)
{
	for (int to = 0; to < CLASSES; to++)
		node->start[to] = NEVER;
	for (int from = 0; from < CLASSES; from++) {
		const gint64 *changes = breaker->changes[from];
		gint64 demerits = node->demerits[from];

		if (demerits >= NEVER)
			continue;
		for (int to = 0; to < CLASSES; to++)
			if (demerits + changes[to] < node->start[to]) {
				node->start[to] = demerits + changes[to];
				node->from[to] = (gint8)from;
			}
	}
}

/* Where the next node is made; it counts when it is active. */
static struct node *
next_node(struct breaker *breaker)
{
	guint n = breaker->nodes->len;

	g_array_set_size(breaker->nodes, n + 1);
	breaker->nodes->len = n;
	return &g_array_index(breaker->nodes, struct node, n);
}

/* The next node. */
static void
activate(struct breaker *breaker, struct node *node)
{
	fill_start(breaker, node);
	if (breaker->n_active >= ACTIVE_MOST) {
		memmove(breaker->active, breaker->active + 1,
		        (breaker->n_active - 1) * sizeof(breaker->active[0]));
		breaker->n_active--;
	}
	breaker->active[breaker->n_active++] = breaker->nodes->len++;
}

/* --- one place where a line may end ------------------------------------- */

struct place {
	const struct break_params *params;  /* of the line that ends here */
	const struct break_params *shorter; /* of the first lines, */
	const struct break_params *usual;   /* and of those below */
	guint32 counted; /* lines from this one on are not told apart */
	enum pass pass;
	gint32 penalty;
	guint32 item;
	guint32 line;     /* only nodes that begin this one; 0: all */
	struct sums sums; /* up to this place */
	gboolean forced;
	unit hang;         /* what the width gains here */
	gboolean any;      /* a line can end here */
	struct node *best; /* next_node() */
};

static gboolean
is_too_loose(const struct place *place, const struct break_line *line)
{
	const struct break_params *params = place->params;
	gint64 room =
	        params->measure - line->give - width_at(params, line, params->levels);
	gint64 stretch = line->stretch + params->line_stretch;

	return place->pass <= PASS_PATIENT && room * 1000 > params->tolerance * stretch;
}

/* A line of a class, from a node, at that cost of its own. */
static void
offer(struct place *place, const struct node *from, guint32 index, int class, int level,
        gint64 demerits)
{
	struct node *best = place->best;
	int at = MIDDLE + class;

	if (from->start[at] >= NEVER)
		return;
	place->any = TRUE;
	demerits += from->start[at];
	if (demerits >= best->demerits[at])
		return;
	best->demerits[at] = demerits;
	best->previous[at] = index;
	best->level[at] = (gint8)level;
	best->before[at] = from->from[at];
}

/* The line from a node to the place. */
static struct break_line
line_from(const struct place *place, const struct sums *after)
{
	return (struct break_line){
	        .width = place->sums.width - after->width + place->hang,
	        .boxes = place->sums.boxes - after->boxes,
	        .give = place->sums.give - after->give,
	        .stretch = place->sums.stretch - after->stretch,
	        .shrink = place->sums.shrink - after->shrink,
	};
}

/* One line from an active node to the place, at each level. */
static void
try_levels(struct place *place, const struct node *from, guint32 index,
        const struct break_line *line)
{
	const struct break_params *params = place->params;

	for (int level = -params->levels; level <= params->levels; level++) {
		gint64 demerits;
		int class;

		if (!break_line_cost(
		            params, line, level, place->penalty, &demerits, &class))
			break;
		offer(place, from, index, class, level, demerits);
	}
}

/* May a line that goes on from here be narrow enough? */
static gboolean
may_go_on(const struct place *place, const struct break_line *line)
{
	const struct break_params *params = place->params;

	return width_at(params, line, -params->levels) - place->hang - line->give -
	               line->shrink - params->line_shrink <=
	       params->measure;
}

static gint64
least_of(const gint64 *demerits)
{
	gint64 least = NEVER;

	for (int i = 0; i < CLASSES; i++)
		least = MIN(least, demerits[i]);
	return least;
}

/* Tries a node, the last one that is active or not. FALSE: it can start no line any more.
 * In the last pass the last one standing makes an overfull line rather than none. */
static gboolean
try_node(struct place *place, const struct node *from, guint32 index, gboolean last,
        const struct break_line *line)
{
	try_levels(place, from, index, line);
	if (may_go_on(place, line))
		return !place->forced;
	if (place->pass == PASS_OVERFULL && !place->any && last)
		offer(place, from, index, 0, 0, 0);
	return FALSE;
}

/* Tries the active nodes and drops those that are too far away. As widths only grow, all
 * that come behind one from which a line is too loose are too near. */
static void
try_all(struct breaker *breaker, struct place *place)
{
	const struct node *nodes = (const struct node *)(gpointer)breaker->nodes->data;
	guint i, kept = 0, total = breaker->n_active;

	for (i = 0; i < total; i++) {
		guint32 index = breaker->active[i];
		const struct node *from = &nodes[index];
		struct break_line line = line_from(place, &from->after);
		gboolean other = from->line != place->line || from->item == place->item;
		gboolean loose = !other && is_too_loose(place, &line);

		if (loose && !place->forced)
			break;
		if (other ||
		        (!loose && try_node(place, from, index, i + 1 == total, &line)))
			breaker->active[kept++] = index;
	}
	if (kept < i)
		memmove(&breaker->active[kept], &breaker->active[i],
		        (total - i) * sizeof(breaker->active[0]));
	breaker->n_active = kept + total - i;
}

/* --- a pass ---------------------------------------------------------------------------
 */

static gboolean
is_place(const struct break_item *items, guint i, enum pass pass)
{
	static const gint32 limits[] = {
	        [PASS_TOLERANT] = BREAK_NEED,
	        [PASS_PATIENT] = BREAK_NEED,
	        [PASS_LOOSE] = BREAK_RESORT,
	        [PASS_RESORT] = BREAK_INFINITE,
	        [PASS_OVERFULL] = BREAK_INFINITE,
	};

	if (items[i].kind == BREAK_PENALTY)
		return items[i].penalty < limits[pass];
	return items[i].kind == BREAK_GLUE && i > 0 && items[i - 1].kind == BREAK_BOX;
}

static void
clear(struct node *node)
{
	for (int i = 0; i < CLASSES; i++)
		node->demerits[i] = NEVER;
}

/* Up to which line they are told apart; 0: not at all. */
static guint32
count_to(const struct break_params *params, enum pass pass)
{
	if (params->looseness != 0 && pass < PASS_OVERFULL)
		return G_MAXUINT32;
	return params->first_lines ? params->first_lines + 1 : 0;
}

static void
start(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, enum pass pass)
{
	struct node *node;

	g_array_set_size(breaker->nodes, 0);
	breaker->n_active = 0;
	node = next_node(breaker);
	*node = (struct node){
	        .item = G_MAXUINT32,
	        .line = count_to(params, pass) > 0,
	        .after = sums_after(items, n, 0, (struct sums){0}),
	};
	clear(node);
	node->demerits[MIDDLE + params->before] = 0;
	for (int i = 0; pass > PASS_LOOSE && i < CLASSES; i++)
		node->demerits[i] = 0;
	activate(breaker, node);
}

/* Even the line from the oldest active node is too loose here: no line can end. As widths
 * only grow, this spares most places of a paragraph. */
static gboolean
too_early(const struct breaker *breaker, const struct place *place)
{
	struct break_line line = line_from(place,
	        &g_array_index(breaker->nodes, struct node, breaker->active[0]).after);

	return !place->forced && is_too_loose(place, &line);
}

/* The best line that may end at item i, of those that begin with place->line. */
static void
end_line(struct breaker *breaker, const struct break_item *items, guint n, guint i,
        struct place *place)
{
	place->any = FALSE;
	place->best = next_node(breaker);
	clear(place->best);
	try_all(breaker, place);
	if (!place->any)
		return;
	place->best->item = i;
	place->best->line = place->line ? MIN(place->line + 1, place->counted) : 0;
	place->best->after = sums_after(items, n, i, place->sums);
	activate(breaker, place->best);
}

/* The lines that active nodes begin, 0 to 0 if they are not counted. */
static void
counted_lines(const struct breaker *breaker, guint32 *first, guint32 *last)
{
	const struct node *nodes = (const struct node *)(gpointer)breaker->nodes->data;

	*first = *last = nodes[breaker->active[0]].line;
	for (guint i = 1; *first && i < breaker->n_active; i++) {
		guint32 line = nodes[breaker->active[i]].line;

		*first = MIN(*first, line);
		*last = MAX(*last, line);
	}
}

/* The first lines are the shortest: where one of them is too loose, so are the others. */
static void
set_line(struct place *place, guint32 line)
{
	place->line = line;
	place->params =
	        line && line <= place->usual->first_lines ? place->shorter : place->usual;
}

/* All lines that may end at item i: where lines are counted, the best of each count. */
static void
end_lines(struct breaker *breaker, const struct break_item *items, guint n, guint i,
        struct place *place)
{
	gboolean penalty = items[i].kind == BREAK_PENALTY;
	guint32 first, last;

	place->penalty = penalty ? items[i].penalty : 0;
	place->item = i;
	place->forced = place->penalty <= -BREAK_INFINITE;
	place->hang = penalty ? items[i].width : 0;
	counted_lines(breaker, &first, &last);
	set_line(place, first);
	if (too_early(breaker, place))
		return;
	for (guint32 line = first; line <= last; line++) {
		set_line(place, line);
		end_line(breaker, items, n, i, place);
	}
}

static void
add_item(struct sums *sums, const struct break_item *item)
{
	if (item->kind == BREAK_PENALTY)
		return;
	sums->width += item->width;
	if (item->kind == BREAK_BOX) {
		sums->boxes += item->width;
		sums->give += item->stretch;
	} else {
		sums->stretch += item->stretch;
		sums->shrink += item->shrink;
	}
}

/* TRUE: the active list holds the end of the paragraph. */
static gboolean
run_pass(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, enum pass pass)
{
	struct break_params own = *params, shorter;
	struct place place = {.shorter = &shorter, .usual = &own, .pass = pass};

	if (pass == PASS_PATIENT)
		own.tolerance = own.patience;
	if (pass > PASS_PATIENT)
		own.least_stretch = own.measure / (RATIO_MOST / 1000);
	shorter = own;
	shorter.measure -= own.first_inset;
	place.counted = count_to(params, pass);
	start(breaker, items, n, &own, pass);
	for (guint i = 0; i < n && breaker->n_active; i++) {
		if (is_place(items, i, pass))
			end_lines(breaker, items, n, i, &place);
		add_item(&place.sums, &items[i]);
	}
	return breaker->n_active > 0;
}

static void
reverse(GArray *array)
{
	struct break_end *values = (struct break_end *)(gpointer)array->data;

	for (guint i = 0, k = array->len; i + 1 < k; i++) {
		struct break_end value = values[--k];

		values[k] = values[i];
		values[i] = value;
	}
}

/* Of the active nodes, all at the end of the paragraph: that of the least cost, or, if
 * another number of lines is asked for, one that is nearest to that many more. */
static guint32
choose_end(const struct breaker *breaker, int looseness)
{
	const struct node *nodes = (const struct node *)(gpointer)breaker->nodes->data;
	const guint32 *active = breaker->active;
	guint32 best = active[0], chosen;
	gint64 wanted;

	for (guint i = 1; i < breaker->n_active; i++)
		if (least_of(nodes[active[i]].demerits) < least_of(nodes[best].demerits))
			best = active[i];
	chosen = best;
	if (!looseness)
		return best;
	wanted = (gint64)nodes[best].line + looseness;
	for (guint i = 0; i < breaker->n_active; i++)
		if (ABS(nodes[active[i]].line - wanted) <
		        ABS(nodes[chosen].line - wanted))
			chosen = active[i];
	return chosen;
}

/* Back from the end of the paragraph. */
static void
trace(struct breaker *breaker, int looseness)
{
	guint32 at = choose_end(breaker, looseness);
	const struct node *node = &g_array_index(breaker->nodes, struct node, at);
	int class = 0;

	while (node->demerits[class] != least_of(node->demerits))
		class ++;
	g_array_set_size(breaker->ends, 0);
	while (at != 0) {
		struct break_end end = {node->item, node->level[class]};

		g_array_append_val(breaker->ends, end);
		at = node->previous[class];
		class = node->before[class];
		node = &g_array_index(breaker->nodes, struct node, at);
	}
	reverse(breaker->ends);
}

guint
breaker_run(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const struct break_end **ends)
{
	enum pass pass = PASS_TOLERANT;

	fill_changes(breaker, params);
	while (!run_pass(breaker, items, n, params, pass) && pass < PASS_OVERFULL)
		pass++;
	trace(breaker, params->looseness);
	*ends = (const struct break_end *)(gpointer)breaker->ends->data;
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
first_fit(const struct break_item *items, guint n, const struct break_params *params,
        gint64 measure)
{
	struct sums sums = {0}, start_of_line = {0}, last = {0};
	gboolean have_last = FALSE;
	guint lines = 1;

	for (guint i = 0; i < n; i++) {
		if (is_place(items, i, PASS_TOLERANT)) {
			gint64 inset =
			        lines <= params->first_lines ? params->first_inset : 0;

			if (have_last &&
			        sums.width - start_of_line.width > measure - inset) {
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
narrowest(const struct break_item *items, guint n, const struct break_params *params)
{
	guint lines = first_fit(items, n, params, params->measure);
	unit low = params->measure / 4, high = params->measure;

	while (low < high) {
		unit middle = low + (high - low) / 2;

		if (first_fit(items, n, params, middle) > lines)
			low = middle + 1;
		else
			high = middle;
	}
	return high;
}

guint
breaker_balance(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const struct break_end **ends)
{
	struct break_params even = *params;

	if (first_fit(items, n, params, params->measure) > 1)
		even.measure = narrowest(items, n, params);
	even.line_stretch = even.measure / 3;
	even.line_shrink = params->measure - even.measure;
	return breaker_run(breaker, items, n, &even, ends);
}
