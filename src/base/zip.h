/*
 * zip.h - the one door to libzip: a deterministic ZIP container (OCF's subset).
 *
 * Entries keep the order in which they were added; times are DOS times given by the
 * caller; sizes are known beforehand, so that no entry becomes Zip64 and none needs a
 * data descriptor. Content is made when its entry is written and freed right after,
 * so a thousand chapters never lie in memory together.
 */
#ifndef ANBAN_BASE_ZIP_H
#define ANBAN_BASE_ZIP_H

#include "base/file.h"

#include <glib.h>

struct zip_writer;

/* Makes the bytes of an entry; called one or more times, each time the same bytes. */
typedef GBytes *(*zip_content)(gpointer user, guint index);

/* Writes to out (borrowed; not committed here). time: seconds since 1970 in UTC; the
 * entries carry its day (before 1980: 1980-01-01). All names here begin with zip_writer_:
 * the rest of zip_… is libzip's. */
struct zip_writer *zip_writer_new(struct outfile *out, gint64 time);

/* Adds an entry. name: UTF-8 path with '/', used once. compress: deflate, else stored. */
void zip_writer_add(struct zip_writer *zip, const char *name, gboolean compress,
        zip_content content, gpointer user, guint index);
void zip_writer_add_bytes(
        struct zip_writer *zip, const char *name, gboolean compress, GBytes *bytes);

/* Writes everything, with comment (may be NULL) as the archive comment. Frees the writer
 * in any case. Errors: FILE_ERROR_WRITE. */
gboolean zip_writer_finish(struct zip_writer *zip, const char *comment, GError **error);

#endif
