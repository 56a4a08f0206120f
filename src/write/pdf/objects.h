/*
 * objects.h - a PDF file as a row of numbered objects (ISO 32000-1, 7.5).
 *
 * Numbers are reserved first, so that objects may refer to what is written later.
 * Where the profile allows it, objects that are no streams are gathered in object
 * streams. The file ends with the cross-reference, anban's mark and the trailer.
 */
#ifndef ANBAN_WRITE_PDF_OBJECTS_H
#define ANBAN_WRITE_PDF_OBJECTS_H

#include "base/clock.h"
#include "base/file.h"
#include "write/pdf/profile.h"

#include <glib.h>

struct objects;

/* Starts the file: header. out must not be used by others until objects_finish(). */
struct objects *objects_new(
        struct outfile *out, const struct profile *profile, struct clock *clock);
/* NULL is fine. */
void objects_free(struct objects *objects);

/* The first of n new object numbers in a row. */
guint32 objects_reserve(struct objects *objects, guint n);

/* Opens an object: append its value to the string that is returned, then
 * objects_end(). Nothing else may be begun in between. */
GString *objects_begin(struct objects *objects, guint32 object);
void objects_end(struct objects *objects);

/* A compressed stream. entries: of its dictionary, or NULL; both are taken over. */
void objects_stream(
        struct objects *objects, guint32 object, GString *entries, GString *data);
/* The same without compression. */
void objects_plain_stream(
        struct objects *objects, guint32 object, GString *entries, GString *data);

/* A compressed stream whose data make(maker, source) gives in the other thread; it frees
 * the source. weight: the memory that the source takes, about. */
void objects_made_stream(struct objects *objects, guint32 object,
        GString *(*make)(gpointer maker, gpointer source), gpointer maker,
        gpointer source, gsize weight);

/* Waits until all such data are made: makers are the caller's again. */
void objects_drain(struct objects *objects);

/* FALSE: writing failed meanwhile. */
gboolean objects_ok(struct objects *objects, GError **error);

/* Writes what is left, cross-reference and trailer. info: 0 for none. */
gboolean objects_finish(
        struct objects *objects, guint32 catalog, guint32 info, GError **error);

#endif
