/*
 * group.c - what holds blocks: lists, quotations, verse, notes, boxes; and the ornament.
 *
 * A group narrows the measure while its blocks are set, and leads back to the baseline
 * grid behind itself. Invariant: the insets are those of before when a function returns,
 * and no mark of an item waits. Depth is bounded by the readers (LIMIT_NESTING).
 */
#include "typeset/setter.h"

/* --- white around -------------------------------------------------------- */

static void
open_group(struct setter *setter, unit left, unit right)
{
	galley_white(setter, SLAB_SPACE, setter->style->grid / 2, FALSE);
	setter->inset_left += left;
	setter->inset_right += right;
}

static void
close_group(struct setter *setter, unit left, unit right)
{
	setter->inset_left -= left;
	setter->inset_right -= right;
	galley_white(setter, SLAB_SPACE, setter->style->grid / 2, FALSE);
	galley_white(setter, SLAB_ALIGN, 0, FALSE);
}

/* --- lists ------------------------------------------------------------- */

static unit
width_of(const struct block *block)
{
	unit width = 0;

	for (guint i = 0; i < block->words->len; i++)
		width += items_word(block, i);
	return width;
}

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

/* How far the text of a list stands to the right of its marks: the widest one fits. */
static unit
hang_of(struct setter *setter, const struct node *list)
{
	unit hang = setter->style->inset, most = flow_measure(setter) / 4;

	for (const struct node *item = list->first; item; item = item->next) {
		struct block *mark = make_mark(setter, item, most);

		if (mark)
			hang = MAX(hang, width_of(mark) + mark->size * 4 / 10);
		block_free(mark);
	}
	return MIN(hang, most);
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
	return item->first && item->first->kind == NODE_PARAGRAPH && item->first->shown &&
	       *item->first->shown;
}

void
group_list(struct setter *setter, const struct node *list)
{
	unit hang = hang_of(setter, list);

	for (const struct node *item = list->first; item && !setter->failed;
	        item = item->next) {
		setter->mark = make_mark(setter, item, hang);
		if (!begins_with_text(item))
			flush_mark(setter);
		setter->inset_left += hang;
		flow_blocks(setter, item);
		setter->inset_left -= hang;
		galley_flow(setter);
	}
}

/* --- quotations, notes, boxes -------------------------------------------- */

void
group_quote(struct setter *setter, const struct node *quote)
{
	/* a quotation in a narrow column is inset no further */
	unit inset = flow_measure(setter) > 6 * setter->style->inset
	                     ? setter->style->inset
	                     : 0;

	open_group(setter, inset, inset);
	flow_blocks(setter, quote);
	close_group(setter, inset, inset);
}

static void
hairline(struct setter *setter, unit width)
{
	galley_rule(setter, setter->style->hairline, setter->inset_left, width, 0);
}

/* Below a short hairline. */
void
group_note(struct setter *setter, const struct node *note)
{
	open_group(setter, 0, 0);
	hairline(setter, MIN(setter->style->head_rule_width, flow_measure(setter)));
	galley_white(setter, SLAB_SKIP, setter->style->grid / 4, TRUE);
	flow_blocks(setter, note);
	close_group(setter, 0, 0);
}

/* Between hairlines. */
void
group_box(struct setter *setter, const struct node *box)
{
	open_group(setter, 0, 0);
	hairline(setter, flow_measure(setter));
	galley_white(setter, SLAB_SKIP, setter->style->grid / 4, TRUE);
	flow_blocks(setter, box);
	galley_white(setter, SLAB_SKIP, setter->style->grid / 4, TRUE);
	hairline(setter, flow_measure(setter));
	close_group(setter, 0, 0);
}

void
group_separator(struct setter *setter, const struct node *separator)
{
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
	unit inset = MIN(setter->style->verse_inset, flow_measure(setter) / 6);

	open_group(setter, inset, 0);
	for (const struct node *node = verse->first; node && !setter->failed;
	        node = node->next) {
		if (node->kind == NODE_STANZA) {
			if (node != verse->first)
				galley_white(setter, SLAB_SPACE, setter->style->grid / 2,
				        FALSE);
			set_stanza(setter, node);
		} else if (node->shown && *node->shown) {
			flow_block(setter, flow_make(setter, node, BLOCK_ATTRIBUTION),
			        G_MAXUINT, FALSE);
		}
		galley_flow(setter);
	}
	close_group(setter, inset, 0);
}
