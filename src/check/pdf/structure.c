/*
 * structure.c - from the root of the structure tree to its leaves.
 *
 * The tree is read into elements first, each at most once, so that whatever a file does
 * with its references what is checked is a tree; then every element is looked at with its
 * parent and kids.
 */
#include "check/pdf/structure.h"

#include "check/pdf/language.h"
#include "check/pdf/roles.h"

#include <string.h>

enum { DEPTH = 500 };

struct structure {
	struct pdf *pdf;
	struct mcids *marks;
	GHashTable *elements; /* object → struct element */
	GHashTable *owners;   /* object of an OBJR → struct element */
	GHashTable *note_ids;
	GPtrArray *all; /* of struct element, in document order */
	struct element *root;
	guint heading;                 /* level of the last one */
	gboolean numbered, unnumbered; /* there are H1 …; there are H */
};

static void
element_free(gpointer data)
{
	struct element *element = data;

	g_ptr_array_unref(element->kids);
	g_free(element);
}

void
structure_free(struct structure *structure)
{
	if (!structure)
		return;
	g_hash_table_unref(structure->elements);
	g_hash_table_unref(structure->owners);
	g_hash_table_unref(structure->note_ids);
	g_ptr_array_unref(structure->all);
	g_free(structure);
}

const struct element *
structure_owner(const struct structure *structure, guint32 object)
{
	return structure
	               ? g_hash_table_lookup(structure->owners, GUINT_TO_POINTER(object))
	               : NULL;
}

const struct element *
structure_element(const struct structure *structure, guint32 object)
{
	return structure ? g_hash_table_lookup(
	                           structure->elements, GUINT_TO_POINTER(object))
	                 : NULL;
}

/* --- reading the tree ---------------------------------------------------- */

static struct element *add_element(struct structure *structure, struct element *parent,
        const struct value *entry, guint32 page, guint depth);

static void
claim(struct structure *structure, struct element *element, guint32 container,
        gint64 mcid)
{
	struct mark *mark = mcids_find(structure->marks, container, mcid);

	element->has_content = TRUE;
	mark->n_claims++;
	if (mark->n_claims > 1)
		pdf_found_format(structure->pdf, RULE_PDF_MCID_CLAIMED_TWICE,
		        element->object, "%" G_GINT64_FORMAT, mcid);
	else
		mark->element = element->object;
}

/* A marked-content or object reference. FALSE: it is neither. */
static gboolean
add_leaf(struct structure *structure, struct element *element,
        const struct value *dictionary, guint32 page)
{
	const struct value *type = pdf_get(structure->pdf, dictionary, "Type");
	guint32 own = pdf_number(pdf_entry(dictionary, "Pg"));
	guint32 stream = pdf_number(pdf_entry(dictionary, "Stm"));
	guint32 object = pdf_number(pdf_entry(dictionary, "Obj"));

	if (value_is_name(type, "MCR")) {
		claim(structure, element,
		        stream ? stream
		        : own  ? own
		               : page,
		        value_integer(pdf_get(structure->pdf, dictionary, "MCID"), -1));
		return TRUE;
	}
	if (!value_is_name(type, "OBJR"))
		return FALSE;
	element->has_content = TRUE;
	if (!object || !pdf_object(structure->pdf, object))
		pdf_found(structure->pdf, RULE_PDF_OBJR, element->object, NULL);
	else
		g_hash_table_insert(structure->owners, GUINT_TO_POINTER(object), element);
	return TRUE;
}

static void
add_kid(struct structure *structure, struct element *element, const struct value *kid,
        guint32 page, guint depth)
{
	const struct value *value = pdf_resolve(structure->pdf, kid);

	if (value && value->type == VALUE_INTEGER)
		claim(structure, element, page, value->integer);
	else if (value && value->type == VALUE_DICTIONARY &&
	         !add_leaf(structure, element, value, page))
		add_element(structure, element, kid, page, depth + 1);
}

static void
add_kids(struct structure *structure, struct element *element, guint32 page, guint depth)
{
	const struct value *entry = pdf_entry(element->dictionary, "K");
	const struct value *kids = pdf_resolve(structure->pdf, entry);

	if (kids && kids->type == VALUE_ARRAY)
		for (guint32 i = 0; i < kids->n; i++)
			add_kid(structure, element, &kids->items[i], page, depth);
	else if (kids)
		add_kid(structure, element, entry, page, depth);
}

