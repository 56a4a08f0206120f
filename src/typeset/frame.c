/*
 * frame.c - grounds and rules at the sides of what holds blocks.
 *
 * A layer of the galley knows the innermost frame it was laid in. When a page is painted,
 * layers in a row that share a frame make one box of it, so a frame goes on behind a page
 * break or in the next column. White at the foot of a column belongs to no box. Boxes are
 * painted below everything else, outer ones first.
 */
#include "typeset/setter.h"

struct frame {
	const struct frame *outer;
	guint depth; /* how many frames it is in, itself counted */
	unit x, width;
	struct sides sides;
	gboolean filled;
	guint32 background;
};

/* A part of a frame on a page: y from the head of the type area. */
struct frame_box {
	const struct frame *frame;
	unit shift, top, bottom;
};

struct framing {
	GArray *boxes; /* of struct frame_box, as they begin */
	GArray *open;  /* guint: those of the layer before, outermost first */
};

void
frame_open(struct setter *setter, unit x, unit width, const struct sides *sides,
        gboolean filled, guint32 background)
{
	struct frame *frame;

	if (!filled && !sides->rule_left && !sides->rule_right)
		return;
	frame = g_new0(struct frame, 1);
	*frame = (struct frame){.outer = setter->frame,
	        .depth = setter->frame ? setter->frame->depth + 1 : 1,
	        .x = x,
	        .width = width,
	        .sides = *sides,
	        .filled = filled,
	        .background = background};
	g_ptr_array_add(setter->frames, frame);
	setter->frame = frame;
}

/* --- boxes ------------------------------------------------------------------ */

static struct frame_box *
open_box(const struct framing *framing, guint i)
{
	guint index = g_array_index(framing->open, guint, i);

	return &g_array_index(framing->boxes, struct frame_box, index);
}

/* The frame around a layer that is so many frames deep. */
static const struct frame *
frame_at(const struct slab *slab, guint depth)
{
	const struct frame *frame = slab->frame;

	while (frame && frame->depth > depth)
		frame = frame->outer;
	return frame;
}

/* Closes the boxes that the layer is not in, and opens those it begins. */
static void
enter(struct framing *framing, const struct slab *slab)
{
	guint depth = slab->frame ? slab->frame->depth : 0, same = 0;

	while (same < MIN(depth, framing->open->len) &&
	        open_box(framing, same)->frame == frame_at(slab, same + 1) &&
	        open_box(framing, same)->shift == slab->shift)
		same++;
	g_array_set_size(framing->open, same);
	for (; same < depth; same++) {
		struct frame_box box = {
		        frame_at(slab, same + 1), slab->shift, slab->y, slab->y};
		guint index = framing->boxes->len;

		g_array_append_val(framing->boxes, box);
		g_array_append_val(framing->open, index);
	}
}

static void
extend(struct framing *framing, unit bottom)
{
	for (guint i = 0; i < framing->open->len; i++)
		open_box(framing, i)->bottom = MAX(open_box(framing, i)->bottom, bottom);
}

static GArray *
find_boxes(const struct setter *setter, const struct plan *plan)
{
	struct framing framing = {g_array_new(FALSE, FALSE, sizeof(struct frame_box)),
	        g_array_new(FALSE, FALSE, sizeof(guint))};

	for (guint i = 0; i < plan->slabs->len; i++) {
		const struct slab *slab = &g_array_index(plan->slabs, struct slab, i);

		enter(&framing, slab);
		if (slab->kind != SLAB_SPACE && slab->kind != SLAB_ALIGN)
			extend(&framing, slab->y + slab->repeat +
			                         galley_height(setter, slab, slab->y));
	}
	g_array_unref(framing.open);
	return framing.boxes;
}

/* --- painting ------------------------------------------------------------------ */

static void
paint_side(
        struct page *page, unit x, unit top, unit bottom, unit thickness, guint32 colour)
{
	if (thickness)
		page_rectangle(page, x, top, thickness, bottom - top, colour);
}

void
frame_paint(const struct setter *setter, struct page *page, const struct plan *plan,
        unit left)
{
	g_autoptr(GArray) boxes = find_boxes(setter, plan);
	unit head = plan_head(plan);

	for (guint i = 0; i < boxes->len; i++) {
		const struct frame_box *box = &g_array_index(boxes, struct frame_box, i);
		const struct frame *frame = box->frame;
		unit x = left + box->shift + frame->x;
		unit top = head + box->top, bottom = head + box->bottom;

		if (bottom <= top)
			continue;
		if (frame->filled)
			page_rectangle(page, x, top, frame->width, bottom - top,
			        frame->background);
		paint_side(page, x, top, bottom, frame->sides.rule_left,
		        frame->sides.colour_left);
		paint_side(page, x + frame->width - frame->sides.rule_right, top, bottom,
		        frame->sides.rule_right, frame->sides.colour_right);
	}
}
