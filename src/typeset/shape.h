/*
 * shape.h - text to glyphs, one token at a time, each only once.
 *
 * A token is everything between two places where a line may end, punctuation
 * included. It is shaped by HarfBuzz between two spaces, so that kerning against the
 * space is known; `lead` and `trail` are what a space before and after it changes, and
 * do not count at the ends of a line or at a change of style. Characters
 * that the face does not have come from another bundled face, or stand as a frame.
 */
#ifndef ANBAN_TYPESET_SHAPE_H
#define ANBAN_TYPESET_SHAPE_H

#include "style/style.h"
#include "typeset/pages.h"

/* Glyphs of one face. */
struct piece {
	const struct face *face; /* NULL: no font has it; a frame is drawn */
	const struct glyph *glyphs;
	guint n_glyphs;
	guint offset, length; /* bytes of the token's text */
	gint32 width;         /* units of face; of a frame: of the token's face */
	gboolean actual_text; /* the glyphs do not tell the text */
};

struct token {
	const struct face *face;            /* that it was asked for, */
	const struct feature_set *features; /* and these; or NULL */
	guint length;                       /* of its text, bytes */
	gint32 width;                       /* font units of `face` */
	gint16 lead, trail;                 /* font units */
	guint n_glyphs;
	guint n_pieces;
	const struct piece *pieces;
	guint8 lost;                      /* has a frame */
	guint8 letter_first, letter_last; /* letters or figures, of Vietnamese at least */
	char text[]; /* beside the rest, for it is compared whenever the token is found */
};

struct shaper;

struct shaper *shaper_new(struct fonts *fonts);
void shaper_free(struct shaper *shaper);

/* Holds the tokens that are asked for from now on, until shaper_release(). The cache has
 * an end: when a hold is taken and it is full, it begins anew, and the old tokens go with
 * their last hold. Tokens nobody held live until then. NULL may be released. */
struct token_store *shaper_hold(struct shaper *shaper);
void shaper_release(struct token_store *store);

/* The token of that text in that face. ligatures: FALSE in letter-spaced text. features:
 * NULL, or others than usual; they live as long as the shaper. */
const struct token *shaper_token(struct shaper *shaper, const struct face *face,
        gboolean ligatures, const struct feature_set *features, const char *text,
        gsize length);

#endif
