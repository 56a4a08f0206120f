/*
 * tree.c - building, numbering, walking, joining and checking trees; metadata.
 */
#include "article/tree.h"

#include "article/arena.h"
#include "article/ledger.h"
#include "article/meta.h"
#include "article/shown.h"
#include "book/join.h"

#include <string.h>

/* An article with a title, two paragraphs and a figure with a caption. */
static struct tree *
sample(void)
{
	struct tree *tree = tree_new(NODE_ARTICLE);
	struct node *root = tree_root(tree), *node;

	node = tree_append(tree, root, NODE_TITLE);
	node->text = root->meta->title = tree_string(tree, "Bài một");
	node = tree_append(tree, root, NODE_PARAGRAPH);
	node->text = tree_string(tree, "Đoạn một - có \"ngoặc\".");
	node = tree_append(tree, tree_append(tree, root, NODE_FIGURE), NODE_CAPTION);
	node->text = tree_string(tree, "Chú thích");
	node = tree_append(tree, root, NODE_PARAGRAPH);
	node->text = tree_string(tree, "Đoạn hai.");
	root->file = tree_string(tree, "mot.txt");
	tree_number(tree);
	return tree;
}

static void
assert_sound(const struct tree *tree)
{
	g_autofree char *breach = tree_check(tree);

	g_assert_cmpstr(breach, ==, NULL);
}

static void
assert_breach(const struct tree *tree, const char *expected)
{
	g_autofree char *breach = tree_check(tree);

	g_assert_cmpstr(breach, ==, expected);
}

static void
test_arena(void)
{
	struct arena arena = {NULL}, other = {NULL};
	char *pieces[400];

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		pieces[i] = arena_alloc(i % 2 ? &arena : &other, i * 7);
		g_assert_cmpuint((guintptr)pieces[i] % 8, ==, 0);
		memset(pieces[i], i, i * 7);
	}
	g_assert_nonnull(arena_alloc(&arena, 1000000));
	arena_take(&arena, &other);
	g_assert_null(other.blocks);
	for (guint i = 1; i < G_N_ELEMENTS(pieces); i++)
		g_assert_cmpint((guchar)pieces[i][i * 7 - 1], ==, i % 256);
	arena_clear(&arena);
	g_assert_null(arena.blocks);
}

static void
test_walk(void)
{
	static const enum node_kind kinds[] = {NODE_ARTICLE, NODE_TITLE, NODE_PARAGRAPH,
	        NODE_FIGURE, NODE_CAPTION, NODE_PARAGRAPH};
	struct tree *tree = sample();
	const struct node *node = tree_root(tree);

	assert_sound(tree);
	g_assert_cmpuint(tree_length(tree), ==, G_N_ELEMENTS(kinds));
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_assert_cmpint(node->kind, ==, kinds[i]);
		g_assert_cmpuint(node->id, ==, i + 1);
		g_assert_true(tree_node(tree, i + 1) == node);
		g_assert_true(node_article(node) == tree_root(tree));
		node = node_next(node, tree_root(tree));
	}
	g_assert_null(node);
	g_assert_null(tree_node(tree, 0));
	g_assert_null(tree_node(tree, 7));
	node = tree_node(tree, 4);
	g_assert_true(node_next(tree_node(tree, 5), node) == NULL);
	tree_free(tree);
}

static void
test_insert_and_remove(void)
{
	struct tree *tree = sample();
	struct node *root = tree_root(tree);
	struct node *kicker = meta_head_node(tree, root, NODE_KICKER);
	struct node *lead = meta_head_node(tree, root, NODE_LEAD);

	kicker->text = lead->text = tree_string(tree, "x");
	g_assert_true(meta_head_node(tree, root, NODE_LEAD) == lead);
	tree_number(tree);
	assert_sound(tree);
	g_assert_true(root->first == kicker);
	g_assert_true(node_find(root, NODE_TITLE)->next == lead);
	tree_remove(tree, root->last);
	tree_remove(tree, kicker);
	tree_number(tree);
	assert_sound(tree);
	g_assert_cmpint(root->last->kind, ==, NODE_FIGURE);
	tree_free(tree);
}

