/*
 * embed.c - faces to Type 0 fonts with embedded subsets.
 *
 * Per face six objects: Type 0 font, CID font, descriptor, font program, ToUnicode, the
 * map from CIDs to glyphs (and a CIDSet if the profile asks for it); for each further
 * reading two more, a Type 0 font and its ToUnicode. What depends on the kind of the
 * outlines stands in the table of program_kind alone.
 */
#include "write/pdf/embed.h"

#include "base/cff.h"
#include "base/deflate.h"
#include "base/subset.h"
#include "write/pdf/syntax.h"
#include "write/pdf/tounicode.h"

#include <string.h>

enum { READINGS_MOST = 8 };

struct used_face {
	const struct face *face;
	GPtrArray *readings; /* of GHashTable *, glyph to text; reading 1 is the first */
	struct encoding *encoding;
};

struct embed {
	GPtrArray *faces; /* of struct used_face, by face->index; NULL: not used */
	guint32 cmap;     /* object of the CMap of short codes; 0: not yet written */
	gboolean incomplete;
};

/* How a font program is embedded (9.7.4, 9.9). */
static const struct program_kind {
	const char *cid_font; /* Subtype of the CID font */
	const char *key;      /* in the descriptor */
	const char *mapping;  /* of wide codes to glyphs; a compact program has its own */
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

/* Numbers of the objects of a face; 0: it has none of these. */
struct font_objects {
	guint32 font, cid_font, descriptor, program, to_unicode, map, cid_set;
	guint32 cmap; /* shared */
};

static void
used_face_free(gpointer data)
{
	struct used_face *used = data;

	if (!used)
		return;
	g_ptr_array_unref(used->readings);
	encoding_free(used->encoding);
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
		used->encoding = encoding_new(face);
		used->readings = g_ptr_array_new_with_free_func(
		        (GDestroyNotify)g_hash_table_unref);
		embed->faces->pdata[face->index] = used;
	}
	return used;
}

