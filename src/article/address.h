/*
 * address.h - where links may lead, and names of languages (the values of spans).
 */
#ifndef ANBAN_ARTICLE_ADDRESS_H
#define ANBAN_ARTICLE_ADDRESS_H

#include <glib.h>

/* http, https and mailto, well-formed (RFC 3987). Others are of no use in a file that is
 * read elsewhere: "../bai-2.html". */
gboolean address_valid(const char *address);
/* A valid one in ASCII (RFC 3986): the host as a browser asks for it, other characters as
 * %C3%AA. Caller frees. */
char *address_ascii(const char *address);

/* A language tag (BCP 47): "en", "zh-Hant". */
gboolean address_language_valid(const char *tag);

#endif
