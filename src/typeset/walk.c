/*
 * walk.c - a walk through the spans of a text.
 *
 * Spans may lie in any order and overlap. They are sorted once, so that a walk costs no
 * more than that, and at each change the spans that then hold.
 */
#include "typeset/setter.h"

static int
compare_starts(gconstpointer a, gconstpointer b)
{
	const struct span *x = *(gpointer const *)a, *y = *(gpointer const *)b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x < y ? -1 : x > y;
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
	const guint *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

struct walk
walk_begin(const struct node *node)
{
	struct walk walk = {.spans = g_ptr_array_new(),
	        .changes = g_array_new(FALSE, FALSE, sizeof(guint)),
	        .around = g_ptr_array_new()};

	for (guint i = 0; i < node->n_shown_spans; i++) {
		const struct span *span = &node->shown_spans[i];

		g_ptr_array_add(walk.spans, (gpointer)span);
		g_array_append_val(walk.changes, span->start);
		g_array_append_val(walk.changes, span->end);
	}
	g_ptr_array_sort(walk.spans, compare_starts);
	g_array_sort(walk.changes, compare_numbers);
	return walk;
}

void
walk_end(struct walk *walk)
{
	g_ptr_array_unref(walk->spans);
	g_array_unref(walk->changes);
	g_ptr_array_unref(walk->around);
}

guint
walk_to(struct walk *walk, guint at)
{
	const GArray *changes = walk->changes;
	const struct span *span;

	for (guint i = walk->around->len; i-- > 0;) {
		span = walk->around->pdata[i];
		if (span->end <= at)
			g_ptr_array_remove_index_fast(walk->around, i);
	}
	for (; walk->next_span < walk->spans->len; walk->next_span++) {
		span = walk->spans->pdata[walk->next_span];
		if (span->start > at)
			break;
		if (span->end > at)
			g_ptr_array_add(walk->around, (gpointer)span);
	}
	while (walk->next_change < changes->len &&
	        g_array_index(changes, guint, walk->next_change) <= at)
		walk->next_change++;
	return walk->next_change < changes->len
	               ? g_array_index(changes, guint, walk->next_change)
	               : G_MAXUINT;
}
