/*
 * epub.c - the EPUB writer: what stands in its files. (EPUBCheck judges whole files in
 * tests/writers.py.)
 */
#include "write/epub/epub.h"

#include "app/styles.h"
#include "article/address.h"
#include "article/meta.h"
#include "config.h"
#include "style/sheet.h"
#include "typeset/pages.h"
#include "write/epub/publication.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#define FONTS ANBAN_SOURCE_ROOT "/fonts"
#define CHAPTER "EPUB/article-0001.xhtml"
#define PACKAGE "EPUB/package.opf"
#define NAV "EPUB/nav.xhtml"

/* --- articles for the tests --------------------------------------------- */

static struct node *
add(struct tree *tree, struct node *parent, enum node_kind kind, const char *shown)
{
	struct node *node = tree_append(tree, parent, kind);

	node->text = node->shown = tree_string(tree, shown);
	return node;
}

static struct node *
add_heading(struct tree *tree, guint8 level, const char *shown)
{
	struct node *node = add(tree, tree_root(tree), NODE_HEADING, shown);

	node->level = level;
	return node;
}

/* A title and one paragraph. */
static struct tree *
small_tree(const char *title, const char *paragraph)
{
	struct tree *tree = tree_new(NODE_ARTICLE);
	struct node *root = tree_root(tree);

	root->meta->title = tree_string(tree, title);
	root->meta->published = (struct date){2022, 6, 1, 9, 4, 420};
	add(tree, root, NODE_TITLE, title);
	add(tree, root, NODE_PARAGRAPH, paragraph);
	return tree;
}

/* --- writing and reading back ------------------------------------------- */

struct made {
	gboolean ok;
	char *path;
	zip_t *archive; /* NULL: not made */
	struct diags *diags;
};

static char *
new_path(void)
{
	g_autofree char *folder = g_dir_make_tmp("anban-epub-XXXXXX", NULL);

	return g_build_filename(folder, "a.epub", NULL);
}

/* Takes the tree over. asked: what else is asked of the writer. */
static struct made
make_as(struct tree *tree, const char *fonts, const struct write_job *asked)
{
	struct made made = {.path = new_path(), .diags = diags_new()};
	struct sheets *sheets = styles_load(NULL, NULL, made.diags);
	struct style *style = style_new(sheets, MEDIUM_SCREEN, "A4", made.diags, NULL);
	struct write_job job = {
	        .tree = tree,
	        .style = style,
	        .fonts = fonts,
	        .generator = "anban test",
	        .date = tree_meta(tree)->published,
	        .diags = made.diags,
	        .target = "a.epub",
	        .fonts_kept = asked->fonts_kept,
	        .pagemap = asked->pagemap,
	        .paged = asked->paged,
	        .cover = asked->cover,
	        .cover_png = asked->cover_png,
	};
	g_autoptr(GError) error = NULL;
	struct outfile *out = outfile_open(made.path, FALSE, &error);

	tree_number(tree);
	made.ok = epub_writer.finish(epub_writer.open(out, &job, &error), &error);
	g_assert_no_error(error);
	if (made.ok)
		g_assert_true(outfile_commit(out, &error));
	else
		outfile_discard(out);
	tree_free(tree);
	style_free(style);
	sheets_free(sheets);
	made.archive = zip_open(made.path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	return made;
}

static struct made
make(struct tree *tree, const char *fonts)
{
	static const struct write_job nothing = {0};

	return make_as(tree, fonts, &nothing);
}

static void
made_clear(struct made *made)
{
	g_autofree char *folder = g_path_get_dirname(made->path);

	if (made->archive)
		zip_discard(made->archive);
	g_remove(made->path);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
	g_free(made->path);
	diags_free(made->diags);
}

/* A file of the container; it must be there. */
static char *
read_entry(const struct made *made, const char *name)
{
	zip_stat_t stat;
	zip_file_t *file;
	char *text;

	g_assert_cmpint(zip_stat(made->archive, name, 0, &stat), ==, 0);
	text = g_malloc0(stat.size + 1);
	file = zip_fopen(made->archive, name, 0);
	g_assert_cmpint(zip_fread(file, text, stat.size), ==, stat.size);
	zip_fclose(file);
	return text;
}

/* What stands between two strings, the first time. */
static char *
between(const char *text, const char *before, const char *after)
{
	const char *start = strstr(text, before), *end;

	g_assert_nonnull(start);
	start += strlen(before);
	end = strstr(start, after);
	g_assert_nonnull(end);
	return g_strndup(start, end - start);
}

static guint
count(const char *text, const char *word)
{
	guint n = 0;

	for (; (text = strstr(text, word)); text += strlen(word))
		n++;
	return n;
}

/* --- parsing ------------------------------------------------------------ */

static void
take_text(GMarkupParseContext *context, const char *text, gsize length, gpointer user,
        GError **error)
{
	const GSList *stack = g_markup_parse_context_get_element_stack(context);

	if (!strcmp(stack->data, "title"))
		return;
	g_string_append_len(user, text, length);
}

/* The text of a document's body, with plain spaces; the document must be well-formed. */
static char *
text_of(const char *document)
{
	static const GMarkupParser parser = {.text = take_text};
	g_autoptr(GError) error = NULL;
	GString *text = g_string_new(NULL);
	GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, text, NULL);

	g_assert_true(g_markup_parse_context_parse(context, document, -1, &error));
	g_assert_true(g_markup_parse_context_end_parse(context, &error));
	g_assert_no_error(error);
	g_markup_parse_context_free(context);
	g_string_replace(text, "\u00A0", " ", 0);
	return g_string_free(text, FALSE);
}