static struct element *
add_element(struct structure *structure, struct element *parent,
        const struct value *entry, guint32 page, guint depth)
{
	struct pdf *pdf = structure->pdf;
	struct element *element;
	guint32 object = pdf_number(entry);
	gpointer key = GUINT_TO_POINTER(object);

	if (depth > DEPTH ||
	        (object && g_hash_table_contains(structure->elements, key))) {
		pdf_found(pdf, RULE_PDF_TREE, object, NULL);
		return NULL;
	}
	element = g_new0(struct element, 1);
	element->object = object;
	element->dictionary = pdf_resolve(pdf, entry);
	element->parent = parent;
	element->kids = g_ptr_array_new();
	g_ptr_array_add(structure->all, element);
	if (object)
		g_hash_table_insert(structure->elements, key, element);
	element->type = parent ? roles_of(pdf, element->dictionary, object) : "";
	if (parent)
		g_ptr_array_add(parent->kids, element);
	if (pdf_number(pdf_entry(element->dictionary, "Pg")))
		page = pdf_number(pdf_entry(element->dictionary, "Pg"));
	add_kids(structure, element, page, depth);
	return element;
}

/* --- attributes ---------------------------------------------------------- */

static const struct value *
attribute_in(
        struct pdf *pdf, const struct value *value, const char *owner, const char *key)
{
	if (value && value->type == VALUE_ARRAY) {
		const struct value *found = NULL;

		for (guint32 i = 0; i < value->n && !found; i++) {
			const struct value *item = pdf_item(pdf, value, i);

			if (item && item->type == VALUE_DICTIONARY)
				found = attribute_in(pdf, item, owner, key);
		}
		return found;
	}
	if (!value_is_name(pdf_get(pdf, value, "O"), owner))
		return NULL;
	return pdf_get(pdf, value, key);
}

const struct value *
structure_attribute(struct pdf *pdf, const struct element *element, const char *owner,
        const char *key)
{
	const struct value *root = pdf_get(pdf, pdf->catalog, "StructTreeRoot");
	const struct value *classes = pdf_get(pdf, root, "ClassMap");
	const struct value *class = pdf_get(pdf, element->dictionary, "C");
	const struct value *found =
	        attribute_in(pdf, pdf_get(pdf, element->dictionary, "A"), owner, key);

	if (!found && class && class->type == VALUE_NAME)
		found = attribute_in(pdf, pdf_get(pdf, classes, class->text), owner, key);
	if (!found && class && class->type == VALUE_ARRAY)
		for (guint32 i = 0; i < class->n && !found; i++)
			found = attribute_in(pdf,
			        pdf_get(pdf, classes,
			                value_name(pdf_item(pdf, class, i))),
			        owner, key);
	return found;
}

/* --- what an element must be ---------------------------------------------- */

static gboolean
has_text(struct pdf *pdf, const struct element *element, const char *key)
{
	const struct value *value =
	        pdf_get_typed(pdf, element->dictionary, key, VALUE_STRING);
	g_autofree char *text = value_text(value);

	return text && *text;
}

static gboolean
has_language(struct pdf *pdf, const struct element *element)
{
	if (pdf_entry(pdf->catalog, "Lang"))
		return TRUE;
	for (; element; element = element->parent)
		if (pdf_entry(element->dictionary, "Lang"))
			return TRUE;
	return FALSE;
}

/* Texts of an element, and its content, have a language. */
static void
check_language(struct structure *structure, const struct element *element)
{
	static const char *const texts[] = {"Alt", "ActualText", "E"};
	gboolean spoken = element->has_content;

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		spoken |= pdf_entry(element->dictionary, texts[i]) != NULL;
	if (spoken && !has_language(structure->pdf, element))
		pdf_found(structure->pdf, RULE_PDF_LANG, element->object, NULL);
}

/* 0: no numbered heading. */
static guint
heading_level(const char *type)
{
	return type[0] == 'H' && type[1] >= '1' && type[1] <= '6' && !type[2]
	               ? (guint)(type[1] - '0')
	               : 0;
}

static void
check_heading(struct structure *structure, const struct element *element)
{
	guint level = heading_level(element->type);

	structure->unnumbered |= !strcmp(element->type, "H");
	structure->numbered |= level > 0;
	if (level > structure->heading + 1)
		pdf_found(structure->pdf, RULE_PDF_HEADING_SKIP, element->object,
		        element->type);
	if (level)
		structure->heading = level;
}

static void
check_note(struct structure *structure, const struct element *element)
{
	const struct value *id =
	        pdf_get_typed(structure->pdf, element->dictionary, "ID", VALUE_STRING);
	g_autofree char *text = value_text(id);

	if (!text || !*text)
		pdf_found(structure->pdf, RULE_PDF_NOTE_ID, element->object, NULL);
	else if (!g_hash_table_add(structure->note_ids, g_steal_pointer(&text)))
		pdf_found(structure->pdf, RULE_PDF_NOTE_ID_TWICE, element->object, NULL);
}

