/*
 * build.c - a page is built of the galley.
 *
 * Bands follow one another from the head of the page to its foot: what goes across, and
 * columns beside one another, which end at the same height where something else comes
 * below them. A page is built when the galley is longer than it; what was found out about
 * a page is forgotten when it turns out to be open. Should a band not allow a break, the
 * page ends in front of it: it is built again up to there (the limit).
 */
#include "typeset/build.h"

#include <string.h>

/* A page is built again at most so often; so many layers are looked at first, more of
 * them if that does not do. */
enum { TRIES = 4, WINDOW = 1024 };

/* --- drafts ------------------------------------------------------------- */

/* An empty page comes first where the next one must be on the other side of the leaf. */
static gboolean
must_turn(const struct setter *setter)
{
	gboolean right = setter->n_pages % 2 == 0;

	return setter->side != EJECT_NONE && right != (setter->side == EJECT_RIGHT);
}

/* What the next page is that text stands on. */
static enum page_kind
next_kind(const struct setter *setter)
{
	guint index = setter->n_pages + must_turn(setter);
	gboolean right = index % 2 == 0;

	if (index == 0)
		return PAGE_FIRST;
	if (setter->opening)
		return right ? PAGE_OPENING_RIGHT : PAGE_OPENING_LEFT;
	return right ? PAGE_RIGHT : PAGE_LEFT;
}

unit
draft_height(const struct setter *setter)
{
	const struct style *style = setter->style;

	return (unit)style->areas[next_kind(setter)].lines * style->grid;
}

static void
draft_open(struct draft *draft, struct setter *setter, guint window, guint limit,
        struct floats *floats)
{
	guint n = MIN(window, setter->galley->len - setter->galley_start);

	*draft = (struct draft){
	        .setter = setter,
	        .order = g_array_sized_new(FALSE, FALSE, sizeof(guint), n),
	        .limit = limit,
	        .slabs = g_array_new(FALSE, FALSE, sizeof(struct slab)),
	        .feet = g_array_new(FALSE, FALSE, sizeof(struct slab)),
	        .carried = g_array_copy(setter->carried),
	        .floats = floats,
	        .foot = draft_height(setter) - floats->foot,
	        .break_at = G_MAXUINT,
	        .break_earlier = G_MAXUINT,
	};
	for (guint i = 0; i < n; i++)
		g_array_append_vals(draft->order, &(guint){setter->galley_start + i}, 1);
}

static void
draft_close(struct draft *draft)
{
	g_array_unref(draft->order);
	g_array_unref(draft->feet);
	g_array_unref(draft->carried);
	if (draft->slabs)
		g_array_unref(draft->slabs);
}

/* Back to where a draft was: its `at` and number of layers, and the order from there on.
 */
struct mark {
	guint at, n_slabs, n_feet;
	GArray *order, *carried;
};

static struct mark
mark_set(const struct draft *draft)
{
	return (struct mark){draft->at, draft->slabs->len, draft->feet->len,
	        g_array_copy(draft->order), g_array_copy(draft->carried)};
}

static void
mark_clear(struct mark *mark)
{
	g_array_unref(mark->order);
	g_array_unref(mark->carried);
}

static void
mark_return(const struct mark *mark, struct draft *draft)
{
	draft->at = mark->at;
	g_array_set_size(draft->slabs, mark->n_slabs);
	g_array_set_size(draft->feet, mark->n_feet);
	g_array_set_size(draft->carried, 0);
	g_array_append_vals(draft->carried, mark->carried->data, mark->carried->len);
	memcpy(draft->order->data, mark->order->data, draft->order->len * sizeof(guint));
}

/* --- columns ------------------------------------------------------------ */

struct band {
	unit top, foot;
	unit bottom;                 /* of its longest column */
	unit height;                 /* of all columns, one below the other */
	guint used;                  /* columns in which something stands */
	gboolean stuck, stuck_first; /* a column, the first one, allowed no break */
	gboolean forced;             /* one ends where the text says so */
};

static gboolean
ends_column(const struct draft *draft)
{
	guint i = draft_text(draft);

	return !draft_ends(draft, i) && draft_slab(draft, i)->kind == SLAB_EJECT &&
	       draft_slab(draft, i)->eject == EJECT_COLUMN;
}

