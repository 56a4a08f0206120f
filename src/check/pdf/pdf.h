/*
 * pdf.h - a PDF file that is being checked: the one door to libqpdf, and what the checks
 * share.
 *
 * libqpdf reads any bytes: cross-references, object streams, encryption, filters,
 * repairs. What it complains of becomes a finding. Objects are read when they are first
 * asked for and stay.
 */
#ifndef ANBAN_CHECK_PDF_PDF_H
#define ANBAN_CHECK_PDF_PDF_H

#include "check/finding.h"
#include "check/pdf/value.h"

#include <glib.h>

struct page {
	guint32 object;
	const struct value *dictionary;
	const struct value *resources, *media_box, *crop_box; /* inherited; may be NULL */
	gboolean own_resources;
};

struct pdf {
	struct profile profile; /* what it is held against */
	struct findings *findings;
	GBytes *bytes;
	const struct value *trailer, *catalog; /* dictionaries; NULL: none */
	guint32 n_objects;                     /* numbers are smaller */
	GArray *pages;                         /* of struct page */
	GHashTable *page_numbers;              /* object → number from 1 */
	struct door *door;
	/* what a check leaves for those after it */
	GHashTable *profiles; /* objects of the ICC profiles that were looked at */
	char output_space;    /* of the output intent: 'R', 'C', 'G'; 0: none */
};

/* bytes is borrowed. NULL: libqpdf can make nothing of it (which is a finding). */
struct pdf *pdf_load(GBytes *bytes, struct findings *findings);
void pdf_unload(struct pdf *pdf);

/* Finds the pages; call once. */
void pdf_find_pages(struct pdf *pdf);

/* What a reference stands for, any other value itself; never a reference. NULL: null. */
const struct value *pdf_resolve(struct pdf *pdf, const struct value *value);
const struct value *pdf_object(struct pdf *pdf, guint32 number);
/* An entry as it is written; NULL: none. */
const struct value *pdf_entry(const struct value *dictionary, const char *key);
/* An entry, resolved. */
const struct value *pdf_get(
        struct pdf *pdf, const struct value *dictionary, const char *key);
/* The same, only if it is of that type. */
const struct value *pdf_get_typed(struct pdf *pdf, const struct value *dictionary,
        const char *key, enum value_type type);
/* An item of an array, resolved. */
const struct value *pdf_item(struct pdf *pdf, const struct value *array, guint32 index);
/* The object number of a reference; 0: it is none. */
guint32 pdf_number(const struct value *value);

gboolean pdf_is_stream(struct pdf *pdf, guint32 number);
/* Data of a stream, decoded or as it lies in the file (but decrypted). NULL: it cannot be
 * read. Caller owns. */
GBytes *pdf_stream(struct pdf *pdf, guint32 number, gboolean decode);

/* Has the rule a meaning here? Saves work that would be dropped. */
gboolean pdf_wants(const struct pdf *pdf, enum rule rule);
/* A finding at an object (0: none). */
void pdf_found(struct pdf *pdf, enum rule rule, guint32 object, const char *detail);
void pdf_found_format(struct pdf *pdf, enum rule rule, guint32 object, const char *format,
        ...) G_GNUC_PRINTF(4, 5);

#endif
