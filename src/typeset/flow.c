/*
 * flow.c - the walk through the tree: every node with text becomes a block in the galley.
 *
 * A table says which role a kind of node is set in; the few that need more than their
 * role (the head of an article, leads, captions, the first paragraph) have a function.
 */
#include "style/role.h"
#include "typeset/setter.h"

#include <string.h>

unit
flow_column(const struct setter *setter, guint n)
{
	const struct style *style = setter->style;
	unit measure = style->width - style->margin_left - style->margin_right;

	return (measure - (unit)(n - 1) * style->columns.gap) / (unit)n;
}

unit
flow_measure(const struct setter *setter)
{
	return flow_column(setter, setter->columns) - setter->inset_left -
	       setter->inset_right;
}

/* What spans all columns is set across the page, but not inside of something. Returns
 * what to give back to setter->columns behind it. */
static guint
span(struct setter *setter, gboolean spans)
{
	guint columns = setter->columns;

	if (spans && !setter->inset_left && !setter->inset_right)
		setter->columns = 1;
	return columns;
}

/* --- lines and keeps ---------------------------------------------------- */

/* No page break after line i: orphans, widows, what the head above asks for, an initial.
 */
static gboolean
kept(const struct block *block, guint i, guint keep_first, gboolean keep_last)
{
	guint n = block->lines->len;

	if (i + 1 == n)
		return keep_last;
	if (block->initial && i + 1 < block->initial->lines)
		return TRUE;
	if (i + 1 < block->style->orphans || n - i - 1 < block->style->widows)
		return TRUE;
	return i + 1 < keep_first;
}

void
flow_block(
        struct setter *setter, struct block *block, guint keep_first, gboolean keep_last)
{
	if (block->initial)
		galley_clear(setter, block->initial->above);
	for (guint i = 0; i < block->lines->len; i++)
		galley_line(setter, block, i, kept(block, i, keep_first, keep_last));
	if (!block->lines->len)
		block_free(block);
}

/* Official papers are closed by "./.". */
static gboolean
has_end_mark(const struct block *block)
{
	return g_str_has_suffix(block->text, "./.");
}

/* A node's text where it stands now, not yet broken. */
static struct block *
begin_block(struct setter *setter, const struct node *node, enum block_role role)
{
	const struct node *head = g_steal_pointer(&setter->run_in);
	struct block *block =
	        block_new_headed(setter, node, role, head, flow_measure(setter));

	block->x += setter->inset_left;
	block->mark = g_steal_pointer(&setter->mark);
	block->end_mark = node == setter->last_paragraph && !has_end_mark(block);
	return block;
}

struct block *
flow_make(struct setter *setter, const struct node *node, enum block_role role)
{
	struct block *block = begin_block(setter, node, role);

	if (!block->head)
		initial_make(setter, block);
	block_break(setter, block);
	return block;
}

/* Where the rules and the ground of a block begin, and how wide they are. */
static unit
edge_of(const struct setter *setter, const struct block_style *style, unit *width)
{
	const struct sides *sides = &style->sides;
	unit left = sides->padding_left + sides->rule_left;
	unit right = sides->padding_right + sides->rule_right;

	*width = flow_measure(setter) - style->margin_left - style->margin_right + left +
	         right;
	return setter->inset_left + style->margin_left - left;
}

static void
flow_rule(struct setter *setter, const struct block_style *style, unit thickness)
{
	unit width, x = edge_of(setter, style, &width);

	if (thickness)
		galley_rule(setter, thickness, x, width, style->rule_colour);
}

/* The white of a heading stands above it: on its last line the grid goes on. */
static void
align_heading(
        struct setter *setter, const struct block_style *style, const struct block *block)
{
	unit edges = style->rule_above + style->padding_top + style->padding_bottom +
	             style->rule_below;

	galley_white(setter, SLAB_ALIGN, edges + block_height(block), TRUE);
}

/* A page break, and white: of a head that runs in, and of its paragraph. */
static void
open_block(struct setter *setter, const struct block_style *style, gboolean keep)
{
	if (!style)
		return;
	if (style->break_before)
		galley_break(setter, style->break_before);
	galley_white(setter, SLAB_SPACE, style->space_before, keep);
}

