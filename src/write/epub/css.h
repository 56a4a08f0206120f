/*
 * css.h - the parts of the style sheet (css.c), for its own files.
 *
 * All are written in relative units, in thousandths as integers, so that no locale gets a
 * comma into them. size: of the element whose em it is.
 */
#ifndef ANBAN_WRITE_EPUB_CSS_H
#define ANBAN_WRITE_EPUB_CSS_H

#include "write/epub/publication.h"

/* --- declare.c: declarations ---------------------------------------------- */

/* Is it the family of the text, which the reader may have replaced? */
gboolean declare_is_text_family(
        const struct style *style, const struct family_face *face);
/* value / base with at most three decimals: "1.417", "-0.5", "0". */
void declare_ratio(GString *css, unit value, unit base);
void declare_em(GString *css, const char *property, unit value, unit size);
void declare_leading(GString *css, const struct block_style *block);
void declare_colour(GString *css, const char *property, guint32 colour);
/* A name as a string of CSS. */
void declare_name(GString *css, const char *name);
/* fonts: of struct embedded_font. Without any the text is left to the reader. */
void declare_family(GString *css, const struct style *style, const GArray *fonts,
        const struct family_face *face);
void declare_features(GString *css, const struct feature_set *set);
/* A rule: thin, and in the colour of the text unless it has one of its own. */
void declare_rule(GString *css, const char *side, guint32 colour, guint32 text);
/* Margins, white and rules at the sides; left and right: all of these together. text: the
 * colour of the text. */
void declare_sides(GString *css, unit left, unit right, const struct sides *sides,
        guint32 text, unit size);
void declare_breaks(
        GString *css, enum eject before, enum eject after, gboolean keep_inside);

/* --- rules ---------------------------------------------------------------- */

/* Every role of blocks (cssblock.c). */
void cssblock_append(GString *css, const struct style *style, const GArray *fonts);
/* Elements inside texts, initials among them (cssinside.c). */
void cssinside_append(GString *css, const struct style *style, const GArray *fonts);
/* What holds blocks: heads, lists, tables, boxes (cssgroup.c). */
void cssgroup_append(GString *css, const struct style *style);
void cssgroup_append_figures(GString *css, const struct style *style);

/* What the text is set in. */
static inline const struct block_style *
css_body(const struct style *style)
{
	return &style->blocks[BLOCK_BODY];
}

#endif
