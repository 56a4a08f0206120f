/*
 * generate.c - the walk that counts, and puts text beside text.
 *
 * Nodes are gone through in reading order, as CSS counts: what an element does to the
 * counters, the strings that it sets, what its ::before does, its content, its ::after.
 * Margins of pages are told of it (running.h). A style without any of this costs no walk.
 * What is made for one text is bounded, so a document never grows beyond a multiple of
 * itself.
 */
#include "style/generate.h"

#include "article/storage.h"
#include "base/limits.h"
#include "style/counter.h"
#include "style/fill.h"
#include "style/role.h"
#include "style/running.h"
#include "text/letter.h"
#include "text/nfc.h"
#include "text/utf8.h"

#include <string.h>

/* Bytes beside one text or span; more spans than that have nothing beside them. */
enum { MADE_MOST = 1000, SPANS_MOST = 2000 };

struct walk {
	const struct style *style;
	struct cascade *cascade;
	struct tree *tree;
	struct counters *counters;
	guint told; /* of the changes of the counters */
	guint depth;
	gboolean running; /* the margins of pages ask for something */
	guint time;       /* running.h: of what has begun or been left last */
};

/* A text to be put into another. */
struct insertion {
	guint at;       /* code points of the text */
	guint rank;     /* order at one place: ends of spans, inner ones first, then the
	                 * beginnings of others, outer ones first */
	guint bit;      /* of the span's element, 0: the whole text */
	gboolean after; /* at the end of the span */
	char *text;
	guint length; /* code points */
};

/* --- what stands in for what --------------------------------------------- */

static void
append_attribute(
        const struct node *node, const struct span *span, const char *name, GString *out)
{
	const struct node *article = node_article(node);

	if (!strcmp(name, "id")) {
		g_string_append_printf(out, "n%u", node->id);
	} else if (!strcmp(name, "href") && span && span->kind == SPAN_LINK) {
		g_string_append(out, span->value ? span->value : "");
	} else if (!strcmp(name, "lang") && span && span->kind == SPAN_LANG) {
		g_string_append(out, span->value ? span->value : "");
	} else if (!strcmp(name, "lang") && !span && article && article->meta) {
		g_string_append(
		        out, article->meta->language ? article->meta->language : "vi");
	} else if (!strcmp(name, "alt") && node->parent && node->parent->alt) {
		g_string_append(out, node->parent->alt);
	}
}

/* The text of an element; of lines of verse, one after the other. */
static void
append_own(const struct node *node, GString *out)
{
	if (node->shown)
		g_string_append(out, node->shown);
	for (const struct node *line = node->first; line; line = line->next) {
		if (out->len && line->shown)
			g_string_append_c(out, ' ');
		if (line->shown)
			g_string_append(out, line->shown);
	}
}

static void
append_part(const struct walk *walk, const struct node *node, const struct span *span,
        const struct content_part *part, GString *out)
{
	switch (part->kind) {
	case PART_TEXT:
		g_string_append(out, part->text);
		break;
	case PART_STRING:
		g_string_append(out, running_now(walk->tree, part->text));
		break;
	case PART_OWN:
		append_own(node, out);
		break;
	case PART_COUNTER:
	case PART_COUNTERS:
		counters_append(
		        walk->counters, out, part->text, part->separator, part->counting);
		break;
	case PART_ATTR:
		append_attribute(node, span, part->text, out);
		break;
	default:
		break; /* pages are not known here: told when the style was filled */
	}
}

/* As texts are: NFC, no control characters, not too long. NULL: nothing. */
static char *
clean(const char *text)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (; *text && out->len < MADE_MOST; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		g_string_append_unichar(out, g_unichar_iscntrl(c) ? ' ' : c);
	}
	if (nfc_is(out->str, out->len))
		return out->len ? g_strdup(out->str) : NULL;
	return g_utf8_normalize(out->str, -1, G_NORMALIZE_NFC);
}

/* --- counting ----------------------------------------------------------- */

static void
count(const struct walk *walk, const struct computed *computed, gconstpointer scope)
{
	static const struct {
		enum property property;
		void (*act)(struct counters *, const char *, int, gconstpointer);
	} acts[] = {
	        {PROPERTY_COUNTER_RESET, counters_reset},
	        {PROPERTY_COUNTER_INCREMENT, counters_add},
	        {PROPERTY_COUNTER_SET, counters_set},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
		const struct value *value = &computed->values[acts[i].property];
		const struct counters_value *list = value->pointer;

		for (guint k = 0; value->kind == VALUE_POINTER && k < list->n; k++)
			acts[i].act(walk->counters, list->list[k].name,
			        list->list[k].number, scope);
	}
}

