/* cover.c - how the title on a cover is broken: as a head, in the largest size for that.
 */
#include "typeset/cover.h"
#include "app/styles.h"
#include "config.h"
#include "style/sheet.h"

#include <string.h>

static const struct {
	const char *title, *lines;
} cases[] = {
        /* words of two syllables */
        {"Kỷ niệm 50 năm ngày thành lập trường Đại học Kinh tế Quốc dân",
                "Kỷ niệm 50 năm ngày / thành lập trường Đại học / Kinh tế Quốc dân"},
        {"Một số giải pháp nâng cao chất lượng đào tạo nguồn nhân lực",
                "Một số giải pháp / nâng cao chất lượng / đào tạo nguồn nhân lực"},
        /* a word that leads on */
        {"Người làm báo cách mạng trong thời kỳ đổi mới",
                "Người làm báo / cách mạng / trong thời kỳ đổi mới"},
        /* names */
        {"Truyền thống hiếu học của nhân dân xã Đông Thịnh",
                "Truyền thống hiếu học / của nhân dân / xã Đông Thịnh"},
};

struct fixture {
	struct diags *diags;
	struct fonts *fonts;
	struct sheets *sheets;
	struct style *style;
	struct tree *tree;
};

static void
set_up(struct fixture *f, gconstpointer data)
{
	f->diags = diags_new();
	f->fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
	f->sheets = styles_load(NULL, NULL, f->diags);
	f->style = style_new(f->sheets, MEDIUM_SCREEN, "A4", f->diags, NULL);
	f->tree = tree_new(NODE_BOOK);
	tree_number(f->tree);
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
	tree_free(f->tree);
	style_free(f->style);
	sheets_free(f->sheets);
	fonts_free(f->fonts);
	diags_free(f->diags);
}

/* What stands on a page, its lines joined. */
static char *
lines_of(const struct page *page)
{
	g_autoptr(GString) dump = g_string_new(NULL);
	GString *lines = g_string_new(NULL);
	const char *end;

	page_dump(page, dump);
	for (const char *at = dump->str; (at = strstr(at, " \"")); at = end) {
		end = strpbrk(at + 2, "\"\n");
		g_string_append_printf(lines, "%s%.*s", lines->len ? "/ " : "",
		        (int)(end - at - 2), at + 2);
	}
	return g_string_free(lines, FALSE);
}

static void
test_titles(struct fixture *f, gconstpointer data)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct cover_words words = {.title = cases[i].title};
		struct page *page =
		        cover_page(f->tree, f->fonts, f->style, &words, f->diags);
		g_autofree char *lines = lines_of(page);

		g_assert_cmpstr(lines, ==, cases[i].lines);
		page_free(page);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/cover/titles", struct fixture, NULL, set_up, test_titles, tear_down);
	return g_test_run();
}
