/*
 * xml_read.c - libxml2's pull parser as calls of a handler.
 *
 * The parser is told neither to load a DTD nor to replace entities nor to use the
 * network; a reference to an entity of the document's own is passed over. Its own limits
 * on names and texts stay (XML_PARSE_HUGE is not set).
 */
#include "base/xml_read.h"

#include "base/limits.h"

#include <libxml/xmlreader.h>
#include <string.h>

static const char *
or_empty(const xmlChar *text)
{
	return text ? (const char *)text : "";
}

const char *
xml_attribute_find(const struct xml_element *element, const char *name)
{
	for (guint i = 0; i < element->n_attributes; i++)
		if (!*element->attributes[i].space &&
		        !strcmp(element->attributes[i].name, name))
			return element->attributes[i].value;
	return NULL;
}

/* The attributes of the current element; names and spaces live in the parser's
 * dictionary, values are copied for it. */
static GArray *
read_attributes(xmlTextReader *reader, GPtrArray *values)
{
	GArray *list = g_array_new(FALSE, FALSE, sizeof(struct xml_attribute));

	while (xmlTextReaderMoveToNextAttribute(reader) == 1) {
		char *value = g_strdup(or_empty(xmlTextReaderConstValue(reader)));
		struct xml_attribute attribute = {
		        or_empty(xmlTextReaderConstNamespaceUri(reader)),
		        or_empty(xmlTextReaderConstLocalName(reader)), value};

		g_ptr_array_add(values, value);
		if (!xmlTextReaderIsNamespaceDecl(reader))
			g_array_append_val(list, attribute);
	}
	xmlTextReaderMoveToElement(reader);
	return list;
}

static void
open_element(xmlTextReader *reader, const struct xml_handler *handler, gpointer user)
{
	g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
	gboolean empty = xmlTextReaderIsEmptyElement(reader) == 1;
	g_autoptr(GArray) list = read_attributes(reader, values);
	struct xml_element element = {or_empty(xmlTextReaderConstNamespaceUri(reader)),
	        or_empty(xmlTextReaderConstLocalName(reader)),
	        (const struct xml_attribute *)list->data, list->len};

	handler->open(user, &element);
	if (empty)
		handler->close(user);
}

static gboolean
pass_on(xmlTextReader *reader, const struct xml_handler *handler, gpointer user)
{
	switch (xmlTextReaderNodeType(reader)) {
	case XML_READER_TYPE_ELEMENT:
		if (xmlTextReaderDepth(reader) >= LIMIT_NESTING)
			return FALSE;
		open_element(reader, handler, user);
		break;
	case XML_READER_TYPE_END_ELEMENT:
		handler->close(user);
		break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		handler->text(user, or_empty(xmlTextReaderConstValue(reader)));
		break;
	}
	return TRUE;
}

gboolean
xml_read(const void *data, gsize size, const struct xml_handler *handler, gpointer user)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
	xmlTextReader *reader;
	gboolean ok = TRUE;
	int more = 0;

	if (!size || size > G_MAXINT)
		return FALSE;
	reader = xmlReaderForMemory(data, (int)size, NULL, NULL, options);
	if (!reader)
		return FALSE;
	while (ok && (more = xmlTextReaderRead(reader)) == 1)
		ok = pass_on(reader, handler, user);
	xmlFreeTextReader(reader);
	return ok && more == 0;
}
