/*
 * pagetree.c - a balanced tree of pages.
 *
 * Every node has at most FAN kids, so that a reader finds page 5000 without reading the
 * 4999 before it. Pages share one resource dictionary, but for those with pictures, which
 * name their own ones only: in a large book there may be more than a dictionary of
 * PDF/A-1 holds. Each page names it itself, because PDF/A-2 (ISO 19005-2, 6.2.2) does not
 * allow it to be inherited.
 */
#include "write/pdf/pagetree.h"

#include "article/address.h"
#include "write/pdf/numbertree.h"
#include "write/pdf/syntax.h"
#include "write/pdf/tags.h"

#include <string.h>

enum {
	FAN = 64,
	PRINT = 4,   /* annotation flag (12.5.3) */
	WORDS = 300, /* bytes of a link's text: every line of it has them */
};

struct pagetree {
	const struct places *places;
	struct objects *objects;
	const struct profile *profile;
	const struct resources *resources;
	GArray *pages; /* of guint: indexes of the pages that are there */
};

void
pagetree_reserve(struct places *places, struct objects *objects)
{
	for (guint i = 0; i < places->pages->len; i++)
		g_array_index(places->pages, struct place_page, i).object =
		        objects_reserve(objects, 1);
	for (guint i = 0; i < places->links->len; i++)
		places_link(places, i)->object = objects_reserve(objects, 1);
}

/* --- links -------------------------------------------------------------- */

static void
put_rectangle(GString *out, const struct link *link, unit page_height)
{
	gint64 sides[] = {link->x, page_height - ((gint64)link->y + link->height),
	        (gint64)link->x + link->width, page_height - (gint64)link->y};

	g_string_append(out, "/Rect[");
	for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
		syntax_put_length(out, sides[i]);
		g_string_append_c(out, ' ');
	}
	g_string_append_c(out, ']');
}

/* Of a link in a text the bytes that belong to it, over all its phrases. */
static void
find_words(const GArray *phrases, guint phrase, gsize *start, gsize *end)
{
	guint32 link = phrases_index(phrases, phrase)->link;
	guint first = phrase, last = phrase;

	while (first > 0 && phrases_index(phrases, first - 1)->link == link)
		first--;
	while (last + 1 < phrases->len && phrases_index(phrases, last + 1)->link == link)
		last++;
	*start = phrases_index(phrases, first)->start;
	*end = phrases_index(phrases, last)->end;
}

/* The first text of a note. */
static const struct node *
text_of_note(const struct node *note)
{
	const struct node *node = note;

	while (node && !node->shown)
		node = node_next(node, note);
	return node ? node : note;
}

/* What a screen reader says of the link (ISO 14289-1, 7.18.5): how its text begins, but
 * for the mark of a note how the note does. */
static void
put_words(const struct places *places, const struct link *link, GString *out)
{
	const struct node *node = tree_node(places->tree, link->node);
	const struct node *target = tree_node(places->tree, link->target);
	const GArray *phrases = places_phrases(places, link->node);
	gboolean call = target && target->kind == NODE_NOTE;
	const char *text;
	gsize start = 0, end;

	if (call)
		node = text_of_note(target);
	text = node->shown ? node->shown : "";
	end = strlen(text);
	if (phrases && !call && node->kind != NODE_ENTRY)
		find_words(phrases, link->phrase, &start, &end);
	if (end - start > WORDS)
		end = g_utf8_find_prev_char(text, text + start + WORDS + 1) - text;
	syntax_put_text(out, text + start, end - start);
}

/* Where it leads: a place of the document, or an address in ASCII (12.6.4.7). */
static void
put_goal(const struct places *places, const struct link *link, GString *out)
{
	g_autofree char *address = NULL;

	if (!link->address) {
		g_string_append(out, "/Dest");
		places_put_destination(
		        places, link->target, places_goal(places, link), out);
		return;
	}
	address = address_ascii(link->address);
	g_string_append(out, "/A<</S/URI/URI");
	syntax_put_bytes(out, address, strlen(address));
	g_string_append(out, ">>");
}

static void
write_link(const struct pagetree *tree, const struct place_page *page, guint index)
{
	const struct place_link *link = places_link(tree->places, index);
	GString *out = objects_begin(tree->objects, link->object);

	g_string_append(out, "<</Type/Annot/Subtype/Link/Border[0 0 0]/F ");
	syntax_put_integer(out, PRINT);
	put_rectangle(out, &link->link, page->height);
	put_goal(tree->places, &link->link, out);
	g_string_append(out, "/Contents");
	put_words(tree->places, &link->link, out);
	if (tree->profile->tags) {
		g_string_append(out, "/StructParent ");
		syntax_put_integer(out, tags_link_key(tree->places, index));
	}
	g_string_append(out, ">>");
	objects_end(tree->objects);
}

/* --- pages -------------------------------------------------------------- */

