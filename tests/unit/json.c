/*
 * json.c - the reversible form: there and back, and edited by hand.
 */
#include "article/json.h"

#include "article/dump.h"
#include "article/meta.h"

#include <string.h>

static struct tree *
read_text(const char *text, const char *code)
{
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	struct diags *diags = diags_new();
	struct tree *tree = json_to_tree(bytes, "bai.anban.json", diags);

	g_assert_cmpstr(tree ? NULL : diag_code_name(diags_at(diags, 0)->code), ==, code);
	g_assert_cmpuint(diags_length(diags), ==, tree ? 0 : 1);
	diags_free(diags);
	return tree;
}

/* An article with every field that JSON knows. */
static struct tree *
full(void)
{
	struct tree *tree = tree_new(NODE_ARTICLE);
	struct node *root = tree_root(tree), *node;
	struct meta *meta = root->meta;
	struct span spans[] = {
	        {0, 2, SPAN_STRONG, NULL}, {3, 5, SPAN_LINK, "https://a.vn/"}};

	node = tree_append(tree, root, NODE_KICKER);
	node->text = meta->kicker = "THỜI SỰ";
	node->cased = "Thời sự";
	node = tree_append(tree, root, NODE_TITLE);
	node->text = meta->title = "TÊN \"BÀI\" \\";
	node->cased = meta->title_cased = "Tên \"bài\" \\";
	node->rule = "title.caps";
	node->certainty = CERTAINTY_LIKELY;
	node->line_first = 1;
	node->line_last = 2;
	node = tree_append(tree, root, NODE_SUBTITLE);
	node->text = meta->subtitle = "PHỤ ĐỀ";
	node->cased = "Phụ đề";
	tree_append(tree, root, NODE_DATELINE)->text = "Ngày đăng 1/6/2022";
	tree_append(tree, root, NODE_LEAD)->text = "(HNM) - Mở đầu.";
	node = tree_append(tree, root, NODE_HEADING);
	node->text = "I. MỤC";
	node->cased = "I. Mục";
	node->label = "I.";
	node->level = 3;
	node = tree_append(tree, root, NODE_PARAGRAPH);
	node->text = "Ăn và ở.";
	tree_set_spans(tree, node, spans, G_N_ELEMENTS(spans));
	node = tree_append(tree, tree_append(tree, root, NODE_FIGURE), NODE_CAPTION);
	node->text = "Chú thích";
	tree_append(tree, root, NODE_FIGURE)->credit = "Ảnh: Thu Hằng";
	tree_append(tree, root, NODE_BYLINE)->text = "Bài, ảnh: Minh Anh (TTXVN)";
	tree_append(tree, root, NODE_SOURCE)->text = "(Nguồn: A)";
	meta->published = (struct date){2022, 6, 1, 9, 4, 420};
	meta->modified = (struct date){2022, 6, 2, -1, -1, 420};
	meta->views = 384;
	meta->agency = "HNM";
	meta->dateline = "Hà Nội";
	meta_add_byline(tree, meta, "Minh Anh", "Bài, ảnh", "TTXVN");
	meta_add_byline(tree, meta, "Thu Hằng", NULL, NULL);
	meta->publisher = "NXB";
	meta->rights = "©";
	meta->subjects = "a, b";
	meta->identifier = "urn:x";
	meta->series = "Kỳ 1";
	g_ptr_array_add(meta->sources, (gpointer) "A");
	tree_number(tree);
	return tree;
}

static void
test_there_and_back(void)
{
	struct tree *tree = full(), *back;
	g_autofree char *json = json_from_tree(tree, NULL);
	g_autofree char *dump = dump_tree(tree);
	g_autofree char *json_back = NULL, *dump_back = NULL, *breach = NULL;

	back = read_text(json, NULL);
	json_back = json_from_tree(back, NULL);
	dump_back = dump_tree(back);
	breach = tree_check(back);
	g_assert_cmpstr(breach, ==, NULL);
	g_assert_cmpstr(json_back, ==, json);
	g_assert_cmpstr(dump_back, ==, dump);
	g_assert_cmpint(
	        node_find(tree_root(back), NODE_PARAGRAPH)->spans[1].kind, ==, SPAN_LINK);
	tree_free(back);
	tree_free(tree);
}

