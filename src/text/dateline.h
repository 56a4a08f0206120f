/*
 * dateline.h - the line with date, time and views above an article.
 *
 * "Ngày đăng 01/06/2022 | 09:04  | Lượt xem: 384", "Thứ Ba, 17/09/2024, 06:15 [GMT+7]",
 * "Cập nhật: 06:15, 17/09/2024". A line is one only when every part of it is understood
 * (label, weekday, day, time, zone, views, separators).
 */
#ifndef ANBAN_TEXT_DATELINE_H
#define ANBAN_TEXT_DATELINE_H

#include "text/date.h"

enum { DATELINE_PARTS = 8, DATELINE_LONGEST = 240 /* bytes */ };

/* Parts follow one another and fill the line; separators belong to the part before
 * them, or to views after them. */
struct dateline_part {
	gsize start; /* bytes */
	gboolean views;
};

struct dateline {
	struct date published, modified; /* as typed, perhaps not valid; year 0: none */
	gint64 views;                    /* -1: none */
	int weekday;                     /* as typed, 1 (Monday) … 7; 0: none */
	struct dateline_part parts[DATELINE_PARTS];
	guint n_parts;
	gsize known; /* bytes that were understood: no longer beginning is such a line */
};

/* FALSE: this is no such line. Text is a line after chars_clean(). */
gboolean dateline_parse(const char *text, gsize length, struct dateline *line);

#endif
