/*
 * galley.c - everything set and not yet on a page, in layers; where pages break.
 *
 * A page takes as many layers as fit; the break falls after the last one that allows it.
 * What a layer allows is known when it is laid, so a page can leave as soon as the galley
 * is longer than it. Should no layer allow a break, the page breaks where it is full. A
 * figure that does not fit is left out and put behind the page's other layers: there it
 * opens the next page.
 */
#include "typeset/setter.h"

/* Laid layers are forgotten in batches of so many. */
enum { BATCH = 4096 };

static void
lay(struct setter *setter, struct slab slab)
{
	slab.article = setter->article;
	slab.group = setter->group;
	g_array_append_val(setter->galley, slab);
}

void
galley_line(struct setter *setter, struct block *block, guint line, gboolean keep)
{
	lay(setter, (struct slab){.kind = SLAB_LINE,
	                    .keep = keep,
	                    .height = block->leading,
	                    .block = block,
	                    .line = line});
}

/* The white right above what comes next, in another group: it counts too. */
static unit
white_above(const struct setter *setter)
{
	guint n = setter->galley->len;
	const struct slab *last;

	if (n <= setter->galley_start)
		return 0;
	last = &g_array_index(setter->galley, struct slab, n - 1);
	return last->kind == SLAB_SPACE && last->group != setter->group ? last->height
	                                                                : 0;
}

/* Two whites that meet are as high as the larger one. */
static gboolean
merge_white(struct setter *setter, unit height, gboolean keep)
{
	guint n = setter->galley->len;
	struct slab *last;

	if (n <= setter->galley_start)
		return FALSE;
	last = &g_array_index(setter->galley, struct slab, n - 1);
	if (last->kind != SLAB_SPACE || last->group != setter->group)
		return FALSE;
	last->height = MAX(last->height, height);
	last->keep = keep;
	return TRUE;
}

void
galley_white(struct setter *setter, enum slab_kind kind, unit height, gboolean keep)
{
	if (height <= 0 && kind != SLAB_ALIGN)
		return;
	if (kind == SLAB_SPACE && merge_white(setter, height, keep))
		return;
	if (kind == SLAB_SPACE)
		height = MAX(0, height - white_above(setter));
	lay(setter, (struct slab){.kind = kind, .keep = keep, .height = height});
}

void
galley_rule(struct setter *setter, unit thickness, unit x, unit width, guint32 colour)
{
	lay(setter, (struct slab){.kind = SLAB_RULE,
	                    .keep = TRUE,
	                    .height = thickness,
	                    .x = x,
	                    .width = width,
	                    .colour = colour});
}

void
galley_ornament(struct setter *setter)
{
	lay(setter, (struct slab){.kind = SLAB_ORNAMENT, .height = setter->style->grid});
}

void
galley_picture(struct setter *setter, const struct slab *slab)
{
	lay(setter, *slab);
}

void
galley_open_group(struct setter *setter)
{
	setter->group = ++setter->n_groups;
}

void
galley_close_group(struct setter *setter)
{
	setter->group = 0;
}

void
galley_eject(struct setter *setter)
{
	lay(setter, (struct slab){.kind = SLAB_EJECT});
	galley_flow(setter);
	setter->opening = TRUE;
}

void
galley_break(struct setter *setter)
{
	lay(setter, (struct slab){.kind = SLAB_EJECT});
	galley_flow(setter);
}

gboolean
galley_keeps(const struct setter *setter)
{
	guint n = setter->galley->len;

	return n > setter->galley_start &&
	       g_array_index(setter->galley, struct slab, n - 1).keep;
}

/* --- page breaks -------------------------------------------------------- */

static struct slab *
slab_at(struct setter *setter, guint i)
{
	return &g_array_index(setter->galley, struct slab, i);
}

/* White that a page does not begin with. */
static gboolean
vanishes(const struct slab *slab)
{
	return slab->kind == SLAB_SPACE || slab->kind == SLAB_ALIGN;
}

unit
galley_height(const struct setter *setter, const struct slab *slab, unit y)
{
	unit over;

	if (slab->kind == SLAB_EJECT)
		return 0;
	if (slab->kind != SLAB_ALIGN)
		return slab->height;
	if (setter->style->gridless)
		return 0;
	over = y % setter->style->grid;
	return over ? setter->style->grid - over : 0;
}

/* White at the foot of a page may hang over its end. */
static gboolean
fits(const struct setter *setter, const struct slab *slab, unit y)
{
	unit room = (unit)setter->style->lines * setter->style->grid;

	return vanishes(slab) || y + galley_height(setter, slab, y) <= room;
}

