/*
 * token.h - a style sheet as tokens (CSS Syntax Module Level 3, section 4).
 *
 * Any bytes become tokens, and brackets know their partners, so that what is not
 * understood can be skipped in one step. Errors of this level (strings and comments that
 * do not end, …) are complained about; the tokens are those that the standard says.
 */
#ifndef ANBAN_STYLE_TOKEN_H
#define ANBAN_STYLE_TOKEN_H

#include "base/diag.h"

#include <glib.h>

enum token_type {
	TOKEN_IDENT,
	TOKEN_FUNCTION, /* text: its name; its bracket is part of it */
	TOKEN_AT,
	TOKEN_HASH,
	TOKEN_STRING,
	TOKEN_BAD_STRING,
	TOKEN_URL,
	TOKEN_BAD_URL,
	TOKEN_NUMBER,
	TOKEN_PERCENTAGE,
	TOKEN_DIMENSION, /* text: its unit */
	TOKEN_SPACE,
	TOKEN_MARKUP, /* <!-- or --> */
	TOKEN_DELIM,  /* delim: any other character */
	TOKEN_COLON,
	TOKEN_SEMICOLON,
	TOKEN_COMMA,
	TOKEN_SQUARE,
	TOKEN_ROUND,
	TOKEN_CURLY,
	TOKEN_SQUARE_END,
	TOKEN_ROUND_END,
	TOKEN_CURLY_END,
	TOKEN_END, /* the last one */
};

struct token {
	enum token_type type;
	gboolean flag;      /* HASH: could be an id; NUMBER, DIMENSION: an integer */
	gunichar delim;     /* DELIM */
	double number;      /* NUMBER, PERCENTAGE, DIMENSION */
	const char *text;   /* name, content, unit: escapes resolved, NUL-terminated */
	guint start, end;   /* bytes of the source */
	guint line, column; /* where it begins, from 1; code points */
	guint match;        /* FUNCTION and open brackets: index of the closing bracket,
	                       or of END */
};

/* Where complaints about one sheet go: not more than a few dozen of them, no one twice;
 * the rest is counted. */
struct complaints {
	struct diags *diags;
	const char *file;
	guint n, more;
	GHashTable *seen;
};

void complaints_init(
        struct complaints *complaints, struct diags *diags, const char *file);
/* Tells how many more there were. */
void complaints_tell(struct complaints *complaints);
void complain(struct complaints *complaints, enum diag_code code,
        const struct token *where, const char *arg1, const char *arg2);

struct tokens {
	char *source; /* UTF-8, line ends are \n */
	GArray *list; /* of struct token; the last one is END */
	GStringChunk *texts;
};

struct tokens *tokens_new(const char *bytes, gsize length, struct complaints *complaints);
void tokens_free(struct tokens *tokens);

const struct token *token_at(const struct tokens *tokens, guint i);
/* The index behind the component value that begins at i: behind its closing bracket, if
 * it has one. */
guint token_skip(const struct tokens *tokens, guint i);
/* The first index from i to end that is no white. */
guint token_solid(const struct tokens *tokens, guint i, guint end);
/* The same backwards: end without the white before it. */
guint token_trim(const struct tokens *tokens, guint first, guint end);
/* The first comma of [i, end), brackets apart; end: there is none. */
guint token_comma(const struct tokens *tokens, guint i, guint end);
gboolean token_is(const struct token *token, const char *name); /* IDENT of that name */
gboolean token_is_delim(const struct token *token, gunichar delim);
/* The source of tokens [first, end) for a message: one short line. Caller frees. */
char *token_excerpt(const struct tokens *tokens, guint first, guint end);

#endif
