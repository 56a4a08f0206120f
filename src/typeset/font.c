/*
 * font.c - loading of faces through HarfBuzz.
 *
 * Metrics are in font units and unhinted. The text of every glyph is the inverse of the
 * cmap; the lowest code point wins, but for a few rare ones (read_texts): Source Serif
 * draws U+00D0 and U+0110 with one glyph, and Vietnamese has only the second.
 */
#include "typeset/font.h"

#include "base/cff.h"
#include "base/fontfile.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

enum { ETH = 0xD0 };

/* A face with what only this file sees of it. */
struct loaded {
	struct face face; /* first: a struct face * of ours is a struct loaded * */
	char *path, *postscript;
	guint16 *widths, *cids;
	gboolean stands_in; /* a font of the machine */
};

struct fonts {
	char *directory;
	GPtrArray *loaded; /* of struct loaded *, in order of loading */
};

static void
loaded_free(gpointer data)
{
	struct loaded *loaded = data;

	hb_font_destroy(loaded->face.hb_font);
	hb_face_destroy(loaded->face.hb_face);
	g_bytes_unref(loaded->face.file);
	g_free(loaded->path);
	g_free(loaded->postscript);
	g_free(loaded->widths);
	g_free(loaded->cids);
	g_free(loaded->face.texts);
	g_free(loaded);
}

struct fonts *
fonts_new(const char *directory)
{
	struct fonts *fonts = g_new0(struct fonts, 1);

	fonts->directory = g_strdup(directory);
	fonts->loaded = g_ptr_array_new_with_free_func(loaded_free);
	return fonts;
}

void
fonts_free(struct fonts *fonts)
{
	if (!fonts)
		return;
	g_ptr_array_unref(fonts->loaded);
	g_free(fonts->directory);
	g_free(fonts);
}

/* --- what a face says of itself ----------------------------------------- */

static void
read_widths(struct loaded *loaded)
{
	guint n = loaded->face.n_glyphs;

	loaded->widths = g_new(guint16, n);
	for (guint i = 0; i < n; i++)
		loaded->widths[i] =
		        (guint16)hb_font_get_glyph_h_advance(loaded->face.hb_font, i);
	loaded->face.widths = loaded->widths;
}

/* Characters that a glyph shared with a common one hardly ever stands for. */
static gboolean
is_rare(gunichar c)
{
	return c == ETH || (c >= 0x2B0 && c <= 0x2FF) /* modifier letters: ʻ for ‘ */
	       || (c >= 0x2E80 && c <= 0x2FDF);       /* radicals of the Han script */
}

static void
read_texts(struct loaded *loaded)
{
	hb_set_t *characters = hb_set_create();
	hb_codepoint_t c = HB_SET_VALUE_INVALID, glyph;

	loaded->face.texts = g_malloc0_n(loaded->face.n_glyphs, FACE_TEXT);
	hb_face_collect_unicodes(loaded->face.hb_face, characters);
	while (hb_set_next(characters, &c)) {
		char *text;

		if (!hb_font_get_nominal_glyph(loaded->face.hb_font, c, &glyph) ||
		        glyph >= loaded->face.n_glyphs)
			continue;
		text = loaded->face.texts[glyph];
		if (!*text || (is_rare(g_utf8_get_char(text)) && !is_rare(c)))
			text[g_unichar_to_utf8(c, text)] = '\0';
	}
	hb_set_destroy(characters);
}

static int
metric(const struct loaded *loaded, hb_ot_metrics_tag_t tag, int otherwise)
{
	hb_position_t value;

	if (hb_ot_metrics_get_position(loaded->face.hb_font, tag, &value))
		return value;
	return otherwise;
}

static gint16
table_int16(const guint8 *table, gsize offset)
{
	return (gint16)(table[offset] << 8 | table[offset + 1]);
}

static hb_blob_t *
find_table(const struct loaded *loaded, hb_tag_t tag)
{
	return hb_face_reference_table(loaded->face.hb_face, tag);
}

static void
read_outlines(struct loaded *loaded)
{
	hb_blob_t *cff = find_table(loaded, HB_TAG('C', 'F', 'F', ' '));
	unsigned length;
	const guint8 *table = (const guint8 *)hb_blob_get_data(cff, &length);

	loaded->face.compact = length > 0;
	if (length)
		loaded->cids = cff_cids(table, length, loaded->face.n_glyphs);
	loaded->face.cids = loaded->cids;
	hb_blob_destroy(cff);
}

/* OpenType 1.9: head.xMin … yMax at 36, post.italicAngle (16.16) at 4. */
static void
read_tables(struct loaded *loaded)
{
	hb_blob_t *head = find_table(loaded, HB_TAG('h', 'e', 'a', 'd'));
	hb_blob_t *post = find_table(loaded, HB_TAG('p', 'o', 's', 't'));
	unsigned length;
	const guint8 *table = (const guint8 *)hb_blob_get_data(head, &length);

	if (length >= 44)
		for (int i = 0; i < 4; i++)
			loaded->face.box[i] = table_int16(table, 36 + 2 * i);
	table = (const guint8 *)hb_blob_get_data(post, &length);
	if (length >= 8)
		loaded->face.italic_angle = table_int16(table, 4);
	hb_blob_destroy(head);
	hb_blob_destroy(post);
}

