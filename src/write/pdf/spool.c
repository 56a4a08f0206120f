/*
 * spool.c - a queue, a thread that empties it, and the table of places.
 *
 * The lock guards `waiting`, `weight`, `making`, `closing`, `eager` and `error`;
 * everything below the line in struct spool belongs to the thread until it has ended. The
 * thread takes all that waits at once and is not woken for less than a handful of jobs:
 * waking it for every page would cost the first thread more than the page does. Where no
 * thread can be had, jobs are done on the spot.
 */
#include "write/pdf/spool.h"

#include "base/deflate.h"
#include "write/pdf/syntax.h"

enum {
	LEVEL = 5,   /* of deflate: .5 % larger than 6 in three quarters of its time */
	WAKE_AT = 8, /* jobs */
	QUEUE_FULL = 64, /* jobs; as many again may be in work */
	HEAVY = 32
	        << 20 /* bytes that wait: enough to wake the thread, too many to add to */
};

struct spool {
	GMutex lock;
	GCond work, room, made;
	GArray *waiting; /* of struct spool_job */
	gsize weight;    /* bytes of their data or sources */
	gboolean making, closing, eager;
	GError *error; /* the first one */
	GThread *thread;
	struct clock *clock;
	/* --- */
	struct outfile *out;
	struct deflater *deflater;
	GByteArray *packed;
	GString *frame;
	GArray *places; /* of struct spool_place */
	GChecksum *checksum;
};

/* --- the work ----------------------------------------------------------- */

static void
set_place(struct spool *spool, guint32 object, struct spool_place place)
{
	if (spool->places->len <= object)
		g_array_set_size(spool->places, object + 1);
	g_array_index(spool->places, struct spool_place, object) = place;
}

static void
note_places(struct spool *spool, const struct spool_job *job)
{
	guint64 offset = outfile_offset(spool->out);
	guint n = job->members ? job->members->len : 0;

	if (job->object)
		set_place(spool, job->object,
		        (struct spool_place){.kind = SPOOL_IN_FILE, .where = offset});
	for (guint i = 0; i < n; i++) {
		struct spool_member member =
		        g_array_index(job->members, struct spool_member, i);
		struct spool_place place =
		        job->object
		                ? (struct spool_place){SPOOL_IN_STREAM, job->object, i}
		                : (struct spool_place){
		                          SPOOL_IN_FILE, offset + member.offset, 0};

		set_place(spool, member.object, place);
	}
}

/* Writes and adds to the digest: checksums are cheaper than hashing every byte. */
static gboolean
write_bytes(struct spool *spool, const void *data, gsize size, GError **error)
{
	guint32 sums[2] = {GUINT32_TO_LE(deflate_crc32(0, data, size)),
	        GUINT32_TO_LE(deflate_adler32(1, data, size))};

	g_checksum_update(spool->checksum, (const guchar *)sums, sizeof(sums));
	return outfile_write(spool->out, data, size, error);
}

/* "12 0 obj\n<<…/Length 34>>stream\n" */
static void
open_frame(GString *frame, const struct spool_job *job, gsize length)
{
	g_string_truncate(frame, 0);
	syntax_put_integer(frame, job->object);
	g_string_append(frame, " 0 obj\n<<");
	if (job->entries)
		g_string_append_len(frame, job->entries->str, job->entries->len);
	if (!job->plain)
		g_string_append(frame, "/Filter/FlateDecode");
	g_string_append(frame, "/Length ");
	syntax_put_integer(frame, length);
	g_string_append(frame, ">>stream\n");
}

static gboolean
write_stream(struct spool *spool, const struct spool_job *job, GError **error)
{
	static const char end[] = "\nendstream\nendobj\n";
	const void *data = job->data->str;
	gsize size = job->data->len;

	if (!job->plain) {
		g_byte_array_set_size(spool->packed, 0);
		deflater_append(spool->deflater, data, size, spool->packed);
		data = spool->packed->data;
		size = spool->packed->len;
	}
	open_frame(spool->frame, job, size);
	return write_bytes(spool, spool->frame->str, spool->frame->len, error) &&
	       write_bytes(spool, data, size, error) &&
	       outfile_write(spool->out, end, sizeof(end) - 1, error);
}

static void
make_data(struct spool_job *job)
{
	if (!job->data)
		job->data = job->make(job->maker, job->source);
}

static void
clear_job(struct spool_job *job)
{
	if (job->entries)
		g_string_free(job->entries, TRUE);
	g_string_free(job->data, TRUE);
	if (job->members)
		g_array_unref(job->members);
}

/* After the first error jobs are only thrown away. */
static void
do_job(struct spool *spool, struct spool_job *job)
{
	GError *error = NULL;
	gboolean ok;

	if (spool_ok(spool, NULL)) {
		note_places(spool, job);
		ok = job->object
		             ? write_stream(spool, job, &error)
		             : write_bytes(spool, job->data->str, job->data->len, &error);
		if (!ok) {
			g_mutex_lock(&spool->lock);
			spool->error = error;
			g_mutex_unlock(&spool->lock);
		}
	}
	clear_job(job);
}

/* --- the thread --------------------------------------------------------- */