/* Layers of the group that begins at i; 0: none begins there. */
static guint
group_length(struct setter *setter, guint i)
{
	guint group = slab_at(setter, i)->group, n = 0;

	if (!group || (i > 0 && slab_at(setter, i - 1)->group == group))
		return 0;
	while (i + n < setter->galley->len && slab_at(setter, i + n)->group == group)
		n++;
	return n;
}

/* Do all layers of a group fit below y? */
static gboolean
group_fits(struct setter *setter, guint i, guint n, unit y)
{
	for (; n; n--, i++) {
		if (!fits(setter, slab_at(setter, i), y))
			return FALSE;
		y += galley_height(setter, slab_at(setter, i), y);
	}
	return TRUE;
}

/* Figures behind the first layer of a page that do not fit any more are late, and so are
 * all that follow: they keep their order. (One that may not move ends the page.) Says so
 * in the layers. */
static gboolean
is_late(struct setter *setter, guint start, guint i, guint n, unit y, gboolean late)
{
	late = i > start && (late || !group_fits(setter, i, n, y));
	for (guint k = 0; k < n; k++)
		slab_at(setter, i + k)->late = late;
	return late;
}

/* The end of the page that starts at `start`, with late figures before it that are not to
 * stand on it; 0: the galley does not fill it yet. */
static guint
page_end(struct setter *setter, guint start)
{
	gboolean late = FALSE;
	guint best = 0;
	unit y = 0;

	for (guint i = start; i < setter->galley->len; i++) {
		struct slab *slab = slab_at(setter, i);
		guint n = group_length(setter, i);

		if (n && is_late(setter, start, i, n, y, late)) {
			late = TRUE;
			i += n - 1;
			continue;
		}
		slab->late = FALSE;
		if (slab->kind == SLAB_EJECT)
			return late ? i : i + 1;
		if (!fits(setter, slab, y) || (late && slab->kind == SLAB_PICTURE))
			return best ? best : MAX(i, start + 1);
		if (!slab->keep)
			best = i + 1;
		y += galley_height(setter, slab, y);
	}
	return 0;
}

/* Puts the late figures between start and end behind the other layers there. Returns the
 * new end of the page. */
static guint
move_late(struct setter *setter, guint start, guint end)
{
	g_autoptr(GArray) late = g_array_new(FALSE, FALSE, sizeof(struct slab));
	guint kept = start;

	for (guint i = start; i < end; i++) {
		struct slab slab = *slab_at(setter, i);

		if (slab.group && slab.late)
			g_array_append_val(late, slab);
		else
			*slab_at(setter, kept++) = slab;
	}
	for (guint i = 0; i < late->len; i++) {
		*slab_at(setter, kept + i) = g_array_index(late, struct slab, i);
		slab_at(setter, kept + i)->late = FALSE;
	}
	return kept;
}

/* Copies a page's layers without the white at its head. */
static void
take_page(struct setter *setter, guint start, guint end)
{
	struct plan *plan = g_new0(struct plan, 1);

	plan->index = setter->n_pages++;
	plan->opening = setter->opening;
	plan->slabs = g_array_new(FALSE, FALSE, sizeof(struct slab));
	g_array_append_vals(plan->slabs, slab_at(setter, start), end - start);
	setter->opening = FALSE;
	page_finish(setter, plan);
}

static void
forget_laid(struct setter *setter)
{
	if (setter->galley_start < BATCH && setter->galley_start < setter->galley->len)
		return;
	g_array_remove_range(setter->galley, 0, setter->galley_start);
	setter->galley_start = 0;
}

void
galley_flow(struct setter *setter)
{
	enum clock_phase was = clock_enter(setter->clock, CLOCK_PAGES);

	while (!setter->failed) {
		guint start = setter->galley_start, end;

		while (start < setter->galley->len && vanishes(slab_at(setter, start)))
			start++;
		end = page_end(setter, start);
		if (!end)
			break;
		end = move_late(setter, start, end);
		setter->galley_start = end;
		if (slab_at(setter, start)->kind != SLAB_EJECT)
			take_page(setter, start, end);
	}
	forget_laid(setter);
	clock_enter(setter->clock, was);
}

void
galley_discard(GArray *slabs, guint start)
{
	for (guint i = start; i < slabs->len; i++) {
		struct slab *slab = &g_array_index(slabs, struct slab, i);

		if (slab->kind == SLAB_LINE && --slab->block->unpainted == 0)
			block_free(slab->block);
	}
}
