/*
 * group.c - what holds blocks: lists, quotations, verse, notes, boxes; and the ornament.
 *
 * A group narrows the measure while its blocks are set, and leads back to the baseline
 * grid behind itself. Invariant: the insets are those of before when a function returns,
 * and no mark of an item waits. Depth is bounded by the readers (LIMIT_NESTING).
 */
#include "typeset/setter.h"

#include "style/role.h"

/* --- white around -------------------------------------------------------- */

/* A group that is open: what was before it. */
struct opened {
	const struct frame *frame;
	unit left, right; /* its insets, as far as there is room for them */
	unit x, width;    /* of its rules and ground */
};

void
group_rule(struct setter *setter, const struct group_style *style, unit thickness, unit x,
        unit width)
{
	unit length = style->rule_length ? MIN(style->rule_length, width) : width;

	if (thickness)
		galley_rule(setter, thickness, x, length, style->rule_colour);
}

unit
group_inset(const struct setter *setter, unit inset)
{
	return CLAMP(inset, 0, flow_measure(setter) / 4);
}

void
group_begin(struct setter *setter, const struct group_style *style)
{
	if (style->break_before)
		galley_break(setter, style->break_before);
	setter->keeping += style->keep_inside;
}

void
group_end(struct setter *setter, const struct group_style *style)
{
	setter->keeping -= style->keep_inside;
	if (style->keep_inside)
		galley_allow(setter);
	if (style->break_after)
		galley_break(setter, style->break_after);
}

/* left, right: its insets, white and rules at the sides included. */
static struct opened
open_group(struct setter *setter, const struct group_style *style, unit left, unit right)
{
	const struct sides *sides = &style->sides;
	unit white_left = MIN(left, sides->padding_left + sides->rule_left);
	unit white_right = MIN(right, sides->padding_right + sides->rule_right);
	struct opened opened = {setter->frame, left, right, 0, 0};

	group_begin(setter, style);
	galley_white(setter, SLAB_SPACE, style->space_before, galley_keeps(setter));
	setter->inset_left += left;
	setter->inset_right += right;
	opened.x = setter->inset_left - white_left;
	opened.width = flow_measure(setter) + white_left + white_right;
	frame_open(
	        setter, opened.x, opened.width, sides, style->filled, style->background);
	group_rule(setter, style, style->rule_above, opened.x, opened.width);
	galley_white(setter, SLAB_SKIP, style->padding_top, TRUE);
	return opened;
}

static void
close_group(struct setter *setter, const struct group_style *style,
        const struct opened *opened)
{
	if (style->padding_bottom || style->rule_below)
		galley_hold(setter);
	galley_white(setter, SLAB_SKIP, style->padding_bottom, style->rule_below > 0);
	group_rule(setter, style, style->rule_below, opened->x, opened->width);
	setter->frame = opened->frame;
	setter->inset_left -= opened->left;
	setter->inset_right -= opened->right;
	group_end(setter, style);
	galley_white(setter, SLAB_SPACE, style->space_after, FALSE);
	if (style->space_after || style->padding_top || style->padding_bottom ||
	        style->rule_above || style->rule_below)
		galley_white(setter, SLAB_ALIGN, 0, FALSE);
}

/* --- lists ------------------------------------------------------------- */

static struct block *
make_mark(struct setter *setter, const struct node *item, unit measure)
{
	struct block *mark;

	if (!item->shown || !*item->shown)
		return NULL;
	mark = block_new(setter, item, BLOCK_ITEM, NULL, measure);
	mark->x += setter->inset_left;
	block_break(setter, mark);
	return mark;
}

static unit
mark_width(const struct block *mark)
{
	return mark->lines->len ? g_array_index(mark->lines, struct line, 0).width : 0;
}

/* How far the text of a list stands to the right of its marks: the widest one fits. */
static unit
hang_of(struct setter *setter, const struct node *list, unit *widest)
{
	unit hang = MAX(setter->style->groups[GROUP_LIST].inset_left, 0);
	unit most = flow_measure(setter) / 4;

	for (const struct node *item = list->first; item; item = item->next) {
		struct block *mark = make_mark(setter, item, most);

		if (mark) {
			hang = MAX(hang, mark_width(mark) + mark->size * 4 / 10);
			*widest = MAX(*widest, mark_width(mark));
		}
		block_free(mark);
	}
	return MIN(hang, most);
}

/* Numbers stand flush on their stops: "9." above "10.". */
static struct block *
aligned_mark(struct setter *setter, const struct node *item, unit measure, unit widest)
{
	struct block *mark = make_mark(setter, item, measure);

	if (mark && item->parent->ordered && mark->style->align == ALIGN_LEFT)
		mark->x += widest - mark_width(mark);
	return mark;
}