/* What an element sets strings to, once it has counted. */
static void
set_strings(
        const struct walk *walk, const struct node *node, const struct computed *computed)
{
	const struct value *value = &computed->values[PROPERTY_STRING_SET];
	const struct strings_value *strings = value->pointer;

	for (guint i = 0; value->kind == VALUE_POINTER && i < strings->n; i++) {
		const struct content_value *content = &strings->list[i].content;
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *cleaned = NULL;

		for (guint k = 0; k < content->n; k++)
			append_part(walk, node, NULL, &content->parts[k], text);
		cleaned = clean(text->str);
		running_set(walk->tree, strings->list[i].name, cleaned ? cleaned : "",
		        walk->time);
	}
}

/* The text of a pseudo-element of a subject, which counts, too. NULL: there is none. */
static char *
make(const struct walk *walk, const struct node *node, const struct span *span,
        struct subject subject, enum pseudo pseudo)
{
	const struct computed *computed;
	const struct content_value *content;
	g_autoptr(GString) text = NULL;

	subject.pseudo = pseudo;
	computed = cascade_subject(walk->cascade, &subject);
	content = computed->values[PROPERTY_CONTENT].pointer;
	if (computed->values[PROPERTY_CONTENT].kind != VALUE_POINTER || !content->n)
		return NULL;
	count(walk, computed, node);
	text = g_string_new(NULL);
	for (guint i = 0; i < content->n; i++)
		append_part(walk, node, span, &content->parts[i], text);
	return clean(text->str);
}

/* --- putting in --------------------------------------------------------- */

static guint
text_length(const char *text)
{
	return (guint)utf8_length(text, strlen(text));
}

/* Takes the text over; NULL: there is nothing to put in. */
static void
add_insertion(GArray *insertions, guint at, guint bit, gboolean after, char *text)
{
	struct insertion insertion = {.at = at, .bit = bit, .after = after, .text = text};
	guint depth = bit ? (guint)g_bit_nth_lsf(bit, -1) + 1 : 0;

	if (!text)
		return;
	insertion.rank = after ? ELEMENTS_INSIDE - depth : ELEMENTS_INSIDE + 1 + depth;
	insertion.length = text_length(text);
	g_array_append_val(insertions, insertion);
}

static int
compare_insertions(gconstpointer a, gconstpointer b)
{
	const struct insertion *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (int)x->rank - (int)y->rank;
}

/* Is it put in before the beginning of a span of that element? */
static gboolean
is_before_start(const struct insertion *insertion, guint start, guint bit)
{
	return insertion->at < start ||
	       (insertion->at == start && (insertion->after || insertion->bit < bit));
}

/* Is it put in before the end of it? */
static gboolean
is_before_end(const struct insertion *insertion, guint end, guint bit)
{
	return insertion->at < end ||
	       (insertion->at == end && insertion->after && insertion->bit >= bit);
}

static struct span
moved(const GArray *insertions, struct span span)
{
	guint bit = style_inside_of(&span), start = span.start, end = span.end;

	for (guint i = 0; i < insertions->len; i++) {
		const struct insertion *insertion =
		        &g_array_index(insertions, struct insertion, i);

		if (is_before_start(insertion, start, bit))
			span.start += insertion->length;
		if (is_before_end(insertion, end, bit))
			span.end += insertion->length;
	}
	return span;
}

/* The text with everything put in; `spans` gets the spans over that. */
static char *
put_in(const GArray *insertions, const char *text, GArray *spans)
{
	GString *out = g_string_new(NULL);
	guint at = 0, made = 0;

	for (guint i = 0; i < insertions->len; i++) {
		const struct insertion *insertion =
		        &g_array_index(insertions, struct insertion, i);
		const char *stop = g_utf8_offset_to_pointer(text, insertion->at - at);
		struct span span = {.start = insertion->at + made,
		        .end = insertion->at + made + insertion->length,
		        .kind = SPAN_GENERATED,
		        .value = insertion->after ? "after" : "before"};

		g_string_append_len(out, text, stop - text);
		g_string_append(out, insertion->text);
		g_array_append_val(spans, span);
		text = stop;
		at = insertion->at;
		made += insertion->length;
	}
	g_string_append(out, text);
	return g_string_free(out, FALSE);
}

