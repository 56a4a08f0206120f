/*
 * notes.c - which mark in the text belongs to which note.
 *
 * A note that opens with "(*)" or more stars explains the nearest place before it, in its
 * article and outside of notes, that shows the same mark; a mark is explained once. Both
 * ends become links. Texts with links of their own are left alone: links do not nest.
 */
#include "write/epub/publication.h"

#include <string.h>

enum { STARS_MOST = 8 };

/* Bytes of the mark "(**)" that a text opens with; 0: none. */
static gsize
mark_length(const char *text)
{
	gsize stars = *text == '(' ? strspn(text + 1, "*") : 0;

	return stars && stars <= STARS_MOST && text[1 + stars] == ')' ? stars + 2 : 0;
}

static gboolean
has_links(const struct node *node)
{
	for (guint i = 0; i < node->n_shown_spans; i++)
		if (node->shown_spans[i].kind == SPAN_LINK)
			return TRUE;
	return FALSE;
}

/* The last place of each mark that is not explained yet, by the number of its stars. */
struct pending {
	const struct node *node;
	gsize offset;
};

static void
look_for_marks(struct pending *pending, const struct node *node)
{
	const char *text = publication_is_blank(node->shown) ? "" : node->shown;

	if (has_links(node))
		return;
	for (const char *at = text; (at = strchr(at, '(')); at++) {
		gsize length = mark_length(at);

		if (length)
			pending[length - 2] = (struct pending){node, (gsize)(at - text)};
	}
}

/* The paragraph that a note opens with, if it has a mark. */
static const struct node *
marked_paragraph(const struct node *note)
{
	const struct node *first = note->first;

	if (!first || first->kind != NODE_PARAGRAPH || !first->shown || has_links(first))
		return NULL;
	return mark_length(first->shown) ? first : NULL;
}

/* Links of a node, in the order of its text. */
static void
add_link(GHashTable *links, const struct node *node, struct note_link link)
{
	GArray *list = g_hash_table_lookup(links, GUINT_TO_POINTER(node->id));

	if (!list) {
		list = g_array_new(FALSE, FALSE, sizeof(struct note_link));
		g_hash_table_insert(links, GUINT_TO_POINTER(node->id), list);
	}
	g_array_append_val(list, link);
}

static void
join_note(GHashTable *links, struct pending *pending, const struct node *note)
{
	const struct node *paragraph = marked_paragraph(note);
	gsize length = paragraph ? mark_length(paragraph->shown) : 0;
	struct pending *found = length ? &pending[length - 2] : NULL;

	if (!found || !found->node)
		return;
	add_link(links, found->node,
	        (struct note_link){found->offset, length, note->id, FALSE});
	add_link(links, paragraph, (struct note_link){0, length, note->id, TRUE});
	found->node = NULL;
}

/* The next node in document order that is not below this one. */
static const struct node *
skip(const struct node *node, const struct node *root)
{
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

static void
join_article(GHashTable *links, const struct node *article)
{
	struct pending pending[STARS_MOST + 1] = {{NULL, 0}};
	const struct node *node = article;

	while (node) {
		if (node->kind == NODE_NOTE) {
			join_note(links, pending, node);
			node = skip(node, article);
			continue;
		}
		look_for_marks(pending, node);
		node = node_next(node, article);
	}
}

GHashTable *
notes_join(const GPtrArray *articles)
{
	GHashTable *links =
	        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

	for (guint i = 0; i < articles->len; i++)
		join_article(links, articles->pdata[i]);
	return links;
}

const GArray *
notes_of(const struct publication *publication, const struct node *node)
{
	return g_hash_table_lookup(publication->notes, GUINT_TO_POINTER(node->id));
}

gboolean
notes_refer_to(const struct publication *publication, const struct node *note)
{
	const GArray *links = note->first ? notes_of(publication, note->first) : NULL;

	return links && g_array_index(links, struct note_link, 0).back;
}
