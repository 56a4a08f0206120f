/*
 * xml.c - XML through libxml2's text writer.
 *
 * libxml2 keeps the books (open elements, start tags, output buffer); escaping is done
 * here, in runs: the bytes between two characters that need a reference go out in one
 * call. Invariant: whatever comes in, the output is well-formed XML 1.0 in UTF-8. The
 * declaration is written by hand, because libxml2 converts its output when it is told an
 * encoding.
 */
#include "base/xml.h"

#include <libxml/xmlwriter.h>
#include <string.h>

struct xml {
	xmlTextWriter *writer;
	GByteArray *bytes; /* the document so far */
	guint depth;       /* open elements */
};

#define REPLACEMENT "\357\277\275" /* U+FFFD */

static int
append(void *context, const char *data, int length)
{
	g_byte_array_append(context, (const guint8 *)data, length);
	return length;
}

static void
write_raw(struct xml *xml, const char *text, gsize length)
{
	xmlTextWriterWriteRawLen(xml->writer, BAD_CAST text, (int)length);
}

struct xml *
xml_new(gboolean declaration)
{
	static const char words[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
	struct xml *xml = g_new0(struct xml, 1);

	xml->bytes = g_byte_array_new();
	xml->writer =
	        xmlNewTextWriter(xmlOutputBufferCreateIO(append, NULL, xml->bytes, NULL));
	if (!xml->writer)
		g_error("out of memory");
	if (declaration)
		write_raw(xml, words, strlen(words));
	return xml;
}

/* --- escaping ----------------------------------------------------------- */

/* What stands for the character at *at in XML, and *at moves behind it; NULL: the
 * character itself, and *at stays. The text is valid UTF-8. */
static const char *
reference(const guchar **at, const guchar *end, gboolean attribute)
{
	const guchar *c = *at;

	*at += 1;
	switch (*c) {
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '&':
		return "&amp;";
	case '\r':
		return "&#13;";
	}
	if (attribute && *c == '"')
		return "&quot;";
	if (attribute && *c == '\t')
		return "&#9;";
	if (attribute && *c == '\n')
		return "&#10;";
	if (*c < 0x20 && *c != '\t' && *c != '\n')
		return REPLACEMENT;
	if (*c == 0xEF && end - c >= 3 && c[1] == 0xBF &&
	        c[2] >= 0xBE) { /* U+FFFE, U+FFFF */
		*at = c + 3;
		return REPLACEMENT;
	}
	*at = c;
	return NULL;
}

/* Bytes that reference() may have something for. */
static gboolean
is_special(guchar c)
{
	return c < 0x20 || c == '<' || c == '>' || c == '&' || c == '"' || c == 0xEF;
}

static void
write_valid(struct xml *xml, const char *text, gsize length, gboolean attribute)
{
	const guchar *at = (const guchar *)text, *end = at + length, *run = at;

	while (at < end) {
		const guchar *special = at;
		const char *instead =
		        is_special(*at) ? reference(&at, end, attribute) : NULL;

		if (!instead) {
			at++;
			continue;
		}
		if (special > run)
			write_raw(xml, (const char *)run, special - run);
		write_raw(xml, instead, strlen(instead));
		run = at;
	}
	if (end > run)
		write_raw(xml, (const char *)run, end - run);
}

static void
write_escaped(struct xml *xml, const char *text, gsize length, gboolean attribute)
{
	g_autofree char *valid = NULL;

	if (!g_utf8_validate_len(text, length, NULL)) {
		valid = g_utf8_make_valid(text, length);
		text = valid;
		length = strlen(valid);
	}
	write_valid(xml, text, length, attribute);
}

/* --- the parts of a document -------------------------------------------- */

void
xml_open(struct xml *xml, const char *element)
{
	xmlTextWriterStartElement(xml->writer, BAD_CAST element);
	xml->depth++;
}

void
xml_attribute(struct xml *xml, const char *name, const char *value)
{
	xmlTextWriterStartAttribute(xml->writer, BAD_CAST name);
	write_escaped(xml, value, strlen(value), TRUE);
	xmlTextWriterEndAttribute(xml->writer);
}

void
xml_text(struct xml *xml, const char *text)
{
	xml_text_length(xml, text, strlen(text));
}

void
xml_text_length(struct xml *xml, const char *text, gsize length)
{
	if (length)
		write_escaped(xml, text, length, FALSE);
}

void
xml_close(struct xml *xml)
{
	xmlTextWriterEndElement(xml->writer);
	xml->depth--;
}

void
xml_element(struct xml *xml, const char *element, const char *text)
{
	xml_open(xml, element);
	xml_text(xml, text);
	xml_close(xml);
}

void
xml_newline(struct xml *xml)
{
	write_raw(xml, "\n", 1);
}

void
xml_doctype_html(struct xml *xml)
{
	xmlTextWriterWriteDTD(xml->writer, BAD_CAST "html", NULL, NULL, NULL);
	xml_newline(xml);
}

GBytes *
xml_steal(struct xml *xml)
{
	GBytes *bytes;

	while (xml->depth)
		xml_close(xml);
	xmlFreeTextWriter(xml->writer); /* flushes */
	bytes = g_byte_array_free_to_bytes(xml->bytes);
	g_free(xml);
	return bytes;
}
