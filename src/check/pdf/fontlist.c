/*
 * fontlist.c - which codes of which fonts are shown, and the rules for their
 * dictionaries.
 *
 * The glyphs of composite fonts are looked at in glyphs.c.
 */
#include "check/pdf/fontlist.h"

#include "check/pdf/cmap.h"
#include "check/pdf/glyphs.h"
#include "check/pdf/sfnt.h"

#include <string.h>

struct fontlist {
	GHashTable *table; /* dictionary → struct font */
	GPtrArray *order;
};

static void
font_free(gpointer data)
{
	struct font *font = data;

	g_free(font->codes);
	cmap_free(font->encoding);
	g_free(font);
}

struct fontlist *
fontlist_new(void)
{
	struct fontlist *fonts = g_new0(struct fontlist, 1);

	fonts->table = g_hash_table_new(NULL, NULL);
	fonts->order = g_ptr_array_new_with_free_func(font_free);
	return fonts;
}

void
fontlist_free(struct fontlist *fonts)
{
	if (!fonts)
		return;
	g_hash_table_unref(fonts->table);
	g_ptr_array_unref(fonts->order);
	g_free(fonts);
}

static struct cmap *
read_encoding(struct pdf *pdf, const struct value *dictionary)
{
	guint32 object = pdf_number(pdf_entry(dictionary, "Encoding"));
	g_autoptr(GBytes) bytes =
	        pdf_is_stream(pdf, object) ? pdf_stream(pdf, object, TRUE) : NULL;

	return bytes ? cmap_read(bytes) : NULL;
}

struct font *
fontlist_find(struct fontlist *fonts, struct pdf *pdf, const struct value *entry)
{
	const struct value *dictionary = pdf_resolve(pdf, entry);
	struct font *font;

	if (!dictionary || dictionary->type != VALUE_DICTIONARY)
		return NULL;
	font = g_hash_table_lookup(fonts->table, dictionary);
	if (font)
		return font;
	font = g_new0(struct font, 1);
	font->dictionary = dictionary;
	font->object = pdf_number(entry);
	font->composite = value_is_name(pdf_get(pdf, dictionary, "Subtype"), "Type0");
	font->codes = g_malloc0(font->composite ? CMAP_CODES : 256);
	if (font->composite)
		font->encoding = read_encoding(pdf, dictionary);
	g_hash_table_insert(fonts->table, (gpointer)dictionary, font);
	g_ptr_array_add(fonts->order, font);
	return font;
}

void
fontlist_show(struct font *font, const struct value *string, gboolean visible)
{
	const guint8 *bytes = (const guint8 *)string->text;
	guint8 bits = visible ? 3 : 1;
	guint code;

	font->visible |= visible && string->n;
	if (!font->composite)
		for (guint32 i = 0; i < string->n; i++)
			font->codes[bytes[i]] |= bits;
	else if (font->encoding)
		for (guint32 i = 0; i < string->n; font->codes[code] |= bits)
			i += cmap_next(font->encoding, bytes + i, string->n - i, &code);
	else
		for (guint32 i = 0; i + 1 < string->n; i += 2)
			font->codes[bytes[i] << 8 | bytes[i + 1]] |= bits;
}

GPtrArray *
fontlist_all(const struct fontlist *fonts)
{
	return fonts->order;
}

/* --- the rules ---------------------------------------------------------- */

static const char *
font_name(struct pdf *pdf, const struct font *font)
{
	return value_name(pdf_get(pdf, font->dictionary, "BaseFont"));
}

void
glyphs_found(struct pdf *pdf, const struct font *font, enum rule rule, const char *detail)
{
	struct spot spot = {.object = font->object, .page = font->page};

	findings_add(pdf->findings, rule, &spot, detail);
}

static gboolean
one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(word, *words))
			return TRUE;
	return FALSE;
}

static void
check_kind(struct pdf *pdf, const struct font *font)
{
	static const char *const kinds[] = {
	        "Type1", "MMType1", "TrueType", "Type3", "Type0", NULL};
	const char *kind = value_name(pdf_get(pdf, font->dictionary, "Subtype"));

	if (!value_is_name(pdf_get(pdf, font->dictionary, "Type"), "Font"))
		glyphs_found(pdf, font, RULE_PDF_FONT_DICTIONARY, "Type");
	if (!one_of(kind, kinds))
		glyphs_found(pdf, font, RULE_PDF_FONT_DICTIONARY, "Subtype");
	if (strcmp(kind, "Type3") && !*font_name(pdf, font))
		glyphs_found(pdf, font, RULE_PDF_FONT_DICTIONARY, "BaseFont");
}

guint32
glyphs_font_file(struct pdf *pdf, const struct value *descriptor)
{
	static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};

	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		guint32 file = pdf_number(pdf_entry(descriptor, keys[i]));

		if (pdf_is_stream(pdf, file))
			return file;
	}
	return 0;
}

/* What a FontFile3 may be. */
static void
check_program_kind(
        struct pdf *pdf, const struct font *font, const struct value *descriptor)
{
	static const char *const first[] = {"Type1C", "CIDFontType0C", NULL};
	static const char *const later[] = {"Type1C", "CIDFontType0C", "OpenType", NULL};
	const struct value *stream = pdf_get(pdf, descriptor, "FontFile3");
	const char *kind = value_name(pdf_get(pdf, stream, "Subtype"));

