/*
 * xmltree.c - whatever XML comes in: a tree or a fault with its line, and texts whose
 * length is bounded.
 */
#include "base/xmltree.h"

#include <string.h>

static xmlDoc *
read_text(const char *text, char **words, int *line)
{
	return xmltree_read(text, strlen(text), words, line);
}

static void
test_fault(void)
{
	static const struct {
		const char *text;
		int line;
	} cases[] = {
	        {"", 1},
	        {"x", 1},
	        {"<a>\n<b></a>", 2},
	        {"<!DOCTYPE a [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]>\n<a>&x;</a>", 2},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *words = NULL;
		int line;

		g_test_message("%s", cases[i].text);
		g_assert_null(read_text(cases[i].text, &words, &line));
		g_assert_nonnull(words);
		g_assert_cmpint(line, ==, cases[i].line);
	}
}

static void
test_depth(void)
{
	GString *deep = g_string_new(NULL);
	g_autofree char *words = NULL;
	int line;

	for (int i = 0; i < 5000; i++)
		g_string_append(deep, "<a>");
	for (int i = 0; i < 5000; i++)
		g_string_append(deep, "</a>");
	g_assert_null(read_text(deep->str, &words, &line));
	g_string_free(deep, TRUE);
}

static void
test_salvage(void)
{
	static const char half[] = "<a><b>x</b><c>";
	gboolean whole = TRUE;
	g_autoptr(xmlDoc) doc = xmltree_salvage(half, strlen(half), &whole);
	g_autofree char *text = NULL;

	g_assert_false(whole);
	g_assert_nonnull(doc);
	text = xmltree_text(xmltree_first(xmltree_root(doc)));
	g_assert_cmpstr(text, ==, "x");
	g_assert_null(xmltree_salvage(" ", 1, &whole));
	g_assert_false(whole);
}

static void
test_lines(void)
{
	g_autofree char *words = NULL;
	int line;
	g_autoptr(xmlDoc) doc = read_text(
	        "<a xmlns=\"u\">\n<b c=\"d\"/>\n<b/>text<c/></a>", &words, &line);
	xmlNode *root = xmltree_root(doc);
	g_autofree char *value = xmltree_attribute(xmltree_first(root), "c");

	g_assert_true(xmltree_is(root, "u", "a"));
	g_assert_cmpint(xmltree_line(xmltree_next(xmltree_first(root))), ==, 3);
	g_assert_cmpstr(value, ==, "d");
	g_assert_null(xmltree_attribute(root, "c"));
	g_assert_null(xmltree_attribute(NULL, "c"));
	g_assert_nonnull(xmltree_child(root, "u", "c"));
	g_assert_null(xmltree_child(root, "v", "c"));
}

/* Plain entities stand for their text, others are passed over; files are not read. */
static void
test_entities(void)
{
	static const char text[] =
	        "<!DOCTYPE a [<!ENTITY p \"<b>\"><!ENTITY n \"&#160;\"><!ENTITY e \"E\">"
	        "<!ENTITY m \"<b/>\"><!ENTITY r \"&e;&e;\">"
	        "<!ENTITY f SYSTEM \"/etc/passwd\">]>"
	        "<a v=\"1&e;&r;&amp;2\"> 1&e;&m;&r;&f;&n;<![CDATA[<]]><i>&e;</i>2 </a>";
	static const char *const wanted = "1E\302\240<E2";
	g_autofree char *words = NULL, *value = NULL, *content = NULL;
	int line;
	g_autoptr(xmlDoc) doc = read_text(text, &words, &line);

	g_assert_nonnull(doc);
	value = xmltree_attribute(xmltree_root(doc), "v");
	g_assert_cmpstr(value, ==, "1E&2");
	content = xmltree_text(xmltree_root(doc));
	g_assert_cmpstr(content, ==, wanted);
}

/* A hundred thousand references to a hundred thousand bytes. */
static void
test_bounds(void)
{
	g_autofree char *part = g_strnfill(100000, 'x');
	GString *many = g_string_new("<a>");
	g_autofree char *text = NULL, *value = NULL, *words = NULL;
	int line;
	xmlDoc *doc;

	g_string_printf(many, "<!DOCTYPE a [<!ENTITY e \"%s\">]><a v=\"", part);
	for (int i = 0; i < 100000; i++)
		g_string_append(many, "&e;");
	g_string_append(many, "\"/>");
	doc = read_text(many->str, &words, &line);
	g_assert_nonnull(doc);
	value = xmltree_attribute(xmltree_root(doc), "v");
	g_assert_cmpuint(strlen(value), ==, XMLTREE_TEXT_MOST);
	xmltree_free(doc);
	g_string_assign(many, "<a>");
	for (int i = 0; i < 100; i++)
		g_string_append_printf(many, "<b>%s\303\240</b>", part);
	g_string_append(many, "</a>");
	doc = read_text(many->str, &words, &line);
	text = xmltree_text(xmltree_root(doc));
	g_assert_cmpuint(strlen(text), ==, XMLTREE_TEXT_MOST);
	xmltree_free(doc);
	g_string_free(many, TRUE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/xmltree/fault", test_fault);
	g_test_add_func("/xmltree/depth", test_depth);
	g_test_add_func("/xmltree/salvage", test_salvage);
	g_test_add_func("/xmltree/lines", test_lines);
	g_test_add_func("/xmltree/entities", test_entities);
	g_test_add_func("/xmltree/bounds", test_bounds);
	return g_test_run();
}
