/*
 * profile.h - what kind of PDF is written, decided before the first byte.
 *
 * Everything that differs between the standards is a field here, read where it matters;
 * nobody asks for a standard by its name. A new difference is a new field, a new standard
 * a new row of the table in profile.c.
 */
#ifndef ANBAN_WRITE_PDF_PROFILE_H
#define ANBAN_WRITE_PDF_PROFILE_H

#include <glib.h>

struct profile {
	const char *version;       /* in the header: "1.7" */
	int part;                  /* of PDF/A (ISO 19005); 0: not claimed */
	const char *conformance;   /* its level: "A"; NULL: none is named */
	int ua_part;               /* of PDF/UA (ISO 14289); 0: not claimed */
	gboolean tags;             /* structure tree and marked content */
	gboolean xmp;              /* metadata as an XMP packet */
	gboolean schemas;          /* which describes its own schemas (ISO 19005-1…3) */
	gboolean output_intent;    /* the file says what its colours mean */
	gboolean info;             /* the trailer has an Info dictionary */
	gboolean object_streams;   /* and a cross-reference stream (from PDF 1.5 on) */
	gboolean tab_order;        /* pages may say /Tabs (from PDF 1.5 on) */
	gboolean cid_set;          /* subsets list their glyphs (ISO 19005-1, 6.3.5) */
	gboolean soft_masks;       /* pictures may be transparent (ISO 19005-1, 6.4) */
	gboolean attachments;      /* any file may be embedded (ISO 19005-3, 6.8) */
	gboolean associated_files; /* and says what it is to the document (/AF) */
	gboolean grey;             /* black and its shades alone are drawn */
};

/* PDF 1.7 that is PDF/A-2a and PDF/UA-1. */
const struct profile *profile_default(void);

/* The names of a list, separated by commas: "a-1b" … "a-3a" (PDF/A), "ua-1" (PDF/UA),
 * "1.4", "1.7" (version), "none" (alone: neither tags nor claims). list: NULL or "" is
 * the default, or PDF/A-3a in its place where files are attached. FALSE: the list is not
 * understood, or asks for what cannot be had together; error (G_OPTION_ERROR, BAD_VALUE)
 * says why. */
gboolean profile_choose(
        struct profile *profile, const char *list, gboolean attached, GError **error);

/* The names that profile_choose() knows, separated by blanks. Caller frees. */
char *profile_names(void);

#endif