static void
test_check(void)
{
	struct tree *tree = sample();
	struct node *title = tree_node(tree, 2), *paragraph = tree_node(tree, 3);
	const char *text = paragraph->text;
	struct span span = {.start = 2, .end = 99};

	paragraph->text = "e\xCC\x81";
	assert_breach(tree, "paragraph 3: text is not in NFC");
	paragraph->text = "a\nb";
	assert_breach(tree, "paragraph 3: text holds a control character");
	paragraph->text = "\xFF";
	assert_breach(tree, "paragraph 3: text is not UTF-8");
	paragraph->text = text;
	tree_set_spans(tree, paragraph, &span, 1);
	assert_breach(tree, "paragraph 3: a span lies outside of its text");
	tree_set_spans(tree, paragraph, NULL, 0);
	paragraph->kind = NODE_LEAD;
	title->kind = NODE_LEAD;
	assert_breach(tree, "lead 2: the head is out of order");
	title->kind = NODE_PARAGRAPH;
	assert_breach(tree, "lead 3: a part of the head stands in the body");
	title->kind = NODE_CAPTION;
	assert_breach(tree, "caption 2: it has the wrong parent");
	title->kind = NODE_TITLE;
	paragraph->kind = NODE_HEADING;
	assert_breach(tree, "heading 3: a heading has no level from 2 to 6");
	paragraph->kind = NODE_PARAGRAPH;
	paragraph->id = 9;
	assert_breach(tree, "paragraph 3: ids are not those of the document order");
	tree_free(tree);
}

static void
test_join(void)
{
	struct tree *trees[] = {sample(), sample()};
	struct tree *book;
	const struct node *entry;
	struct ledger_row row = {.line = 1, .column = 1, .end = 2};

	row.node = tree_node(trees[1], 2);
	ledger_add(trees[1], &row);
	book = join_articles(trees, 2, "Tập bài");
	assert_sound(book);
	entry = node_find(node_find(tree_root(book), NODE_CONTENTS), NODE_ENTRY);
	g_assert_cmpint(tree_node(book, entry->target)->kind, ==, NODE_ARTICLE);
	g_assert_cmpuint(ledger_length(book), ==, 1);
	g_assert_cmpstr(ledger_at(book, 0)->node->text, ==, "Bài một");
	g_assert_cmpstr(meta_title(tree_meta(book)), ==, "Tập bài");
	tree_free(book);
}

/* --- metadata --------------------------------------------------------- */

static gboolean
set(struct tree *tree, const char *key, const char *value, const char *code)
{
	struct diags *diags = diags_new();
	gboolean ok = meta_set(tree, key, value, NULL, diags);

	g_assert_cmpstr(ok ? NULL : diag_code_name(diags_at(diags, 0)->code), ==, code);
	g_assert_cmpuint(diags_length(diags), ==, ok ? 0 : 1);
	diags_free(diags);
	assert_sound(tree);
	return ok;
}

static void
test_meta(void)
{
	struct tree *tree = sample();
	const struct meta *meta = tree_meta(tree);
	const struct node *root = tree_root(tree);

	set(tree, "title", " Tên\tkhác ", NULL);
	g_assert_cmpstr(meta_title(meta), ==, "Tên khác");
	g_assert_cmpstr(node_find(root, NODE_TITLE)->text, ==, "Tên khác");
	set(tree, "kicker", "Thời sự", NULL);
	g_assert_true(root->first->kind == NODE_KICKER);
	set(tree, "kicker", "", NULL);
	g_assert_null(node_find(root, NODE_KICKER));
	set(tree, "published", "1/6/2022 9h04", NULL);
	g_assert_cmpint(meta->published.minute, ==, 4);
	g_assert_nonnull(node_find(root, NODE_DATELINE));
	set(tree, "agency", "TTXVN", NULL);
	set(tree, "published", "", NULL);
	g_assert_nonnull(node_find(root, NODE_DATELINE));
	set(tree, "agency", "", NULL);
	g_assert_null(node_find(root, NODE_DATELINE));
	set(tree, "source", "Báo Nhân Dân", NULL);
	set(tree, "source", "Báo Hà Nội mới", NULL);
	g_assert_cmpuint(meta->sources->len, ==, 1);
	g_assert_cmpstr(root->last->text, ==, "(Nguồn: Báo Hà Nội mới)");
	set(tree, "language", "vi-Latn-VN", NULL);
	set(tree, "author", "Minh Anh", NULL);
	g_assert_cmpstr(meta->author, ==, "Minh Anh");
	tree_free(tree);
}

