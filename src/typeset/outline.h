/*
 * outline.h - the outline of a glyph as a path.
 */
#ifndef ANBAN_TYPESET_OUTLINE_H
#define ANBAN_TYPESET_OUTLINE_H

#include "typeset/pages.h"

/* Appends the outline of a glyph of the run (its face, size and scale) to points, an
 * array of struct path_point. x, y: where the glyph's origin stands on the page. */
void outline_append(
        GArray *points, const struct run *run, const struct glyph *glyph, unit x, unit y);

#endif
