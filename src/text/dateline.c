/*
 * dateline.c - a line is taken piece by piece; a piece that nobody knows ends it.
 *
 * The line is read in small letters; that changes no length in bytes for Vietnamese, and
 * a line where it does is none of ours.
 */
#include "text/dateline.h"

#include "text/letter.h"

#include <string.h>

enum { LABEL_PUBLISHED, LABEL_MODIFIED };

/* The longer ones first where one begins another. */
static const struct {
	const char *words;
	int label;
} labels[] = {
        {"ngày xuất bản", LABEL_PUBLISHED},
        {"ngày cập nhật", LABEL_MODIFIED},
        {"cập nhật lúc", LABEL_MODIFIED},
        {"cập nhật ngày", LABEL_MODIFIED},
        {"cập nhật lần cuối", LABEL_MODIFIED},
        {"lần cuối", LABEL_MODIFIED},
        {"sửa đổi lúc", LABEL_MODIFIED},
        {"cập nhật", LABEL_MODIFIED},
        {"ngày đăng tin", LABEL_PUBLISHED},
        {"ngày đăng", LABEL_PUBLISHED},
        {"đăng lúc", LABEL_PUBLISHED},
        {"đăng ngày", LABEL_PUBLISHED},
        {"xuất bản lúc", LABEL_PUBLISHED},
        {"xuất bản ngày", LABEL_PUBLISHED},
        {"xuất bản", LABEL_PUBLISHED},
        {"thời gian đăng", LABEL_PUBLISHED},
        {"được đăng", LABEL_PUBLISHED},
        {"đăng tải", LABEL_PUBLISHED},
        {"ngày tạo", LABEL_PUBLISHED},
        {"ngày viết", LABEL_PUBLISHED},
        {"ngày phát hành", LABEL_PUBLISHED},
        {"tạo ngày", LABEL_PUBLISHED},
        {"posted", LABEL_PUBLISHED},
        {"post", LABEL_PUBLISHED},
};

static const struct {
	const char *words;
	int day;
} weekdays[] = {
        {"thứ hai", 1},
        {"thứ ba", 2},
        {"thứ tư", 3},
        {"thứ năm", 4},
        {"thứ sáu", 5},
        {"thứ bảy", 6},
        {"thứ bẩy", 6},
        {"chủ nhật", 7},
        {"chúa nhật", 7},
        {"thứ 2", 1},
        {"thứ 3", 2},
        {"thứ 4", 3},
        {"thứ 5", 4},
        {"thứ 6", 5},
        {"thứ 7", 6},
        {"t.hai", 1},
        {"t.ba", 2},
        {"t.tư", 3},
        {"t.năm", 4},
        {"t.sáu", 5},
        {"t.bảy", 6},
        {"t2", 1},
        {"t3", 2},
        {"t4", 3},
        {"t5", 4},
        {"t6", 5},
        {"t7", 6},
        {"cn", 7},
};

static const char *const fillers[] = {"vào lúc", "lúc", "ngày", "giờ", "gmt+07:00",
        "gmt+0700", "gmt+7", "gmt +7", "lần cuối", "utc+7", "(gmt+7)", "+07:00", "+0700"};

static const char *const views_before[] = {"lượt xem", "số lượt xem", "số lượt đọc",
        "lượt đọc", "đã xem", "đã đọc", "xem", "số lần xem"};
static const char *const views_after[] = {
        "lượt xem", "lượt đọc", "người xem", "người đọc"};

struct scan {
	const char *at;
	struct dateline *line;
	int label;
	gboolean in_views; /* the part that grows */
	struct date time;  /* a time, waiting for its day */
	gboolean seen_day[2];
};

/* The words at a place, not running on into another word. */
static gsize
words_at(const char *text, const char *words)
{
	gsize length = strlen(words);

	if (strncmp(text, words, length) != 0)
		return 0;
	return g_unichar_isalnum(g_utf8_get_char(text + length)) ? 0 : length;
}

static gsize
any_at(const char *text, const char *const *list, guint n)
{
	for (guint i = 0; i < n; i++) {
		gsize length = words_at(text, list[i]);

		if (length)
			return length;
	}
	return 0;
}

/* "5.272", "384" */
static gsize
count_at(const char *text, gint64 *count)
{
	gint64 sum = 0;
	gsize n = 0;

	while ((g_ascii_isdigit(text[n]) || (n && (text[n] == '.' || text[n] == ',') &&
	                                            g_ascii_isdigit(text[n + 1]))) &&
	        n < 16) {
		if (g_ascii_isdigit(text[n]))
			sum = sum * 10 + (text[n] - '0');
		n++;
	}
	if (n)
		*count = sum;
	return n;
}