static void
keep_spans(struct tree *tree, struct node *node, const struct span *spans, guint n)
{
	struct span *kept = NULL;

	if (n) {
		kept = arena_alloc(&tree->arena, n * sizeof(*kept));
		memcpy(kept, spans, n * sizeof(*kept));
	}
	node->shown_spans = kept;
	node->n_shown_spans = n;
}

/* The node shows that from now on. */
static void
show(struct tree *tree, struct node *node, const char *text, const struct span *spans,
        guint n)
{
	node->plain = node->shown;
	node->plain_spans = node->shown_spans;
	node->n_plain_spans = node->n_shown_spans;
	node->generated = TRUE;
	node->shown = tree_string(tree, text);
	keep_spans(tree, node, spans, n);
}

static void
insert(const struct walk *walk, struct node *node, GArray *insertions)
{
	g_autoptr(GArray) spans = NULL;
	g_autofree char *text = NULL;

	if (!insertions->len)
		return;
	spans = g_array_new(FALSE, FALSE, sizeof(struct span));
	g_array_sort(insertions, compare_insertions);
	for (guint i = 0; i < node->n_shown_spans; i++) {
		struct span span = moved(insertions, node->shown_spans[i]);

		g_array_append_val(spans, span);
	}
	text = put_in(insertions, node->shown, spans);
	show(walk->tree, node, text, (const struct span *)(gpointer)spans->data,
	        spans->len);
}

/* Code points of the text up to its first letter or figure and the marks right behind it:
 * “Ấ”, (a). 0: it has none. */
static guint
first_letter(const char *text)
{
	guint n = 0;

	while (*text && (g_unichar_ispunct(g_utf8_get_char(text)))) {
		text = g_utf8_next_char(text);
		n++;
	}
	if (!g_unichar_isalnum(g_utf8_get_char(text)))
		return 0;
	do {
		text = g_utf8_next_char(text);
		n++;
	} while (*text && (g_unichar_ismark(g_utf8_get_char(text)) ||
	                          g_unichar_ispunct(g_utf8_get_char(text))));
	return n;
}

/* Characters for each line that an initial is high: a shorter text has too few lines for
 * one on many a screen. */
enum { INITIAL_LINE = 60 };

/* The classes of a first letter in the EPUB. Of an initial they say what it needs room
 * for: marks above it; a dot, or the tail of Q and J, below. */
static const char *
letter_classes(const char *text, int lines)
{
	enum { DOT_BELOW = 220, MARK_ABOVE = 230 };
	static const char *const classes[] = {"letter initial", "letter initial tall",
	        "letter initial deep", "letter initial tall deep"};
	int at = letter_initial(text, strlen(text));
	gboolean tall = FALSE, deep;
	gunichar parts[8];
	gsize n;

	if (at < 0 || (gsize)text_length(text) * 1000 < (gsize)lines * INITIAL_LINE ||
	        !lines)
		return "letter";
	deep = text[at] == 'Q' || text[at] == 'J';
	n = g_unichar_fully_decompose(
	        g_utf8_get_char(text + at), FALSE, parts, G_N_ELEMENTS(parts));
	for (gsize i = 1; i < MIN(n, G_N_ELEMENTS(parts)); i++) {
		tall |= g_unichar_combining_class(parts[i]) == MARK_ABOVE;
		deep |= g_unichar_combining_class(parts[i]) == DOT_BELOW;
	}
	return classes[tall + 2 * deep];
}

/* A span over the first letter of what is shown, if a sheet says something of it. */
static void
mark_letter(const struct walk *walk, struct node *node, struct subject subject)
{
	g_autoptr(GArray) spans = NULL;
	struct span letter = {.kind = SPAN_GENERATED};
	gboolean generated = node->generated;
	const struct computed *computed;
	const struct initial_value *initial;

	subject.pseudo = PSEUDO_LETTER;
	computed = cascade_subject(walk->cascade, &subject);
	letter.end = computed_declared(computed) ? first_letter(node->shown) : 0;
	if (!letter.end)
		return;
	spans = g_array_new(FALSE, FALSE, sizeof(struct span));
	initial = computed->values[PROPERTY_INITIAL_LETTER].pointer;
	letter.value = letter_classes(node->shown, initial->lines);
	if (node->n_shown_spans)
		g_array_append_vals(spans, node->shown_spans, node->n_shown_spans);
	g_array_append_val(spans, letter);
	if (!generated)
		show(walk->tree, node, node->shown,
		        (const struct span *)(gpointer)spans->data, spans->len);
	else
		keep_spans(walk->tree, node, (const struct span *)(gpointer)spans->data,
		        spans->len);
}

