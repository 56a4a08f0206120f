/*
 * variable.h - custom properties and var() (CSS Custom Properties 1).
 */
#ifndef ANBAN_STYLE_VARIABLE_H
#define ANBAN_STYLE_VARIABLE_H

#include "style/cascade.h"

/* --name of an element: what is declared, and once computed its text. */
struct custom {
	const char *name;
	guint64 rank;
	const struct tokens *tokens;
	guint first, end;
	char *text; /* NULL: not computed, or invalid */
	gboolean busy, done;
};

/* Takes a declaration into the list (made when NULL) if it is the strongest. */
void variable_declare(GPtrArray **customs, struct sheet *sheet,
        const struct declaration *declaration, guint64 rank);

/* The computed custom properties of an element: its own and those of its parent. May be
 * NULL; caller unrefs. */
GPtrArray *variable_compute(
        GPtrArray *own, GPtrArray *inherited, struct value_memory *memory);

/* What declarations with var() come to, as long as custom properties do not change: most
 * are declared for the root alone. Starts as {0}. */
struct variable_cache {
	GPtrArray *customs;
	GHashTable *parsed; /* by declaration */
};

void variable_cache_clear(struct variable_cache *cache);

/* Parses what a declaration with var() comes to, as a value of the property. FALSE: it is
 * invalid here (told). */
gboolean variable_parse(struct variable_cache *cache, GPtrArray *customs,
        const struct origin *origin, enum property property, struct value_memory *memory,
        struct value *value);

/* Tokens that values point into live as long as the memory. */
void variable_keep_tokens(struct value_memory *memory, struct tokens *tokens);

#endif
