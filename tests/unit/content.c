/*
 * content.c - content streams as a PDF reader computes them (ISO 32000-1, 8.4 and 9.4).
 *
 * A small reader plays the operators back with the widths of the font and says where
 * every line ends; random runs must end where layout put them.
 */
#include "write/pdf/content.h"
#include "config.h"
#include "write/pdf/syntax.h"

#include <math.h>
#include <string.h>

/* --- pages, their faces and nodes ---------------------------------------- */

enum { WIDTH = 595 * UNIT_PT, HEIGHT = 842 * UNIT_PT, FACES = 3, NODES = 20 };

struct fixture {
	struct fonts *fonts;
	const struct face *faces[FACES];
	struct tree *tree;
	struct places *places;
	struct embed *embed;
	struct hidden *hidden;
	struct content *content;
	GRand *random;
};

/* --- a reader of content streams ---------------------------------------- */

struct reader {
	const char *at, *end;
	const struct face *const *faces; /* by number */
	struct embed *embed;
	double numbers[16];
	int n_numbers;
	char name[64]; /* the last one: "/F0" before Tf */
	const struct face *face;
	gboolean wide;
	guint16 glyphs[65536]; /* by code */
	double size, tracking, word_spacing, scale;
	double x, y;       /* start of the line */
	double pen;        /* from there, in points */
	int in_text, open; /* BT without ET; BDC without EMC */
	int n_marks, n_hidden;
	GArray *ends; /* of double: x at the end of each line */
	GString *codes;
};

static void
move_pen(struct reader *r, double width)
{
	r->pen += width * r->scale / 100;
}

/* The glyphs of the codes of a face. */
static void
set_face(struct reader *r, const struct face *face)
{
	const struct encoding *encoding = embed_use(r->embed, face);

	r->face = face;
	r->wide = encoding->wide;
	for (guint i = 0; i < encoding->shown->len; i++) {
		struct encoded one = g_array_index(encoding->shown, struct encoded, i);

		r->glyphs[one.code] = one.glyph;
	}
}

static void
show_code(struct reader *r, guint code)
{
	guint16 glyph = r->glyphs[code];

	move_pen(r, r->face->widths[glyph] * r->size / r->face->upem + r->tracking);
	if (code == ' ' && !r->wide)
		move_pen(r, r->word_spacing);
	g_string_append_printf(r->codes, "%04x", glyph);
}

/* A literal string: of short codes those from F0 have two bytes, of wide ones all. */
static void
read_string(struct reader *r)
{
	guint code = 0, n = 0, bytes = 0;

	for (r->at++; *r->at != ')'; r->at++) {
		guint8 byte = *r->at;

		if (byte == '\\') {
			byte = *++r->at;
			byte = byte == 'r' ? '\r' : byte;
		} else {
			g_assert_cmpuint(byte, !=, '(');
			g_assert_cmpuint(byte, !=, '\r');
		}
		n++;
		code = bytes ? code << 8 | byte : byte;
		bytes = bytes ? 0 : r->wide || byte >= 0xF0;
		if (!bytes)
			show_code(r, code);
	}
	g_assert_cmpuint(bytes, ==, 0);
	g_assert_cmpuint(n, <=, SYNTAX_STRING_LIMIT);
	r->at++;
}

/* The code of a hidden glyph. */
static void
read_hidden(struct reader *r)
{
	for (r->at++; *r->at != ')'; r->at++)
		r->at += *r->at == '\\';
	r->at++;
	r->n_hidden++;
}

static double
read_number(struct reader *r)
{
	char *end;
	double value = g_ascii_strtod(r->at, &end);

	g_assert_true(end > r->at);
	r->at = end;
	return value;
}

static void
read_array(struct reader *r)
{
	int elements = 0;

	for (r->at++; *r->at != ']'; elements++) {
		if (*r->at == '(')
			read_string(r);
		else
			move_pen(r, -read_number(r) / 1000 * r->size);
	}
	g_assert_cmpint(elements, <=, SYNTAX_ARRAY_LIMIT);
	r->at++;
}