static void
insertion_clear(gpointer data)
{
	g_free(((struct insertion *)data)->text);
}

/* A span with all that it stands inside of. */
static struct subject
subject_of_span(struct subject subject, const struct node *node, const struct span *span)
{
	guint bit = style_inside_of(span);

	subject.inside = bit;
	for (guint i = 0; i < node->n_shown_spans; i++) {
		const struct span *other = &node->shown_spans[i];

		if (other->start > span->start || other->end <= span->start)
			continue;
		if (style_inside_of(other) < bit)
			subject.inside |= style_inside_of(other);
		if (other->kind == SPAN_LANG && style_inside_of(other) <= bit)
			subject.language = other->value;
	}
	return subject;
}

static void
make_around_spans(const struct walk *walk, const struct node *node,
        const struct subject *subject, GArray *insertions)
{
	for (guint i = 0; i < node->n_shown_spans && i < SPANS_MOST; i++) {
		const struct span *span = &node->shown_spans[i];
		struct subject own = subject_of_span(*subject, node, span);

		count(walk, cascade_subject(walk->cascade, &own), node);
		add_insertion(insertions, span->start, style_inside_of(span), FALSE,
		        make(walk, node, span, own, PSEUDO_BEFORE));
		add_insertion(insertions, span->end, style_inside_of(span), TRUE,
		        make(walk, node, span, own, PSEUDO_AFTER));
	}
}

/* Lines of verse are several of one paragraph. */
static void
make_around(const struct walk *walk, struct node *node, const struct subject *subject)
{
	gboolean line = node->kind == NODE_VERSE_LINE;
	g_autoptr(GArray) insertions =
	        g_array_new(FALSE, FALSE, sizeof(struct insertion));
	char *after = NULL;

	g_array_set_clear_func(insertions, insertion_clear);
	if (!line || node == node->parent->first)
		add_insertion(insertions, 0, 0, FALSE,
		        make(walk, node, NULL, *subject, PSEUDO_BEFORE));
	make_around_spans(walk, node, subject, insertions);
	if (!line || !node->next)
		after = make(walk, node, NULL, *subject, PSEUDO_AFTER);
	if (after)
		add_insertion(insertions, text_length(node->shown), 0, TRUE, after);
	insert(walk, node, insertions);
	if (!line || node == node->parent->first)
		mark_letter(walk, node, *subject);
}

/* The mark of an item: what ::marker says, else list-style-type, else what was typed;
 * then li::before. */
static void
make_mark(const struct walk *walk, struct node *item, const struct subject *subject)
{
	const struct computed *computed = cascade_subject(walk->cascade, subject);
	const struct list_value *list =
	        computed->values[PROPERTY_LIST_STYLE_TYPE].pointer;
	g_autofree char *marker = make(walk, item, NULL, *subject, PSEUDO_MARKER);
	g_autofree char *before = make(walk, item, NULL, *subject, PSEUDO_BEFORE);
	g_autofree char *text = NULL;
	g_autoptr(GString) mark = g_string_new(marker);

	if (!marker && list->counting == COUNTING_TYPED && !before)
		return;
	if (!marker && list->counting == COUNTING_TYPED)
		g_string_append(mark, item->shown ? item->shown : "");
	else if (!marker)
		counter_mark(mark, counters_value(walk->counters, "list-item"), list);
	g_string_append(mark, before ? before : "");
	text = clean(g_strchomp(mark->str));
	show(walk->tree, item, text ? text : "", NULL, 0);
}

/* --- the walk ----------------------------------------------------------- */

