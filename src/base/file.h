/*
 * file.h - reading inputs and writing outputs safely.
 *
 * An output is either whole under its final name or not there at all: it is written
 * to a temporary name in the same folder, synced and renamed at the commit. A target
 * that exists and is no regular file (device, pipe) is written straight, after all
 * of its content is known; "-" is standard output. Symbolic links are followed and
 * the mode of a replaced file is kept.
 *
 * anban overwrites only what it made and nobody changed: its files carry a mark
 * (file_mark_text) in their last KiB, whose 16 hex digits are a digest of the rest of the
 * file. The digest guards a person's edits, not against forgery.
 */
#ifndef ANBAN_BASE_FILE_H
#define ANBAN_BASE_FILE_H

#include <glib.h>

#define FILE_ERROR (file_error_quark())
GQuark file_error_quark(void);

enum file_error {
	FILE_ERROR_READ,      /* message: the system's words */
	FILE_ERROR_DIRECTORY, /* a folder was named as a file */
	FILE_ERROR_LIMIT,     /* larger than the limit */
	FILE_ERROR_WRITE,     /* message: the system's words */
	FILE_ERROR_EXISTS,    /* the target is not anban's */
	FILE_ERROR_CHANGED,   /* the target is anban's, but was changed since */
};

/* The whole file ("-": standard input), at most limit bytes. Caller owns. */
GBytes *file_read(const char *path, gsize limit, GError **error);

/* The mark a writer puts near the end of its output: this text with the 16 zeros,
 * once, in the last KiB. outfile_commit() fills in the digest. */
#define FILE_MARK "anban-digest:0000000000000000"

/* What the mark of a finished file says. */
enum file_mark {
	FILE_MARK_NONE,      /* anban did not make it */
	FILE_MARK_UNCHANGED, /* anban made it, and nobody changed it */
	FILE_MARK_CHANGED,
};
enum file_mark file_mark_check(const void *data, gsize size);

/* Is there something at the path that must not be overwritten?
 * NULL error and TRUE: free to write. */
gboolean file_may_replace(const char *path, GError **error);

/* The folder and those it lies in, as far as they are not there yet. */
gboolean file_make_folder(const char *path, GError **error);

struct outfile;

/* Prepares an output. Nothing appears under the final name before the commit.
 * force: replace whatever is there. */
struct outfile *outfile_open(const char *path, gboolean force, GError **error);

/* Appends; errors are sticky and are also returned by outfile_commit(). */
gboolean outfile_write(struct outfile *out, const void *data, gsize size, GError **error);

/* Random access for the zip writer; offsets from the start of the file.
 * Reading back or seeking flushes the buffer of outfile_write(). */
gboolean outfile_seek(struct outfile *out, goffset offset, GError **error);

/* Where the next byte goes. */
goffset outfile_offset(const struct outfile *out);

/* What was written so far, mapped into memory; to be let go before anything else is
 * written. Caller owns. NULL: error. */
GBytes *outfile_map(struct outfile *out, GError **error);

/* Completes the mark, syncs, renames. The outfile is freed either way. */
gboolean outfile_commit(struct outfile *out, GError **error);

/* Gives up: removes the temporary file. NULL is fine. */
void outfile_discard(struct outfile *out);

/* Removes every temporary file of this process; async-signal-safe, for handlers. */
void outfile_discard_all(void);

#endif
