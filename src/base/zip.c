/*
 * zip.c - the ZIP container of an EPUB (OCF 3.3, 4.3), by libzip.
 *
 * libzip writes into the outfile through a source function that can seek, and takes the
 * content of every entry from another one, which makes it when libzip asks for its size
 * and drops it when libzip has read it. Since the size is stated before the content is
 * read, no entry becomes Zip64. Entries carry the day of the given time, at noon: libzip
 * passes DOS times through the local time zone, in which an hour of the night can be
 * missing (summer time).
 */
#include "base/zip.h"

#include <string.h>
#include <zip.h>

enum { LEVEL = 6 };

/* What the source function of an entry works on; freed by libzip's ZIP_SOURCE_FREE. */
struct entry {
	zip_content content; /* NULL: bytes are there from the start, and stay */
	gpointer user;
	guint index;
	GBytes *bytes; /* NULL: not made yet, or dropped */
	gboolean measured;
	gsize size, offset;
};

struct zip_writer {
	zip_t *archive;
	struct outfile *out;
	goffset start;     /* of the archive in the outfile */
	GError *error;     /* the first one of the outfile */
	zip_uint16_t date; /* as in MS-DOS: year from 1980, month, day */
};

/* --- an entry as a source ----------------------------------------------- */

static void
make_content(struct entry *entry)
{
	if (!entry->bytes)
		entry->bytes = entry->content(entry->user, entry->index);
	entry->size = g_bytes_get_size(entry->bytes);
	entry->measured = TRUE;
}

static void
drop_content(struct entry *entry)
{
	if (entry->content)
		g_clear_pointer(&entry->bytes, g_bytes_unref);
}

/* libzip asks for the size before it opens an entry and after it has closed it. */
static zip_int64_t
entry_stat(struct entry *entry, zip_stat_t *stat)
{
	if (!entry->measured)
		make_content(entry);
	zip_stat_init(stat);
	stat->size = entry->size;
	stat->valid = ZIP_STAT_SIZE;
	return sizeof(*stat);
}

static zip_int64_t
entry_read(struct entry *entry, void *data, zip_uint64_t length)
{
	const char *bytes = g_bytes_get_data(entry->bytes, NULL);
	gsize n = MIN(length, entry->size - entry->offset);

	if (n)
		memcpy(data, bytes + entry->offset, n);
	entry->offset += n;
	return n;
}

static zip_int64_t
entry_source(void *user, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
	struct entry *entry = user;

	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_READABLE;
	case ZIP_SOURCE_STAT:
		return entry_stat(entry, data);
	case ZIP_SOURCE_OPEN:
		make_content(entry);
		entry->offset = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return entry_read(entry, data, length);
	case ZIP_SOURCE_CLOSE:
		drop_content(entry);
		return 0;
	case ZIP_SOURCE_FREE:
		g_clear_pointer(&entry->bytes, g_bytes_unref);
		g_free(entry);
		return 0;
	default:
		return -1;
	}
}

/* --- the outfile as a source -------------------------------------------- */

static zip_int64_t
archive_seek(struct zip_writer *zip, const zip_source_args_seek_t *to)
{
	goffset base = to->whence == SEEK_CUR ? outfile_offset(zip->out) : zip->start;

	if (to->whence == SEEK_END)
		return -1;
	return outfile_seek(zip->out, base + to->offset, zip->error ? NULL : &zip->error)
	               ? 0
	               : -1;
}

static zip_int64_t
archive_write(struct zip_writer *zip, const void *data, zip_uint64_t length)
{
	if (outfile_write(zip->out, data, length, zip->error ? NULL : &zip->error))
		return length;
	return -1;
}

/* An archive that is empty so far and can only be written. */
static zip_int64_t
archive_source(void *user, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
	static const int errors[2] = {ZIP_ER_WRITE, 0};
	struct zip_writer *zip = user;

	switch (command) {
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_WRITABLE;
	case ZIP_SOURCE_STAT:
		zip_stat_init(data);
		return sizeof(zip_stat_t);
	case ZIP_SOURCE_WRITE:
		return archive_write(zip, data, length);
	case ZIP_SOURCE_SEEK_WRITE:
		return archive_seek(zip, data);
	case ZIP_SOURCE_TELL_WRITE:
		return outfile_offset(zip->out) - zip->start;
	case ZIP_SOURCE_ERROR:
		memcpy(data, errors, sizeof(errors));
		return sizeof(errors);
	case ZIP_SOURCE_OPEN:
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_BEGIN_WRITE:
	case ZIP_SOURCE_COMMIT_WRITE:
	case ZIP_SOURCE_ROLLBACK_WRITE:
	case ZIP_SOURCE_REMOVE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		return -1;
	}
}

/* --- the writer --------------------------------------------------------- */

static zip_uint16_t
dos_date(gint64 time)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time);
	int year = 1980, month = 1, day = 1;

	if (utc)
		g_date_time_get_ymd(utc, &year, &month, &day);
	if (year < 1980 || year > 2107)
		return 1 << 5 | 1;
	return (zip_uint16_t)((year - 1980) << 9 | month << 5 | day);
}

struct zip_writer *
zip_writer_new(struct outfile *out, gint64 time)
{
	struct zip_writer *zip = g_new0(struct zip_writer, 1);
	zip_source_t *source = zip_source_function_create(archive_source, zip, NULL);

	zip->out = out;
	zip->start = outfile_offset(out);
	zip->date = dos_date(time);
	zip->archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	if (!zip->archive)
		g_error("out of memory");
	return zip;
}

/* Takes the entry over. */
static void
add(struct zip_writer *zip, const char *name, gboolean compress, struct entry *entry)
{
	const zip_uint16_t noon = 12 << 11;
	zip_source_t *source = zip_source_function(zip->archive, entry_source, entry);
	zip_int64_t at = zip_file_add(zip->archive, name, source, ZIP_FL_ENC_UTF_8);

	if (at < 0)
		g_error("zip: %s: %s", name, zip_strerror(zip->archive));
	zip_set_file_compression(
	        zip->archive, at, compress ? ZIP_CM_DEFLATE : ZIP_CM_STORE, LEVEL);
	zip_file_set_dostime(zip->archive, at, noon, zip->date, 0);
}

void
zip_writer_add(struct zip_writer *zip, const char *name, gboolean compress,
        zip_content content, gpointer user, guint index)
{
	struct entry *entry = g_new0(struct entry, 1);

	entry->content = content;
	entry->user = user;
	entry->index = index;
	add(zip, name, compress, entry);
}

void
zip_writer_add_bytes(
        struct zip_writer *zip, const char *name, gboolean compress, GBytes *bytes)
{
	struct entry *entry = g_new0(struct entry, 1);

	entry->bytes = g_bytes_ref(bytes);
	add(zip, name, compress, entry);
}

gboolean
zip_writer_finish(struct zip_writer *zip, const char *comment, GError **error)
{
	gboolean ok;

	if (comment)
		zip_set_archive_comment(
		        zip->archive, comment, (zip_uint16_t)strlen(comment));
	ok = zip_close(zip->archive) == 0;
	if (!ok) {
		if (!zip->error)
			g_set_error_literal(&zip->error, FILE_ERROR, FILE_ERROR_WRITE,
			        zip_strerror(zip->archive));
		g_propagate_error(error, g_steal_pointer(&zip->error));
		zip_discard(zip->archive);
	}
	g_free(zip);
	return ok;
}
