/*
 * date.c - days and times: small scanners over text in small letters.
 *
 * Each scanner starts at a place and says how many bytes it took, 0 for "not here"; what
 * it found is only written when it took something.
 */
#include "text/date.h"

#include "text/letter.h"

#include <string.h>

static gboolean
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of 1 to most figures; no figure may follow. */
static gsize
number_at(const char *text, gsize most, int *value)
{
	gsize n = 0;
	int sum = 0;

	while (n < most && is_digit(text[n]))
		sum = sum * 10 + (text[n++] - '0');
	if (n == 0 || is_digit(text[n]))
		return 0;
	*value = sum;
	return n;
}

static gsize
blanks_at(const char *text)
{
	return strspn(text, " ");
}

/* A word followed by a blank; the blank before it may be missing. */
static gsize
word_at(const char *text, const char *word)
{
	gsize blanks = blanks_at(text), length = strlen(word);

	if (strncmp(text + blanks, word, length) != 0 || text[blanks + length] != ' ')
		return 0;
	return blanks + length + 1;
}

/* "1 tháng 6 năm 2022", "1 tháng 6, 2022" or "1 tháng 6 2022" */
static gsize
worded_day_at(const char *text, struct date *date)
{
	struct date found = *date;
	gsize at = number_at(text, 2, &found.day), n;

	if (!at || !(n = word_at(text + at, "tháng")))
		return 0;
	at += n;
	if (!(n = number_at(text + at, 2, &found.month)))
		return 0;
	at += n;
	if ((n = word_at(text + at, "năm")))
		at += n;
	else if (!strncmp(text + at, ", ", 2))
		at += 2;
	else if (text[at] == ' ')
		at++;
	else
		return 0;
	if (number_at(text + at, 4, &found.year) != 4)
		return 0;
	*date = found;
	return at + 4;
}

/* "2022-06-01": the one order that cannot be mistaken. */
static gsize
iso_day_at(const char *text, struct date *date)
{
	struct date found = *date;

	if (number_at(text, 4, &found.year) != 4 || text[4] != '-' ||
	        number_at(text + 5, 2, &found.month) != 2 || text[7] != '-' ||
	        number_at(text + 8, 2, &found.day) != 2)
		return 0;
	*date = found;
	return 10;
}

gsize
date_day_at(const char *text, struct date *date)
{
	struct date found = *date;
	gsize at = number_at(text, 2, &found.day), n;
	char mark;

	if (!at)
		return iso_day_at(text, date);
	n = blanks_at(text + at);
	mark = text[at + n];
	if (!mark || !strchr("/-.", mark))
		return worded_day_at(text, date);
	at += n + 1;
	at += blanks_at(text + at);
	if (!(n = number_at(text + at, 2, &found.month)))
		return 0;
	at += n;
	at += blanks_at(text + at);
	if (text[at] != mark)
		return 0;
	at++;
	at += blanks_at(text + at);
	if (number_at(text + at, 4, &found.year) != 4)
		return 0;
	*date = found;
	return at + 4;
}

/* "pm", "ch" after a time; the noon of twelve hours. */
static gsize
half_at(const char *text, int *hour)
{
	static const struct {
		const char *word;
		gboolean after_noon;
	} halves[] = {{"am", FALSE}, {"pm", TRUE}, {"sa", FALSE}, {"ch", TRUE},
	        {"sáng", FALSE}, {"chiều", TRUE}, {"tối", TRUE}};
	gsize blanks = blanks_at(text);

	for (guint i = 0; i < G_N_ELEMENTS(halves); i++) {
		gsize length = strlen(halves[i].word);

		if (strncmp(text + blanks, halves[i].word, length) != 0 ||
		        g_unichar_isalnum(g_utf8_get_char(text + blanks + length)))
			continue;
		if (halves[i].after_noon && *hour < 12)
			*hour += 12;
		if (!halves[i].after_noon && *hour == 12)
			*hour = 0;
		return blanks + length;
	}
	return 0;
}