static enum area_end
fill_column(struct draft *draft, struct band *band, guint column, guint n)
{
	const struct setter *setter = draft->setter;
	struct area area = {.top = band->top, .foot = band->foot, .columns = n};
	guint before = draft->slabs->len + draft->feet->len;
	enum area_end end;

	area.shift = (unit)column * (flow_column(setter, n) + setter->style->columns.gap);
	end = area_fill(draft, &area);
	band->bottom = MAX(band->bottom, area.bottom);
	band->height += area.height;
	if (draft->slabs->len + draft->feet->len > before)
		band->used = column + 1;
	band->stuck |= end == AREA_STUCK;
	band->stuck_first |= end == AREA_STUCK && !column;
	return end;
}

/* All columns of a band, as high as it is. */
static enum area_end
fill_columns(struct draft *draft, struct band *band)
{
	guint n = draft_slab(draft, draft_text(draft))->columns;
	enum area_end end = AREA_FULL;

	*band = (struct band){.top = band->top, .foot = band->foot};
	for (guint column = 0; column < n; column++) {
		end = fill_column(draft, band, column, n);
		if (end == AREA_OPEN)
			return end;
		if (end == AREA_DONE && ends_column(draft) && column + 1 < n) {
			band->forced = TRUE;
			draft_pass(draft, draft_text(draft));
		} else if (end == AREA_DONE) {
			return end;
		}
	}
	return end == AREA_DONE ? end : AREA_FULL;
}

/* Columns of even height, as low as their breaks allow. The band is filled already, and
 * there is room for it. */
static void
balance(struct draft *draft, struct band *band, const struct mark *mark, guint n)
{
	const struct setter *setter = draft->setter;
	unit foot = band->foot;
	unit height = galley_whole_lines(setter, band->height / (unit)n);

	for (; band->top + height <= foot; height += setter->style->grid) {
		mark_return(mark, draft);
		band->foot = band->top + height;
		if (fill_columns(draft, band) == AREA_DONE && !band->stuck &&
		        !draft->carried->len)
			return;
	}
	mark_return(mark, draft);
	band->foot = foot;
	fill_columns(draft, band);
}

/* The rule between two columns, as long as the band is high. */
static void
draw_rules(struct draft *draft, const struct band *band, guint n)
{
	const struct setter *setter = draft->setter;
	const struct columns *columns = &setter->style->columns;
	unit step = flow_column(setter, n) + columns->gap;

	for (guint i = 1; columns->rule && i < band->used; i++) {
		struct slab slab = {.kind = SLAB_BETWEEN,
		        .y = band->top,
		        .height = band->bottom - band->top,
		        .x = (unit)i * step - columns->gap / 2,
		        .width = columns->rule,
		        .colour = columns->rule_colour};

		g_array_append_val(draft->slabs, slab);
	}
}

static enum area_end
fill_band(struct draft *draft, struct band *band)
{
	guint n = draft_slab(draft, draft_text(draft))->columns;
	struct mark mark = mark_set(draft);
	enum area_end end = fill_columns(draft, band);

	if (end == AREA_DONE && draft->setter->style->columns.balanced && !band->forced)
		balance(draft, band, &mark, n);
	mark_clear(&mark);
	if (end != AREA_OPEN)
		draw_rules(draft, band, n);
	return band->stuck_first ? AREA_STUCK : end;
}

/* --- the page ----------------------------------------------------------- */

/* What goes across the page. */
static enum area_end
fill_across(struct draft *draft, struct band *band)
{
	struct area area = {.top = band->top, .foot = band->foot, .columns = 1};
	enum area_end end = area_fill(draft, &area);

	band->bottom = area.bottom;
	return end;
}

/* Nothing is left of the text but what of its footnotes found no room before. */
static void
fill_feet(struct draft *draft)
{
	guint n = draft->setter->style->columns.count;
	struct band band = {.foot = draft->foot};

	for (guint column = 0; column < n && draft->carried->len; column++)
		fill_column(draft, &band, column, n);
}

/* Does the page end before layer i? */
static gboolean
is_end(const struct draft *draft, guint i)
{
	return draft_slab(draft, i)->kind == SLAB_EJECT ||
	       g_array_index(draft->order, guint, i) == draft->limit;
}

