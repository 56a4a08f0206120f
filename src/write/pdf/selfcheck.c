/*
 * selfcheck.c - drawn text against shown text, node by node, as it is written.
 *
 * For every node the number of bytes of its shown text that have been drawn. A run must
 * go on where the last one ended, blanks between lines aside. Where a style sets capitals
 * the text is that of the node in capitals. The text of a run is compared by its address
 * first: most runs point into the node itself.
 */
#include "write/pdf/selfcheck.h"

#include "article/cased.h"
#include "base/text_in.h"

#include <string.h>

struct selfcheck {
	const struct tree *tree;
	guint32 *drawn;       /* by node id */
	char *cased[CASED_N]; /* the shown text of cased_node, as a style may set it */
	guint32 cased_node;
	const char *fault; /* N_(…): the first */
	guint32 fault_node;
};

struct selfcheck *
selfcheck_new(const struct tree *tree)
{
	struct selfcheck *check = g_malloc0(sizeof(*check));

	check->tree = tree;
	check->drawn = g_new0(guint32, tree_length(tree) + 1);
	return check;
}

void
selfcheck_free(struct selfcheck *check)
{
	if (!check)
		return;
	g_free(check->drawn);
	for (int i = 0; i < CASED_N; i++)
		g_free(check->cased[i]);
	g_free(check);
}

void
selfcheck_fault(struct selfcheck *check, const char *what, guint32 node)
{
	if (check->fault)
		return;
	check->fault = what;
	check->fault_node = node;
}

/* --- glyphs ------------------------------------------------------------- */

/* A fixed space is drawn as a space. */
static gboolean
tells_space(const struct run *run, const struct glyph *glyph, const char *text)
{
	return glyph->id == run->face->space && glyph->bytes == 2 &&
	       !memcmp(text, "\xC2\xA0", 2);
}

/* Are these bytes of a text, which has no NUL, all that a glyph's own text has? */
static inline gboolean
is_whole(const char *own, const char *text, guint bytes)
{
	guint i = 0;

	if (bytes == 1) /* most are */
		return own[0] == text[0] && !own[1];
	while (i < bytes && own[i] == text[i])
		i++;
	return i == bytes && !own[i];
}

static gboolean
tells_text(const struct run *run, const struct glyph *glyph, const char *text)
{
	const char *own = face_text(run->face, glyph->id);

	return own &&
	       (is_whole(own, text, glyph->bytes) || tells_space(run, glyph, text));
}

/* Does each glyph tell its part of the text? Where the run tells it beside the glyphs,
 * they must only be glyphs. */
static void
check_glyphs(struct selfcheck *check, const struct run *run, guint32 node)
{
	const char *text = run->text ? run->text : "", *end = text + run->length;
	gboolean tell = !run->actual_text;

	for (const struct glyph *glyph = run->glyphs; glyph < run->glyphs + run->n_glyphs;
	        glyph++) {
		if (!glyph->id)
			selfcheck_fault(check, N_("a glyph is no character"), node);
		if (glyph->bytes > end - text)
			break;
		if (tell && !tells_text(run, glyph, text))
			selfcheck_fault(check, N_("a glyph tells another text"), node);
		text += glyph->bytes;
	}
	if (text != end)
		selfcheck_fault(check, N_("glyphs and text differ in length"), node);
}

/* --- texts -------------------------------------------------------------- */

static gboolean
is_blank(const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (text[i] != ' ' && (guint8)text[i] != 0xC2 && (guint8)text[i] != 0xA0)
			return FALSE;
	return TRUE;
}

static const char *
cased_of(struct selfcheck *check, const struct node *node, enum cased cased)
{
	if (check->cased_node != node->id)
		for (int i = 0; i < CASED_N; i++)
			g_clear_pointer(&check->cased[i], g_free);
	check->cased_node = node->id;
	if (!check->cased[cased])
		check->cased[cased] = cased_text(node->shown, cased);
	return check->cased[cased];
}

static gboolean
stands_at(const char *whole, guint32 offset, const char *text, guint32 length)
{
	gsize n = strlen(whole);

	return offset <= n && length <= n - offset &&
	       !memcmp(whole + offset, text, length);
}

/* The folio of an entry of the contents, which no article knows. */
static gboolean
is_folio(const struct node *node, const char *text, guint32 length)
{
	return node->kind == NODE_ENTRY && length && strspn(text, "0123456789") >= length;
}

/* The node's text that has this at `offset`: as it is shown, or as a style may set it.
 * NULL: none has. */
static const char *
find_whole(struct selfcheck *check, const struct node *node, const char *text,
        guint32 length, guint32 offset)
{
	if (stands_at(node->shown, offset, text, length))
		return node->shown;
	for (int i = CASED_UPPER; i < CASED_N; i++)
		if (stands_at(cased_of(check, node, (enum cased)i), offset, text, length))
			return check->cased[i];
	return NULL;
}

