/*
 * lexer.h - reads values from bytes: objects as libqpdf prints them, content streams,
 * CMaps, and the file itself.
 *
 * Never reads beyond its end; what cannot be read is passed over and `broken` is set.
 */
#ifndef ANBAN_CHECK_PDF_LEXER_H
#define ANBAN_CHECK_PDF_LEXER_H

#include "check/pdf/value.h"

struct lexer {
	const guint8 *at, *end;
	struct pool *pool;
	guint depth;         /* of arrays and dictionaries */
	gboolean references; /* "12 0 R" is one value */
	gboolean broken;
	gboolean odd_hex,
	        bad_hex;      /* of the hexadecimal strings so far (ISO 19005-2, 6.1.6) */
	gboolean wide_number; /* beyond 32 bits */
};

struct lexer lexer_new(gconstpointer bytes, gsize size, struct pool *pool);

/* The next value or operator. FALSE: there is none. */
gboolean lexer_next(struct lexer *lexer, struct value *value);

/* After the operator ID: passes over the data of an inline image and EI. FALSE: no EI. */
gboolean lexer_skip_image(struct lexer *lexer);

static inline gboolean
lexer_is_space(guint8 c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

#endif
