/*
 * encoding.c - codes by first use, and the CMap that tells how to read them.
 *
 * Short codes are the single bytes from 01 to EF but the word space and the four that a
 * literal string escapes, then F000 to FEFF. No code begins like a shorter one, so a
 * string can be read in one way only; 00 is left out, because CID 0 is .notdef. That
 * codes are CIDs is more than simplicity: MuPDF 1.21 looks for the text of CIDs among the
 * codes alone.
 */
#include "write/pdf/encoding.h"

#include "write/pdf/syntax.h"

enum {
	LEAD = 0xF0, /* first bytes of pairs: from here */
	LEAD_END = 0xFF,
	REACH = (LEAD_END - LEAD) << 8 /* glyphs that surely get a code */
};

struct encoding *
encoding_new(const struct face *face)
{
	struct encoding *encoding = g_malloc0(sizeof(*encoding));

	encoding->face = face;
	encoding->wide = face->compact || face->n_glyphs > REACH;
	encoding->shown = g_array_new(FALSE, FALSE, sizeof(struct encoded));
	return encoding;
}

void
encoding_free(struct encoding *encoding)
{
	if (!encoding)
		return;
	g_array_unref(encoding->shown);
	g_free(encoding);
}

static guint16
next_code(guint16 code)
{
	do
		code++;
	while (code < LEAD && (code == ENCODING_WORD_SPACE || syntax_escapes[code]));
	return code == LEAD ? LEAD << 8 : code;
}

static guint16
wide_code(const struct face *face, guint16 glyph)
{
	return face->cids ? face->cids[glyph] : glyph;
}

guint16
encoding_add(struct encoding *encoding, guint16 glyph)
{
	struct encoded new = {.glyph = glyph};

	if (encoding->wide)
		new.code = wide_code(encoding->face, glyph);
	else
		new.code = encoding->last = next_code(encoding->last);
	g_array_append_val(encoding->shown, new);
	encoding->codes[glyph] = new.code + 1U;
	return new.code;
}

void
encoding_add_word_space(struct encoding *encoding)
{
	struct encoded space = {ENCODING_WORD_SPACE, encoding->face->space};

	encoding->word_space = TRUE;
	g_array_append_val(encoding->shown, space);
}

char *
encoding_put_pair(char *p, guint16 code)
{
	return syntax_byte(syntax_byte(p, code >> 8), code & 0xFF);
}

GString *
encoding_cmap(void)
{
	GString *out = g_string_new("/CIDInit/ProcSet findresource begin\n"
	                            "12 dict begin\n"
	                            "begincmap\n"
	                            "/CIDSystemInfo 3 dict dup begin\n"
	                            "/Registry(Adobe)def\n"
	                            "/Ordering(Identity)def\n"
	                            "/Supplement 0 def\n"
	                            "end def\n"
	                            "/CMapName/" ENCODING_CMAP " def\n"
	                            "/CMapType 1 def\n"
	                            "/WMode 0 def\n"
	                            "2 begincodespacerange\n"
	                            "<00><EF>\n"
	                            "<F000><FEFF>\n"
	                            "endcodespacerange\n");

	g_string_append_printf(
	        out, "%d begincidrange\n<00><EF> 0\n", 1 + LEAD_END - LEAD);
	for (guint lead = LEAD; lead < LEAD_END; lead++)
		g_string_append_printf(
		        out, "<%02X00><%02XFF> %u\n", lead, lead, lead << 8);
	g_string_append(out, "endcidrange\n"
	                     "endcmap\n"
	                     "CMapName currentdict/CMap defineresource pop\n"
	                     "end\nend\n");
	return out;
}
