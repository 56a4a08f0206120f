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

/* The first paragraph after a head is not indented. */
static gboolean
is_indented(const struct node *previous)
{
	return previous &&
	       (previous->kind == NODE_PARAGRAPH || previous->kind == NODE_FIGURE);
}

enum block_role
role_of(const struct style *style, const struct node *node, const struct node *previous)
{
	if (is_blank(node->shown))
		return BLOCK_N_ROLES;
	if (node->kind == NODE_LEAD && count_syllables(node->shown) > style->lead_short)
		return BLOCK_LEAD_LONG;
	if (node->kind == NODE_HEADING && node->level > 2)
		return node->level == 3 ? BLOCK_HEADING3 : BLOCK_HEADING4;
	if (node->kind == NODE_PARAGRAPH && !is_indented(previous))
		return BLOCK_FIRST;
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
