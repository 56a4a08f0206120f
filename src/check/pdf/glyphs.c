/*
 * glyphs.c - composite fonts and the meaning of codes.
 *
 * Codes are followed to their glyphs where the encoding is Identity (code = CID) or an
 * embedded CMap and the program is TrueType; of other programs only presence and form are
 * checked.
 */
#include "check/pdf/glyphs.h"

#include "check/pdf/cmap.h"
#include "check/pdf/sfnt.h"

#include <math.h>
#include <string.h>

enum { CIDS = 65536 };

/* A composite font while its codes are looked at. */
struct composite {
	struct pdf *pdf;
	const struct font *font;
	const struct value *descendant, *descriptor;
	const char *name;
	float *widths; /* of CIDS, negative: the default */
	double other;  /* DW */
	GBytes *map;   /* CIDToGIDMap; NULL: identity */
	guint8 *shown; /* CIDS bytes: is it? */
	struct sfnt sfnt;
};

/* --- what a code means --------------------------------------------------- */

static void
found_code(struct pdf *pdf, const struct font *font, enum rule rule, guint code)
{
	struct spot spot = {.object = font->object, .page = font->page};

	findings_add_format(pdf->findings, rule, &spot,
	        font->composite ? "%s <%04X>" : "%s <%02X>",
	        value_name(pdf_get(pdf, font->dictionary, "BaseFont")), code);
}

void
glyphs_check_unicode(struct pdf *pdf, const struct font *font, gboolean known)
{
	const struct value *entry = pdf_entry(font->dictionary, "ToUnicode");
	g_autoptr(GBytes) bytes = pdf_stream(pdf, pdf_number(entry), TRUE);
	g_autofree guint8 *codes = bytes ? cmap_to_unicode(bytes, NULL) : NULL;

	for (guint code = 0; code < (font->composite ? CMAP_CODES : 256); code++) {
		if (!font->codes[code])
			continue;
		if (codes && codes[code] == CMAP_FORBIDDEN)
			found_code(pdf, font, RULE_PDF_UNICODE_FORBIDDEN, code);
		else if (!known && (!codes || codes[code] == CMAP_NONE))
			found_code(pdf, font, RULE_PDF_UNICODE, code);
	}
}

/* --- widths (9.7.4.3) ---------------------------------------------------- */

static void
set_widths(struct composite *composite, gint64 first, gint64 last, double width)
{
	for (gint64 cid = MAX(first, 0); cid <= MIN(last, CIDS - 1); cid++)
		composite->widths[cid] = (float)width;
}

static void
read_widths(struct composite *composite)
{
	struct pdf *pdf = composite->pdf;
	const struct value *list =
	        pdf_get_typed(pdf, composite->descendant, "W", VALUE_ARRAY);
	const struct value *other = pdf_get(pdf, composite->descendant, "DW");

	composite->other = value_is_number(other) ? value_number(other) : 1000;
	composite->widths = g_new(float, CIDS);
	set_widths(composite, 0, CIDS - 1, -1);
	for (guint32 i = 0; list && i + 1 < list->n;) {
		gint64 first = value_integer(pdf_item(pdf, list, i), 0);
		const struct value *next = pdf_item(pdf, list, i + 1);

		if (next && next->type == VALUE_ARRAY) {
			for (guint32 k = 0; k < next->n; k++)
				set_widths(composite, first + k, first + k,
				        value_number(pdf_item(pdf, next, k)));
			i += 2;
		} else {
			set_widths(composite, first, value_integer(next, 0),
			        value_number(pdf_item(pdf, list, i + 2)));
			i += 3;
		}
	}
}

/* --- glyphs ------------------------------------------------------------- */

static guint
cid_of(const struct font *font, guint code)
{
	return font->encoding ? cmap_cid(font->encoding, code) : code;
}

static guint
glyph_of(const struct composite *composite, guint cid)
{
	gsize size;
	const guint8 *map;

	if (!composite->map)
		return cid;
	map = g_bytes_get_data(composite->map, &size);
	return 2 * cid + 1 < size ? (guint)map[2 * cid] << 8 | map[2 * cid + 1] : 0;
}

