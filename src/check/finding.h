/*
 * finding.h - what a check found in a file, collected.
 *
 * Of each rule all findings are counted, but only the first places are kept: memory does
 * not grow with the faults of a file.
 */
#ifndef ANBAN_CHECK_FINDING_H
#define ANBAN_CHECK_FINDING_H

#include "check/rules.h"

#include <glib.h>

enum { FINDING_PLACES = 3 };

/* Where something was found. What is not known is 0 or NULL. */
struct spot {
	guint32 object;   /* of the PDF */
	guint page;       /* of the PDF, from 1 */
	const char *path; /* in the EPUB */
	int line;         /* of that path, from 1 */
};

/* One kept place; strings belong to the findings. */
struct finding {
	enum rule rule;
	guint32 object;
	guint page;
	char *path;
	int line;
	char *detail; /* for %1 of the rule's message */
};

struct findings;

/* profile: which rules count; borrowed, may be filled in later; NULL: all. */
struct findings *findings_new(const struct profile *profile);
void findings_free(struct findings *findings);

/* Adds one; spot NULL: the whole file. detail (any bytes, may be NULL) is copied,
 * shortened and made valid UTF-8. What the profile does not ask for is dropped. */
void findings_add(struct findings *findings, enum rule rule, const struct spot *spot,
        const char *detail);
void findings_add_format(struct findings *findings, enum rule rule,
        const struct spot *spot, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Would a finding of this rule count? */
gboolean findings_want(const struct findings *findings, enum rule rule);

/* How often a rule was broken; how many rules were. */
guint findings_count(const struct findings *findings, enum rule rule);
guint findings_rules(const struct findings *findings);

/* "place: message (clauses) [code]" of the first in the order of rules.def; NULL: nothing
 * was found. Caller frees. */
char *findings_first(const struct findings *findings);

/* Text for eyes or, with json, one JSON object a line: every rule that was broken, in
 * the order of rules.def, with its places. Caller frees. */
char *findings_text(const struct findings *findings, const char *file, gboolean json);

#endif