/* --- text --------------------------------------------------------------- */

/* The XHTML of a paragraph with these spans. */
static char *
paragraph(const char *shown, const struct span *spans, guint n)
{
	struct tree *tree = small_tree("Bài", shown);
	struct node *node = node_find(tree_root(tree), NODE_PARAGRAPH);
	g_autofree char *document = NULL;
	struct made made;
	char *inner;

	tree_set_spans(tree, node, spans, n);
	node->shown_spans = node->spans;
	node->n_shown_spans = node->n_spans;
	made = make(tree, FONTS);
	document = read_entry(&made, CHAPTER);
	inner = between(document, "<p class=\"first opening\" id=\"n3\">", "</p>");
	made_clear(&made);
	return inner;
}

static void
test_places(void)
{
	static const struct {
		const char *shown, *xhtml;
	} cases[] = {
	        {"Một câu thường.", "Một câu thường."},
	        {"a < b & c", "a &lt; b &amp; c"},
	        {"từ 12 đến 17 tuổi", "từ 12 đến 17\u00A0tuổi"},
	        {"dịch Covid-19, và", "dịch <span class=\"nb\">Covid-19,</span> và"},
	        {"số 123-NQ/ĐBHN.", "số <span class=\"nb\">123-NQ/ĐBHN.</span>"},
	        {"(3-5-1961)", "<span class=\"nb\">(3-5-1961)</span>"},
	        {"ăn và/hoặc uống", "ăn và/hoặc uống"},
	        {"Thật thế à? Ừ!", "Thật thế à? Ừ!"},
	        {"“Nói…” rồi", "“Nói…” rồi"},
	        {"http://vi.org/a-b-c-d-e-f", "http://vi.org/a-b-c-d-e-f"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = paragraph(cases[i].shown, NULL, 0);

		g_assert_cmpstr(found, ==, cases[i].xhtml);
	}
}

static void
test_spans(void)
{
	static const struct {
		const char *shown;
		struct span spans[3];
		const char *xhtml;
	} cases[] = {
	        {"Đậm nhạt", {{0, 3, SPAN_STRONG}}, "<strong>Đậm</strong> nhạt"},
	        {"một hai ba", {{0, 7, SPAN_STRONG}, {4, 10, SPAN_EM}},
	                "<strong>một <em>hai</em></strong><em> ba</em>"},
	        {"một hai", {{0, 4, SPAN_EM}, {2, 7, SPAN_EM}}, "<em>một hai</em>"},
	        {"H2O", {{1, 2, SPAN_SUB}}, "H<sub>2</sub>O"},
	        {"xa quá", {{3, 99, SPAN_CODE}, {50, 60, SPAN_SUP}},
	                "xa <code>quá</code>"},
	        {"tại đây", {{4, 7, SPAN_LINK, "https://a.vn/?b=1&c=2"}},
	                "tại <a href=\"https://a.vn/?b=1&amp;c=2\">đây</a>"},
	        {"tại đây", {{4, 7, SPAN_LINK, "javascript:alert(1)"}}, "tại đây"},
	        {"tại đây", {{4, 7, SPAN_LINK, NULL}}, "tại đây"},
	        {"một hai",
	                {{0, 7, SPAN_LINK, "http://a"}, {2, 7, SPAN_LINK, "http://b"}},
	                "<a href=\"http://a\">một hai</a>"},
	        {"rose thôi", {{0, 4, SPAN_LANG, "fr"}},
	                "<span lang=\"fr\" xml:lang=\"fr\">rose</span> thôi"},
	        {"rose thôi", {{0, 4, SPAN_LANG, "x y"}}, "rose thôi"},
	        {"78/CP", {{0, 2, SPAN_STRONG}},
	                "<span class=\"nb\"><strong>78</strong>/CP</span>"},
	        {"78/CP", {{0, 5, SPAN_STRONG}},
	                "<strong><span class=\"nb\">78/CP</span></strong>"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		guint n = 0;
		g_autofree char *found = NULL;

		while (n < G_N_ELEMENTS(cases[i].spans) && cases[i].spans[n].end)
			n++;
		found = paragraph(cases[i].shown, cases[i].spans, n);
		g_assert_cmpstr(found, ==, cases[i].xhtml);
	}
}

/* Any text with any spans: well-formed, and nothing lost. */
static void
test_random(void)
{
	static const char *const pieces[] = {"a", "ệ", " ", "-", "/", "19", "–", "…", "<",
	        "&", "\"", "“", "?", "😀", "漢", "%", "(", "ba "};
	GRand *random = g_rand_new_with_seed(61);

	for (int round = 0; round < 60; round++) {
		GString *text = g_string_new("x");
		struct span spans[20];
		g_autofree char *inner = NULL, *document = NULL, *found = NULL;

		for (int i = 0; i < 60; i++)
			g_string_append(text, pieces[g_rand_int_range(
			                              random, 0, G_N_ELEMENTS(pieces))]);
		g_string_replace(text, "  ", " ", 0);
		for (gsize i = 0; i < G_N_ELEMENTS(spans); i++) {
			guint start = g_rand_int_range(random, 0, 70);
			enum span_kind kind = g_rand_int_range(random, 0, SPAN_LANG + 1);

			spans[i] = (struct span){start,
			        start + g_rand_int_range(random, 0, 30), kind,
			        "http://vi/"};
		}
		inner = paragraph(text->str, spans, G_N_ELEMENTS(spans));
		document = g_strconcat("<p>", inner, "</p>", NULL);
		found = text_of(document);
		g_assert_cmpstr(found, ==, text->str);
		g_string_free(text, TRUE);
	}
	g_rand_free(random);
}

static void
test_dateline(void)
{
	struct tree *tree = small_tree("Bài", "Câu.");
	g_autofree char *document = NULL;
	struct made made;

	add(tree, tree_root(tree), NODE_DATELINE, "1-6-2022, 9:04 · HNM");
	made = make(tree, FONTS);
	document = read_entry(&made, CHAPTER);
	g_assert_nonnull(
	        strstr(document, "<time datetime=\"2022-06-01T09:04+07:00\">"
	                         "<span class=\"nb\">1-6-2022,</span> 9:04</time>"
	                         " · HNM</p>"));
	made_clear(&made);
}

/* --- structure ---------------------------------------------------------- */

static void
test_chapter(void)
{
	static const char *const order[] = {"<article id=\"n1\" aria-labelledby=\"n2\">",
	        "<header>", "<h1 class=\"title-1\" id=\"n2\">", "</header>",
	        "<p class=\"first opening\" id=\"n3\">", "<aside id=\"n4\" role=\"note\"",
	        "<p class=\"caption\" id=\"n5\">", "</aside>",
	        "<section aria-labelledby=\"n6\">", "<h2 class=\"heading-3\" id=\"n6\">",
	        "<p class=\"first\" id=\"n7\">", "<p id=\"n8\">", "</section>",
	        "<footer>", "<p class=\"source\" id=\"n10\">",
	        "<p class=\"source\" id=\"n11\">", "</footer>",
	        "</article></body></html>"};
	struct tree *tree = small_tree("Bài", "Câu.");
	struct node *root = tree_root(tree);
	g_autofree char *document = NULL;
	const char *at;
	struct made made;

	add(tree, tree_append(tree, root, NODE_FIGURE), NODE_CAPTION, "Chú thích");
	add_heading(tree, 3, "Đề mục");
	add(tree, root, NODE_PARAGRAPH, "Câu hai.");
	add(tree, root, NODE_PARAGRAPH, "Câu ba.");
	add(tree, root, NODE_PARAGRAPH, " "); /* n9: nothing to show */
	add(tree, root, NODE_SOURCE, "Nguồn: A");
	add(tree, root, NODE_SOURCE, "Nguồn: B");
	made = make(tree, FONTS);
	at = document = read_entry(&made, CHAPTER);
	for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
		const char *found = strstr(at, order[i]);

		if (!found)
			g_error("%s not found in %s", order[i], at);
		at = found + strlen(order[i]);
	}
	g_assert_null(strstr(document, "n9"));
	made_clear(&made);
}

/* Headings nest by level, whatever the order of the levels; every list has entries only.
 */
static void
test_nav(void)
{
	static const struct {
		const char *levels, *shape;
	} cases[] = {
	        {"", "[()]"},
	        {"22", "[([()()])]"},
	        {"2342", "[([([([()])])()])]"},
	        {"242", "[([([()])()])]"},
	        {"243", "[([([()()])])]"},
	        {"32", "[([()()])]"},
	        {"6423", "[([()()([()])])]"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct tree *tree = small_tree("Bài", "Câu.");
		g_autofree char *document = NULL, *toc = NULL;
		GString *shape = g_string_new(NULL);
		struct made made;

		for (const char *level = cases[i].levels; *level; level++)
			add_heading(tree, *level - '0', "Mục");
		made = make(tree, FONTS);
		document = read_entry(&made, NAV);
		toc = between(document, "role=\"doc-toc\"", "</nav>");
		for (const char *at = toc; (at = strchr(at, '<')); at++)
			if (g_str_has_prefix(at, "<ol>"))
				g_string_append_c(shape, '[');
			else if (g_str_has_prefix(at, "</ol>"))
				g_string_append_c(shape, ']');
			else if (g_str_has_prefix(at, "<li>"))
				g_string_append_c(shape, '(');
			else if (g_str_has_prefix(at, "</li>"))
				g_string_append_c(shape, ')');
		g_assert_cmpstr(shape->str, ==, cases[i].shape);
		g_string_free(shape, TRUE);
		made_clear(&made);
	}
}

static struct tree *
book_of_two(void)
{
	struct tree *tree = tree_new(NODE_BOOK);
	struct node *root = tree_root(tree);

	root->meta->title = "Kỷ yếu";
	add(tree, root, NODE_TITLE_PAGE, "Kỷ yếu");
	add(tree, add(tree, root, NODE_CONTENTS, "Mục lục"), NODE_ENTRY, "Bài một");
	for (int i = 0; i < 2; i++) {
		struct node *article = tree_append(tree, root, NODE_ARTICLE);

		article->meta->title = i ? "Bài hai" : "Bài một";
		article->meta->agency = i ? "TTXVN" : "HNM";
		g_ptr_array_add(article->meta->sources, (gpointer) "Báo Hà Nội");
		add(tree, article, NODE_TITLE, article->meta->title);
		add(tree, article, NODE_PARAGRAPH, "Câu.");
	}
	return tree;
}

/* What the articles say of themselves is said of the book, once. */
static void
test_book_metadata(void)
{
	static const char wanted[] =
	        "<dc:publisher>Báo A</dc:publisher>\n<dc:publisher>Báo B</dc:publisher>\n"
	        "<dc:rights>© Báo A</dc:rights>\n<dc:subject>kỷ yếu</dc:subject>\n"
	        "<dc:subject>quận</dc:subject>\n<dc:subject>chợ nổi</dc:subject>\n";
	struct tree *tree = book_of_two();
	struct node *one = node_find(tree_root(tree), NODE_ARTICLE);
	g_autofree char *package = NULL;
	struct made made;

	tree_root(tree)->meta->subjects = "kỷ yếu";
	one->meta->publisher = "Báo A";
	one->meta->rights = one->next->meta->rights = "© Báo A";
	one->meta->subjects = "quận, kỷ yếu";
	one->next->meta->publisher = "Báo B";
	one->next->meta->subjects = "quận,chợ nổi";
	made = make(tree, FONTS);
	package = read_entry(&made, PACKAGE);
	if (!strstr(package, wanted))
		g_error("%s not found in %s", wanted, package);
	made_clear(&made);
}

static void
test_book(void)
{
	struct made made = make(book_of_two(), FONTS);
	g_autofree char *package = read_entry(&made, PACKAGE);
	g_autofree char *nav = read_entry(&made, NAV);
	g_autofree char *title = read_entry(&made, "EPUB/title.xhtml");
	g_autofree char *second = read_entry(&made, "EPUB/article-0002.xhtml");
	g_autofree char *spine = between(package, "<spine toc=\"ncx\">\n", "</spine>");

	g_assert_cmpstr(spine, ==,
	        "<itemref idref=\"title-page\"/>\n<itemref idref=\"nav\"/>\n"
	        "<itemref idref=\"article-1\"/>\n"
	        "<itemref idref=\"article-2\"/>\n");
	g_assert_cmpuint(count(package, "<dc:source>Báo Hà Nội</dc:source>"), ==, 1);
	g_assert_cmpuint(count(package, "<dc:contributor id="), ==, 2);
	g_assert_nonnull(strstr(nav, "<h1 class=\"contents\" id=\"n3\">Mục lục</h1>"));
	g_assert_nonnull(strstr(nav, "href=\"article-0002.xhtml#n8\">Bài hai</a>"));
	g_assert_nonnull(strstr(title, "<h1 class=\"book-title\" id=\"n2\">Kỷ yếu</h1>"));
	g_assert_nonnull(strstr(second, "epub:type=\"chapter\" role=\"doc-chapter\""));
	made_clear(&made);
}

/* Marks lead to the nearest note behind them, once; a mark without note stays text. */
static void
test_notes(void)
{
	static const char *const wanted[] = {"Không (*).",
	        "Câu <a epub:type=\"noteref\" role=\"doc-noteref\" id=\"mark-6\" "
	        "href=\"#n6\">(*)</a> và <a epub:type=\"noteref\" role=\"doc-noteref\" "
	        "id=\"mark-8\" href=\"#n8\">(**)</a>.",
	        "<aside class=\"note\" id=\"n6\" epub:type=\"footnote\" "
	        "role=\"doc-footnote\">\n<p class=\"note\" id=\"n7\">"
	        "<a role=\"doc-backlink\" href=\"#mark-6\">(*)</a> Một.",
	        "href=\"#mark-8\">(**)</a> Hai.",
	        "role=\"note\">\n<p class=\"note\" id=\"n11\">(*) Ba."};
	static const char *const notes[] = {"(*) Một.", "(**) Hai.", "(*) Ba."};
	struct tree *tree = small_tree("Bài", "Không (*).");
	g_autofree char *document = NULL;
	struct made made;

	add(tree, tree_root(tree), NODE_PARAGRAPH, "Không.");
	add(tree, tree_root(tree), NODE_PARAGRAPH, "Câu (*) và (**).");
	for (gsize i = 0; i < G_N_ELEMENTS(notes); i++)
		add(tree, tree_append(tree, tree_root(tree), NODE_NOTE), NODE_PARAGRAPH,
		        notes[i]);
	made = make(tree, FONTS);
	document = read_entry(&made, CHAPTER);
	for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
		if (!strstr(document, wanted[i]))
			g_error("%s not found in %s", wanted[i], document);
	made_clear(&made);
}

/* A table's mark in several cells leads to the note from each, which leads back to the
 * first; an id stands once. */
static void
test_table_notes(void)
{
	static const char *const wanted[] = {
	        ("<a epub:type=\"noteref\" role=\"doc-noteref\" id=\"mark-8\" "
	         "href=\"#n8\">(*)</a></td>"),
	        "<a epub:type=\"noteref\" role=\"doc-noteref\" href=\"#n8\">(*)</a></td>",
	        "<a role=\"doc-backlink\" href=\"#mark-8\">(*)</a> Một."};
	struct tree *tree = small_tree("Bài", "Không (*).");
	struct node *row = tree_append(
	        tree, tree_append(tree, tree_root(tree), NODE_TABLE), NODE_ROW);
	g_autofree char *document = NULL;
	struct made made;

	add(tree, row, NODE_CELL, "986 (*)");
	add(tree, row, NODE_CELL, "1.204 (*)");
	add(tree, tree_append(tree, tree_root(tree), NODE_NOTE), NODE_PARAGRAPH,
	        "(*) Một.");
	made = make(tree, FONTS);
	document = read_entry(&made, CHAPTER);
	for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++)
		if (!strstr(document, wanted[i]))
			g_error("%s not found in %s", wanted[i], document);
	g_assert_cmpuint(count(document, "id=\"mark-"), ==, 1);
	made_clear(&made);
}

/* --- pages of a PDF ------------------------------------------------------ */

/* A page that shows these nodes, ended by 0; offset: of the last one's text. */
static void
show_page(struct pagemap *map, guint index, const guint32 *nodes, guint32 offset)
{
	struct page *page = page_new(index, UNIT_PT, UNIT_PT);

	page->number = index + 1;
	page_add(page, ITEM_RUN, 0, ARTIFACT_HEADER);
	for (; *nodes; nodes++)
		page_add(page, ITEM_RUN, *nodes, ARTIFACT_NONE)->run.offset =
		        nodes[1] ? 0 : offset;
	pagemap_add(map, page);
	page_free(page);
}

/* Title, a paragraph, a figure with its caption (4, 5), two paragraphs. */
static struct tree *
figure_tree(void)
{
	struct tree *tree = small_tree("Bài", "Câu.");

	add(tree, tree_append(tree, tree_root(tree), NODE_FIGURE), NODE_CAPTION, "Ảnh");
	add(tree, tree_root(tree), NODE_PARAGRAPH, "Câu hai.");
	add(tree, tree_root(tree), NODE_PARAGRAPH, "Câu ba.");
	tree_number(tree);
	return tree;
}

/* Pages in any order. A figure that the text has passed is no place where a page begins:
 * a page of such figures alone begins with the next one, or nowhere; a figure that stands
 * in its order is a place. */
static void
test_pagemap(void)
{
	static const struct {
		guint32 nodes[4], offset;
		guint32 place, place_offset;
	} pages[] = {
	        {{2, 3}, 0, 2, 0},
	        {{6}, 0, 6, 0},
	        {{4, 5, 6}, 3, 6, 3},
	        {{5}, 1, 7, 4},
	        {{7}, 4, 7, 4},
	        {{5}, 2, 0, 0},
	};
	static const guint32 first[] = {2, 3, 0}, second[] = {4, 5, 6, 0};
	struct tree *tree = figure_tree();
	struct pagemap *map = pagemap_new(tree);
	guint n = 0;

	for (guint i = G_N_ELEMENTS(pages); i-- > 0;)
		show_page(map, i, pages[i].nodes, pages[i].offset);
	g_assert_cmpuint(pagemap_length(map), ==, G_N_ELEMENTS(pages) - 1);
	for (guint i = 0; i < pagemap_length(map); i++) {
		g_assert_cmpuint(pagemap_at(map, i)->number, ==, i + 1);
		g_assert_cmpuint(pagemap_at(map, i)->node, ==, pages[i].place);
		g_assert_cmpuint(pagemap_at(map, i)->offset, ==, pages[i].place_offset);
	}
	g_assert_null(pagemap_find(map, 3, &n));
	g_assert_cmpuint(pagemap_find(map, 6, &n)->index, ==, 1);
	g_assert_cmpuint(n, ==, 2);
	pagemap_free(map);
	map = pagemap_new(tree);
	show_page(map, 0, first, 0);
	show_page(map, 1, second, 0);
	g_assert_cmpuint(pagemap_at(map, 1)->node, ==, 4);
	pagemap_free(map);
	tree_free(tree);
}

/* Markers stand at their bytes, in capitals at the start of a character; both lists lead
 * to them. Without a PDF there are none. */
static void
test_page_list(void)
{
	static const guint32 first[] = {2, 0}, second[] = {6, 0}, third[] = {6, 0};
	struct tree *tree = figure_tree();
	struct pagemap *map = pagemap_new(tree);
	const struct write_job asked = {.pagemap = map, .paged = "in/Bài.pdf"};
	g_autofree char *document = NULL, *nav = NULL, *ncx = NULL, *package = NULL;
	struct made made;

	show_page(map, 0, first, 0);
	show_page(map, 1, second, 2); /* inside of the letter "â" */
	show_page(map, 2, third, 5);
	made = make_as(tree, FONTS, &asked);
	document = read_entry(&made, CHAPTER);
	nav = read_entry(&made, NAV);
	ncx = read_entry(&made, "EPUB/toc.ncx");
	package = read_entry(&made, PACKAGE);
	g_assert_nonnull(strstr(document,
	        "<p id=\"n6\">C<span epub:type=\"pagebreak\" role=\"doc-pagebreak\" "
	        "id=\"page-2\" aria-label=\"2\"/>âu <span epub:type=\"pagebreak\" "
	        "role=\"doc-pagebreak\" id=\"page-3\" aria-label=\"3\"/>hai.</p>"));
	g_assert_nonnull(strstr(nav, "<a href=\"article-0001.xhtml#page-3\">3</a>"));
	g_assert_nonnull(strstr(ncx, "<content src=\"article-0001.xhtml#page-3\"/>"));
	g_assert_nonnull(strstr(package, ">pageBreakMarkers<"));
	g_assert_nonnull(
	        strstr(package, "<meta property=\"pageBreakSource\">Bài.pdf</meta>"));
	made_clear(&made);
	pagemap_free(map);
	made = make(figure_tree(), FONTS);
	g_free(document);
	g_free(package);
	document = read_entry(&made, CHAPTER);
	package = read_entry(&made, PACKAGE);
	g_assert_null(strstr(document, "pagebreak"));
	g_assert_null(strstr(package, "pageBreak"));
	made_clear(&made);
}

/* --- metadata ----------------------------------------------------------- */

/* The value was computed by Python's uuid.uuid5(). */
static void
test_identity(void)
{
	static const char before[] = "<dc:identifier id=\"id\">";
	struct made made = make(small_tree("Bài", "Câu."), FONTS);
	struct made other = make(small_tree("Bài", "Câu!"), FONTS);
	g_autofree char *package = read_entry(&made, PACKAGE);
	g_autofree char *changed = read_entry(&other, PACKAGE);
	g_autofree char *id = between(package, before, "<");
	g_autofree char *other_id = between(changed, before, "<");

	g_assert_cmpstr(id, ==, "urn:uuid:084fb867-763f-5b43-a8ca-77fa99990580");
	g_assert_cmpstr(other_id, !=, id);
	made_clear(&made);
	made_clear(&other);
}

/* One that calls itself a UUID and is none does not count. */
static void
test_identity_given(void)
{
	struct tree *tree = small_tree("Bài", "Câu.");
	g_autofree char *package = NULL;
	struct made made;

	tree_root(tree)->meta->identifier = "urn:uuid:xyz";
	made = make(tree, FONTS);
	package = read_entry(&made, PACKAGE);
	g_assert_nonnull(strstr(package, ">urn:uuid:084fb867-763f-5b43-a8ca-"));
	made_clear(&made);
}

static void
test_metadata(void)
{
	struct tree *tree = small_tree("BÀI MỘT", "Câu.");
	struct node *root = tree_root(tree);
	g_autofree char *package = NULL;
	struct made made;

	node_find(root, NODE_TITLE)->shown = "Bài một";
	root->meta->subjects = "kỷ niệm, , quận Hai Bà Trưng";
	root->meta->author = "Nguyễn <A>";
	root->meta->language = "tiếng Việt";
	root->meta->identifier = "isbn:1";
	root->meta->rights = " ";
	made = make(tree, FONTS);
	package = read_entry(&made, PACKAGE);
	g_assert_nonnull(
	        strstr(package, "<dc:title id=\"title\">Bài một</dc:title>\n"
	                        "<meta refines=\"#title\" property=\"title-type\">"
	                        "main</meta>\n<meta refines=\"#title\" "
	                        "property=\"dcterms:alternative\">BÀI MỘT</meta>"));
	g_assert_nonnull(strstr(package, "<dc:subject>kỷ niệm</dc:subject>\n"
	                                 "<dc:subject>quận Hai Bà Trưng</dc:subject>"));
	g_assert_nonnull(strstr(package,
	        "<dc:creator id=\"creator-1\">Nguyễn &lt;A&gt;</dc:creator>\n"
	        "<meta refines=\"#creator-1\" property=\"role\" "
	        "scheme=\"marc:relators\">aut</meta>"));
	g_assert_nonnull(strstr(package, "<dc:language>vi</dc:language>"));
	g_assert_nonnull(
	        strstr(package, "<dc:identifier id=\"id\">isbn:1</dc:identifier>"));
	g_assert_nonnull(strstr(package, "<dc:date>2022-06-01T09:04+07:00</dc:date>"));
	g_assert_nonnull(strstr(package, ">2022-06-01T02:04:00Z</meta>"));
	g_assert_null(strstr(package, "dc:rights"));
	g_assert_cmpuint(diags_length(made.diags), ==, 0);
	made_clear(&made);
}

/* What the bylines say: roles of MARC, creators before the others. */
static void
test_people(void)
{
	static const struct {
		const char *name, *role;
	} bylines[] = {{"Thu Hằng", "Bài, ảnh"}, {"Lan", "Ảnh"},
	        {"Theo phóng viên, cộng tác viên", NULL}, {"Lan", "Đồ họa"},
	        {"Tổ kỹ thuật", "Kỹ thuật"}};
	static const char *const wanted[] = {"creator-1\">Thu Hằng<", ">aut<", ">pht<",
	        "creator-2\">Theo phóng viên, cộng tác viên<", ">aut<",
	        "contributor-1\">Lan<", ">pht<", ">ill<", "contributor-2\">Tổ kỹ thuật<",
	        ">ctb<"};
	struct tree *tree = small_tree("Bài", "Câu.");
	g_autofree char *package = NULL;
	struct made made;
	const char *at;

	for (gsize i = 0; i < G_N_ELEMENTS(bylines); i++)
		meta_add_byline(tree, tree_root(tree)->meta, bylines[i].name,
		        bylines[i].role, NULL);
	made = make(tree, FONTS);
	at = package = read_entry(&made, PACKAGE);
	for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
		const char *found = strstr(at, wanted[i]);

		if (!found)
			g_error("%s not found in %s", wanted[i], at);
		at = found + strlen(wanted[i]);
	}
	g_assert_cmpuint(count(package, "scheme=\"marc:relators\""), ==, 6);
	made_clear(&made);
}

