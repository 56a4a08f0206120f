/*
 * objects.c - one pass over all objects: what a dictionary is, is known by its keys and
 * by the key it stands under, so that also what no page uses is looked at.
 */
#include "check/pdf/objects.h"

#include "check/pdf/colour.h"
#include "check/pdf/files.h"
#include "check/pdf/language.h"

#include <math.h>
#include <string.h>

enum { NAME_BYTES = 127 };

static gboolean
one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(word, *words))
			return TRUE;
	return FALSE;
}

static gboolean
is_true(const struct value *value)
{
	return value && value->type == VALUE_BOOLEAN && value->integer;
}

/* --- limits (ISO 19005-1, 6.1.12; ISO 19005-2, 6.1.13) ------------------- */

static void
check_number(struct pdf *pdf, const struct value *value, guint32 object)
{
	double most = pdf->profile.part == 1 ? 32767 : 3.403e38;

	if (value->type == VALUE_INTEGER &&
	        (value->integer > G_MAXINT32 || value->integer < G_MININT32))
		pdf_found_format(pdf, RULE_PDF_LIMIT_NUMBER, object, "%" G_GINT64_FORMAT,
		        value->integer);
	if (value->type == VALUE_REAL && fabs(value->real) > most)
		pdf_found_format(pdf, RULE_PDF_LIMIT_NUMBER, object, "%g", value->real);
}

static void
check_limits(struct pdf *pdf, const struct value *value, guint32 object)
{
	guint32 string = pdf->profile.part == 1 ? 65535 : 32767;

	check_number(pdf, value, object);
	if (value->type == VALUE_STRING && value->n > string)
		pdf_found_format(pdf, RULE_PDF_LIMIT_STRING, object, "%u", value->n);
	if (value->type == VALUE_NAME && value->n > NAME_BYTES)
		pdf_found(pdf, RULE_PDF_LIMIT_NAME, object, value->text);
	if (value->type == VALUE_NAME && !g_utf8_validate(value->text, -1, NULL))
		pdf_found(pdf, RULE_PDF_NAME_UTF8, object, value->text);
	if (value->type == VALUE_ARRAY && value->n > 8191)
		pdf_found_format(pdf, RULE_PDF_LIMIT_ARRAY, object, "%u", value->n);
	if (value->type == VALUE_DICTIONARY && value->n > 4095)
		pdf_found_format(pdf, RULE_PDF_LIMIT_DICTIONARY, object, "%u", value->n);
}

/* --- streams ------------------------------------------------------------ */

static void
check_filter(struct pdf *pdf, const struct value *filter, guint32 object)
{
	static const char *const known[] = {"ASCIIHexDecode", "ASCII85Decode",
	        "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode",
	        "DCTDecode", "JPXDecode", NULL};
	const char *name = value_name(filter);

	if (!filter || (one_of(name, known) &&
	                       (pdf->profile.part != 1 || strcmp(name, "JPXDecode"))))
		return;
	pdf_found(pdf, RULE_PDF_FILTER, object, name);
}

static void
check_stream(struct pdf *pdf, const struct value *dictionary, guint32 object)
{
	const struct value *filter = pdf_get(pdf, dictionary, "Filter");
	const char *type = value_name(pdf_get(pdf, dictionary, "Type"));

	if (pdf_entry(dictionary, "F") || pdf_entry(dictionary, "FFilter") ||
	        pdf_entry(dictionary, "FDecodeParms"))
		pdf_found(pdf, RULE_PDF_STREAM_EXTERNAL, object, NULL);
	if (filter && filter->type == VALUE_ARRAY)
		for (guint32 i = 0; i < filter->n; i++)
			check_filter(pdf, pdf_item(pdf, filter, i), object);
	else
		check_filter(pdf, filter, object);
	if (!strcmp(type, "ObjStm"))
		pdf_found(pdf, RULE_PDF_OBJECT_STREAM, object, NULL);
	if (!strcmp(type, "XRef"))
		pdf_found(pdf, RULE_PDF_XREF_STREAM, object, NULL);
}

/* --- XObjects ----------------------------------------------------------- */

