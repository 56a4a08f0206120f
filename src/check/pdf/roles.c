/*
 * roles.c - from the type of an element to a standard one.
 */
#include "check/pdf/roles.h"

#include <string.h>

enum { HOPS = 50 };

static const char *const standard[] = {"Document", "Part", "Art", "Sect", "Div",
        "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H",
        "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR",
        "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
        "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT",
        "WP", "Figure", "Formula", "Form", NULL};

/* Those that PDF 1.4 does not have (PDF Reference 1.4, 9.7.4): none for PDF/A-1 (ISO
 * 19005-1, 6.8.3.4). */
static const char *const later[] = {"THead", "TBody", "TFoot", "Annot", "Ruby", "RB",
        "RT", "RP", "Warichu", "WT", "WP", NULL};

gboolean
roles_is_standard(const char *type)
{
	return g_strv_contains(standard, type);
}

const char *
roles_of(struct pdf *pdf, const struct value *element, guint32 object)
{
	const struct value *root = pdf_get(pdf, pdf->catalog, "StructTreeRoot");
	const struct value *map = pdf_get(pdf, root, "RoleMap");
	const char *type = value_name(pdf_get(pdf, element, "S")), *first = type;

	if (roles_is_standard(type)) {
		if (pdf->profile.part == 1 && g_strv_contains(later, type) &&
		        !pdf_entry(map, type))
			pdf_found(pdf, RULE_PDF_ROLE_UNMAPPED, object, type);
		if (pdf_entry(map, type))
			pdf_found(pdf, RULE_PDF_ROLE_STANDARD, object, type);
		return type;
	}
	for (int i = 0; i < HOPS && *type && !roles_is_standard(type); i++)
		type = value_name(pdf_get(pdf, map, type));
	if (!*type)
		pdf_found(pdf, RULE_PDF_ROLE_UNMAPPED, object, first);
	else if (!roles_is_standard(type))
		pdf_found(pdf, RULE_PDF_ROLE_CIRCLE, object, first);
	return roles_is_standard(type) ? type : "";
}
