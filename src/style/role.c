/*
 * role.c - from the kind of a node, and sometimes its length or place, to its role.
 */
#include "style/role.h"

#include <string.h>

static const enum block_role roles[NODE_N_KINDS] = {
        [NODE_BOOK] = BLOCK_N_ROLES,
        [NODE_TITLE_PAGE] = BLOCK_BOOK_TITLE,
        [NODE_CONTENTS] = BLOCK_CONTENTS,
        [NODE_ENTRY] = BLOCK_ENTRY,
        [NODE_PART] = BLOCK_N_ROLES,
        [NODE_PART_NUMBER] = BLOCK_PART_NUMBER,
        [NODE_PART_TITLE] = BLOCK_PART_TITLE,
        [NODE_COLOPHON] = BLOCK_N_ROLES,
        [NODE_ARTICLE] = BLOCK_N_ROLES,
        [NODE_KICKER] = BLOCK_KICKER,
        [NODE_TITLE] = BLOCK_TITLE,
        [NODE_DATELINE] = BLOCK_DATELINE,
        [NODE_LEAD] = BLOCK_LEAD,
        [NODE_HEADING] = BLOCK_HEADING2,
        [NODE_PARAGRAPH] = BLOCK_BODY,
        [NODE_FIGURE] = BLOCK_N_ROLES,
        [NODE_CAPTION] = BLOCK_CAPTION,
        [NODE_SOURCE] = BLOCK_SOURCE,
        [NODE_BYLINE] = BLOCK_BYLINE,
        [NODE_SUBTITLE] = BLOCK_SUBTITLE,
        [NODE_LIST] = BLOCK_N_ROLES,
        [NODE_ITEM] = BLOCK_ITEM,
        [NODE_QUOTE] = BLOCK_N_ROLES,
        [NODE_VERSE] = BLOCK_N_ROLES,
        [NODE_STANZA] = BLOCK_N_ROLES,
        [NODE_VERSE_LINE] = BLOCK_VERSE,
        [NODE_TABLE] = BLOCK_N_ROLES,
        [NODE_ROW] = BLOCK_N_ROLES,
        [NODE_HEADER_CELL] = BLOCK_HEADER_CELL,
        [NODE_CELL] = BLOCK_CELL,
        [NODE_NOTE] = BLOCK_N_ROLES,
        [NODE_BOX] = BLOCK_N_ROLES,
        [NODE_SEPARATOR] = BLOCK_N_ROLES,
};

/* Of paragraphs with a part of their own in the text. */
static const enum block_role spoken[ROLE_N] = {
        [ROLE_NONE] = BLOCK_N_ROLES,
        [ROLE_QUESTION] = BLOCK_QUESTION,
        [ROLE_ANSWER] = BLOCK_BODY,
        [ROLE_DIALOGUE] = BLOCK_BODY,
        [ROLE_ATTRIBUTION] = BLOCK_ATTRIBUTION,
        [ROLE_SIGNATURE] = BLOCK_SIGNATURE,
};

static gboolean
is_blank(const char *text)
{
	return !text || !text[strspn(text, " ")];
}

static guint
count_syllables(const char *text)
{
	guint n = 1;

	for (; *text; text++)
		n += *text == ' ';
	return n;
}

gboolean
role_runs_in(const struct style *style, const struct node *node)
{
	const struct node *next = node->next;

	if (node->kind != NODE_HEADING || is_blank(node->shown) || !next ||
	        next->kind != NODE_PARAGRAPH || is_blank(next->shown))
		return FALSE;
	return style->blocks[role_of(style, node, NULL)].runs_in &&
	       (next->role == ROLE_NONE || next->role == ROLE_ANSWER ||
	               next->role == ROLE_DIALOGUE);
}

/* The first paragraph after a head is not indented, unless the head stands in it. */
static gboolean
is_indented(const struct style *style, const struct node *previous)
{
	return previous &&
	       (previous->kind == NODE_PARAGRAPH || previous->kind == NODE_FIGURE ||
	               previous->kind == NODE_LIST || previous->kind == NODE_TABLE ||
	               role_runs_in(style, previous));
}

/* Is it the first paragraph of an article, with nothing but leads, headings and figures
 * before it? */
static gboolean
opens_article(const struct node *node)
{
	if (!node->parent || node->parent->kind != NODE_ARTICLE)
		return FALSE;
	for (const struct node *before = node->parent->first; before != node;
	        before = before->next)
		if (before->kind == NODE_PARAGRAPH
		                ? !is_blank(before->shown)
		                : roles[before->kind] == BLOCK_N_ROLES &&
		                          before->kind != NODE_FIGURE)
			return FALSE;
	return TRUE;
}

static enum block_role
paragraph_role(
        const struct style *style, const struct node *node, const struct node *previous)
{
	enum node_kind within = node->parent ? node->parent->kind : NODE_ARTICLE;

	if (spoken[node->role] != BLOCK_N_ROLES)
		return spoken[node->role];
	if (within == NODE_NOTE)
		return BLOCK_NOTE;
	if (within == NODE_BOX)
		return BLOCK_BOX;
	if (within == NODE_COLOPHON)
		return BLOCK_COLOPHON;
	if (within == NODE_ITEM)
		return BLOCK_ITEM_TEXT;
	if (within == NODE_QUOTE)
		return is_indented(style, previous) ? BLOCK_QUOTED : BLOCK_QUOTED_FIRST;
	if (opens_article(node))
		return BLOCK_OPENING;
	return is_indented(style, previous) ? BLOCK_BODY : BLOCK_FIRST;
}

enum block_role
role_of_cell(const struct node *cell)
{
	if (cell->kind == NODE_CELL)
		return BLOCK_CELL;
	return cell->columns > 1 || node_is_heading_row(cell->parent) ? BLOCK_HEADER_CELL
	                                                              : BLOCK_ROW_HEADER;
}

gboolean
role_is_below_table(const struct node *note)
{
	const struct node *before = NULL;

	for (const struct node *node = note->parent->first; node != note;
	        node = node->next)
		before = node;
	return before && before->kind == NODE_TABLE;
}

enum block_role
role_of(const struct style *style, const struct node *node, const struct node *previous)
{
	if (is_blank(node->shown))
		return BLOCK_N_ROLES;
	if (node->kind == NODE_LEAD &&
	        count_syllables(node_plain(node)) > style->lead_short)
		return BLOCK_LEAD_LONG;
	if (node->kind == NODE_HEADING && node->level > 2)
		return node->level == 3 ? BLOCK_HEADING3 : BLOCK_HEADING4;
	if (node->kind == NODE_ENTRY && node->level)
		return BLOCK_PART_ENTRY;
	if (node->kind == NODE_PARAGRAPH)
		return paragraph_role(style, node, previous);
	if (node_is_cell(node))
		return role_of_cell(node);
	if (node->kind == NODE_CAPTION && node->parent->kind == NODE_TABLE)
		return BLOCK_TABLE_CAPTION;
	return roles[node->kind];
}

guint
role_title_row(const struct style *style, const char *title)
{
	guint length = (guint)g_utf8_strlen(title, -1), row = 0;

	while (style->titles[row].longest < length)
		row++;
	return row;
}

gboolean
role_is_heading(enum block_role role)
{
	return role >= BLOCK_HEADING2 && role <= BLOCK_HEADING4;
}

gboolean
role_is_cell(enum block_role role)
{
	return role == BLOCK_CELL || role == BLOCK_HEADER_CELL ||
	       role == BLOCK_ROW_HEADER;
}