static void
check_depth(struct pdf *pdf, const struct value *image, guint32 object)
{
	gint64 bits = value_integer(pdf_get(pdf, image, "BitsPerComponent"), 8);
	gboolean mask = is_true(pdf_get(pdf, image, "ImageMask"));

	if (mask ? bits != 1 && pdf_entry(image, "BitsPerComponent")
	         : bits != 1 && bits != 2 && bits != 4 && bits != 8 &&
	                        (bits != 16 || pdf->profile.part == 1))
		pdf_found_format(
		        pdf, RULE_PDF_IMAGE_BITS, object, "%" G_GINT64_FORMAT, bits);
}

static void
check_image(struct pdf *pdf, const struct value *image, guint32 object)
{
	const struct value *soft = pdf_get(pdf, image, "SMask");

	check_depth(pdf, image, object);
	if (is_true(pdf_get(pdf, image, "Interpolate")))
		pdf_found(pdf, RULE_PDF_IMAGE_INTERPOLATE, object, NULL);
	if (pdf_entry(image, "Alternates") || pdf_entry(image, "OPI"))
		pdf_found(pdf, RULE_PDF_IMAGE_ALTERNATES, object, NULL);
	if (soft && !value_is_name(soft, "None"))
		pdf_found(pdf, RULE_PDF_TRANSPARENCY, object, "SMask");
	if (pdf_entry(image, "Intent"))
		colour_check_intent(pdf, pdf_get(pdf, image, "Intent"), object);
}

static void
check_form(struct pdf *pdf, const struct value *form, guint32 object)
{
	if (value_is_name(pdf_get(pdf, form, "Subtype2"), "PS") ||
	        pdf_entry(form, "PS") || pdf_entry(form, "OPI"))
		pdf_found(pdf, RULE_PDF_POSTSCRIPT, object, NULL);
	if (pdf_entry(form, "Ref"))
		pdf_found(pdf, RULE_PDF_FORM_REF, object, NULL);
}

/* --- graphics states ----------------------------------------------------- */

static const char *const first_modes[] = {"Normal", "Compatible", NULL};
static const char *const later_modes[] = {"Normal", "Compatible", "Multiply", "Screen",
        "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight",
        "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color",
        "Luminosity", NULL};

static void
check_blend(struct pdf *pdf, const struct value *mode, guint32 object)
{
	const char *name;

	if (mode && mode->type == VALUE_ARRAY)
		mode = pdf_item(pdf, mode, 0);
	name = value_name(mode);
	if (mode && !one_of(name, later_modes))
		pdf_found(pdf, RULE_PDF_BLEND_MODE, object, name);
	else if (mode && !one_of(name, first_modes))
		pdf_found(pdf, RULE_PDF_TRANSPARENCY, object, name);
}

static void
check_graphics_state(struct pdf *pdf, const struct value *gs, guint32 object)
{
	static const char *const alphas[] = {"CA", "ca"};
	const struct value *transfer = pdf_get(pdf, gs, "TR2");
	const struct value *soft = pdf_get(pdf, gs, "SMask");

	if (pdf_entry(gs, "TR") || pdf_entry(gs, "HTP") ||
	        (transfer && !value_is_name(transfer, "Default")))
		pdf_found(pdf, RULE_PDF_TRANSFER, object, NULL);
	if (soft && !value_is_name(soft, "None"))
		pdf_found(pdf, RULE_PDF_TRANSPARENCY, object, "SMask");
	for (gsize i = 0; i < G_N_ELEMENTS(alphas); i++) {
		const struct value *alpha = pdf_get(pdf, gs, alphas[i]);

		if (value_is_number(alpha) && fabs(value_number(alpha) - 1) > 1e-6)
			pdf_found(pdf, RULE_PDF_TRANSPARENCY, object, alphas[i]);
	}
	check_blend(pdf, pdf_get(pdf, gs, "BM"), object);
	if (pdf_entry(gs, "RI"))
		colour_check_intent(pdf, pdf_get(pdf, gs, "RI"), object);
}

static void
check_graphics_states(struct pdf *pdf, const struct value *list, guint32 object)
{
	for (guint32 i = 0; list && list->type == VALUE_DICTIONARY && i < list->n; i++) {
		const struct value *entry = &list->items[2 * i + 1];
		guint32 number = pdf_number(entry);

		check_graphics_state(
		        pdf, pdf_resolve(pdf, entry), number ? number : object);
	}
}

