/*
 * embed.c - faces to Type 0 fonts with embedded subsets.
 *
 * Per face five objects: Type 0 font, CID font, descriptor, font program, ToUnicode (and
 * a CIDSet if the profile asks for it). What depends on the kind of the outlines
 * stands in program_kind alone.
 */
#include "write/pdf/embed.h"

#include "base/deflate.h"
#include "base/subset.h"
#include "write/pdf/syntax.h"
#include "write/pdf/tounicode.h"

#include <string.h>

enum { N_GLYPHS = 65536 };

struct used_face {
	const struct face *face;
	guint8 used[N_GLYPHS];
};

struct embed {
	GPtrArray *faces; /* of struct used_face, by face->index; NULL: not used */
};

/* How a font program of TrueType outlines is embedded (9.7.4, 9.9). Compact fonts (CFF)
 * would be a second row, chosen by the first four bytes of the program. */
static const struct program_kind {
	const char *cid_font; /* Subtype of the CID font */
	const char *key;      /* in the descriptor */
	const char *mapping;  /* from codes to glyphs */
} truetype = {"CIDFontType2", "/FontFile2", "/CIDToGIDMap/Identity"};

/* Numbers of the objects of a face. */
struct font_objects {
	guint32 font, cid_font, descriptor, program, to_unicode, cid_set;
};

struct embed *
embed_new(void)
{
	struct embed *embed = g_malloc0(sizeof(*embed));

	embed->faces = g_ptr_array_new_with_free_func(g_free);
	return embed;
}

void
embed_free(struct embed *embed)
{
	if (!embed)
		return;
	g_ptr_array_unref(embed->faces);
	g_free(embed);
}

guint8 *
embed_use(struct embed *embed, const struct face *face)
{
	struct used_face *used;

	if (embed->faces->len <= face->index)
		g_ptr_array_set_size(embed->faces, face->index + 1);
	used = embed->faces->pdata[face->index];
	if (!used) {
		used = g_malloc0(sizeof(*used));
		used->face = face;
		embed->faces->pdata[face->index] = used;
	}
	return used->used;
}

/* --- the program -------------------------------------------------------- */

/* The ids a face has; a PDF can show no more than N_GLYPHS. */
static guint32
count_glyphs(const struct face *face)
{
	return MIN(face->n_glyphs, N_GLYPHS);
}

static GBytes *
make_subset(const struct used_face *used)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (guint32 id = 0; id < count_glyphs(used->face); id++)
		if (used->used[id])
			g_array_append_val(ids, id);
	return subset_font(used->face->file, SUBSET_BY_GLYPH,
	        (const guint32 *)(void *)ids->data, ids->len);
}

/* "ABCDEF+SourceSerif4-Regular" (9.6.4). The letters follow from the program, so that
 * two subsets of a font never share a name. */
static char *
make_name(const struct face *face, GBytes *program)
{
	gsize size;
	const void *data = g_bytes_get_data(program, &size);
	guint32 sum = deflate_crc32(0, data, size);
	char tag[7] = "";

	for (int i = 0; i < 6; i++, sum /= 26)
		tag[i] = 'A' + sum % 26;
	return g_strdup_printf("%s+%s", tag, face->postscript);
}

static void
write_program(struct objects *objects, guint32 object, GBytes *program)
{
	gsize size;
	const char *data = g_bytes_get_data(program, &size);
	GString *entries = g_string_new("/Length1 ");

	syntax_put_integer(entries, size);
	objects_stream(objects, object, entries, g_string_new_len(data, size));
}

/* A bit for every glyph of the program. Ids are kept, so all up to the last are there,
 * though most are empty. */
static void
write_cid_set(struct objects *objects, guint32 object, GBytes *program)
{
	guint n = subset_glyphs(program);
	GString *bits = g_string_new(NULL);

	for (guint at = 0; at < n; at += 8)
		g_string_append_c(bits, n - at >= 8 ? 0xFF : 0xFF << (8 - (n - at)));
	objects_stream(objects, object, NULL, bits);
}

/* --- descriptions ------------------------------------------------------- */

static int
per_mille(const struct face *face, int value)
{
	return value * 1000 / (int)face->upem;
}

/* Type 0 fonts have no encoding of their own to be "nonsymbolic" in (9.8.2). */
static int
font_flags(const struct face *face)
{
	enum { SYMBOLIC = 1 << 2, ITALIC = 1 << 6 };

	return SYMBOLIC | (face->italic_angle ? ITALIC : 0);
}

/* The stems are not in the font; this is the usual estimate from the weight. */
static int
stem_width(const struct face *face)
{
	int weight = face->family ? face->family->weight : 400;

	return 50 + weight * weight / (65 * 65);
}

