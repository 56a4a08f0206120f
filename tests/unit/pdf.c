/*
 * pdf.c - whole PDF files, read back as their bytes.
 *
 * Most tests write with the profile that has no object streams, so that every object
 * stands in the file in plain words (ISO 32000-1, 7.5). What validators find is tested by
 * writers/pdf.
 */
#include "write/pdf/pdf.h"
#include "config.h"
#include "write/pdf/elements.h"
#include "write/pdf/heading.h"
#include "write/pdf/places.h"
#include "write/pdf/srgb.h"
#include "write/pdf/syntax.h"

#include <glib/gstdio.h>
#include <hb.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

enum { WIDTH = 420 * UNIT_PT, HEIGHT = 595 * UNIT_PT, PLAIN = TRUE, DEFAULT = FALSE };

static const char title[] = "Ấn bản (61 năm) & \\ <kỷ yếu>";

/* --- documents ---------------------------------------------------------- */

struct document {
	struct fonts *fonts;
	const struct face *face;
	struct tree *tree;
	char *path;
};

static struct node *
add(struct document *d, struct node *parent, enum node_kind kind, const char *text)
{
	struct node *node = tree_append(d->tree, parent, kind);

	node->text = text;
	node->shown = text;
	return node;
}

static void
add_article(struct document *d, struct node *article)
{
	struct node *figure;

	article->meta = meta_new(d->tree);
	article->meta->author = "Nguyễn Văn A";
	add(d, article, NODE_TITLE, title);
	add(d, article, NODE_LEAD, "Lead");
	add(d, article, NODE_HEADING, "I.")->level = 2;
	add(d, article, NODE_PARAGRAPH, "Words");
	add(d, article, NODE_HEADING, "1.1.1.")->level = 4;
	add(d, article, NODE_PARAGRAPH, "Words");
	figure = add(d, article, NODE_FIGURE, NULL);
	add(d, figure, NODE_CAPTION, "Caption");
	add(d, article, NODE_SOURCE, "Source");
}

/* A book with a contents entry for each of its articles. */
static struct document *
new_book(guint articles)
{
	struct document *d = g_new0(struct document, 1);
	g_autoptr(GError) error = NULL;
	struct node *root, *contents, *article;

	d->fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
	d->face = fonts_face(d->fonts, family_find("Tinos", 400, FALSE), &error);
	g_assert_no_error(error);
	d->tree = tree_new(NODE_BOOK);
	root = tree_root(d->tree);
	root->meta = meta_new(d->tree);
	root->meta->title = title;
	add(d, root, NODE_TITLE_PAGE, title);
	contents = add(d, root, NODE_CONTENTS, "Mục lục");
	for (guint i = 0; i < articles; i++) {
		add(d, contents, NODE_ENTRY, title);
		add_article(d, add(d, root, NODE_ARTICLE, NULL));
	}
	tree_number(d->tree);
	article = contents->next;
	for (struct node *entry = contents->first; entry; entry = entry->next) {
		entry->target = article->id;
		article = article->next;
	}
	d->path = g_strdup_printf("%s/anban-unit-pdf-%d.pdf", g_get_tmp_dir(), getpid());
	return d;
}

static void
document_free(struct document *d)
{
	g_remove(d->path);
	g_free(d->path);
	tree_free(d->tree);
	fonts_free(d->fonts);
	g_free(d);
}

static void
add_text(struct document *d, struct page *page, guint32 node, const char *text, unit y)
{
	gsize n = (gsize)g_utf8_strlen(text, -1);
	struct glyph *glyphs = page_glyphs(page, n);
	struct run *run = &page_add(page, ITEM_RUN, node, ARTIFACT_NONE)->run;

	run->text = text;
	run->length = (guint32)strlen(text);
	for (gsize i = 0; i < n; i++, text = g_utf8_next_char(text)) {
		hb_codepoint_t glyph = 0;

		hb_font_get_nominal_glyph(
		        d->face->hb_font, g_utf8_get_char(text), &glyph);
		glyphs[i] = (struct glyph){.id = (guint16)glyph,
		        .bytes = (guint8)(g_utf8_next_char(text) - text)};
	}
	run->face = d->face;
	run->size = 10 * UNIT_PT;
	run->x = 30 * UNIT_PT;
	run->y = y;
	run->scale = 1000;
	run->glyphs = glyphs;
	run->n_glyphs = n;
}

