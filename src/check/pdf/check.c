/*
 * check.c - the parts of the check of a PDF, in the order in which they need each other.
 */
#include "check/pdf/check.h"

#include "check/pdf/annots.h"
#include "check/pdf/bytes.h"
#include "check/pdf/catalog.h"
#include "check/pdf/colour.h"
#include "check/pdf/content.h"
#include "check/pdf/files.h"
#include "check/pdf/objects.h"
#include "check/pdf/structure.h"
#include "check/pdf/xmp.h"

static void
check_document(struct pdf *pdf)
{
	struct mcids *marks = mcids_new();
	struct fontlist *fonts = fontlist_new();
	struct structure *structure;

	colour_check_output(pdf);
	content_check(pdf, fonts, marks);
	fontlist_check(fonts, pdf);
	structure = structure_check(pdf, marks);
	structure_check_marks(pdf, structure, marks);
	annots_check(pdf, structure);
	structure_free(structure);
	fontlist_free(fonts);
	mcids_free(marks);
}

void
pdf_check(GBytes *bytes, struct findings *findings, struct profile *profile,
        gboolean forced)
{
	struct pdf *pdf = pdf_load(bytes, findings);
	struct xmp *xmp;

	if (!pdf)
		return;
	xmp = xmp_read(pdf);
	if (!forced && xmp)
		*profile = xmp_claim(xmp);
	pdf->profile = *profile;
	pdf_find_pages(pdf);
	bytes_check(pdf);
	xmp_check(pdf, xmp);
	catalog_check(pdf);
	objects_check(pdf);
	files_check_lists(pdf);
	check_document(pdf);
	xmp_free(xmp);
	pdf_unload(pdf);
}
