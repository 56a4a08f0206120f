/*
 * colour.c - is every colour defined by the file itself?
 *
 * Device colours mean something only through an output intent (or a Default space); every
 * ICC profile must be one, of a class and space that may stand there.
 */
#include "check/pdf/colour.h"

#include <string.h>

enum { ICC_HEADER = 128, DEPTH = 8 };

/* What an ICC profile's header says (ICC.1, 7.2). */
struct icc {
	char space[5], class[5];
	guint version;
	gboolean valid;
};

static struct icc
icc_read(struct pdf *pdf, guint32 object)
{
	g_autoptr(GBytes) bytes = pdf_stream(pdf, object, TRUE);
	struct icc icc = {0};
	gsize size = 0;
	const guint8 *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;

	if (!data || size < ICC_HEADER)
		return icc;
	memcpy(icc.class, data + 12, 4);
	memcpy(icc.space, data + 16, 4);
	icc.version = data[8];
	icc.valid =
	        !memcmp(data + 36, "acsp", 4) &&
	        ((guint32)data[0] << 24 | data[1] << 16 | data[2] << 8 | data[3]) <= size;
	return icc;
}

/* How many components a space of ICC has; 0: not one that PDF/A knows. */
static gint64
icc_components(const struct icc *icc)
{
	if (!strcmp(icc->space, "GRAY"))
		return 1;
	if (!strcmp(icc->space, "RGB ") || !strcmp(icc->space, "Lab "))
		return 3;
	return !strcmp(icc->space, "CMYK") ? 4 : 0;
}

static gboolean
icc_version_allowed(const struct pdf *pdf, const struct icc *icc)
{
	return icc->version < (pdf->profile.part == 1 ? 3 : 5);
}

/* --- output intents ----------------------------------------------------- */

static void
check_output_profile(struct pdf *pdf, guint32 object)
{
	struct icc icc = icc_read(pdf, object);
	gint64 n = value_integer(pdf_get(pdf, pdf_object(pdf, object), "N"), 0);

	if (!icc.valid || (strcmp(icc.class, "prtr") && strcmp(icc.class, "mntr")) ||
	        !icc_components(&icc) || !strcmp(icc.space, "Lab ") ||
	        !icc_version_allowed(pdf, &icc)) {
		pdf_found(pdf, RULE_PDF_OUTPUT_ICC, object, icc.space);
		return;
	}
	if (n != icc_components(&icc))
		pdf_found(pdf, RULE_PDF_ICC_N, object, NULL);
	pdf->output_space = icc.space[0];
}

void
colour_check_output(struct pdf *pdf)
{
	const struct value *list =
	        pdf_get_typed(pdf, pdf->catalog, "OutputIntents", VALUE_ARRAY);
	guint32 first = 0;

	for (guint32 i = 0; list && i < list->n; i++) {
		const struct value *intent = pdf_item(pdf, list, i);
		guint32 icc = pdf_number(pdf_entry(intent, "DestOutputProfile"));

		if (icc && first && icc != first)
			pdf_found(pdf, RULE_PDF_OUTPUT_TWO, icc, NULL);
		if (icc && !first)
			first = icc;
		if (pdf_entry(intent, "DestOutputProfileRef") &&
		        value_is_name(pdf_get(pdf, intent, "S"), "GTS_PDFX"))
			pdf_found(pdf, RULE_PDF_OUTPUT_REF, pdf_number(&list->items[i]),
			        NULL);
	}
	if (first)
		check_output_profile(pdf, first);
}

/* --- colour spaces ------------------------------------------------------ */

void
colour_use(struct pdf *pdf, const struct value *resources, char device, guint32 object)
{
	const char *own = device == 'R'   ? "DefaultRGB"
	                  : device == 'C' ? "DefaultCMYK"
	                                  : "DefaultGray";
	const struct value *spaces = pdf_get(pdf, resources, "ColorSpace");

	if (pdf->output_space == device || (pdf->output_space && device == 'G') ||
	        pdf_entry(spaces, own))
		return;
	pdf_found(pdf, RULE_PDF_COLOUR_DEVICE, object,
	        device == 'R'   ? "DeviceRGB"
	        : device == 'C' ? "DeviceCMYK"
	                        : "DeviceGray");
}