/* One page with the nodes from *next on, at most n of them. */
static struct page *
make_page(struct document *d, guint index, guint32 *next, guint n)
{
	struct page *page = page_new(index, WIDTH, HEIGHT);

	page->number = index;
	for (guint i = 0; i < n && *next <= tree_length(d->tree); i++, ++*next) {
		const struct node *node = tree_node(d->tree, *next);
		unit y = (unit)((20 + 12 * (i % 40)) * UNIT_PT);
		struct link link = {.x = 10,
		        .y = y,
		        .width = 100,
		        .height = 100,
		        .node = node->id,
		        .target = node->target};

		if (!node->shown)
			continue;
		add_text(d, page, node->id, node->shown, y);
		if (node->target)
			g_array_append_val(page->links, link);
	}
	return page;
}

static struct profile
chosen(const char *list)
{
	g_autoptr(GError) error = NULL;
	struct profile profile;

	profile_choose(&profile, list, FALSE, &error);
	g_assert_no_error(error);
	return profile;
}

static struct write_job
make_job(const struct document *d)
{
	return (struct write_job){.tree = d->tree,
	        .generator = "anban test",
	        .date = {2022, 6, 1, 9, 4, 420}};
}

/* Writes the document, n nodes a page, and gives the bytes of the file. */
static GBytes *
write_document(struct document *d, gboolean plain, guint n, gboolean backwards)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) pages = g_ptr_array_new();
	struct outfile *out = outfile_open(d->path, TRUE, &error);
	struct write_job job = make_job(d);
	struct profile profile = chosen(plain ? "a-1a" : NULL);
	gpointer writer = pdf_open(out, &job, &profile, &error);
	guint32 next = 1;

	while (next <= tree_length(d->tree))
		g_ptr_array_add(pages, make_page(d, pages->len, &next, n));
	for (guint i = 0; i < pages->len; i++)
		g_assert_true(pdf_writer.page(writer,
		        pages->pdata[backwards ? pages->len - 1 - i : i], &error));
	g_assert_true(pdf_writer.finish(writer, &error));
	g_assert_true(outfile_commit(out, &error));
	g_assert_no_error(error);
	return file_read(d->path, 1 << 30, &error);
}

/* --- reading ------------------------------------------------------------ */

struct file {
	const char *text;
	gsize size;
	guint n;        /* objects, with number 0 */
	char **objects; /* their text up to "endobj" or "stream"; NULL: free */
};

static const char *
last_of(const struct file *file, const char *word)
{
	const char *at = file->text, *found = NULL;

	while ((at = memmem(
	                at, file->size - (gsize)(at - file->text), word, strlen(word))))
		found = at++;
	g_assert_nonnull(found);
	return found;
}

static char *
object_text(const struct file *file, guint number, gsize offset)
{
	g_autofree char *head = g_strdup_printf("%u 0 obj\n", number);
	const char *start = file->text + offset, *end, *stream;
	char *text;

	g_assert_cmpuint(offset, <, file->size);
	g_assert_true(g_str_has_prefix(start, head));
	end = memmem(start, file->size - offset, "\nendobj\n", 8);
	g_assert_nonnull(end);
	stream = memmem(start, (gsize)(end - start), ">>stream\n", 9);
	end = stream ? stream : end;
	start += strlen(head);
	text = g_memdup2(start, (gsize)(end - start) + 1);
	text[end - start] = '\0';
	/* UTF-16 strings have zero bytes, which would end the text for a C program. */
	for (char *c = text; c < text + (end - start); c++)
		*c = *c ? *c : '?';
	return text;
}

/* Follows startxref and the table: every entry leads to its object. */
static struct file *
read_file(GBytes *bytes)
{
	struct file *file = g_new0(struct file, 1);
	const char *at;
	char *end;

	file->text = g_bytes_get_data(bytes, &file->size);
	at = last_of(file, "startxref\n") + 10;
	at = file->text + g_ascii_strtoull(at, NULL, 10);
	g_assert_true(g_str_has_prefix(at, "xref\n0 "));
	file->n = (guint)g_ascii_strtoull(at + 7, &end, 10);
	file->objects = g_new0(char *, file->n);
	for (guint i = 0; i < file->n; i++) {
		const char *line = end + 1 + 20 * i;

		if (line[17] == 'n')
			file->objects[i] =
			        object_text(file, i, g_ascii_strtoull(line, NULL, 10));
		else
			g_assert_cmpint(line[17], ==, 'f');
	}
	return file;
}

