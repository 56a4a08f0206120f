/*
 * running.h - what margin boxes say of the text on their page: named strings (string-set)
 * and counters.
 *
 * The walk that counts (generate.h) notes each change of them with its time, which is the
 * order of the document: 2 × id when a node has begun, one more when all below it has
 * been left. A page is a stretch of times, and that tells what stands on it:
 *
 * - string(name) as CSS GCPM Level 3, 1.1.2 has it: the first value set on the page, else
 *   the one that held when it began; `start`, `last` and `first-except` likewise. Only,
 *   each article is a document of its own, as in an EPUB: where one begins, the strings
 *   that the last one set are forgotten.
 * - counter(name), counters(name, separator) as CSS Paged Media Level 3, 7.1: as if the
 *   box were an element at the start of the page. So a chapter that begins on a page is
 *   counted on the next one; `string-set: number counter(chapter)` says it at once.
 */
#ifndef ANBAN_STYLE_RUNNING_H
#define ANBAN_STYLE_RUNNING_H

#include "article/tree.h"
#include "style/counter.h"
#include "style/style.h"

/* The part of a document that a page shows: (start, end]. Up to `opening` stands what the
 * page begins with, if that has not begun before; else it is start. */
struct stretch {
	guint start, opening, end;
};

/* Do two parts say the same on every page, but for the pick of a string? */
gboolean running_same(const struct content_part *a, const struct content_part *b);
/* Forgets what was noted in the tree; what the style asks for is noted from now on.
 * FALSE: it asks for nothing. */
gboolean running_begin(struct tree *tree, const struct style *style);
/* A string has that text from that time on, or is forgotten outside of the article that
 * begins then. */
void running_set(struct tree *tree, const char *name, const char *text, guint time);
void running_forget(struct tree *tree, guint time);
/* The counters stand so from that time on. Times never go back. */
void running_count(struct tree *tree, const struct counters *counters, guint time);

/* What a string was set to last; "": it was not. */
const char *running_now(const struct tree *tree, const char *name);
/* What STRING, COUNTER or COUNTERS says on a page. It lives as long as the tree. */
const char *running_text(const struct tree *tree, const struct content_part *part,
        const struct stretch *stretch);

#endif
