/*
 * encoding.h - the codes by which pages call the glyphs of a face (ISO 32000-1, 9.7.5).
 *
 * Short codes are given to glyphs in the order in which they are first shown: one byte to
 * the first 234, which is nearly all that an article shows, two to the others. Compared
 * with Identity-H pages are a third shorter, files a quarter. The code 20 (hexadecimal)
 * is the space between words and no other: it alone is widened by Tw (9.3.3).
 *
 * Wide codes are the two bytes of Identity-H, for faces with more glyphs than short codes
 * reach, and for compact programs, whose CIDs cannot be chosen: there the CID of a glyph
 * is its id, or what its charset says. A short code and its CID are the same number.
 */
#ifndef ANBAN_WRITE_PDF_ENCODING_H
#define ANBAN_WRITE_PDF_ENCODING_H

#include "typeset/font.h"

#include <glib.h>

enum {
	ENCODING_GLYPHS = 65536, /* that a face may have */
	ENCODING_WORD_SPACE = 0x20,
	ENCODING_ROOM = 4 /* bytes that a code takes in a literal string, at most */
};

/* A code and its glyph. */
struct encoded {
	guint16 code; /* the CID, too */
	guint16 glyph;
};

struct encoding {
	const struct face *face;
	gboolean wide;
	GArray *shown;       /* of struct encoded, in the order in which they came */
	guint16 last;        /* short code that was given */
	gboolean word_space; /* is shown */
	guint32 codes[ENCODING_GLYPHS]; /* by glyph: its code + 1; 0: none yet */
};

struct encoding *encoding_new(const struct face *face);
void encoding_free(struct encoding *encoding);

/* Gives a glyph that has none its code. */
guint16 encoding_add(struct encoding *encoding, guint16 glyph);
/* From now on the word space is shown. Only where codes are short. */
void encoding_add_word_space(struct encoding *encoding);

static inline guint16
encoding_code(struct encoding *encoding, guint16 glyph)
{
	guint32 known = encoding->codes[glyph];

	return G_LIKELY(known) ? (guint16)(known - 1) : encoding_add(encoding, glyph);
}

static inline char
encoding_word_space(struct encoding *encoding)
{
	if (G_UNLIKELY(!encoding->word_space))
		encoding_add_word_space(encoding);
	return ENCODING_WORD_SPACE;
}

/* Writes two bytes of a literal string at p; returns the place behind. */
char *encoding_put_pair(char *p, guint16 code);

/* Writes a code into a literal string. */
static inline char *
encoding_put(char *p, const struct encoding *encoding, guint16 code)
{
	if (G_UNLIKELY(encoding->wide || code > 0xFF))
		return encoding_put_pair(p, code);
	*p++ = (char)code; /* none that would need a backslash is given */
	return p;
}

/* Where codes are short: one more than the largest. */
static inline guint
encoding_end(const struct encoding *encoding)
{
	return MAX(encoding->last, ENCODING_WORD_SPACE) + 1U;
}

/* The CMap of short codes, the same for all faces (9.7.5.3). Caller owns. */
#define ENCODING_CMAP "Anban-Short"
GString *encoding_cmap(void);

#endif
