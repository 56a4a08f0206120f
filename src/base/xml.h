/*
 * xml.h - well-formed XML in UTF-8, written.
 *
 * Text and attribute values are escaped here and nowhere else; characters that XML 1.0
 * (production [2] Char) does not allow are written as U+FFFD.
 */
#ifndef ANBAN_BASE_XML_H
#define ANBAN_BASE_XML_H

#include <glib.h>

struct xml;

struct xml *xml_new(gboolean declaration);
void xml_open(struct xml *xml, const char *element);
/* Of the element just opened, before anything is put into it. */
void xml_attribute(struct xml *xml, const char *name, const char *value);
void xml_text(struct xml *xml, const char *text);
void xml_text_length(struct xml *xml, const char *text, gsize length);
void xml_close(struct xml *xml); /* one for each open */
/* <element>text</element> */
void xml_element(struct xml *xml, const char *element, const char *text);
void xml_newline(struct xml *xml); /* white space between elements, for eyes */
/* <!DOCTYPE html> */
void xml_doctype_html(struct xml *xml);

/* Closes what is open and gives the document. Frees the writer. */
GBytes *xml_steal(struct xml *xml);

#endif
