/*
 * typeset.c - the door of the typesetter: opens what a document needs, walks the tree,
 * closes.
 */
#include "typeset/typeset.h"

#include "typeset/setter.h"

/* Every role's face, loaded once. */
static gboolean
open_faces(struct setter *setter)
{
	for (int role = 0; role < BLOCK_N_ROLES; role++) {
		g_autoptr(GError) error = NULL;

		setter->faces[role] = fonts_face(
		        setter->fonts, setter->style->blocks[role].face, &error);
		if (!setter->faces[role]) {
			diag_report(setter->diags, DIAG_FONT_FILE, NULL, 0, 0,
			        error->message, NULL);
			return FALSE;
		}
	}
	return TRUE;
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
	setter->galley = g_array_new(FALSE, FALSE, sizeof(struct slab));
	setter->node_pages = g_new0(guint, tree_length(setter->tree) + 1);
	return TRUE;
}

void
setter_close(struct setter *setter)
{
	galley_discard(setter->galley, setter->galley_start);
	shaper_free(setter->shaper);
	breaker_free(setter->breaker);
	g_array_unref(setter->items);
	g_byte_array_unref(setter->places);
	g_hash_table_unref(setter->lost);
	g_array_unref(setter->galley);
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