static const enum element elements[NODE_N_KINDS] = {
        [NODE_BOOK] = ELEMENT_BODY,
        [NODE_PART] = ELEMENT_PART,
        [NODE_COLOPHON] = ELEMENT_COLOPHON,
        [NODE_ARTICLE] = ELEMENT_ARTICLE,
        [NODE_FIGURE] = ELEMENT_FIGURE,
        [NODE_LIST] = ELEMENT_LIST,
        [NODE_ITEM] = ELEMENT_LI,
        [NODE_QUOTE] = ELEMENT_QUOTE,
        [NODE_VERSE] = ELEMENT_VERSE,
        [NODE_STANZA] = ELEMENT_STANZA,
        [NODE_TABLE] = ELEMENT_TABLE,
        [NODE_ROW] = ELEMENT_ROW,
        [NODE_NOTE] = ELEMENT_NOTE,
        [NODE_BOX] = ELEMENT_BOX,
        [NODE_SEPARATOR] = ELEMENT_SEPARATOR,
};

/* What a node is to selectors; ELEMENT_HTML: nothing. */
static struct subject
subject_of(const struct walk *walk, const struct node *node, const struct node *previous,
        guint lists)
{
	struct subject subject = {.element = elements[node->kind], .lists = lists};
	enum block_role role;

	if (subject.element)
		return subject;
	role = role_of(walk->style, node, previous);
	if (role < BLOCK_N_ROLES)
		subject.element = element_of_role(role);
	return subject;
}

/* What an element does before its content comes: lists begin to count, items go on. */
static void
enter(struct walk *walk, struct node *node, const struct subject *subject)
{
	const struct computed *computed = cascade_subject(walk->cascade, subject);

	if (node->kind == NODE_LIST)
		counters_reset(walk->counters, "list-item",
		        (node->ordered ? node->start : 1) - 1, node->parent);
	else if (node->kind == NODE_ITEM)
		counters_add(walk->counters, "list-item", 1, node->parent);
	if (node->kind != NODE_VERSE_LINE) {
		count(walk, computed, node->parent);
		set_strings(walk, node, computed);
	}
	if (node->kind == NODE_ITEM)
		make_mark(walk, node, subject);
	else if (node->shown && *node->shown)
		make_around(walk, node, subject);
}

/* An article is a document of its own: no string of another one holds in it. */
static void
begin(struct walk *walk, const struct node *node)
{
	if (walk->running && node->kind == NODE_ARTICLE)
		running_forget(walk->tree, walk->time);
	walk->time = 2 * node->id;
}

static void
tell_counters(struct walk *walk)
{
	guint changes = counters_changes(walk->counters);

	if (!walk->running || walk->told == changes)
		return;
	running_count(walk->tree, walk->counters, walk->time);
	walk->told = changes;
}

static void
visit(struct walk *walk, struct node *node, const struct node *previous, guint lists)
{
	struct subject subject;

	if (node->kind == NODE_LIST)
		lists = (lists << 2 | (node->ordered ? LISTS_OL : LISTS_UL)) & LISTS_ALL;
	begin(walk, node);
	subject = subject_of(walk, node, previous, lists);
	if (subject.element)
		enter(walk, node, &subject);
	tell_counters(walk);
	previous = NULL;
	if (walk->depth++ < 2 * LIMIT_NESTING)
		for (struct node *child = node->first; child; child = child->next) {
			visit(walk, child, previous, lists);
			if (elements[child->kind] || (child->shown && *child->shown))
				previous = child;
		}
	walk->depth--;
	counters_leave(walk->counters, node);
	walk->time |= 1;
	tell_counters(walk);
}

static void
restore(struct tree *tree)
{
	struct node *root = tree_root(tree);

	for (struct node *node = root; node; node = node_next(node, root)) {
		if (!node->generated)
			continue;
		node->shown = node->plain;
		node->shown_spans = node->plain_spans;
		node->n_shown_spans = node->n_plain_spans;
		node->generated = FALSE;
		node->plain = NULL;
	}
}

void
generate_text(const struct style *style, struct tree *tree)
{
	struct walk walk = {style, style_cascade(style), tree, NULL, 0, 0, FALSE, 0};

	if (tree->style == style)
		return;
	tree->style = style;
	restore(tree);
	walk.running = running_begin(tree, style);
	if (!walk.running && !cascade_makes_text(walk.cascade))
		return;
	walk.counters = counters_new();
	for (int i = ELEMENT_HTML; i <= ELEMENT_BODY; i++)
		if (i == ELEMENT_HTML || tree_root(tree)->kind != NODE_BOOK)
			count(&walk,
			        cascade_subject(walk.cascade,
			                &(struct subject){.element = (enum element)i}),
			        NULL);
	tell_counters(&walk);
	visit(&walk, tree_root(tree), NULL, 0);
	counters_free(walk.counters);
}