/* Figures at the head of a page stand above the text, but below the head of an article
 * that goes across the columns. */
static void
stand_heads(struct draft *draft, struct band *band)
{
	if (draft->headed || (band->top && band->top + draft->floats->head > draft->foot))
		return;
	draft->headed = TRUE;
	draft->heads = band->top;
	band->top += draft->floats->head;
	draft->below = band->top;
}

/* Figures alone: no text follows them on the page. */
static void
fill_floats(struct draft *draft, struct band *band)
{
	stand_heads(draft, band);
	fill_across(draft, band);
}

static gboolean
is_head(const struct draft *draft, const struct slab *text)
{
	const struct setter *setter = draft->setter;

	return setter->opening && text->columns == 1 && setter->style->columns.count > 1;
}

/* Band after band. STUCK: one below another allowed no break. */
static enum area_end
fill_page(struct draft *draft)
{
	struct band band = {.foot = draft->foot};
	guint text;

	for (; !draft_ends(draft, text = draft_text(draft));
	        band.top = galley_whole_lines(draft->setter, band.bottom)) {
		const struct slab *slab = draft_slab(draft, text);
		enum area_end end;

		if (slab->kind == SLAB_EJECT && !draft->slabs->len && !draft->feet->len)
			fill_feet(draft);
		text = draft_text(draft);
		if (is_end(draft, text) && text > draft->at)
			fill_floats(draft, &band);
		if (is_end(draft, draft_text(draft)))
			return AREA_DONE;
		if (draft->floats->list->len && !draft->slabs->len)
			draft->break_at = g_array_index(draft->order, guint, text);
		if (!is_head(draft, slab))
			stand_heads(draft, &band);
		band.foot = draft->foot;
		end = (slab->columns == 1 ? fill_across : fill_band)(draft, &band);
		if (end != AREA_DONE)
			return end == AREA_STUCK && !band.top ? AREA_FULL : end;
	}
	return AREA_OPEN;
}

/* What would stand on the next page is a single line, or nothing is known of it yet. */
enum rest { REST_FINE, REST_SHORT, REST_OPEN };

static enum rest
rest_of(const struct draft *draft)
{
	guint lines = 0;

	if (draft->carried->len)
		return REST_FINE;
	for (guint i = draft->at; !draft_ends(draft, i); i++) {
		const struct slab *slab = draft_slab(draft, i);

		if (slab->kind == SLAB_EJECT && slab->eject > EJECT_COLUMN)
			return REST_SHORT;
		lines += slab->kind == SLAB_LINE;
		if (lines > 1 || slab->kind == SLAB_PICTURE || slab->kind == SLAB_STRIP)
			return REST_FINE;
	}
	return REST_OPEN;
}

/* Where the page must end instead, after it was filled up to where draft->at is; the same
 * limit: it is right as it is. *end is OPEN if that cannot be told yet. */
static guint
better_limit(const struct draft *draft, enum area_end *end)
{
	enum rest rest;

	if (*end == AREA_STUCK)
		return draft->break_at;
	if (*end != AREA_FULL)
		return draft->limit;
	rest = rest_of(draft);
	if (rest == REST_OPEN)
		*end = AREA_OPEN;
	return rest == REST_SHORT && draft->break_earlier != G_MAXUINT
	               ? draft->break_earlier
	               : draft->limit;
}

/* The page with these figures; OPEN: there are too few layers. */
static enum area_end
draft_floats(
        struct draft *draft, struct setter *setter, guint window, struct floats *floats)
{
	guint limit = floats->limit, better;
	enum area_end end;

	for (guint tries = 0;; tries++) {
		draft_open(draft, setter, window, limit, floats);
		end = fill_page(draft);
		better = better_limit(draft, &end);
		if (end == AREA_OPEN || better == limit || better == G_MAXUINT ||
		        limit != G_MAXUINT || tries == TRIES)
			return end;
		limit = better;
		draft_close(draft);
	}
}

/* The page of the first layers of the galley. */
static enum area_end
draft_window(struct draft *draft, struct setter *setter, guint window)
{
	struct floats floats;
	enum area_end end;

	float_begin(setter, &floats);
	while ((end = draft_floats(draft, setter, window, &floats)) != AREA_OPEN &&
	        float_next(draft, end))
		draft_close(draft);
	draft->floats = NULL;
	g_array_unref(floats.list);
	return end;
}