/* The state changes that decide where glyphs stand, and what must nest. */
static void
do_operator(struct reader *r, const char *op)
{
	const double *n = r->numbers;

	if (!strcmp(op, "Tf")) {
		set_face(r, r->faces[atoi(r->name + 2)]);
		r->size = n[0];
	} else if (!strcmp(op, "Tc")) {
		r->tracking = n[0];
	} else if (!strcmp(op, "Tw")) {
		r->word_spacing = n[0];
	} else if (!strcmp(op, "Tz")) {
		r->scale = n[0];
	} else if (!strcmp(op, "Td")) {
		g_assert_cmpint(r->in_text, ==, 1);
		r->x += n[0];
		r->y += n[1];
		r->pen = 0;
	} else if (!strcmp(op, "TJ")) {
		double end = r->x + r->pen;

		g_array_append_val(r->ends, end);
	} else if (!strcmp(op, "BT")) {
		g_assert_cmpint(r->in_text++, ==, 0);
		r->x = r->y = 0;
	} else if (!strcmp(op, "ET")) {
		g_assert_cmpint(--r->in_text, ==, 0);
	} else if (!strcmp(op, "BDC") || !strcmp(op, "BMC")) {
		r->open++;
	} else if (!strcmp(op, "EMC")) {
		g_assert_cmpint(--r->open, >=, 0);
	} else if (strchr("fS", op[0])) {
		g_assert_cmpint(r->in_text, ==, 0);
	}
	r->n_numbers = 0;
}

static const char *
find(const struct reader *r, const char *word)
{
	return memmem(r->at, r->end - r->at, word, strlen(word));
}

/* "<</MCID 3>>": numbers of marks count up from 0. */
static void
read_dictionary(struct reader *r)
{
	const char *end = find(r, ">>BDC\n"), *mcid = find(r, "/MCID ");

	g_assert_nonnull(end);
	if (mcid && mcid < end)
		g_assert_cmpint(atoi(mcid + 6), ==, r->n_marks++);
	r->at = end + 2;
}

static void
read_name(struct reader *r)
{
	gsize n = strcspn(r->at, " <\n");

	g_assert_cmpuint(n, <, sizeof(r->name));
	memcpy(r->name, r->at, n);
	r->name[n] = '\0';
	r->at += n;
}

static void
read_operator(struct reader *r)
{
	gsize n = strcspn(r->at, " \n");
	g_autofree char *op = g_strndup(r->at, n);

	g_assert_cmpuint(n, >, 0);
	do_operator(r, op);
	r->at += n;
}

/* Plays a content stream. Fonts are /F and their place in faces. */
static struct reader *
play(const GString *content, const struct fixture *f)
{
	struct reader *r = g_new0(struct reader, 1);

	r->at = content->str;
	r->faces = f->faces;
	r->embed = f->embed;
	r->scale = 100;
	r->ends = g_array_new(FALSE, FALSE, sizeof(double));
	r->codes = g_string_new(NULL);
	r->end = content->str + content->len;
	while (r->at < r->end) {
		if (*r->at == ' ' || *r->at == '\n')
			r->at++;
		else if (*r->at == '[')
			read_array(r);
		else if (*r->at == '(')
			read_hidden(r);
		else if (g_str_has_prefix(r->at, "<<"))
			read_dictionary(r);
		else if (*r->at == '/')
			read_name(r);
		else if (strchr("-.0123456789", *r->at))
			r->numbers[r->n_numbers++ % 16] = read_number(r);
		else
			read_operator(r);
	}
	g_assert_cmpint(r->in_text, ==, 0);
	g_assert_cmpint(r->open, ==, 0);
	return r;
}

static void
reader_free(struct reader *r)
{
	g_array_unref(r->ends);
	g_string_free(r->codes, TRUE);
	g_free(r);
}

/* --- pages -------------------------------------------------------------- */

static void
set_up(struct fixture *f, gconstpointer data)
{
	static const char *const families[FACES] = {
	        "Source Serif 4", "Be Vietnam Pro", "Tinos"};

	f->fonts = fonts_new(ANBAN_SOURCE_ROOT "/fonts");
	for (int i = 0; i < FACES; i++) {
		g_autoptr(GError) error = NULL;
		const struct family_face *family = family_find(families[i], 400, FALSE);

		f->faces[i] = fonts_face(f->fonts, family, &error);
		g_assert_no_error(error);
		g_assert_cmpuint(f->faces[i]->index, ==, i);
	}
	f->tree = tree_new(NODE_ARTICLE);
	for (int i = 1; i < NODES; i++)
		tree_append(f->tree, tree_root(f->tree), NODE_PARAGRAPH);
	tree_number(f->tree);
	f->places = places_new(f->tree);
	f->embed = embed_new();
	f->hidden = hidden_new();
	f->content = content_new(f->embed, f->hidden, NULL, f->places, profile_default());
	f->random = g_rand_new_with_seed(61);
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
	content_free(f->content);
	embed_free(f->embed);
	hidden_free(f->hidden);
	places_free(f->places);
	tree_free(f->tree);
	fonts_free(f->fonts);
	g_rand_free(f->random);
}

static int
between(struct fixture *f, int low, int high)
{
	return g_rand_int_range(f->random, low, high + 1);
}

/* A run of n glyphs of any ids, kerned and spaced at random. Its width is that of its
 * glyphs, as run_positions() has it. */
