/*
 * geometry.c - from lines to blocks.
 *
 * A file is wrapped when most lines that have another one right below are so full that
 * the next word would not have fitted into the greatest width. In such a file full lines
 * are joined to the next; in others only a pair of lines that stands alone and whose
 * second one goes on in small letters. Lines in capitals and date lines are never joined
 * here.
 */
#include "read/geometry.h"

#include "text/dateline.h"
#include "text/letter.h"

#include <string.h>

enum {
	NARROWEST = 40, /* columns of a wrapped file */
	WIDEST = 130,
	FEWEST = 3, /* pairs of lines that show it */
	HEAD = 12,  /* lines that may hold a date line */
	VERSE = 48, /* columns: a shorter open line may be verse, and stays alone */
};

struct geometry {
	const struct text_line *lines;
	const struct source_line *sources;
	guint first, n;       /* lines from first up to n: front matter is left out */
	gsize width;          /* of a wrapped file, else 0 */
	const GArray *orders; /* of struct order; or NULL */
};

/* --- is it wrapped? --------------------------------------------------- */

static gboolean
is_pair(const struct geometry *geometry, guint i)
{
	return i + 1 < geometry->n && geometry->lines[i].length &&
	       geometry->lines[i + 1].length;
}

/* A single word longer than the width says nothing of it. */
static gsize
greatest_width(const struct geometry *geometry)
{
	gsize width = 0;

	for (guint i = geometry->first; i < geometry->n && width <= WIDEST; i++)
		if (geometry->sources[i].columns > width &&
		        memchr(geometry->lines[i].text, ' ', geometry->lines[i].length))
			width = geometry->sources[i].columns;
	return width;
}

/* Code points up to the first blank. */
static gsize
first_word(const struct text_line *line)
{
	const char *blank = memchr(line->text, ' ', line->length);
	gsize length = blank ? (gsize)(blank - line->text) : line->length;

	return length > WIDEST * 4 ? WIDEST : (gsize)g_utf8_strlen(line->text, length);
}

/* The first word of the next line would not have fitted. */
static gboolean
is_full(const struct geometry *geometry, guint i, gsize width)
{
	return geometry->sources[i].columns + 1 + first_word(&geometry->lines[i + 1]) >
	       width;
}

static void
find_width(struct geometry *geometry)
{
	gsize width = greatest_width(geometry);
	guint pairs = 0, full = 0;

	if (width < NARROWEST || width > WIDEST)
		return;
	for (guint i = geometry->first; i < geometry->n; i++) {
		if (!is_pair(geometry, i))
			continue;
		pairs++;
		full += is_full(geometry, i, width);
	}
	if (pairs >= FEWEST && full * 10 >= pairs * 6)
		geometry->width = width;
}

/* --- does a line go on in the next? ----------------------------------- */

/* Three words at least: "XXVI." may well be the end of a paragraph. */
static gboolean
is_caps(const struct text_line *line)
{
	const char *blank = memchr(line->text, ' ', line->length);

	return blank && strchr(blank + 1, ' ') &&
	       letter_all_caps(line->text, line->length);
}

static gboolean
is_dateline(const struct geometry *geometry, guint i)
{
	const struct text_line *line = &geometry->lines[i];
	struct dateline parsed;

	return i < geometry->first + HEAD &&
	       dateline_parse(line->text, line->length, &parsed);
}

/* The line ends in the middle of a sentence and the next one goes on in small letters. */
static gboolean
goes_on(const struct geometry *geometry, guint i)
{
	const struct text_line *line = &geometry->lines[i], *next = line + 1;
	char last = line->text[line->length - 1];

	return letter_starts_small(next->text, next->length) && !strchr(".!?:;", last) &&
	       !(next->length > 1 && strchr(").", next->text[1]));
}

/* Two lines with nothing above and below. */
static gboolean
is_couple(const struct geometry *geometry, guint i)
{
	return (i == geometry->first || !geometry->lines[i - 1].length) &&
	       is_pair(geometry, i) && !is_pair(geometry, i + 1);
}

/* --- what the writer says -------------------------------------------------- */

