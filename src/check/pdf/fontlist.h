/*
 * fontlist.h - the fonts of a file (ISO 32000-1, 9.5 to 9.10), and which codes are shown.
 */
#ifndef ANBAN_CHECK_PDF_FONTLIST_H
#define ANBAN_CHECK_PDF_FONTLIST_H

#include "check/pdf/pdf.h"

struct font {
	const struct value *dictionary;
	guint32 object; /* 0: a direct one */
	guint page;     /* where it is first shown, from 1; 0: not on a page */
	gboolean composite;
	struct cmap *encoding; /* of a composite font: NULL: codes are two bytes, as they
	                        * are in Identity, or must be taken for it */
	gboolean visible;      /* not only in rendering mode 3 */
	guint8 *codes;         /* 1: shown, 2: shown visibly; 65536 or 256 of them */
};

struct fontlist;

struct fontlist *fontlist_new(void);
void fontlist_free(struct fontlist *fonts);
/* The font of a dictionary; lives as long as fonts. NULL: it is no dictionary. */
struct font *fontlist_find(
        struct fontlist *fonts, struct pdf *pdf, const struct value *entry);
/* A string is shown in it. */
void fontlist_show(struct font *font, const struct value *string, gboolean visible);
/* All fonts, in the order in which they were found. */
GPtrArray *fontlist_all(const struct fontlist *fonts);

/* Checks all fonts that were found; to be called after the content. */
void fontlist_check(struct fontlist *fonts, struct pdf *pdf);

#endif
