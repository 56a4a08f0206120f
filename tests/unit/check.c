/*
 * The parts of anban check that need no file: profiles, rules, the lexer, CMaps; and how
 * deep the check of an EPUB goes.
 */
#include "check/epub/check.h"
#include "base/zip.h"
#include "check/pdf/cmap.h"
#include "check/pdf/lexer.h"
#include "check/rules.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_profiles(void)
{
	struct profile profile;
	g_autofree char *name = NULL;

	g_assert_true(profile_parse("ua-1, a-3u", &profile));
	g_assert_cmpint(profile.part, ==, 3);
	g_assert_cmpint(profile.level, ==, 'u');
	g_assert_true(profile.ua);
	name = profile_name(&profile);
	g_assert_cmpstr(name, ==, "PDF/A-3u, PDF/UA-1");
	g_assert_false(profile_parse("a-1u", &profile));
	g_assert_false(profile_parse("a-2a,a-1a", &profile));
	g_assert_false(profile_parse("", &profile));
}

/* Levels are cumulative, and every standard has its own clause. */
static void
test_rules(void)
{
	static const struct {
		const char *profile;
		enum rule rule;
		gboolean applies;
	} rows[] = {
	        {"a-1b", RULE_PDF_TRANSPARENCY, TRUE},
	        {"a-2b", RULE_PDF_TRANSPARENCY, FALSE},
	        {"a-2b", RULE_PDF_UNICODE, FALSE},
	        {"a-2u", RULE_PDF_UNICODE, TRUE},
	        {"a-2a", RULE_PDF_UNICODE, TRUE},
	        {"a-1b", RULE_PDF_UNICODE, FALSE},
	        {"a-1a", RULE_PDF_UNICODE, TRUE},
	        {"ua-1", RULE_PDF_UNICODE, TRUE},
	        {"a-3b", RULE_PDF_MARKED, FALSE},
	        {"a-3a", RULE_PDF_MARKED, TRUE},
	        {"a-2a", RULE_PDF_FILE_RELATIONSHIP, FALSE},
	        {"a-3b", RULE_PDF_FILE_RELATIONSHIP, TRUE},
	        {"a-2b", RULE_PDF_SYNTAX, TRUE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct profile profile;

		g_assert_true(profile_parse(rows[i].profile, &profile));
		g_test_message("%s %s", rows[i].profile, rules_code(rows[i].rule));
		g_assert_cmpint(rules_apply(rows[i].rule, &profile), ==, rows[i].applies);
	}
}

static void
test_lexer(void)
{
	static const char text[] = "<</A#42 (a\\)\\101\\\n(b))/L[1 2 0 R -.5]>> <4a4> Tj";
	struct pool *pool = pool_new();
	struct lexer lexer = lexer_new(text, strlen(text), pool);
	struct value value;

	lexer.references = TRUE;
	g_assert_true(lexer_next(&lexer, &value));
	g_assert_cmpint(value.type, ==, VALUE_DICTIONARY);
	g_assert_cmpuint(value.n, ==, 2);
	g_assert_cmpstr(value.items[0].text, ==, "AB");
	g_assert_cmpstr(value.items[1].text, ==, "a)A(b)");
	g_assert_cmpuint(value.items[3].n, ==, 3);
	g_assert_cmpint(value.items[3].items[1].type, ==, VALUE_REFERENCE);
	g_assert_cmpint(value.items[3].items[1].integer, ==, 2);
	g_assert_cmpfloat(value.items[3].items[2].real, ==, -.5);
	g_assert_false(lexer.odd_hex);
	g_assert_true(lexer_next(&lexer, &value));
	g_assert_cmpuint(value.n, ==, 2);
	g_assert_true(lexer.odd_hex);
	g_assert_true(lexer_next(&lexer, &value));
	g_assert_cmpstr(value.text, ==, "Tj");
	g_assert_false(lexer_next(&lexer, &value));
	g_assert_false(lexer.broken);
	pool_free(pool);
}

/* What is cut off in any place ends, and is said to be broken or is whole. */
static void
test_lexer_cut(void)
{
	static const char text[] = "[<</K[(a(b)c)<00ff>/N#4]>>]";

	for (gsize n = 0; n < strlen(text); n++) {
		struct pool *pool = pool_new();
		g_autofree char *part = g_memdup2(text, n + 1);
		struct lexer lexer = lexer_new(part, n, pool);
		struct value value;

		while (lexer_next(&lexer, &value))
			;
		g_assert_true(lexer.at == lexer.end);
		g_assert_true(lexer.broken || n == 0);
		pool_free(pool);
	}
}

static void
test_text(void)
{
	static const struct {
		const char *bytes;
		guint n;
		const char *text;
	} rows[] = {
	        {"\xfe\xff\x01\x10", 4, "Đ"},
	        {"\xef\xbb\xbf\xc4\x90", 5, "Đ"},
	        {"a\xe9\x80", 3, "aé•"},
	        {"\xfe\xff\xd8", 3, ""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct value value = {
		        .type = VALUE_STRING, .n = rows[i].n, .text = rows[i].bytes};
		g_autofree char *text = value_text(&value);

		g_assert_cmpstr(text, ==, rows[i].text);
	}
}

static void
test_cmap(void)
{
	static const char text[] =
	        "2 beginbfchar <0001><0061> <0002><0000> endbfchar "
	        "1 beginbfrange <0010><0012><0041> <0020><0021>[<0061>] "
	        "endbfrange /WMode 1 def";
	g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
	int wmode = 0;
	g_autofree guint8 *codes = cmap_to_unicode(bytes, &wmode);

	g_assert_cmpint(codes[0], ==, CMAP_NONE);
	g_assert_cmpint(codes[1], ==, CMAP_TEXT);
	g_assert_cmpint(codes[2], ==, CMAP_FORBIDDEN);
	g_assert_cmpint(codes[0x12], ==, CMAP_TEXT);
	g_assert_cmpint(codes[0x13], ==, CMAP_NONE);
	g_assert_cmpint(codes[0x20], ==, CMAP_TEXT);
	g_assert_cmpint(codes[0x21], ==, CMAP_NONE);
	g_assert_cmpint(wmode, ==, 1);
}

/* --- EPUB --------------------------------------------------------------- */

#define XHTML(body)                                                                      \
	"<html xmlns=\"http://www.w3.org/1999/xhtml\" "                                  \
	"xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title>a</title></"           \
	"head><body>" body "</body></html>"

static void
add(struct zip_writer *zip, const char *name, const char *text)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

	zip_writer_add(zip, name, FALSE, bytes);
}

/* A small publication with a chapter of this body. */
static GBytes *
make_epub(const char *chapter)
{
	g_autofree char *folder = g_dir_make_tmp("anban-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "a.epub", NULL);
	struct outfile *out = outfile_open(path, TRUE, NULL);
	struct zip_writer *zip = zip_writer_new(out, 0);
	GBytes *bytes;

	add(zip, "mimetype", "application/epub+zip");
	add(zip, "META-INF/container.xml",
	        "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" "
	        "version=\"1.0\"><rootfiles><rootfile full-path=\"p.opf\" "
	        "media-type=\"application/oebps-package+xml\"/></rootfiles></container>");
	add(zip, "p.opf",
	        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" "
	        "unique-identifier=\"i\"><metadata "
	        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier "
	        "id=\"i\">a</dc:identifier><dc:title>a</dc:title><dc:language>vi"
	        "</dc:language><meta property=\"dcterms:modified\">2022-06-01T00:00:00Z"
	        "</meta></metadata><manifest><item id=\"n\" href=\"n.xhtml\" "
	        "media-type=\"application/xhtml+xml\" properties=\"nav\"/><item id=\"c\" "
	        "href=\"c.xhtml\" "
	        "media-type=\"application/xhtml+xml\"/></manifest><spine>"
	        "<itemref idref=\"c\"/></spine></package>");
	add(zip, "n.xhtml",
	        XHTML("<nav epub:type=\"toc\"><ol><li><a href=\"c.xhtml\">a</a></li></ol>"
	              "</nav>"));
	add(zip, "c.xhtml", chapter);
	g_assert_true(zip_writer_finish(zip, NULL, NULL));
	g_assert_true(outfile_commit(out, NULL));
	bytes = file_read(path, 1 << 20, NULL);
	g_assert_nonnull(bytes);
	g_remove(path);
	g_rmdir(folder);
	return bytes;
}

/* How many rules are broken, without those about accessibility metadata. */
static guint
broken(const char *chapter, enum epub_depth depth)
{
	g_autoptr(GBytes) bytes = make_epub(chapter);
	struct findings *findings = findings_new(NULL);
	guint n;

	epub_check(bytes, depth, findings);
	n = findings_rules(findings) -
	    (findings_count(findings, RULE_EPUB_ACCESSIBILITY) > 0);
	findings_free(findings);
	return n;
}

static void
test_epub_depth(void)
{
	g_assert_cmpuint(broken(XHTML("<h1>a</h1>"), EPUB_CHEAP), ==, 0);
	g_assert_cmpuint(broken(XHTML("<h1>a</h1>"), EPUB_WHOLE), ==, 0);
	g_assert_cmpuint(broken(XHTML("<p>a"), EPUB_CHEAP), ==, 0);
	g_assert_cmpuint(broken(XHTML("<p>a"), EPUB_WHOLE), ==, 1);
	g_assert_cmpuint(broken(XHTML("<p><a href=\"#x\">a</a></p>"), EPUB_WHOLE), ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/check/profiles", test_profiles);
	g_test_add_func("/check/rules", test_rules);
	g_test_add_func("/check/lexer", test_lexer);
	g_test_add_func("/check/lexer-cut", test_lexer_cut);
	g_test_add_func("/check/text", test_text);
	g_test_add_func("/check/cmap", test_cmap);
	g_test_add_func("/check/epub-depth", test_epub_depth);
	return g_test_run();
}
