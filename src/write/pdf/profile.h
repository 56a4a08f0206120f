/*
 * profile.h - what kind of PDF is written, decided before the first byte.
 *
 * Everything that differs between the standards is a field here, read where it matters;
 * nobody asks for a standard by its name. A new difference is a new field.
 */
#ifndef ANBAN_WRITE_PDF_PROFILE_H
#define ANBAN_WRITE_PDF_PROFILE_H

#include <glib.h>

struct profile {
	const char *name;        /* "pdf/a-2a" */
	const char *version;     /* in the header: "1.7" */
	int part;                /* of PDF/A (ISO 19005) */
	const char *conformance; /* level: "A" */
	int ua_part;             /* of PDF/UA (ISO 14289); 0: not claimed */
	gboolean object_streams; /* and a cross-reference stream (from PDF 1.5 on) */
	gboolean tab_order;      /* pages may say /Tabs (from PDF 1.5 on) */
	gboolean cid_set;        /* subsets list their glyphs (ISO 19005-1, 6.3.5) */
	gboolean soft_masks;     /* pictures may be transparent (ISO 19005-1, 6.4) */
	gboolean info;           /* the trailer has an Info dictionary */
};

/* PDF 1.7, PDF/A-2a and PDF/UA-1. */
const struct profile *profile_default(void);
/* NULL: there is none of that name. */
const struct profile *profile_find(const char *name);

#endif
