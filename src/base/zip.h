/*
 * zip.h - a ZIP container as OCF wants it, deterministic.
 *
 * Entries keep the order in which they are added and are written at once, so a thousand
 * chapters never lie in memory together; times are given by the caller; none is Zip64 and
 * none needs a data descriptor, so that the simplest reader can read straight through.
 */
#ifndef ANBAN_BASE_ZIP_H
#define ANBAN_BASE_ZIP_H

#include "base/file.h"

#include <glib.h>

struct zip_writer;

/* Writes to out (borrowed; not committed here). time: seconds since 1970 in UTC; the
 * entries carry its day (before 1980: 1980-01-01). All names here begin with zip_writer_:
 * the rest of zip_… is libzip's. */
struct zip_writer *zip_writer_new(struct outfile *out, gint64 time);

/* Writes an entry. name: UTF-8 path with '/', used once, at most 65,535 bytes. compress:
 * deflate, where that makes it smaller. An error is told by zip_writer_finish(). */
void zip_writer_add(
        struct zip_writer *zip, const char *name, gboolean compress, GBytes *bytes);
/* The same; takes the bytes over. */
void zip_writer_take(
        struct zip_writer *zip, const char *name, gboolean compress, GBytes *bytes);

/* Writes the directory, with comment (may be NULL) as the archive comment. Frees the
 * writer in any case. Errors: FILE_ERROR_WRITE. */
gboolean zip_writer_finish(struct zip_writer *zip, const char *comment, GError **error);

#endif