static void
file_free(struct file *file)
{
	for (guint i = 0; i < file->n; i++)
		g_free(file->objects[i]);
	g_free(file->objects);
	g_free(file);
}

static guint
count_word(const struct file *file, const char *word)
{
	guint count = 0;

	for (guint i = 0; i < file->n; i++)
		for (const char *at = file->objects[i]; at && (at = strstr(at, word));
		        at++)
			count++;
	return count;
}

/* --- the file as a whole ------------------------------------------------ */

/* Every "12 0 R" leads to an object, and every object is referred to. */
static void
check_references(const struct file *file)
{
	g_autoptr(GRegex) reference = g_regex_new("(\\d+) 0 R\\b", G_REGEX_RAW, 0, NULL);
	g_autofree gboolean *used = g_new0(gboolean, file->n);
	guint idle = 0;

	for (guint i = 0; i < file->n; i++) {
		g_autoptr(GMatchInfo) match = NULL;

		if (!file->objects[i])
			continue;
		g_regex_match(reference, file->objects[i], 0, &match);
		for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
			g_autofree char *word = g_match_info_fetch(match, 1);
			guint64 to = g_ascii_strtoull(word, NULL, 10);

			g_assert_cmpuint(to, <, file->n);
			g_assert_nonnull(file->objects[to]);
			used[to] = TRUE;
		}
	}
	for (guint i = 0; i < file->n; i++)
		idle += file->objects[i] && !used[i];
	g_assert_cmpuint(idle, ==, 2); /* Root and Info, which the trailer has */
}

static void
test_references(void)
{
	struct document *d = new_book(3);

	for (guint n = 1; n < 40; n += 9) {
		g_autoptr(GBytes) bytes = write_document(d, PLAIN, n, n % 2);
		struct file *file = read_file(bytes);

		check_references(file);
		g_assert_true(g_str_has_prefix(file->text, "%PDF-1.4\n"));
		g_assert_cmpmem(file->text + file->size - 6, 6, "%%EOF\n", 6);
		file_free(file);
	}
	document_free(d);
}

/* What the nodes become; a book's headings stand one deeper than its title. */
static void
test_roles(void)
{
	static const struct {
		const char *word;
		guint count;
	} want[] = {{"/S/Document", 1}, {"/S/H1", 1}, {"/S/H2", 4}, {"/S/H3", 3},
	        {"/S/H4", 3}, {"/S/H5", 0}, {"/S/TOC/", 1}, {"/S/TOCI", 3},
	        {"/S/Reference", 3}, {"/S/Link", 3}, {"/S/Art", 3}, {"/S/P/", 15},
	        {"/S/Div", 3}, {"/Subtype/Link", 3}, {"/Type/OBJR", 3}};
	struct document *d = new_book(3);
	g_autoptr(GBytes) bytes = write_document(d, PLAIN, 10, FALSE);
	struct file *file = read_file(bytes);

	for (int kind = 0; kind < NODE_N_KINDS; kind++)
		g_assert_nonnull(elements_role((enum node_kind)kind)->element);
	for (gsize i = 0; i < G_N_ELEMENTS(want); i++) {
		g_test_message("%s", want[i].word);
		g_assert_cmpuint(count_word(file, want[i].word), ==, want[i].count);
	}
	file_free(file);
	document_free(d);
}

/* Equal input, equal bytes, however the threads run; the order in which pages come
 * does not change what the file says. */
static void
test_deterministic(void)
{
	struct document *d = new_book(200);
	g_autoptr(GBytes) first = write_document(d, DEFAULT, 5, FALSE);
	g_autoptr(GBytes) back = write_document(d, PLAIN, 5, TRUE);
	g_autoptr(GBytes) forth = write_document(d, PLAIN, 5, FALSE);
	struct file *a = read_file(back), *b = read_file(forth);

	for (int i = 0; i < 3; i++) {
		g_autoptr(GBytes) again = write_document(d, DEFAULT, 5, FALSE);

		g_assert_true(g_bytes_equal(first, again));
	}
	g_assert_cmpuint(a->n, ==, b->n);
	g_assert_cmpuint(count_word(a, "/MCR"), ==, count_word(b, "/MCR"));
	file_free(a);
	file_free(b);
	document_free(d);
}

/* --- large documents ---------------------------------------------------- */

