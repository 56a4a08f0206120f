/*
 * date.c - the line with the date: published, modified, views.
 *
 * A line is one only when all of it is understood (text/dateline.h). View counts are kept
 * and never printed; a date that does not exist is reported and taken for unknown.
 */
#include "article/recognise/rule.h"

#include "text/dateline.h"

#include <string.h>

/* The beginning of a line, blanks and bars at its end left out. */
static gboolean
parse_start(const char *text, gsize *end, struct dateline *line)
{
	while (*end && strchr(" |-", text[*end - 1]))
		--*end;
	return *end && dateline_parse(text, *end, line);
}

/* Parses the line; *end: where buttons of the web page begin ("… 09:04 A+ A- In bài"). */
static gboolean
parse(const struct block *block, struct dateline *line, gsize *end)
{
	const char *text = block->text;

	*end = block->length;
	if (block->n_lines > 1 || block->length > DATELINE_LONGEST)
		return FALSE;
	if (dateline_parse(text, block->length, line))
		return TRUE;
	for (gsize at = line->known; at-- > 0;) {
		if (text[at] != ' ' || !residue_is_buttons(text + at, block->length - at))
			continue;
		*end = at;
		if (parse_start(text, end, line))
			return TRUE;
	}
	return FALSE;
}

static guint
match_line(const struct scene *scene, guint index)
{
	struct dateline line;
	gsize end;

	return parse(&scene->blocks[index], &line, &end) ? 1 : 0;
}

static const struct rule rules[] = {{"date.line", CERTAINTY_SURE, match_line}};

static void
window(const struct scene *scene, guint *first, guint *end)
{
	*first = 0;
	*end = 8;
}

/* The date if it exists; else unknown, with a warning. */
static struct date
checked(struct scene *scene, const struct block *block, const struct date *date)
{
	struct date unknown = DATE_UNKNOWN;

	if (!date->year || date_is_valid(date))
		return *date;
	diag_report(scene->diags, DIAG_DATE_INVALID, scene->source->file,
	        block->lines[0].number, 0, block->text, NULL);
	return unknown;
}

static void
check_weekday(struct scene *scene, const struct block *block, const struct dateline *line,
        const struct date *date)
{
	g_autofree char *day = NULL;

	if (!line->weekday || !date->year || line->weekday == date_weekday(date))
		return;
	day = g_strdup_printf("%d-%d-%d", date->day, date->month, date->year);
	diag_report(scene->diags, DIAG_DATE_WEEKDAY, scene->source->file,
	        block->lines[0].number, 0, day, NULL);
}

/* "Cập nhật" beside "Ngày đăng" is the date of the last change, alone the date. */
static gboolean
take_dates(struct scene *scene, const struct block *block, const struct dateline *line)
{
	struct meta *meta = scene->meta;
	struct date published = checked(scene, block, &line->published);
	struct date modified = checked(scene, block, &line->modified);
	gboolean had = meta->published.year;

	check_weekday(scene, block, line, published.year ? &published : &modified);
	if (!had && published.year)
		meta->published = published;
	else if (!had && modified.year)
		meta->published = modified;
	if (modified.year && (had || published.year))
		meta->modified = modified;
	return !had && meta->published.year;
}

static void
take_parts(struct scene *scene, guint index, const struct dateline *line, gsize length,
        gboolean moved)
{
	struct block *block = &scene->blocks[index];
	struct part parts[DATELINE_PARTS + 1];
	guint n = line->n_parts;

	for (guint i = 0; i < line->n_parts; i++) {
		gsize start = line->parts[i].start;
		gsize end = i + 1 < line->n_parts ? line->parts[i + 1].start : length;

		parts[i] = (struct part){start, FATE_NOT_PRINTED, "view count"};
		if (line->parts[i].views)
			continue;
		parts[i].fate = moved ? FATE_MOVED : FATE_NOT_PRINTED;
		parts[i].why = moved ? NULL : "not the date of the article";
		while (end > start && block->text[end - 1] == ' ')
			end--;
		if (!block->own)
			block->own = block_text(scene, index, start, end);
	}
	if (length < block->length)
		parts[n++] = (struct part){length, FATE_DROPPED, "of the web page"};
	block_set_parts(scene, index, parts, n);
}

static void
found(struct scene *scene, guint index, guint n)
{
	struct block *block = &scene->blocks[index];
	struct dateline line;
	gboolean moved;
	gsize end;

	if (!parse(block, &line, &end)) {
		/* the writer says that it is one */
		diag_report(scene->diags, DIAG_DATE_INVALID, scene->source->file,
		        block->lines[0].number, 0, block->text, NULL);
		block->kind = NODE_PARAGRAPH;
		return;
	}
	moved = take_dates(scene, block, &line);
	if (line.views >= 0)
		scene->meta->views = line.views;
	if (scene->date == INDEX_NONE)
		scene->date = index;
	if (!moved)
		block->kind = KIND_NONE;
	take_parts(scene, index, &line, end, moved);
}

const struct field date_field = {
        NODE_DATELINE, rules, G_N_ELEMENTS(rules), TRUE, window, found};
