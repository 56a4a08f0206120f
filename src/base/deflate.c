/*
 * deflate.c - zlib streams and checksums by libdeflate.
 *
 * libdeflate compresses whole buffers only, at half the time of zlib for the same size.
 * The result depends on nothing but the level and the data. It unpacks into a buffer of
 * known size, so that is guessed and doubled.
 */
#include "base/deflate.h"

#include <libdeflate.h>

struct deflater {
	struct libdeflate_compressor *compressor;
};

struct deflater *
deflater_new(int level)
{
	struct deflater *deflater = g_malloc(sizeof(*deflater));

	deflater->compressor = libdeflate_alloc_compressor(CLAMP(level, 1, 12));
	if (!deflater->compressor)
		g_error("out of memory"); /* as GLib does for its own */
	return deflater;
}

void
deflater_free(struct deflater *deflater)
{
	if (!deflater)
		return;
	libdeflate_free_compressor(deflater->compressor);
	g_free(deflater);
}

/* One of libdeflate's forms, and what it takes at the most. */
struct form {
	size_t (*bound)(struct libdeflate_compressor *, size_t);
	size_t (*compress)(
	        struct libdeflate_compressor *, const void *, size_t, void *, size_t);
};

static void
append(struct deflater *deflater, const struct form *form, const void *data, gsize size,
        GByteArray *out)
{
	gsize bound = form->bound(deflater->compressor, size);
	guint start = out->len;
	gsize n;

	g_byte_array_set_size(out, start + bound);
	n = form->compress(deflater->compressor, data, size, out->data + start, bound);
	g_assert(n > 0); /* the bound always suffices */
	g_byte_array_set_size(out, start + n);
}

void
deflater_append(struct deflater *deflater, const void *data, gsize size, GByteArray *out)
{
	static const struct form zlib = {
	        libdeflate_zlib_compress_bound, libdeflate_zlib_compress};

	append(deflater, &zlib, data, size, out);
}

void
deflater_append_raw(
        struct deflater *deflater, const void *data, gsize size, GByteArray *out)
{
	static const struct form raw = {
	        libdeflate_deflate_compress_bound, libdeflate_deflate_compress};

	append(deflater, &raw, data, size, out);
}

GBytes *
deflate_unpack(const void *data, gsize size, gsize limit)
{
	struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
	enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
	gsize room = MIN(MAX(size, 1024), limit), used, n = 0;
	guint8 *out = NULL;

	if (!decompressor)
		g_error("out of memory");
	while (result == LIBDEFLATE_INSUFFICIENT_SPACE && room <= limit && room) {
		out = g_realloc(out, room);
		result = libdeflate_zlib_decompress_ex(
		        decompressor, data, size, out, room, &used, &n);
		room = room == limit ? limit + 1 : MIN(room * 4, limit);
	}
	libdeflate_free_decompressor(decompressor);
	if (result == LIBDEFLATE_SUCCESS)
		return g_bytes_new_take(out, n);
	g_free(out);
	return NULL;
}

gboolean
deflate_holds(const void *data, gsize size, gsize content)
{
	struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
	g_autofree guint8 *room = g_try_malloc(MAX(content, 1));
	enum libdeflate_result result = LIBDEFLATE_BAD_DATA;

	if (decompressor && room)
		result = libdeflate_zlib_decompress(
		        decompressor, data, size, room, content, NULL);
	if (decompressor)
		libdeflate_free_decompressor(decompressor);
	return result == LIBDEFLATE_SUCCESS;
}

guint32
deflate_crc32(guint32 crc, const void *data, gsize size)
{
	return libdeflate_crc32(crc, data, size);
}

guint32
deflate_adler32(guint32 adler, const void *data, gsize size)
{
	return libdeflate_adler32(adler, data, size);
}
