/*
 * finding.c - the findings of a file and their words.
 *
 * Everything is said per place: "file: place: message (clauses) [code]". A last line
 * tells how many places of a rule there are beyond those that are shown.
 */
#include "check/finding.h"

#include "base/json_line.h"
#include "base/text_in.h"

#include <stdarg.h>
#include <string.h>

enum { DETAIL_BYTES = 160 };

struct findings {
	const struct profile *profile;
	guint count[RULE_N];
	GPtrArray *kept; /* of struct finding */
};

static void
finding_free(gpointer data)
{
	struct finding *finding = data;

	g_free(finding->path);
	g_free(finding->detail);
	g_free(finding);
}

struct findings *
findings_new(const struct profile *profile)
{
	struct findings *findings = g_new0(struct findings, 1);

	findings->profile = profile;
	findings->kept = g_ptr_array_new_with_free_func(finding_free);
	return findings;
}

void
findings_free(struct findings *findings)
{
	if (!findings)
		return;
	g_ptr_array_unref(findings->kept);
	g_free(findings);
}

gboolean
findings_want(const struct findings *findings, enum rule rule)
{
	return !findings->profile || rules_apply(rule, findings->profile);
}

/* Printable UTF-8 of bounded length. */
static char *
clean(const char *text)
{
	gsize length = text ? strnlen(text, DETAIL_BYTES + 1) : 0;
	char *valid =
	        g_utf8_make_valid(text ? text : "", (gssize)MIN(length, DETAIL_BYTES));

	for (char *c = valid; *c; c++)
		if (g_ascii_iscntrl(*c))
			*c = ' ';
	if (length > DETAIL_BYTES) {
		char *cut = g_strconcat(valid, "…", NULL);

		g_free(valid);
		return cut;
	}
	return valid;
}

void
findings_add(struct findings *findings, enum rule rule, const struct spot *spot,
        const char *detail)
{
	static const struct spot nowhere = {0};
	struct finding *finding;

	if (!findings_want(findings, rule) || findings->count[rule]++ >= FINDING_PLACES)
		return;
	if (!spot)
		spot = &nowhere;
	finding = g_new0(struct finding, 1);
	finding->rule = rule;
	finding->object = spot->object;
	finding->page = spot->page;
	finding->line = spot->line;
	finding->path = spot->path ? clean(spot->path) : NULL;
	finding->detail = clean(detail);
	g_ptr_array_add(findings->kept, finding);
}

void
findings_add_format(struct findings *findings, enum rule rule, const struct spot *spot,
        const char *format, ...)
{
	g_autofree char *detail = NULL;
	va_list arguments;

	if (!findings_want(findings, rule))
		return;
	va_start(arguments, format);
	detail = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	findings_add(findings, rule, spot, detail);
}

guint
findings_count(const struct findings *findings, enum rule rule)
{
	return findings->count[rule];
}

guint
findings_rules(const struct findings *findings)
{
	guint n = 0;

	for (guint rule = 0; rule < RULE_N; rule++)
		n += findings->count[rule] > 0;
	return n;
}

/* --- words -------------------------------------------------------------- */

/* The message with the detail where %1 stands. */
static char *
message(const struct finding *finding)
{
	const char *words = rules_message(finding->rule);
	const char *hole = strstr(words, "%1");

	if (!hole)
		return g_strdup(words);
	return g_strdup_printf(
	        "%.*s%s%s", (int)(hole - words), words, finding->detail, hole + 2);
}

/* "page 3, object 12: " */
static void
append_place(GString *out, const struct finding *finding)
{
	gsize before = out->len;

	if (finding->path)
		g_string_append(out, finding->path);
	if (finding->path && finding->line)
		g_string_append_printf(out, ":%d", finding->line);
	if (finding->page)
		g_string_append_printf(out, _("page %u"), finding->page);
	if (finding->page && finding->object)
		g_string_append(out, ", ");
	if (finding->object)
		g_string_append_printf(out, _("object %u"), finding->object);
	if (out->len > before)
		g_string_append(out, ": ");
}

static void
append_words(GString *out, const struct finding *finding, const char *clauses)
{
	g_autofree char *words = message(finding);

	append_place(out, finding);
	g_string_append(out, words);
	if (*clauses)
		g_string_append_printf(out, " (%s)", clauses);
	g_string_append_printf(out, " [%s]", rules_code(finding->rule));
}

static void
append_text(GString *out, const char *file, const struct finding *finding,
        const char *clauses)
{
	g_string_append_printf(out, "%s: ", file);
	append_words(out, finding, clauses);
	g_string_append_c(out, '\n');
}

char *
findings_first(const struct findings *findings)
{
	const struct finding *first = NULL;
	g_autofree char *clauses = NULL;
	GString *out;

	for (guint i = 0; i < findings->kept->len; i++) {
		const struct finding *finding = findings->kept->pdata[i];

		if (!first || finding->rule < first->rule)
			first = finding;
	}
	if (!first)
		return NULL;
	clauses = rules_clauses(first->rule, findings->profile);
	out = g_string_new(NULL);
	append_words(out, first, clauses);
	return g_string_free(out, FALSE);
}

static void
append_json(GString *out, const char *file, const struct finding *finding,
        const char *clauses, guint count)
{
	g_autofree char *words = message(finding);

	json_line_begin(out);
	json_line_string(out, "file", file);
	json_line_string(out, "path", finding->path);
	json_line_position(out, "line", finding->line);
	json_line_position(out, "page", finding->page);
	json_line_position(out, "object", finding->object);
	json_line_string(out, "level", "error");
	json_line_string(out, "code", rules_code(finding->rule));
	json_line_string(out, "clause", clauses);
	json_line_string(out, "message", words);
	json_line_number(out, "count", count);
	json_line_end(out);
	g_string_append_c(out, '\n');
}

static void
append_rule(GString *out, const struct findings *findings, enum rule rule,
        const char *file, gboolean json)
{
	g_autofree char *clauses = rules_clauses(rule, findings->profile);
	guint count = findings->count[rule];

	for (guint i = 0; i < findings->kept->len; i++) {
		const struct finding *finding = findings->kept->pdata[i];

		if (finding->rule != rule)
			continue;
		if (json)
			append_json(out, file, finding, clauses, count);
		else
			append_text(out, file, finding, clauses);
	}
	if (!json && count > FINDING_PLACES) {
		g_string_append(out, "  … ");
		g_string_append_printf(out, _("and %u more places of this kind"),
		        count - FINDING_PLACES);
		g_string_append_printf(out, " [%s]\n", rules_code(rule));
	}
}

char *
findings_text(const struct findings *findings, const char *file, gboolean json)
{
	GString *out = g_string_new(NULL);

	for (guint rule = 0; rule < RULE_N; rule++)
		if (findings->count[rule])
			append_rule(out, findings, (enum rule)rule, file, json);
	return g_string_free(out, FALSE);
}