static struct run *
add_run(struct fixture *f, struct page *page, guint32 node, guint n)
{
	struct run *run = &page_add(page, ITEM_RUN, node, ARTIFACT_NONE)->run;
	struct glyph *glyphs = page_glyphs(page, n);
	g_autofree unit *x = g_new(unit, n + 1);

	run->face = f->faces[between(f, 0, FACES - 1)];
	run->size = between(f, 6 * UNIT_PT, 40 * UNIT_PT);
	run->x = between(f, 0, 100 * UNIT_PT);
	run->y = between(f, 0, HEIGHT);
	run->gap = between(f, -UNIT_PT, 5 * UNIT_PT);
	run->tracking = between(f, 0, 2) ? 0 : between(f, -300, 900);
	run->scale = (gint16)(between(f, 0, 2) ? 1000 : between(f, 970, 1030));
	run->colour = between(f, 0, 1) ? 0 : 0xB3261E;
	for (guint i = 0; i < n; i++)
		glyphs[i] = (struct glyph){
		        .id = between(f, 0, 5) ? (guint16)between(f, 0,
		                                         (int)run->face->n_glyphs - 1)
		                               : run->face->space,
		        .kern = (gint16)(between(f, 0, 3) ? 0 : between(f, -90, 90)),
		        .flags = between(f, 0, 4) ? 0 : GLYPH_GAP,
		        .bytes = 1};
	/* The last glyph's own kern and gap move nothing that is printed. */
	glyphs[n - 1].kern = 0;
	glyphs[n - 1].flags = 0;
	run->glyphs = glyphs;
	run->n_glyphs = n;
	run_positions(run, x);
	run->width = x[n];
	return run;
}

static GString *
write_page(struct fixture *f, struct page *page)
{
	return content_page(f->content, page, places_open_page(f->places, page));
}

/* Lines end within .01 pt of where layout put them, whatever the kerns and gaps. */
static void
test_line_ends(struct fixture *f, gconstpointer data)
{
	enum { LINES = 200 };

	for (int i = 0; i < 20; i++) {
		struct page *page = page_new((guint)i, WIDTH, HEIGHT);
		double want[LINES];

		for (int k = 0; k < LINES; k++) {
			struct run *run =
			        add_run(f, page, 2 + k / 11, between(f, 1, 120));

			want[k] = ((double)run->x + run->width) / UNIT_PT;
		}
		g_autoptr(GString) content = write_page(f, page);
		struct reader *reader = play(content, f);

		g_assert_cmpuint(reader->ends->len, ==, LINES);
		for (int k = 0; k < LINES; k++)
			g_assert_cmpfloat_with_epsilon(
			        g_array_index(reader->ends, double, k), want[k], .0102);
		reader_free(reader);
		page_free(page);
	}
}

/* A line of more glyphs than a string or an array may hold is shown in pieces. */
static void
test_long_line(struct fixture *f, gconstpointer data)
{
	struct page *page = page_new(0, WIDTH, HEIGHT);
	struct run *run = add_run(f, page, 2, 30000);
	g_autoptr(GString) content = write_page(f, page);
	struct reader *reader = play(content, f);
	double end = g_array_index(reader->ends, double, reader->ends->len - 1);

	g_assert_cmpuint(reader->codes->len, ==, 4 * run->n_glyphs);
	for (guint32 i = 0; i < run->n_glyphs; i++) {
		char code[5];

		g_snprintf(code, sizeof(code), "%04x", run->glyphs[i].id);
		g_assert_cmpmem(code, 4, reader->codes->str + (gsize)4 * i, 4);
	}
	g_assert_cmpfloat_with_epsilon(end, ((double)run->x + run->width) / UNIT_PT, .25);
	reader_free(reader);
	page_free(page);
}

static void
add_rule(struct page *page, guint32 node, enum artifact artifact, unit stroke,
        const char *text)
{
	struct path *path = &page_add(page, ITEM_PATH, node, artifact)->path;
	struct path_point *points = page_points(page, 3);

	points[0] = (struct path_point){PATH_MOVE, {100}, {200}};
	points[1] = (struct path_point){PATH_CURVE, {1, 2, 3}, {4, 5, 6}};
	points[2] = (struct path_point){.op = PATH_CLOSE};
	path->points = points;
	path->n_points = 3;
	path->stroke = stroke;
	path->text = text;
	path->length = text ? (guint32)strlen(text) : 0;
}

