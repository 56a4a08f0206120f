/*
 * typeset.c - the door of the typesetter: opens what a document needs, walks the tree,
 * closes.
 */
#include "typeset/typeset.h"

#include "article/notes.h"
#include "typeset/setter.h"

static gboolean
open_face(struct setter *setter, const struct block_style *style)
{
	g_autoptr(GError) error = NULL;

	if (fonts_face(setter->fonts, style->face, &error))
		return TRUE;
	diag_report(setter->diags, DIAG_FONT_FILE, NULL, 0, 0, error->message, NULL);
	return FALSE;
}

/* The faces of all roles and margin boxes, so that no block lacks its own later. */
static gboolean
open_faces(struct setter *setter)
{
	const struct style *style = setter->style;
	gboolean ok = TRUE;

	for (int role = 0; role < BLOCK_N_ROLES && ok; role++)
		ok = open_face(setter, &style->blocks[role]);
	for (int kind = 0; kind < PAGE_N_KINDS; kind++)
		for (int box = 0; box < BOX_N && ok; box++)
			if (style->boxes[kind][box].n_parts)
				ok = open_face(setter, &style->boxes[kind][box].block);
	return ok;
}

gboolean
setter_open(struct setter *setter)
{
	if (!open_faces(setter))
		return FALSE;
	setter->shaper = shaper_new(setter->fonts);
	setter->breaker = breaker_new();
	setter->items = g_array_new(FALSE, FALSE, sizeof(struct break_item));
	setter->places = g_byte_array_new();
	setter->lost = g_hash_table_new(NULL, NULL);
	setter->frames = g_ptr_array_new_with_free_func(g_free);
	setter->galley = g_array_new(FALSE, FALSE, sizeof(struct slab));
	setter->carried = g_array_new(FALSE, FALSE, sizeof(struct slab));
	setter->notes = notes_join(setter->tree);
	setter->footnotes = g_hash_table_new(NULL, NULL);
	setter->node_pages = g_new0(guint, tree_length(setter->tree) + 1);
	return TRUE;
}

void
setter_close(struct setter *setter)
{
	galley_discard(setter->galley, setter->galley_start);
	galley_discard(setter->carried, 0);
	g_array_unref(setter->carried);
	g_hash_table_unref(setter->notes);
	g_hash_table_unref(setter->footnotes);
	page_clear_boxes(setter);
	shaper_free(setter->shaper);
	breaker_free(setter->breaker);
	g_array_unref(setter->items);
	g_byte_array_unref(setter->places);
	g_hash_table_unref(setter->lost);
	g_array_unref(setter->galley);
	g_ptr_array_unref(setter->frames);
	g_free(setter->node_pages);
}

gboolean
typeset(const struct tree *tree, struct fonts *fonts,
        const struct typeset_options *options, struct diags *diags,
        const struct page_sink *sink, guint *n_pages, GError **error)
{
	struct setter setter = {
	        .tree = tree,
	        .style = options->style,
	        .fonts = fonts,
	        .diags = diags,
	        .clock = options->clock,
	        .sink = sink,
	        .page_limit = options->page_limit,
	        .error = error,
	};

	if (!setter_open(&setter))
		return FALSE;
	flow_tree(&setter);
	*n_pages = setter.n_pages;
	setter_close(&setter);
	return !setter.failed;
}
