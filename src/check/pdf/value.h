/*
 * value.h - PDF objects as plain, immutable values (ISO 32000-1, 7.3), and their memory.
 *
 * All values of a file live in one pool and go with it. Functions that look into a value
 * take any value, also NULL: what it is not, it does not have.
 */
#ifndef ANBAN_CHECK_PDF_VALUE_H
#define ANBAN_CHECK_PDF_VALUE_H

#include <glib.h>

enum value_type {
	VALUE_NULL,
	VALUE_BOOLEAN,
	VALUE_INTEGER,
	VALUE_REAL,
	VALUE_NAME,   /* without the slash, decoded */
	VALUE_STRING, /* decoded bytes */
	VALUE_ARRAY,
	VALUE_DICTIONARY,
	VALUE_REFERENCE,
	VALUE_OPERATOR, /* a bare word: in content streams and CMaps */
};

struct value {
	enum value_type type;
	guint32 n; /* bytes, items, entries; generation of a reference */
	union {
		gint64 integer; /* also a boolean's; object number of a reference */
		double real;
		const char *text;          /* ends with NUL beyond n */
		const struct value *items; /* of a dictionary: key, value, key, value … */
	};
};

struct pool;

struct pool *pool_new(void);
void pool_free(struct pool *pool);
/* Uninitialised memory, aligned for values. */
gpointer pool_take(struct pool *pool, gsize size);
/* Everything that was taken may be taken again. */
void pool_reset(struct pool *pool);

gboolean value_is_name(const struct value *value, const char *name);
/* The text of a name or operator, else "". */
const char *value_name(const struct value *value);
gboolean value_is_number(const struct value *value);
double value_number(const struct value *value); /* else 0 */
gint64 value_integer(const struct value *value, gint64 otherwise);
/* A string's text in UTF-8 (PDFDocEncoding, UTF-16BE or UTF-8, 7.9.2.2); caller frees;
 * NULL: no string. */
char *value_text(const struct value *value);

#endif
