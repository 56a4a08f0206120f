/*
 * marks.h - the marked-content sequences that have an MCID, seen from both sides: content
 * streams hold them, structure elements claim them (ISO 32000-1, 14.7.4).
 */
#ifndef ANBAN_CHECK_PDF_MARKS_H
#define ANBAN_CHECK_PDF_MARKS_H

#include <glib.h>

/* A sequence: of a page, or of a form XObject, by object number. */
struct mark {
	guint64 key;
	guint32 element; /* that claims it; 0: none */
	guint n_content, n_claims;
};

struct marks;

struct marks *marks_new(void);
void marks_free(struct marks *marks);
/* The record of a sequence, made if need be. */
struct mark *marks_find(struct marks *marks, guint32 container, gint64 mcid);
guint32 marks_container(const struct mark *mark);
guint marks_mcid(const struct mark *mark);

typedef void (*marks_visit)(const struct mark *mark, gpointer user);
void marks_each(struct marks *marks, marks_visit visit, gpointer user);

#endif
