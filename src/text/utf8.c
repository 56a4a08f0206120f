/*
 * utf8.c - a decoder that says where bytes are ill-formed and goes on.
 *
 * The ranges of the second byte are those of table 3-7 of the Unicode Standard
 * ("Well-Formed UTF-8 Byte Sequences"); all later bytes are 80..BF.
 */
#include "text/utf8.h"

/* What a first byte announces. */
static const struct {
	guint8 first, last;     /* first bytes of this row */
	guint8 length;          /* bytes of the character */
	guint8 second, highest; /* range of the second byte */
} forms[] = {
        {0x00, 0x7F, 1, 0, 0},
        {0xC2, 0xDF, 2, 0x80, 0xBF},
        {0xE0, 0xE0, 3, 0xA0, 0xBF},
        {0xE1, 0xEC, 3, 0x80, 0xBF},
        {0xED, 0xED, 3, 0x80, 0x9F},
        {0xEE, 0xEF, 3, 0x80, 0xBF},
        {0xF0, 0xF0, 4, 0x90, 0xBF},
        {0xF1, 0xF3, 4, 0x80, 0xBF},
        {0xF4, 0xF4, 4, 0x80, 0x8F},
};

gsize
utf8_decode(const char *bytes, gsize length, gunichar *c)
{
	const guint8 *at = (const guint8 *)bytes;
	guint row = 0;
	gsize n;

	*c = UTF8_BAD;
	while (row < G_N_ELEMENTS(forms) && at[0] > forms[row].last)
		row++;
	if (row == G_N_ELEMENTS(forms) || at[0] < forms[row].first)
		return 1;
	if (forms[row].length == 1) {
		*c = at[0];
		return 1;
	}
	if (length < 2 || at[1] < forms[row].second || at[1] > forms[row].highest)
		return 1;
	for (n = 2; n < forms[row].length; n++)
		if (n == length || (at[n] & 0xC0) != 0x80)
			return n;
	*c = at[0] & (0x7F >> n);
	for (gsize i = 1; i < n; i++)
		*c = *c << 6 | (at[i] & 0x3F);
	return n;
}

gboolean
utf8_next_bad(const char *bytes, gsize length, struct utf8_bad *bad)
{
	gsize at = bad->end;
	gunichar c = 0;

	/* the run before this one counted as so many wrong characters */
	for (gsize i = bad->start; i < bad->end; bad->column++)
		i += utf8_decode(bytes + i, length - i, &c);
	while (at < length) {
		gsize n = utf8_decode(bytes + at, length - at, &c);

		if (c == UTF8_BAD)
			break;
		at += n;
		bad->column++;
	}
	bad->start = at;
	while (at < length) {
		gsize n = utf8_decode(bytes + at, length - at, &c);

		if (c != UTF8_BAD)
			break;
		at += n;
	}
	bad->end = at;
	return bad->end > bad->start;
}

gsize
utf8_length(const char *text, gsize length)
{
	gsize n = 0;

	for (gsize i = 0; i < length; i++)
		n += (text[i] & 0xC0) != 0x80;
	return n;
}