/* The most elements that an array after `key` has: "0 R" and numbers before ']'. */
static guint
longest_array(const struct file *file, const char *key)
{
	guint longest = 0;

	for (guint i = 0; i < file->n; i++) {
		const char *at = file->objects[i] ? strstr(file->objects[i], key) : NULL;
		const char *end = at ? strchr(at, ']') : NULL;
		guint count = 0;

		for (; at && at < end; at++)
			count += g_str_has_prefix(at, " 0 R");
		longest = MAX(longest, count);
	}
	return longest;
}

static void
test_large(void)
{
	struct document *d = new_book(9000);
	g_autoptr(GBytes) bytes = write_document(d, PLAIN, 20, FALSE);
	struct file *file = read_file(bytes);

	check_references(file);
	g_assert_cmpuint(longest_array(file, "/K["), <=, SYNTAX_ARRAY_LIMIT);
	g_assert_cmpuint(longest_array(file, "/Kids["), <=, 64);
	g_assert_cmpuint(count_word(file, "/S/Art"), ==, 9000);
	g_assert_cmpuint(count_word(file, "/S/TOCI"), ==, 9000);
	g_assert_cmpuint(count_word(file, "/S/TOC/"), ==, 3);
	file_free(file);
	document_free(d);
}

/* --- headings ----------------------------------------------------------- */

/* Random levels, random nodes without a place: depths begin at 1 and never skip. */
static void
test_depths(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(61);

	for (int round = 0; round < 300; round++) {
		struct tree *tree = tree_new(NODE_BOOK);
		struct places *places = places_new(tree);
		struct page *page = page_new(0, WIDTH, HEIGHT);
		struct place_page *place = places_open_page(places, page);
		int deepest = 0;

		if (g_rand_boolean(random))
			tree_append(tree, tree_root(tree), NODE_TITLE_PAGE);
		for (int i = 0; i < 3; i++) {
			struct node *article =
			        tree_append(tree, tree_root(tree), NODE_ARTICLE);

			tree_append(tree, article, NODE_TITLE);
			for (int k = 0; k < 12; k++)
				tree_append(tree, article, NODE_HEADING)->level =
				        (guint8)g_rand_int_range(random, 0, 9);
		}
		tree_number(tree);
		for (guint32 id = 1; id <= tree_length(tree); id++)
			if (g_rand_int_range(random, 0, 4))
				places_add_mark(places, place, id, 0, 0);
		places_sort(places);
		g_autoptr(GArray) depths = heading_depths(places);
		for (guint i = 1; i < depths->len; i++) {
			int depth = g_array_index(depths, guint8, i);

			g_assert_cmpint(depth, <=, MIN(6, deepest + 1));
			deepest = depth ? depth : deepest;
		}
		page_free(page);
		places_free(places);
		tree_free(tree);
	}
}

/* --- trouble ------------------------------------------------------------ */

/* A link to what stands nowhere is left out, and so is its annotation. */
static void
test_dead_link(void)
{
	struct document *d = new_book(2);
	g_autoptr(GError) error = NULL;
	struct outfile *out = outfile_open(d->path, TRUE, &error);
	struct write_job job = make_job(d);
	struct profile profile = chosen("a-1a");
	gpointer writer = pdf_open(out, &job, &profile, &error);
	guint32 next = 1;
	/* title page, contents, two entries, and no more than the first article */
	struct page *page = make_page(d, 0, &next, 10);
	struct link nowhere = {.width = 9, .height = 9, .node = 77777, .target = 88888};
	g_autoptr(GBytes) bytes = NULL;
	struct file *file;

	g_array_append_val(page->links, nowhere);
	for (; next <= tree_length(d->tree); next++)
		tree_node(d->tree, next)->shown = NULL;
	g_assert_true(pdf_writer.page(writer, page, &error));
	g_assert_true(pdf_writer.finish(writer, &error));
	g_assert_true(outfile_commit(out, &error));
	bytes = file_read(d->path, 1 << 30, &error);
	file = read_file(bytes);
	check_references(file);
	g_assert_cmpuint(count_word(file, "/Subtype/Link"), ==, 1);
	g_assert_cmpuint(count_word(file, "/S/Link"), ==, 1);
	g_assert_cmpuint(count_word(file, "/S/TOCI"), ==, 2);
	file_free(file);
	document_free(d);
}

