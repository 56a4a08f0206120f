/*
 * xmltree.c - XML of any origin, read without harm.
 *
 * The parser is told neither to load a DTD nor to replace entities nor to use the network
 * nor to speak; its own limits stay (XML_PARSE_HUGE is not set). Texts are put together
 * here and not by libxml2, which expands the references in an attribute without bound.
 */
#include "base/xmltree.h"

#include "base/ondemand.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#define LIBXML(FUNCTION)                                                                 \
	FUNCTION(xml, CtxtGetLastError)                                                  \
	FUNCTION(xml, CtxtReadMemory)                                                    \
	FUNCTION(xml, DocGetRootElement)                                                 \
	FUNCTION(xml, FreeDoc)                                                           \
	FUNCTION(xml, FreeParserCtxt)                                                    \
	FUNCTION(xml, GetDocEntity)                                                      \
	FUNCTION(xml, GetLineNo)                                                         \
	FUNCTION(xml, NewParserCtxt)                                                     \
	FUNCTION(xml, SetGenericErrorFunc)

static ONDEMAND_TABLE(libxml, LIBXML) libxml;
ONDEMAND_LIBRARY(libxml, "libxml2.so.2", "reading of XML", LIBXML)

gboolean
xmltree_ready(GError **error)
{
	return ondemand_load(&libxml_library, error);
}

static void
be_silent(void *user, const char *format, ...)
{
}

/* --- reading ------------------------------------------------------------ */

static xmlDoc *
parse(xmlParserCtxt *context, gconstpointer bytes, gsize size, int how)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
	                    XML_PARSE_BIG_LINES;
	xmlDoc *doc = NULL;

	libxml.SetGenericErrorFunc(NULL, be_silent);
	if (size <= G_MAXINT)
		doc = libxml.CtxtReadMemory(
		        context, bytes, (int)size, NULL, NULL, options | how);
	if (doc && !xmltree_root(doc))
		g_clear_pointer(&doc, xmltree_free);
	return doc;
}

static xmlDoc *
read_whole(gconstpointer bytes, gsize size, char **words, int *line)
{
	xmlParserCtxt *context = libxml.NewParserCtxt();
	xmlDoc *doc = parse(context, bytes, size, 0);
	const xmlError *error = libxml.CtxtGetLastError(context);

	if (doc && !context->wellFormed)
		g_clear_pointer(&doc, xmltree_free);
	if (!doc) {
		*words = g_strdup(error && error->message ? error->message : "");
		*line = error ? error->line : 0;
		g_strchomp(*words);
	}
	libxml.FreeParserCtxt(context);
	return doc;
}

xmlDoc *
xmltree_read(gconstpointer bytes, gsize size, char **words, int *line)
{
	g_autoptr(GError) error = NULL;

	*words = NULL;
	*line = 0;
	if (xmltree_ready(&error))
		return read_whole(bytes, size, words, line);
	*words = g_strdup(error->message);
	return NULL;
}

xmlDoc *
xmltree_salvage(gconstpointer bytes, gsize size, gboolean *whole)
{
	xmlParserCtxt *context;
	xmlDoc *doc;

	*whole = FALSE;
	if (!xmltree_ready(NULL))
		return NULL;
	context = libxml.NewParserCtxt();
	doc = parse(context, bytes, size, XML_PARSE_RECOVER);
	*whole = doc && context->wellFormed;
	libxml.FreeParserCtxt(context);
	return doc;
}

void
xmltree_free(xmlDoc *doc)
{
	if (doc)
		libxml.FreeDoc(doc);
}

/* --- elements ----------------------------------------------------------- */

xmlNode *
xmltree_root(const xmlDoc *doc)
{
	return libxml.DocGetRootElement(doc);
}

gboolean
xmltree_is(const xmlNode *node, const char *namespace, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE && node->ns &&
	       !strcmp((const char *)node->ns->href, namespace) &&
	       !strcmp((const char *)node->name, name);
}

xmlNode *
xmltree_first(const xmlNode *node)
{
	xmlNode *child = node ? node->children : NULL;

	while (child && child->type != XML_ELEMENT_NODE)
		child = child->next;
	return child;
}

xmlNode *
xmltree_next(const xmlNode *node)
{
	xmlNode *next = node->next;

	while (next && next->type != XML_ELEMENT_NODE)
		next = next->next;
	return next;
}

xmlNode *
xmltree_child(const xmlNode *node, const char *namespace, const char *name)
{
	xmlNode *child = xmltree_first(node);

	while (child && !xmltree_is(child, namespace, name))
		child = xmltree_next(child);
	return child;
}

xmlNode *
xmltree_walk(xmlNode *node, const xmlNode *top)
{
	xmlNode *next = xmltree_first(node);

	while (!next && node != top) {
		next = xmltree_next(node);
		node = node->parent;
	}
	return next;
}

/* --- texts -------------------------------------------------------------- */

/* NULL is nothing. A character is not cut in two. */
static void
add(GString *text, const xmlChar *part)
{
	gsize length =
	        part ? strnlen((const char *)part, XMLTREE_TEXT_MOST - text->len) : 0;

	while (length && (part[length] & 0xC0) == 0x80)
		length--;
	g_string_append_len(text, (const char *)part, (gssize)length);
}

/* What an entity stands for, if that is plain; or NULL. */
static const xmlChar *
plain_entity(const xmlNode *reference)
{
	const xmlEntity *entity = libxml.GetDocEntity(reference->doc, reference->name);

	if (!entity || !entity->content ||
	        (entity->etype != XML_INTERNAL_GENERAL_ENTITY &&
	                entity->etype != XML_INTERNAL_PREDEFINED_ENTITY))
		return NULL;
	if (entity->etype == XML_INTERNAL_GENERAL_ENTITY &&
	        strpbrk((const char *)entity->content, "&<"))
		return NULL;
	return entity->content;
}

static void
add_node(GString *text, const xmlNode *node)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		add(text, node->content);
	else if (node->type == XML_ENTITY_REF_NODE)
		add(text, plain_entity(node));
}

/* The next node of any kind in document order below `top`, without what entities hold. */
static const xmlNode *
step(const xmlNode *node, const xmlNode *top)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

/* The value of an attribute; namespace NULL: of one without. NULL: there is none. */
static char *
value_of(const xmlNode *node, const char *namespace, const char *name)
{
	const xmlAttr *attribute =
	        node && node->type == XML_ELEMENT_NODE ? node->properties : NULL;

	for (; attribute; attribute = attribute->next) {
		const xmlChar *space = attribute->ns ? attribute->ns->href : NULL;
		GString *text;

		if (strcmp((const char *)attribute->name, name) ||
		        g_strcmp0((const char *)space, namespace))
			continue;
		text = g_string_new(NULL);
		for (const xmlNode *part = attribute->children; part; part = part->next)
			add_node(text, part);
		return g_string_free(text, FALSE);
	}
	return NULL;
}

char *
xmltree_attribute(const xmlNode *node, const char *name)
{
	return value_of(node, NULL, name);
}

char *
xmltree_attribute_ns(const xmlNode *node, const char *namespace, const char *name)
{
	return value_of(node, namespace, name);
}

char *
xmltree_text(const xmlNode *node)
{
	GString *text = g_string_new(NULL);

	for (const xmlNode *part = node; part && text->len < XMLTREE_TEXT_MOST;
	        part = step(part, node))
		add_node(text, part);
	return g_strstrip(g_string_free(text, FALSE));
}

int
xmltree_line(const xmlNode *node)
{
	return (int)libxml.GetLineNo(node);
}