/* Which kids an element may have, and in which parents it may stand (14.8.4.3). */
static const struct {
	const char *type, *parents, *kids; /* NULL: any; words between blanks */
} nests[] = {
        {"LI", " L ", " Lbl LBody "},
        {"LBody", " LI ", NULL},
        {"L", NULL, " L LI Caption "},
        {"TOC", NULL, " TOC TOCI Caption "},
        {"TOCI", " TOC ", NULL},
        {"TR", " Table THead TBody TFoot ", " TH TD "},
        {"TH", " TR ", NULL},
        {"TD", " TR ", NULL},
        {"THead", " Table ", " TR "},
        {"TBody", " Table ", " TR "},
        {"TFoot", " Table ", " TR "},
        {"Table", NULL, " TR THead TBody TFoot Caption "},
};

static gboolean
word_in(const char *words, const char *word)
{
	g_autofree char *bounded = g_strconcat(" ", word, " ", NULL);

	return strstr(words, bounded) != NULL;
}

/* NonStruct and Div pass on what stands around them: so PDF/UA's checkers see it. */
static void
check_nesting(struct structure *structure, const struct element *element)
{
	for (gsize i = 0; i < G_N_ELEMENTS(nests); i++) {
		if (strcmp(element->type, nests[i].type))
			continue;
		if (nests[i].parents && !word_in(nests[i].parents, element->parent->type))
			pdf_found_format(structure->pdf, RULE_PDF_NESTING,
			        element->object, "%s > %s", element->parent->type,
			        element->type);
		for (guint k = 0; nests[i].kids && k < element->kids->len; k++) {
			const struct element *kid = element->kids->pdata[k];

			if (!word_in(nests[i].kids, kid->type))
				pdf_found_format(structure->pdf, RULE_PDF_NESTING,
				        kid->object, "%s > %s", element->type, kid->type);
		}
	}
}

/* A caption stands first in a list or contents, first or last in a table. */
static void
check_captions(struct structure *structure, const struct element *element)
{
	gboolean table = !strcmp(element->type, "Table");
	guint n = 0, last = element->kids->len;

	if (!table && strcmp(element->type, "L") && strcmp(element->type, "TOC"))
		return;
	for (guint i = 0; i < last; i++) {
		const struct element *kid = element->kids->pdata[i];

		if (strcmp(kid->type, "Caption"))
			continue;
		if (n++ || (i && !(table && i == last - 1)))
			pdf_found(structure->pdf, RULE_PDF_CAPTION, kid->object, NULL);
	}
}

static void
check_parent(struct structure *structure, const struct element *element)
{
	guint32 parent = pdf_number(pdf_entry(element->dictionary, "P"));

	if (!parent)
		pdf_found(structure->pdf, RULE_PDF_PARENT_MISSING, element->object, NULL);
	else if (element->parent->object && parent != element->parent->object)
		pdf_found(structure->pdf, RULE_PDF_PARENT, element->object, NULL);
}

static void
check_element(struct structure *structure, const struct element *element)
{
	struct pdf *pdf = structure->pdf;
	guint n_headings = 0;

	check_parent(structure, element);
	check_language(structure, element);
	check_nesting(structure, element);
	check_captions(structure, element);
	check_heading(structure, element);
	if (!strcmp(element->type, "Figure") && !has_text(pdf, element, "Alt") &&
	        !pdf_entry(element->dictionary, "ActualText"))
		pdf_found(pdf, RULE_PDF_FIGURE_ALT, element->object, NULL);
	if (!strcmp(element->type, "Formula") && !has_text(pdf, element, "Alt") &&
	        !pdf_entry(element->dictionary, "ActualText"))
		pdf_found(pdf, RULE_PDF_FORMULA_ALT, element->object, NULL);
	if (!strcmp(element->type, "Note"))
		check_note(structure, element);
	if (!strcmp(element->type, "Table"))
		tables_check(pdf, element);
	for (guint i = 0; i < element->kids->len; i++)
		n_headings +=
		        !strcmp(((struct element *)element->kids->pdata[i])->type, "H");
	if (n_headings > 1)
		pdf_found(pdf, RULE_PDF_HEADING_TWO, element->object, NULL);
}

struct structure *
structure_check(struct pdf *pdf, struct mcids *marks)
{
	const struct value *entry = pdf_entry(pdf->catalog, "StructTreeRoot");
	const struct value *root = pdf_resolve(pdf, entry);
	struct structure *structure;

	if (!root || root->type != VALUE_DICTIONARY) {
		pdf_found(pdf, RULE_PDF_TREE_MISSING, 0, NULL);
		return NULL;
	}
	structure = g_new0(struct structure, 1);
	structure->pdf = pdf;
	structure->marks = marks;
	structure->elements = g_hash_table_new(NULL, NULL);
	structure->owners = g_hash_table_new(NULL, NULL);
	structure->note_ids =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	structure->all = g_ptr_array_new_with_free_func(element_free);
	structure->root = add_element(structure, NULL, entry, 0, 0);
	for (guint i = 1; i < structure->all->len; i++)
		check_element(structure, structure->all->pdata[i]);
	if (structure->numbered && structure->unnumbered)
		pdf_found(pdf, RULE_PDF_HEADING_MIXED, 0, NULL);
	return structure;
}