/* 'R', 'C', 'G' of a device space; 0: it is none. */
static char
device_of(const char *name)
{
	static const char *const names[] = {"DeviceRGB", "DeviceCMYK", "DeviceGray"};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (!strcmp(name, names[i]))
			return name[strlen("Device")];
	return 0;
}

gboolean
colour_is_built_in(const char *name)
{
	return device_of(name) || !strcmp(name, "Pattern");
}

static void
check_icc_space(struct pdf *pdf, const struct value *stream, guint32 object)
{
	guint32 number = pdf_number(stream);
	struct icc icc;
	gint64 n = value_integer(pdf_get(pdf, pdf_resolve(pdf, stream), "N"), 0);

	if (!g_hash_table_add(pdf->profiles, GUINT_TO_POINTER(number)))
		return;
	icc = icc_read(pdf, number);
	if (!icc.valid || !icc_components(&icc) || !icc_version_allowed(pdf, &icc) ||
	        (strcmp(icc.class, "prtr") && strcmp(icc.class, "mntr") &&
	                strcmp(icc.class, "scnr") && strcmp(icc.class, "spac")))
		pdf_found(pdf, RULE_PDF_ICC, number ? number : object, icc.space);
	else if (n != icc_components(&icc))
		pdf_found(pdf, RULE_PDF_ICC_N, number, NULL);
}

/* DeviceN: not too many colorants. */
static void
check_colorants(struct pdf *pdf, const struct value *names, guint32 object)
{
	guint32 most = pdf->profile.part == 1 ? 8 : 32;

	if (names && names->type == VALUE_ARRAY && names->n > most)
		pdf_found_format(pdf, RULE_PDF_COLORANTS, object, "%u", names->n);
}

void
colour_check_space(struct pdf *pdf, const struct value *resources,
        const struct value *space, guint32 object, guint depth)
{
	const struct value *value = pdf_resolve(pdf, space);
	const char *name;

	if (value && value->type == VALUE_NAME) {
		if (device_of(value->text))
			colour_use(pdf, resources, device_of(value->text), object);
		return;
	}
	if (!value || value->type != VALUE_ARRAY || !value->n || depth > DEPTH)
		return;
	name = value_name(pdf_item(pdf, value, 0));
	if (device_of(name) && value->n == 1)
		colour_use(pdf, resources, device_of(name), object);
	else if (!strcmp(name, "ICCBased") && value->n > 1)
		check_icc_space(pdf, &value->items[1], object);
	else if ((!strcmp(name, "Indexed") || !strcmp(name, "Pattern")) && value->n > 1)
		colour_check_space(pdf, resources, &value->items[1], object, depth + 1);
	else if ((!strcmp(name, "Separation") || !strcmp(name, "DeviceN")) &&
	         value->n > 2)
		colour_check_space(pdf, resources, &value->items[2], object, depth + 1);
	if (!strcmp(name, "DeviceN"))
		check_colorants(pdf, pdf_item(pdf, value, 1), object);
}

void
colour_check_inline(struct pdf *pdf, const struct value *resources,
        const struct value *space, guint32 object)
{
	static const char *const names[] = {"RGB", "CMYK", "G"};
	const struct value *named;

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (value_is_name(space, names[i])) {
			colour_use(pdf, resources, names[i][0], object);
			return;
		}
	named = space->type == VALUE_NAME
	                ? pdf_entry(pdf_get(pdf, resources, "ColorSpace"), space->text)
	                : NULL;
	colour_check_space(pdf, resources, named ? named : space, object, 0);
}

void
colour_check_intent(struct pdf *pdf, const struct value *name, guint32 object)
{
	static const char *const known[] = {"RelativeColorimetric",
	        "AbsoluteColorimetric", "Perceptual", "Saturation"};

	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (value_is_name(name, known[i]))
			return;
	pdf_found(pdf, RULE_PDF_RENDERING_INTENT, object, value_name(name));
}