/* Conformance is said only where somebody vouches for it. */
static void
test_certified(void)
{
	for (int certified = 0; certified < 2; certified++) {
		struct tree *tree = small_tree("Bài", "Câu.");
		g_autofree char *package = NULL;
		struct made made;

		tree_root(tree)->meta->certifier = certified ? "Thư viện" : NULL;
		made = make(tree, FONTS);
		package = read_entry(&made, PACKAGE);
		g_assert_cmpuint(count(package, "dcterms:conformsTo"), ==, certified);
		g_assert_cmpuint(
		        count(package, "<meta refines=\"#conformance\" "
		                       "property=\"a11y:certifiedBy\">Thư viện</meta>"),
		        ==, certified);
		made_clear(&made);
	}
}

/* Neither title nor date: a title there must be, and a note says what was done. */
static void
test_unknown(void)
{
	struct tree *tree = small_tree(" ", "Câu.");
	g_autofree char *package = NULL;
	struct made made;

	tree_root(tree)->meta->published = (struct date){0};
	made = make(tree, FONTS);
	package = read_entry(&made, PACKAGE);
	g_assert_nonnull(
	        strstr(package, "<dc:title id=\"title\">Không có nhan đề</dc:title>"));
	g_assert_nonnull(strstr(package, ">1980-01-01T00:00:00Z</meta>"));
	g_assert_null(strstr(package, "dc:date"));
	g_assert_cmpuint(diags_length(made.diags), ==, 1);
	g_assert_cmpint(diags_at(made.diags, 0)->code, ==, DIAG_DATE_UNKNOWN);
	made_clear(&made);
}

