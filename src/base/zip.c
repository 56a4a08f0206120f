/*
 * zip.c - the ZIP container of an EPUB (OCF 3.3, 4.3; APPNOTE.TXT 6.3).
 *
 * An entry is compressed in memory and leaves at once, its local header before it, so
 * that sums and sizes stand there and no data descriptor is needed; the directory grows
 * beside it and comes last. Entries carry the day of the given time, at noon. Nothing is
 * ever Zip64: what is too large for that is an error.
 */
#include "base/zip.h"

#include "base/deflate.h"
#include "base/text_in.h"

#include <string.h>

enum {
	LEVEL = 6,
	VERSION = 20, /* 2.0: deflate */
	UTF_8 = 1 << 11,
	STORED = 0,
	DEFLATED = 8,
	NOON = 12 << 11,
	ENTRIES = 65535
};

struct zip_writer {
	struct outfile *out;
	goffset start; /* of the archive in the outfile */
	struct deflater *deflater;
	GByteArray *packed;    /* the content of an entry, compressed; used again */
	GByteArray *directory; /* APPNOTE, 4.3.12 */
	guint n;
	guint16 date;  /* as in MS-DOS: year from 1980, month, day */
	GError *error; /* the first one */
};

static guint16
dos_date(gint64 time)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time);
	int year = 1980, month = 1, day = 1;

	if (utc)
		g_date_time_get_ymd(utc, &year, &month, &day);
	if (year < 1980 || year > 2107)
		return 1 << 5 | 1;
	return (guint16)((year - 1980) << 9 | month << 5 | day);
}

struct zip_writer *
zip_writer_new(struct outfile *out, gint64 time)
{
	struct zip_writer *zip = g_new0(struct zip_writer, 1);

	zip->out = out;
	zip->start = outfile_offset(out);
	zip->deflater = deflater_new(LEVEL);
	zip->packed = g_byte_array_new();
	zip->directory = g_byte_array_new();
	zip->date = dos_date(time);
	return zip;
}

/* --- records ------------------------------------------------------------ */

static void
add16(GByteArray *record, guint value)
{
	const guint8 bytes[2] = {(guint8)value, (guint8)(value >> 8)};

	g_byte_array_append(record, bytes, sizeof(bytes));
}

static void
add32(GByteArray *record, guint32 value)
{
	add16(record, value & 0xFFFF);
	add16(record, value >> 16);
}

static void
write_out(struct zip_writer *zip, const void *data, gsize size)
{
	if (!zip->error && size)
		outfile_write(zip->out, data, size, &zip->error);
}

/* Where the archive has come to. What does not fit into 32 bits is an error. */
static guint32
offset_of(struct zip_writer *zip)
{
	goffset offset = outfile_offset(zip->out) - zip->start;

	if (offset > G_MAXUINT32 && !zip->error)
		g_set_error_literal(&zip->error, FILE_ERROR, FILE_ERROR_WRITE,
		        _("a ZIP archive of more than 4 GiB or 65,535 files"));
	return (guint32)offset;
}

/* --- entries ------------------------------------------------------------ */

struct entry {
	const char *name;
	guint method;
	guint32 crc, packed, size;
};

/* What a local header and the directory both say of an entry (4.3.7, 4.3.12). */
static void
add_facts(GByteArray *record, const struct zip_writer *zip, const struct entry *entry)
{
	add16(record, VERSION);
	add16(record, g_str_is_ascii(entry->name) ? 0 : UTF_8);
	add16(record, entry->method);
	add16(record, NOON);
	add16(record, zip->date);
	add32(record, entry->crc);
	add32(record, entry->packed);
	add32(record, entry->size);
	add16(record, (guint)strlen(entry->name));
	add16(record, 0); /* no extra field */
}

static void
add_to_directory(struct zip_writer *zip, const struct entry *entry)
{
	add32(zip->directory, 0x02014b50);
	add16(zip->directory, VERSION);
	add_facts(zip->directory, zip, entry);
	add16(zip->directory, 0); /* no comment */
	add16(zip->directory, 0); /* first disk */
	add16(zip->directory, 0); /* attributes */
	add32(zip->directory, 0);
	add32(zip->directory, offset_of(zip));
	g_byte_array_append(
	        zip->directory, (const guint8 *)entry->name, (guint)strlen(entry->name));
	zip->n++;
}

static void
write_header(struct zip_writer *zip, const struct entry *entry)
{
	g_autoptr(GByteArray) header = g_byte_array_new();

	add32(header, 0x04034b50);
	add_facts(header, zip, entry);
	write_out(zip, header->data, header->len);
	write_out(zip, entry->name, strlen(entry->name));
}

void
zip_writer_add(struct zip_writer *zip, const char *name, gboolean compress, GBytes *bytes)
{
	gsize size;
	const void *data = g_bytes_get_data(bytes, &size), *kept = data;
	struct entry entry = {
	        name, STORED, deflate_crc32(0, data, size), (guint32)size, (guint32)size};

	g_byte_array_set_size(zip->packed, 0);
	if (compress)
		deflater_append_raw(zip->deflater, data, size, zip->packed);
	if (compress && zip->packed->len < size) {
		entry.method = DEFLATED;
		entry.packed = zip->packed->len;
		kept = zip->packed->data;
	}
	add_to_directory(zip, &entry);
	write_header(zip, &entry);
	write_out(zip, kept, entry.packed);
}

void
zip_writer_take(
        struct zip_writer *zip, const char *name, gboolean compress, GBytes *bytes)
{
	zip_writer_add(zip, name, compress, bytes);
	g_bytes_unref(bytes);
}

/* --- the end ------------------------------------------------------------ */

/* The directory and its end record (4.3.16). */
static void
write_directory(struct zip_writer *zip, const char *comment)
{
	guint32 at = offset_of(zip), size = zip->directory->len;
	gsize length = comment ? strlen(comment) : 0;

	add32(zip->directory, 0x06054b50);
	add32(zip->directory, 0); /* one disk */
	add16(zip->directory, zip->n);
	add16(zip->directory, zip->n);
	add32(zip->directory, size);
	add32(zip->directory, at);
	add16(zip->directory, (guint)length);
	write_out(zip, zip->directory->data, zip->directory->len);
	write_out(zip, comment, length);
	offset_of(zip);
}

gboolean
zip_writer_finish(struct zip_writer *zip, const char *comment, GError **error)
{
	gboolean ok;

	write_directory(zip, comment);
	if (zip->n > ENTRIES && !zip->error)
		g_set_error_literal(&zip->error, FILE_ERROR, FILE_ERROR_WRITE,
		        _("a ZIP archive of more than 4 GiB or 65,535 files"));
	ok = !zip->error;
	if (zip->error)
		g_propagate_error(error, g_steal_pointer(&zip->error));
	deflater_free(zip->deflater);
	g_byte_array_unref(zip->packed);
	g_byte_array_unref(zip->directory);
	g_free(zip);
	return ok;
}
