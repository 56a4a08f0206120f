/*
 * unzip.h - the reading half of the door to libzip: entries of an archive from strangers.
 *
 * Whatever an entry says of its size, no more than the caller's limit is unpacked.
 */
#ifndef ANBAN_BASE_UNZIP_H
#define ANBAN_BASE_UNZIP_H

#include <glib.h>

struct unzip;

/* NULL: not a ZIP archive. bytes are kept. */
struct unzip *unzip_open(GBytes *bytes);
/* NULL is fine. */
void unzip_free(struct unzip *unzip);

gboolean unzip_has(const struct unzip *unzip, const char *name);

/* The content of an entry, at most limit bytes; NULL: it is not there, damaged,
 * encrypted, or larger. Caller owns. */
GBytes *unzip_read(const struct unzip *unzip, const char *name, gsize limit);

#endif
