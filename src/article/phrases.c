/*
 * phrases.c - overlapping spans become phrases in a row.
 *
 * The places where a span begins or ends cut the text; between two cuts the same link and
 * language hold. Of each kind there is a stack of spans in the order in which they began;
 * those that ended are taken off when they come to lie on top. So many spans cost no more
 * than sorting them.
 */
#include "article/phrases.h"

#include "article/address.h"
#include "text/nobreak.h"

#include <string.h>

/* Where a span begins or ends. */
struct cut {
	guint at;                /* code point */
	const struct span *span; /* that begins there; NULL: one ends */
};

/* What holds: the spans that began, of each kind. */
struct holding {
	GPtrArray *links, *languages; /* marks of notes are links */
};

static gboolean
is_phrase(const struct span *span)
{
	if (span->start >= span->end || !(span->value || span->target))
		return FALSE;
	if (span->target) /* the mark of a note: notes.h */
		return TRUE;
	if (span->kind == SPAN_LINK)
		return address_valid(span->value);
	return span->kind == SPAN_LANG && address_language_valid(span->value);
}

/* Of spans that begin together, the longest comes first: it holds the others. */
static int
compare_cuts(gconstpointer a, gconstpointer b)
{
	const struct cut *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (!x->span || !y->span)
		return !x->span - !y->span;
	if (x->span->end != y->span->end)
		return x->span->end > y->span->end ? -1 : 1;
	return x->span < y->span ? -1 : x->span > y->span;
}

static GArray *
cuts_of(const struct node *node)
{
	GArray *cuts = NULL;

	for (guint i = 0; i < node->n_shown_spans; i++) {
		const struct span *span = &node->shown_spans[i];
		struct cut both[2] = {{span->start, span}, {span->end, NULL}};

		if (!is_phrase(span))
			continue;
		if (!cuts)
			cuts = g_array_new(FALSE, FALSE, sizeof(struct cut));
		g_array_append_vals(cuts, both, 2);
	}
	if (cuts)
		g_array_sort(cuts, compare_cuts);
	return cuts;
}

/* The span that began last of those that reach beyond a place; NULL: none. */
static const struct span *
innermost(GPtrArray *began, guint at)
{
	while (began->len) {
		const struct span *span = began->pdata[began->len - 1];

		if (span->end > at)
			return span;
		g_ptr_array_set_size(began, (int)began->len - 1);
	}
	return NULL;
}

/* Appends text[start, end), which begins at the code point `at` and holds no cut. */
static void
add_phrase(GArray *phrases, const struct node *node, const struct holding *holding,
        guint at, gsize start, gsize end)
{
	const struct span *link = innermost(holding->links, at);
	const struct span *language = innermost(holding->languages, at);
	struct phrase phrase = {
	        .start = (guint32)start,
	        .end = (guint32)end,
	        .link = link ? (guint32)(link - node->shown_spans) + 1 : 0,
	        .address = link && !link->target ? link->value : NULL,
	        .language = language ? language->value : NULL,
	        .target = link ? link->target : 0,
	};

	if (start < end)
		g_array_append_val(phrases, phrase);
}

static const char *
skip(const char *text, guint n)
{
	while (n-- && *text)
		text = g_utf8_next_char(text);
	return text;
}

static GArray *
cut_up(const struct node *node, const char *text, const GArray *cuts)
{
	GArray *phrases = g_array_new(FALSE, FALSE, sizeof(struct phrase));
	struct holding holding = {g_ptr_array_new(), g_ptr_array_new()};
	const char *place = text;
	guint at = 0;

	for (guint i = 0; i < cuts->len; i++) {
		const struct cut *cut = &g_array_index(cuts, struct cut, i);
		const char *next = skip(place, cut->at - at);

		add_phrase(phrases, node, &holding, at, place - text, next - text);
		place = next;
		at = cut->at;
		if (cut->span)
			g_ptr_array_add(cut->span->kind == SPAN_LANG ? holding.languages
			                                             : holding.links,
			        (gpointer)cut->span);
	}
	add_phrase(
	        phrases, node, &holding, at, place - text, place - text + strlen(place));
	g_ptr_array_unref(holding.links);
	g_ptr_array_unref(holding.languages);
	return phrases;
}

GArray *
phrases_of(const struct node *node, const char *text)
{
	g_autoptr(GArray) cuts = node->n_shown_spans ? cuts_of(node) : NULL;

	if (!text)
		text = node->shown;
	return cuts && text ? cut_up(node, text, cuts) : NULL;
}

/* A code point of a text, or its end. */
struct place {
	const char *at;
	guint n; /* code points before it */
};

/* Spans hardly ever begin before the last one did. */
static void
seek(struct place *place, const char *text, guint n)
{
	if (n < place->n)
		*place = (struct place){text, 0};
	for (; place->n < n && *place->at; place->n++)
		place->at = g_utf8_next_char(place->at);
}

void
phrases_foreign(const struct node *node, const char *text, guint8 *places)
{
	struct place start = {text, 0}, end = start;

	for (guint i = 0; node->shown_spans && i < node->n_spans; i++) {
		const struct span *span = &node->shown_spans[i];

		if (span->kind != SPAN_LANG)
			continue;
		seek(&start, text, span->start);
		seek(&end, text, span->end);
		nobreak_foreign(
		        text, start.at - text, end.at - text, span->value, places);
	}
}

guint
phrases_at(const GArray *phrases, guint from, guint32 offset)
{
	while (from + 1 < phrases->len && phrases_index(phrases, from)->end <= offset)
		from++;
	return from;
}
