/*
 * embed.c - faces to Type 0 fonts with embedded subsets.
 *
 * Per face five objects: Type 0 font, CID font, descriptor, font program, ToUnicode (and
 * a CIDSet if the profile asks for it); for each further reading two more, a Type 0 font
 * and its ToUnicode. What depends on the kind of the outlines stands in the table of
 * program_kind alone.
 */
#include "write/pdf/embed.h"

#include "base/cff.h"
#include "base/deflate.h"
#include "base/subset.h"
#include "write/pdf/syntax.h"
#include "write/pdf/tounicode.h"

#include <string.h>

enum { N_GLYPHS = 65536, READINGS_MOST = 8 };

struct used_face {
	const struct face *face;
	GPtrArray *readings; /* of GHashTable *, glyph to text; reading 1 is the first */
	guint8 used[N_GLYPHS];
};

struct embed {
	GPtrArray *faces; /* of struct used_face, by face->index; NULL: not used */
	gboolean incomplete;
};

/* The codes of a face, which are glyph ids or CIDs. */
struct codes {
	guint8 used[N_GLYPHS];
	guint16 glyphs[N_GLYPHS];
};

/* What a code of a reading means. */
struct text_source {
	const struct face *face;
	const struct codes *codes;
	GHashTable *texts; /* NULL: the face's own */
};

/* How a font program is embedded (9.7.4, 9.9). */
static const struct program_kind {
	const char *cid_font; /* Subtype of the CID font */
	const char *key;      /* in the descriptor */
	const char *mapping;  /* from codes to glyphs; a compact program has its own */
	const char *suffix;   /* of the Type 0 font's name (9.7.6.1) */
} kinds[] = {
        {"CIDFontType2", "/FontFile2", "/CIDToGIDMap/Identity", ""},
        {"CIDFontType0", "/FontFile3", "", "-Identity-H"},
};

static const struct program_kind *
kind_of(const struct face *face)
{
	return &kinds[face->compact ? 1 : 0];
}

/* Numbers of the objects of a face. */
struct font_objects {
	guint32 font, cid_font, descriptor, program, to_unicode, cid_set;
};

static void
used_face_free(gpointer data)
{
	struct used_face *used = data;

	if (!used)
		return;
	g_ptr_array_unref(used->readings);
	g_free(used);
}

struct embed *
embed_new(void)
{
	struct embed *embed = g_malloc0(sizeof(*embed));

	embed->faces = g_ptr_array_new_with_free_func(used_face_free);
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

static struct used_face *
find_used(struct embed *embed, const struct face *face)
{
	struct used_face *used;

	if (embed->faces->len <= face->index)
		g_ptr_array_set_size(embed->faces, face->index + 1);
	used = embed->faces->pdata[face->index];
	if (!used) {
		used = g_malloc0(sizeof(*used));
		used->face = face;
		used->readings = g_ptr_array_new_with_free_func(
		        (GDestroyNotify)g_hash_table_unref);
		embed->faces->pdata[face->index] = used;
	}
	return used;
}

guint8 *
embed_use(struct embed *embed, const struct face *face)
{
	return find_used(embed, face)->used;
}

/* --- readings ----------------------------------------------------------- */

static gboolean
is_text(const char *known, const char *text, gsize length)
{
	return known && strlen(known) == length && !memcmp(known, text, length);
}

/* Bytes of the text that glyph i stands for, with the marks on it. */
static gsize
text_length(const struct run *run, guint32 i)
{
	gsize length = run->glyphs[i].bytes;

	for (i++; i < run->n_glyphs && run->glyphs[i].flags & GLYPH_MARK; i++)
		length += run->glyphs[i].bytes;
	return length;
}

/* Calls for every glyph but marks, in order, with its part of the text. FALSE: one call
 * said so, or glyphs and text do not correspond. */
static gboolean
each_glyph(const struct run *run,
        gboolean (*call)(gpointer, guint16, const char *, gsize), gpointer data)
{
	const char *text = run->text;

	for (guint32 i = 0; i < run->n_glyphs; i++) {
		gsize length = text_length(run, i);

		if (run->glyphs[i].flags & GLYPH_MARK)
			continue;
		if (!length || !call(data, run->glyphs[i].id, text, length))
			return FALSE;
		text += length;
	}
	return text == run->text + run->length;
}

static gboolean
own_tells(gpointer face, guint16 glyph, const char *text, gsize length)
{
	return is_text(face_text(face, glyph), text, length);
}

/* FALSE: the reading has another text of this glyph. What it has learnt of a run before
 * that does no harm. */
static gboolean
learn(gpointer reading, guint16 glyph, const char *text, gsize length)
{
	gpointer key = GUINT_TO_POINTER((guint)glyph);
	const char *known = g_hash_table_lookup(reading, key);

	if (known)
		return is_text(known, text, length);
	g_hash_table_insert(reading, key, g_strndup(text, length));
	return TRUE;
}

static gboolean
can_be_told(const struct run *run)
{
	g_autoptr(GHashTable) alone = g_hash_table_new_full(NULL, NULL, NULL, g_free);

	return each_glyph(run, learn, alone);
}

int
embed_reading(struct embed *embed, const struct run *run)
{
	GPtrArray *readings = find_used(embed, run->face)->readings;

	if (each_glyph(run, own_tells, (gpointer)run->face))
		return EMBED_OWN;
	if (!can_be_told(run))
		return EMBED_NO_READING;
	for (guint i = 0; i < READINGS_MOST; i++) {
		if (i == readings->len)
			g_ptr_array_add(readings,
			        g_hash_table_new_full(NULL, NULL, NULL, g_free));
		if (each_glyph(run, learn, readings->pdata[i]))
			return (int)i + 1;
	}
	return EMBED_NO_READING;
}

char *
embed_name(char *p, const struct face *face, int reading)
{
	*p++ = '/';
	*p++ = 'F';
	p = syntax_integer(p, face->index);
	if (reading > EMBED_OWN) {
		*p++ = 'R';
		p = syntax_integer(p, reading);
	}
	return p;
}

/* --- the program -------------------------------------------------------- */

/* The ids a face has; a PDF can show no more than N_GLYPHS. */
static guint32
count_glyphs(const struct face *face)
{
	return MIN(face->n_glyphs, N_GLYPHS);
}

/* NULL: the whole file must do. */
static GBytes *
make_subset(const struct used_face *used)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(guint32));
	const struct face *face = used->face;

	for (guint32 id = 0; id < count_glyphs(face); id++)
		if (used->used[id])
			g_array_append_val(ids, id);
	return subset_font(face->file, face->file_index,
	        face->cids ? SUBSET_BY_CID : SUBSET_BY_GLYPH,
	        (const guint32 *)(void *)ids->data, ids->len, NULL);
}

