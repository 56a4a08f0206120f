/*
 * galley.c - everything set and not yet on a page, in layers.
 *
 * What a layer allows - a break of column or page behind it - is known when it is laid,
 * so a page can leave as soon as the galley is longer than it (build.c).
 */
#include "typeset/setter.h"

/* Laid layers are forgotten in batches of so many. */
enum { BATCH = 4096 };

/* Where so many layers are no page yet, it is tried again when half as many are there
 * besides: what waits for the text behind it may be long. */
enum { PATIENCE = 1024 };

/* More than any page is high. */
#define PAGE_FULL (G_MAXINT64 / 4)

/* What a layer adds to the height of the galley. */
static void
count(struct setter *setter, const struct slab *slab)
{
	if (slab->kind == SLAB_EJECT && slab->eject > EJECT_COLUMN)
		setter->laid = PAGE_FULL;
	else if (setter->laid < PAGE_FULL && slab->kind != SLAB_ALIGN)
		setter->laid +=
		        (slab->height +
		                (slab->notes ? footnote_heights(slab->notes) : 0)) /
		        slab->columns;
}

static void
lay(struct setter *setter, struct slab slab)
{
	slab.style = setter->style;
	slab.group = setter->group;
	slab.asked = setter->asked;
	slab.away = setter->away;
	slab.frame = setter->frame;
	slab.keep |= setter->keeping > 0;
	slab.columns = (guint8)setter->columns;
	count(setter, &slab);
	g_array_append_val(setter->galley, slab);
}

void
galley_line(struct setter *setter, struct block *block, guint line, gboolean keep)
{
	struct slab slab = {.kind = SLAB_LINE,
	        .keep = keep,
	        .height = block->leading,
	        .block = block,
	        .line = line};

	if (block_has_notes(block) && !setter->aside &&
	        setter->style->groups[GROUP_NOTE].place == PLACE_FOOTNOTE)
		slab.notes = footnote_make(
		        setter, block, &g_array_index(block->lines, struct line, line));
	lay(setter, slab);
}

/* The white right above what comes next, in another group or across all columns: it
 * counts too. */
static unit
white_above(const struct setter *setter)
{
	guint n = setter->galley->len;
	const struct slab *last;

	if (n <= setter->galley_start || setter->away)
		return 0;
	last = &g_array_index(setter->galley, struct slab, n - 1);
	return last->kind == SLAB_SPACE && (last->group != setter->group ||
	                                           last->columns != setter->columns)
	               ? last->height
	               : 0;
}

/* The white that the galley ends with, which may lead back to the grid behind it; NULL:
 * none. */
static struct slab *
last_white(const struct setter *setter)
{
	guint n = setter->galley->len;
	struct slab *last;

	for (; n > setter->galley_start; n--) {
		last = &g_array_index(setter->galley, struct slab, n - 1);
		if (last->kind != SLAB_ALIGN)
			return last->kind == SLAB_SPACE ? last : NULL;
	}
	return NULL;
}

/* Two whites that meet are as high as the larger one. */
static gboolean
merge_white(struct setter *setter, unit height, gboolean keep)
{
	struct slab *last = last_white(setter);

	if (!last || last->group != setter->group || last->columns != setter->columns)
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
galley_clear(struct setter *setter, unit height)
{
	guint n = setter->galley->len;
	struct slab *last;

	height = galley_whole_lines(setter, height);
	if (n > setter->galley_start) {
		last = &g_array_index(setter->galley, struct slab, n - 1);
		if (last->kind == SLAB_SPACE)
			last->height = MAX(last->height - height, 0);
	}
	galley_white(setter, SLAB_SKIP, height, TRUE);
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
	lay(setter, (struct slab){.kind = SLAB_ORNAMENT,
	                    .keep = TRUE,
	                    .height = setter->style->grid});
}

void
galley_picture(struct setter *setter, const struct slab *slab)
{
	lay(setter, *slab);
}

void
galley_strip(struct setter *setter, const struct slab *slab)
{
	lay(setter, *slab);
}

void
galley_open_group(struct setter *setter, enum place place, gboolean leaves)
{
	setter->group = ++setter->n_groups;
	setter->asked = place == PLACE_PAGE ? PLACE_TEXT : place;
	setter->away = leaves ? place : PLACE_TEXT;
}

void
galley_close_group(struct setter *setter)
{
	setter->group = 0;
	setter->asked = setter->away = PLACE_TEXT;
}

void
galley_eject(struct setter *setter)
{
	galley_break(setter, EJECT_PAGE);
	setter->opening = TRUE;
}

void
galley_break(struct setter *setter, enum eject eject)
{
	if (setter->aside)
		return;
	lay(setter, (struct slab){.kind = SLAB_EJECT, .eject = eject});
	galley_flow(setter);
}

void
galley_hold(struct setter *setter)
{
	guint n = setter->galley->len;

	for (; n > setter->galley_start; n--) {
		struct slab *slab = &g_array_index(setter->galley, struct slab, n - 1);

		slab->keep = slab->kind != SLAB_EJECT;
		if (slab->kind != SLAB_SPACE && slab->kind != SLAB_ALIGN)
			return;
	}
}

void
galley_allow(struct setter *setter)
{
	guint n = setter->galley->len;

	if (n > setter->galley_start && !setter->keeping)
		g_array_index(setter->galley, struct slab, n - 1).keep = FALSE;
}

gboolean
galley_keeps(const struct setter *setter)
{
	guint n = setter->galley->len;

	return n > setter->galley_start &&
	       g_array_index(setter->galley, struct slab, n - 1).keep;
}

/* --- pages -------------------------------------------------------------- */

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
	over = (y + slab->height) % setter->style->grid;
	return over ? setter->style->grid - over : 0;
}

unit
galley_whole_lines(const struct setter *setter, unit height)
{
	unit grid = setter->style->grid;

	return (height + grid - 1) / grid * grid;
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
	gint64 room = (gint64)setter->style->lines * setter->style->grid;
	enum clock_phase was;
	guint n;

	if (setter->laid < room || setter->failed || setter->aside ||
	        (setter->laid < PAGE_FULL &&
	                setter->galley->len - setter->galley_start < setter->patience))
		return;
	was = clock_enter(setter->clock, CLOCK_PAGES);
	while (!setter->failed && build_page(setter))
		;
	n = setter->galley->len - setter->galley_start;
	setter->patience = n > PATIENCE ? n + n / 2 : 0;
	setter->laid = 0;
	for (guint i = setter->galley_start; i < setter->galley->len; i++)
		count(setter, &g_array_index(setter->galley, struct slab, i));
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
		if (slab->kind == SLAB_STRIP)
			band_forget(slab->band, 1);
		if (slab->notes) {
			galley_discard(slab->notes, 0);
			g_array_unref(slab->notes);
		}
	}
}