/* The disk is full: the writer says so, at a page or at the end, and lets go. */
static void
test_full(void)
{
	struct document *d = new_book(2000);
	g_autoptr(GError) error = NULL;
	struct outfile *out = outfile_open(d->path, TRUE, &error);
	struct write_job job = make_job(d);
	gpointer writer = pdf_writer.open(out, &job, &error);
	struct rlimit old, limit;
	gboolean ok = TRUE;
	guint32 next = 1;

	signal(SIGXFSZ, SIG_IGN);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old), ==, 0);
	limit = (struct rlimit){1 << 17, old.rlim_max};
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
	for (guint i = 0; ok && next <= tree_length(d->tree); i++)
		ok = pdf_writer.page(writer, make_page(d, i, &next, 5), &error);
	if (ok)
		ok = pdf_writer.finish(writer, &error);
	else
		pdf_writer.discard(writer);
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old), ==, 0);
	g_assert_false(ok);
	g_assert_error(error, FILE_ERROR, FILE_ERROR_WRITE);
	outfile_discard(out);
	document_free(d);
}

/* Writes one page after `spoil` has changed what is on it: there must be no file. */
static void
check_fault(void (*spoil)(struct document *d, struct page *page))
{
	struct document *d = new_book(1);
	g_autoptr(GError) error = NULL;
	struct outfile *out = outfile_open(d->path, TRUE, &error);
	struct write_job job = make_job(d);
	gpointer writer = pdf_writer.open(out, &job, &error);
	guint32 next = 1;
	struct page *page = make_page(d, 0, &next, 99);

	job.diags = diags_new();
	if (spoil)
		spoil(d, page);
	g_assert_true(pdf_writer.page(writer, page, &error));
	g_assert_cmpint(pdf_writer.finish(writer, &error), ==, !spoil);
	g_assert_no_error(error);
	g_assert_cmpuint(diags_length(job.diags), ==, spoil ? 1 : 0);
	if (spoil)
		g_assert_cmpint(diags_at(job.diags, 0)->code, ==, DIAG_OUTPUT_SELFCHECK);
	diags_free(job.diags);
	outfile_discard(out);
	document_free(d);
}

static struct run *
a_run(struct page *page)
{
	return &g_array_index(page->items, struct item, 4).run;
}

static struct glyph *
a_glyph(struct page *page)
{
	return (struct glyph *)a_run(page)->glyphs + 1;
}

static void
spoil_glyph(struct document *d, struct page *page)
{
	a_glyph(page)->id++;
}

static void
spoil_notdef(struct document *d, struct page *page)
{
	a_glyph(page)->id = 0;
}

static void
spoil_text(struct document *d, struct page *page)
{
	a_run(page)->text = a_run(page)->length == 4 ? "Laed" : "?";
	a_run(page)->actual_text = TRUE;
}

static void
spoil_end(struct document *d, struct page *page)
{
	a_run(page)->length--;
	a_run(page)->n_glyphs--;
}

static void
spoil_node(struct document *d, struct page *page)
{
	g_array_remove_index(page->items, 4);
}

static void
spoil_twice(struct document *d, struct page *page)
{
	struct item item = g_array_index(page->items, struct item, 4);

	g_array_append_val(page->items, item);
}

static void
spoil_shown(struct document *d, struct page *page)
{
	tree_node(d->tree, g_array_index(page->items, struct item, 4).node)->shown = NULL;
}

static void
test_selfcheck(void)
{
	check_fault(NULL);
	check_fault(spoil_glyph);
	check_fault(spoil_notdef);
	check_fault(spoil_text);
	check_fault(spoil_end);
	check_fault(spoil_node);
	check_fault(spoil_twice);
	check_fault(spoil_shown);
}

static void
test_discard(void)
{
	struct document *d = new_book(50);
	g_autoptr(GError) error = NULL;
	struct outfile *out = outfile_open(d->path, TRUE, &error);
	struct write_job job = make_job(d);
	gpointer writer = pdf_writer.open(out, &job, &error);
	guint32 next = 1;

	for (guint i = 0; i < 20; i++)
		g_assert_true(pdf_writer.page(writer, make_page(d, i, &next, 5), &error));
	pdf_writer.discard(writer);
	pdf_writer.discard(NULL);
	outfile_discard(out);
	document_free(d);
}

/* --- parts -------------------------------------------------------------- */

