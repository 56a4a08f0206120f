/*
 * fallback.h - a face for a character that the asked one does not have.
 *
 * Bundled faces come first, the same everywhere; then the machine's own, of the same
 * kind, weight and slant where possible.
 */
#ifndef ANBAN_TYPESET_FALLBACK_H
#define ANBAN_TYPESET_FALLBACK_H

#include "typeset/font.h"

struct fallback;

/* fonts: into which the faces are loaded. */
struct fallback *fallback_new(struct fonts *fonts);
void fallback_free(struct fallback *fallback);

/* The face for n characters, a letter with the marks on it: `face` itself if it has them
 * all, else one that stands in for it. NULL: no font has them. */
const struct face *fallback_find(struct fallback *fallback, const struct face *face,
        const gunichar *characters, gsize n);

#endif