static gsize
separators_at(const char *text)
{
	gsize n = strspn(text, " |,;:-()[]/.");

	while (!strncmp(text + n, "–", 3) || !strncmp(text + n, "—", 3) ||
	        !strncmp(text + n, "•", 3)) {
		n += 3;
		n += strspn(text + n, " |,;:-()[]/.");
	}
	while (!strncmp(text + n, "·", 2)) {
		n += 2;
		n += strspn(text + n, " |,;:-()[]/.");
	}
	return n;
}

/* --- pieces: each takes what it knows at scan->at and returns its length --- */

static gsize
take_label(struct scan *scan)
{
	for (guint i = 0; i < G_N_ELEMENTS(labels); i++) {
		gsize length = words_at(scan->at, labels[i].words);

		if (!length)
			continue;
		scan->label = labels[i].label;
		return length;
	}
	return 0;
}

static gsize
take_weekday(struct scan *scan)
{
	for (guint i = 0; i < G_N_ELEMENTS(weekdays); i++) {
		gsize length = words_at(scan->at, weekdays[i].words);

		if (!length)
			continue;
		scan->line->weekday = weekdays[i].day;
		return length;
	}
	return 0;
}

static struct date *
current(struct scan *scan)
{
	return scan->label == LABEL_MODIFIED ? &scan->line->modified
	                                     : &scan->line->published;
}

static gsize
take_day(struct scan *scan)
{
	struct date *date = current(scan);
	gsize length;

	if (scan->seen_day[scan->label])
		return 0;
	length = date_day_at(scan->at, date);
	if (length && scan->time.hour >= 0) {
		date->hour = scan->time.hour;
		date->minute = scan->time.minute;
		scan->time.hour = -1;
	}
	scan->seen_day[scan->label] = length > 0;
	return length;
}

/* The time belongs to the day before it, or waits for the one after it. */
static gsize
take_time(struct scan *scan)
{
	struct date *date = current(scan);

	if (scan->seen_day[scan->label] && date->hour < 0)
		return date_time_at(scan->at, date);
	return scan->time.hour < 0 ? date_time_at(scan->at, &scan->time) : 0;
}

static gsize
take_filler(struct scan *scan)
{
	return any_at(scan->at, fillers, G_N_ELEMENTS(fillers));
}

static gsize
take_views(struct scan *scan)
{
	gsize length = any_at(scan->at, views_before, G_N_ELEMENTS(views_before)), n;
	gint64 count = -1;

	if (length) {
		length += strspn(scan->at + length, " :");
		n = count_at(scan->at + length, &count);
		length = n ? length + n : 0;
	} else {
		n = count_at(scan->at, &count);
		length = n + strspn(scan->at + n, " ");
		n = n ? any_at(scan->at + length, views_after, G_N_ELEMENTS(views_after))
		      : 0;
		length = n ? length + n : 0;
	}
	if (length)
		scan->line->views = count;
	return length;
}

/* --- the line --------------------------------------------------------- */

/* Notes that what begins at an offset is views or not; separators before views are
 * theirs. */
static gboolean
begin_part(struct scan *scan, gsize offset, gsize separators, gboolean views)
{
	struct dateline *line = scan->line;

	if (line->n_parts && views == scan->in_views)
		return TRUE;
	if (line->n_parts == DATELINE_PARTS)
		return FALSE;
	line->parts[line->n_parts++] = (struct dateline_part){
	        line->n_parts == 0 ? 0 : offset - (views ? separators : 0), views};
	scan->in_views = views;
	return TRUE;
}

static gboolean
take_piece(struct scan *scan, gsize offset, gsize separators)
{
	static gsize (*const takers[])(struct scan *) = {
	        take_label, take_weekday, take_day, take_time, take_filler};
	gsize length = take_views(scan);
	gboolean views = length > 0;

	for (guint i = 0; !length && i < G_N_ELEMENTS(takers); i++)
		length = takers[i](scan);
	scan->at += length;
	return length && begin_part(scan, offset, separators, views);
}

static gboolean
scan_line(struct scan *scan, const char *small)
{
	while (*scan->at) {
		gsize separators = separators_at(scan->at);

		scan->at += separators;
		if (!*scan->at)
			break;
		scan->line->known = scan->at - small;
		if (!take_piece(scan, scan->at - small, separators))
			return FALSE;
	}
	scan->line->known = scan->at - small;
	return scan->time.hour < 0 &&
	       (scan->seen_day[0] || scan->seen_day[1] || scan->line->views >= 0);
}

gboolean
dateline_parse(const char *text, gsize length, struct dateline *line)
{
	struct scan scan = {.line = line, .time = DATE_UNKNOWN};
	g_autofree char *small = NULL;

	*line = (struct dateline){
	        .published = DATE_UNKNOWN, .modified = DATE_UNKNOWN, .views = -1};
	if (length > DATELINE_LONGEST || !strpbrk(text, "0123456789"))
		return FALSE;
	small = letter_small(text, length);
	if (strlen(small) != length)
		return FALSE;
	scan.at = small;
	return scan_line(&scan, small);
}
