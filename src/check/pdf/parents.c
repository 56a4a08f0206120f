/*
 * parents.c - the parent tree (ISO 32000-1, 14.7.4.4), and whether content and structure
 * agree on their marks.
 */
#include "check/pdf/structure.h"

enum { DEPTH = 60 };

struct parents {
	struct pdf *pdf;
	const struct structure *structure;
	GHashTable *table; /* key + 1 → value of the parent tree */
	GHashTable *seen;  /* nodes of the parent tree, each read once */
};

static void
read_numbers(struct parents *parents, const struct value *node, guint depth)
{
	const struct value *kids = pdf_get_typed(parents->pdf, node, "Kids", VALUE_ARRAY);
	const struct value *list = pdf_get_typed(parents->pdf, node, "Nums", VALUE_ARRAY);

	if (!node || depth > DEPTH || !g_hash_table_add(parents->seen, (gpointer)node))
		return;
	for (guint32 i = 0; kids && i < kids->n; i++)
		read_numbers(parents, pdf_item(parents->pdf, kids, i), depth + 1);
	for (guint32 i = 0; list && i + 1 < list->n; i += 2) {
		gint64 key = value_integer(pdf_item(parents->pdf, list, i), -1);

		if (key >= 0 && key < G_MAXINT32)
			g_hash_table_insert(parents->table,
			        GUINT_TO_POINTER((guint)key + 1),
			        (gpointer)&list->items[i + 1]);
	}
}

/* What the parent tree says of a dictionary with a key into it. */
static const struct value *
find_value(struct parents *parents, const struct value *dictionary, const char *name)
{
	gint64 key = value_integer(pdf_get(parents->pdf, dictionary, name), -1);

	if (key < 0 || key >= G_MAXINT32)
		return NULL;
	return g_hash_table_lookup(parents->table, GUINT_TO_POINTER((guint)key + 1));
}

static void
check_mark(const struct mark *mark, gpointer user)
{
	struct parents *parents = user;
	guint32 container = mcids_container(mark);
	const struct value *object = pdf_object(parents->pdf, container), *list;
	guint32 said;

	if (!mark->n_content) {
		pdf_found_format(parents->pdf, RULE_PDF_MCID_NOWHERE, mark->element, "%u",
		        mcids_mcid(mark));
		return;
	}
	if (!mark->n_claims)
		pdf_found_format(parents->pdf, RULE_PDF_MCID_UNCLAIMED, container, "%u",
		        mcids_mcid(mark));
	list = pdf_resolve(parents->pdf, find_value(parents, object, "StructParents"));
	said = list && list->type == VALUE_ARRAY && mcids_mcid(mark) < list->n
	               ? pdf_number(&list->items[mcids_mcid(mark)])
	               : 0;
	if (mark->n_claims == 1 && said != mark->element)
		pdf_found_format(parents->pdf, RULE_PDF_PARENT_TREE, container, "%u",
		        mcids_mcid(mark));
}

/* An annotation's entry names the element that refers to it. */
static void
check_annotations(struct parents *parents, const struct page *page)
{
	const struct value *list =
	        pdf_get_typed(parents->pdf, page->dictionary, "Annots", VALUE_ARRAY);

	for (guint32 i = 0; list && i < list->n; i++) {
		guint32 object = pdf_number(&list->items[i]);
		const struct element *owner = structure_owner(parents->structure, object);
		const struct value *said = find_value(
		        parents, pdf_item(parents->pdf, list, i), "StructParent");

		if (owner && pdf_number(said) != owner->object)
			pdf_found(
			        parents->pdf, RULE_PDF_PARENT_TREE_OBJECT, object, NULL);
	}
}

void
structure_check_marks(
        struct pdf *pdf, const struct structure *structure, struct mcids *marks)
{
	const struct value *root = pdf_get(pdf, pdf->catalog, "StructTreeRoot");
	struct parents parents = {.pdf = pdf, .structure = structure};

	if (!structure)
		return;
	parents.table = g_hash_table_new(NULL, NULL);
	parents.seen = g_hash_table_new(NULL, NULL);
	read_numbers(&parents, pdf_get(pdf, root, "ParentTree"), 0);
	mcids_each(marks, check_mark, &parents);
	for (guint i = 0; i < pdf->pages->len; i++)
		check_annotations(&parents, &g_array_index(pdf->pages, struct page, i));
	g_hash_table_unref(parents.table);
	g_hash_table_unref(parents.seen);
}
