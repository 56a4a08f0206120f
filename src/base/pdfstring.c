/*
 * pdfstring.c - bytes of PDF strings to text.
 *
 * Two programs read the PDFs of others, each with a lexer made for it; how a string is to
 * be understood stands here, once. What is no character becomes U+FFFD.
 */
#include "base/pdfstring.h"

#include <string.h>

int
pdfstring_escaped(const guint8 **at, const guint8 *end)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const guint8 c = *(*at)++;
	int number = 0;

	if (c >= '0' && c <= '7') {
		number = c - '0';
		for (int i = 0; i < 2 && *at < end && **at >= '0' && **at <= '7'; i++)
			number = number * 8 + *(*at)++ - '0';
		return number & 0xFF;
	}
	if (c == '\r' && *at < end && **at == '\n')
		(*at)++;
	if (c == '\r' || c == '\n')
		return -1;
	return c && strchr(from, c) ? to[strchr(from, c) - from] : c;
}

/* PDFDocEncoding where it is not Latin-1 (annex D.2): from 0x18, and from 0x80. */
static gunichar
doc_character(guint8 byte)
{
	static const guint16 low[] = {
	        0x2D8, 0x2C7, 0x2C6, 0x2D9, 0x2DD, 0x2DB, 0x2DA, 0x2DC};
	static const guint16 high[] = {0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013,
	        0x192, 0x2044, 0x2039, 0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D,
	        0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x141, 0x152, 0x160,
	        0x178, 0x17D, 0x131, 0x142, 0x153, 0x161, 0x17E, 0xFFFD, 0x20AC};

	if (byte >= 0x18 && byte < 0x20)
		return low[byte - 0x18];
	if (byte >= 0x80 && byte <= 0xA0)
		return high[byte - 0x80];
	return byte;
}

static void
append(GString *out, gunichar c)
{
	g_string_append_unichar(out, c && g_unichar_validate(c) ? c : 0xFFFD);
}

static gunichar
unit_at(const guint8 *data, gboolean little)
{
	return little ? (gunichar)data[1] << 8 | data[0]
	              : (gunichar)data[0] << 8 | data[1];
}

static char *
from_utf16(const guint8 *data, gsize size, gboolean little)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; i + 1 < size; i += 2) {
		gunichar c = unit_at(data + i, little);
		gunichar low = i + 3 < size ? unit_at(data + i + 2, little) : 0;

		if (c >= 0xD800 && c < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		}
		append(out, c);
	}
	return g_string_free(out, FALSE);
}

static char *
from_doc(const guint8 *data, gsize size)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; i < size; i++)
		append(out, doc_character(data[i]));
	return g_string_free(out, FALSE);
}

char *
pdfstring_text(const guint8 *bytes, gsize size)
{
	if (size >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
		return from_utf16(bytes + 2, size - 2, FALSE);
	if (size >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
		return from_utf16(bytes + 2, size - 2, TRUE);
	if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3))
		return g_utf8_make_valid((const char *)bytes + 3, (gssize)size - 3);
	return from_doc(bytes, size);
}
