/*
 * syntax.h - how PDF writes numbers, names and strings (ISO 32000-1, 7.3).
 *
 * Two layers: functions on a char pointer for the content streams, where every
 * nanosecond counts (the caller makes room: SYNTAX_NUMBER bytes a number, two a string
 * byte), and syntax_put_…() that append to a GString. Numbers are integers throughout:
 * no locale, no floating point. All escaping of strings and names happens here.
 */
#ifndef ANBAN_WRITE_PDF_SYNTAX_H
#define ANBAN_WRITE_PDF_SYNTAX_H

#include "base/unit.h"

#include <glib.h>

enum {
	SYNTAX_NUMBER = 24, /* the longest number with a sign and a point */
	/* The longest string (bytes): ISO 19005-2, 6.1.13. */
	SYNTAX_STRING_LIMIT = 32767,
	/* The longest array: ISO 32000-1, Annex C; binding in PDF/A-1. */
	SYNTAX_ARRAY_LIMIT = 8191,
};

/* Each writes at p and returns the place behind. */
char *syntax_integer(char *p, gint64 value);
/* value / 10^digits, without zeros that say nothing: 1500, 3 gives "1.5". */
char *syntax_decimal(char *p, gint64 value, int digits);

/* How many bytes of a text a string may hold, as syntax_put_text() writes it; it leaves
 * out the rest. */
gsize syntax_text_fits(const char *text, gsize length);

/* A length in thousandths of a point, the precision of all coordinates. */
static inline gint64
syntax_milli(gint64 length)
{
	return (length * 125 + 64) >> 7; /* 1000/1024, rounded */
}

/* Bytes of a literal string that need a backslash, and what follows it: ( ) \ stand for
 * themselves; CR is r, or it would be read as LF (7.3.4.2). Others are 0. */
extern const char syntax_escapes[256];

/* One byte of a literal string. */
static inline char *
syntax_byte(char *p, guint8 byte)
{
	if (syntax_escapes[byte]) {
		*p++ = '\\';
		*p++ = syntax_escapes[byte];
	} else {
		*p++ = (char)byte;
	}
	return p;
}

void syntax_put_integer(GString *out, gint64 value);
void syntax_put_decimal(GString *out, gint64 value, int digits);
/* A length, in points with up to three decimals. */
void syntax_put_length(GString *out, gint64 length);
/* "12 0 R" */
void syntax_put_reference(GString *out, guint32 object);
/* key and reference: "/Parent 12 0 R" */
void syntax_put_key_reference(GString *out, const char *key, guint32 object);
/* "/Name", with #xx where needed */
void syntax_put_name(GString *out, const char *name);
/* A literal string of any bytes. */
void syntax_put_bytes(GString *out, const void *bytes, gsize n);
/* A text string (7.9.2.2) of UTF-8: plain if ASCII, else UTF-16BE with its mark.
 * What exceeds SYNTAX_STRING_LIMIT is cut off. */
void syntax_put_text(GString *out, const char *text, gsize length);

#endif
