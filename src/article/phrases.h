/*
 * phrases.h - the parts of a node's shown text that lead somewhere - to an address, or as
 * marks to a note and back from it - or are in another language.
 *
 * Spans may overlap as they like; phrases follow one another. Where several links or
 * languages hold for a place, the one that began last counts: it stands inside the
 * others. Addresses and languages that are not valid (address.h) are left out.
 */
#ifndef ANBAN_ARTICLE_PHRASES_H
#define ANBAN_ARTICLE_PHRASES_H

#include "article/tree.h"

struct phrase {
	guint32 start, end; /* bytes of the text; a phrase begins where the last ended */
	guint32 link; /* the same for all phrases of one link; 0: it leads nowhere */
	const char *address;  /* of the link; valid */
	const char *language; /* NULL: that of the text around it */
	guint32 target;       /* of the mark of a note: node it leads to; or 0 */
};

/* The phrases of the node's shown text, all of it. NULL: it has no links and is in one
 * language, as nearly every text. text: the same in other letters (capitals), whose
 * bytes are counted; NULL: as shown. Strings are lent by the node. Caller owns. */
GArray *phrases_of(const struct node *node, const char *text);

/* What nobreak_scan() said of the text, changed by nobreak_foreign() for each of the
 * author's spans in another language. text: as for phrases_of(). */
void phrases_foreign(const struct node *node, const char *text, guint8 *places);

/* The index of the phrase in which a byte stands, going on from the phrase `from`. */
guint phrases_at(const GArray *phrases, guint from, guint32 offset);
static inline const struct phrase *
phrases_index(const GArray *phrases, guint index)
{
	return &g_array_index(phrases, struct phrase, index);
}

#endif