/* "10h15'", "10 giờ 15 phút" */
static gsize
minute_mark_at(const char *text)
{
	static const char word[] = "phút";
	gsize blanks = blanks_at(text);

	if (*text == '\'')
		return 1;
	return strncmp(text + blanks, word, strlen(word)) ? 0 : blanks + strlen(word);
}

/* Between hour and minute: ":", "h", "g" or "giờ". */
static gsize
hour_mark_at(const char *text)
{
	static const char word[] = "giờ";
	gsize blanks = blanks_at(text);

	if (*text == ':' || *text == 'h' || *text == 'g')
		if (strncmp(text, word, strlen(word)) != 0)
			return 1;
	return strncmp(text + blanks, word, strlen(word)) ? 0 : blanks + strlen(word);
}

gsize
date_time_at(const char *text, struct date *date)
{
	int hour, minute = 0, second;
	gsize at = number_at(text, 2, &hour), mark, n;

	if (!at || !(mark = hour_mark_at(text + at)))
		return 0;
	n = mark > 1 ? mark + blanks_at(text + at + mark) : mark;
	if (number_at(text + at + n, 2, &minute) == 2)
		at += n + 2 + minute_mark_at(text + at + n + 2);
	else if (text[at] != ':' && !g_ascii_isalnum(text[at + mark]))
		at += mark;
	else
		return 0;
	if (text[at] == ':' && number_at(text + at + 1, 2, &second) == 2 && second < 60)
		at += 3;
	if (hour > 23 || minute > 59)
		return 0;
	at += half_at(text + at, &hour);
	date->hour = hour;
	date->minute = minute;
	return at;
}

gboolean
date_is_valid(const struct date *date)
{
	return date->year >= 1000 && date->year <= 2999 &&
	       g_date_valid_dmy(date->day, date->month, date->year);
}

int
date_weekday(const struct date *date)
{
	GDate day;

	g_date_clear(&day, 1);
	g_date_set_dmy(&day, date->day, date->month, date->year);
	return g_date_get_weekday(&day);
}

char *
date_iso(const struct date *date)
{
	int offset = ABS(date->offset);

	if (!date->year)
		return NULL;
	if (date->hour < 0)
		return g_strdup_printf(
		        "%04d-%02d-%02d", date->year, date->month, date->day);
	return g_strdup_printf("%04d-%02d-%02dT%02d:%02d%c%02d:%02d", date->year,
	        date->month, date->day, date->hour, date->minute,
	        date->offset < 0 ? '-' : '+', offset / 60, offset % 60);
}

/* "Z", "+07:00"; nothing is Viet Nam's. */
static gsize
offset_at(const char *text, int *offset)
{
	int hours, minutes;

	if (*text == 'z') {
		*offset = 0;
		return 1;
	}
	if ((*text != '+' && *text != '-') || number_at(text + 1, 2, &hours) != 2 ||
	        text[3] != ':' || number_at(text + 4, 2, &minutes) != 2 || hours > 14 ||
	        minutes > 59)
		return 0;
	*offset = (hours * 60 + minutes) * (*text == '-' ? -1 : 1);
	return 6;
}

gboolean
date_parse(const char *text, struct date *date)
{
	g_autofree char *small = letter_small(text, strlen(text));
	struct date found = DATE_UNKNOWN;
	const char *at = g_strstrip(small);
	gsize n = date_day_at(at, &found);

	if (!n || !date_is_valid(&found))
		return FALSE;
	at += n;
	if (*at) {
		at += *at == 't' || *at == ',' ? 1 : 0;
		at += blanks_at(at);
		n = date_time_at(at, &found);
		at += n;
		if (n)
			at += offset_at(at, &found.offset);
	}
	if (*at)
		return FALSE;
	*date = found;
	return TRUE;
}
