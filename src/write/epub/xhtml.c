/*
 * xhtml.c - what all XHTML documents of the publication have in common.
 */
#include "write/epub/publication.h"

#include <string.h>

struct xml *
xhtml_begin(const char *title, const char *language)
{
	struct xml *xml = xml_new(TRUE);

	xml_doctype_html(xml);
	xml_open(xml, "html");
	xml_attribute(xml, "xmlns", "http://www.w3.org/1999/xhtml");
	xml_attribute(xml, "xmlns:epub", "http://www.idpf.org/2007/ops");
	xhtml_language(xml, language);
	xml_newline(xml);
	xml_open(xml, "head");
	xml_element(xml, "title", title);
	xml_open(xml, "link");
	xml_attribute(xml, "rel", "stylesheet");
	xml_attribute(xml, "type", "text/css");
	xml_attribute(xml, "href", CSS_FILE);
	xml_close(xml);
	xml_close(xml);
	xml_newline(xml);
	xml_open(xml, "body");
	xml_newline(xml);
	return xml;
}

void
xhtml_id(struct xml *xml, guint32 id)
{
	char value[16];

	g_snprintf(value, sizeof(value), "n%u", id);
	xml_attribute(xml, "id", value);
}

void
xhtml_language(struct xml *xml, const char *tag)
{
	xml_attribute(xml, "lang", tag);
	xml_attribute(xml, "xml:lang", tag);
}

/* --- what may stand in an attribute ------------------------------------- */

static gboolean
all(const char *text, gsize length, gboolean (*test)(gchar))
{
	for (gsize i = 0; i < length; i++)
		if (!test(text[i]))
			return FALSE;
	return TRUE;
}

static gboolean
is_letter(gchar c)
{
	return g_ascii_isalpha(c);
}

static gboolean
is_digit(gchar c)
{
	return g_ascii_isdigit(c);
}

static gboolean
is_letter_or_digit(gchar c)
{
	return g_ascii_isalnum(c);
}

/* The place of a subtag in the order of RFC 5646: 1 script, 2 region, 3 variant; 0: none.
 */
static int
subtag_place(const char *text, gsize length)
{
	if (length == 4 && all(text, length, is_letter))
		return 1;
	if ((length == 2 && all(text, length, is_letter)) ||
	        (length == 3 && all(text, length, is_digit)))
		return 2;
	if (length < 4 || length > 8 || !all(text, length, is_letter_or_digit))
		return 0;
	return length > 4 || is_digit(*text) ? 3 : 0;
}

gboolean
xhtml_language_valid(const char *tag)
{
	gsize length = strcspn(tag, "-");
	int place = 0;

	if (length < 2 || length > 3 || !all(tag, length, is_letter))
		return FALSE;
	for (tag += length; *tag; tag += length) {
		int next;

		tag++;
		length = strcspn(tag, "-");
		next = subtag_place(tag, length);
		if (next < place || next == 0 || (next == place && next != 3))
			return FALSE;
		place = next;
	}
	return TRUE;
}

/* Only what RFC 3987 has a place for, and one fragment at most: a reading system may
 * reject a whole document for less. */
static gboolean
has_plain_characters(const char *address)
{
	const char *fragment = strchr(address, '#');

	for (const char *at = address; *at; at = g_utf8_next_char(at))
		if (!g_unichar_isgraph(g_utf8_get_char(at)))
			return FALSE;
	if (strpbrk(address, "\"<>[\\]^`{|}"))
		return FALSE;
	return !fragment || !strchr(fragment + 1, '#');
}

/* "vi.example.org:80/…" */
static gboolean
begins_with_host(const char *text)
{
	g_autofree char *host = g_strndup(text, strcspn(text, ":/?#"));
	g_autofree char *decoded = g_hostname_to_unicode(host);
	g_autofree char *encoded = decoded ? g_hostname_to_ascii(decoded) : NULL;

	if (!encoded || (!g_ascii_isalnum(*decoded) && (guchar)*decoded < 0x80))
		return FALSE;
	return !strchr(decoded, '@') && !strstr(decoded, "..");
}

gboolean
xhtml_address_valid(const char *address)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:"};

	if (!has_plain_characters(address) ||
	        !g_uri_is_valid(address, G_URI_FLAGS_NONE, NULL))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
		const char *rest = address + strlen(schemes[i]);

		if (g_str_has_prefix(address, schemes[i]))
			return schemes[i][0] == 'm' ? *rest != '\0'
			                            : begins_with_host(rest);
	}
	return FALSE;
}