/* What stands above the text: page break, white, rule. */
static void
flow_above(struct setter *setter, const struct block *block, gboolean keep)
{
	const struct block_style *style = block->style;
	unit width, x;

	open_block(setter, block->head ? block->head->style : NULL, keep);
	open_block(setter, style, keep);
	if (block->node->kind == NODE_HEADING)
		align_heading(setter, style, block);
	x = edge_of(setter, style, &width);
	frame_open(setter, x, width, &style->sides, FALSE, 0);
	flow_rule(setter, style, style->rule_above);
	galley_white(setter, SLAB_SKIP, style->padding_top, TRUE);
}

static void
flow_below(struct setter *setter, const struct block_style *style,
        const struct frame *frame, gboolean keep)
{
	galley_white(setter, SLAB_SKIP, style->padding_bottom, TRUE);
	flow_rule(setter, style, style->rule_below);
	setter->frame = frame;
	if (style->rule_above || style->rule_below || style->padding_top ||
	        style->padding_bottom)
		galley_white(setter, SLAB_ALIGN, 0, keep);
	galley_white(setter, SLAB_SPACE, style->space_after, keep);
	if (style->break_after)
		galley_break(setter, style->break_after);
}

/* A text with all that its style draws around it. keep_before: it stays with what is
 * above; keep_last: with what is below. */
static void
flow_text(struct setter *setter, const struct node *node, enum block_role role,
        gboolean keep_before, guint keep_first, gboolean keep_last)
{
	const struct block_style *style = &setter->style->blocks[role];
	gboolean keep = keep_last || style->rule_below || style->padding_bottom;
	const struct frame *frame = setter->frame;
	guint columns = span(setter, style->spans);
	struct block *block = flow_make(setter, node, role);

	flow_above(setter, block, keep_before);
	flow_block(setter, block, style->keep_inside ? G_MAXUINT : keep_first, keep);
	flow_below(setter, style, frame, keep_last);
	setter->columns = columns;
}

/* A block that hangs together and with what follows it; with what is above if that asks
 * for it: a heading below a heading. */
static void
flow_kept(struct setter *setter, const struct node *node, enum block_role role)
{
	flow_text(setter, node, role, galley_keeps(setter), G_MAXUINT, TRUE);
}

/* --- kinds of nodes ----------------------------------------------------- */

/* Lines of the text after a heading that stay with it. */
static guint
keep_after(
        const struct setter *setter, const struct node *node, const struct node *previous)
{
	if (!previous ||
	        (previous->kind != NODE_HEADING && previous->kind != NODE_PARAGRAPH))
		return 0;
	return setter->style->blocks[role_of(setter->style, previous, NULL)].keep_next;
}

/* The line below a text hangs on it. */
static gboolean
belongs_above(const struct node *node)
{
	return node &&
	       (node->kind == NODE_SOURCE || node->kind == NODE_BYLINE ||
	               node->role == ROLE_ATTRIBUTION || node->role == ROLE_SIGNATURE);
}

/* One line that opens a quotation - the place and date of a letter - stays with the next.
 */
static void
hold_opening(struct setter *setter, const struct node *node)
{
	guint n = setter->galley->len;
	const struct slab *last;

	if (node->parent->kind != NODE_QUOTE || node != node->parent->first ||
	        !node->next || n <= setter->galley_start)
		return;
	last = &g_array_index(setter->galley, struct slab, n - 1);
	if (last->kind == SLAB_LINE && last->block->lines->len == 1)
		galley_hold(setter);
}

static void
flow_paragraph(struct setter *setter, const struct node *node,
        const struct node *previous, enum block_role role)
{
	gboolean keep_last =
	        belongs_above(node->next) || setter->style->blocks[role].keep_next > 0;

	flow_text(setter, node, role, galley_keeps(setter),
	        keep_after(setter, node, previous), keep_last);
	hold_opening(setter, node);
}

static void
flow_lead(struct setter *setter, const struct node *node, const struct node *previous,
        enum block_role role)
{
	flow_text(setter, node, role, FALSE, 0, FALSE);
}

static void
flow_heading(struct setter *setter, const struct node *node, const struct node *previous,
        enum block_role role)
{
	guint columns;

