/*
 * facts.h - what a PDF or an EPUB says of itself, as it says it.
 *
 * Claims, not findings: a file that says it is PDF/A need not be. The kinds of facts
 * stand in facts.def. Values are clean text of one line; a value that is too long is cut,
 * and too many are left out, with a word in `unread`.
 */
#ifndef ANBAN_INFO_FACTS_H
#define ANBAN_INFO_FACTS_H

#include <glib.h>

enum fact {
#define FACT(id, name, kind, label) FACT_##id,
#include "info/facts.def"
#undef FACT
	N_FACTS
};

struct facts {
	GPtrArray *values[N_FACTS]; /* of char *, in the order found */
	GPtrArray *unread; /* of const char *: N_() words on what could not be read */
};

struct facts *facts_new(void);
void facts_free(struct facts *facts);

/* Adds a value, of any bytes; blank and repeated ones are passed over. A fact of one
 * value keeps its first. */
void facts_add(struct facts *facts, enum fact fact, const char *value);
/* Puts it first, for what is the main one. */
void facts_add_first(struct facts *facts, enum fact fact, const char *value);
void facts_add_number(struct facts *facts, enum fact fact, gint64 value);
void facts_add_flag(struct facts *facts, enum fact fact, gboolean value);
/* The first value, or NULL. */
const char *facts_find(const struct facts *facts, enum fact fact);

/* words: static, marked with N_(). */
void facts_unread(struct facts *facts, const char *words);

/* For eyes: the name, then a line for each known value. Caller frees. */
char *facts_text(const struct facts *facts, const char *file);
/* One JSON object in a line: "file", all facts (unknown is null, none is []), "unread".
 */
char *facts_json(const struct facts *facts, const char *file);

/* What the XMP packet, the Info dictionary or the package document say, and page counts
 * and the like. FALSE: the bytes are not of that format. */
gboolean pdf_facts(struct facts *facts, GBytes *bytes);
gboolean epub_facts(struct facts *facts, GBytes *bytes);

#endif
