/*
 * inline.c - the shown text of a node as XHTML phrasing content.
 *
 * Spans, the <time> of a date line and the tokens that must not be broken are all marks:
 * parts of the text that an element surrounds. Marks may overlap as they like; elements
 * are opened and closed in the fixed order of mark_kind, at most one of each kind at a
 * time, so the output grows with the number of marks and never with its square.
 *
 * No-break places (text/nobreak.h): a glued space becomes U+00A0. A browser (UAX #14)
 * would also break after the hyphen of "Covid-19" and the slash of "78/CP": such tokens
 * are kept in a span with white-space: nowrap. Very long tokens are left to the browser.
 */
#include "write/epub/publication.h"

#include "text/nobreak.h"

#include <string.h>

#define NO_BREAK_SPACE "\302\240"

/* From the outermost to the innermost. */
enum mark_kind {
	MARK_KEPT_OUTER, /* a token in which a span begins or ends */
	MARK_TIME,
	MARK_LINK,
	MARK_LANG,
	MARK_STRONG,
	MARK_EM,
	MARK_SUB,
	MARK_SUP,
	MARK_CODE,
	MARK_KEPT,
	MARK_N_KINDS
};

static const char *const elements[MARK_N_KINDS] = {
        [MARK_KEPT_OUTER] = "span",
        [MARK_TIME] = "time",
        [MARK_LINK] = "a",
        [MARK_LANG] = "span",
        [MARK_STRONG] = "strong",
        [MARK_EM] = "em",
        [MARK_SUB] = "sub",
        [MARK_SUP] = "sup",
        [MARK_CODE] = "code",
        [MARK_KEPT] = "span",
};

static const enum mark_kind kind_of_span[] = {
        [SPAN_STRONG] = MARK_STRONG,
        [SPAN_EM] = MARK_EM,
        [SPAN_SUB] = MARK_SUB,
        [SPAN_SUP] = MARK_SUP,
        [SPAN_CODE] = MARK_CODE,
        [SPAN_LINK] = MARK_LINK,
        [SPAN_LANG] = MARK_LANG,
};

/* Bytes [start, end) of the text. */
struct mark {
	gsize start, end;
	enum mark_kind kind;
	const char *value; /* LINK, LANG, TIME: of the element's attribute */
};

/* The mark of a kind that is in force, as far as `end`. */
struct force {
	gsize end;
	const char *value;
};

struct inline_text {
	const char *text;
	gsize length;
	guint8 *places; /* enum breaking by byte; EDGE is added */
	GArray *marks;  /* of struct mark */

	struct xml *xml;
	struct force force[MARK_N_KINDS];
	const char *opened[MARK_N_KINDS]; /* values of the open elements */
	gboolean open[MARK_N_KINDS];
};

/* In places: a span begins or ends here. */
enum { EDGE = 0x80 };

static void
add_mark(struct inline_text *it, gsize start, gsize end, enum mark_kind kind,
        const char *value)
{
	struct mark mark = {start, end, kind, value};

	if (start < end)
		g_array_append_val(it->marks, mark);
}

/* --- marks of the tree ----------------------------------------------------- */

static gboolean
has_value(enum mark_kind kind)
{
	return kind == MARK_LINK || kind == MARK_LANG;
}

static gboolean
is_usable(const struct span *span)
{
	if (span->kind == SPAN_LINK)
		return span->value && xhtml_address_valid(span->value);
	if (span->kind == SPAN_LANG)
		return span->value && xhtml_language_valid(span->value);
	return TRUE;
}

/* Byte offsets of all code points, one more for the end. */
static gsize *
byte_offsets(const struct inline_text *it, gsize *n)
{
	gsize *offsets = g_new(gsize, it->length + 1);
	const char *at = it->text;

	for (*n = 0; *at; at = g_utf8_next_char(at))
		offsets[(*n)++] = at - it->text;
	offsets[*n] = it->length;
	return offsets;
}

