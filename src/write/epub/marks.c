/*
 * marks.c - spans of the tree, the date of a date line, tokens that must not be broken.
 *
 * A browser (UAX #14) breaks after the hyphen of "Covid-19" and the slash of "78/CP",
 * where text/nobreak.h does not want it: such tokens are kept whole. Very long ones, for
 * which it knows an emergency, are left to the browser. Every byte is looked at a fixed
 * number of times, whatever the text.
 */
#include "write/epub/marks.h"

#include "article/address.h"
#include "text/letter.h"
#include "text/nobreak.h"

#include <string.h>

struct search {
	const char *text;
	gsize length;
	const guint8 *places; /* enum breaking by byte */
	guint8 *edges;        /* by byte: a span begins or ends here; NULL: no spans */
	GArray *marks;
};

static void
add_mark(struct search *search, gsize start, gsize end, enum mark_kind kind,
        const char *value)
{
	struct mark mark = {start, end, kind, value, NULL};

	if (start < end)
		g_array_append_val(search->marks, mark);
}

/* --- spans and dates ---------------------------------------------------- */

static const enum mark_kind kind_of_span[] = {
        [SPAN_STRONG] = MARK_STRONG,
        [SPAN_EM] = MARK_EM,
        [SPAN_SUB] = MARK_SUB,
        [SPAN_SUP] = MARK_SUP,
        [SPAN_CODE] = MARK_CODE,
        [SPAN_LINK] = MARK_LINK,
        [SPAN_LANG] = MARK_LANG,
        [SPAN_GENERATED] = MARK_MADE,
};

/* Links and languages that EPUB would not allow stay plain text. */
static gboolean
is_usable(const struct span *span)
{
	if (span->kind == SPAN_LINK)
		return span->value && address_valid(span->value);
	if (span->kind == SPAN_LANG)
		return span->value && address_language_valid(span->value);
	return TRUE;
}

/* What opens before an initial is an element of its own beside it. Returns its bytes. */
static gsize
add_opening(struct search *search, const char *classes, gsize start, gsize end)
{
	int length = strstr(classes, " initial")
	                     ? letter_initial(search->text + start, end - start)
	                     : 0;

	if (length <= 0)
		return 0;
	add_mark(search, start, start + (gsize)length, MARK_MADE,
	        strstr(classes, " tall") ? "letter opening tall" : "letter opening");
	search->edges[start] = TRUE;
	return (gsize)length;
}

static void
add_span(struct search *search, const struct span *span, gsize start, gsize end)
{
	gboolean valued = span->kind == SPAN_LINK || span->kind == SPAN_LANG ||
	                  span->kind == SPAN_GENERATED;

	if (!is_usable(span))
		return;
	if (span->kind == SPAN_GENERATED)
		start += add_opening(search, span->value, start, end);
	add_mark(search, start, end, kind_of_span[span->kind],
	        valued ? span->value : NULL);
	search->edges[start] = search->edges[end] = TRUE;
}

/* Spans count code points: offsets gives the byte of each, and of the end. */
static void
add_spans(struct search *search, const struct span *spans, guint n_spans)
{
	g_autofree gsize *offsets = g_new(gsize, search->length + 1);
	gsize n = 0;

	for (const char *at = search->text; *at; at = g_utf8_next_char(at))
		offsets[n++] = at - search->text;
	offsets[n] = search->length;
	search->edges = g_malloc0(search->length + 1);
	for (guint i = 0; i < n_spans; i++)
		add_span(search, &spans[i], offsets[MIN(spans[i].start, n)],
		        offsets[MIN(spans[i].end, n)]);
}

/* "1-6-2022, 9:04 · HNM": the date ends where the agency's part begins. */
static void
add_time(struct search *search, const char *iso)
{
	const char *end = strstr(search->text, " · ");

	add_mark(search, 0, end ? (gsize)(end - search->text) : search->length, MARK_TIME,
	        iso);
}

/* Marks of notes. A text with them has no other links (notes.c). */
static void
add_notes(struct search *search, const GArray *notes)
{
	for (guint i = 0; i < notes->len; i++) {
		const struct note_link *note = &g_array_index(notes, struct note_link, i);
		struct mark mark = {note->offset, note->offset + note->length, MARK_LINK,
		        search->text + note->offset, note};

		g_array_append_val(search->marks, mark);
	}
}

/* --- tokens ------------------------------------------------------------- */

/* A line may end here, or a space stands here: a piece of text begins or ends. */
static gboolean
is_border(const struct search *search, gsize at)
{
	enum breaking place = search->places[at];

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

/* A letter or figure of the same piece follows the character at `at`. */
static gboolean
goes_on(const struct search *search, gsize at)
{
	gsize next = g_utf8_next_char(search->text + at) - search->text;

	return next < search->length && !is_border(search, next) &&
	       g_unichar_isalnum(g_utf8_get_char(search->text + next));
}

/* The piece around the loose character at `at`, not beginning before `from`. Returns
 * where it ends. */
static gsize
keep_piece(struct search *search, gsize from, gsize at)
{
	gsize start = at, end = at + 1;
	gboolean emergency = FALSE, edge = FALSE;

	while (start > from && !is_border(search, start) &&
	        search->text[start - 1] != ' ')
		start--;
	while (end < search->length && !is_border(search, end))
		end++;
	for (gsize i = start + 1; i < end; i++) {
		emergency |= search->places[i] == BREAKING_EMERGENCY;
		edge |= search->edges && search->edges[i];
	}
	if (!emergency)
		add_mark(search, start, end, edge ? MARK_KEPT_OUTER : MARK_KEPT,
		        search->text + start);
	return end;
}

static void
add_kept(struct search *search)
{
	gsize from = 0, at = strcspn(search->text, loose_bytes);

	while (at < search->length) {
		if (is_loose(search->text + at) && goes_on(search, at))
			at = from = keep_piece(search, from, at);
		else
			at++;
		at += strcspn(search->text + at, loose_bytes);
	}
}

/* --- all of them -------------------------------------------------------- */

static int
compare_marks(gconstpointer a, gconstpointer b)
{
	const struct mark *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

GArray *
marks_find(const struct node *node, const guint8 *places, const char *iso,
        const GArray *notes)
{
	struct search search = {
	        .text = node->shown, .length = strlen(node->shown), .places = places};

	search.marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
	if (node->n_shown_spans)
		add_spans(&search, node->shown_spans, node->n_shown_spans);
	if (iso)
		add_time(&search, iso);
	if (notes)
		add_notes(&search, notes);
	add_kept(&search);
	g_array_sort(search.marks, compare_marks);
	g_free(search.edges);
	return search.marks;
}
