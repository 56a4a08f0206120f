/*
 * annots.c - the annotations of all pages: their kind, flags and looks; for readers of
 * the structure: an element of the right type, and a text that says what they are.
 */
#include "check/pdf/annots.h"

#include <math.h>
#include <string.h>

enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NO_VIEW = 32, TOGGLE = 256 };

struct annotation {
	struct pdf *pdf;
	const struct value *dictionary;
	const char *kind;
	guint32 object;
	guint page;
	gint64 flags;
};

static void
found(const struct annotation *annotation, enum rule rule, const char *detail)
{
	struct spot spot = {.object = annotation->object, .page = annotation->page};

	findings_add(annotation->pdf->findings, rule, &spot, detail);
}

static gboolean
is_kind(const struct annotation *annotation, const char *kind)
{
	return !strcmp(annotation->kind, kind);
}

/* --- PDF/A -------------------------------------------------------------- */

static void
check_kind(const struct annotation *annotation)
{
	static const char *const first[] = {"Text", "Link", "FreeText", "Line", "Square",
	        "Circle", "Highlight", "Underline", "Squiggly", "StrikeOut", "Stamp",
	        "Ink", "Popup", "Widget", "PrinterMark", "TrapNet", NULL};
	static const char *const later[] = {"Polygon", "PolyLine", "Caret",
	        "FileAttachment", "Watermark", "Redact", NULL};

	if (!g_strv_contains(first, annotation->kind) &&
	        (annotation->pdf->profile.part == 1 ||
	                !g_strv_contains(later, annotation->kind)))
		found(annotation, RULE_PDF_ANNOT_KIND, annotation->kind);
}

static void
check_flags(const struct annotation *annotation)
{
	gint64 forbidden = INVISIBLE | HIDDEN | NO_VIEW;

	if (annotation->pdf->profile.part != 1)
		forbidden |= TOGGLE;
	if (annotation->flags < 0) {
		if (!is_kind(annotation, "Popup") || annotation->pdf->profile.part == 1)
			found(annotation, RULE_PDF_ANNOT_FLAGS, NULL);
	} else if (annotation->flags & forbidden || !(annotation->flags & PRINT)) {
		found(annotation, RULE_PDF_ANNOT_FLAGS, NULL);
	}
}

static gboolean
has_area(const struct annotation *annotation)
{
	const struct value *box = pdf_get_typed(
	        annotation->pdf, annotation->dictionary, "Rect", VALUE_ARRAY);
	double side[4];

	for (guint32 i = 0; i < 4; i++)
		side[i] = value_number(pdf_item(annotation->pdf, box, i));
	return fabs(side[0] - side[2]) > 0 || fabs(side[1] - side[3]) > 0;
}

static void
check_look(const struct annotation *annotation)
{
	struct pdf *pdf = annotation->pdf;
	const struct value *look = pdf_get(pdf, annotation->dictionary, "AP");
	const struct value *alpha = pdf_get(pdf, annotation->dictionary, "CA");

	if (!look && has_area(annotation) && !is_kind(annotation, "Popup") &&
	        !is_kind(annotation, "Link"))
		found(annotation, RULE_PDF_ANNOT_LOOK_MISSING, annotation->kind);
	if (look &&
	        (look->type != VALUE_DICTIONARY || look->n != 1 || !pdf_entry(look, "N")))
		found(annotation, RULE_PDF_ANNOT_LOOK, NULL);
	if (value_is_number(alpha) && fabs(value_number(alpha) - 1) > 1e-6)
		found(annotation, RULE_PDF_TRANSPARENCY, "CA");
	if ((pdf_entry(annotation->dictionary, "C") ||
	            pdf_entry(annotation->dictionary, "IC")) &&
	        pdf->output_space != 'R')
		found(annotation, RULE_PDF_ANNOT_COLOUR, NULL);
}

