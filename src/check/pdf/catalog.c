/*
 * catalog.c - marks, language, title bar, forms, layers, requirements; and page boxes.
 */
#include "check/pdf/catalog.h"

#include <math.h>

static gboolean
is_true(const struct value *value)
{
	return value && value->type == VALUE_BOOLEAN && value->integer;
}

static void
check_tagging(struct pdf *pdf)
{
	const struct value *info = pdf_get(pdf, pdf->catalog, "MarkInfo");
	const struct value *look = pdf_get(pdf, pdf->catalog, "ViewerPreferences");

	if (!is_true(pdf_get(pdf, info, "Marked")))
		pdf_found(pdf, RULE_PDF_MARKED, 0, NULL);
	if (is_true(pdf_get(pdf, info, "Suspects")))
		pdf_found(pdf, RULE_PDF_SUSPECTS, 0, NULL);
	if (!is_true(pdf_get(pdf, look, "DisplayDocTitle")))
		pdf_found(pdf, RULE_PDF_DISPLAY_TITLE, 0, NULL);
	if (pdf_entry(pdf->catalog, "Outlines") && !pdf_entry(pdf->catalog, "Lang"))
		pdf_found(pdf, RULE_PDF_LANG, 0, NULL);
}

static void
check_form(struct pdf *pdf)
{
	const struct value *form = pdf_get(pdf, pdf->catalog, "AcroForm");

	if (is_true(pdf_get(pdf, form, "NeedAppearances")))
		pdf_found(pdf, RULE_PDF_FORM_LOOKS, 0, NULL);
	if (pdf_entry(form, "XFA") ||
	        is_true(pdf_get(pdf, pdf->catalog, "NeedsRendering")))
		pdf_found(pdf, RULE_PDF_FORM_XFA, 0, NULL);
}

/* A configuration of layers: named, and nothing switches it by itself. */
static void
check_configuration(struct pdf *pdf, const struct value *configuration, GHashTable *names)
{
	char *name = value_text(pdf_get(pdf, configuration, "Name"));

	if (!configuration) {
		g_free(name);
		return;
	}
	if (!name || !*name)
		pdf_found(pdf, RULE_PDF_LAYER_NAME, 0, NULL);
	if (pdf_entry(configuration, "AS"))
		pdf_found(pdf, RULE_PDF_LAYER_AUTO, 0, NULL);
	if (!name)
		return;
	if (g_hash_table_contains(names, name))
		pdf_found(pdf, RULE_PDF_LAYER_TWICE, 0, name);
	g_hash_table_add(names, name);
}

static void
check_layers(struct pdf *pdf)
{
	const struct value *layers = pdf_get(pdf, pdf->catalog, "OCProperties");
	const struct value *list = pdf_get_typed(pdf, layers, "Configs", VALUE_ARRAY);
	g_autoptr(GHashTable) names =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (!layers)
		return;
	pdf_found(pdf, RULE_PDF_LAYERS, 0, NULL);
	check_configuration(pdf, pdf_get(pdf, layers, "D"), names);
	for (guint32 i = 0; list && i < list->n; i++)
		check_configuration(pdf, pdf_item(pdf, list, i), names);
}

/* --- pages -------------------------------------------------------------- */

static void
check_box(struct pdf *pdf, const struct page *page, const struct value *box)
{
	for (guint32 i = 0; i < 2; i++) {
		double size = fabs(value_number(pdf_item(pdf, box, i)) -
		                   value_number(pdf_item(pdf, box, i + 2)));

		if (size < 3 || size > 14400)
			pdf_found(pdf, RULE_PDF_PAGE_SIZE, page->object, NULL);
	}
}

static void
check_pages(struct pdf *pdf)
{
	for (guint i = 0; i < pdf->pages->len; i++) {
		const struct page *page = &g_array_index(pdf->pages, struct page, i);

		check_box(pdf, page, page->media_box);
		if (page->crop_box)
			check_box(pdf, page, page->crop_box);
		if (pdf_entry(page->dictionary, "PresSteps"))
			pdf_found(pdf, RULE_PDF_PRESENTATION, page->object, NULL);
	}
}

void
catalog_check(struct pdf *pdf)
{
	const struct value *names = pdf_get(pdf, pdf->catalog, "Names");

	check_tagging(pdf);
	check_form(pdf);
	check_layers(pdf);
	if (pdf_entry(names, "AlternatePresentations"))
		pdf_found(pdf, RULE_PDF_PRESENTATION, 0, NULL);
	if (pdf_entry(names, "JavaScript"))
		pdf_found(pdf, RULE_PDF_ACTION, 0, "JavaScript");
	if (pdf_entry(pdf->catalog, "Requirements"))
		pdf_found(pdf, RULE_PDF_REQUIREMENTS, 0, NULL);
	check_pages(pdf);
}