/* A galley may hold a million lines: what a page costs must not depend on it. */
static enum area_end
draft_page(struct draft *draft, struct setter *setter)
{
	guint n = setter->galley->len - setter->galley_start;

	for (guint window = WINDOW;; window *= 2) {
		enum area_end end = draft_window(draft, setter, window);

		if (end != AREA_OPEN || window >= n)
			return end;
		draft_close(draft);
	}
}

/* --- the page is right -------------------------------------------------- */

static void
finish(struct setter *setter, GArray *slabs, gboolean blank)
{
	struct plan *plan = g_new0(struct plan, 1);

	plan->kind = next_kind(setter);
	plan->index = setter->n_pages++;
	plan->blank = blank;
	plan->style = setter->style;
	plan->slabs = slabs ? slabs : g_array_new(FALSE, FALSE, sizeof(struct slab));
	setter->opening &= blank;
	page_finish(setter, plan);
}

/* Figures at the head have their place now. */
static void
settle_heads(const struct draft *draft)
{
	for (guint i = 0; draft->heads && i < draft->slabs->len; i++) {
		struct slab *slab = &g_array_index(draft->slabs, struct slab, i);

		if (slab->away == PLACE_HEAD)
			slab->y += draft->heads;
	}
}

static void
turn(struct setter *setter)
{
	if (must_turn(setter))
		finish(setter, NULL, TRUE);
	setter->side = EJECT_NONE;
}

void
build_blank(struct setter *setter, enum eject side)
{
	setter->side = side > EJECT_PAGE ? side : EJECT_NONE;
	turn(setter);
	finish(setter, NULL, TRUE);
}

/* The galley begins behind the page, in the order in which layers follow now. */
static void
take(struct setter *setter, const struct draft *draft)
{
	guint n = draft->order->len - draft->at;
	g_autofree struct slab *rest = g_new(struct slab, MAX(n, 1));

	for (guint i = 0; i < draft->at; i++)
		g_clear_pointer(&draft_slab(draft, i)->notes, g_array_unref);
	setter->galley_start += draft->at;
	for (guint i = 0; i < n; i++)
		rest[i] = *draft_slab(draft, draft->at + i);
	if (n)
		memcpy(&g_array_index(setter->galley, struct slab, setter->galley_start),
		        rest, n * sizeof(struct slab));
	g_array_set_size(setter->carried, 0);
	g_array_append_vals(setter->carried, draft->carried->data, draft->carried->len);
}

/* The ends of pages that follow, and which side comes after them. */
static enum eject
pass_ejects(struct draft *draft)
{
	enum eject side = EJECT_NONE;

	for (; !draft_ends(draft, draft->at) &&
	        draft_slab(draft, draft->at)->kind == SLAB_EJECT;
	        draft->at++)
		if (draft_slab(draft, draft->at)->eject > EJECT_PAGE)
			side = draft_slab(draft, draft->at)->eject;
	return side;
}

static gboolean
build_next(struct setter *setter)
{
	struct draft draft;
	enum eject side;

	if (draft_page(&draft, setter) == AREA_OPEN) {
		draft_close(&draft);
		return FALSE;
	}
	side = draft.carried->len ? EJECT_NONE : pass_ejects(&draft);
	take(setter, &draft);
	settle_heads(&draft);
	g_array_append_vals(draft.slabs, draft.feet->data, draft.feet->len);
	if (draft.slabs->len) {
		turn(setter);
		finish(setter, g_steal_pointer(&draft.slabs), FALSE);
	}
	if (side != EJECT_NONE)
		setter->side = side;
	draft_close(&draft);
	return TRUE;
}

/* A page has the style of what stands at the front of the galley. */
gboolean
build_page(struct setter *setter)
{
	const struct style *laid = setter->style;
	gboolean built;

	if (setter->galley_start < setter->galley->len)
		setter->style =
		        g_array_index(setter->galley, struct slab, setter->galley_start)
		                .style;
	built = build_next(setter);
	setter->style = laid;
	return built;
}
