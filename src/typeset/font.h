/*
 * font.h - the faces a document is set in.
 *
 * A struct fonts belongs to a job and loads a bundled file when it is first asked for;
 * files of the machine only for characters that no bundled face has (fallback.h). Faces
 * live as long as their struct fonts.
 */
#ifndef ANBAN_TYPESET_FONT_H
#define ANBAN_TYPESET_FONT_H

#include "style/family.h"

#include <glib.h>

struct hb_face_t;
struct hb_font_t;

struct fonts;

enum { FACE_TEXT = 8 }; /* bytes kept of a glyph's text, with its NUL */

/* What the writers need to know of a face. Lengths in font units. */
struct face {
	guint index; /* in its struct fonts: 0, 1, … in order of loading */
	const struct family_face *family; /* of a machine's font: what it stands in for */
	const char *path;                 /* of the font file */
	guint file_index;       /* of the font in its file: collections have several */
	const char *postscript; /* name ID 6 */
	guint upem;
	guint n_glyphs;
	int ascent, descent; /* hhea; descent is negative */
	int cap_height, x_height;
	int italic_angle;          /* degrees, negative leans right */
	int box[4];                /* head: xMin yMin xMax yMax */
	guint16 space;             /* glyph of U+0020 */
	const guint16 *widths;     /* n_glyphs advances (hmtx) */
	char (*texts)[FACE_TEXT];  /* of each glyph: face_text() */
	gboolean compact;          /* outlines in a CFF table, not glyf */
	const guint16 *cids;       /* n_glyphs CIDs; NULL: not CID-keyed */
	GBytes *file;              /* the whole file, borrowed */
	struct hb_face_t *hb_face; /* borrowed */
	struct hb_font_t *hb_font; /* scale = upem, no hinting */
};

/* directory: where the files of family_table() lie. */
struct fonts *fonts_new(const char *directory);
void fonts_free(struct fonts *fonts);

/* NULL with error (G_FILE_ERROR) when the file is missing or no font. */
const struct face *fonts_face(
        struct fonts *fonts, const struct family_face *family, GError **error);
guint fonts_length(const struct fonts *fonts);
const struct face *fonts_at(const struct fonts *fonts, guint index);

/* A font of the machine, standing in for a face of the table. NULL: it is missing,
 * broken, has no outlines in black, or must not be embedded as a subset. */
const struct face *fonts_stand_in(struct fonts *fonts, const char *path, guint file_index,
        const struct family_face *family);

/* Does it have a glyph for each of the n characters? */
gboolean face_has(const struct face *face, const gunichar *characters, gsize n);

/* The text a glyph stands for (ToUnicode), the same in every document: the inverse of the
 * face's cmap, and for ligatures what they were shaped from. NULL: unknown. */
static inline const char *
face_text(const struct face *face, guint16 glyph)
{
	return glyph < face->n_glyphs && face->texts[glyph][0] ? face->texts[glyph]
	                                                       : NULL;
}

/* Tells what a glyph that the cmap does not reach was shaped from (FACE_TEXT bytes or
 * more: that its text cannot be known). The first word stays, so that writers in other
 * threads may read face_text() of the glyphs of their pages. */
void face_learn_text(
        const struct face *face, guint16 glyph, const char *text, gsize length);

#endif
