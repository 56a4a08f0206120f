/*
 * nfc.c - which text is surely in NFC already.
 *
 * Below U+0300 and in the ranges of the table stand only characters with the property
 * NFC_Quick_Check=Yes and combining class 0; a text of these is in NFC. Whatever else
 * there is goes through GLib's normalizer, in pieces cut at boundaries.
 */
#include "text/nfc.h"

#include <string.h>

static const struct {
	gunichar first, last;
} plain[] = {
        {0x0000, 0x02FF},                   /* Latin */
        {0x0391, 0x03C9},                   /* Greek letters */
        {0x0400, 0x0482},                   /* Cyrillic */
        {0x048A, 0x052F}, {0x0E01, 0x0E30}, /* Thai letters */
        {0x1E00, 0x1EFF},                   /* Latin with marks: Vietnamese */
        {0x2010, 0x2027},                   /* dashes, quotation marks, ellipsis */
        {0x2030, 0x205E}, {0x20A0, 0x20C0}, /* currencies */
        {0x2150, 0x2328},                   /* fractions, arrows, signs */
        {0x232B, 0x2ADB}, {0x3041, 0x3096}, /* Hiragana */
        {0x30A1, 0x30FA},                   /* Katakana */
        {0x4E00, 0x9FFF},                   /* Han */
        {0xAC00, 0xD7A3},                   /* Hangul */
        {0xFF01, 0xFFEE}, {0xFFFC, 0xFFFD}, {0x1F000, 0x1FAFF}, /* pictures */
        {0x20000, 0x2A6DF},                                     /* Han */
};

gboolean
nfc_is_plain(gunichar c)
{
	guint low = 0, high = G_N_ELEMENTS(plain);

	while (low < high) {
		guint middle = (low + high) / 2;

		if (c > plain[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < G_N_ELEMENTS(plain) && c >= plain[low].first;
}

gboolean
nfc_is_boundary(gunichar c)
{
	if (c == 0x34F) /* combining grapheme joiner: it keeps marks apart */
		return TRUE;
	if (c >= 0x1161 && c <= 0x11FF) /* Hangul vowels and finals */
		return FALSE;
	switch (g_unichar_type(c)) {
	case G_UNICODE_NON_SPACING_MARK:
	case G_UNICODE_SPACING_MARK:
	case G_UNICODE_ENCLOSING_MARK:
		return FALSE;
	default:
		return g_unichar_combining_class(c) == 0;
	}
}

static gboolean
piece_is_nfc(const char *start, const char *end)
{
	g_autofree char *normal = g_utf8_normalize(start, end - start, G_NORMALIZE_NFC);

	return strlen(normal) == (gsize)(end - start) &&
	       !memcmp(normal, start, end - start);
}

gboolean
nfc_is(const char *text, gsize length)
{
	const char *end = text + length, *start = text;

	for (const char *at = text; at < end;) {
		const char *next;

		if ((guchar)*at < 0x80 || nfc_is_plain(g_utf8_get_char(at))) {
			start = at; /* the character that a mark may follow */
			at = g_utf8_next_char(at);
			continue;
		}
		next = g_utf8_next_char(at);
		while (next < end && !nfc_is_plain(g_utf8_get_char(next)) &&
		        !(next - start > 256 && nfc_is_boundary(g_utf8_get_char(next))))
			next = g_utf8_next_char(next);
		if (!piece_is_nfc(start, next))
			return FALSE;
		start = at = next;
	}
	return TRUE;
}
