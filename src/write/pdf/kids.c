/*
 * kids.c - leaves of one phrase gathered in elements.
 *
 * The leaves of a node come phrase by phrase (places.h), so that what belongs together
 * lies together. A Link holds its annotations itself (ISO 14289-1, 7.18.5), never by way
 * of a Span; what leads nowhere, because it has none, is no Link. An element takes no
 * more leaves than an array may hold; the next one goes on.
 */
#include "write/pdf/kids.h"

#include "write/pdf/syntax.h"

struct reading {
	const struct places *places;
	guint32 node;
	const struct place_leaf *leaves;
	gboolean plain; /* there are no phrases */
};

static const struct phrase *
phrase_at(const struct reading *reading, guint leaf)
{
	return reading->plain ? NULL
	                      : places_phrase(reading->places, reading->node,
	                                reading->leaves[leaf]);
}

/* Behind the leaves from `from` on that are of the same link. */
static guint
link_end(const struct reading *reading, guint from, guint to)
{
	guint32 link = phrase_at(reading, from)->link;
	guint end = from + 1;

	while (end < to && end - from < SYNTAX_ARRAY_LIMIT &&
	        phrase_at(reading, end)->link == link)
		end++;
	return end;
}

/* Behind the marks from `from` on that are of the same phrase. */
static guint
phrase_end(const struct reading *reading, guint from, guint to)
{
	const struct phrase *phrase = phrase_at(reading, from);
	guint end = from + 1;

	while (end < to && end - from < SYNTAX_ARRAY_LIMIT &&
	        !reading->leaves[end].is_link && phrase_at(reading, end) == phrase)
		end++;
	return end;
}

/* Is there an annotation among these leaves? */
static gboolean
leads_on(const struct reading *reading, guint from, guint to)
{
	for (guint i = from; i < to; i++)
		if (reading->leaves[i].is_link)
			return TRUE;
	return FALSE;
}

/* Does the phrase call for a note? */
static gboolean
is_call(const struct reading *reading, const struct phrase *phrase)
{
	const struct node *target = tree_node(reading->places->tree, phrase->target);

	return target && target->kind == NODE_NOTE;
}

static struct kid
next_kid(const struct reading *reading, guint from, guint to, gboolean in_link)
{
	const struct phrase *phrase = phrase_at(reading, from);
	guint end = phrase && phrase->link && !in_link ? link_end(reading, from, to) : 0;
	gboolean linked = leads_on(reading, from, end);
	struct kid kid = {.from = from, .to = from + 1};

	if (linked) {
		kid.linked = is_call(reading, phrase);
		kid.role = kid.linked ? "Reference" : "Link";
		kid.to = end;
	} else if (phrase && !in_link && is_call(reading, phrase)) {
		kid.role = "Reference";
		kid.language = phrase->language;
		kid.to = phrase_end(reading, from, to);
	} else if (phrase && phrase->language && !reading->leaves[from].is_link) {
		kid.role = "Span";
		kid.language = phrase->language;
		kid.to = phrase_end(reading, from, to);
	}
	return kid;
}

/* Elements among the leaves of a Link. */
static guint
count_inner(const struct reading *reading, guint from, guint to)
{
	guint n = 0;

	while (from < to) {
		struct kid kid = next_kid(reading, from, to, TRUE);

		n += kid.role != NULL;
		from = kid.to;
	}
	return n;
}

guint
kids_find(const struct places *places, guint32 node, guint from, guint to,
        gboolean in_link, guint32 object, GArray *kids)
{
	guint n_leaves, n = 0;
	struct reading reading = {.places = places,
	        .node = node,
	        .leaves = places_leaves(places, node, &n_leaves),
	        .plain = !places_phrases(places, node)};

	while (from < to) {
		struct kid kid = next_kid(&reading, from, to, in_link);

		if (kid.role) {
			kid.object = object + n;
			n += 1 + kid.linked +
			     (in_link ? 0 : count_inner(&reading, kid.from, kid.to));
		}
		g_array_append_val(kids, kid);
		from = kid.to;
	}
	return n;
}

guint
kids_count(const struct places *places, guint32 node, gboolean in_link, guint *n_kids)
{
	g_autoptr(GArray) kids = NULL;
	guint n_leaves, n;

	places_leaves(places, node, &n_leaves);
	*n_kids = n_leaves;
	if (!places_phrases(places, node))
		return 0;
	kids = g_array_new(FALSE, FALSE, sizeof(struct kid));
	n = kids_find(places, node, 0, n_leaves, in_link, 0, kids);
	*n_kids = kids->len;
	return n;
}
