/*
 * inline.c - the shown text of a node as XHTML phrasing content.
 *
 * Marks (marks.h) may overlap as they like; elements are opened and closed in the fixed
 * order of mark_kind, at most one of each kind at a time, so the output is well-formed
 * and grows with the number of marks, never with its square. A space where no line may
 * end (text/nobreak.h) becomes U+00A0. Where a page of the PDF begins, a marker stands.
 */
#include "article/phrases.h"
#include "text/nobreak.h"
#include "typeset/pagemap.h"
#include "write/epub/marks.h"
#include "write/epub/publication.h"

#include <string.h>

#define NO_BREAK_SPACE "\302\240"

/* A kind of element: what the text asks for, and what is open. */
struct slot {
	gsize end; /* the mark in force reaches so far */
	const char *value;
	const struct note_link *note;
	gboolean open;
	const char *opened; /* the value it was opened with */
};

struct stretch {
	struct xml *xml;
	const char *text;
	gsize length;
	const guint8 *places; /* enum breaking by byte */
	const GArray *marks;
	guint next_mark;
	const struct pagemap_place *breaks; /* of pages, not yet written */
	guint n_breaks;
	struct slot slots[MARK_N_KINDS];
};

/* --- elements ----------------------------------------------------------- */

/* A mark of a note, and the way back from there. */
static void
write_note_link(struct xml *xml, const struct note_link *note)
{
	g_autofree char *to = g_strdup_printf("#n%u", note->note);
	g_autofree char *from = g_strdup_printf("#mark-%u", note->note);

	if (note->back) {
		xml_attribute(xml, "role", "doc-backlink");
		xml_attribute(xml, "href", from);
		return;
	}
	xml_attribute(xml, "epub:type", "noteref");
	xml_attribute(xml, "role", "doc-noteref");
	if (note->first)
		xml_attribute(xml, "id", from + 1);
	xml_attribute(xml, "href", to);
}

static void
open_element(struct stretch *stretch, enum mark_kind kind)
{
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
	        [MARK_MADE] = "span",
	        [MARK_KEPT] = "span",
	};
	struct slot *slot = &stretch->slots[kind];

	xml_open(stretch->xml, elements[kind]);
	if (kind == MARK_TIME)
		xml_attribute(stretch->xml, "datetime", slot->value);
	else if (kind == MARK_LINK && slot->note)
		write_note_link(stretch->xml, slot->note);
	else if (kind == MARK_LINK)
		xml_attribute(stretch->xml, "href", slot->value);
	else if (kind == MARK_LANG)
		xhtml_language(stretch->xml, slot->value);
	else if (kind == MARK_MADE)
		xml_attribute(stretch->xml, "class", slot->value);
	else if (kind == MARK_KEPT || kind == MARK_KEPT_OUTER)
		xml_attribute(stretch->xml, "class", "nb");
	slot->open = TRUE;
	slot->opened = slot->value;
}

/* Is the element open that is asked for at a place, or closed as it should be? */
static gboolean
is_right(const struct slot *slot, gsize at)
{
	gboolean wanted = slot->end > at;

	return slot->open == wanted && (!wanted || slot->opened == slot->value);
}

/* Makes the open elements those that are asked for at a place. */
static void
change_elements(struct stretch *stretch, gsize at)
{
	int right = 0;

	while (right < MARK_N_KINDS && is_right(&stretch->slots[right], at))
		right++;
	for (int kind = MARK_N_KINDS - 1; kind >= right; kind--)
		if (stretch->slots[kind].open) {
			xml_close(stretch->xml);
			stretch->slots[kind].open = FALSE;
		}
	for (int kind = right; kind < MARK_N_KINDS; kind++)
		if (stretch->slots[kind].end > at)
			open_element(stretch, kind);
}

/* --- page breaks -------------------------------------------------------- */

char *
inline_break_id(const struct pagemap_place *place)
{
	return g_strdup_printf("page-%u", place->index + 1);
}

static void
write_break(struct xml *xml, const struct pagemap_place *place)
{
	g_autofree char *id = inline_break_id(place);
	g_autofree char *label = g_strdup_printf("%u", place->number);

	xml_open(xml, "span");
	xml_attribute(xml, "epub:type", "pagebreak");
	xml_attribute(xml, "role", "doc-pagebreak");
	xml_attribute(xml, "id", id);
	xml_attribute(xml, "aria-label", label);
	xml_close(xml);
}