static void
write_descriptor(struct objects *objects, const struct face *face, const char *name,
        const struct font_objects *numbers)
{
	GString *out = objects_begin(objects, numbers->descriptor);

	g_string_append(out, "<</Type/FontDescriptor/FontName");
	syntax_put_name(out, name);
	g_string_append_printf(out, "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d",
	        font_flags(face), per_mille(face, face->box[0]),
	        per_mille(face, face->box[1]), per_mille(face, face->box[2]),
	        per_mille(face, face->box[3]), face->italic_angle);
	g_string_append_printf(out,
	        "/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV %d",
	        per_mille(face, face->ascent), per_mille(face, face->descent),
	        per_mille(face, face->cap_height), per_mille(face, face->x_height),
	        stem_width(face));
	syntax_put_key_reference(out, truetype.key, numbers->program);
	if (numbers->cid_set)
		syntax_put_key_reference(out, "/CIDSet", numbers->cid_set);
	g_string_append(out, ">>");
	objects_end(objects);
}

/* "3[512 498 …]": the widths of used glyphs, a list for each stretch of ids (9.7.4.3). */
static void
put_widths(GString *out, const struct used_face *used)
{
	const struct face *face = used->face;
	gboolean open = FALSE;

	for (guint id = 0; id < count_glyphs(face); id++) {
		if (!used->used[id]) {
			if (open)
				g_string_append_c(out, ']');
			open = FALSE;
			continue;
		}
		if (open) {
			g_string_append_c(out, ' ');
		} else {
			g_string_append_c(out, '\n');
			syntax_put_integer(out, id);
			g_string_append_c(out, '[');
		}
		open = TRUE;
		syntax_put_decimal(
		        out, (gint64)face->widths[id] * 1000000 / face->upem, 3);
	}
	if (open)
		g_string_append_c(out, ']');
}

static void
write_cid_font(struct objects *objects, const struct used_face *used, const char *name,
        const struct font_objects *numbers)
{
	GString *out = objects_begin(objects, numbers->cid_font);

	g_string_append_printf(
	        out, "<</Type/Font/Subtype/%s/BaseFont", truetype.cid_font);
	syntax_put_name(out, name);
	g_string_append(out,
	        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
	g_string_append(out, truetype.mapping);
	syntax_put_key_reference(out, "/FontDescriptor", numbers->descriptor);
	g_string_append(out, "/W[");
	put_widths(out, used);
	g_string_append(out, "]>>");
	objects_end(objects);
}

static void
write_type0(struct objects *objects, const char *name, const struct font_objects *numbers)
{
	GString *out = objects_begin(objects, numbers->font);

	g_string_append(out, "<</Type/Font/Subtype/Type0/BaseFont");
	syntax_put_name(out, name);
	g_string_append(out, "/Encoding/Identity-H");
	syntax_put_key_reference(out, "/DescendantFonts[", numbers->cid_font);
	syntax_put_key_reference(out, "]/ToUnicode", numbers->to_unicode);
	g_string_append(out, ">>");
	objects_end(objects);
}

static const char *
text_of(gconstpointer face, guint code)
{
	return face_text(face, (guint16)code);
}

/* --- all of it ---------------------------------------------------------- */

static guint32
write_face(struct objects *objects, const struct profile *profile,
        const struct used_face *used)
{
	g_autoptr(GBytes) subset = make_subset(used);
	GBytes *program = subset ? subset : used->face->file;
	g_autofree char *name =
	        subset ? make_name(used->face, subset) : g_strdup(used->face->postscript);
	guint32 first = objects_reserve(objects, profile->cid_set ? 6 : 5);
	struct font_objects numbers = {first, first + 1, first + 2, first + 3, first + 4,
	        profile->cid_set ? first + 5 : 0};

	write_program(objects, numbers.program, program);
	objects_stream(objects, numbers.to_unicode, NULL,
	        tounicode_make(
	                2, used->used, count_glyphs(used->face), text_of, used->face));
	if (numbers.cid_set)
		write_cid_set(objects, numbers.cid_set, program);
	write_type0(objects, name, &numbers);
	write_cid_font(objects, used, name, &numbers);
	write_descriptor(objects, used->face, name, &numbers);
	return numbers.font;
}

void
embed_write(struct embed *embed, struct objects *objects, const struct profile *profile,
        GString *fonts)
{
	for (guint i = 0; i < embed->faces->len; i++) {
		struct used_face *used = embed->faces->pdata[i];

		if (!used)
			continue;
		g_string_append_printf(fonts, "/F%u ", i);
		syntax_put_reference(fonts, write_face(objects, profile, used));
	}
}
