/*
 * rules.h - what is checked: the rules, their codes, clauses and words.
 *
 * A rule is one line in rules.def. It may belong to several standards at once; in each it
 * has a clause of its own. The clauses of PDF/A and PDF/UA follow veraPDF's published
 * profiles, the words are ours.
 */
#ifndef ANBAN_CHECK_RULES_H
#define ANBAN_CHECK_RULES_H

#include <glib.h>

enum rule {
#define RULE(id, code, level, a1, a2, a3, ua, other, message) RULE_##id,
#include "check/rules.def"
#undef RULE
	RULE_N
};

/* What a file is held against. */
struct profile {
	int part;  /* of ISO 19005 (PDF/A): 1, 2, 3; 0: none */
	int level; /* 'a', 'u', 'b' */
	gboolean ua;
};

const char *rules_code(enum rule rule); /* "pdf.font.embedded" */
/* In the user's language; %1 stands for what is particular. */
const char *rules_message(enum rule rule);
/* Does the profile know the rule? What belongs to no part of a profile always holds. */
gboolean rules_apply(enum rule rule, const struct profile *profile);
/* "ISO 19005-2, 6.1.2; ISO 14289-1, 6.1": where the profile has it. NULL: every
 * standard that knows it. Caller frees. */
char *rules_clauses(enum rule rule, const struct profile *profile);

/* "a-2a,ua-1" to a profile. FALSE: there is no such. */
gboolean profile_parse(const char *list, struct profile *profile);
/* "PDF/A-2a, PDF/UA-1"; "PDF" if it claims nothing. Caller frees. */
char *profile_name(const struct profile *profile);

#endif
