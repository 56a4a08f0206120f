/*
 * fill.h - computed values into struct style (not for other folders).
 */
#ifndef ANBAN_STYLE_FILL_H
#define ANBAN_STYLE_FILL_H

#include "style/cascade.h"

/* What the values of a style come from. */
struct cascade *style_cascade(const struct style *style);

/* The elements: blocks, groups, and what html says of the whole. Width, height and
 * margins of the style must stand already. */
void fill_elements(struct style *style, struct cascade *cascade);
/* The margin boxes of every kind of page. */
void fill_boxes(struct style *style, struct cascade *cascade);
/* The names of the strings that an element sets. */
void fill_strings(
        struct style *style, const struct computed *computed, enum block_role role);
/* Width and height in mm, as they are unless the sheets say others that are usable. */
void fill_size(struct cascade *cascade, double *width, double *height);
/* Margins and lines, for a page whose width and height stand in the style; grid too.
 * FALSE: they leave no room for text (told). */
gboolean fill_margins(struct style *style, struct cascade *cascade);
/* All pages have one gutter, that of right-hand ones without a name. Returns where it is
 * declared; NULL: nowhere. */
const struct declaration *fill_gutters(struct style *style, struct cascade *cascade);
/* Tells gutters of pages of the cascade's name ("": all) that are declared elsewhere. */
void fill_tell_gutters(
        struct cascade *cascade, const char *name, const struct declaration *obeyed);
/* A value in units; percent is of the measure of text. */
unit fill_length(const struct style *style, const struct computed *computed,
        enum property property);
/* A block of text of these values. */
void fill_block(
        struct style *style, const struct computed *computed, struct block_style *block);

#endif