	if (role_runs_in(setter->style, node)) {
		setter->run_in = node;
		return;
	}
	columns = span(setter, setter->style->blocks[role].spans);
	flow_kept(setter, node, role);
	galley_white(setter, SLAB_ALIGN, 0, TRUE);
	setter->columns = columns;
}

static void
flow_source(struct setter *setter, const struct node *node, const struct node *previous,
        enum block_role role)
{
	flow_text(setter, node, role, TRUE, G_MAXUINT, FALSE);
}

/* Signatures are several; the lines of one stay together. */
static void
flow_byline(struct setter *setter, const struct node *node, const struct node *previous,
        enum block_role role)
{
	gboolean keep_last = node->next && node->next->kind == NODE_BYLINE;

	flow_text(setter, node, role, galley_keeps(setter), G_MAXUINT, keep_last);
}

static void (*const flows[NODE_N_KINDS])(
        struct setter *, const struct node *, const struct node *, enum block_role) = {
        [NODE_LEAD] = flow_lead,
        [NODE_PARAGRAPH] = flow_paragraph,
        [NODE_HEADING] = flow_heading,
        [NODE_SOURCE] = flow_source,
        [NODE_BYLINE] = flow_byline,
};

/* --- blocks ----------------------------------------------------------- */

/* What holds others, or draws itself. */
static void (*const groups[NODE_N_KINDS])(struct setter *, const struct node *) = {
        [NODE_FIGURE] = figure_set,
        [NODE_LIST] = group_list,
        [NODE_QUOTE] = group_quote,
        [NODE_VERSE] = group_verse,
        [NODE_TABLE] = table_set,
        [NODE_NOTE] = group_note,
        [NODE_BOX] = group_box,
        [NODE_SEPARATOR] = group_separator,
};

static const enum group styles[NODE_N_KINDS] = {
        [NODE_FIGURE] = GROUP_FIGURE,
        [NODE_LIST] = GROUP_LIST,
        [NODE_QUOTE] = GROUP_QUOTE,
        [NODE_VERSE] = GROUP_VERSE,
        [NODE_TABLE] = GROUP_TABLE,
        [NODE_NOTE] = GROUP_NOTE,
        [NODE_BOX] = GROUP_BOX,
        [NODE_SEPARATOR] = GROUP_SEPARATOR,
};

/* Across all columns, where the group's style says so. */
static void
flow_group(struct setter *setter, const struct node *node)
{
	guint columns = span(setter, setter->style->groups[styles[node->kind]].spans);

	if (node->kind != NODE_NOTE || !footnote_is_laid(setter, node))
		groups[node->kind](setter, node);
	setter->columns = columns;
}

/* The first of the notes that stand below a text does not go to a page without it. */
static gboolean
hangs_on_text(
        const struct setter *setter, const struct node *node, const struct node *previous)
{
	return node->kind == NODE_NOTE && previous && previous->kind == NODE_PARAGRAPH &&
	       !footnote_is_laid(setter, node);
}

/* FALSE: nothing is laid for a node. */
static gboolean
flow_one(struct setter *setter, const struct node *node, const struct node *previous,
        enum block_role role)
{
	if (hangs_on_text(setter, node, previous))
		galley_hold(setter);
	if (groups[node->kind])
		flow_group(setter, node);
	else if (flows[node->kind] && role != BLOCK_N_ROLES)
		flows[node->kind](setter, node, previous, role);
	else
		return FALSE;
	galley_flow(setter);
	return TRUE;
}

/* What stands in the article itself has the pages that its style names; others begin
 * where those change. */
static void
turn_to_pages(struct setter *setter, const struct style *any, const struct node *node,
        enum block_role role)
{
	guint page = groups[node->kind] ? any->groups[styles[node->kind]].page
	                                : any->blocks[role].page;
	const struct style *style = page ? any->named[page - 1].style : any;

	if (style == setter->style)
		return;
	galley_break(setter, EJECT_PAGE);
	setter->style = style;
	setter->columns = style->columns.count;
}

/* Does a node have a place of its own in the text? */
static gboolean
is_laid(const struct setter *setter, const struct node *node, enum block_role role)
{
	if (node->kind == NODE_NOTE && footnote_is_laid(setter, node))
		return FALSE;
	return groups[node->kind] || (flows[node->kind] && role != BLOCK_N_ROLES);
}

