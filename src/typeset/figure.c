/*
 * figure.c - a figure: its picture with the caption below, or the caption alone.
 *
 * A picture takes the full measure; one of few pixels half of it, or less, so that there
 * are LEAST_DPI pixels to the inch; and none is higher than its share of the page.
 * Picture and caption stay together; where they do not fit they open the next page. A
 * line of white, more or less, leads back to the baseline grid. The style may ask for a
 * width; it, or the figure itself, for the head or foot of the page across all columns,
 * which a figure takes that can fill it, or for a page of its own, which the picture
 * fills as far as it can.
 */
#include "image/image.h"
#include "typeset/setter.h"

enum {
	LEAST_DPI = 150,
	HIGHEST = 62, /* hundredths of the type area */
	CAPTION_SHARE =
	        3, /* part of a page that the caption of a figure apart may have */
};

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

/* --- how large ---------------------------------------------------------- */

/* A figure on its way into the galley. */
struct figure {
	const struct node *node;
	const struct group_style *style;
	enum place place;      /* where it is to stand, */
	gboolean across;       /* of the page, not of a column */
	struct block *caption; /* or NULL */
	enum place away;       /* where it goes from the columns, or TEXT */
	unit left, right;      /* its insets */
	unit skip;             /* above a picture on a page of its own */
	struct slab slab;      /* the picture's */
};

/* The width of an image at LEAST_DPI pixels to the inch. */
static gint64
sharp_width(const struct image *image)
{
	return image->header.format == IMAGE_SVG
	               ? G_MAXINT
	               : (gint64)image->width * 72 * UNIT_PT / LEAST_DPI;
}

/* The full measure, or, of few pixels, half of it or less; all that there is where the
 * figure has its own page or width. */
static unit
width_of(const struct figure *figure, unit measure)
{
	const struct breadth *breadth = &figure->style->breadth;
	gint64 sharp = sharp_width(figure->node->image);

	if (sharp >= measure || breadth->fixed || breadth->permille)
		return measure;
	return (unit)MIN(sharp, figure->away == PLACE_PAGE ? measure : measure / 2);
}

static unit
page_height(const struct setter *setter)
{
	return (unit)setter->style->lines * setter->style->grid;
}

/* Its share of a page, or all of one that the caption and what is drawn leave. */
static unit
highest(const struct setter *setter, const struct figure *figure)
{
	const struct group_style *style = figure->style;
	const struct block *caption = figure->caption;
	unit used = style->rule_above + style->padding_top + style->padding_bottom +
	            style->rule_below;

	if (figure->away != PLACE_PAGE)
		return (unit)((gint64)page_height(setter) * HIGHEST / 100);
	if (caption)
		used += caption->style->leading / 2 +
		        (unit)caption->lines->len * caption->leading;
	return page_height(setter) - used;
}

/* The picture's size and place in what its insets leave. */
static void
set_size(const struct setter *setter, struct figure *figure)
{
	const struct image *image = figure->node->image;
	unit measure = flow_measure(setter), most = highest(setter, figure);
	gint64 width = width_of(figure, measure);
	gint64 height = width * image->height / image->width;

	if (height > most) {
		width = (gint64)most * image->width / image->height;
		height = most;
	}
	figure->slab.width = (unit)MAX(width, UNIT_PT);
	figure->slab.height = (unit)MAX(height, UNIT_PT);
	figure->slab.x = setter->inset_left;
	if (figure->style->align == ALIGN_RIGHT)
		figure->slab.x += measure - figure->slab.width;
	if (figure->style->align == ALIGN_CENTRE)
		figure->slab.x += (measure - figure->slab.width) / 2;
	if (figure->away == PLACE_PAGE) /* a third of the white is above */
		figure->skip = (most - figure->slab.height) / 3 / setter->style->grid *
		               setter->style->grid;
}

/* --- where it stands ------------------------------------------------------ */

/* What its style sets off on both sides, as far as there is room. */
static void
open_insets(struct setter *setter, struct figure *figure)
{
	unit most = flow_measure(setter) / 4, measure, width, rest;
	const struct group_style *style = figure->style;

	figure->left = CLAMP(style->inset_left, 0, most);
	figure->right = CLAMP(style->inset_right, 0, most);
	measure = flow_measure(setter) - figure->left - figure->right;
	width = breadth_in(&style->breadth, measure, measure);
	width = MIN(width, breadth_in(&style->most, measure, measure));
	rest = measure - CLAMP(width, measure / 20, measure);
	if (style->auto_left)
		figure->left += style->auto_right ? rest / 2 : rest;
	figure->right += style->auto_left && !style->auto_right ? 0
	                 : style->auto_left                     ? rest - rest / 2
	                                                        : rest;
	setter->inset_left += figure->left;
	setter->inset_right += figure->right;
}

static void
close_insets(struct setter *setter, const struct figure *figure)
{
	setter->inset_left -= figure->left;
	setter->inset_right -= figure->right;
}

