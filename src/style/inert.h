/*
 * inert.h - declarations that do not act where they stand (not for other folders).
 */
#ifndef ANBAN_STYLE_INERT_H
#define ANBAN_STYLE_INERT_H

#include "style/cascade.h"

/* Tells of those for an element, which must have been computed, and for what is made
 * beside it. */
void inert_tell(struct cascade *cascade, enum element element);

/* Tells of those for the pages of a name ("": of all) and for their margin boxes. */
void inert_tell_page(struct cascade *cascade, const char *name);

#endif
