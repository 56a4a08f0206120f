/*
 * spool.h - the second thread: compresses and writes what the first one has made or,
 * for pages, has only set.
 *
 * Everything that goes into the file goes through here, in the order in which it was
 * pushed, so the file does not depend on how the threads run. The queue is bounded, in
 * jobs and in bytes: a writer that is faster than the disk waits. Where the objects came
 * to stand is known after spool_join().
 */
#ifndef ANBAN_WRITE_PDF_SPOOL_H
#define ANBAN_WRITE_PDF_SPOOL_H

#include "base/clock.h"
#include "base/file.h"

#include <glib.h>

/* An object inside the bytes of a job. */
struct spool_member {
	guint32 object;
	guint32 offset; /* from the start of the job's data */
};

/* A piece of the file. */
struct spool_job {
	guint32 object;   /* number of the stream; 0: data are written as they are */
	GString *entries; /* of the stream's dictionary, but Filter and Length; or NULL */
	GString *data;    /* or NULL: make(maker, source) gives them, in the thread */
	GString *(*make)(gpointer maker, gpointer source); /* frees source */
	gpointer maker, source;
	gsize weight;    /* with make: bytes of memory that source takes, about */
	gboolean plain;  /* a stream without compression */
	GArray *members; /* of struct spool_member; or NULL */
};

enum spool_kind { SPOOL_FREE, SPOOL_IN_FILE, SPOOL_IN_STREAM };

/* Where an object stands (ISO 32000-1, 7.5.8.3). */
struct spool_place {
	enum spool_kind kind;
	guint64 where; /* IN_FILE: offset; IN_STREAM: number of the object stream */
	guint32 index; /* IN_STREAM: in the object stream */
};

struct spool;

/* Writes to out, which must not be used by others until spool_join(). */
struct spool *spool_new(struct outfile *out, struct clock *clock);

/* Takes entries, data, members and source over. Waits while the queue is full. */
void spool_push(struct spool *spool, const struct spool_job *job);

/* No more sources will come: waits until data are made of all, so that what make() uses
 * is the caller's again. From here on work starts with every job. */
void spool_drain(struct spool *spool);

/* FALSE: writing failed meanwhile. */
gboolean spool_ok(struct spool *spool, GError **error);

/* Waits until everything is written and ends the thread. */
gboolean spool_join(struct spool *spool, GError **error);

/* After spool_join(): of struct spool_place, by object number. Borrowed. */
GArray *spool_places(struct spool *spool);
/* After spool_join(): 32 hexadecimal digits that depend on all that was written. */
const char *spool_digest(struct spool *spool);

/* Joins if need be. NULL is fine. */
void spool_free(struct spool *spool);

#endif
