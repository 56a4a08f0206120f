/*
 * unzip.h - the door to libzip: entries of an archive from strangers.
 *
 * Whatever an entry says of its size, no more than the caller's limit is unpacked. libzip
 * brings libcrypto along, so it is loaded with the first archive.
 */
#ifndef ANBAN_BASE_UNZIP_H
#define ANBAN_BASE_UNZIP_H

#include <glib.h>

struct unzip;

/* What the archive's directory says of an entry. */
struct unzip_entry {
	const char *name; /* any bytes, as they stand there; borrowed */
	guint64 size;     /* unpacked */
	gboolean plain;   /* neither encrypted nor packed otherwise than by deflate */
};

/* Loads libzip, the first time. FALSE: error (ONDEMAND_ERROR); no archive can be opened.
 */
gboolean unzip_ready(GError **error);

/* NULL: not a ZIP archive; then *words, where words is not NULL, says why (caller frees).
 * bytes are kept. */
struct unzip *unzip_open(GBytes *bytes, char **words);
/* NULL is fine. */
void unzip_free(struct unzip *unzip);

guint64 unzip_length(const struct unzip *unzip);
/* FALSE: the directory is damaged there. */
gboolean unzip_at(const struct unzip *unzip, guint64 index, struct unzip_entry *entry);

gboolean unzip_has(const struct unzip *unzip, const char *name);

/* The content of an entry, at most limit bytes, and a NUL behind them; NULL: it is not
 * there, damaged, encrypted, or larger. Caller owns. */
GBytes *unzip_read(const struct unzip *unzip, const char *name, gsize limit);
GBytes *unzip_read_at(const struct unzip *unzip, guint64 index, gsize limit);

/* The first bytes of an entry: how many there are, at most size. */
gsize unzip_head(const struct unzip *unzip, guint64 index, void *buffer, gsize size);

/* Can all of an entry be unpacked? Holds none of it. */
gboolean unzip_is_whole(const struct unzip *unzip, guint64 index);

#endif
