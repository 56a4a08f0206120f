/*
 * outline.c - what the tables of contents list: parts, articles and, below each, its
 * headings.
 *
 * Headings nest by their level, whatever levels an author left out: a heading lies below
 * the last one before it that is of a higher rank, and ranks that follow one another
 * without such a heading share a depth. So a depth is never more than one below that of
 * the entry before.
 */
#include "write/epub/publication.h"

/* The levels of the headings around the last one, by depth. */
struct nest {
	guint8 levels[8];
	guint depth;
};

/* Leaves what is too deep for a level. Where only deeper headings stand and the one
 * around is of a higher rank, they take the level in. */
static void
leave(struct nest *nest, guint8 level)
{
	while (nest->depth && nest->levels[nest->depth - 1] > level) {
		guint8 around = nest->depth > 1 ? nest->levels[nest->depth - 2] : 0;

		if (around < level) {
			nest->levels[nest->depth - 1] = level;
			return;
		}
		nest->depth--;
	}
}

/* The depth of a heading below its article, from 1. */
static guint8
enter(struct nest *nest, const struct node *heading)
{
	guint8 level = CLAMP(heading->level, 2, 6);

	leave(nest, level);
	if (!nest->depth || nest->levels[nest->depth - 1] != level)
		nest->levels[nest->depth++] = level;
	return (guint8)nest->depth;
}

static gboolean
is_listed(const struct node *node)
{
	return node->kind == NODE_HEADING && !publication_is_blank(node->shown);
}

GArray *
outline_depths(const struct node *article)
{
	GArray *depths = g_array_new(FALSE, FALSE, sizeof(guint8));
	struct nest nest = {.depth = 0};

	for (const struct node *node = article->first; node; node = node->next)
		if (is_listed(node)) {
			guint8 depth = enter(&nest, node);

			g_array_append_val(depths, depth);
		}
	return depths;
}

static void
add_part(GArray *entries, const struct node *part, guint index)
{
	struct outline_entry entry = {1, index, part, publication_part_title(part), NULL};

	g_array_append_val(entries, entry);
}

/* depth: the article's own */
static void
add_article(
        GArray *entries, const struct publication *publication, guint index, guint depth)
{
	const struct node *article = publication->articles->pdata[index];
	g_autoptr(GArray) depths = outline_depths(article);
	struct outline_entry entry = {depth, index, article, publication_title(article),
	        publication->is_book ? article->meta->author : NULL};
	guint heading = 0;

	g_array_append_val(entries, entry);
	entry.author = NULL;
	for (const struct node *node = article->first; node; node = node->next) {
		if (!is_listed(node))
			continue;
		entry.depth = depth + g_array_index(depths, guint8, heading++);
		entry.node = node;
		entry.text = node->shown;
		g_array_append_val(entries, entry);
	}
}

GArray *
outline_make(const struct publication *publication)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct outline_entry));
	guint depth = 1;

	for (guint i = 0; i < publication->articles->len; i++) {
		const struct node *part = publication->parts->pdata[i];

		if (part) {
			add_part(entries, part, i);
			depth = 2;
		}
		add_article(entries, publication, i, depth);
	}
	return entries;
}

char *
outline_label(const struct outline_entry *entry)
{
	return entry->author ? g_strdup_printf("%s – %s", entry->text, entry->author)
	                     : g_strdup(entry->text);
}

/* --- addresses ---------------------------------------------------------- */

char *
outline_address(const struct outline_entry *entry)
{
	g_autofree char *file = entry->node->kind == NODE_PART
	                                ? publication_part_file(entry->index)
	                                : publication_file(entry->index);

	return g_strdup_printf("%s#n%u", file, entry->node->id);
}

/* The document that shows a node: its article's or part's, the contents, title page or
 * colophon. */
static char *
file_of(const struct publication *publication, guint32 id)
{
	const GPtrArray *articles = publication->articles;
	const struct node *node = tree_node(publication->job.tree, id);
	guint low = 0, high = articles->len, part;

	while (node->parent && node->parent != publication->root)
		node = node->parent;
	if (node->kind == NODE_TITLE_PAGE)
		return g_strdup(TITLE_PAGE_FILE);
	if (node->kind == NODE_CONTENTS)
		return g_strdup(NAV_FILE);
	if (node->kind == NODE_COLOPHON)
		return g_strdup(COLOPHON_FILE);
	if (node->kind == NODE_PART && g_ptr_array_find(publication->parts, node, &part))
		return publication_part_file(part);
	while (high - low > 1) {
		guint middle = low + (high - low) / 2;

		if (((const struct node *)articles->pdata[middle])->id <= id)
			low = middle;
		else
			high = middle;
	}
	return publication_file(low);
}

char *
outline_page(const struct publication *publication, const struct pagemap_place *place)
{
	g_autofree char *file = file_of(publication, place->node);
	g_autofree char *id = inline_break_id(place);

	return g_strdup_printf("%s#%s", file, id);
}