/* Whatever follows what: sequences nest, MCIDs count up, each mark has its node. */
static void
test_nesting(struct fixture *f, gconstpointer data)
{
	for (int i = 0; i < 50; i++) {
		struct page *page = page_new(0, WIDTH, HEIGHT);
		const struct place_page *place;
		guint marks = f->places->marks->len;
		int want_hidden = 0;

		for (int k = 0; k < 60; k++) {
			guint32 node = (guint32)between(f, 0, NODES + 3);
			enum artifact artifact =
			        between(f, 0, 3) ? ARTIFACT_NONE
			                         : (enum artifact)between(f, 1, 3);

			if (between(f, 0, 1)) {
				const char *text =
				        between(f, 0, 1) ? "\xF0\xA0\x80\x80" : NULL;

				add_rule(page, node, artifact, between(f, 0, 1) * 400,
				        text);
				want_hidden +=
				        text && !artifact && tree_node(f->tree, node);
			} else {
				add_run(f, page, node, 5)->text = "abc";
			}
		}
		g_autoptr(GString) content = write_page(f, page);
		struct reader *reader = play(content, f);

		place = places_page(f->places, 0);
		g_assert_cmpuint(reader->n_marks, ==, place->n_marks);
		g_assert_cmpint(reader->n_hidden, ==, want_hidden);
		g_assert_cmpuint(f->places->marks->len, ==, marks + place->n_marks);
		for (guint k = 0; k < place->n_marks; k++)
			g_assert_nonnull(tree_node(f->tree,
			        places_mark(f->places, place->first_mark + k)->node));
		reader_free(reader);
		page_free(page);
	}
}

/* Nothing on a page: nothing in the stream. */
static void
test_empty(struct fixture *f, gconstpointer data)
{
	struct page *page = page_new(0, WIDTH, HEIGHT);
	g_autoptr(GString) content = NULL;

	page_add(page, ITEM_RUN, 2, ARTIFACT_NONE);
	page_add(page, ITEM_PATH, 2, ARTIFACT_NONE);
	content = write_page(f, page);
	g_assert_cmpstr(content->str, ==, "");
	g_assert_cmpuint(places_page(f->places, 0)->n_marks, ==, 0);
	page_free(page);
}

/* --- the words of PDF --------------------------------------------------- */

static void
test_numbers(void)
{
	static const struct {
		gint64 value;
		int digits;
		const char *want;
	} cases[] = {{0, 3, "0"}, {1, 3, ".001"}, {-1, 3, "-.001"}, {500, 3, ".5"},
	        {1000, 3, "1"}, {-1050, 3, "-1.05"}, {595276, 3, "595.276"}, {7, 0, "7"},
	        {-120, 1, "-12"}, {9765625, 10, ".0009765625"},
	        {G_GINT64_CONSTANT(21474836479999), 4, "2147483647.9999"}};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		char number[SYNTAX_NUMBER + 1];

		*syntax_decimal(number, cases[i].value, cases[i].digits) = '\0';
		g_assert_cmpstr(number, ==, cases[i].want);
	}
	g_assert_cmpint(syntax_milli(UNIT_PT), ==, 1000);
	g_assert_cmpint(syntax_milli(-UNIT_PT / 2), ==, -500);
	g_assert_cmpint(syntax_milli(G_MAXINT32), ==, 2097151999);
}

static void
check_text(const char *text, const char *want, gsize length)
{
	g_autoptr(GString) out = g_string_new(NULL);

	syntax_put_text(out, text, strlen(text));
	g_assert_cmpmem(out->str, out->len, want, length);
}

static void
test_strings(void)
{
	g_autoptr(GString) out = g_string_new(NULL), much = g_string_new(NULL);

	check_text("", "()", 2);
	check_text("a(b)\\", "(a\\(b\\)\\\\)", 10);
	check_text("\xE1\xBA\xA4", "(\xFE\xFF\x1E\xA4)", 6);
	check_text("a\r", "(\xFE\xFF\0a\0\\r)", 9);
	check_text("\xF0\xA0\x80\x80", "(\xFE\xFF\xD8\x40\xDC\0)", 8);
	for (int i = 0; i < 40000; i++)
		g_string_append(much, "\xE1\xBA\xA4");
	syntax_put_text(out, much->str, much->len);
	g_assert_cmpuint(out->len, <=, SYNTAX_STRING_LIMIT + 2);
	g_string_truncate(out, 0);
	syntax_put_name(out, "A b#/\xE1");
	g_assert_cmpstr(out->str, ==, "/A#20b#23#2F#E1");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/content/numbers", test_numbers);
	g_test_add_func("/content/strings", test_strings);
#define ADD(path, test) g_test_add(path, struct fixture, NULL, set_up, test, tear_down)
	ADD("/content/line-ends", test_line_ends);
	ADD("/content/long-line", test_long_line);
	ADD("/content/nesting", test_nesting);
	ADD("/content/empty", test_empty);
#undef ADD
	return g_test_run();
}