static void
test_dates(void)
{
	static const struct {
		struct date date;
		const char *modified;
	} cases[] = {
	        {{2022, 6, 1, -1, -1, 420}, "2022-06-01T00:00:00Z"},
	        {{2022, 1, 1, 6, 59, 420}, "2021-12-31T23:59:00Z"},
	        {{812, 3, 4, 5, 6, 0}, "0812-03-04T05:06:00Z"},
	        {{2022, 2, 30, 5, 6, 0}, "1980-01-01T00:00:00Z"},
	        {{9999, 12, 31, 23, 59, -1}, "1980-01-01T00:00:00Z"},
	        {{1, 1, 1, 0, 0, 1}, "1980-01-01T00:00:00Z"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct tree *tree = small_tree("Bài", "Câu.");
		g_autofree char *package = NULL, *modified = NULL;
		struct made made;

		tree_root(tree)->meta->published = cases[i].date;
		made = make(tree, FONTS);
		package = read_entry(&made, PACKAGE);
		modified = between(package, "dcterms:modified\">", "<");
		g_assert_cmpstr(modified, ==, cases[i].modified);
		made_clear(&made);
	}
}

/* --- fonts -------------------------------------------------------------- */

/* The style sheet names the embedded files and no others. */
static void
test_fonts(void)
{
	struct made made = make(small_tree("Bài", "Câu."), FONTS);
	g_autofree char *css = read_entry(&made, "EPUB/style.css");
	g_autofree char *package = read_entry(&made, PACKAGE);
	guint n = 0;

	for (const struct family_face *face = family_table(); face->family; face++) {
		g_autofree char *name = g_strconcat("EPUB/fonts/", face->file, NULL);
		gboolean there = zip_name_locate(made.archive, name, 0) >= 0;

		g_assert_cmpint(strstr(css, face->file) != NULL, ==, there);
		g_assert_cmpint(strstr(package, face->file) != NULL, ==, there);
		n += there;
	}
	g_assert_cmpuint(n, ==, 3); /* text, title, the head of the contents */
	made_clear(&made);
}

/* Whole fonts are the files themselves; without fonts the sheet names none. */
static void
test_fonts_kept(void)
{
	const struct write_job full = {.fonts_kept = WRITE_FONTS_FULL};
	const struct write_job none = {.fonts_kept = WRITE_FONTS_NONE};
	const char *file = family_find("Source Serif 4", 400, FALSE)->file;
	g_autofree char *path = g_build_filename(FONTS, file, NULL);
	g_autofree char *name = g_strconcat("EPUB/fonts/", file, NULL);
	g_autofree char *css = NULL, *original = NULL;
	zip_stat_t stat;
	gsize size;
	struct made made = make_as(small_tree("Bài", "Câu."), FONTS, &full);

	g_assert_true(g_file_get_contents(path, &original, &size, NULL));
	g_assert_cmpint(zip_stat(made.archive, name, 0, &stat), ==, 0);
	g_assert_cmpuint(stat.size, ==, size);
	made_clear(&made);
	made = make_as(small_tree("Bài", "Câu."), "/nowhere", &none);
	css = read_entry(&made, "EPUB/style.css");
	g_assert_null(strstr(css, "@font-face"));
	g_assert_null(strstr(css, "Source"));
	g_assert_null(strstr(css, "\"Be Vietnam Pro\""));
	made_clear(&made);
}

static void
test_cover(void)
{
	g_autoptr(GBytes) picture = g_bytes_new_static("JPEG", 4);
	const struct write_job asked = {.cover = picture};
	struct made made = make_as(small_tree("Bài <1>", "Câu."), FONTS, &asked);
	g_autofree char *cover = read_entry(&made, "EPUB/cover.xhtml");
	g_autofree char *file = read_entry(&made, "EPUB/images/cover.jpg");
	g_autofree char *package = read_entry(&made, PACKAGE);
	g_autofree char *nav = read_entry(&made, NAV);

	g_assert_cmpstr(file, ==, "JPEG");
	g_assert_nonnull(strstr(cover, "alt=\"Bìa: Bài &lt;1&gt;\""));
	g_assert_nonnull(strstr(package, "properties=\"cover-image\""));
	g_assert_nonnull(
	        strstr(package, "<meta name=\"cover\" content=\"cover-image\"/>"));
	g_assert_nonnull(
	        strstr(nav, "<a epub:type=\"cover\" href=\"cover.xhtml\">Bìa</a>"));
	made_clear(&made);
}

/* The reader's colours and sizes win: no black, no white, no ground, no absolute lengths.
 */
static void
test_css(void)
{
	static const char *const absolute[] = {
	        "#000", "#FFF", "black", "white;", "background", "px", "pt;", "mm"};
	struct made made = make(small_tree("Bài", "Câu."), FONTS);
	g_autofree char *css = read_entry(&made, "EPUB/style.css");
	const char *dark = strstr(css, "@media (prefers-color-scheme: dark)");
	g_autofree char *row = between(css, "th.row {\n", "}");

	/* not in the face of the heading, whose font lacks its characters */
	g_assert_nonnull(strstr(row, "\tfont-family: inherit;\n"));
	for (gsize i = 0; i < G_N_ELEMENTS(absolute); i++)
		g_assert_null(strstr(css, absolute[i]));
	g_assert_nonnull(strstr(css, "font-size: 1.833em;\n")); /* 22 pt of 12 pt */
	g_assert_nonnull(strstr(css, "color: #B3261E;"));
	g_assert_nonnull(dark);
	g_assert_null(strstr(dark, "#B3261E"));
	g_assert_cmpuint(count(css, "{"), ==, count(css, "}"));
	made_clear(&made);
}

static void
test_no_fonts(void)
{
	struct made made = make(small_tree("Bài", "Câu."), "/nowhere");

	g_assert_false(made.ok);
	g_assert_null(made.archive);
	g_assert_cmpuint(diags_length(made.diags), ==, 1);
	g_assert_cmpint(diags_at(made.diags, 0)->code, ==, DIAG_FONT_FILE);
	made_clear(&made);
}

/* --- values ------------------------------------------------------------- */

static void
test_values(void)
{
	static const char *const good[] = {"vi", "en-US", "vi-Latn-VN", "zh-Hant",
	        "es-419", "sl-rozaj-biske", "de-1901"};
	static const char *const bad[] = {"", "v", "vi-", "vi--VN", "-vi", "vi VN",
	        "viet", "vi-VN-VN", "vi-VN-Latn", "vi-a", "vi-VN-abcdefghi", "việt"};
	static const char *const links[] = {"http://a.vn", "https://a.vn/b?c#d",
	        "mailto:a@b.vn", "http://việt.vn/…", "http://xn--vi-lja.vn:80/"};
	static const char *const no_links[] = {"", "http://", "a.html", "ftp://a",
	        "http://a b", "javascript:1", "http://[", "HTTP", "http://a:port/",
	        "http:///a", "http://?a", "http://a@b", "http://a..b", "http://a/[b]",
	        "http://a#b#c", "http://a/\tb", "mailto:", "http://xn--a/",
	        "http://xn--/", "http://a/\u200B"};

	for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
		g_assert_true(address_language_valid(good[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_false(address_language_valid(bad[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(links); i++)
		g_assert_true(address_valid(links[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(no_links); i++)
		g_assert_false(address_valid(no_links[i]));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/epub/places", test_places);
	g_test_add_func("/epub/spans", test_spans);
	g_test_add_func("/epub/notes", test_notes);
	g_test_add_func("/epub/table-notes", test_table_notes);
	g_test_add_func("/epub/pagemap", test_pagemap);
	g_test_add_func("/epub/page-list", test_page_list);
	g_test_add_func("/epub/people", test_people);
	g_test_add_func("/epub/certified", test_certified);
	g_test_add_func("/epub/fonts-kept", test_fonts_kept);
	g_test_add_func("/epub/cover", test_cover);
	g_test_add_func("/epub/random", test_random);
	g_test_add_func("/epub/dateline", test_dateline);
	g_test_add_func("/epub/chapter", test_chapter);
	g_test_add_func("/epub/nav", test_nav);
	g_test_add_func("/epub/book", test_book);
	g_test_add_func("/epub/book-metadata", test_book_metadata);
	g_test_add_func("/epub/identity", test_identity);
	g_test_add_func("/epub/identity-given", test_identity_given);
	g_test_add_func("/epub/metadata", test_metadata);
	g_test_add_func("/epub/unknown", test_unknown);
	g_test_add_func("/epub/dates", test_dates);
	g_test_add_func("/epub/fonts", test_fonts);
	g_test_add_func("/epub/css", test_css);
	g_test_add_func("/epub/no-fonts", test_no_fonts);
	g_test_add_func("/epub/values", test_values);
	return g_test_run();
}
