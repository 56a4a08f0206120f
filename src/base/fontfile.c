/*
 * fontfile.c - what a font file is, by HarfBuzz, which checks every table before it is
 * read: any bytes may be given.
 */
#include "base/fontfile.h"

#include <hb-ot.h>
#include <hb.h>

static gboolean
has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	gboolean found = hb_blob_get_length(blob) > 0;

	hb_blob_destroy(blob);
	return found;
}

/* OS/2.fsType (OpenType 1.9): restricted, unless preview or editing is allowed too; no
 * subsetting; bitmaps only. Without the table nothing is forbidden. */
static gboolean
may_be_embedded(hb_face_t *face)
{
	enum {
		RESTRICTED = 0x2,
		PREVIEW = 0x4,
		EDITABLE = 0x8,
		NO_SUBSET = 0x100,
		BITMAPS = 0x200
	};
	hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
	unsigned length;
	const guint8 *table = (const guint8 *)hb_blob_get_data(os2, &length);
	int type = length >= 10 ? table[8] << 8 | table[9] : 0;

	hb_blob_destroy(os2);
	return !(type & (NO_SUBSET | BITMAPS)) &&
	       (!(type & RESTRICTED) || type & (PREVIEW | EDITABLE));
}

/* Has it letters, and a space between them? */
static gboolean
has_letters(hb_face_t *face)
{
	hb_set_t *characters = hb_set_create();
	gboolean has;

	hb_face_collect_unicodes(face, characters);
	has = hb_set_has(characters, ' ') && hb_set_get_population(characters) > 1;
	hb_set_destroy(characters);
	return has;
}

enum fontfile
fontfile_judge(struct hb_face_t *face)
{
	guint n_glyphs = hb_face_get_glyph_count(face);

	if (!n_glyphs || n_glyphs > G_MAXUINT16 + 1)
		return FONTFILE_BROKEN;
	if (has_table(face, HB_TAG('f', 'v', 'a', 'r')) || hb_ot_color_has_layers(face) ||
	        hb_ot_color_has_png(face) || hb_ot_color_has_svg(face))
		return FONTFILE_UNFIT;
	if (has_table(face, HB_TAG('g', 'l', 'y', 'f')) ==
	        has_table(face, HB_TAG('C', 'F', 'F', ' ')))
		return FONTFILE_UNFIT;
	return may_be_embedded(face) ? FONTFILE_USABLE : FONTFILE_FORBIDDEN;
}

static hb_blob_t *
blob_of(GBytes *file)
{
	return hb_blob_create(g_bytes_get_data(file, NULL),
	        (unsigned)g_bytes_get_size(file), HB_MEMORY_MODE_READONLY, NULL, NULL);
}

enum fontfile
fontfile_check(GBytes *file, gboolean *compact)
{
	hb_blob_t *blob = blob_of(file);
	hb_face_t *face = hb_face_create(blob, 0);
	enum fontfile result = FONTFILE_BROKEN;

	if (hb_face_count(blob) > 1)
		result = FONTFILE_UNFIT;
	else if (has_table(face, HB_TAG('h', 'e', 'a', 'd')) &&
	         has_table(face, HB_TAG('h', 'm', 't', 'x')) && has_letters(face))
		result = fontfile_judge(face);
	*compact = has_table(face, HB_TAG('C', 'F', 'F', ' '));
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return result;
}

/* --- small capitals ----------------------------------------------------- */

static const char letters[] =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộ"
        "ơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz";

/* The glyph of a character with a feature or without; 0: none, or several. */
static hb_codepoint_t
glyph_of(hb_font_t *font, hb_buffer_t *buffer, gunichar c, const hb_feature_t *feature)
{
	unsigned n;
	const hb_glyph_info_t *infos;

	hb_buffer_clear_contents(buffer);
	hb_buffer_add(buffer, c, 0);
	hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(font, buffer, feature, feature ? 1 : 0);
	infos = hb_buffer_get_glyph_infos(buffer, &n);
	return n == 1 ? infos[0].codepoint : 0;
}

gboolean
fontfile_small_caps(GBytes *file, gboolean capitals)
{
	static const hb_feature_t small = {
	        HB_TAG('s', 'm', 'c', 'p'), 1, 0, (unsigned)-1};
	static const hb_feature_t all = {HB_TAG('c', '2', 's', 'c'), 1, 0, (unsigned)-1};
	hb_blob_t *blob = blob_of(file);
	hb_face_t *face = hb_face_create(blob, 0);
	hb_font_t *font = hb_font_create(face);
	hb_buffer_t *buffer = hb_buffer_create();
	gboolean has = TRUE;

	for (const char *at = letters; *at && has; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		hb_codepoint_t made;

		c = capitals ? g_unichar_toupper(c) : c;
		made = glyph_of(font, buffer, c, capitals ? &all : &small);
		has = made && made != glyph_of(font, buffer, c, NULL);
	}
	hb_buffer_destroy(buffer);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return has;
}
