/*
 * xmltree.c - XML of any origin, read without harm.
 */
#include "check/xmltree.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

static void
be_silent(void *user, const char *format, ...)
{
}

xmlDoc *
xmltree_read(gconstpointer bytes, gsize size, char **words, int *line)
{
	xmlParserCtxt *context = xmlNewParserCtxt();
	xmlDoc *doc = NULL;
	const xmlError *error;

	*words = NULL;
	*line = 0;
	xmlSetGenericErrorFunc(NULL, be_silent);
	if (size <= G_MAXINT)
		doc = xmlCtxtReadMemory(context, bytes, (int)size, NULL, NULL,
		        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		                XML_PARSE_BIG_LINES);
	error = xmlCtxtGetLastError(context);
	if (doc && (!context->wellFormed || !xmlDocGetRootElement(doc)))
		g_clear_pointer(&doc, xmlFreeDoc);
	if (!doc) {
		*words = g_strdup(error && error->message ? error->message : "");
		*line = error ? error->line : 0;
		g_strchomp(*words);
	}
	xmlFreeParserCtxt(context);
	return doc;
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

char *
xmltree_attribute(const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	char *copy = g_strdup((const char *)value);

	xmlFree(value);
	return copy;
}

char *
xmltree_attribute_ns(const xmlNode *node, const char *namespace, const char *name)
{
	xmlChar *value =
	        xmlGetNsProp(node, (const xmlChar *)name, (const xmlChar *)namespace);
	char *copy = g_strdup((const char *)value);

	xmlFree(value);
	return copy;
}

char *
xmltree_text(const xmlNode *node)
{
	xmlChar *value = node ? xmlNodeGetContent(node) : NULL;
	char *copy = g_strdup(value ? (const char *)value : "");

	xmlFree(value);
	return g_strstrip(copy);
}

int
xmltree_line(const xmlNode *node)
{
	return (int)xmlGetLineNo(node);
}