/* A figure that stands in the text itself may go to the next page by itself, but not
 * away from the heading above it. */
static gboolean
may_move(const struct figure *figure)
{
	return figure->node->parent->kind == NODE_ARTICLE &&
	       (figure->away == PLACE_PAGE || !follows_heading(figure->node));
}

/* Across the page it must fill the width, unless its style says how wide it is. */
static gboolean
fills(const struct setter *setter, const struct figure *figure)
{
	unit measure = flow_measure(setter);

	return figure->style->breadth.fixed || figure->style->breadth.permille ||
	       figure->style->most.fixed || figure->style->most.permille ||
	       figure->slab.width == measure;
}

/* Its caption and the place of its picture, with these columns. */
static void
measure_in(struct setter *setter, struct figure *figure, enum place away)
{
	const struct node *caption = node_find(figure->node, NODE_CAPTION);

	figure->away = away;
	setter->columns = away ? 1 : setter->columns;
	open_insets(setter, figure);
	block_free(figure->caption);
	figure->caption =
	        has_caption(caption) ? flow_make(setter, caption, BLOCK_CAPTION) : NULL;
	set_size(setter, figure);
}

/* Is it what is wanted: on a page of its own, or across the page? A caption of many
 * lines stays in the text. */
static gboolean
goes_away(struct setter *setter, struct figure *figure, enum place place)
{
	guint lines = figure->caption ? figure->caption->lines->len : 0;
	gboolean apart = place == PLACE_HEAD || place == PLACE_FOOT;

	if (!may_move(figure) || setter->aside ||
	        lines > setter->style->lines / CAPTION_SHARE)
		return FALSE;
	return place == PLACE_PAGE || (apart && figure->across && fills(setter, figure));
}

/* What the figure says of itself, else its style. */
static void
choose_place(struct figure *figure)
{
	static const enum place places[] = {[FLOAT_NONE] = PLACE_TEXT,
	        [FLOAT_TOP] = PLACE_HEAD,
	        [FLOAT_BOTTOM] = PLACE_FOOT,
	        [FLOAT_PAGE] = PLACE_PAGE};
	const struct node *node = figure->node;

	figure->place = node->floats ? places[node->floats] : figure->style->place;
	figure->across = node->reference ? node->reference == REFERENCE_PAGE
	                                 : figure->style->across;
}

/* In the columns, if it may not leave them. */
static void
find_place(struct setter *setter, struct figure *figure)
{
	enum place place = figure->place;
	guint columns = setter->columns;

	if (place == PLACE_PAGE || (figure->across && columns > 1)) {
		measure_in(setter, figure, place);
		if (goes_away(setter, figure, place))
			return;
		close_insets(setter, figure);
		setter->columns = columns;
	}
	measure_in(setter, figure, PLACE_TEXT);
}

/* --- into the galley ------------------------------------------------------- */

static void
lay_above(struct setter *setter, const struct figure *figure)
{
	const struct group_style *style = figure->style;

	if (figure->away == PLACE_PAGE)
		galley_white(setter, SLAB_SKIP, figure->skip, TRUE);
	else
		galley_white(setter, SLAB_SPACE, style->space_before,
		        follows_heading(figure->node));
	group_rule(setter, style, style->rule_above, setter->inset_left,
	        flow_measure(setter));
	galley_white(setter, SLAB_SKIP, style->padding_top, TRUE);
}

/* The figure's block goes to the galley. */
static void
lay(struct setter *setter, struct figure *figure)
{
	const struct group_style *style = figure->style;
	gboolean closed = style->rule_below || style->padding_bottom;

	if (may_move(figure))
		galley_open_group(setter, figure->place, figure->away != PLACE_TEXT);
	lay_above(setter, figure);
	figure->slab.keep = figure->caption || closed;
	galley_picture(setter, &figure->slab);
	if (figure->caption) {
		galley_white(
		        setter, SLAB_SKIP, figure->caption->style->leading / 2, TRUE);
		flow_block(setter, figure->caption, G_MAXUINT, closed);
	}
	galley_white(setter, SLAB_SKIP, style->padding_bottom, closed);
	group_rule(setter, style, style->rule_below, setter->inset_left,
	        flow_measure(setter));
	if (figure->away != PLACE_PAGE) {
		galley_white(setter, SLAB_SPACE, style->space_after, FALSE);
		galley_white(setter, SLAB_ALIGN, 0, FALSE);
	}
	galley_close_group(setter);
}

static void
set_picture(struct setter *setter, const struct node *node)
{
	struct figure figure = {
	        .node = node,
	        .style = &setter->style->groups[GROUP_FIGURE],
	        .slab = {.kind = SLAB_PICTURE, .figure = node},
	};
	guint columns = setter->columns;

	choose_place(&figure);
	find_place(setter, &figure);
	lay(setter, &figure);
	close_insets(setter, &figure);
	setter->columns = columns;
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
