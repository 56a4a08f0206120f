/*
 * xmltree.h - the check's door to libxml2: XML of any origin as a tree.
 *
 * Nothing is fetched, no DTD is loaded, no entity is expanded; depth and size are bounded
 * by libxml2's own limits, which are left on.
 */
#ifndef ANBAN_CHECK_XMLTREE_H
#define ANBAN_CHECK_XMLTREE_H

#include <glib.h>
#include <libxml/tree.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* NULL: not well-formed; then *words (caller frees) and *line say what and where. */
xmlDoc *xmltree_read(gconstpointer bytes, gsize size, char **words, int *line);

/* Is the node this element? */
gboolean xmltree_is(const xmlNode *node, const char *namespace, const char *name);
/* The first child that is this element, or NULL. */
xmlNode *xmltree_child(const xmlNode *node, const char *namespace, const char *name);
/* The first child element; the next sibling element. */
xmlNode *xmltree_first(const xmlNode *node);
xmlNode *xmltree_next(const xmlNode *node);
/* The next element in document order below `top`. NULL: no more. */
xmlNode *xmltree_walk(xmlNode *node, const xmlNode *top);
/* An attribute without namespace, or NULL; caller frees. */
char *xmltree_attribute(const xmlNode *node, const char *name);
/* The same in a namespace. */
char *xmltree_attribute_ns(const xmlNode *node, const char *namespace, const char *name);
/* All text in it, white space at both ends left out; caller frees. */
char *xmltree_text(const xmlNode *node);
int xmltree_line(const xmlNode *node);

#endif