static void
add_spans(struct inline_text *it, const struct span *spans, guint n_spans)
{
	gsize n;
	g_autofree gsize *offsets = byte_offsets(it, &n);

	for (guint i = 0; i < n_spans; i++) {
		gsize start = offsets[MIN(spans[i].start, n)];
		gsize end = offsets[MIN(spans[i].end, n)];
		enum mark_kind kind = kind_of_span[spans[i].kind];

		if (!is_usable(&spans[i]))
			continue;
		add_mark(it, start, end, kind, has_value(kind) ? spans[i].value : NULL);
		it->places[start] |= EDGE;
		it->places[end] |= EDGE;
	}
}

/* "1-6-2022, 9:04 · HNM": the date ends where the agency's part begins. */
static void
add_time(struct inline_text *it, const char *iso)
{
	const char *end = strstr(it->text, " · ");

	add_mark(it, 0, end ? (gsize)(end - it->text) : it->length, MARK_TIME, iso);
}

/* --- marks of tokens ------------------------------------------------------- */

static enum breaking
place_at(const struct inline_text *it, gsize at)
{
	return it->places[at] & ~EDGE;
}

/* A break is wanted here: a piece of text that hangs together begins or ends. */
static gboolean
is_border(const struct inline_text *it, gsize at)
{
	enum breaking place = place_at(it, at);

	return place != BREAKING_INSIDE && place != BREAKING_EMERGENCY;
}

/* Bytes with which a character begins that is_loose() may be true of. */
static const char loose_bytes[] = "-/|?!\342";

/* Would a browser break after the character that begins here? */
static gboolean
is_loose(const char *at)
{
	static const char *const loose[] = {
	        "-", "/", "|", "?", "!", "\u2010", "\u2012", "–", "—", "…"};

	for (gsize i = 0; i < G_N_ELEMENTS(loose); i++)
		if (g_str_has_prefix(at, loose[i]))
			return TRUE;
	return FALSE;
}

/* The piece around the loose character at `at`, not beginning before `from`. Returns its
 * end. */
static gsize
keep_piece(struct inline_text *it, gsize from, gsize at)
{
	gsize start = at, end = at + 1;
	gboolean emergency = FALSE, edge = FALSE;

	while (start > from && !is_border(it, start) && it->text[start - 1] != ' ')
		start--;
	while (end < it->length && !is_border(it, end))
		end++;
	for (gsize i = start + 1; i < end; i++) {
		emergency |= place_at(it, i) == BREAKING_EMERGENCY;
		edge |= (it->places[i] & EDGE) != 0;
	}
	if (!emergency)
		add_mark(it, start, end, edge ? MARK_KEPT_OUTER : MARK_KEPT,
		        it->text + start); /* no two alike: each has its own element */
	return end;
}

/* A letter or figure of the same piece follows the character at `at`. */
static gboolean
goes_on(const struct inline_text *it, gsize at)
{
	gsize next = g_utf8_next_char(it->text + at) - it->text;

	return next < it->length && !is_border(it, next) &&
	       g_unichar_isalnum(g_utf8_get_char(it->text + next));
}

static void
add_kept(struct inline_text *it)
{
	gsize from = 0, at = strcspn(it->text, loose_bytes);

	while (at < it->length) {
		if (is_loose(it->text + at) && goes_on(it, at))
			at = from = keep_piece(it, from, at);
		else
			at++;
		at += strcspn(it->text + at, loose_bytes);
	}
}

/* --- elements -------------------------------------------------------------- */

static void
open_element(struct inline_text *it, enum mark_kind kind)
{
	const char *value = it->force[kind].value;

	xml_open(it->xml, elements[kind]);
	if (kind == MARK_TIME)
		xml_attribute(it->xml, "datetime", value);
	else if (kind == MARK_LINK)
		xml_attribute(it->xml, "href", value);
	else if (kind == MARK_LANG)
		xhtml_language(it->xml, value);
	else if (kind == MARK_KEPT || kind == MARK_KEPT_OUTER)
		xml_attribute(it->xml, "class", "nb");
	it->open[kind] = TRUE;
	it->opened[kind] = value;
}

