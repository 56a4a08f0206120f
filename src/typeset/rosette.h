/*
 * rosette.h - an ornament after the drums of Đông Sơn: a star of fourteen rays in rings
 * of fine geometric bands, drawn from geometry alone.
 */
#ifndef ANBAN_TYPESET_ROSETTE_H
#define ANBAN_TYPESET_ROSETTE_H

#include "typeset/pages.h"

/* Draws it around x, y, in one colour: layout, no content. */
void rosette_draw(struct page *page, unit x, unit y, unit radius, guint32 colour);

#endif