static struct codes *
make_codes(const struct used_face *used)
{
	struct codes *codes = g_new0(struct codes, 1);

	for (guint32 id = 0; id < count_glyphs(used->face); id++) {
		guint16 code = used->face->cids ? used->face->cids[id] : (guint16)id;

		if (!used->used[id])
			continue;
		codes->used[code] = 1;
		codes->glyphs[code] = (guint16)id;
	}
	return codes;
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
write_program(
        struct objects *objects, guint32 object, const struct face *face, GBytes *program)
{
	gsize size;
	const char *data = g_bytes_get_data(program, &size);
	GString *entries = g_string_new(NULL);

	if (face->compact) {
		g_string_append(entries, "/Subtype/CIDFontType0C");
	} else {
		g_string_append(entries, "/Length1 ");
		syntax_put_integer(entries, size);
	}
	objects_stream(objects, object, entries, g_string_new_len(data, size));
}

static void
set_bit(GString *bits, guint code)
{
	while (bits->len <= code / 8)
		g_string_append_c(bits, 0);
	bits->str[code / 8] |= (char)(0x80 >> code % 8);
}

/* A bit for every glyph of the program. Where ids are kept all up to the last are there,
 * though most are empty; of a CID-keyed font those that its charset names. */
static void
write_cid_set(struct objects *objects, guint32 object, const struct face *face,
        GBytes *subset, GBytes *program)
{
	guint n = subset_glyphs(subset);
	gsize size;
	const guint8 *table = g_bytes_get_data(program, &size);
	g_autofree guint16 *cids = face->cids ? cff_cids(table, size, n) : NULL;
	GString *bits = g_string_new(NULL);

	for (guint glyph = 0; glyph < n; glyph++)
		set_bit(bits, cids ? cids[glyph] : glyph);
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
	syntax_put_key_reference(out, kind_of(face)->key, numbers->program);
	if (numbers->cid_set)
		syntax_put_key_reference(out, "/CIDSet", numbers->cid_set);
	g_string_append(out, ">>");
	objects_end(objects);
}

/* "3[512 498 …]": the widths of used codes, a list for each stretch of them (9.7.4.3). */
static void
put_widths(GString *out, const struct face *face, const struct codes *codes)
{
	gboolean open = FALSE;

	for (guint32 code = 0; code < N_GLYPHS; code++) {
		if (!codes->used[code]) {
			if (open)
				g_string_append_c(out, ']');
			open = FALSE;
			continue;
		}
		if (open) {
			g_string_append_c(out, ' ');
		} else {
			g_string_append_c(out, '\n');
			syntax_put_integer(out, code);
			g_string_append_c(out, '[');
		}
		open = TRUE;
		syntax_put_decimal(out,
		        (gint64)face->widths[codes->glyphs[code]] * 1000000 / face->upem,
		        3);
	}
	if (open)
		g_string_append_c(out, ']');
}

static void
write_cid_font(struct objects *objects, const struct face *face, const char *name,
        const struct codes *codes, const struct font_objects *numbers)
{
	GString *out = objects_begin(objects, numbers->cid_font);

	g_string_append_printf(
	        out, "<</Type/Font/Subtype/%s/BaseFont", kind_of(face)->cid_font);
	syntax_put_name(out, name);
	g_string_append(out,
	        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
	g_string_append(out, kind_of(face)->mapping);
	syntax_put_key_reference(out, "/FontDescriptor", numbers->descriptor);
	g_string_append(out, "/W[");
	put_widths(out, face, codes);
	g_string_append(out, "]>>");
	objects_end(objects);
}

static const char *
text_of(gconstpointer data, guint code)
{
	const struct text_source *source = data;
	guint16 glyph = source->codes->glyphs[code];
	const char *text = NULL;

	if (source->texts)
		text = g_hash_table_lookup(source->texts, GUINT_TO_POINTER((guint)glyph));
	return text ? text : face_text(source->face, glyph);
}

/* A Type 0 font and its ToUnicode: a reading of the face. */
static void
write_type0(struct objects *objects, const struct text_source *source, const char *name,
        const struct font_objects *numbers)
{
	g_autofree char *full = g_strconcat(name, kind_of(source->face)->suffix, NULL);
	GString *out;

	objects_stream(objects, numbers->to_unicode, NULL,
	        tounicode_make(2, source->codes->used, N_GLYPHS, text_of, source));
	out = objects_begin(objects, numbers->font);
	g_string_append(out, "<</Type/Font/Subtype/Type0/BaseFont");
	syntax_put_name(out, full);
	g_string_append(out, "/Encoding/Identity-H");
	syntax_put_key_reference(out, "/DescendantFonts[", numbers->cid_font);
	syntax_put_key_reference(out, "]/ToUnicode", numbers->to_unicode);
	g_string_append(out, ">>");
	objects_end(objects);
}

/* --- all of it ---------------------------------------------------------- */

static void
put_entry(GString *fonts, const struct face *face, int reading, guint32 font)
{
	char name[2 * SYNTAX_NUMBER];

	*embed_name(name, face, reading) = '\0';
	g_string_append(fonts, name);
	g_string_append_c(fonts, ' ');
	syntax_put_reference(fonts, font);
}

static void
write_readings(struct objects *objects, const struct used_face *used, const char *name,
        const struct codes *codes, struct font_objects numbers, GString *fonts)
{
	struct text_source source = {used->face, codes, NULL};

	write_type0(objects, &source, name, &numbers);
	put_entry(fonts, used->face, EMBED_OWN, numbers.font);
	for (guint i = 0; i < used->readings->len; i++) {
		numbers.font = objects_reserve(objects, 2);
		numbers.to_unicode = numbers.font + 1;
		source.texts = used->readings->pdata[i];
		write_type0(objects, &source, name, &numbers);
		put_entry(fonts, used->face, (int)i + 1, numbers.font);
	}
}

static void
write_face(struct objects *objects, const struct profile *profile,
        const struct used_face *used, GString *fonts)
{
	const struct face *face = used->face;
	g_autoptr(GBytes) subset = make_subset(used);
	GBytes *whole = subset ? subset : face->file;
	g_autoptr(GBytes) program =
	        face->compact ? subset_compact(whole, subset ? 0 : face->file_index)
	                      : g_bytes_ref(whole);
	g_autofree char *name =
	        subset ? make_name(face, subset) : g_strdup(face->postscript);
	g_autofree struct codes *codes = make_codes(used);
	guint32 first = objects_reserve(objects, profile->cid_set ? 6 : 5);
	struct font_objects numbers = {first, first + 1, first + 2, first + 3, first + 4,
	        profile->cid_set ? first + 5 : 0};

	write_program(objects, numbers.program, face, program);
	if (numbers.cid_set)
		write_cid_set(objects, numbers.cid_set, face, whole, program);
	write_cid_font(objects, face, name, codes, &numbers);
	write_descriptor(objects, face, name, &numbers);
	write_readings(objects, used, name, codes, numbers, fonts);
}

gboolean
embed_complete(const struct embed *embed)
{
	return !embed->incomplete;
}

void
embed_write(struct embed *embed, struct objects *objects, const struct profile *profile,
        GString *fonts)
{
	for (guint i = 0; i < embed->faces->len; i++) {
		struct used_face *used = embed->faces->pdata[i];

		if (!used)
			continue;
		embed->incomplete |=
		        !used->face->file || !g_bytes_get_size(used->face->file);
		write_face(objects, profile, used, fonts);
	}
}