static void
test_meta_refused(void)
{
	struct tree *tree = sample();
	g_autofree char *keys = meta_keys();

	set(tree, "titel", "x", "meta.key");
	set(tree, "title", " ", "meta.value");
	set(tree, "published", "31/2/2022", "meta.value");
	set(tree, "modified", "hôm nay", "meta.value");
	set(tree, "language", "tiếng Việt", "meta.value");
	set(tree, "language", "v", "meta.value");
	set(tree, "identifier", "urn:uuid:xyz", "meta.value");
	set(tree, "identifier", "urn:uuid:8aa538b1-7e43-4dd3-af19-c884c0658423", NULL);
	set(tree, "identifier", "isbn:1", NULL);
	g_assert_cmpstr(meta_title(tree_meta(tree)), ==, "Bài một");
	g_assert_nonnull(strstr(keys, "publisher"));
	tree_free(tree);
}

/* --- shown text ------------------------------------------------------- */

static void
test_shown(void)
{
	struct tree *tree = sample();
	struct shown_options book = {TYPOGRAPHY_BOOK, TITLE_CASE_AUTO};
	struct shown_options keep = {TYPOGRAPHY_KEEP, TITLE_CASE_KEEP};
	struct diags *diags = diags_new();
	struct span span = {.start = 15, .end = 20, .kind = SPAN_STRONG};
	struct node *paragraph = tree_node(tree, 3);
	g_autofree char *dump = NULL;

	tree_root(tree)->meta->published = (struct date){2022, 6, 1, 9, 4, 420};
	tree_root(tree)->meta->agency = "HNM";
	meta_head_node(tree, tree_root(tree), NODE_DATELINE)->text = "Ngày 01/06/2022";
	tree_node(tree, 2)->cased = "bài Một";
	tree_set_spans(tree, paragraph, &span, 1);
	tree_number(tree);
	shown_prepare(tree, &book, diags);
	dump = shown_dump(tree);
	g_assert_cmpstr(dump, ==,
	        "bài Một\n1-6-2022, 9:04 · HNM\nĐoạn một – có “ngoặc”.\nChú thích\nĐoạn "
	        "hai.\n");
	g_assert_cmpuint(diags_length(diags), ==, 1);
	g_assert_cmpstr(diags_at(diags, 0)->arg1, ==, "3");
	g_assert_cmpstr(diags_at(diags, 0)->file, ==, "mot.txt");
	g_assert_cmpuint(paragraph->shown_spans[0].start, ==, 15);
	shown_prepare(tree, &keep, diags);
	g_assert_cmpstr(paragraph->shown, ==, paragraph->text);
	g_assert_cmpstr(tree_node(tree, 2)->shown, ==, "Bài một");
	diags_free(diags);
	tree_free(tree);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/arena", test_arena);
	g_test_add_func("/tree/walk", test_walk);
	g_test_add_func("/tree/insert-and-remove", test_insert_and_remove);
	g_test_add_func("/tree/check", test_check);
	g_test_add_func("/tree/join", test_join);
	g_test_add_func("/meta/set", test_meta);
	g_test_add_func("/meta/refused", test_meta_refused);
	g_test_add_func("/shown", test_shown);
	return g_test_run();
}
