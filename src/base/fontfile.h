/*
 * fontfile.h - may this font file be used: is it one, of plain outlines, and allowed?
 */
#ifndef ANBAN_BASE_FONTFILE_H
#define ANBAN_BASE_FONTFILE_H

#include <glib.h>

struct hb_face_t;

enum fontfile {
	FONTFILE_USABLE,
	FONTFILE_BROKEN,    /* no OpenType font, or nothing in it can be read */
	FONTFILE_UNFIT,     /* variable, coloured, of bitmaps, or several in one file */
	FONTFILE_FORBIDDEN, /* OS/2.fsType: not to be embedded, or not as a subset */
};

/* A font of a face, which HarfBuzz has opened. */
enum fontfile fontfile_judge(struct hb_face_t *face);

/* A whole file. compact: its outlines are in a CFF table; only if it is usable. */
enum fontfile fontfile_check(GBytes *file, gboolean *compact);

/* Has the font, which must be usable, a small capital of every letter of Vietnamese; also
 * for capitals (all-small-caps)? */
gboolean fontfile_small_caps(GBytes *file, gboolean capitals);

#endif
