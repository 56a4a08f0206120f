/*
 * tounicode.c - character codes to UTF-16BE.
 *
 * One bfchar line for each code, in sections of at most 100, as the CMap specification
 * (Adobe Technical Note 5411) has it. A ligature has several characters.
 */
#include "write/pdf/tounicode.h"

enum { SECTION = 100 };

static const char head[] =
        "/CIDInit/ProcSet findresource begin\n"
        "12 dict begin\n"
        "begincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n"
        "/CMapType 2 def\n"
        "1 begincodespacerange\n";
static const char tail[] = "endcmap\n"
                           "CMapName currentdict/CMap defineresource pop\n"
                           "end\nend\n";

struct cmap {
	GString *out;
	int digits; /* of a code in hexadecimal */
	tounicode_text text_of;
	gconstpointer font;
};

static void
put_character(GString *out, gunichar c)
{
	if (c < 0x10000)
		g_string_append_printf(out, "%04X", c);
	else
		g_string_append_printf(out, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10),
		        0xDC00 + ((c - 0x10000) & 0x3FF));
}

/* The byte order marks are no text in a CMap (ISO 19005-2, 6.2.11.7.2). */
static void
put_text(GString *out, const char *text)
{
	gsize start = out->len;

	for (; text && *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (c != 0xFEFF && c != 0xFFFE)
			put_character(out, c);
	}
	if (out->len == start)
		put_character(out, 0xFFFD);
}

static void
put_section(const struct cmap *cmap, const guint *codes, guint n)
{
	g_string_append_printf(cmap->out, "%u beginbfchar\n", n);
	for (guint i = 0; i < n; i++) {
		g_string_append_printf(cmap->out, "<%0*X><", cmap->digits, codes[i]);
		put_text(cmap->out, cmap->text_of(cmap->font, codes[i]));
		g_string_append(cmap->out, ">\n");
	}
	g_string_append(cmap->out, "endbfchar\n");
}

static void
put_sections(const struct cmap *cmap, const guint8 *used, guint n)
{
	guint codes[SECTION], waiting = 0;

	for (guint code = 0; code < n; code++) {
		if (!used[code])
			continue;
		codes[waiting++] = code;
		if (waiting == SECTION) {
			put_section(cmap, codes, waiting);
			waiting = 0;
		}
	}
	if (waiting)
		put_section(cmap, codes, waiting);
}

GString *
tounicode_make(guint code_bytes, const guint8 *used, guint n, tounicode_text text_of,
        gconstpointer font)
{
	struct cmap cmap = {g_string_new(head), 2 * (int)code_bytes, text_of, font};

	g_string_append(cmap.out, code_bytes == 1 ? "<00><FF>\n" : "<0000><FFFF>\n");
	g_string_append(cmap.out, "endcodespacerange\n");
	put_sections(&cmap, used, n);
	g_string_append(cmap.out, tail);
	return cmap.out;
}
