/*
 * slug.h - a file name from a title.
 */
#ifndef ANBAN_APP_SLUG_H
#define ANBAN_APP_SLUG_H

/* "Đường về quê mẹ" gives "duong-ve-que-me": a-z, 0-9 and single hyphens, at most 60
 * bytes, cut between words where that can be. "bai" for a title without letters, or NULL.
 * Caller frees. */
char *slug_new(const char *title);

#endif