static void
find_shown(struct composite *composite)
{
	composite->shown = g_new0(guint8, CIDS);
	for (guint code = 0; code < CMAP_CODES; code++)
		if (composite->font->codes[code])
			composite->shown[cid_of(composite->font, code)] = 1;
}

static void
check_glyph(struct composite *composite, guint code)
{
	guint cid = cid_of(composite->font, code), glyph = glyph_of(composite, cid);
	double wanted = composite->widths[cid] < 0 ? composite->other
	                                           : (double)composite->widths[cid];
	double width = sfnt_width(&composite->sfnt, glyph);

	if (glyph == 0)
		found_code(composite->pdf, composite->font, RULE_PDF_NOTDEF, code);
	if (!(composite->font->codes[code] & 2))
		return;
	if (glyph >= composite->sfnt.n_glyphs)
		found_code(composite->pdf, composite->font, RULE_PDF_GLYPH, code);
	else if (width >= 0 && fabs(width - wanted) > 1)
		found_code(composite->pdf, composite->font, RULE_PDF_GLYPH_WIDTH, code);
}

static void
check_program(struct composite *composite, guint32 file)
{
	g_autoptr(GBytes) bytes = pdf_stream(composite->pdf, file, TRUE);

	if (!bytes || !sfnt_read(&composite->sfnt, bytes)) {
		glyphs_found(composite->pdf, composite->font, RULE_PDF_FONT_BROKEN,
		        composite->name);
		return;
	}
	for (guint code = 0; code < CMAP_CODES; code++)
		if (composite->font->codes[code])
			check_glyph(composite, code);
}

/* --- CIDSet ------------------------------------------------------------- */

static gboolean
is_subset(const char *name)
{
	for (int i = 0; i < 6; i++)
		if (!g_ascii_isupper(name[i]))
			return FALSE;
	return name[6] == '+';
}

static gboolean
in_set(const guint8 *set, gsize size, guint cid)
{
	return cid / 8 < size && set[cid / 8] & 0x80 >> cid % 8;
}

/* Does the set list what is shown and every glyph that draws or, with a map, every CID
 * that it leads to a glyph; and nothing that is not there? */
static void
check_cid_set(struct composite *composite, guint32 file)
{
	struct pdf *pdf = composite->pdf;
	const struct value *entry = pdf_entry(composite->descriptor, "CIDSet");
	g_autoptr(GBytes) bytes = pdf_stream(pdf, pdf_number(entry), TRUE);
	g_autoptr(GBytes) program = file ? pdf_stream(pdf, file, TRUE) : NULL;
	struct sfnt sfnt;
	gsize size = 0;
	const guint8 *set = bytes ? g_bytes_get_data(bytes, &size) : NULL;
	gsize mapped = composite->map ? g_bytes_get_size(composite->map) / 2 : 0;
	gboolean outlines = program && !composite->map && sfnt_read(&sfnt, program);
	/* PDF/A-1 only asks that what is there is listed */
	gboolean exact = pdf->profile.part != 1 || pdf->profile.ua;

	if (!is_subset(composite->name))
		return;
	if (!entry) {
		glyphs_found(
		        pdf, composite->font, RULE_PDF_CIDSET_MISSING, composite->name);
		return;
	}
	for (guint cid = 0; cid < CIDS; cid++) {
		gboolean shown = composite->shown[cid] || (exact && cid < mapped) ||
		                 (outlines && sfnt_draws(&sfnt, cid));

		if (in_set(set, size, cid) ? exact && outlines && cid >= sfnt.n_glyphs
		                           : shown) {
			found_code(pdf, composite->font, RULE_PDF_CIDSET, cid);
			return;
		}
	}
}

/* --- the dictionaries ---------------------------------------------------- */

/* The CMap that codes go through: a name that every reader knows, or a stream. TRUE: it
 * is known which CIDs they are. */
