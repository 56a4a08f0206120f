/*
 * xmltree.h - the one door to libxml2: XML of any origin as a tree.
 *
 * Nothing is fetched and no DTD is loaded; depth is bounded by libxml2's own limits,
 * which are left on, and size by the caller: a tree may take fifty times the memory of
 * its bytes. libxml2 brings ICU along, so it is loaded with the first tree.
 *
 * Texts and values are at most XMLTREE_TEXT_MOST bytes long, the rest is left out. A
 * reference to an entity of the document's own stands for its text, if that is plain: one
 * with markup, with a reference or outside of the document is passed over. So no text
 * takes longer than its bytes and that limit.
 */
#ifndef ANBAN_BASE_XMLTREE_H
#define ANBAN_BASE_XMLTREE_H

#include <glib.h>
#include <libxml/tree.h>

enum { XMLTREE_TEXT_MOST = 1 << 20 };

/* Loads libxml2, the first time. FALSE: error (ONDEMAND_ERROR); nothing can be read. */
gboolean xmltree_ready(GError **error);

/* NULL: not well-formed; then *words (caller frees) and *line say what and where. */
xmlDoc *xmltree_read(gconstpointer bytes, gsize size, char **words, int *line);
/* The same for what may be damaged: what can be understood of it, NULL: nothing. FALSE in
 * *whole: it is not well-formed. */
xmlDoc *xmltree_salvage(gconstpointer bytes, gsize size, gboolean *whole);

/* NULL is fine. */
void xmltree_free(xmlDoc *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmltree_free)

/* The outermost element. */
xmlNode *xmltree_root(const xmlDoc *doc);
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
