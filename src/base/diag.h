/*
 * diag.h - everything anban has to say about an input, collected.
 *
 * A readable document is never refused: what is odd in it is reported and the work
 * goes on. Levels are defined by their consequence:
 *   note     the output is complete; anban had to decide something
 *   warning  the output is complete, but something should be looked at
 *   lost     something of the input is not in the output
 *   error    there is no output
 * Every kind of diagnostic is one line in diag.def: a stable code for scripts, a
 * level, the exit status it leads to, a message and a hint (both translatable).
 * In messages and hints %1 and %2 stand for the two arguments of diag_report().
 */
#ifndef ANBAN_BASE_DIAG_H
#define ANBAN_BASE_DIAG_H

#include "base/status.h"

#include <glib.h>

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_LOST, DIAG_ERROR };

enum diag_code {
#define DIAG(id, code, level, status, message, hint) DIAG_##id,
#include "base/diag.def"
#undef DIAG
	DIAG_N_CODES
};

/* One diagnostic as reported. Strings belong to the list. */
struct diag {
	enum diag_code code;
	char *file; /* as the user named it; NULL: the whole run */
	int line;   /* from 1; 0: the whole file */
	int column; /* code points from 1; 0: the whole line */
	char *arg1, *arg2;
};

struct diags;

struct diags *diags_new(void);
void diags_free(struct diags *diags);

/* Adds one. file, arg1 and arg2 are copied; each may be NULL. */
void diag_report(struct diags *diags, enum diag_code code, const char *file, int line,
        int column, const char *arg1, const char *arg2);

/* Adds all of `from`, which is freed. */
void diags_append(struct diags *diags, struct diags *from);

/* Takes those of a code and a file (NULL: of all files) out again: what they said does
 * not hold after all. */
void diags_remove(struct diags *diags, enum diag_code code, const char *file);

guint diags_count(const struct diags *diags, enum diag_level level);
guint diags_length(const struct diags *diags);
const struct diag *diags_at(const struct diags *diags, guint index);

/* The exit status that the worst of them asks for; strict: warnings count as lost. */
enum status diags_status(const struct diags *diags, gboolean strict);

const char *diag_code_name(enum diag_code code); /* "caption.guess" */
gboolean diag_code_parse(const char *name, enum diag_code *code);
enum diag_level diag_code_level(enum diag_code code);
enum status diag_code_status(enum diag_code code);
const char *diag_level_name(enum diag_level level); /* "lost", in English: stable */

/* In the user's language; caller frees. hint may come back NULL. */
char *diag_message(const struct diag *diag);
char *diag_hint(const struct diag *diag);

/* "file:line:col: level: message [code]" and, on a second line, "  → hint". */
char *diag_format(const struct diag *diag);

/* One object of JSON in a line (JSON Lines): {"file","line","col","level","code",
 * "message","hint"}. Level names are stable English; unknown is null. Caller frees. */
char *diag_format_json(const struct diag *diag);

#endif
