/*
 * role.c - which style a node is set in, and how CSS calls it.
 *
 * The choice is that of the typesetter, so that PDF and EPUB have one hierarchy. Every
 * style has a row here; the chapters take the class from it, the style sheet the
 * selector. What belongs to a page alone (running head, folio, the entries with their
 * dots) has none.
 */
#include "write/epub/publication.h"

static const struct {
	const char *class, *selector;
} names[BLOCK_N_ROLES] = {
        [BLOCK_BODY] = {NULL, "p"},
        [BLOCK_FIRST] = {"first", "p.first"},
        [BLOCK_KICKER] = {"kicker", "p.kicker"},
        [BLOCK_TITLE] = {NULL, "h1"},
        [BLOCK_DATELINE] = {"dateline", "p.dateline"},
        [BLOCK_LEAD] = {"lead", "p.lead"},
        [BLOCK_LEAD_LONG] = {"lead-long", "p.lead-long"},
        [BLOCK_HEADING2] = {NULL, "h2"},
        [BLOCK_HEADING3] = {NULL, "h3"},
        [BLOCK_HEADING4] = {NULL, "h4, h5, h6"},
        [BLOCK_CAPTION] = {"caption", "p.caption"},
        [BLOCK_SOURCE] = {"source", "p.source"},
        [BLOCK_BOOK_TITLE] = {"book-title", "h1.book-title"},
        [BLOCK_CONTENTS] = {"contents", "h1.contents"},
};

static const enum block_role roles[NODE_N_KINDS] = {
        [NODE_BOOK] = BLOCK_N_ROLES,
        [NODE_TITLE_PAGE] = BLOCK_BOOK_TITLE,
        [NODE_CONTENTS] = BLOCK_CONTENTS,
        [NODE_ENTRY] = BLOCK_N_ROLES,
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
};

const char *
role_class(enum block_role role)
{
	return names[role].class;
}

const char *
role_selector(enum block_role role)
{
	return names[role].selector;
}

static guint
count_syllables(const char *text)
{
	guint n = 1;

	for (; *text; text++)
		n += *text == ' ';
	return n;
}

enum block_role
role_of(const struct style *style, const struct node *node)
{
	if (publication_is_blank(node->shown))
		return BLOCK_N_ROLES;
	if (node->kind == NODE_LEAD && count_syllables(node->shown) > style->lead_short)
		return BLOCK_LEAD_LONG;
	if (node->kind == NODE_HEADING && node->level > 2)
		return node->level == 3 ? BLOCK_HEADING3 : BLOCK_HEADING4;
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