/* --- actions ------------------------------------------------------------ */

static void
check_action(struct pdf *pdf, const struct value *action, guint32 object)
{
	static const char *const allowed[] = {
	        "GoTo", "GoToR", "Thread", "URI", "Named", "SubmitForm", NULL};
	static const char *const names[] = {
	        "NextPage", "PrevPage", "FirstPage", "LastPage", NULL};
	const char *kind = value_name(pdf_get(pdf, action, "S"));

	if (!action || action->type != VALUE_DICTIONARY)
		return;
	if (!one_of(kind, allowed) && (pdf->profile.part == 1 || strcmp(kind, "GoToE")))
		pdf_found(pdf, RULE_PDF_ACTION, object, kind);
	if (!strcmp(kind, "Named") &&
	        !one_of(value_name(pdf_get(pdf, action, "N")), names))
		pdf_found(pdf, RULE_PDF_ACTION_NAMED, object,
		        value_name(pdf_get(pdf, action, "N")));
}

/* --- the pass ------------------------------------------------------------ */

/* What stands under a key that says what it is. */
static void
check_entry(struct pdf *pdf, const struct value *dictionary, const char *key,
        const struct value *entry, guint32 object)
{
	const struct value *value = pdf_resolve(pdf, entry);
	guint32 number = pdf_number(entry) ? pdf_number(entry) : object;

	if (!strcmp(key, "ExtGState"))
		check_graphics_states(pdf, value, object);
	else if (!strcmp(key, "A") || !strcmp(key, "OpenAction") || !strcmp(key, "Next"))
		if (value && pdf_entry(value, "S"))
			check_action(pdf, value, number);
	if (!strcmp(key, "AA") && value && value->type == VALUE_DICTIONARY)
		pdf_found(pdf, RULE_PDF_ACTION_ADDITIONAL, object, NULL);
	if (!strcmp(key, "Lang") && value && value->type == VALUE_STRING &&
	        !language_valid(pdf, value)) {
		g_autofree char *tag = value_text(value);

		pdf_found(pdf, RULE_PDF_LANG_FORM, object, tag);
	}
	if (!strcmp(key, "Group") &&
	        value_is_name(pdf_get(pdf, value, "S"), "Transparency"))
		pdf_found(pdf, RULE_PDF_TRANSPARENCY, object, "Group");
}

static void
check_dictionary(struct pdf *pdf, const struct value *dictionary, guint32 object)
{
	for (guint32 i = 0; i < dictionary->n; i++)
		check_entry(pdf, dictionary, dictionary->items[2 * i].text,
		        &dictionary->items[2 * i + 1], object);
	if (pdf_entry(dictionary, "EF"))
		files_check_specification(pdf, dictionary, object);
	if (value_is_name(pdf_get(pdf, dictionary, "S"), "JavaScript") &&
	        pdf_entry(dictionary, "JS"))
		check_action(pdf, dictionary, object);
}

static void
check_value(struct pdf *pdf, const struct value *value, guint32 object)
{
	guint32 n = value->type == VALUE_DICTIONARY ? 2 * value->n
	            : value->type == VALUE_ARRAY    ? value->n
	                                            : 0;

	check_limits(pdf, value, object);
	if (value->type == VALUE_DICTIONARY)
		check_dictionary(pdf, value, object);
	for (guint32 i = 0; i < n; i++)
		check_value(pdf, &value->items[i], object);
}

static void
check_xobject(struct pdf *pdf, const struct value *dictionary, guint32 object)
{
	const char *kind = value_name(pdf_get(pdf, dictionary, "Subtype"));

	if (!strcmp(kind, "Image"))
		check_image(pdf, dictionary, object);
	else if (!strcmp(kind, "Form"))
		check_form(pdf, dictionary, object);
	else if (!strcmp(kind, "PS"))
		pdf_found(pdf, RULE_PDF_POSTSCRIPT, object, NULL);
}

void
objects_check(struct pdf *pdf)
{
	for (guint32 number = 1; number < pdf->n_objects; number++) {
		const struct value *value = pdf_object(pdf, number);

		if (!value)
			continue;
		check_value(pdf, value, number);
		if (!pdf_is_stream(pdf, number))
			continue;
		check_stream(pdf, value, number);
		check_xobject(pdf, value, number);
	}
}