/* The order for a line, NULL: there is none. */
static struct order *
order_of(const struct geometry *geometry, guint i)
{
	guint low = 0, high = geometry->orders ? geometry->orders->len : 0;
	int line = geometry->sources[i].number;

	while (low < high) {
		guint middle = (low + high) / 2;
		struct order *order =
		        &g_array_index(geometry->orders, struct order, middle);

		if (line > order->last)
			low = middle + 1;
		else if (line < order->first)
			high = middle;
		else
			return order;
	}
	return NULL;
}

/* Each line of it is a line, an item or a paragraph of its own. */
static gboolean
keeps_lines(const struct order *order)
{
	switch (order->kind) {
	case NODE_VERSE:
	case NODE_LIST:
	case KIND_NONE:
		return TRUE;
	default:
		return order->role == ROLE_SIGNATURE;
	}
}

/* "# ", "## ", "> ": the line stands alone. */
static gboolean
is_marked(const struct text_line *line)
{
	gsize hashes = strspn(line->text, "#");

	return (hashes && line->text[hashes] == ' ') ||
	       (line->text[0] == '>' && line->text[1] == ' ');
}

static gboolean
may_join(const struct geometry *geometry, guint i)
{
	return !is_marked(&geometry->lines[i]) && !is_marked(&geometry->lines[i + 1]) &&
	       !g_str_has_prefix(geometry->lines[i + 1].text, "Ảnh: ");
}

static gboolean
joins_next(const struct geometry *geometry, guint i)
{
	const struct order *order;

	if (!is_pair(geometry, i))
		return FALSE;
	order = order_of(geometry, i);
	if (order != order_of(geometry, i + 1) || (order && keeps_lines(order)))
		return FALSE;
	if (order && order->kind != NODE_QUOTE && order->kind != NODE_NOTE &&
	        order->kind != NODE_BOX)
		return TRUE;
	if (!may_join(geometry, i))
		return FALSE;
	if (!(geometry->width && is_full(geometry, i, geometry->width)) &&
	        !(goes_on(geometry, i) && (is_couple(geometry, i) ||
	                                          geometry->sources[i].columns >= VERSE)))
		return FALSE;
	return !is_caps(&geometry->lines[i]) && !is_caps(&geometry->lines[i + 1]) &&
	       !is_dateline(geometry, i) && !is_dateline(geometry, i + 1);
}

/* --- blocks ----------------------------------------------------------- */

/* The text of n lines with blanks between; that of one line is the line's. */
static const char *
join(const struct text_line *lines, guint n, struct tree *tree, gsize *length)
{
	GString *text;
	const char *joined;

	*length = lines[0].length;
	if (n == 1)
		return lines[0].text;
	text = g_string_new_len(lines[0].text, lines[0].length);
	for (guint i = 1; i < n; i++) {
		g_string_append_c(text, ' ');
		g_string_append_len(text, lines[i].text, lines[i].length);
	}
	*length = text->len;
	joined = tree_string_length(tree, text->str, text->len);
	g_string_free(text, TRUE);
	return joined;
}

static guint
count_text_lines(const struct text_line *lines, guint n)
{
	guint count = 0;

	for (guint i = 0; i < n; i++)
		count += lines[i].length > 0;
	return count;
}

/* The front matter is one block, empty lines and all. */
static void
add_front(struct blocks *blocks, const struct source_line *sources)
{
	if (!blocks->front_lines)
		return;
	blocks->list[blocks->n++] = (struct block){
	        .text = "", .lines = sources, .n_lines = (guint)blocks->front_lines};
	blocks->n_front = 1;
}

void
geometry_blocks(struct blocks *blocks, const struct text_line *lines,
        const struct source_line *sources, guint n, struct tree *tree)
{
	struct geometry geometry = {
	        lines, sources, (guint)blocks->front_lines, n, 0, blocks->orders};
	gboolean gap = FALSE;

	find_width(&geometry);
	blocks->wrapped = geometry.width > 0;
	blocks->list = g_new0(struct block, count_text_lines(lines, n) + 1);
	add_front(blocks, sources);
	for (guint i = geometry.first; i < n;) {
		struct block *block;
		guint count = 1;

		if (!lines[i].length) {
			gap = TRUE;
			i++;
			continue;
		}
		while (joins_next(&geometry, i + count - 1))
			count++;
		block = &blocks->list[blocks->n++];
		block->text = join(lines + i, count, tree, &block->length);
		block->lines = sources + i;
		block->n_lines = count;
		block->order = order_of(&geometry, i);
		block->gap = gap;
		gap = FALSE;
		i += count;
	}
}