/* Swaps the empty array for all the jobs that wait; FALSE: there will be no more. */
static gboolean
take_jobs(struct spool *spool, GArray **jobs)
{
	GArray *empty = *jobs;

	g_mutex_lock(&spool->lock);
	while (!spool->closing && spool->weight < HEAVY &&
	        spool->waiting->len < (guint)(spool->eager ? 1 : WAKE_AT))
		g_cond_wait(&spool->work, &spool->lock);
	*jobs = spool->waiting;
	spool->waiting = empty;
	spool->weight = 0;
	spool->making = TRUE;
	g_cond_signal(&spool->room);
	g_mutex_unlock(&spool->lock);
	return (*jobs)->len > 0;
}

/* Makes what is to be made of them all before the first is compressed, so that
 * spool_drain() waits for no more. */
static void
make_all(struct spool *spool, GArray *jobs)
{
	for (guint i = 0; i < jobs->len; i++)
		make_data(&g_array_index(jobs, struct spool_job, i));
	g_mutex_lock(&spool->lock);
	spool->making = FALSE;
	g_cond_signal(&spool->made);
	g_mutex_unlock(&spool->lock);
}

static gpointer
run(gpointer data)
{
	struct spool *spool = data;
	GArray *jobs = g_array_new(FALSE, FALSE, sizeof(struct spool_job));

	while (take_jobs(spool, &jobs)) {
		gint64 start = g_get_monotonic_time(), made;

		make_all(spool, jobs);
		made = g_get_monotonic_time();
		for (guint i = 0; i < jobs->len; i++)
			do_job(spool, &g_array_index(jobs, struct spool_job, i));
		g_array_set_size(jobs, 0);
		clock_add_parallel(spool->clock, CLOCK_CONTENT, (made - start) * 1000);
		clock_add_parallel(spool->clock, CLOCK_DEFLATE,
		        (g_get_monotonic_time() - made) * 1000);
	}
	g_array_unref(jobs);
	return NULL;
}

/* --- the first thread's side -------------------------------------------- */

struct spool *
spool_new(struct outfile *out, struct clock *clock)
{
	struct spool *spool = g_malloc0(sizeof(*spool));

	g_mutex_init(&spool->lock);
	g_cond_init(&spool->work);
	g_cond_init(&spool->room);
	g_cond_init(&spool->made);
	spool->waiting = g_array_new(FALSE, FALSE, sizeof(struct spool_job));
	spool->clock = clock;
	spool->out = out;
	spool->deflater = deflater_new(LEVEL);
	spool->packed = g_byte_array_new();
	spool->frame = g_string_new(NULL);
	spool->places = g_array_new(FALSE, TRUE, sizeof(struct spool_place));
	spool->checksum = g_checksum_new(G_CHECKSUM_MD5);
	spool->thread = g_thread_try_new("spool", run, spool, NULL);
	return spool;
}

void
spool_push(struct spool *spool, const struct spool_job *job)
{
	struct spool_job copy = *job;

	if (!spool->thread) {
		make_data(&copy);
		do_job(spool, &copy);
		return;
	}
	g_mutex_lock(&spool->lock);
	while (spool->waiting->len >= QUEUE_FULL || spool->weight >= HEAVY)
		g_cond_wait(&spool->room, &spool->lock);
	g_array_append_val(spool->waiting, copy);
	spool->weight += copy.data ? copy.data->len : copy.weight;
	if (spool->eager || spool->waiting->len == WAKE_AT || spool->weight >= HEAVY)
		g_cond_signal(&spool->work);
	g_mutex_unlock(&spool->lock);
}

void
spool_drain(struct spool *spool)
{
	g_mutex_lock(&spool->lock);
	spool->eager = TRUE;
	g_cond_signal(&spool->work);
	while (spool->thread && (spool->making || spool->waiting->len))
		g_cond_wait(&spool->made, &spool->lock);
	g_mutex_unlock(&spool->lock);
}

gboolean
spool_ok(struct spool *spool, GError **error)
{
	gboolean ok;

	g_mutex_lock(&spool->lock);
	ok = !spool->error;
	if (!ok && error)
		*error = g_error_copy(spool->error);
	g_mutex_unlock(&spool->lock);
	return ok;
}

gboolean
spool_join(struct spool *spool, GError **error)
{
	if (spool->thread) {
		g_mutex_lock(&spool->lock);
		spool->closing = TRUE;
		g_cond_signal(&spool->work);
		g_mutex_unlock(&spool->lock);
		g_thread_join(g_steal_pointer(&spool->thread));
	}
	return spool_ok(spool, error);
}

GArray *
spool_places(struct spool *spool)
{
	return spool->places;
}

const char *
spool_digest(struct spool *spool)
{
	return g_checksum_get_string(spool->checksum);
}

void
spool_free(struct spool *spool)
{
	if (!spool)
		return;
	spool_join(spool, NULL);
	g_mutex_clear(&spool->lock);
	g_cond_clear(&spool->work);
	g_cond_clear(&spool->room);
	g_cond_clear(&spool->made);
	g_array_unref(spool->waiting);
	g_clear_error(&spool->error);
	deflater_free(spool->deflater);
	g_byte_array_unref(spool->packed);
	g_string_free(spool->frame, TRUE);
	g_array_unref(spool->places);
	g_checksum_free(spool->checksum);
	g_free(spool);
}