static void
test_nothing_known(void)
{
	struct tree *tree = read_text("{\"blocks\": []}", NULL);
	g_autofree char *json = json_from_tree(tree, NULL);

	g_assert_nonnull(strstr(json, "\"title\" : null"));
	g_assert_nonnull(strstr(json, "\"views\" : null"));
	g_assert_nonnull(strstr(json, "\"lead\" : null"));
	g_assert_nonnull(strstr(json, "\"sources\" : []"));
	g_assert_nonnull(strstr(json, "\"blocks\" : []"));
	tree_free(tree);
}

static void
test_changed_kind(void)
{
	struct tree *tree =
	        read_text("{\"blocks\": ["
	                  "{\"kind\":\"heading\",\"caption\":{\"text\":\"Một\"}},"
	                  "{\"kind\":\"figure\",\"text\":\"Hai\"},"
	                  "{\"kind\":\"caption\",\"text\":\"Ba\"},"
	                  "{\"kind\":\"paragraph\",\"text\":\"\"}]}",
	                NULL);
	const struct node *node = tree_root(tree)->first;

	g_assert_cmpint(node->kind, ==, NODE_HEADING);
	g_assert_cmpstr(node->text, ==, "Một");
	g_assert_cmpstr(node->next->first->text, ==, "Hai");
	g_assert_cmpint(node->next->next->first->kind, ==, NODE_CAPTION);
	g_assert_null(node->next->next->next);
	g_assert_cmpstr(meta_title(tree_meta(tree)), ==, "Một");
	tree_free(tree);
}

/* What was typed by hand is cleaned like any text. */
static void
test_cleaned(void)
{
	struct tree *tree = read_text("{\"title\": \"Tie\\u0302\\u0301ng  "
	                              "\\u0001Vi\\u1ec7t\\n\", \"blocks\": []}",
	        NULL);
	g_autofree char *breach = tree_check(tree);

	g_assert_cmpstr(breach, ==, NULL);
	g_assert_cmpstr(tree_meta(tree)->title, ==, "Tiếng Việt");
	tree_free(tree);
}

static void
test_refused(void)
{
	static const struct {
		const char *text, *code;
	} cases[] = {
	        {"", "json.form"},
	        {"{", "json.syntax"},
	        {"{\"blocks\": [\xFF]}", "json.syntax"},
	        {"null", "json.form"},
	        {"[]", "json.form"},
	        {"{}", "json.form"},
	        {"{\"blocks\": {}}", "json.form"},
	        {"{\"blocks\": [1]}", "json.form"},
	        {"{\"blocks\": [{}]}", "json.form"},
	        {"{\"blocks\": [{\"kind\":\"article\",\"text\":\"x\"}]}", "json.form"},
	        {"{\"blocks\": [{\"kind\":\"heading\",\"text\":\"x\",\"level\":1}]}",
	                "json.form"},
	        {"{\"blocks\": [{\"kind\":\"paragraph\",\"text\":1}]}", "json.form"},
	        {"{\"blocks\": [{\"kind\":\"paragraph\",\"text\":\"x\",\"spans\":["
	         "{\"start\":0,\"end\":2,\"kind\":\"em\"}]}]}",
	                "json.form"},
	        {"{\"blocks\": [], \"published\": \"31/2/2022\"}", "json.form"},
	        {"{\"blocks\": [], \"views\": \"x\"}", "json.form"},
	        {"{\"blocks\": [], \"sources\": [[]]}", "json.form"},
	        {"{\"blocks\": [], \"lead\": []}", "json.form"},
	        {"{\"blocks\": [], \"head\": {\"title\": 1}, \"title\": \"x\"}",
	                "json.form"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_null(read_text(cases[i].text, cases[i].code));
}

static void
test_deep(void)
{
	g_autofree char *deep = g_strnfill(1000000, '[');
	g_autofree char *quoted =
	        g_strconcat("{\"blocks\": [], \"x\": \"[[[[[[[[[[[[[[[[[["
	                    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
	                    "[[[[[[[[[\\\"[[\"}",
	                NULL);

	g_assert_null(read_text(deep, "json.nesting"));
	tree_free(read_text(quoted, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json/there-and-back", test_there_and_back);
	g_test_add_func("/json/nothing-known", test_nothing_known);
	g_test_add_func("/json/changed-kind", test_changed_kind);
	g_test_add_func("/json/cleaned", test_cleaned);
	g_test_add_func("/json/refused", test_refused);
	g_test_add_func("/json/deep", test_deep);
	return g_test_run();
}