void
inline_breaks(
        const struct publication *publication, struct xml *xml, const struct node *node)
{
	struct pagemap *pagemap = publication->job.pagemap;
	guint n = 0;
	const struct pagemap_place *places =
	        pagemap ? pagemap_find(pagemap, node->id, &n) : NULL;

	for (guint i = 0; i < n; i++)
		write_break(xml, &places[i]);
}

/* Where the next page begins; the end of the text: none does. */
static gsize
next_break(const struct stretch *stretch)
{
	gsize at;

	if (!stretch->n_breaks)
		return stretch->length;
	at = MIN(stretch->breaks->offset, stretch->length);
	while (at > 0 && ((guchar)stretch->text[at] & 0xC0) == 0x80)
		at--; /* set in capitals, which may be of other lengths */
	return at;
}

static void
write_breaks(struct stretch *stretch, gsize at)
{
	for (; stretch->n_breaks && next_break(stretch) <= at; stretch->n_breaks--)
		write_break(stretch->xml, stretch->breaks++);
}

/* --- text --------------------------------------------------------------- */

/* A mark whose kind is in force already lengthens it; one with a value gives way. */
static void
put_in_force(struct stretch *stretch, const struct mark *mark)
{
	struct slot *slot = &stretch->slots[mark->kind];

	if (slot->end <= mark->start) {
		slot->end = mark->end;
		slot->value = mark->value;
		slot->note = mark->note;
	} else if (!mark->value) {
		slot->end = MAX(slot->end, mark->end);
	}
}

static void
take_marks(struct stretch *stretch, gsize at)
{
	for (; stretch->next_mark < stretch->marks->len; stretch->next_mark++) {
		const struct mark *mark =
		        &g_array_index(stretch->marks, struct mark, stretch->next_mark);

		if (mark->start > at)
			return;
		put_in_force(stretch, mark);
	}
}

/* Where the next mark begins or one in force ends. */
static gsize
next_change(const struct stretch *stretch, gsize at)
{
	gsize next = next_break(stretch);

	if (stretch->next_mark < stretch->marks->len)
		next = MIN(next,
		        g_array_index(stretch->marks, struct mark, stretch->next_mark)
		                .start);
	for (int kind = 0; kind < MARK_N_KINDS; kind++)
		if (stretch->slots[kind].end > at)
			next = MIN(next, stretch->slots[kind].end);
	return next;
}

static gboolean
is_glued(enum breaking place)
{
	return place == BREAKING_GLUED || place == BREAKING_FIXED;
}

/* Text [at, end) inside one element. */
static void
write_run(struct stretch *stretch, gsize at, gsize end)
{
	gsize run = at;

	for (; at < end; at++) {
		if (stretch->text[at] != ' ' || !is_glued(stretch->places[at]))
			continue;
		xml_text_length(stretch->xml, stretch->text + run, at - run);
		xml_text(stretch->xml, NO_BREAK_SPACE);
		run = at + 1;
	}
	xml_text_length(stretch->xml, stretch->text + run, end - run);
}

static void
write_phrase(struct stretch *stretch)
{
	gsize at = 0, end;

	for (; at < stretch->length; at = end) {
		take_marks(stretch, at);
		change_elements(stretch, at);
		write_breaks(stretch, at);
		end = next_change(stretch, at);
		write_run(stretch, at, end);
	}
	change_elements(stretch, stretch->length);
	write_breaks(stretch, stretch->length);
}

/* --- the node ----------------------------------------------------------- */

/* The date that a date line shows. */
static char *
date_of(const struct node *node)
{
	const struct node *article = node_article(node);

	if (node->kind != NODE_DATELINE || !article || !article->meta)
		return NULL;
	return date_iso(&article->meta->published);
}

void
inline_write(
        const struct publication *publication, struct xml *xml, const struct node *node)
{
	struct stretch stretch = {.xml = xml, .text = node->shown};
	g_autofree guint8 *places = NULL;
	g_autofree char *iso = date_of(node);
	g_autoptr(GArray) marks = NULL;

	stretch.length = strlen(stretch.text);
	if (publication->job.pagemap)
		stretch.breaks = pagemap_find(
		        publication->job.pagemap, node->id, &stretch.n_breaks);
	places = g_malloc0(stretch.length + 1);
	nobreak_scan(stretch.text, stretch.length, places);
	phrases_foreign(node, stretch.text, places);
	marks = marks_find(node, places, iso, notes_of(publication->notes, node));
	stretch.places = places;
	stretch.marks = marks;
	write_phrase(&stretch);
}
