/*
 * mcids.h - the marked-content sequences that have an MCID, seen from both sides: content
 * streams hold them, structure elements claim them (ISO 32000-1, 14.7.4).
 */
#ifndef ANBAN_CHECK_PDF_MCIDS_H
#define ANBAN_CHECK_PDF_MCIDS_H

#include <glib.h>

/* A sequence: of a page, or of a form XObject, by object number. */
struct mark {
	guint64 key;
	guint32 element; /* that claims it; 0: none */
	guint n_content, n_claims;
};

struct mcids;

struct mcids *mcids_new(void);
void mcids_free(struct mcids *marks);
/* The record of a sequence, made if need be. */
struct mark *mcids_find(struct mcids *marks, guint32 container, gint64 mcid);
guint32 mcids_container(const struct mark *mark);
guint mcids_mcid(const struct mark *mark);

typedef void (*mcids_visit)(const struct mark *mark, gpointer user);
void mcids_each(struct mcids *marks, mcids_visit visit, gpointer user);

#endif