static void
check_widget(const struct annotation *annotation)
{
	if (is_kind(annotation, "Widget") && pdf_entry(annotation->dictionary, "A"))
		found(annotation, RULE_PDF_ANNOT_WIDGET_ACTION, NULL);
}

/* --- PDF/UA ------------------------------------------------------------- */

static gboolean
has_text(const struct annotation *annotation, const struct value *dictionary,
        const char *key)
{
	g_autofree char *text = value_text(pdf_get(annotation->pdf, dictionary, key));

	return text && *text;
}

/* The element that owns it is of the type that its kind needs. */
static void
check_owner(const struct annotation *annotation, const struct element *owner)
{
	const char *wanted = is_kind(annotation, "Link")     ? "Link"
	                     : is_kind(annotation, "Widget") ? "Form"
	                                                     : "Annot";

	if (is_kind(annotation, "PrinterMark") || is_kind(annotation, "Popup"))
		return;
	if (!owner)
		found(annotation, RULE_PDF_ANNOT_UNTAGGED, annotation->kind);
	else if (strcmp(owner->type, wanted))
		found(annotation, RULE_PDF_ANNOT_ELEMENT, wanted);
}

static void
check_words(const struct annotation *annotation, const struct element *owner)
{
	gboolean alt = owner && has_text(annotation, owner->dictionary, "Alt");
	gboolean contents = has_text(annotation, annotation->dictionary, "Contents");

	if (is_kind(annotation, "Link")) {
		if (!contents)
			found(annotation, RULE_PDF_LINK_CONTENTS, NULL);
	} else if (is_kind(annotation, "Widget")) {
		if (!alt && !has_text(annotation, annotation->dictionary, "TU"))
			found(annotation, RULE_PDF_ANNOT_CONTENTS, "TU");
	} else if (!contents && !alt && !is_kind(annotation, "Popup")) {
		found(annotation, RULE_PDF_ANNOT_CONTENTS, annotation->kind);
	}
	if (contents && !pdf_entry(annotation->pdf->catalog, "Lang") &&
	        !(owner && pdf_entry(owner->dictionary, "Lang")))
		found(annotation, RULE_PDF_LANG, NULL);
}

static void
check_annotation(const struct annotation *annotation, const struct structure *structure)
{
	const struct element *owner = structure_owner(structure, annotation->object);

	check_kind(annotation);
	check_flags(annotation);
	check_look(annotation);
	check_widget(annotation);
	if (annotation->flags >= 0 && annotation->flags & HIDDEN)
		return;
	if (is_kind(annotation, "TrapNet"))
		found(annotation, RULE_PDF_ANNOT_TRAPNET, NULL);
	check_owner(annotation, owner);
	check_words(annotation, owner);
}

static void
check_page(struct pdf *pdf, guint index, const struct structure *structure)
{
	const struct page *page = &g_array_index(pdf->pages, struct page, index);
	const struct value *list =
	        pdf_get_typed(pdf, page->dictionary, "Annots", VALUE_ARRAY);

	if (list && list->n &&
	        !value_is_name(pdf_get(pdf, page->dictionary, "Tabs"), "S"))
		pdf_found(pdf, RULE_PDF_TABS, page->object, NULL);
	for (guint32 i = 0; list && i < list->n; i++) {
		const struct value *dictionary = pdf_item(pdf, list, i);
		struct annotation annotation = {
		        .pdf = pdf,
		        .dictionary = dictionary,
		        .kind = value_name(pdf_get(pdf, dictionary, "Subtype")),
		        .object = pdf_number(&list->items[i]),
		        .page = index + 1,
		        .flags = value_integer(pdf_get(pdf, dictionary, "F"), -1),
		};

		if (dictionary && dictionary->type == VALUE_DICTIONARY)
			check_annotation(&annotation, structure);
	}
}

void
annots_check(struct pdf *pdf, const struct structure *structure)
{
	for (guint i = 0; i < pdf->pages->len; i++)
		check_page(pdf, i, structure);
}
