/*
 * facts.c - collecting the facts and printing them.
 *
 * Invariant: a value is valid UTF-8 without control characters, not blank, and at most
 * LONGEST characters; so nothing in a stranger's file reaches the terminal as a command.
 */
#include "info/facts.h"

#include "base/json_line.h"
#include "base/text_in.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4000, MOST = 1000 };

enum kind { TEXT, LIST, NUMBER, FLAG };

static const struct {
	const char *name;
	enum kind kind;
	const char *label;
} kinds[N_FACTS] = {
#define FACT(id, name, kind, label) [FACT_##id] = {name, kind, label},
#include "info/facts.def"
#undef FACT
};

struct facts *
facts_new(void)
{
	struct facts *facts = g_new0(struct facts, 1);

	for (int i = 0; i < N_FACTS; i++)
		facts->values[i] = g_ptr_array_new_with_free_func(g_free);
	facts->unread = g_ptr_array_new();
	return facts;
}

void
facts_free(struct facts *facts)
{
	if (!facts)
		return;
	for (int i = 0; i < N_FACTS; i++)
		g_ptr_array_unref(facts->values[i]);
	g_ptr_array_unref(facts->unread);
	g_free(facts);
}

/* --- adding --------------------------------------------------------------- */

/* Blanks in a row count as one; controls and marks of direction are left out. */
static gboolean
append_clean(GString *out, gunichar c)
{
	GUnicodeType type = g_unichar_type(c);

	if (g_unichar_isspace(c)) {
		if (out->len && out->str[out->len - 1] != ' ')
			g_string_append_c(out, ' ');
		return FALSE;
	}
	if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
	        type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
		return FALSE;
	g_string_append_unichar(out, c);
	return TRUE;
}

/* The value as clean text; NULL: nothing is left. Caller frees. */
static char *
cleaned(const char *value)
{
	g_autofree char *head = g_strndup(value, LONGEST * 6);
	g_autofree char *valid = g_utf8_make_valid(head, -1);
	GString *out = g_string_new(NULL);
	guint n = 0;

	for (const char *at = valid; *at && n <= LONGEST; at = g_utf8_next_char(at))
		n += append_clean(out, g_utf8_get_char(at));
	if (n > LONGEST)
		g_string_append(out, "…");
	g_strchomp(out->str);
	if (*out->str)
		return g_string_free(out, FALSE);
	g_string_free(out, TRUE);
	return NULL;
}

static gboolean
is_known(const GPtrArray *values, const char *value)
{
	for (guint i = 0; i < values->len; i++)
		if (!strcmp(values->pdata[i], value))
			return TRUE;
	return FALSE;
}

static void
add(struct facts *facts, enum fact fact, const char *value, gboolean first)
{
	GPtrArray *values = facts->values[fact];
	char *clean = value ? cleaned(value) : NULL;

	if (!clean)
		return;
	if (kinds[fact].kind != LIST && first)
		g_ptr_array_set_size(values, 0);
	if (values->len == MOST)
		facts_unread(facts, N_("more values than anban lists"));
	if (values->len >= (kinds[fact].kind == LIST ? MOST : 1) ||
	        is_known(values, clean)) {
		g_free(clean);
		return;
	}
	g_ptr_array_insert(values, first ? 0 : -1, clean);
}

void
facts_add(struct facts *facts, enum fact fact, const char *value)
{
	add(facts, fact, value, FALSE);
}

void
facts_add_first(struct facts *facts, enum fact fact, const char *value)
{
	add(facts, fact, value, TRUE);
}

void
facts_add_number(struct facts *facts, enum fact fact, gint64 value)
{
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);

	facts_add(facts, fact, text);
}

void
facts_add_flag(struct facts *facts, enum fact fact, gboolean value)
{
	facts_add(facts, fact, value ? N_("yes") : N_("no"));
}

const char *
facts_find(const struct facts *facts, enum fact fact)
{
	return facts->values[fact]->len ? facts->values[fact]->pdata[0] : NULL;
}

void
facts_unread(struct facts *facts, const char *words)
{
	if (!g_ptr_array_find(facts->unread, words, NULL))
		g_ptr_array_add(facts->unread, (gpointer)words);
}

/* --- printing ------------------------------------------------------------- */

static glong
label_width(void)
{
	glong width = 0;

	for (int i = 0; i < N_FACTS; i++)
		width = MAX(width, g_utf8_strlen(text_in(kinds[i].label), -1));
	return width;
}

/* Words of ours are in the user's language, those of the file as they are. */
static const char *
in_words(enum fact fact, const char *value)
{
	return kinds[fact].kind == FLAG || fact == FACT_MARK ? text_in(value) : value;
}

char *
facts_text(const struct facts *facts, const char *file)
{
	GString *out = g_string_new(NULL);
	g_autofree char *name = cleaned(file);
	glong width = label_width();

	g_string_append_printf(out, "%s\n", name ? name : "");
	for (int i = 0; i < N_FACTS; i++) {
		const char *label = text_in(kinds[i].label);

		for (guint k = 0; k < facts->values[i]->len; k++) {
			int pad = (int)(width - (k ? 0 : g_utf8_strlen(label, -1)));

			g_string_append_printf(out, "  %s%*s  %s\n", k ? "" : label, pad,
			        "", in_words(i, facts->values[i]->pdata[k]));
		}
	}
	return g_string_free(out, FALSE);
}

static void
append_member(GString *out, const struct facts *facts, enum fact fact)
{
	const GPtrArray *values = facts->values[fact];
	const char *value = facts_find(facts, fact), *name = kinds[fact].name;

	if (kinds[fact].kind == LIST)
		json_line_strings(
		        out, name, (const char *const *)values->pdata, values->len);
	else if (!value || kinds[fact].kind == TEXT)
		json_line_string(out, name, value);
	else if (kinds[fact].kind == NUMBER)
		json_line_number(out, name, g_ascii_strtoll(value, NULL, 10));
	else
		json_line_boolean(out, name, !strcmp(value, "yes"));
}

char *
facts_json(const struct facts *facts, const char *file)
{
	GString *out = g_string_new(NULL);

	json_line_begin(out);
	json_line_string(out, "file", file);
	for (int i = 0; i < N_FACTS; i++)
		append_member(out, facts, i);
	json_line_strings(out, "unread", (const char *const *)facts->unread->pdata,
	        facts->unread->len);
	json_line_end(out);
	g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}
