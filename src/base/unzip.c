/*
 * unzip.c - entries of a ZIP archive in memory, by libzip.
 *
 * Entries are unpacked in steps, and given up as soon as they exceed the limit: so an
 * entry that claims to be small, or unpacks to a thousand times its size, costs no more.
 */
#include "base/unzip.h"

#include "base/ondemand.h"

#include <zip.h>

enum { STEP = 1 << 16 };

#define LIBZIP(FUNCTION)                                                                 \
	FUNCTION(zip_, discard)                                                          \
	FUNCTION(zip_, error_fini)                                                       \
	FUNCTION(zip_, error_init)                                                       \
	FUNCTION(zip_, error_strerror)                                                   \
	FUNCTION(zip_, fclose)                                                           \
	FUNCTION(zip_, fopen_index)                                                      \
	FUNCTION(zip_, fread)                                                            \
	FUNCTION(zip_, get_num_entries)                                                  \
	FUNCTION(zip_, name_locate)                                                      \
	FUNCTION(zip_, open_from_source)                                                 \
	FUNCTION(zip_, source_buffer_create)                                             \
	FUNCTION(zip_, source_free)                                                      \
	FUNCTION(zip_, stat_index)

static ONDEMAND_TABLE(libzip, LIBZIP) libzip;
ONDEMAND_LIBRARY(libzip, "libzip.so.4", "reading of EPUBs", LIBZIP)

struct unzip {
	GBytes *bytes;
	zip_t *archive;
};

gboolean
unzip_ready(GError **error)
{
	return ondemand_load(&libzip_library, error);
}

static struct unzip *
open_archive(GBytes *bytes, char **words)
{
	struct unzip *unzip = NULL;
	gsize size;
	gconstpointer data = g_bytes_get_data(bytes, &size);
	zip_error_t error;
	zip_source_t *source;
	zip_t *archive;

	libzip.error_init(&error);
	source = libzip.source_buffer_create(data, size, 0, &error);
	archive = source ? libzip.open_from_source(source, ZIP_RDONLY, &error) : NULL;
	if (archive) {
		unzip = g_new0(struct unzip, 1);
		unzip->bytes = g_bytes_ref(bytes);
		unzip->archive = archive;
	} else {
		libzip.source_free(source);
		if (words)
			*words = g_strdup(libzip.error_strerror(&error));
	}
	libzip.error_fini(&error);
	return unzip;
}

struct unzip *
unzip_open(GBytes *bytes, char **words)
{
	g_autoptr(GError) error = NULL;

	if (unzip_ready(&error))
		return open_archive(bytes, words);
	if (words)
		*words = g_strdup(error->message);
	return NULL;
}

void
unzip_free(struct unzip *unzip)
{
	if (!unzip)
		return;
	libzip.discard(unzip->archive);
	g_bytes_unref(unzip->bytes);
	g_free(unzip);
}

/* --- the directory ------------------------------------------------------- */

guint64
unzip_length(const struct unzip *unzip)
{
	return (guint64)MAX(libzip.get_num_entries(unzip->archive, 0), 0);
}

gboolean
unzip_at(const struct unzip *unzip, guint64 index, struct unzip_entry *entry)
{
	const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE;
	zip_stat_t stat;

	if (libzip.stat_index(unzip->archive, index, ZIP_FL_ENC_RAW, &stat) ||
	        (stat.valid & wanted) != wanted)
		return FALSE;
	entry->name = stat.name;
	entry->size = stat.size;
	entry->plain =
	        stat.encryption_method == ZIP_EM_NONE &&
	        (stat.comp_method == ZIP_CM_STORE || stat.comp_method == ZIP_CM_DEFLATE);
	return TRUE;
}

gboolean
unzip_has(const struct unzip *unzip, const char *name)
{
	return libzip.name_locate(unzip->archive, name, 0) >= 0;
}

/* --- content ------------------------------------------------------------- */

GBytes *
unzip_read_at(const struct unzip *unzip, guint64 index, gsize limit)
{
	zip_file_t *file = libzip.fopen_index(unzip->archive, index, 0);
	GByteArray *content = g_byte_array_new();
	gsize length = 0;
	zip_int64_t n = -1;

	while (file && length <= limit) {
		g_byte_array_set_size(content, (guint)length + STEP + 1);
		n = libzip.fread(file, content->data + length, STEP);
		length += (gsize)MAX(n, 0);
		if (n <= 0)
			break;
	}
	if (file)
		n = libzip.fclose(file) == 0 ? n : -1;
	if (n != 0 || length > limit) {
		g_byte_array_unref(content);
		return NULL;
	}
	content->data[length] = '\0';
	return g_bytes_new_take(g_byte_array_free(content, FALSE), length);
}

GBytes *
unzip_read(const struct unzip *unzip, const char *name, gsize limit)
{
	zip_int64_t index = libzip.name_locate(unzip->archive, name, 0);

	return index < 0 ? NULL : unzip_read_at(unzip, (guint64)index, limit);
}

gsize
unzip_head(const struct unzip *unzip, guint64 index, void *buffer, gsize size)
{
	zip_file_t *file = libzip.fopen_index(unzip->archive, index, 0);
	zip_int64_t n = file ? libzip.fread(file, buffer, size) : 0;

	if (file)
		libzip.fclose(file);
	return (gsize)MAX(n, 0);
}

gboolean
unzip_is_whole(const struct unzip *unzip, guint64 index)
{
	zip_file_t *file = libzip.fopen_index(unzip->archive, index, 0);
	g_autofree char *buffer = g_malloc(STEP);
	zip_int64_t n = -1;

	while (file && (n = libzip.fread(file, buffer, STEP)) > 0)
		;
	return file && libzip.fclose(file) == 0 && n == 0;
}