/* The blocks of an article. */
static void
flow_pages(struct setter *setter, const struct node *article)
{
	const struct style *any = setter->style;
	const struct node *previous = NULL;

	for (const struct node *node = article->first; node && !setter->failed;
	        node = node->next) {
		enum block_role role = role_of(setter->style, node, previous);

		if (any->n_named && is_laid(setter, node, role))
			turn_to_pages(setter, any, node, role);
		if (flow_one(setter, node, previous, role))
			previous = node;
	}
	galley_eject(setter);
	setter->style = any;
}

void
flow_blocks(struct setter *setter, const struct node *parent)
{
	const struct node *previous = NULL;

	for (const struct node *node = parent->first; node && !setter->failed;
	        node = node->next)
		if (flow_one(setter, node, previous,
		            role_of(setter->style, node, previous)))
			previous = node;
}

/* --- articles and books ------------------------------------------------- */

static gboolean
has_text(const struct node *node)
{
	return node && node->shown && *node->shown;
}

/* What stands above a head; the white inside of it, which sinks it, stays at the head of
 * a page. */
static void
open_head(struct setter *setter, enum group group)
{
	const struct group_style *style = &setter->style->groups[group];

	galley_white(setter, SLAB_SPACE, style->space_before, FALSE);
	group_rule(setter, style, style->rule_above, 0, flow_measure(setter));
	galley_white(setter, SLAB_SKIP, style->padding_top, TRUE);
}

/* The rule below a head. */
static void
close_head(struct setter *setter, enum group group)
{
	const struct group_style *style = &setter->style->groups[group];

	galley_white(setter, SLAB_SKIP, style->padding_bottom, TRUE);
	group_rule(setter, style, style->rule_below, 0, flow_measure(setter));
}

/* Kicker, title, date line and the short rule that closes them, padded to whole lines. */
static void
flow_head(struct setter *setter, const struct node *article)
{
	static const struct {
		enum node_kind kind;
		enum block_role role;
	} parts[] = {
	        {NODE_KICKER, BLOCK_KICKER},
	        {NODE_TITLE, BLOCK_TITLE},
	        {NODE_SUBTITLE, BLOCK_SUBTITLE},
	        {NODE_DATELINE, BLOCK_DATELINE},
	};
	guint columns = span(setter, setter->style->groups[GROUP_HEAD].spans);
	gboolean any = FALSE;

	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
		const struct node *node = node_find(article, parts[i].kind);

		if (!has_text(node))
			continue;
		if (!any)
			open_head(setter, GROUP_HEAD);
		flow_kept(setter, node, parts[i].role);
		any = TRUE;
	}
	if (any) {
		close_head(setter, GROUP_HEAD);
		galley_white(setter, SLAB_SKIP,
		        setter->style->groups[GROUP_HEAD].space_after, TRUE);
		galley_white(setter, SLAB_ALIGN, 0, TRUE);
	}
	setter->columns = columns;
}

/* Text after which the end mark cannot stand. */
static gboolean
ends_otherwise(enum node_kind kind)
{
	return kind == NODE_HEADING || kind == NODE_VERSE_LINE || kind == NODE_CELL ||
	       kind == NODE_SEPARATOR;
}

