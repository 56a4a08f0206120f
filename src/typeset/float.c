/*
 * float.c - figures that leave the columns: at the head or foot of their page across all
 * of it, or on a page of their own.
 *
 * Their layers stay in the galley where they were laid. An area passes over them; those
 * that the page has taken are placed, the others put behind what stands in the area, so
 * that they open the next page (area.c). A page takes first what waits at the front of
 * the galley, then, one after another, those that the text on it has come to: it is built
 * again with each, and without it if its place in the text is not on the page any more.
 * Invariants: figures keep their order, and where more of them wait than two pages hold,
 * pages are made of figures alone.
 */
#include "typeset/build.h"

/* Lines of text that a figure leaves to the page on which it is mentioned; more pages of
 * figures do not wait. */
enum { LINES_LEFT = 4, WAITING_MOST = 2 };

struct afloat *
float_find(const struct draft *draft, guint group)
{
	const GArray *list = draft->floats->list;

	for (guint i = 0; i < list->len; i++)
		if (g_array_index(list, struct afloat, i).group == group)
			return &g_array_index(list, struct afloat, i);
	return NULL;
}

gboolean
float_drops(const struct slab *slab, unit y)
{
	return slab->away == PLACE_HEAD && y == 0 && slab->kind == SLAB_SPACE;
}

unit
float_top(const struct draft *draft, const struct afloat *afloat)
{
	return afloat->place == PLACE_FOOT ? draft->foot + afloat->y
	                                   : afloat->y; /* stand_heads() moves it down */
}

/* Layers of the group whose first one is given, of n; *height: in whole lines, where it
 * begins at y. */
static guint
measure(const struct setter *setter, const struct slab *slabs, guint n, unit y,
        unit *height)
{
	unit top = y;
	guint i = 0;

	for (; i < n && slabs[i].group == slabs[0].group; i++)
		if (!float_drops(&slabs[i], y))
			y += galley_height(setter, &slabs[i], y);
	*height = galley_whole_lines(setter, y - top);
	return i;
}

static void
take(struct floats *floats, const struct slab *slab, unit height)
{
	unit *sum = slab->away == PLACE_FOOT ? &floats->foot : &floats->head;
	struct afloat afloat = {slab->group, slab->away, *sum, height};

	*sum += height;
	g_array_append_val(floats->list, afloat);
}

static void
take_back(struct floats *floats)
{
	guint last = floats->list->len - 1;
	const struct afloat *afloat = &g_array_index(floats->list, struct afloat, last);

	*(afloat->place == PLACE_FOOT ? &floats->foot : &floats->head) -= afloat->height;
	g_array_set_size(floats->list, last);
}

/* One of those at the front. FALSE: it has no place on the page. */
static gboolean
take_waiting(struct setter *setter, struct floats *floats, const struct slab *slab,
        guint behind, unit height)
{
	gboolean first = !floats->list->len, plate = slab->away == PLACE_PAGE;

	floats->closed |=
	        plate || floats->head + floats->foot + height > draft_height(setter);
	if (floats->closed && !first)
		return FALSE;
	take(floats, slab, height);
	if (floats->closed)
		floats->limit = behind;
	return TRUE;
}

void
float_begin(struct setter *setter, struct floats *floats)
{
	const struct slab *slabs = (const struct slab *)(gpointer)setter->galley->data;
	gint64 most = (gint64)WAITING_MOST * draft_height(setter), sum = 0;
	guint n, left = G_MAXUINT;
	unit height;

	*floats =
	        (struct floats){.list = g_array_new(FALSE, FALSE, sizeof(struct afloat)),
	                .limit = G_MAXUINT};
	for (guint i = setter->galley_start;
	        i < setter->galley->len && slabs[i].away && floats->limit == G_MAXUINT;
	        i += n) {
		n = measure(setter, &slabs[i], setter->galley->len - i,
		        slabs[i].away == PLACE_FOOT ? floats->foot : floats->head,
		        &height);
		sum += height;
		if (take_waiting(setter, floats, &slabs[i], i + n, height))
			continue;
		left = MIN(left, i);
		if (sum > most)
			floats->limit = left;
	}
}

/* Does the figure that was taken last stand on the page? */
static gboolean
stands(const struct draft *draft)
{
	const GArray *list = draft->floats->list;
	const struct afloat *last = &g_array_index(list, struct afloat, list->len - 1);

	if (last->place == PLACE_HEAD && !draft->headed)
		return FALSE;
	for (guint i = draft->slabs->len; i > 0; i--)
		if (g_array_index(draft->slabs, struct slab, i - 1).group == last->group)
			return TRUE;
	return FALSE;
}

/* Takes the first of those that wait behind the page. */
static gboolean
try_next(const struct draft *draft, struct floats *floats)
{
	const struct setter *setter = draft->setter;
	unit room = draft_height(setter) - floats->head - floats->foot, height;
	const struct slab *slab;
	guint first;

	if (draft_ends(draft, draft->at) || !draft_slab(draft, draft->at)->away ||
	        draft_slab(draft, draft->at)->away == PLACE_PAGE)
		return FALSE;
	slab = draft_slab(draft, draft->at);
	first = g_array_index(draft->order, guint, draft->at);
	measure(setter, slab, setter->galley->len - first,
	        slab->away == PLACE_FOOT ? floats->foot : floats->head, &height);
	if (height + LINES_LEFT * setter->style->grid > room)
		return FALSE;
	take(floats, slab, height);
	return TRUE;
}

gboolean
float_next(const struct draft *draft, enum area_end end)
{
	struct floats *floats = draft->floats;

	if (floats->trying && (end == AREA_STUCK || !stands(draft))) {
		take_back(floats);
		floats->trying = FALSE;
		floats->closed = TRUE;
		return TRUE;
	}
	floats->trying = !floats->closed && try_next(draft, floats);
	return floats->trying;
}
