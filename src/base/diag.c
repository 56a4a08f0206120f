/*
 * diag.c - the list of diagnostics and its words.
 *
 * The list is append-only. What a code means (level, status, words) stands in diag.def
 * alone; a struct diag holds only where it happened and its arguments, so that the words
 * can be made in any language at any time.
 */
#include "base/diag.h"

#include "base/json_line.h"
#include "base/text_in.h"

#include <string.h>

struct diags {
	GArray *list; /* of struct diag */
	guint count[DIAG_ERROR + 1];
	enum status status;
};

static const struct {
	const char *name;
	enum diag_level level;
	enum status status;
	const char *message, *hint;
} codes[DIAG_N_CODES] = {
#define DIAG(id, code, level, status, message, hint)                                     \
	[DIAG_##id] = {code, DIAG_##level, STATUS_##status, message, hint},
#include "base/diag.def"
#undef DIAG
};

static void
diag_clear(gpointer data)
{
	struct diag *diag = data;

	g_free(diag->file);
	g_free(diag->arg1);
	g_free(diag->arg2);
}

struct diags *
diags_new(void)
{
	struct diags *diags = g_new0(struct diags, 1);

	diags->list = g_array_new(FALSE, FALSE, sizeof(struct diag));
	g_array_set_clear_func(diags->list, diag_clear);
	return diags;
}

void
diags_free(struct diags *diags)
{
	if (!diags)
		return;
	g_array_unref(diags->list);
	g_free(diags);
}

void
diag_report(struct diags *diags, enum diag_code code, const char *file, int line,
        int column, const char *arg1, const char *arg2)
{
	struct diag diag = {
	        .code = code,
	        .file = g_strdup(file),
	        .line = line,
	        .column = column,
	        .arg1 = g_strdup(arg1),
	        .arg2 = g_strdup(arg2),
	};

	g_array_append_val(diags->list, diag);
	diags->count[codes[code].level]++;
	diags->status = status_worse(diags->status, codes[code].status);
}

void
diags_append(struct diags *diags, struct diags *from)
{
	if (from->list->len)
		g_array_append_vals(diags->list, from->list->data, from->list->len);
	for (guint level = 0; level <= DIAG_ERROR; level++)
		diags->count[level] += from->count[level];
	diags->status = status_worse(diags->status, from->status);
	g_array_set_clear_func(from->list, NULL); /* the strings have moved */
	diags_free(from);
}

void
diags_remove(struct diags *diags, enum diag_code code, const char *file)
{
	enum status status = STATUS_OK;

	for (guint i = diags->list->len; i-- > 0;)
		if (diags_at(diags, i)->code == code &&
		        (!file || !g_strcmp0(diags_at(diags, i)->file, file))) {
			g_array_remove_index(diags->list, i);
			diags->count[codes[code].level]--;
		}
	for (guint i = 0; i < diags->list->len; i++)
		status = status_worse(status, codes[diags_at(diags, i)->code].status);
	diags->status = status;
}

guint
diags_count(const struct diags *diags, enum diag_level level)
{
	return diags->count[level];
}

guint
diags_length(const struct diags *diags)
{
	return diags->list->len;
}

const struct diag *
diags_at(const struct diags *diags, guint index)
{
	return &g_array_index(diags->list, struct diag, index);
}

enum status
diags_status(const struct diags *diags, gboolean strict)
{
	if (strict && diags->count[DIAG_WARNING])
		return status_worse(diags->status, STATUS_LOST);
	return diags->status;
}

const char *
diag_code_name(enum diag_code code)
{
	return codes[code].name;
}

gboolean
diag_code_parse(const char *name, enum diag_code *code)
{
	for (guint i = 0; i < DIAG_N_CODES; i++)
		if (!strcmp(codes[i].name, name)) {
			*code = (enum diag_code)i;
			return TRUE;
		}
	return FALSE;
}

enum status
diag_code_status(enum diag_code code)
{
	return codes[code].status;
}

enum diag_level
diag_code_level(enum diag_code code)
{
	return codes[code].level;
}

/* Puts the arguments where %1 and %2 stand. */
static char *
fill_in(const char *words, const struct diag *diag)
{
	GString *out = g_string_new(NULL);

	for (; *words; words++) {
		const char *arg = words[0] != '%'   ? NULL
		                  : words[1] == '1' ? diag->arg1
		                  : words[1] == '2' ? diag->arg2
		                                    : NULL;
		if (arg) {
			g_string_append(out, arg);
			words++;
		} else {
			g_string_append_c(out, *words);
		}
	}
	return g_string_free(out, FALSE);
}

char *
diag_message(const struct diag *diag)
{
	return fill_in(text_in(codes[diag->code].message), diag);
}

char *
diag_hint(const struct diag *diag)
{
	const char *hint = codes[diag->code].hint;

	return hint ? fill_in(text_in(hint), diag) : NULL;
}

const char *
diag_level_name(enum diag_level level)
{
	static const char *const names[] = {
	        N_("note"), N_("warning"), N_("lost"), N_("error")};

	return names[level];
}

/* "file:12:5: " with as much of it as is known; without a file, "anban: ". */
static void
append_place(GString *out, const struct diag *diag)
{
	g_string_append(out, diag->file ? diag->file : "anban");
	if (diag->line)
		g_string_append_printf(out, ":%d", diag->line);
	if (diag->line && diag->column)
		g_string_append_printf(out, ":%d", diag->column);
	g_string_append(out, ": ");
}

char *
diag_format(const struct diag *diag)
{
	GString *out = g_string_new(NULL);
	g_autofree char *message = diag_message(diag);
	g_autofree char *hint = diag_hint(diag);

	append_place(out, diag);
	g_string_append_printf(out, "%s: %s [%s]\n",
	        text_in(diag_level_name(codes[diag->code].level)), message,
	        codes[diag->code].name);
	if (hint)
		g_string_append_printf(out, "  → %s\n", hint);
	return g_string_free(out, FALSE);
}

char *
diag_format_json(const struct diag *diag)
{
	GString *out = g_string_new(NULL);
	g_autofree char *message = diag_message(diag);
	g_autofree char *hint = diag_hint(diag);

	json_line_begin(out);
	json_line_string(out, "file", diag->file);
	json_line_position(out, "line", diag->line);
	json_line_position(out, "col", diag->column);
	json_line_string(out, "level", diag_level_name(codes[diag->code].level));
	json_line_string(out, "code", codes[diag->code].name);
	json_line_string(out, "message", message);
	json_line_string(out, "hint", hint);
	json_line_end(out);
	g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}
