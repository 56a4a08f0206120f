/*
 * heading.c - depths of headings without gaps.
 *
 * PDF/UA-1 (ISO 14289-1, 7.4.2) wants the first heading to be H1 and none to skip a level
 * on the way down. An article's own levels may skip ("I." and then "1.1.1."), so
 * depth is counted by what encloses a heading: a stack of the levels above it. A book's
 * title is level 0, titles of articles, of parts and the contents are level 1; what
 * belongs to a part lies one lower. Without a title page articles begin at H1. Levels
 * below H6, which PDF 1.7 does not have, stay H6.
 */
#include "write/pdf/heading.h"

enum { NO_HEADING = -1, DEEPEST = 6, LEVELS = 16 };

static int
level_of(const struct node *node)
{
	switch (node->kind) {
	case NODE_TITLE_PAGE:
		return 0;
	case NODE_CONTENTS:
	case NODE_PART_TITLE:
	case NODE_ARTICLE:
	case NODE_TITLE:
		return 1;
	case NODE_HEADING:
		return CLAMP(node->level, 2, LEVELS - 1);
	default:
		return NO_HEADING;
	}
}

static gboolean
is_shown(const struct places *places, const struct node *node)
{
	guint n;

	places_leaves(places, node->id, &n);
	return n > 0;
}

GArray *
heading_depths(const struct places *places)
{
	GArray *depths = g_array_new(FALSE, TRUE, sizeof(guint8));
	int stack[LEVELS + 1], height = 0, parts = 0;
	const struct node *root = tree_root(places->tree);

	g_array_set_size(depths, tree_length(places->tree) + 1);
	for (const struct node *node = root; node; node = node_next(node, root)) {
		int level = level_of(node);

		if (level == NO_HEADING)
			continue;
		if (node->kind == NODE_PART_TITLE)
			parts = 1;
		else
			level += parts;
		while (height && stack[height - 1] >= level)
			height--;
		if (node->kind == NODE_ARTICLE || !is_shown(places, node))
			continue;
		stack[height++] = level;
		g_array_index(depths, guint8, node->id) = MIN(height, DEEPEST);
	}
	return depths;
}
