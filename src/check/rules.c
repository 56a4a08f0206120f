/*
 * rules.c - the table of rules, and which of them a profile asks for.
 *
 * Levels are cumulative: what holds for b holds for u and a, what holds for u holds for
 * a. PDF/A-1 has no level u; its level a takes what the others ask from u on.
 */
#include "check/rules.h"

#include "base/text_in.h"

#include <string.h>

enum { A1, A2, A3, UA, OTHER, N_STANDARDS };

static const char *const standards[N_STANDARDS] = {
        "ISO 19005-1, ", "ISO 19005-2, ", "ISO 19005-3, ", "ISO 14289-1, ", ""};

static const struct {
	const char *code;
	char level; /* of PDF/A from which on it holds */
	const char *clause[N_STANDARDS];
	const char *message;
} table[RULE_N] = {
#define RULE(id, code, level, a1, a2, a3, ua, other, message)                            \
	[RULE_##id] = {code, level, {a1, a2, a3, ua, other}, message},
#include "check/rules.def"
#undef RULE
};

const char *
rules_code(enum rule rule)
{
	return table[rule].code;
}

const char *
rules_message(enum rule rule)
{
	return text_in(table[rule].message);
}

static gboolean
level_reached(char level, const struct profile *profile)
{
	if (level == 'b')
		return TRUE;
	return profile->level == 'a' || (level == 'u' && profile->level == 'u');
}

/* Does this standard, which has the rule, belong to the profile? */
static gboolean
asked_by(enum rule rule, int standard, const struct profile *profile)
{
	if (!table[rule].clause[standard])
		return FALSE;
	if (standard == OTHER)
		return TRUE;
	if (standard == UA)
		return profile->ua;
	return profile->part == standard + 1 && level_reached(table[rule].level, profile);
}

gboolean
rules_apply(enum rule rule, const struct profile *profile)
{
	for (int standard = 0; standard < N_STANDARDS; standard++)
		if (asked_by(rule, standard, profile))
			return TRUE;
	return FALSE;
}

char *
rules_clauses(enum rule rule, const struct profile *profile)
{
	GString *out = g_string_new(NULL);

	for (int standard = 0; standard < N_STANDARDS; standard++) {
		const char *clause = table[rule].clause[standard];

		if (!clause || (profile && !asked_by(rule, standard, profile)))
			continue;
		g_string_append_printf(
		        out, "%s%s%s", out->len ? "; " : "", standards[standard], clause);
	}
	return g_string_free(out, FALSE);
}

gboolean
profile_parse(const char *list, struct profile *profile)
{
	g_auto(GStrv) words = g_strsplit(list, ",", -1);

	memset(profile, 0, sizeof(*profile));
	for (char **word = words; *word; word++) {
		const char *name = g_strstrip(*word);

		if (!strcmp(name, "ua-1") && !profile->ua) {
			profile->ua = TRUE;
		} else if (strlen(name) == 4 && g_str_has_prefix(name, "a-") &&
		           name[2] >= '1' && name[2] <= '3' && strchr("abu", name[3]) &&
		           strcmp(name, "a-1u") && !profile->part) {
			profile->part = name[2] - '0';
			profile->level = name[3];
		} else {
			return FALSE;
		}
	}
	return profile->part || profile->ua;
}

char *
profile_name(const struct profile *profile)
{
	GString *out = g_string_new(NULL);

	if (profile->part)
		g_string_append_printf(out, "PDF/A-%d%c", profile->part, profile->level);
	if (profile->ua)
		g_string_append(out, out->len ? ", PDF/UA-1" : "PDF/UA-1");
	if (!out->len)
		g_string_append(out, "PDF");
	return g_string_free(out, FALSE);
}