struct encoding *
embed_use(struct embed *embed, const struct face *face)
{
	return find_used(embed, face)->encoding;
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

static struct encoded
shown_at(const struct encoding *encoding, guint i)
{
	return g_array_index(encoding->shown, struct encoded, i);
}

/* NULL: the whole file must do. */
static GBytes *
make_subset(const struct face *face, const struct encoding *encoding)
{
	guint n = encoding->shown->len;
	g_autofree guint32 *ids = g_new(guint32, n);

	for (guint i = 0; i < n; i++)
		ids[i] = shown_at(encoding, i).glyph;
	return subset_font(face->file, face->file_index,
	        face->cids ? SUBSET_BY_CID : SUBSET_BY_GLYPH, ids, n, NULL);
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

/* A bit for every glyph of the program, where codes are wide. Where ids are kept all up
 * to the last are there, though most are empty; of a CID-keyed font those that its
 * charset names. */
static void
set_program_bits(GString *bits, const struct face *face, GBytes *subset, GBytes *program)
{
	guint n = subset_glyphs(subset);
	gsize size;
	const guint8 *table = g_bytes_get_data(program, &size);
	g_autofree guint16 *cids = face->cids ? cff_cids(table, size, n) : NULL;

	for (guint glyph = 0; glyph < n; glyph++)
		set_bit(bits, cids ? cids[glyph] : glyph);
}

static void
write_cid_set(struct objects *objects, guint32 object, const struct used_face *used,
        GBytes *subset, GBytes *program)
{
	GString *bits = g_string_new(NULL);

	if (used->encoding->wide)
		set_program_bits(bits, used->face, subset, program);
	else /* the map leads all others to .notdef, which is there */
		for (guint cid = 0; cid < encoding_end(used->encoding); cid++)
			set_bit(bits, cid);
	objects_stream(objects, object, NULL, bits);
}

/* Two bytes for each CID: its glyph (9.7.4.2). */
static void
write_map(struct objects *objects, guint32 object, const struct encoding *encoding)
{
	gsize size = 2 * encoding_end(encoding);
	GString *map = g_string_sized_new(size);

	g_string_set_size(map, size);
	memset(map->str, 0, size);
	for (guint i = 0; i < encoding->shown->len; i++) {
		struct encoded one = shown_at(encoding, i);

		map->str[2 * one.code] = (char)(one.glyph >> 8);
		map->str[2 * one.code + 1] = (char)one.glyph;
	}
	objects_stream(objects, object, NULL, map);
}

/* Writes the CMap of short codes once. */
static guint32
need_cmap(struct embed *embed, struct objects *objects)
{
	if (!embed->cmap) {
		embed->cmap = objects_reserve(objects, 1);
		objects_stream(objects, embed->cmap,
		        g_string_new("/Type/CMap/CMapName/" ENCODING_CMAP
		                     "/CIDSystemInfo<</Registry(Adobe)"
		                     "/Ordering(Identity)/Supplement 0>>/WMode 0"),
		        encoding_cmap());
	}
	return embed->cmap;
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

static int
compare_codes(gconstpointer a, gconstpointer b)
{
	return (int)((const struct encoded *)a)->code - ((const struct encoded *)b)->code;
}

/* "3[512 498 …]": the widths of shown CIDs, a list for each stretch of them (9.7.4.3). */
static void
put_widths(GString *out, const struct face *face, const struct encoding *encoding)
{
	g_autoptr(GArray) shown = g_array_copy(encoding->shown);
	guint next = 0; /* CID that goes on with the list; 0: none is open */

	g_array_sort(shown, compare_codes);
	for (guint i = 0; i < shown->len; i++) {
		struct encoded one = g_array_index(shown, struct encoded, i);

		if (next && one.code == next) {
			g_string_append_c(out, ' ');
		} else {
			g_string_append(out, next ? "]\n" : "\n");
			syntax_put_integer(out, one.code);
			g_string_append_c(out, '[');
		}
		next = one.code + 1U;
		syntax_put_decimal(
		        out, (gint64)face->widths[one.glyph] * 1000000 / face->upem, 3);
	}
	if (next)
		g_string_append_c(out, ']');
}

static void
write_cid_font(struct objects *objects, const struct used_face *used, const char *name,
        const struct font_objects *numbers)
{
	const struct face *face = used->face;
	GString *out = objects_begin(objects, numbers->cid_font);

	g_string_append_printf(
	        out, "<</Type/Font/Subtype/%s/BaseFont", kind_of(face)->cid_font);
	syntax_put_name(out, name);
	g_string_append(out,
	        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
	if (numbers->map)
		syntax_put_key_reference(out, "/CIDToGIDMap", numbers->map);
	else
		g_string_append(out, kind_of(face)->mapping);
	syntax_put_key_reference(out, "/FontDescriptor", numbers->descriptor);
	g_string_append(out, "/W[");
	put_widths(out, face, used->encoding);
	g_string_append(out, "]>>");
	objects_end(objects);
}

/* texts: what a reading says of glyphs, before the face does; or NULL. */
static GString *
make_to_unicode(const struct used_face *used, GHashTable *texts)
{
	guint n = used->encoding->shown->len;
	g_autofree struct told *told = g_new(struct told, n);

	for (guint i = 0; i < n; i++) {
		struct encoded one = shown_at(used->encoding, i);
		const char *text = NULL;

		if (texts)
			text = g_hash_table_lookup(
			        texts, GUINT_TO_POINTER((guint)one.glyph));
		told[i].code = one.code;
		told[i].text = text ? text : face_text(used->face, one.glyph);
	}
	return tounicode_make(used->encoding->wide ? CODES_WIDE : CODES_SHORT, told, n);
}

/* A Type 0 font and its ToUnicode: a reading of the face. */
static void
write_type0(struct objects *objects, const struct used_face *used, GHashTable *texts,
        const char *name, const struct font_objects *numbers)
{
	g_autofree char *full = g_strconcat(name, kind_of(used->face)->suffix, NULL);
	GString *out;

	objects_stream(objects, numbers->to_unicode, NULL, make_to_unicode(used, texts));
	out = objects_begin(objects, numbers->font);
	g_string_append(out, "<</Type/Font/Subtype/Type0/BaseFont");
	syntax_put_name(out, full);
	if (numbers->cmap)
		syntax_put_key_reference(out, "/Encoding", numbers->cmap);
	else
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
        struct font_objects numbers, GString *fonts)
{
	write_type0(objects, used, NULL, name, &numbers);
	put_entry(fonts, used->face, EMBED_OWN, numbers.font);
	for (guint i = 0; i < used->readings->len; i++) {
		numbers.font = objects_reserve(objects, 2);
		numbers.to_unicode = numbers.font + 1;
		write_type0(objects, used, used->readings->pdata[i], name, &numbers);
		put_entry(fonts, used->face, (int)i + 1, numbers.font);
	}
}

static struct font_objects
number_objects(
        struct embed *embed, struct objects *objects, gboolean wide, gboolean cid_set)
{
	guint32 first = objects_reserve(objects, 5);

	return (struct font_objects){
	        .font = first,
	        .cid_font = first + 1,
	        .descriptor = first + 2,
	        .program = first + 3,
	        .to_unicode = first + 4,
	        .map = wide ? 0 : objects_reserve(objects, 1),
	        .cid_set = cid_set ? objects_reserve(objects, 1) : 0,
	        .cmap = wide ? 0 : need_cmap(embed, objects),
	};
}

static void
write_face(struct embed *embed, struct objects *objects, const struct profile *profile,
        const struct used_face *used, GString *fonts)
{
	const struct face *face = used->face;
	g_autoptr(GBytes) subset = make_subset(face, used->encoding);
	GBytes *whole = subset ? subset : face->file;
	g_autoptr(GBytes) program =
	        face->compact ? subset_compact(whole, subset ? 0 : face->file_index)
	                      : g_bytes_ref(whole);
	g_autofree char *name =
	        subset ? make_name(face, subset) : g_strdup(face->postscript);
	struct font_objects numbers =
	        number_objects(embed, objects, used->encoding->wide, profile->cid_set);

	write_program(objects, numbers.program, face, program);
	if (numbers.cid_set)
		write_cid_set(objects, numbers.cid_set, used, whole, program);
	if (numbers.map)
		write_map(objects, numbers.map, used->encoding);
	write_cid_font(objects, used, name, &numbers);
	write_descriptor(objects, face, name, &numbers);
	write_readings(objects, used, name, numbers, fonts);
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
		write_face(embed, objects, profile, used, fonts);
	}
}
