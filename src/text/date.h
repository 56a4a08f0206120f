/*
 * date.h - dates and times as Vietnamese papers and portals write them.
 *
 * Always day first. Nothing is ever taken from the clock: what a text does not say is
 * unknown.
 */
#ifndef ANBAN_TEXT_DATE_H
#define ANBAN_TEXT_DATE_H

#include <glib.h>

/* A date as the article gives it; the time may be unknown. Offset is that of the
 * place (+07:00 in Viet Nam) in minutes. */
struct date {
	int year, month, day; /* year 0: unknown */
	int hour, minute;     /* -1: unknown */
	int offset;
};

/* Unknown, in Viet Nam. */
#define DATE_UNKNOWN ((struct date){0, 0, 0, -1, -1, 7 * 60})

/* Does that day exist? Years 1000 to 2999. */
gboolean date_is_valid(const struct date *date);

/* From 1, Monday, to 7, Sunday; the date is valid. */
int date_weekday(const struct date *date);

/* "2022-06-01T09:04+07:00", "2022-06-01" or NULL if unknown. Caller frees. */
char *date_iso(const struct date *date);
/* The reverse, of a whole text; also "1-6-2022", "01/06/2022 9:04". FALSE: no valid date.
 */
gboolean date_parse(const char *text, struct date *date);

/* A day at the start of a text in small letters: "01/06/2022", "22.4.2018",
 * "07 / 12 / 2019", "1 tháng 6 năm 2022", "2022-06-01". Returns its length in bytes, 0:
 * none. The day need not exist. */
gsize date_day_at(const char *text, struct date *date);
/* A time likewise: "09:04", "9h05", "15g30", "9 giờ 30", "12:41 pm", "8:15 sa". */
gsize date_time_at(const char *text, struct date *date);

#endif
