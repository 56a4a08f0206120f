/*
 * area.c - one column of a page: which layers fill it, and where they stand.
 *
 * An area takes as many layers as fit; it ends after the last one that allows a break,
 * and should none allow it, where it is full. A figure that does not fit is left out and
 * put behind the area's other layers: there it opens the next area. Invariant: figures
 * keep their order. Those that leave the columns (float.c) are passed over; while one of
 * them waits for the next page, so do all behind it.
 */
#include "typeset/build.h"

#include <string.h>

/* Text passes late figures of no more pages than that. */
enum { LATE_MOST = 8 };

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

guint
draft_text(const struct draft *draft)
{
	guint i = draft->at;

	while (!draft_ends(draft, i) && draft_slab(draft, i)->away &&
	        g_array_index(draft->order, guint, i) != draft->limit)
		i++;
	return i;
}

void
draft_pass(struct draft *draft, guint i)
{
	guint *order = (guint *)(gpointer)draft->order->data, layer = order[i];

	memmove(order + draft->at + 1, order + draft->at,
	        (i - draft->at) * sizeof(guint));
	order[draft->at++] = layer;
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
fits(const struct draft *draft, const struct area *area, unit foot,
        const struct slab *slab, unit y)
{
	return vanishes(slab) || y + height_of(draft, area, slab, y) <= foot;
}

/* What was found when layers were tried one after another. */
struct trial {
	guint end;           /* of the area */
	gboolean noted;      /* footnotes stand in it */
	unit head;           /* of figures at its head */
	unit taken;          /* by footnotes */
	gboolean spilt;      /* not all of them have room */
	guint best, earlier; /* after the last two lines that allow a break; 0: none */
	gboolean late;
	gboolean blocked; /* figures wait for the next page */
	gint64 waiting;   /* height of all that are late */
};

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

/* Do all layers of a group fit between y and foot? */
static gboolean
group_fits(const struct draft *draft, const struct area *area, unit foot, guint i,
        guint n, unit y)
{
	for (; n; n--, i++) {
		if (!fits(draft, area, foot, draft_slab(draft, i), y))
			return FALSE;
		y += galley_height(draft->setter, draft_slab(draft, i), y);
	}
	return TRUE;
}

static void
set_late(const struct draft *draft, struct trial *trial, guint i, guint n, gboolean late)
{
	for (; n; n--, i++) {
		draft_slab(draft, i)->late = late;
		if (late)
			trial->waiting += draft_slab(draft, i)->height;
	}
}

/* So many figures are late that text which stands behind them does not pass them. */
static gboolean
is_crowded(const struct draft *draft, const struct trial *trial)
{
	return trial->waiting > (gint64)LATE_MOST * draft_height(draft->setter);
}

/* Figures behind the first layer of an area that do not fit any more are late, and so are
 * all that follow. (One that may not move ends the area.) Says so in the layers. */
static gboolean
is_late(const struct draft *draft, const struct area *area, struct trial *trial, guint i,
        guint n, unit y)
{
	gboolean late = i > draft->at &&
	                (trial->late || !group_fits(draft, area,
	                                        area->foot - trial->taken, i, n, y));

	set_late(draft, trial, i, n, late);
	trial->late |= late;
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

/* Does the area end before layer i, whatever room there is? */
static gboolean
is_bounded(const struct draft *draft, const struct area *area, guint i)
{
	const struct slab *slab = draft_slab(draft, i);

	return slab->kind == SLAB_EJECT ||
	       (slab->columns != area->columns && !slab->away) ||
	       g_array_index(draft->order, guint, i) == draft->limit;
}

static void
note_break(const struct draft *draft, struct trial *trial, guint i)
{
	if (draft_slab(draft, i)->kind == SLAB_LINE ||
	        draft_slab(draft, i)->kind == SLAB_STRIP)
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
end_crowded(struct trial *trial, guint i)
{
	trial->end = trial->best ? trial->best : i;
	return AREA_FULL;
}

static enum area_end
end_full(const struct draft *draft, struct trial *trial, guint i)
{
	trial->end = trial->best ? trial->best : MAX(i, draft->at + 1);
	return trial->best ? AREA_FULL : AREA_STUCK;
}

/* --- figures at head and foot --------------------------------------------- */

/* Where a group goes that does not stand where the text has come to. Nothing stands
 * above the title of an article. */
static enum place
place_of(const struct draft *draft, const struct area *area, const struct slab *slab)
{
	gboolean headed = draft->setter->opening && !area->top;

	return slab->asked == PLACE_HEAD && headed ? PLACE_FOOT : slab->asked;
}

/* The white that a figure at the head of its area does not begin with. */
static gboolean
is_dropped(const struct slab *slab, unit y, unit top)
{
	return vanishes(slab) && y == top;
}

/* How high the layers of a group are at the head or foot of an area, in whole lines.
 * from: where it begins, from the head. */
static unit
group_height(const struct draft *draft, guint i, guint n, enum place place, unit from)
{
	unit y = from;

	for (; n; n--, i++)
		if (place != PLACE_HEAD || !is_dropped(draft_slab(draft, i), y, 0))
			y += galley_height(draft->setter, draft_slab(draft, i), y);
	return galley_whole_lines(draft->setter, y - from);
}

/* Takes the group that begins at layer i out of the text, if there is room for it beside
 * all that stands in the area, which reaches to y. */
static gboolean
goes_apart(const struct draft *draft, const struct area *area, struct trial *trial,
        guint i, guint n, unit y)
{
	enum place place = place_of(draft, area, draft_slab(draft, i));
	unit height;

	for (guint k = i; k < i + n; k++)
		draft_slab(draft, k)->place = PLACE_TEXT;
	if (place == PLACE_TEXT || trial->late)
		return FALSE;
	height = group_height(draft, i, n, place, trial->head);
	if (y + height > area->foot - trial->taken)
		return FALSE;
	for (guint k = i; k < i + n; k++) {
		draft_slab(draft, k)->place = place;
		draft_slab(draft, k)->late = FALSE;
	}
	trial->taken += height;
	trial->head += place == PLACE_HEAD ? height : 0;
	if (trial->best == i || i == draft->at)
		trial->best = i + n;
	return TRUE;
}

/* The group that begins at layer i leaves the columns: it is passed over, and waits, if
 * it is not for this page. Nor does another one stand before one that waits. Is it so? */
static gboolean
is_passed(const struct draft *draft, struct trial *trial, guint i, guint n)
{
	const struct slab *slab = draft_slab(draft, i);
	gboolean here = slab->away && float_find(draft, slab->group);

	if (!n || (!slab->away && !trial->blocked))
		return FALSE;
	set_late(draft, trial, i, n, !here);
	trial->blocked |= !here;
	trial->late |= !slab->away;
	if (here && trial->best == i)
		trial->best = i + n;
	return TRUE;
}

/* --- footnotes ---------------------------------------------------------- */

/* What goes across a page of columns leaves its notes to the first of them. */
static gboolean
holds_notes(const struct draft *draft, const struct area *area)
{
	return area->columns == draft->setter->style->columns.count;
}

/* The first layers of notes, no higher than room, that end where they may: how many.
 * *height: of them. */
static guint
first_layers(const GArray *notes, unit room, unit *height)
{
	unit sum = 0;
	guint n = 0;

	*height = 0;
	for (guint i = 0; i < notes->len; i++) {
		const struct slab *slab = &g_array_index(notes, struct slab, i);

		sum += footnote_height(slab);
		if (sum > room)
			break;
		if (slab->keep && i + 1 < notes->len)
			continue;
		n = i + 1;
		*height = sum;
	}
	return n;
}

/* What was left before stands first, below two lines of text at least. */
static void
reserve_carried(const struct draft *draft, const struct area *area, struct trial *trial)
{
	const struct setter *setter = draft->setter;
	unit above = footnote_above(setter), room, height;

	if (!draft->carried->len || !holds_notes(draft, area))
		return;
	room = area->foot - area->top - 2 * setter->style->grid - above;
	first_layers(draft->carried, room, &height);
	trial->spilt = height < footnote_heights(draft->carried);
	trial->noted = TRUE;
	trial->taken = above + height;
}

/* How high the layers behind layer i are that must share its area. */
static unit
kept_below(const struct draft *draft, guint i, unit y)
{
	unit top = y;

	while (draft_slab(draft, i)->keep && !draft_ends(draft, i + 1) &&
	        draft_slab(draft, i + 1)->kind != SLAB_EJECT)
		if (!draft_slab(draft, ++i)->away)
			y += galley_height(draft->setter, draft_slab(draft, i), y);
	return y - top;
}

/* Layer i, which ends at y, brings notes: as much of them as leaves room for what is kept
 * with it. FALSE: it cannot stand in this area. */
static gboolean
reserve_notes(const struct draft *draft, const struct area *area, struct trial *trial,
        guint i, unit y)
{
	const GArray *notes = draft_slab(draft, i)->notes;
	gboolean forced = i == draft->at;
	unit above = trial->noted ? 0 : footnote_above(draft->setter);
	unit room = area->foot - y - kept_below(draft, i, y) - trial->taken - above;
	unit height;

	if (!holds_notes(draft, area))
		return TRUE;
	if (trial->spilt)
		return forced;
	first_layers(notes, room, &height);
	if (!height && !forced)
		return FALSE;
	trial->spilt = height < footnote_heights(notes);
	trial->noted = TRUE;
	trial->taken += above + height;
	return TRUE;
}

/* Does a layer fit below y, with its notes? */
static gboolean
takes(const struct draft *draft, const struct area *area, struct trial *trial, guint i,
        unit y)
{
	const struct slab *slab = draft_slab(draft, i);

	if (!fits(draft, area, area->foot - trial->taken, slab, y))
		return FALSE;
	return !slab->notes ||
	       reserve_notes(draft, area, trial, i, y + height_of(draft, area, slab, y));
}

/* The short rule above notes that begin at y. */
static void
place_rule(struct draft *draft, const struct area *area, unit y)
{
	const struct setter *setter = draft->setter;
	const struct group_style *style = &setter->style->groups[GROUP_NOTE];
	unit measure = flow_column(setter, area->columns);
	struct slab slab = {.kind = SLAB_RULE,
	        .height = style->rule_above,
	        .y = y - style->padding_top - style->rule_above,
	        .shift = area->shift,
	        .width = style->rule_length ? MIN(style->rule_length, measure) : measure,
	        .colour = style->rule_colour};

	if (style->rule_above)
		g_array_append_val(draft->feet, slab);
}

/* Puts the first n layers of what is carried, so high, at the foot of the area. */
static void
place_layers(struct draft *draft, const struct area *area, guint n, unit height)
{
	unit y = area->foot - height;

	place_rule(draft, area, y);
	for (guint i = 0; i < n; i++) {
		struct slab slab = g_array_index(draft->carried, struct slab, i);

		slab.shift = area->shift;
		slab.y = y;
		y += footnote_height(&slab);
		g_array_append_val(draft->feet, slab);
	}
	while (n < draft->carried->len &&
	        vanishes(&g_array_index(draft->carried, struct slab, n)))
		n++;
	g_array_remove_range(draft->carried, 0, n);
}

/* The notes that are carried, as many as have room below the area's text. Where nothing
 * else stands in it, one layer does in any case. Returns where they begin. */
static unit
place_notes(struct draft *draft, struct area *area, gboolean empty)
{
	unit room = area->foot - area->bottom - footnote_above(draft->setter), height;
	guint n;

	if (!draft->carried->len || !holds_notes(draft, area))
		return area->foot;
	n = first_layers(draft->carried, room, &height);
	if (!n && empty) {
		n = 1;
		height = footnote_height(&g_array_index(draft->carried, struct slab, 0));
	}
	if (!n)
		return area->foot;
	if (empty)
		area->foot = area->top + footnote_above(draft->setter) + height;
	place_layers(draft, area, n, height);
	height += footnote_above(draft->setter);
	area->height += height;
	area->bottom = area->foot;
	return area->foot - height;
}

/* --- trying layers one after another ------------------------------------- */

static enum area_end
find_end(const struct draft *draft, const struct area *area, struct trial *trial)
{
	unit y = area->top;

	reserve_carried(draft, area, trial);
	for (guint i = draft->at; !draft_ends(draft, i); i++) {
		struct slab *slab = draft_slab(draft, i);
		guint n;

		if (is_bounded(draft, area, i))
			return end_here(trial, i);
		if (is_crowded(draft, trial))
			return end_crowded(trial, i);
		n = group_length(draft, i);
		if (is_passed(draft, trial, i, n) ||
		        (n && goes_apart(draft, area, trial, i, n, y))) {
			i += n - 1;
			continue;
		}
		if (n && is_late(draft, area, trial, i, n, y)) {
			i += n - 1;
			continue;
		}
		slab->late = FALSE;
		if ((trial->late && slab->kind == SLAB_PICTURE) ||
		        !takes(draft, area, trial, i, y))
			return end_full(draft, trial, i);
		if (!slab->keep)
			note_break(draft, trial, i);
		y += height_of(draft, area, slab, y);
	}
	return AREA_OPEN;
}

/* --- the layers in their places ----------------------------------------- */

/* How high what stands at the head, or foot, of the area is together. */
static unit
apart_height(const struct draft *draft, guint end, enum place place)
{
	unit sum = 0;
	guint n;

	for (guint i = draft->at; i < end; i += MAX(n, 1)) {
		n = group_length(draft, i);
		if (n && draft_slab(draft, i)->place == place)
			sum += group_height(draft, i, n, place, sum);
	}
	return sum;
}

/* Puts a layer at y. Returns where it ends. */
static unit
place_layer(struct draft *draft, const struct area *area, const struct slab *from, unit y)
{
	struct slab slab = *from;

	slab.shift = area->shift;
	slab.y = y;
	slab.repeat = repeat_of(area, &slab, y);
	if (slab.notes)
		g_array_append_vals(draft->carried, slab.notes->data, slab.notes->len);
	slab.notes = NULL;
	g_array_append_val(draft->slabs, slab);
	return y + slab.repeat + galley_height(draft->setter, &slab, y);
}

/* A figure of the page, whose layers begin here. */
static void
place_float(struct draft *draft)
{
	const struct area page = {.columns = 1};
	guint group = draft_slab(draft, draft->at)->group;
	const struct afloat *afloat = float_find(draft, group);
	unit y = float_top(draft, afloat);

	for (; !draft_ends(draft, draft->at); draft->at++) {
		const struct slab *slab = draft_slab(draft, draft->at);

		if (slab->group != group)
			return;
		if (!float_drops(slab, y))
			y = place_layer(draft, &page, slab, y);
	}
}

/* In the order of the text, wherever they stand; what stands at the foot as if it stood
 * at the head, for the notes come first (settle_foot). */
static void
place(struct draft *draft, struct area *area, guint end)
{
	unit head = area->top, foot = area->top;

	area->bottom = area->top + apart_height(draft, end, PLACE_HEAD);
	while (draft->at < end) {
		const struct slab *slab = draft_slab(draft, draft->at);
		guint group = slab->group;
		unit *y = slab->place == PLACE_HEAD   ? &head
		          : slab->place == PLACE_FOOT ? &foot
		                                      : &area->bottom;

		if (slab->away) {
			place_float(draft);
			continue;
		}
		if (slab->place != PLACE_HEAD || !is_dropped(slab, *y, area->top))
			*y = place_layer(draft, area, slab, *y);
		if (slab->place != PLACE_TEXT &&
		        (draft->at + 1 == end ||
		                draft_slab(draft, draft->at + 1)->group != group))
			*y = galley_whole_lines(draft->setter, *y);
		draft->at++;
	}
}

/* Moves what was placed from `first` on and belongs at the foot down to there. */
static void
settle_foot(struct draft *draft, struct area *area, guint first, unit height, unit foot)
{
	for (guint i = first; height && i < draft->slabs->len; i++) {
		struct slab *slab = &g_array_index(draft->slabs, struct slab, i);

		if (slab->place == PLACE_FOOT)
			slab->y += foot - height - area->top;
	}
	if (height)
		area->bottom = area->foot;
}

static void
skip_white(struct draft *draft)
{
	for (guint i = draft_text(draft); !draft_ends(draft, i); i = draft_text(draft)) {
		const struct slab *slab = draft_slab(draft, i);

		/* what will stand at the foot keeps its white */
		if (!vanishes(slab) || slab->asked == PLACE_FOOT ||
		        g_array_index(draft->order, guint, i) == draft->limit)
			return;
		draft_pass(draft, i);
	}
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
	guint first = draft->slabs->len;
	unit at_foot, foot;
	enum area_end end;

	if (area->top == draft->below || area->columns > 1)
		skip_white(draft);
	end = find_end(draft, area, &trial);
	area->bottom = area->top;
	if (end == AREA_OPEN)
		return end;
	draft->break_earlier = index_at(draft, trial.earlier);
	if (trial.best)
		draft->break_at = index_at(draft, trial.best);
	trial.end = move_late(draft, trial.end);
	at_foot = apart_height(draft, trial.end, PLACE_FOOT);
	place(draft, area, trial.end);
	area->height = area->bottom - area->top + at_foot;
	area->bottom += at_foot;
	foot = place_notes(draft, area, area->height == 0);
	settle_foot(draft, area, first, at_foot, foot);
	return end;
}
