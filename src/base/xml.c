/*
 * xml.c - XML, written piece by piece into one buffer.
 *
 * The writer keeps the names of the open elements and whether the last start tag still
 * waits for attributes. Text is escaped in runs: the bytes between two characters that
 * need a reference go out in one call. Invariant: whatever text comes in, the output is
 * well-formed XML 1.0 in UTF-8 (names are the caller's, and literals).
 */
#include "base/xml.h"

#include <string.h>

struct xml {
	GByteArray *bytes; /* the document so far */
	GPtrArray *open;   /* of char *, the innermost last */
	gboolean in_tag;   /* the last start tag is not closed yet */
};

#define REPLACEMENT "\357\277\275" /* U+FFFD */

static void
write_raw(struct xml *xml, const char *text, gsize length)
{
	g_byte_array_append(xml->bytes, (const guint8 *)text, (guint)length);
}

static void
write_word(struct xml *xml, const char *word)
{
	write_raw(xml, word, strlen(word));
}

/* Content begins. */
static void
end_tag(struct xml *xml)
{
	if (xml->in_tag)
		write_word(xml, ">");
	xml->in_tag = FALSE;
}

struct xml *
xml_new(gboolean declaration)
{
	struct xml *xml = g_new0(struct xml, 1);

	xml->bytes = g_byte_array_new();
	xml->open = g_ptr_array_new_with_free_func(g_free);
	if (declaration)
		write_word(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
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
	end_tag(xml);
	write_word(xml, "<");
	write_word(xml, element);
	g_ptr_array_add(xml->open, g_strdup(element));
	xml->in_tag = TRUE;
}

void
xml_attribute(struct xml *xml, const char *name, const char *value)
{
	write_word(xml, " ");
	write_word(xml, name);
	write_word(xml, "=\"");
	write_escaped(xml, value, strlen(value), TRUE);
	write_word(xml, "\"");
}

void
xml_text(struct xml *xml, const char *text)
{
	xml_text_length(xml, text, strlen(text));
}

void
xml_text_length(struct xml *xml, const char *text, gsize length)
{
	if (!length)
		return;
	end_tag(xml);
	write_escaped(xml, text, length, FALSE);
}

void
xml_close(struct xml *xml)
{
	guint last = xml->open->len - 1;

	if (xml->in_tag) {
		write_word(xml, "/>");
	} else {
		write_word(xml, "</");
		write_word(xml, xml->open->pdata[last]);
		write_word(xml, ">");
	}
	xml->in_tag = FALSE;
	g_ptr_array_set_size(xml->open, (gint)last);
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
	end_tag(xml);
	write_word(xml, "\n");
}

void
xml_doctype_html(struct xml *xml)
{
	write_word(xml, "<!DOCTYPE html>\n");
}

GBytes *
xml_steal(struct xml *xml)
{
	GBytes *bytes;

	while (xml->open->len)
		xml_close(xml);
	bytes = g_byte_array_free_to_bytes(xml->bytes);
	g_ptr_array_unref(xml->open);
	g_free(xml);
	return bytes;
}