static gboolean
check_encoding(struct pdf *pdf, const struct font *font, const struct value *descendant)
{
	const struct value *entry = pdf_entry(font->dictionary, "Encoding");
	const struct value *encoding = pdf_resolve(pdf, entry);
	const struct value *system = pdf_get(pdf, descendant, "CIDSystemInfo"), *other;

	if (value_is_name(encoding, "Identity-H") ||
	        value_is_name(encoding, "Identity-V"))
		return TRUE;
	if (pdf_is_stream(pdf, pdf_number(entry))) {
		g_autoptr(GBytes) bytes = pdf_stream(pdf, pdf_number(entry), TRUE);
		g_autofree guint8 *codes = NULL;
		g_autofree char *one = NULL, *two = NULL;
		int wmode = 0;

		codes = bytes ? cmap_to_unicode(bytes, &wmode) : NULL;
		other = pdf_get(pdf, encoding, "CIDSystemInfo");
		one = value_text(pdf_get(pdf, system, "Ordering"));
		two = value_text(pdf_get(pdf, other, "Ordering"));
		if (g_strcmp0(one, two))
			glyphs_found(pdf, font, RULE_PDF_FONT_CMAP, "CIDSystemInfo");
		if (wmode != value_integer(pdf_get(pdf, encoding, "WMode"), 0))
			glyphs_found(pdf, font, RULE_PDF_FONT_CMAP, "WMode");
	} else if (!encoding || encoding->type != VALUE_NAME || pdf->profile.part == 1) {
		glyphs_found(pdf, font, RULE_PDF_FONT_CMAP, value_name(encoding));
	}
	return font->encoding != NULL;
}

/* Codes of Adobe's character collections have a known meaning (9.10.2). */
static gboolean
collection_is_known(struct pdf *pdf, const struct value *descendant)
{
	static const char *const known[] = {"GB1", "CNS1", "Japan1", "Korea1"};
	const struct value *system = pdf_get(pdf, descendant, "CIDSystemInfo");
	g_autofree char *ordering = value_text(pdf_get(pdf, system, "Ordering"));

	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (!g_strcmp0(ordering, known[i]))
			return TRUE;
	return FALSE;
}

static void
check_map(struct composite *composite)
{
	const struct value *entry = pdf_entry(composite->descendant, "CIDToGIDMap");
	const struct value *map = pdf_resolve(composite->pdf, entry);

	if (pdf_is_stream(composite->pdf, pdf_number(entry)))
		composite->map = pdf_stream(composite->pdf, pdf_number(entry), TRUE);
	else if (!value_is_name(map, "Identity") && composite->font->visible)
		glyphs_found(composite->pdf, composite->font, RULE_PDF_CIDTOGIDMAP,
		        composite->name);
}

void
glyphs_check_composite(struct pdf *pdf, const struct font *font)
{
	const struct value *list = pdf_get(pdf, font->dictionary, "DescendantFonts");
	struct composite composite = {.pdf = pdf, .font = font};
	const char *kind;
	gboolean known;
	guint32 file = 0;

	composite.descendant = pdf_item(pdf, list, 0);
	composite.descriptor = pdf_get(pdf, composite.descendant, "FontDescriptor");
	composite.name = value_name(pdf_get(pdf, composite.descendant, "BaseFont"));
	kind = value_name(pdf_get(pdf, composite.descendant, "Subtype"));
	if (strcmp(kind, "CIDFontType0") && strcmp(kind, "CIDFontType2")) {
		glyphs_found(pdf, font, RULE_PDF_FONT_DICTIONARY, "DescendantFonts");
		return;
	}
	known = check_encoding(pdf, font, composite.descendant);
	if (!strcmp(kind, "CIDFontType2"))
		check_map(&composite);
	read_widths(&composite);
	find_shown(&composite);
	if (glyphs_check_embedded(pdf, font, composite.descriptor))
		file = glyphs_font_file(pdf, composite.descriptor);
	if (file && !strcmp(kind, "CIDFontType2") && known)
		check_program(&composite, file);
	check_cid_set(&composite, file);
	glyphs_check_unicode(pdf, font, collection_is_known(pdf, composite.descendant));
	g_free(composite.widths);
	g_free(composite.shown);
	g_clear_pointer(&composite.map, g_bytes_unref);
}
