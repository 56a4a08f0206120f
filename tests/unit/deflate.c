/*
 * deflate.c - zlib streams that others can read, and checksums that are those of the
 * standards.
 */
#include "base/deflate.h"

#include <gio/gio.h>
#include <string.h>

/* Bytes that look alike but never the same. */
static GByteArray *
make_bytes(gsize size)
{
	GByteArray *bytes = g_byte_array_sized_new(size);
	guint32 state = 1;

	for (gsize i = 0; i < size; i++) {
		guint8 byte = "an ban "[i % 7] + (state >> 30);

		state = state * 1664525 + 1013904223;
		g_byte_array_append(bytes, &byte, 1);
	}
	return bytes;
}

/* What zlib, through GIO, makes of a stream. */
static GBytes *
inflate(const guint8 *data, gsize size)
{
	g_autoptr(GInputStream) from =
	        g_memory_input_stream_new_from_data(data, size, NULL);
	g_autoptr(GZlibDecompressor) zlib =
	        g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
	g_autoptr(GInputStream) stream =
	        g_converter_input_stream_new(from, G_CONVERTER(zlib));
	g_autoptr(GOutputStream) to = g_memory_output_stream_new_resizable();
	g_autoptr(GError) error = NULL;

	g_output_stream_splice(
	        to, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
	g_assert_no_error(error);
	return g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(to));
}

static void
test_round_trip(void)
{
	static const gsize sizes[] = {0, 1, 2, 100, 65535, 1000000};
	static const int levels[] = {-5, 1, 6, 12, 99};

	for (gsize l = 0; l < G_N_ELEMENTS(levels); l++) {
		struct deflater *deflater = deflater_new(levels[l]);
		g_autoptr(GByteArray) out = g_byte_array_new();

		for (gsize s = 0; s < G_N_ELEMENTS(sizes); s++) {
			g_autoptr(GByteArray) in = make_bytes(sizes[s]);
			g_autoptr(GBytes) want = g_bytes_new(in->data, in->len);
			guint start = out->len;

			deflater_append(deflater, in->data, in->len, out);
			g_autoptr(GBytes) back =
			        inflate(out->data + start, out->len - start);
			g_assert_true(g_bytes_equal(back, want));
		}
		deflater_free(deflater);
	}
}

/* The check values that the standards and every table of checksums give for "123456789".
 */
static void
test_checksums(void)
{
	g_assert_cmphex(deflate_crc32(0, "123456789", 9), ==, 0xCBF43926);
	g_assert_cmphex(deflate_adler32(1, "123456789", 9), ==, 0x091E01DE);
	g_assert_cmphex(
	        deflate_crc32(deflate_crc32(0, "1234", 4), "56789", 5), ==, 0xCBF43926);
	g_assert_cmphex(deflate_adler32(deflate_adler32(1, "1234", 4), "56789", 5), ==,
	        0x091E01DE);
}

static void
test_free_null(void)
{
	deflater_free(NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/deflate/round-trip", test_round_trip);
	g_test_add_func("/deflate/checksums", test_checksums);
	g_test_add_func("/deflate/free-null", test_free_null);
	return g_test_run();
}
