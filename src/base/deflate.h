/*
 * deflate.h - the one door to libdeflate: zlib streams (RFC 1950, 1951) and checksums.
 */
#ifndef ANBAN_BASE_DEFLATE_H
#define ANBAN_BASE_DEFLATE_H

#include <glib.h>

struct deflater;

/* level 1..12; one deflater must not be used by two threads at once. */
struct deflater *deflater_new(int level);
void deflater_free(struct deflater *deflater);

/* Appends the zlib stream of data to out; or that without head and checksum (RFC 1951).
 */
void deflater_append(
        struct deflater *deflater, const void *data, gsize size, GByteArray *out);
void deflater_append_raw(
        struct deflater *deflater, const void *data, gsize size, GByteArray *out);

/* Unpacks a zlib stream, which may have other bytes behind it. NULL: damaged, or more
 * than limit bytes. Caller owns. */
GBytes *deflate_unpack(const void *data, gsize size, gsize limit);

/* Is it a whole zlib stream, of just that much content? */
gboolean deflate_holds(const void *data, gsize size, gsize content);

/* CRC-32 (ISO 3309) continued from crc (0 to start). */
guint32 deflate_crc32(guint32 crc, const void *data, gsize size);
/* Adler-32 (RFC 1950) continued from adler (1 to start). */
guint32 deflate_adler32(guint32 adler, const void *data, gsize size);

#endif