	if (stream && !one_of(kind, pdf->profile.part == 1 ? first : later))
		glyphs_found(pdf, font, RULE_PDF_FONT_PROGRAM, kind);
}

gboolean
glyphs_check_embedded(
        struct pdf *pdf, const struct font *font, const struct value *descriptor)
{
	if (glyphs_font_file(pdf, descriptor)) {
		check_program_kind(pdf, font, descriptor);
		return TRUE;
	}
	if (font->visible)
		glyphs_found(pdf, font, RULE_PDF_FONT_EMBEDDED, font_name(pdf, font));
	return FALSE;
}

/* FirstChar, LastChar and as many Widths (9.6.2). */
static void
check_widths(struct pdf *pdf, const struct font *font)
{
	const struct value *first = pdf_get(pdf, font->dictionary, "FirstChar");
	const struct value *last = pdf_get(pdf, font->dictionary, "LastChar");
	const struct value *widths =
	        pdf_get_typed(pdf, font->dictionary, "Widths", VALUE_ARRAY);
	gint64 from = value_integer(first, -1), to = value_integer(last, -1);

	if (from < 0 || to < 0 || !widths || widths->n != to - from + 1) {
		glyphs_found(pdf, font, RULE_PDF_FONT_WIDTHS, NULL);
		return;
	}
	for (gint64 code = 0; code < 256; code++)
		if (font->codes[code] && (code < from || code > to) &&
		        !pdf_entry(pdf_get(pdf, font->dictionary, "FontDescriptor"),
		                "MissingWidth"))
			glyphs_found(pdf, font, RULE_PDF_FONT_WIDTHS, NULL);
}

/* 9.6.6.4, as PDF/A narrows it. */
static void
check_truetype(struct pdf *pdf, const struct font *font, const struct value *descriptor,
        guint32 file)
{
	gboolean symbolic =
	        value_integer(pdf_get(pdf, descriptor, "Flags"), 0) & 4 ? TRUE : FALSE;
	const struct value *encoding = pdf_get(pdf, font->dictionary, "Encoding");
	const struct value *base = encoding && encoding->type == VALUE_DICTIONARY
	                                   ? pdf_get(pdf, encoding, "BaseEncoding")
	                                   : encoding;
	g_autoptr(GBytes) bytes = file ? pdf_stream(pdf, file, TRUE) : NULL;
	struct sfnt sfnt;

	if (symbolic ? encoding != NULL
	             : !value_is_name(base, "WinAnsiEncoding") &&
	                        !value_is_name(base, "MacRomanEncoding"))
		glyphs_found(pdf, font, RULE_PDF_FONT_ENCODING, font_name(pdf, font));
	if (!bytes)
		return;
	if (!sfnt_read(&sfnt, bytes))
		glyphs_found(pdf, font, RULE_PDF_FONT_BROKEN, font_name(pdf, font));
	else if (symbolic ? sfnt.n_cmaps != 1 && !sfnt.symbol_cmap
	                  : sfnt.n_cmaps == 0 || (sfnt.n_cmaps == 1 && sfnt.symbol_cmap))
		glyphs_found(pdf, font, RULE_PDF_FONT_CMAPS, font_name(pdf, font));
}

/* Without a CMap, a simple font's encoding must say what its codes mean. (Type 1 programs
 * have one of their own, by the names of glyphs, which is not read here.) */
static gboolean
encoding_is_known(struct pdf *pdf, const struct font *font, gboolean symbolic)
{
	const struct value *kind = pdf_get(pdf, font->dictionary, "Subtype");

	if (value_is_name(kind, "Type3"))
		return FALSE;
	return !value_is_name(kind, "TrueType") || !symbolic ||
	       pdf_get(pdf, font->dictionary, "Encoding");
}

static void
check_simple(struct pdf *pdf, const struct font *font)
{
	const struct value *descriptor = pdf_get(pdf, font->dictionary, "FontDescriptor");
	const char *kind = value_name(pdf_get(pdf, font->dictionary, "Subtype"));
	gboolean symbolic =
	        value_integer(pdf_get(pdf, descriptor, "Flags"), 4) & 4 ? TRUE : FALSE;

	check_widths(pdf, font);
	if (strcmp(kind, "Type3")) {
		gboolean embedded = glyphs_check_embedded(pdf, font, descriptor);

		if (!strcmp(kind, "TrueType"))
			check_truetype(pdf, font, descriptor,
			        embedded ? glyphs_font_file(pdf, descriptor) : 0);
	}
	glyphs_check_unicode(pdf, font, encoding_is_known(pdf, font, symbolic));
}

void
fontlist_check(struct fontlist *fonts, struct pdf *pdf)
{
	for (guint i = 0; i < fonts->order->len; i++) {
		struct font *font = fonts->order->pdata[i];

		check_kind(pdf, font);
		if (font->composite)
			glyphs_check_composite(pdf, font);
		else
			check_simple(pdf, font);
	}
}
