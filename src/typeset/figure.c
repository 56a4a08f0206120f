/*
 * figure.c - a figure: its picture with the caption below, or the caption alone.
 *
 * A picture takes the full measure; one of few pixels half of it, or less, so that there
 * are LEAST_DPI pixels to the inch; and none is higher than its share of the page.
 * Picture and caption stay together; where they do not fit they open the next page. A
 * line of white, more or less, leads back to the baseline grid.
 */
#include "image/image.h"
#include "typeset/setter.h"

enum { LEAST_DPI = 150, HIGHEST = 62 /* hundredths of the type area */ };

static gboolean
has_caption(const struct node *caption)
{
	return caption && caption->shown && *caption->shown;
}

/* A figure right below a heading stays with it. */
static gboolean
follows_heading(const struct node *figure)
{
	const struct node *before = NULL;

	for (const struct node *node = figure->parent->first; node != figure;
	        node = node->next)
		before = node;
	return before && before->kind == NODE_HEADING;
}

/* --- the caption alone -------------------------------------------------- */

/* A caption whose picture is missing: a quiet note under a hairline. */
static void
set_note(struct setter *setter, const struct node *caption)
{
	const struct block_style *style = &setter->style->blocks[BLOCK_CAPTION];
	struct block *block = flow_make(setter, caption, BLOCK_CAPTION);

	galley_white(setter, SLAB_SPACE, style->space_before,
	        follows_heading(caption->parent));
	if (style->rule_above)
		galley_rule(setter, style->rule_above, setter->inset_left,
		        flow_measure(setter), style->rule_colour);
	galley_white(setter, SLAB_SKIP,
	        style->padding_top ? style->padding_top : style->leading / 3, TRUE);
	flow_block(setter, block, G_MAXUINT, FALSE);
	galley_white(setter, SLAB_ALIGN, 0, FALSE);
	galley_white(setter, SLAB_SPACE, style->space_after, FALSE);
}

/* One of those that are gathered in a note at the end. */
static void
set_gathered(struct setter *setter, const struct node *caption)
{
	galley_white(setter, SLAB_SPACE, setter->style->blocks[BLOCK_CAPTION].leading / 4,
	        FALSE);
	flow_block(setter, flow_make(setter, caption, BLOCK_CAPTION), G_MAXUINT, FALSE);
}

/* --- the picture -------------------------------------------------------- */

/* The width at which there are LEAST_DPI pixels to the inch, if that is narrower. */
static unit
width_of(const struct image *image, unit measure)
{
	gint64 own = (gint64)image->width * 72 * UNIT_PT / LEAST_DPI;

	if (image->header.format == IMAGE_SVG || own >= measure)
		return measure;
	return (unit)MIN(own, measure / 2);
}

static void
size_of(const struct setter *setter, const struct image *image, struct slab *slab)
{
	unit most = (unit)((gint64)setter->style->lines * setter->style->grid * HIGHEST /
	                   100);
	gint64 width = width_of(image, flow_measure(setter));
	gint64 height = width * image->height / image->width;

	if (height > most) {
		width = (gint64)most * image->width / image->height;
		height = most;
	}
	slab->width = (unit)MAX(width, UNIT_PT);
	slab->height = (unit)MAX(height, UNIT_PT);
}

/* A figure that stands in the text itself may go to the next page by itself, but not
 * away from the heading above it. */
static gboolean
may_move(const struct node *figure)
{
	return figure->parent->kind == NODE_ARTICLE && !follows_heading(figure);
}

/* What its style sets off on both sides, as far as there is room. */
struct insets {
	unit left, right;
};

static struct insets
open_insets(struct setter *setter, const struct group_style *style)
{
	unit most = flow_measure(setter) / 4;
	struct insets insets = {
	        CLAMP(style->inset_left, 0, most), CLAMP(style->inset_right, 0, most)};

	setter->inset_left += insets.left;
	setter->inset_right += insets.right;
	return insets;
}

static void
draw_rule(struct setter *setter, const struct group_style *style, unit thickness)
{
	unit measure = flow_measure(setter);

	if (thickness)
		galley_rule(setter, thickness, setter->inset_left,
		        style->rule_length ? MIN(style->rule_length, measure) : measure,
		        style->rule_colour);
}

static void
set_picture(struct setter *setter, const struct node *figure)
{
	const struct block_style *style = &setter->style->blocks[BLOCK_CAPTION];
	const struct group_style *group = &setter->style->groups[GROUP_FIGURE];
	const struct node *caption = node_find(figure, NODE_CAPTION);
	gboolean captioned = has_caption(caption);
	gboolean closed = group->rule_below || group->padding_bottom;
	struct slab slab = {
	        .kind = SLAB_PICTURE, .keep = captioned || closed, .figure = figure};

	struct insets own = open_insets(setter, group);

	slab.x = setter->inset_left;
	size_of(setter, figure->image, &slab);
	if (may_move(figure))
		galley_open_group(setter);
	galley_white(setter, SLAB_SPACE, group->space_before, follows_heading(figure));
	draw_rule(setter, group, group->rule_above);
	galley_white(setter, SLAB_SKIP, group->padding_top, TRUE);
	galley_picture(setter, &slab);
	if (captioned) {
		galley_white(setter, SLAB_SKIP, style->leading / 2, TRUE);
		flow_block(setter, flow_make(setter, caption, BLOCK_CAPTION), G_MAXUINT,
		        closed);
	}
	galley_white(setter, SLAB_SKIP, group->padding_bottom, closed);
	draw_rule(setter, group, group->rule_below);
	setter->inset_left -= own.left;
	setter->inset_right -= own.right;
	galley_white(setter, SLAB_SPACE, group->space_after, FALSE);
	galley_white(setter, SLAB_ALIGN, 0, FALSE);
	galley_close_group(setter);
}

void
figure_set(struct setter *setter, const struct node *figure)
{
	const struct node *caption = node_find(figure, NODE_CAPTION);

	if (figure->image)
		set_picture(setter, figure);
	else if (has_caption(caption) && figure->parent->kind == NODE_NOTE)
		set_gathered(setter, caption);
	else if (has_caption(caption))
		set_note(setter, caption);
}
