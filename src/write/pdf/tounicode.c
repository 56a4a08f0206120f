/*
 * tounicode.c - glyph ids to UTF-16BE.
 *
 * One bfchar line for each glyph, in sections of at most 100, as the CMap
 * specification (Adobe Technical Note 5411) has it. A ligature has several characters.
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
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
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

static void
put_glyph(GString *out, const struct face *face, guint id)
{
	const char *text = face_text(face, id);

	g_string_append_printf(out, "<%04X><", id);
	if (!text || !*text)
		text = "\xEF\xBF\xBD";
	for (; *text; text = g_utf8_next_char(text))
		put_character(out, g_utf8_get_char(text));
	g_string_append(out, ">\n");
}

static void
put_section(GString *out, const struct face *face, const guint16 *ids, guint n)
{
	g_string_append_printf(out, "%u beginbfchar\n", n);
	while (n--)
		put_glyph(out, face, *ids++);
	g_string_append(out, "endbfchar\n");
}

GString *
tounicode_make(const struct face *face, const guint8 *used, guint n)
{
	GString *out = g_string_new(head);
	guint16 ids[SECTION];
	guint waiting = 0;

	for (guint id = 0; id < n; id++) {
		if (!used[id])
			continue;
		ids[waiting++] = id;
		if (waiting == SECTION) {
			put_section(out, face, ids, waiting);
			waiting = 0;
		}
	}
	if (waiting)
		put_section(out, face, ids, waiting);
	g_string_append(out, tail);
	return out;
}