static void
read_metrics(struct loaded *loaded)
{
	struct face *face = &loaded->face;
	hb_codepoint_t space = 0;

	face->ascent = metric(loaded, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, face->upem);
	face->descent = metric(loaded, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, 0);
	face->cap_height =
	        metric(loaded, HB_OT_METRICS_TAG_CAP_HEIGHT, face->upem * 7 / 10);
	face->x_height = metric(loaded, HB_OT_METRICS_TAG_X_HEIGHT, face->upem / 2);
	hb_font_get_nominal_glyph(face->hb_font, ' ', &space);
	face->space = (guint16)space;
}

/* Such names have no blanks, brackets or marks (OpenType 1.9, name ID 6); what a font has
 * of them all the same is left out. */
static char *
read_postscript(hb_face_t *face)
{
	char name[128];
	unsigned size = sizeof(name);
	GString *clean = g_string_new(NULL);

	hb_ot_name_get_utf8(
	        face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
	for (unsigned i = 0; i < size; i++)
		if (g_ascii_isgraph(name[i]) && !strchr("[](){}<>/%#\"\\", name[i]))
			g_string_append_c(clean, name[i]);
	if (!clean->len)
		g_string_append(clean, "Font");
	return g_string_free(clean, FALSE);
}

/* --- loading ------------------------------------------------------------ */

static GBytes *
map_file(const char *path, GError **error)
{
	g_autoptr(GMappedFile) map = g_mapped_file_new(path, FALSE, error);

	return map ? g_mapped_file_get_bytes(map) : NULL;
}

static struct loaded *
load(const struct family_face *family, const char *path, guint file_index, GError **error)
{
	GBytes *file = map_file(path, error);
	struct loaded *loaded;
	hb_blob_t *blob;

	if (!file)
		return NULL;
	loaded = g_new0(struct loaded, 1);
	blob = hb_blob_create(g_bytes_get_data(file, NULL), g_bytes_get_size(file),
	        HB_MEMORY_MODE_READONLY, NULL, NULL);
	loaded->face.file = file;
	loaded->face.family = family;
	loaded->face.file_index = file_index;
	loaded->face.hb_face = hb_face_create(blob, file_index);
	loaded->face.hb_font = hb_font_create(loaded->face.hb_face);
	loaded->face.upem = hb_face_get_upem(loaded->face.hb_face);
	loaded->face.n_glyphs = hb_face_get_glyph_count(loaded->face.hb_face);
	loaded->path = g_strdup(path);
	loaded->face.path = loaded->path;
	hb_blob_destroy(blob);
	return loaded;
}

static const struct face *
take_in(struct fonts *fonts, struct loaded *loaded)
{
	loaded->postscript = read_postscript(loaded->face.hb_face);
	loaded->face.postscript = loaded->postscript;
	read_widths(loaded);
	read_texts(loaded);
	read_outlines(loaded);
	read_tables(loaded);
	read_metrics(loaded);
	loaded->face.index = fonts->loaded->len;
	g_ptr_array_add(fonts->loaded, loaded);
	return &loaded->face;
}

const struct face *
fonts_face(struct fonts *fonts, const struct family_face *family, GError **error)
{
	g_autofree char *path = NULL;
	struct loaded *loaded;

	for (guint i = 0; i < fonts->loaded->len; i++) {
		loaded = fonts->loaded->pdata[i];
		if (loaded->face.family == family && !loaded->stands_in)
			return &loaded->face;
	}
	path = family_path(family, fonts->directory);
	loaded = load(family, path, 0, error);
	if (!loaded)
		return NULL;
	if (!loaded->face.n_glyphs) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s", path);
		loaded_free(loaded);
		return NULL;
	}
	return take_in(fonts, loaded);
}

guint
fonts_length(const struct fonts *fonts)
{
	return fonts->loaded->len;
}

const struct face *
fonts_at(const struct fonts *fonts, guint index)
{
	const struct loaded *loaded = fonts->loaded->pdata[index];

	return &loaded->face;
}

/* --- fonts of the machine ----------------------------------------------- */

const struct face *
fonts_stand_in(struct fonts *fonts, const char *path, guint file_index,
        const struct family_face *family)
{
	struct loaded *loaded;

	for (guint i = 0; i < fonts->loaded->len; i++) {
		loaded = fonts->loaded->pdata[i];
		if (loaded->stands_in && loaded->face.file_index == file_index &&
		        !strcmp(loaded->path, path))
			return &loaded->face;
	}
	loaded = load(family, path, file_index, NULL);
	if (!loaded)
		return NULL;
	if (fontfile_judge(loaded->face.hb_face) != FONTFILE_USABLE) {
		loaded_free(loaded);
		return NULL;
	}
	loaded->stands_in = TRUE;
	return take_in(fonts, loaded);
}

/* --- characters --------------------------------------------------------- */

gboolean
face_has(const struct face *face, const gunichar *characters, gsize n)
{
	hb_codepoint_t glyph;

	for (gsize i = 0; i < n; i++)
		if (!hb_font_get_nominal_glyph(face->hb_font, characters[i], &glyph))
			return FALSE;
	return TRUE;
}

void
face_learn_text(const struct face *face, guint16 glyph, const char *text, gsize length)
{
	char *known;

	if (glyph >= face->n_glyphs)
		return;
	known = face->texts[glyph];
	if (known[0] || known[1])
		return;
	if (length < FACE_TEXT)
		memcpy(known, text, length);
	else
		known[1] = 1; /* settled: never to be known */
}
