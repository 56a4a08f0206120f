/*
 * recognise.c - true of every input: the rows of the ledger cover it once and without a
 * hole, the tree is sound, and JSON gives it back.
 *
 * The inputs are the samples, the cases, and the first sample spoilt in many ways. What
 * single rules do is in the cases below tests/cases/read.
 */
#include "article/json.h"
#include "article/ledger.h"
#include "article/recognise/rule.h"
#include "article/shown.h"
#include "config.h"
#include "read/reader.h"
#include "text/utf8.h"

#include <string.h>

enum { SPOILT = 400 };

static struct tree *
read_bytes(const char *data, gsize size)
{
	g_autoptr(GBytes) bytes = g_bytes_new(data, size);
	struct shown_options options = {TYPOGRAPHY_BOOK, TITLE_CASE_AUTO};
	struct diags *diags = diags_new();
	struct tree *tree = reader_read(bytes, "bai.txt", diags);

	if (tree)
		shown_prepare(tree, &options, diags);
	else
		g_assert_cmpuint(diags_count(diags, DIAG_ERROR), ==, 1);
	diags_free(diags);
	return tree;
}

/* --- the ledger ------------------------------------------------------- */

/* White space and what has no width: no row need tell of it. */
static gboolean
is_nothing(gunichar c)
{
	return c != UTF8_BAD &&
	       (g_unichar_isspace(c) || g_unichar_iszerowidth(c) ||
	               g_unichar_iscntrl(c) || c == 0xAD || c == 0x85 ||
	               g_unichar_type(c) == G_UNICODE_FORMAT || (c & 0xFFFE) == 0xFFFE);
}

/* Rows of one line, from *at on: they follow one another and reach to the end. */
static void
assert_line(const struct tree *tree, guint *at, int line, const char *text, gsize length)
{
	int column = 1, covered = 1;
	guint rows = 0;

	while (*at < ledger_length(tree) && ledger_at(tree, *at)->line == line) {
		const struct ledger_row *row = ledger_at(tree, (*at)++);

		g_assert_cmpint(row->column, ==, covered);
		g_assert_cmpint(row->end, >=, row->column);
		covered = row->end;
		rows++;
	}
	g_assert_cmpuint(rows, >, 0);
	for (gsize i = 0; i < length; column++) {
		gunichar c;

		i += utf8_decode(text + i, length - i, &c);
		if (!is_nothing(c))
			g_assert_cmpint(column, <, covered);
	}
	g_assert_cmpint(covered, <=, column);
}

static void
assert_ledger(const struct tree *tree, const char *data, gsize size)
{
	char mark = memchr(data, '\n', size) ? '\n' : '\r';
	const char *at = data, *end = data + size;
	guint row = 0;
	int line = 1;

	for (; at < end; line++) {
		const char *stop = memchr(at, mark, end - at);
		const char *next = stop ? stop + 1 : end;

		stop = stop ? stop : end;
		if (stop > at && stop[-1] == '\r')
			stop--;
		assert_line(tree, &row, line, at, stop - at);
		at = next;
	}
	g_assert_cmpuint(row, ==, ledger_length(tree));
}

static void
assert_reversible(const struct tree *tree)
{
	g_autofree char *json = json_from_tree(tree, NULL), *again = NULL;
	g_autofree char *shown = shown_dump(tree), *shown_again = NULL;
	g_autoptr(GBytes) bytes = g_bytes_new(json, strlen(json));
	struct shown_options options = {TYPOGRAPHY_BOOK, TITLE_CASE_AUTO};
	struct diags *diags = diags_new();
	struct tree *back = json_to_tree(bytes, "bai.anban.json", diags);

	g_assert_nonnull(back);
	shown_prepare(back, &options, diags);
	again = json_from_tree(back, NULL);
	shown_again = shown_dump(back);
	g_assert_true(g_str_equal(again, json));
	g_assert_true(g_str_equal(shown_again, shown));
	tree_free(back);
	diags_free(diags);
}

static void
assert_all(const char *data, gsize size)
{
	struct tree *tree = read_bytes(data, size);
	g_autofree char *breach = tree ? tree_check(tree) : NULL;

	if (!tree)
		return;
	g_assert_cmpstr(breach, ==, NULL);
	assert_ledger(tree, data, size);
	assert_reversible(tree);
	tree_free(tree);
}

/* --- inputs ----------------------------------------------------------- */