/* The text goes on at `offset` of the node's. */
static void
check_text(struct selfcheck *check, const struct node *node, const char *text,
        guint32 length, guint32 offset)
{
	guint32 *drawn = &check->drawn[node->id];
	const char *whole = node->shown;

	if (!whole) {
		selfcheck_fault(check, N_("text is drawn that is not shown"), node->id);
		return;
	}
	if (text != whole + offset)
		whole = find_whole(check, node, text, length, offset);
	if (!whole) {
		if (!is_folio(node, text, length))
			selfcheck_fault(check, N_("the drawn text is not the shown one"),
			        node->id);
		return;
	}
	if (offset < *drawn) {
		if (!is_folio(node, text, length))
			selfcheck_fault(check, N_("text is drawn twice"), node->id);
		return;
	}
	if (!is_blank(whole + *drawn, offset - *drawn))
		selfcheck_fault(check, N_("a part of the text is missing"), node->id);
	*drawn = offset + length;
}

void
selfcheck_item(struct selfcheck *check, const struct item *item)
{
	const struct node *node = tree_node(check->tree, item->node);

	if (check->fault || !node)
		return;
	if (item->kind == ITEM_RUN) {
		check_glyphs(check, &item->run, node->id);
		check_text(
		        check, node, item->run.text, item->run.length, item->run.offset);
	} else if (item->kind == ITEM_PATH && item->path.text) {
		check_text(check, node, item->path.text, item->path.length,
		        check->drawn[node->id]);
	}
}

void
selfcheck_artifact(struct selfcheck *check, const struct run *run)
{
	for (guint32 i = 0; i < run->n_glyphs; i++)
		if (!run->glyphs[i].id)
			selfcheck_fault(check, N_("a glyph is no character"), 0);
}

/* --- the end ------------------------------------------------------------ */

/* Is nothing but blanks behind it? */
static gboolean
ends_at(const char *whole, guint32 drawn)
{
	gsize n = strlen(whole);

	return drawn <= n && is_blank(whole + drawn, n - drawn);
}

static void
check_whole(struct selfcheck *check, const struct node *node)
{
	guint32 drawn = check->drawn[node->id];
	const char *whole = node->shown;

	if (!whole || drawn == strlen(whole))
		return;
	if (!ends_at(whole, drawn))
		for (int i = CASED_UPPER; i < CASED_N; i++)
			if (ends_at(cased_of(check, node, (enum cased)i), drawn))
				return;
	if (drawn > strlen(whole))
		drawn = 0;
	if (!is_blank(whole + drawn, strlen(whole + drawn)))
		selfcheck_fault(check, N_("a part of the text is missing"), node->id);
}

static void
check_elements(struct selfcheck *check, const struct places *places)
{
	for (guint i = 0; i < places->marks->len; i++)
		if (!places_mark(places, i)->element)
			selfcheck_fault(check, N_("content stands in no element"),
			        places_mark(places, i)->node);
	for (guint p = 0; p < places->pages->len; p++) {
		const struct place_page *page = places_page(places, p);

		for (guint i = 0; i < page->n_links; i++)
			if (!places_link(places, page->first_link + i)->element)
				selfcheck_fault(
				        check, N_("a link stands in no element"), 0);
	}
}

/* Each link of the node's text has its places on the pages: the leaves of a link lie
 * together, and one of them at least is an annotation. */
static void
check_links(struct selfcheck *check, const struct places *places, guint32 node)
{
	guint n, from = 0;
	const struct place_leaf *leaves = places_leaves(places, node, &n);

	while (from < n) {
		guint32 link = places_phrase(places, node, leaves[from])->link;
		gboolean leads = FALSE;
		guint to = from;

		for (; to < n && places_phrase(places, node, leaves[to])->link == link;
		        to++)
			leads |= leaves[to].is_link;
		if (link && !leads)
			selfcheck_fault(check, N_("a link leads nowhere"), node);
		from = to;
	}
}

static void
check_all_links(struct selfcheck *check, const struct places *places)
{
	for (guint32 id = 1; id <= tree_length(check->tree); id++)
		if (places_phrases(places, id))
			check_links(check, places, id);
}

static void
report(const struct selfcheck *check, struct diags *diags)
{
	const struct node *node = tree_node(check->tree, check->fault_node);
	const struct node *article = node_article(node);

	diag_report(diags, DIAG_OUTPUT_SELFCHECK, article ? article->file : NULL,
	        node ? node->line_first : 0, 0, _(check->fault), NULL);
}

gboolean
selfcheck_passed(struct selfcheck *check, const struct places *places, gboolean tagged,
        struct diags *diags)
{
	for (guint32 id = 1; !check->fault && id <= tree_length(check->tree); id++)
		check_whole(check, tree_node(check->tree, id));
	if (!check->fault)
		check_all_links(check, places);
	if (!check->fault && tagged)
		check_elements(check, places);
	if (check->fault && diags)
		report(check, diags);
	return !check->fault;
}
