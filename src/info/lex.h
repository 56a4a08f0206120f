/*
 * lex.h - the syntax of PDF objects (ISO 32000-1, 7.3), read from any bytes.
 *
 * A value is a range of bytes that lent its memory; reading never leaves the range, never
 * nests deeper than LIMIT_NESTING, and takes time in proportion to its length.
 */
#ifndef ANBAN_INFO_LEX_H
#define ANBAN_INFO_LEX_H

#include <glib.h>

enum lex_kind {
	LEX_NONE, /* nothing there, or not the syntax of PDF */
	LEX_DICTIONARY,
	LEX_ARRAY,
	LEX_STRING, /* literal or hexadecimal */
	LEX_NAME,
	LEX_NUMBER,
	LEX_REFERENCE, /* 12 0 R */
	LEX_WORD,      /* true, false, null; stream, endobj … */
};

struct lex_value {
	enum lex_kind kind;
	const guint8 *start, *end; /* the whole of it: from "<<" to behind ">>" */
	gint64 number;             /* NUMBER: whole part; REFERENCE: of the object */
};

/* The next value from *at on; *at moves behind it. */
struct lex_value lex_next(const guint8 **at, const guint8 *end);

/* The value of a key of a dictionary ("Type"), else kind NONE. */
struct lex_value lex_find(const struct lex_value *dictionary, const char *key);

/* Is it this name, or this word? */
gboolean lex_is(const struct lex_value *value, const char *name);

/* A text string (7.9.2.2) in UTF-8, NULL for any other kind. Caller frees. */
char *lex_text(const struct lex_value *value);

gboolean lex_is_space(guint8 byte);

#endif
