/*
 * footnote.c - notes that stand at the foot of the page where their mark is.
 *
 * A note is set when the line with its mark is laid, and hangs on that layer until an
 * area takes both (area.c). Where the mark of a note is found nowhere, or nothing says
 * that it floats, it stays where it is. Notes of a table stay below
 * it. Invariant: a note is laid once.
 */
#include "typeset/setter.h"

#include "article/notes.h"
#include "style/role.h"

/* The part of the setter that is another one while a note is set. */
struct aside {
	GArray *galley;
	gint64 laid;
	guint galley_start, columns, group;
	enum place asked, away;
	unit inset_left, inset_right;
	struct block *mark;
	int level;
};

static struct aside
open_aside(struct setter *setter)
{
	struct aside aside = {setter->galley, setter->laid, setter->galley_start,
	        setter->columns, setter->group, setter->asked, setter->away,
	        setter->inset_left, setter->inset_right, g_steal_pointer(&setter->mark),
	        setter->level};

	setter->galley = g_array_new(FALSE, FALSE, sizeof(struct slab));
	setter->galley_start = 0;
	setter->columns = setter->style->columns.count;
	setter->group = 0;
	setter->asked = setter->away = PLACE_TEXT;
	setter->inset_left = setter->inset_right = 0;
	setter->aside = TRUE;
	return aside;
}

/* Returns what was set. */
static GArray *
close_aside(struct setter *setter, const struct aside *aside)
{
	GArray *slabs = setter->galley;

	setter->galley = aside->galley;
	setter->laid = aside->laid;
	setter->galley_start = aside->galley_start;
	setter->columns = aside->columns;
	setter->group = aside->group;
	setter->asked = aside->asked;
	setter->away = aside->away;
	setter->inset_left = aside->inset_left;
	setter->inset_right = aside->inset_right;
	setter->mark = aside->mark;
	setter->level = aside->level;
	setter->aside = FALSE;
	return slabs;
}

static GArray *
set_note(struct setter *setter, const struct node *note)
{
	const struct group_style *style = &setter->style->groups[GROUP_NOTE];
	struct aside aside = open_aside(setter);
	unit left = group_inset(setter, style->inset_left);

	setter->inset_right = group_inset(setter, style->inset_right);
	setter->inset_left = left;
	flow_blocks(setter, note);
	return close_aside(setter, &aside);
}

/* Bytes of the block's text that a line shows: [start, end). */
static void
line_bytes(const struct block *block, const struct line *line, gsize *start, gsize *end)
{
	const struct word *first = &g_array_index(block->words, struct word, line->first);
	const struct word *last =
	        &g_array_index(block->words, struct word, line->end - 1);

	*start = first->offset;
	*end = line->last ? G_MAXSIZE : last->offset + last->token->length;
}

gboolean
footnote_is_laid(const struct setter *setter, const struct node *note)
{
	return g_hash_table_contains(setter->footnotes, GUINT_TO_POINTER(note->id));
}

/* A text that is shown otherwise than it is (text-transform) has its notes in its last
 * line. */
static gboolean
stands_in(
        const struct block *block, const struct line *line, gsize offset, gboolean exact)
{
	gsize start, end;

	if (!exact)
		return line->last;
	line_bytes(block, line, &start, &end);
	return offset >= start && offset < end;
}

/* Sets the notes whose marks stand in a line. base: where the text with these marks
 * begins in the block's; exact: it is as shown. */
static void
set_notes(struct setter *setter, const struct block *block, const struct line *line,
        const GArray *links, guint base, gboolean exact, GArray **all)
{
	for (guint i = 0; links && i < links->len; i++) {
		const struct note_link *link = &g_array_index(links, struct note_link, i);
		const struct node *note = tree_node(setter->tree, link->note);
		GArray *slabs;

		if (link->back || role_is_below_table(note) ||
		        !stands_in(block, line, base + link->offset, exact) ||
		        !g_hash_table_add(
		                setter->footnotes, GUINT_TO_POINTER(link->note)))
			continue;
		slabs = set_note(setter, note);
		if (!*all)
			*all = g_array_new(FALSE, FALSE, sizeof(struct slab));
		g_array_append_vals(*all, slabs->data, slabs->len);
		g_array_unref(slabs);
	}
}

GArray *
footnote_make(struct setter *setter, const struct block *block, const struct line *line)
{
	const struct run_in *head = block->head;
	GArray *all = NULL;

	if (head)
		set_notes(setter, block, line, head->links, 0, head->exact, &all);
	set_notes(setter, block, line, block->links, block->base, block->exact, &all);
	return all;
}

unit
footnote_height(const struct slab *slab)
{
	return slab->kind == SLAB_ALIGN ? 0 : slab->height;
}

unit
footnote_heights(const GArray *slabs)
{
	unit sum = 0;

	for (guint i = 0; i < slabs->len; i++)
		sum += footnote_height(&g_array_index(slabs, struct slab, i));
	return sum;
}

unit
footnote_above(const struct setter *setter)
{
	const struct group_style *style = &setter->style->groups[GROUP_NOTE];

	return style->space_before + style->rule_above + style->padding_top;
}
