/*
 * xml_read.h - the one door to libxml2's parser: XML from strangers, piece by piece.
 *
 * Nothing is fetched and no entity is expanded but XML's own five; elements nest at most
 * LIMIT_NESTING deep. Size is the caller's to bound.
 */
#ifndef ANBAN_BASE_XML_READ_H
#define ANBAN_BASE_XML_READ_H

#include <glib.h>

/* Strings are valid during the call; space is a namespace's address, or "". */
struct xml_attribute {
	const char *space, *name, *value;
};

struct xml_element {
	const char *space, *name;
	const struct xml_attribute *attributes;
	guint n_attributes;
};

struct xml_handler {
	void (*open)(gpointer user, const struct xml_element *element);
	void (*text)(gpointer user, const char *text); /* perhaps in several pieces */
	void (*close)(gpointer user);                  /* one for each open */
};

/* The value of an attribute without namespace, or NULL. */
const char *xml_attribute_find(const struct xml_element *element, const char *name);

/* FALSE: not well-formed, or too deep; what came before has been handed over. */
gboolean xml_read(
        const void *data, gsize size, const struct xml_handler *handler, gpointer user);

#endif
