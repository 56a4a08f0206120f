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