static void
put_annotations(const struct pagetree *tree, const struct place_page *page, GString *out)
{
	if (!page->n_links)
		return;
	g_string_append(out, "/Annots[");
	for (guint i = 0; i < page->n_links; i++) {
		syntax_put_reference(
		        out, places_link(tree->places, page->first_link + i)->object);
		g_string_append_c(out, ' ');
	}
	g_string_append_c(out, ']');
}

static void
put_resources(const struct pagetree *tree, const struct place_page *page, GString *out)
{
	const GArray *pictures = tree->places->pictures;

	if (!page->n_pictures) {
		syntax_put_key_reference(out, "", tree->resources->shared);
		return;
	}
	syntax_put_key_reference(out, "<</Font", tree->resources->fonts);
	g_string_append(out, "/XObject<<");
	for (guint i = 0; i < page->n_pictures; i++) {
		guint number = g_array_index(pictures, guint, page->first_picture + i);

		g_string_append_printf(out, "/I%u ", number);
		syntax_put_reference(out, tree->resources->pictures + number);
	}
	g_string_append(out, ">>>>");
}

static void
write_page(const struct pagetree *tree, guint index, guint32 parent)
{
	const struct place_page *page = places_page(tree->places, index);
	GString *out = objects_begin(tree->objects, page->object);

	syntax_put_key_reference(out, "<</Type/Page/Parent", parent);
	g_string_append(out, "/MediaBox[0 0 ");
	syntax_put_length(out, page->width);
	g_string_append_c(out, ' ');
	syntax_put_length(out, page->height);
	g_string_append(out, "]/Resources");
	put_resources(tree, page, out);
	syntax_put_key_reference(out, "/Contents", page->contents);
	if (page->n_marks && tree->profile->tags) {
		g_string_append(out, "/StructParents ");
		syntax_put_integer(out, tags_page_key(tree->places, index));
	}
	if (tree->profile->tab_order && tree->profile->tags)
		g_string_append(out, "/Tabs/S");
	put_annotations(tree, page, out);
	g_string_append(out, ">>");
	objects_end(tree->objects);
	for (guint i = 0; i < page->n_links; i++)
		write_link(tree, page, page->first_link + i);
}

/* --- the tree ----------------------------------------------------------- */

static void
write_tree_node(const struct pagetree *tree, guint32 object, guint32 parent,
        const GString *kids, guint count)
{
	GString *out = objects_begin(tree->objects, object);

	g_string_append(out, "<</Type/Pages");
	if (parent)
		syntax_put_key_reference(out, "/Parent", parent);
	g_string_append_printf(out, "/Count %u/Kids[%s]>>", count, kids->str);
	objects_end(tree->objects);
}

/* The node `object` with the pages from `first` on. Goes down log(pages)/log(FAN) levels.
 */
static void
write_branch(
        const struct pagetree *tree, guint32 object, guint32 parent, guint first, guint n)
{
	g_autoptr(GString) kids = g_string_new(NULL);
	guint share = 1; /* pages below each kid */

	while (n > share * FAN)
		share *= FAN;
	for (guint at = first; at < first + n; at += share) {
		guint page = g_array_index(tree->pages, guint, at);
		guint32 kid = places_page(tree->places, page)->object;

		if (share > 1) {
			kid = objects_reserve(tree->objects, 1);
			write_branch(tree, kid, object, at, MIN(share, first + n - at));
		} else {
			write_page(tree, page, object);
		}
		syntax_put_reference(kids, kid);
		g_string_append_c(kids, ' ');
	}
	write_tree_node(tree, object, parent, kids, n);
}

guint32
pagetree_write(const struct places *places, struct objects *objects,
        const struct profile *profile, const struct resources *resources)
{
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
	struct pagetree tree = {places, objects, profile, resources, pages};
	guint32 root = objects_reserve(objects, 1);

	for (guint i = 0; i < places->pages->len; i++)
		if (places_page(places, i)->contents)
			g_array_append_val(pages, i);
	write_branch(&tree, root, 0, 0, pages->len);
	return root;
}

/* --- labels ------------------------------------------------------------- */

/* A new range starts where the printed number is not the one after the last. */
guint32
pagetree_write_labels(const struct places *places, struct objects *objects)
{
	struct numbertree *tree = numbertree_new(objects);
	guint at = 0, last = 0;

	for (guint i = 0; i < places->pages->len; i++) {
		const struct place_page *page = places_page(places, i);

		if (!page->contents)
			continue;
		if (!at || page->number != (last ? last + 1 : 0)) {
			GString *out = numbertree_add(tree, at);

			g_string_append(out, page->number ? "<</S/D/St " : "<<");
			if (page->number)
				syntax_put_integer(out, page->number);
			g_string_append(out, ">>");
		}
		last = page->number;
		at++;
	}
	return numbertree_finish(tree);
}