static guint
check_folder(const char *folder)
{
	g_autofree char *path = g_build_filename(ANBAN_SOURCE_ROOT, folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;
	guint n = 0;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *file = g_build_filename(path, name, NULL);
		g_autofree char *data = NULL;
		gsize size;

		if (!g_str_has_suffix(name, ".txt"))
			continue;
		g_assert_true(g_file_get_contents(file, &data, &size, NULL));
		assert_all(data, size);
		n++;
	}
	return n;
}

static void
test_files(void)
{
	g_assert_cmpuint(check_folder("samples"), >=, 1);
	g_assert_cmpuint(check_folder("tests/cases/read"), >=, 15);
}

static void
spoil(GRand *rand, GString *text)
{
	static const char *const pieces[] = {"\n", "\n\n", "\r\n", "\"", "''", " - ",
	        "...", "\xCC\x81", "\342\200\213", "\xFF", "\xC3\x90", " ,", "(", "TÊN\n",
	        "\nNgày đăng 1/2/2022 | 3 lượt xem\n", "“", "1-2%", "Nguồn: A\n", "\x01",
	        "\302\240", "a)", "Ảnh: B", "\357\273\277", "\n(HNM) - "};
	gsize at = g_rand_int_range(rand, 0, text->len + 1);
	gsize length = g_rand_int_range(rand, 1, 200);

	length = MIN(length, text->len - at);
	switch (g_rand_int_range(rand, 0, 3)) {
	case 0:
		g_string_erase(text, at, length);
		break;
	case 1:
		g_string_insert(text, at,
		        pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
		break;
	default:
		if (length)
			text->str[at] = g_rand_int_range(rand, 1, 256);
	}
}

static void
test_spoilt(void)
{
	g_autofree char *path =
	        g_build_filename(ANBAN_SOURCE_ROOT, "samples", "seed.txt", NULL);
	g_autoptr(GRand) rand = g_rand_new_with_seed(61);
	g_autofree char *data = NULL;
	gsize size;

	g_assert_true(g_file_get_contents(path, &data, &size, NULL));
	for (int i = 0; i < SPOILT; i++) {
		gsize length = g_rand_int_range(rand, 1, size);
		g_autoptr(GString) text = g_string_new_len(data, length);
		int n = g_rand_int_range(rand, 1, 40);

		while (n--)
			spoil(rand, text);
		assert_all(text->str, text->len);
	}
}

/* Sizes at which anything that is not linear would be felt. */
static void
test_large(void)
{
	static const char *const pieces[] = {"abc\n", "a\n\n", "A A A ", "\xCC\x81",
	        "\" ", "1-2 ", " .", "Một dòng mở không chấm\n\n",
	        "Một dòng mở\nvà dòng sau\n\n", "THỜI SỰ HÔM NAY\n\n", "\342\200\213",
	        "\xFF", "I. "};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new("Tên bài báo\n\n");

		while (text->len < 300000)
			g_string_append(text, pieces[i]);
		assert_all(text->str, text->len);
	}
}

static void
test_refused(void)
{
	g_autofree char *lines = g_strnfill(3000000, '\n');

	memset(lines + 1500000, 'a', 1);
	g_assert_null(read_bytes("", 0));
	g_assert_null(read_bytes("\357\273\277 \n", 5));
	g_assert_null(read_bytes("\342\200\213\n", 4));
	g_assert_null(read_bytes("a\0b", 3));
	g_assert_null(read_bytes("\1\2\3\4", 4));
	g_assert_null(read_bytes(lines, 3000000));
}

static void
test_labels(void)
{
	static const struct {
		const char *text;
		gsize length;
		guint depth;
	} cases[] = {{"I. Một", 2, 0}, {"2.1. Hai", 4, 1}, {"2.1 Hai", 3, 1},
	        {"a) Ba", 2, 0}, {"1/ Bốn", 2, 0}, {"4/Làm", 2, 0},
	        {"Điều 5. Năm", 10, 0}, {"Phần II Sáu", 9, 0}, {"61 năm", 0, 0},
	        {"2/9", 0, 0}, {"90 năm qua,", 0, 0}, {"1.5 tỷ", 0, 0}, {"IX", 0, 0},
	        {"A.", 0, 0}, {"", 0, 0}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		guint style = 0, depth = 0;

		g_assert_cmpuint(
		        label_parse(cases[i].text, &style, &depth), ==, cases[i].length);
		g_assert_cmpuint(style, <, LABEL_STYLES);
		if (cases[i].length)
			g_assert_cmpuint(depth, ==, cases[i].depth);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/recognise/files", test_files);
	g_test_add_func("/recognise/spoilt", test_spoilt);
	g_test_add_func("/recognise/large", test_large);
	g_test_add_func("/recognise/refused", test_refused);
	g_test_add_func("/recognise/labels", test_labels);
	return g_test_run();
}
