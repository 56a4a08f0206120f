/*
 * txt.c - bytes to lines, lines to blocks; what they mean is decided in
 * article/recognise.
 *
 * Lines end with LF, CR LF, or CR alone when the file has no LF. Each is cleaned into the
 * tree's storage, where the text of a one-line paragraph stays. Ill-formed bytes are
 * reported place by place, up to a number.
 */
#include "read/txt.h"

#include "article/recognise/recognise.h"
#include "article/storage.h"
#include "base/limits.h"
#include "read/front.h"
#include "read/geometry.h"
#include "text/chars.h"
#include "text/utf8.h"

#include <string.h>

enum { MOST_PLACES = 20 /* of ill-formed bytes that are reported one by one */ };

struct reading {
	struct tree *tree;
	const char *file;
	struct diags *diags;
	GArray *lines;   /* of struct text_line */
	GArray *sources; /* of struct source_line */
	struct front front;
	guint bad_places;
	guint controls;
};

static void
report_number(
        struct reading *reading, enum diag_code code, int line, int column, guint number)
{
	g_autofree char *text = g_strdup_printf("%u", number);

	diag_report(reading->diags, code, reading->file, line, column, text, NULL);
}

static void
report_bad(struct reading *reading, const struct source_line *source)
{
	struct utf8_bad bad = {0};

	while (utf8_next_bad(source->raw, source->raw_length, &bad))
		if (reading->bad_places++ < MOST_PLACES)
			report_number(reading, DIAG_TEXT_UTF8, source->number,
			        bad.column + 1, bad.end - bad.start);
}

static void
report_rest(struct reading *reading)
{
	if (reading->bad_places > MOST_PLACES)
		report_number(reading, DIAG_TEXT_UTF8_MORE, 0, 0,
		        reading->bad_places - MOST_PLACES);
	if (reading->controls)
		report_number(reading, DIAG_TEXT_CONTROL, 0, 0, reading->controls);
}

static void
add_line(struct reading *reading, const char *raw, gsize length)
{
	struct source_line source = {
	        .number = reading->sources->len + 1, .raw = raw, .raw_length = length};
	struct text_line line = {.text = ""};
	struct chars_facts facts;
	char *room;

	if (length && raw[length - 1] == '\r')
		source.raw_length = --length;
	if (length) {
		room = arena_reserve(&reading->tree->arena, CHARS_ROOM(length));
		line.length = chars_clean(raw, length, room, &facts);
		arena_commit(&reading->tree->arena, line.length + 1);
		line.text = room;
		source.columns = facts.columns;
		reading->controls += facts.controls;
		if (facts.bad)
			report_bad(reading, &source);
	}
	g_array_append_val(reading->lines, line);
	g_array_append_val(reading->sources, source);
}

/* FALSE: more lines than the limit. */
static gboolean
split_lines(struct reading *reading, const char *data, gsize size)
{
	const char *at = data, *end = data + size;
	char mark = memchr(data, '\n', size) ? '\n' : '\r';

	while (at < end) {
		const char *stop = memchr(at, mark, end - at);

		if (reading->lines->len == LIMIT_LINES)
			return FALSE;
		add_line(reading, at, (stop ? stop : end) - at);
		at = stop ? stop + 1 : end;
	}
	return TRUE;
}

/* FALSE: there is not one word. */
static gboolean
understand(struct reading *reading)
{
	struct blocks blocks = {
	        .n_lines = reading->lines->len,
	        .file = reading->file,
	        .front_lines = reading->front.n_lines,
	        .orders = reading->front.orders,
	};

	geometry_blocks(&blocks, (const struct text_line *)reading->lines->data,
	        (const struct source_line *)reading->sources->data, reading->lines->len,
	        reading->tree);
	if (blocks.n > blocks.n_front) {
		recognise(reading->tree, &blocks, reading->diags);
		front_apply(
		        &reading->front, reading->tree, reading->file, reading->diags);
	}
	g_free(blocks.list);
	return blocks.n > blocks.n_front;
}

struct tree *
txt_read(GBytes *bytes, const char *file, struct diags *diags)
{
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	struct reading reading = {
	        .tree = tree_new(NODE_ARTICLE),
	        .file = file,
	        .diags = diags,
	        .lines = g_array_new(FALSE, FALSE, sizeof(struct text_line)),
	        .sources = g_array_new(FALSE, FALSE, sizeof(struct source_line)),
	};
	gboolean ok;

	front_read(&reading.front, data, size, file, diags);
	ok = split_lines(&reading, data, size);
	report_rest(&reading);
	if (!ok) {
		report_number(&reading, DIAG_INPUT_LINES, 0, 0, LIMIT_LINES);
	} else if (!understand(&reading)) {
		diag_report(diags, DIAG_INPUT_EMPTY, file, 0, 0, NULL, NULL);
		ok = FALSE;
	}
	if (!ok)
		tree_free(g_steal_pointer(&reading.tree));
	front_clear(&reading.front);
	g_array_unref(reading.lines);
	g_array_unref(reading.sources);
	return reading.tree;
}
