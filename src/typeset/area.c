/*
 * area.c - one column of a page: which layers fill it, and where they stand.
 *
 * An area takes as many layers as fit; it ends after the last one that allows a break,
 * and should none allow it, where it is full. A figure that does not fit is left out and
 * put behind the area's other layers: there it opens the next area. Invariant: figures
 * keep their order.
 */
#include "typeset/build.h"

struct slab *
draft_slab(const struct draft *draft, guint i)
{
	return &g_array_index(draft->setter->galley, struct slab,
	        g_array_index(draft->order, guint, i));
}

gboolean
draft_ends(const struct draft *draft, guint i)
{
	return i >= draft->order->len;
}

/* White that an area does not begin with. */
static gboolean
vanishes(const struct slab *slab)
{
	return slab->kind == SLAB_SPACE || slab->kind == SLAB_ALIGN;
}

/* What stands again above a layer at the head of its area: the heading of its table. */
static unit
repeat_of(const struct area *area, const struct slab *slab, unit y)
{
	return slab->kind == SLAB_STRIP && y == area->top
	               ? band_repeat(slab->band, slab->top)
	               : 0;
}

/* How high a layer is when it begins y below the head of the page. */
static unit
height_of(const struct draft *draft, const struct area *area, const struct slab *slab,
        unit y)
{
	return galley_height(draft->setter, slab, y) + repeat_of(area, slab, y);
}

/* White at the foot of an area may hang over its end. */
static gboolean
fits(const struct draft *draft, const struct area *area, const struct slab *slab, unit y)
{
	return vanishes(slab) || y + height_of(draft, area, slab, y) <= area->foot;
}

/* --- figures ------------------------------------------------------------ */

/* Layers of the group that begins at i; 0: none begins there. */
static guint
group_length(const struct draft *draft, guint i)
{
	guint group = draft_slab(draft, i)->group, n = 0;

	if (!group || (i > draft->at && draft_slab(draft, i - 1)->group == group))
		return 0;
	while (!draft_ends(draft, i + n) && draft_slab(draft, i + n)->group == group)
		n++;
	return n;
}

/* Do all layers of a group fit below y? */
static gboolean
group_fits(const struct draft *draft, const struct area *area, guint i, guint n, unit y)
{
	for (; n; n--, i++) {
		if (!fits(draft, area, draft_slab(draft, i), y))
			return FALSE;
		y += galley_height(draft->setter, draft_slab(draft, i), y);
	}
	return TRUE;
}

/* Figures behind the first layer of an area that do not fit any more are late, and so are
 * all that follow. (One that may not move ends the area.) Says so in the layers. */
static gboolean
is_late(const struct draft *draft, const struct area *area, guint i, guint n, unit y,
        gboolean late)
{
	late = i > draft->at && (late || !group_fits(draft, area, i, n, y));
	for (guint k = 0; k < n; k++)
		draft_slab(draft, i + k)->late = late;
	return late;
}

/* Puts the late figures before end behind the other layers there. Returns the new end of
 * the area. */
static guint
move_late(struct draft *draft, guint end)
{
	g_autoptr(GArray) late = g_array_new(FALSE, FALSE, sizeof(guint));
	guint *order = (guint *)(gpointer)draft->order->data, kept = draft->at;

	for (guint i = draft->at; i < end; i++) {
		struct slab *slab = draft_slab(draft, i);

		if (slab->group && slab->late)
			g_array_append_val(late, order[i]);
		else
			order[kept++] = order[i];
		slab->late = FALSE;
	}
	for (guint i = 0; i < late->len; i++)
		order[kept + i] = g_array_index(late, guint, i);
	return kept;
}

/* --- where it ends ------------------------------------------------------ */

/* What was found when layers were tried one after another. */
struct trial {
	guint end;           /* of the area */
	guint best, earlier; /* after the last two lines that allow a break; 0: none */
	gboolean late;
};

/* Does the area end before layer i, whatever room there is? */
static gboolean
is_bounded(const struct draft *draft, const struct area *area, guint i)
{
	const struct slab *slab = draft_slab(draft, i);

	return slab->kind == SLAB_EJECT || slab->columns != area->columns ||
	       g_array_index(draft->order, guint, i) == draft->limit;
}

static void
note_break(const struct draft *draft, struct trial *trial, guint i)
{
	if (draft_slab(draft, i)->kind == SLAB_LINE)
		trial->earlier = trial->best;
	trial->best = i + 1;
}

static enum area_end
end_here(struct trial *trial, guint i)
{
	trial->end = i;
	/* late figures come before what is next */
	return trial->late ? AREA_FULL : AREA_DONE;
}

static enum area_end
end_full(const struct draft *draft, struct trial *trial, guint i)
{
	trial->end = trial->best ? trial->best : MAX(i, draft->at + 1);
	return trial->best ? AREA_FULL : AREA_STUCK;
}

static enum area_end
find_end(const struct draft *draft, const struct area *area, struct trial *trial)
{
	unit y = area->top;

	for (guint i = draft->at; !draft_ends(draft, i); i++) {
		struct slab *slab = draft_slab(draft, i);
		guint n;

		if (is_bounded(draft, area, i))
			return end_here(trial, i);
		n = group_length(draft, i);
		if (n && is_late(draft, area, i, n, y, trial->late)) {
			trial->late = TRUE;
			i += n - 1;
			continue;
		}
		slab->late = FALSE;
		if (!fits(draft, area, slab, y) ||
		        (trial->late && slab->kind == SLAB_PICTURE))
			return end_full(draft, trial, i);
		if (!slab->keep)
			note_break(draft, trial, i);
		y += height_of(draft, area, slab, y);
	}
	return AREA_OPEN;
}

/* --- the layers in their places ----------------------------------------- */

static void
place(struct draft *draft, struct area *area, guint end)
{
	area->bottom = area->top;
	for (; draft->at < end; draft->at++) {
		struct slab slab = *draft_slab(draft, draft->at);

		slab.shift = area->shift;
		slab.y = area->bottom;
		slab.repeat = repeat_of(area, &slab, area->bottom);
		area->bottom +=
		        slab.repeat + galley_height(draft->setter, &slab, area->bottom);
		g_array_append_val(draft->slabs, slab);
	}
}

static void
skip_white(struct draft *draft)
{
	while (!draft_ends(draft, draft->at) && vanishes(draft_slab(draft, draft->at)) &&
	        g_array_index(draft->order, guint, draft->at) != draft->limit)
		draft->at++;
}

static guint
index_at(const struct draft *draft, guint i)
{
	return i ? g_array_index(draft->order, guint, i) : G_MAXUINT;
}

enum area_end
area_fill(struct draft *draft, struct area *area)
{
	struct trial trial = {0};
	enum area_end end;

	if (area->top == 0 || area->columns > 1)
		skip_white(draft);
	end = find_end(draft, area, &trial);
	area->bottom = area->top;
	if (end == AREA_OPEN)
		return end;
	draft->break_earlier = index_at(draft, trial.earlier);
	if (trial.best)
		draft->break_at = index_at(draft, trial.best);
	place(draft, area, move_late(draft, trial.end));
	return end;
}
