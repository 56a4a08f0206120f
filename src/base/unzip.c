/*
 * unzip.c - entries of a ZIP archive in memory, by libzip.
 *
 * Entries are unpacked in steps, and given up as soon as they exceed the limit: so an
 * entry that claims to be small, or unpacks to a thousand times its size, costs no more.
 */
#include "base/unzip.h"

#include <zip.h>

enum { STEP = 1 << 16 };

struct unzip {
	GBytes *bytes;
	zip_t *archive;
};

struct unzip *
unzip_open(GBytes *bytes)
{
	struct unzip *unzip;
	gsize size;
	gconstpointer data = g_bytes_get_data(bytes, &size);
	zip_source_t *source = zip_source_buffer_create(data, size, 0, NULL);
	zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;

	if (!archive) {
		zip_source_free(source);
		return NULL;
	}
	unzip = g_new0(struct unzip, 1);
	unzip->bytes = g_bytes_ref(bytes);
	unzip->archive = archive;
	return unzip;
}

void
unzip_free(struct unzip *unzip)
{
	if (!unzip)
		return;
	zip_discard(unzip->archive);
	g_bytes_unref(unzip->bytes);
	g_free(unzip);
}

gboolean
unzip_has(const struct unzip *unzip, const char *name)
{
	return zip_name_locate(unzip->archive, name, 0) >= 0;
}

GBytes *
unzip_read(const struct unzip *unzip, const char *name, gsize limit)
{
	zip_file_t *file = zip_fopen(unzip->archive, name, 0);
	GByteArray *content = g_byte_array_new();
	zip_int64_t n = -1;

	while (file && content->len <= limit) {
		guint length = content->len;

		g_byte_array_set_size(content, length + STEP);
		n = zip_fread(file, content->data + length, STEP);
		g_byte_array_set_size(content, length + (guint)MAX(n, 0));
		if (n <= 0)
			break;
	}
	if (file)
		n = zip_fclose(file) == 0 ? n : -1;
	if (n == 0 && content->len <= limit)
		return g_byte_array_free_to_bytes(content);
	g_byte_array_unref(content);
	return NULL;
}
