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
        "/CMapType 2 def\n";
static const char tail[] = "endcmap\n"
                           "CMapName currentdict/CMap defineresource pop\n"
                           "end\nend\n";

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
put_section(GString *out, enum codespace codespace, const struct told *told, guint n)
{
	g_string_append_printf(out, "%u beginbfchar\n", n);
	for (guint i = 0; i < n; i++) {
		gboolean pair = codespace == CODES_WIDE || told[i].code > 0xFF;

		g_string_append_printf(out, "<%0*X><", pair ? 4 : 2, told[i].code);
		put_text(out, told[i].text);
		g_string_append(out, ">\n");
	}
	g_string_append(out, "endbfchar\n");
}

GString *
tounicode_make(enum codespace codespace, const struct told *told, guint n)
{
	static const char *const ranges[] = {
	        [CODES_BYTES] = "1 begincodespacerange\n<00><FF>\n",
	        [CODES_SHORT] = "2 begincodespacerange\n<00><EF>\n<F000><FEFF>\n",
	        [CODES_WIDE] = "1 begincodespacerange\n<0000><FFFF>\n",
	};
	GString *out = g_string_new(head);

	g_string_append(out, ranges[codespace]);
	g_string_append(out, "endcodespacerange\n");
	for (guint i = 0; i < n; i += SECTION)
		put_section(out, codespace, told + i, MIN(SECTION, n - i));
	g_string_append(out, tail);
	return out;
}
