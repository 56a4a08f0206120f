/*
 * metadata.h - what the file says of itself: XMP packet and Info dictionary, in step
 * (ISO 32000-1, 14.3; ISO 19005-2, 6.6).
 */
#ifndef ANBAN_WRITE_PDF_METADATA_H
#define ANBAN_WRITE_PDF_METADATA_H

#include "article/tree.h"
#include "write/pdf/objects.h"

#include <glib.h>

struct metadata;

/* Collects what the tree (shown_prepare()d) says of itself and its articles. generator
 * must outlive it. Dates of year 0 are unknown. */
struct metadata *metadata_new(const struct tree *tree, const char *generator,
        struct date created, struct date modified);
/* NULL is fine. */
void metadata_free(struct metadata *metadata);

/* The language of the document (BCP 47): its own if it is well-formed, else "vi". */
const char *metadata_language(const struct metadata *metadata);

/* When the document was made, as PDF writes it (7.9.4); NULL: unknown. Caller frees. */
char *metadata_date(const struct metadata *metadata);

/* Writes the XMP packet; returns its stream, 0 if the profile wants none. */
guint32 metadata_write_xmp(const struct metadata *metadata, struct objects *objects,
        const struct profile *profile);

/* Writes the Info dictionary; returns its object, 0 if the profile wants none. */
guint32 metadata_write_info(const struct metadata *metadata, struct objects *objects,
        const struct profile *profile);

#endif
