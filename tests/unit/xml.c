/*
 * xml.c - whatever text comes in, the document is well-formed and says the same.
 */
#include "base/xml.h"

#include <string.h>

static char *
steal_text(struct xml *xml)
{
	g_autoptr(GBytes) bytes = xml_steal(xml);
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);

	return g_strndup(data, size);
}

/* <t a="value">value</t> */
static char *
both(const char *value)
{
	struct xml *xml = xml_new(FALSE);

	xml_open(xml, "t");
	xml_attribute(xml, "a", value);
	xml_text(xml, value);
	return steal_text(xml);
}

/* --- the tests ---------------------------------------------------------- */

static void
test_document(void)
{
	struct xml *xml = xml_new(TRUE);
	g_autofree char *text = NULL;

	xml_doctype_html(xml);
	xml_open(xml, "html");
	xml_attribute(xml, "lang", "vi");
	xml_newline(xml);
	xml_element(xml, "title", "Đại hội XXVI");
	xml_open(xml, "br");
	xml_close(xml);
	text = steal_text(xml); /* closes html */
	g_assert_cmpstr(text, ==,
	        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n"
	        "<html lang=\"vi\">\n<title>Đại hội XXVI</title><br/></html>");
}

static void
test_escapes(void)
{
	static const struct {
		const char *in, *attribute, *text;
	} cases[] = {
	        {"", "", NULL},
	        {"a < b > c & d", "a &lt; b &gt; c &amp; d", "a &lt; b &gt; c &amp; d"},
	        {"\"'", "&quot;'", "\"'"},
	        {"]]>", "]]&gt;", "]]&gt;"},
	        {"a\tb\nc\rd", "a&#9;b&#10;c&#13;d", "a\tb\nc&#13;d"},
	        {"\001\037", "\357\277\275\357\277\275", "\357\277\275\357\277\275"},
	        {"\357\277\276x\357\277\277", "\357\277\275x\357\277\275",
	                "\357\277\275x\357\277\275"},
	        {"\357\274\201 \357\277\275", "\357\274\201 \357\277\275",
	                "\357\274\201 \357\277\275"},
	        {"\355\240\200|\303|\377", /* a surrogate, half a letter, no letter */
	                "\357\277\275\357\277\275\357\277\275|\357\277\275|\357\277\275",
	                "\357\277\275\357\277\275\357\277\275|\357\277\275|\357\277\275"},
	        {"&amp;", "&amp;amp;", "&amp;amp;"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = both(cases[i].in);
		g_autofree char *expected =
		        cases[i].text ? g_strdup_printf("<t a=\"%s\">%s</t>",
		                                cases[i].attribute, cases[i].text)
		                      : g_strdup("<t a=\"\"/>");

		g_assert_cmpstr(found, ==, expected);
	}
}

/* A length stops inside a text, and a NUL byte is a character like another. */
static void
test_length(void)
{
	struct xml *xml = xml_new(FALSE);
	g_autofree char *text = NULL;

	xml_open(xml, "t");
	xml_text_length(xml, "Hà Nội <1010>", 9);
	xml_text_length(xml, "", 0);
	xml_text_length(xml, "a\0b", 3);
	text = steal_text(xml);
	g_assert_cmpstr(text, ==, "<t>Hà Nộia\357\277\275b</t>");
}

/* Random bytes: GLib's own parser reads the document, and the same letters come back. */
static void
test_random(void)
{
	static const GMarkupParser nothing = {0};
	GRand *random = g_rand_new_with_seed(1961);

	for (int round = 0; round < 500; round++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *text = NULL;
		char bytes[64];
		GMarkupParseContext *context;

		for (gsize i = 0; i < sizeof(bytes) - 1; i++)
			bytes[i] = (char)g_rand_int_range(random, 1, 256);
		bytes[sizeof(bytes) - 1] = '\0';
		text = both(bytes);
		g_assert_true(g_utf8_validate(text, -1, NULL));
		context = g_markup_parse_context_new(&nothing, 0, NULL, NULL);
		g_assert_true(g_markup_parse_context_parse(context, text, -1, &error));
		g_assert_true(g_markup_parse_context_end_parse(context, &error));
		g_assert_no_error(error);
		g_markup_parse_context_free(context);
	}
	g_rand_free(random);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/xml/document", test_document);
	g_test_add_func("/xml/escapes", test_escapes);
	g_test_add_func("/xml/length", test_length);
	g_test_add_func("/xml/random", test_random);
	return g_test_run();
}