/* A mark that no line of text has taken stands alone. */
static void
flush_mark(struct setter *setter)
{
	struct block *mark = g_steal_pointer(&setter->mark);

	if (mark)
		flow_block(setter, mark, 0, FALSE);
}

static gboolean
begins_with_text(const struct node *item)
{
	const struct node *first = item->first;

	return first && (first->kind == NODE_PARAGRAPH || first->kind == NODE_HEADING) &&
	       first->shown && *first->shown;
}

void
group_list(struct setter *setter, const struct node *list)
{
	const struct group_style *style = &setter->style->groups[GROUP_LIST];
	unit widest = 0, hang = hang_of(setter, list, &widest);
	unit right = group_inset(setter, style->inset_right);
	struct opened opened;

	opened = open_group(setter, style, 0, right);
	for (const struct node *item = list->first; item && !setter->failed;
	        item = item->next) {
		setter->mark = aligned_mark(setter, item, hang, widest);
		if (!begins_with_text(item))
			flush_mark(setter);
		setter->inset_left += hang;
		flow_blocks(setter, item);
		setter->inset_left -= hang;
		galley_flow(setter);
	}
	close_group(setter, style, &opened);
}

/* --- quotations, notes, boxes -------------------------------------------- */

void
group_quote(struct setter *setter, const struct node *quote)
{
	const struct group_style *style = &setter->style->groups[GROUP_QUOTE];
	unit both = style->inset_left + style->inset_right;
	/* a quotation in a narrow column is inset no further */
	gboolean room = both >= 0 && flow_measure(setter) > 3 * (gint64)both;
	unit left = room ? MAX(style->inset_left, 0) : 0;
	unit right = room ? MAX(style->inset_right, 0) : 0;
	struct opened opened;

	opened = open_group(setter, style, left, right);
	flow_blocks(setter, quote);
	close_group(setter, style, &opened);
}

static void
set_aside(struct setter *setter, const struct node *aside, enum group group)
{
	const struct group_style *style = &setter->style->groups[group];

	unit left = group_inset(setter, style->inset_left);
	unit right = group_inset(setter, style->inset_right);
	struct opened opened;

	opened = open_group(setter, style, left, right);
	flow_blocks(setter, aside);
	close_group(setter, style, &opened);
}

/* Below a short hairline. One right below a table was set with it. */
void
group_note(struct setter *setter, const struct node *note)
{
	if (!role_is_below_table(note))
		set_aside(setter, note, GROUP_NOTE);
}

void
group_table_note(struct setter *setter, const struct node *note)
{
	set_aside(setter, note, GROUP_TABLE_NOTE);
}

/* Between hairlines. */
void
group_box(struct setter *setter, const struct node *box)
{
	set_aside(setter, box, GROUP_BOX);
}

void
group_colophon(struct setter *setter, const struct node *colophon)
{
	set_aside(setter, colophon, GROUP_COLOPHON);
}

void
group_separator(struct setter *setter, const struct node *separator)
{
	galley_hold(setter);
	galley_ornament(setter);
}

/* --- verse ------------------------------------------------------------- */

/* The first two and the last two lines of a stanza stay together. */
static void
set_stanza(struct setter *setter, const struct node *stanza)
{
	for (const struct node *node = stanza->first; node; node = node->next) {
		gboolean inner = node != stanza->first && node->next && node->next->next;

		if (node->shown && *node->shown)
			flow_block(setter, flow_make(setter, node, BLOCK_VERSE),
			        G_MAXUINT, node->next && !inner);
	}
}

void
group_verse(struct setter *setter, const struct node *verse)
{
	const struct group_style *style = &setter->style->groups[GROUP_VERSE];
	unit inset = CLAMP(style->inset_left, 0, flow_measure(setter) / 6);
	unit right = group_inset(setter, style->inset_right);
	struct opened opened;

	opened = open_group(setter, style, inset, right);
	for (const struct node *node = verse->first; node && !setter->failed;
	        node = node->next) {
		if (node->kind == NODE_STANZA) {
			if (node != verse->first)
				galley_white(setter, SLAB_SPACE,
				        setter->style->blocks[BLOCK_VERSE].space_before,
				        FALSE);
			set_stanza(setter, node);
		} else if (node->shown && *node->shown) {
			galley_hold(setter); /* the poet stays with the verse */
			flow_block(setter, flow_make(setter, node, BLOCK_ATTRIBUTION),
			        G_MAXUINT, FALSE);
		}
		galley_flow(setter);
	}
	close_group(setter, style, &opened);
}
