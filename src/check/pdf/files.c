/*
 * files.c - embedded files: named, typed, related, associated; and whether they may be
 * there at all.
 */
#include "check/pdf/files.h"

#include <string.h>

static gboolean
has_text(struct pdf *pdf, const struct value *dictionary, const char *key)
{
	const struct value *value = pdf_get_typed(pdf, dictionary, key, VALUE_STRING);

	return value && value->n;
}

/* "text/plain": two words of letters, digits, '-', '+', '.', '_'. */
static gboolean
is_media_type(const char *text)
{
	guint words = 0;

	for (;;) {
		gsize n = strspn(text,
		        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		        "0123456789-+._");

		if (!n)
			return FALSE;
		words++;
		if (text[n] != '/')
			return !text[n] && words == 2;
		text += n + 1;
	}
}

/* PDF/A-2 may hold nothing but PDF/A; here only that it is PDF at all is looked at. */
static void
check_kind(struct pdf *pdf, guint32 stream)
{
	g_autoptr(GBytes) bytes = NULL;
	gsize size = 0;
	const char *data;

	if (!pdf_wants(pdf, RULE_PDF_FILE_KIND))
		return;
	bytes = pdf_stream(pdf, stream, TRUE);
	data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
	if (size < 5 || memcmp(data, "%PDF-", 5))
		pdf_found(pdf, RULE_PDF_FILE_KIND, stream, NULL);
}

static void
check_embedded(struct pdf *pdf, const struct value *list, guint32 object)
{
	for (guint32 i = 0; list && list->type == VALUE_DICTIONARY && i < list->n; i++) {
		const struct value *entry = &list->items[2 * i + 1];
		const struct value *stream = pdf_resolve(pdf, entry);
		const char *type = value_name(pdf_get(pdf, stream, "Subtype"));

		if (!pdf_is_stream(pdf, pdf_number(entry)))
			pdf_found(pdf, RULE_PDF_FILE_STREAM, object, NULL);
		else if (!is_media_type(type))
			pdf_found(pdf, RULE_PDF_FILE_TYPE, pdf_number(entry), type);
		check_kind(pdf, pdf_number(entry));
	}
}

void
files_check_specification(
        struct pdf *pdf, const struct value *specification, guint32 object)
{
	pdf_found(pdf, RULE_PDF_FILE_FORBIDDEN, object, NULL);
	if (!has_text(pdf, specification, "F") || !has_text(pdf, specification, "UF"))
		pdf_found(pdf, RULE_PDF_FILE_NAME, object, NULL);
	if (!pdf_entry(specification, "AFRelationship"))
		pdf_found(pdf, RULE_PDF_FILE_RELATIONSHIP, object, NULL);
	check_embedded(pdf, pdf_get(pdf, specification, "EF"), object);
}

/* --- lists -------------------------------------------------------------- */

/* The associated files of one dictionary. */
static void
add_associated(struct pdf *pdf, const struct value *dictionary, GHashTable *all)
{
	const struct value *list = pdf_get(pdf, dictionary, "AF");

	if (list && list->type == VALUE_ARRAY)
		for (guint32 i = 0; i < list->n; i++)
			g_hash_table_add(all, (gpointer)pdf_item(pdf, list, i));
	else if (list)
		g_hash_table_add(all, (gpointer)list);
}

void
files_check_lists(struct pdf *pdf)
{
	const struct value *names = pdf_get(pdf, pdf->catalog, "Names");
	g_autoptr(GHashTable) associated = g_hash_table_new(NULL, NULL);

	if (pdf_entry(names, "EmbeddedFiles"))
		pdf_found(pdf, RULE_PDF_FILE_FORBIDDEN,
		        pdf_number(pdf_entry(names, "EmbeddedFiles")), NULL);
	for (guint32 number = 1; number < pdf->n_objects; number++)
		add_associated(pdf, pdf_object(pdf, number), associated);
	for (guint32 number = 1; number < pdf->n_objects; number++) {
		const struct value *object = pdf_object(pdf, number);

		if (pdf_entry(object, "EF") && !g_hash_table_contains(associated, object))
			pdf_found(pdf, RULE_PDF_FILE_ASSOCIATED, number, NULL);
	}
}
