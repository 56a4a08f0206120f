/*
 * property.h - the properties of properties.def, and what a value of each is.
 */
#ifndef ANBAN_STYLE_PROPERTY_H
#define ANBAN_STYLE_PROPERTY_H

#include "style/style.h"
#include "style/token.h"

enum property {
#define PROPERTY(id, ...) PROPERTY_##id,
#include "style/properties.def"
#undef PROPERTY
	PROPERTY_N,
	PROPERTY_CUSTOM, /* --name */
	PROPERTY_NONE,
};

/* Which values it takes, beside its keywords. */
enum value_types {
	TYPE_NONE = 0,
	TYPE_LENGTH = 1,
	TYPE_PERCENT = 2,
	TYPE_NUMBER = 4,
	TYPE_INTEGER = 8,
	TYPE_COLOUR = 16,
	TYPE_OWN = 32,
};

/* Where it acts. */
enum targets {
	ON_NOWHERE = 0,
	ON_TEXT = 1,
	ON_GROUP = 2,
	ON_ROOT = 4,
	ON_PAGE = 8,
	ON_BOX = 16,
	ON_INLINE = 32,
	ON_ARTICLE = 64,
	ON_PSEUDO = 128,
	ON_ELEMENT = 256,
	ON_CELL = 512,
	ON_TABLE = 1024,
	ON_HOLDER = 2048,
	ON_ROW = 4096,
	ON_FIGURE = 8192,
	ON_LETTER = 16384,
	ON_HEADING = 32768,
};

/* Keywords of rows whose order the program knows. */
enum { HANGS_MOST = 40 };
enum { KEYWORD_NORMAL = 0, KEYWORD_NONE = 0, KEYWORD_AUTO = 0 };
enum { SLANT_UPRIGHT = 0, SLANT_ITALIC = 1, SLANT_CONTRAST = 3 }; /* FONT_STYLE */

struct property_row {
	const char *name;
	enum value_types types;
	const char *keywords; /* "a|b|!c" */
	gboolean inherited;
	const char *initial;
	enum targets targets;
	const char *field;
};

const struct property_row *property_row(enum property property);

/* PROPERTY_NONE: there is none of that name. */
enum property property_find(const char *name);

/* A length before it is known of what: absolute in units, the rest in the unit named;
 * percent 1.0 is 100 %. */
struct length {
	double absolute, em, rem, lh, rlh, percent;
};

enum value_kind {
	VALUE_UNSET, /* nothing was declared */
	VALUE_KEYWORD,
	VALUE_LENGTH,
	VALUE_NUMBER,
	VALUE_COLOUR,
	VALUE_POINTER, /* a property's own: below */
	VALUE_INHERIT,
	VALUE_INITIAL,
	VALUE_PENDING, /* has var(): to be parsed for each element */
};

struct value {
	enum value_kind kind;
	union {
		int keyword; /* index into the row's keywords */
		struct length length;
		double number;
		guint32 colour;
		gconstpointer pointer;
	};
};

/* Values of a property's own. */
struct size_value { /* SIZE, DESIGNED_FOR; mm */
	gboolean known, landscape, portrait;
	double width, height;
};

struct titles_value { /* TITLE_SIZES */
	guint n;
	struct {
		guint longest;
		struct length size, leading;
	} rows[4];
};

struct gutters_value { /* GUTTER */
	guint n;
	struct gutter rows[GUTTERS_MOST];
};

struct hang_value { /* HANG */
	guint n;
	struct hang rows[HANGS_MOST + 1]; /* ended by a mark of 0 */
};

struct content_value { /* CONTENT */
	guint n;
	struct content_part parts[PARTS_MOST];
};

struct strings_value { /* STRING_SET */
	guint n;
	struct {
		const char *name;
		struct content_value content;
	} list[STRINGS_MOST];
};

enum { COUNTERS_MOST = 8, COUNTER_FAR = 1000000 };

struct counters_value { /* COUNTER_RESET, COUNTER_INCREMENT, COUNTER_SET */
	guint n;
	struct {
		const char *name;
		int number;
	} list[COUNTERS_MOST];
};

struct list_value { /* LIST_STYLE_TYPE */
	enum counting counting;
	const char *text; /* of STRING */
};

struct initial_value { /* INITIAL_LETTER */
	int lines;     /* 1/1000; 0: no initial */
	guint sink;
};

struct page_value {       /* PAGE_NAME */
	const char *name; /* NULL: auto */
};

struct decoration_value { /* TEXT_DECORATION */
	guint lines;      /* enum decoration */
	gboolean coloured;
	guint32 colour;
};

/* FONT_FAMILY: a NULL-terminated array of strings; FONT_FEATURE_SETTINGS and
 * FONT_VARIANT_NUMERIC: struct feature_set; BORDER_SPACING: struct length. */

/* The property and value that a declaration comes to: shorthands make several. */
struct longhand {
	enum property property;
	struct value value;
};

enum { LONGHANDS_MOST = 16 };

/* Memory of pointers in values. */
struct value_memory {
	GPtrArray *blocks; /* freed with g_free */
	GPtrArray *tokens; /* freed with tokens_free; or NULL */
};

gpointer value_keep(struct value_memory *memory, gsize size);

enum parse_result {
	PARSED,
	PARSED_NOT,         /* no value of the property */
	PARSED_UNSUPPORTED, /* it is one, and does not act */
	PARSED_UNKNOWN,     /* there is no such property */
};

/* Parses the tokens [first, end) (without !important) as a value of the property or
 * shorthand of that name, into at most LONGHANDS_MOST longhands. */
enum parse_result value_parse(const char *name, const struct tokens *tokens, guint first,
        guint end, struct value_memory *memory, struct longhand *out, guint *n);

/* A value of one property. */
enum parse_result value_parse_property(enum property property,
        const struct tokens *tokens, guint first, guint end, struct value_memory *memory,
        struct value *value);

/* The longhands of a shorthand (or the property itself), without values. */
guint value_longhands(const char *name, enum property *out);

/* For values and other parts of the parser: a length, number or calc() at i. NUMBER or
 * LENGTH; FALSE: none. */
gboolean value_quantity(
        const struct tokens *tokens, guint first, guint end, struct value *value);
/* A colour; UNSUPPORTED: one that is not opaque, or mixed in another way than by red,
 * green and blue or by hue. */
enum parse_result value_colour(
        const struct tokens *tokens, guint first, guint end, struct value *value);
/* SIZE as a value of @page. */
enum parse_result value_own(enum property property, const struct tokens *tokens,
        guint first, guint end, struct value_memory *memory, struct value *value);

/* A property with a syntax of its own: how large its value is, the one word that leaves
 * it empty ("": none does), and what reads the others into `made`. A table ends with a
 * row without parse. */
struct own_row {
	enum property property;
	gsize size;
	const char *nothing;
	enum parse_result (*parse)(const struct tokens *tokens, guint first, guint end,
	        struct value_memory *memory, gpointer made);
};

enum parse_result own_read(const struct own_row *rows, enum property property,
        const struct tokens *tokens, guint first, guint end, struct value_memory *memory,
        struct value *value);

/* Those that make text. */
enum parse_result content_own(enum property property, const struct tokens *tokens,
        guint first, guint end, struct value_memory *memory, struct value *value);

#endif