/* Makes the open elements those that are in force at a place. */
static void
change_elements(struct inline_text *it, gsize at)
{
	int kept = 0;

	while (kept < MARK_N_KINDS && it->open[kept] == (it->force[kept].end > at) &&
	        (!it->open[kept] || it->opened[kept] == it->force[kept].value))
		kept++;
	for (int kind = MARK_N_KINDS - 1; kind >= kept; kind--)
		if (it->open[kind]) {
			xml_close(it->xml);
			it->open[kind] = FALSE;
		}
	for (int kind = kept; kind < MARK_N_KINDS; kind++)
		if (it->force[kind].end > at)
			open_element(it, kind);
}

/* A mark whose kind is in force already lengthens it; one with another value gives way.
 */
static void
put_in_force(struct inline_text *it, const struct mark *mark)
{
	struct force *force = &it->force[mark->kind];

	if (force->end <= mark->start)
		*force = (struct force){mark->end, mark->value};
	else if (!mark->value)
		force->end = MAX(force->end, mark->end);
}

/* Text [at, end) inside one element. */
static void
write_run(struct inline_text *it, gsize at, gsize end)
{
	const char *space;

	while ((space = memchr(it->text + at, ' ', end - at))) {
		gsize where = space - it->text;
		enum breaking place = place_at(it, where);

		if (place == BREAKING_GLUED || place == BREAKING_FIXED) {
			xml_text_length(it->xml, it->text + at, where - at);
			xml_text(it->xml, NO_BREAK_SPACE);
		} else {
			xml_text_length(it->xml, it->text + at, where + 1 - at);
		}
		at = where + 1;
	}
	xml_text_length(it->xml, it->text + at, end - at);
}

static int
compare_marks(gconstpointer a, gconstpointer b)
{
	const struct mark *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* Where the next mark begins or one in force ends. */
static gsize
next_change(const struct inline_text *it, guint next_mark, gsize at)
{
	gsize next = it->length;

	if (next_mark < it->marks->len)
		next = MIN(next, g_array_index(it->marks, struct mark, next_mark).start);
	for (int kind = 0; kind < MARK_N_KINDS; kind++)
		if (it->force[kind].end > at)
			next = MIN(next, it->force[kind].end);
	return next;
}

static void
write_marked(struct inline_text *it)
{
	guint next_mark = 0;
	gsize at = 0;

	g_array_sort(it->marks, compare_marks);
	while (at < it->length) {
		gsize end;

		for (; next_mark < it->marks->len; next_mark++) {
			const struct mark *mark =
			        &g_array_index(it->marks, struct mark, next_mark);

			if (mark->start > at)
				break;
			put_in_force(it, mark);
		}
		change_elements(it, at);
		end = next_change(it, next_mark, at);
		write_run(it, at, end);
		at = end;
	}
	change_elements(it, it->length);
}

void
inline_write(struct xml *xml, const struct node *node)
{
	const struct node *article = node_article(node);
	struct inline_text it = {.text = node->shown, .xml = xml};
	g_autofree char *iso = NULL;

	it.length = strlen(it.text);
	it.places = g_malloc(it.length + 1);
	it.places[it.length] = BREAKING_INSIDE;
	it.marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	nobreak_scan(it.text, it.length, it.places);
	if (node->n_spans && node->shown_spans)
		add_spans(&it, node->shown_spans, node->n_spans);
	if (node->kind == NODE_DATELINE && article && article->meta)
		iso = date_iso(&article->meta->published);
	if (iso)
		add_time(&it, iso);
	add_kept(&it);
	write_marked(&it);
	g_array_unref(it.marks);
	g_free(it.places);
}