/* The next node in document order that is not below this one. */
static const struct node *
skip(const struct node *node, const struct node *root)
{
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

/* After which the end mark stands; NULL when something else than a paragraph comes last.
 * Notes stand aside. */
static const struct node *
last_paragraph(const struct node *article)
{
	const struct node *last = NULL, *node = article;

	while (node) {
		if (ends_otherwise(node->kind))
			last = NULL;
		else if (node->kind == NODE_PARAGRAPH && node->role < ROLE_ATTRIBUTION &&
		         has_text(node))
			last = node;
		node = node->kind == NODE_NOTE ? skip(node, article)
		                               : node_next(node, article);
	}
	return last;
}

static void
flow_article(struct setter *setter, const struct node *article)
{
	setter->last_paragraph = last_paragraph(article);
	setter->columns = setter->style->columns.count;
	if (setter->style->article_break > EJECT_PAGE && article->parent)
		galley_break(setter, setter->style->article_break);
	flow_head(setter, article);
	flow_pages(setter, article);
	setter->columns = 1;
}

/* The title of a book stands a third down its page, over the short rule. */
static void
flow_title_page(struct setter *setter, const struct node *node)
{
	const struct style *style = setter->style;

	galley_white(setter, SLAB_SKIP, (unit)(style->lines / 3) * style->grid, TRUE);
	open_head(setter, GROUP_TITLE_PAGE);
	if (has_text(node))
		flow_kept(setter, node, BLOCK_BOOK_TITLE);
	close_head(setter, GROUP_TITLE_PAGE);
	galley_eject(setter);
}

static void
flow_contents(struct setter *setter, const struct node *node)
{
	if (!setter->held)
		setter->held = g_ptr_array_new();
	contents_set(setter, node);
	galley_eject(setter);
}

/* Number and title of a part, low on a page of their own. */
static void
flow_part(struct setter *setter, const struct node *part)
{
	const struct group_style *style = &setter->style->groups[GROUP_PART];

	if (style->break_before > EJECT_PAGE)
		galley_break(setter, style->break_before);
	open_head(setter, GROUP_PART);
	for (const struct node *node = part->first; node; node = node->next)
		if (has_text(node))
			flow_kept(setter, node, role_of(setter->style, node, NULL));
	close_head(setter, GROUP_PART);
	galley_eject(setter);
}

/* It is one piece, at the foot of a page: laid as footnotes are, without breaks of its
 * own. */
static void
flow_colophon(struct setter *setter, const struct node *node)
{
	const struct group_style *style = &setter->style->groups[GROUP_COLOPHON];

	if (style->break_before)
		galley_break(setter, style->break_before);
	galley_open_group(setter, PLACE_FOOT, FALSE);
	setter->aside = TRUE;
	group_colophon(setter, node);
	setter->aside = FALSE;
	galley_close_group(setter);
	galley_eject(setter);
	if (style->break_after && !setter->failed)
		build_blank(setter, style->break_after);
}

/* What the spine takes of so many pages. */
static unit
gutter_of(const struct style *style, guint pages)
{
	guint i = 0;

	while (i < style->n_gutters && style->gutters[i].longest < pages)
		i++;
	return i < style->n_gutters ? style->gutters[i].width : 0;
}

/* Does it change what is painted how many pages there are? */
static gboolean
waits_for_pages(const struct style *style)
{
	return style->counts_pages || style->n_gutters > 1;
}

/* Paints the contents, for which every page had to be known, and what waited for that. */
static void
paint_held(struct setter *setter, GPtrArray *held)
{
	setter->gutter = gutter_of(setter->style, setter->n_pages);
	for (guint i = 0; held && i < held->len; i++)
		if (setter->failed)
			plan_discard(held->pdata[i]);
		else
			page_paint(setter, held->pdata[i]);
	if (held)
		g_ptr_array_unref(held);
}

void
flow_tree(struct setter *setter)
{
	const struct node *root = tree_root(setter->tree);
	GPtrArray *held;

	setter->opening = TRUE;
	setter->columns = 1;
	setter->gutter = gutter_of(setter->style, 1);
	if (waits_for_pages(setter->style))
		setter->held = g_ptr_array_new();
	if (root->kind == NODE_ARTICLE) {
		flow_article(setter, root);
		paint_held(setter, g_steal_pointer(&setter->held));
		return;
	}
	for (const struct node *node = root->first; node; node = node->next)
		if (node->kind == NODE_TITLE_PAGE)
			flow_title_page(setter, node);
		else if (node->kind == NODE_CONTENTS)
			flow_contents(setter, node);
	held = g_steal_pointer(&setter->held);
	if (waits_for_pages(setter->style))
		setter->held = held;
	for (const struct node *node = root->first; node && !setter->failed;
	        node = node->next)
		if (node->kind == NODE_ARTICLE)
			flow_article(setter, node);
		else if (node->kind == NODE_PART)
			flow_part(setter, node);
		else if (node->kind == NODE_COLOPHON)
			flow_colophon(setter, node);
	setter->held = NULL;
	paint_held(setter, held);
}
