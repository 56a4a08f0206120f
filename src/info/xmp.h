/*
 * xmp.h - facts in an XMP packet (ISO 16684-1), and what Dublin Core calls what.
 */
#ifndef ANBAN_INFO_XMP_H
#define ANBAN_INFO_XMP_H

#include "info/facts.h"

/* FALSE: it is not well-formed; what was found before that is added. */
gboolean xmp_facts(struct facts *facts, const void *data, gsize size);

/* The fact of an element of Dublin Core ("creator"); FALSE: none that anban lists. */
gboolean xmp_dublin_core(const char *space, const char *name, enum fact *fact);

#endif