/* Without pages and without words there is still a file. */
static void
test_nothing(void)
{
	struct document *d = new_book(0);
	g_autoptr(GBytes) bytes = NULL;
	struct file *file;

	tree_node(d->tree, 2)->shown = NULL;
	tree_node(d->tree, 3)->shown = NULL;
	bytes = write_document(d, PLAIN, 10, FALSE);
	file = read_file(bytes);
	check_references(file);
	g_assert_cmpuint(count_word(file, "/S/Document"), ==, 0);
	file_free(file);
	document_free(d);
}

static void
test_metadata(void)
{
	static const char *const words[] = {
	        "x-default\">Ấn bản (61 năm) &amp; \\ &lt;kỷ yếu&gt;</rdf:li>",
	        "<xmp:CreateDate>2022-06-01T09:04:00+07:00</xmp:CreateDate>",
	        "<rdf:li>Nguyễn Văn A</rdf:li>", "/CreationDate(D:20220601090400+07'00')",
	        "<pdfaid:part>1</pdfaid:part>", "/Lang(vi)"};
	struct document *d = new_book(1);
	g_autoptr(GBytes) bytes = write_document(d, PLAIN, 10, FALSE);
	gsize size;
	const char *text = g_bytes_get_data(bytes, &size);

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		g_test_message("%s", words[i]);
		g_assert_nonnull(memmem(text, size, words[i], strlen(words[i])));
	}
	document_free(d);
}

/* What goes together, what does not, and what follows from it. */
static void
test_choices(void)
{
	static const char *const good[] = {"a-1b", "a-1a,ua-1", "1.4,a-1b", "a-2u",
	        "a-3a,ua-1", "ua-1", "1.4", "1.7,a-2b", "none", "ua-1, a-2b"};
	static const char *const bad[] = {"a-1b,a-2b", "a-1a,1.7", "1.4,1.7", "none,ua-1",
	        "a-4", ",", "A-2a", "a-2a,"};
	struct profile profile;

	for (gsize i = 0; i < G_N_ELEMENTS(good); i++)
		chosen(good[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(profile_choose(&profile, bad[i], FALSE, &error));
		g_assert_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
	}
	profile = chosen("a-1a,ua-1");
	g_assert_true(profile.part == 1 && profile.ua_part == 1 && profile.cid_set);
	g_assert_true(profile.tab_order && !profile.object_streams);
	g_assert_false(profile_choose(&profile, "a-2a", TRUE, NULL));
	g_assert_true(profile_choose(&profile, NULL, TRUE, NULL));
	g_assert_cmpint(profile.part, ==, 3);
	profile = chosen(NULL);
	g_assert_cmpmem(&profile, sizeof(profile), profile_default(), sizeof(profile));
}

/* The table is what srgb.py makes, and says its own size. */
static void
test_profile(void)
{
	g_autoptr(GError) error = NULL;
	int status;

	g_assert_cmpuint(srgb_profile[2] << 8 | srgb_profile[3], ==, SRGB_SIZE);
	g_assert_cmpmem(srgb_profile + 12, 12, "mntrRGB XYZ ", 12);
	g_assert_cmpuint(grey_profile[2] << 8 | grey_profile[3], ==, GREY_SIZE);
	g_assert_cmpmem(grey_profile + 12, 12, "mntrGRAYXYZ ", 12);
	g_spawn_command_line_sync("python3 -B " ANBAN_SOURCE_ROOT
	                          "/src/write/pdf/srgb.py --check " ANBAN_SOURCE_ROOT
	                          "/src/write/pdf/srgb.c",
	        NULL, NULL, &status, &error);
	g_assert_no_error(error);
	g_assert_cmpint(status, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/pdf/references", test_references);
	g_test_add_func("/pdf/roles", test_roles);
	g_test_add_func("/pdf/deterministic", test_deterministic);
	g_test_add_func("/pdf/large", test_large);
	g_test_add_func("/pdf/depths", test_depths);
	g_test_add_func("/pdf/dead-link", test_dead_link);
	g_test_add_func("/pdf/full", test_full);
	g_test_add_func("/pdf/selfcheck", test_selfcheck);
	g_test_add_func("/pdf/discard", test_discard);
	g_test_add_func("/pdf/nothing", test_nothing);
	g_test_add_func("/pdf/metadata", test_metadata);
	g_test_add_func("/pdf/choices", test_choices);
	g_test_add_func("/pdf/profile", test_profile);
	return g_test_run();
}
