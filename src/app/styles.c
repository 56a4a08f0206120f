/*
 * styles.c - finding, loading and listing style sheets.
 *
 * article.css is always the first: other sheets are written over it.
 */
#include "app/styles.h"

#include "app/data.h"
#include "base/limits.h"
#include "style/element.h"
#include "style/sheet.h"

#include <errno.h>
#include <string.h>

#define BASE "article"

/* --- finding ------------------------------------------------------------ */

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of anban's styles, sorted. */
static GPtrArray *
own_names(void)
{
	g_autofree char *folder = data_styles();
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	GDir *directory = g_dir_open(folder, 0, NULL);
	const char *name;

	while (directory && (name = g_dir_read_name(directory)))
		if (g_str_has_suffix(name, ".css"))
			g_ptr_array_add(names, g_strndup(name, strlen(name) - 4));
	if (directory)
		g_dir_close(directory);
	g_ptr_array_sort(names, compare_names);
	return names;
}

static char *
own_path(const char *name)
{
	g_autofree char *folder = data_styles();
	g_autofree char *file = g_strconcat(name, ".css", NULL);

	return g_build_filename(folder, file, NULL);
}

static gboolean
is_file_name(const char *name)
{
	return strchr(name, '/') || g_str_has_suffix(name, ".css");
}

char *
styles_find(const char *name, GError **error)
{
	g_autofree char *path = is_file_name(name) ? g_strdup(name) : own_path(name);
	g_autoptr(GPtrArray) names = NULL;
	g_autofree char *list = NULL;

	if (*name && g_file_test(path, G_FILE_TEST_EXISTS) &&
	        !g_file_test(path, G_FILE_TEST_IS_DIR))
		return g_steal_pointer(&path);
	if (is_file_name(name)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		        "--style %s: %s", name,
		        g_strerror(
		                g_file_test(path, G_FILE_TEST_IS_DIR) ? EISDIR : ENOENT));
		return NULL;
	}
	names = own_names();
	g_ptr_array_add(names, NULL);
	list = g_strjoinv("|", (char **)names->pdata);
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
	        "--style %s: %s|FILE.css", name, list);
	return NULL;
}

/* --- loading ------------------------------------------------------------ */

static gboolean
load(struct sheets *sheets, const char *name, struct diags *diags)
{
	gboolean own = !is_file_name(name);
	g_autofree char *path = own ? own_path(name) : g_strdup(name);
	g_autoptr(GError) error = NULL;
	gsize limit = (gsize)LIMIT_INPUT_MIB << 20;
	g_autoptr(GBytes) bytes = file_read(path, limit, &error);

	if (bytes)
		sheets_add(sheets, path, bytes, diags);
	else if (own)
		diag_report(diags, DIAG_STYLE_FILE, NULL, 0, 0, path, NULL);
	else
		job_report(diags, error, path, limit);
	return bytes != NULL;
}

struct sheets *
styles_load(const char *const *names, const char *font_folder, struct diags *diags)
{
	struct sheets *sheets = sheets_new(font_folder);
	gboolean ok = load(sheets, BASE, diags);

	for (guint i = 0; ok && names && names[i]; i++)
		if (strcmp(names[i], BASE))
			ok = load(sheets, names[i], diags);
	if (!ok)
		g_clear_pointer(&sheets, sheets_free);
	return sheets;
}

/* --- listing ------------------------------------------------------------ */

/* What the comment at the beginning of a sheet says, up to the end of its first sentence
 * or line: a stop inside a number ends none. */
static char *
first_words(const char *path)
{
	g_autofree char *text = NULL;
	const char *colon;
	gsize length;

	if (!g_file_get_contents(path, &text, NULL, NULL) ||
	        !g_str_has_prefix(text, "/*") || !(colon = strchr(text, ':')))
		return g_strdup("");
	colon += 1 + strspn(colon + 1, " ");
	length = strcspn(colon, "\n");
	for (gsize i = 0; i < length; i++)
		if (colon[i] == '.' && g_ascii_isspace(colon[i + 1]))
			length = i;
	return g_strndup(colon, length);
}

char *
styles_list(void)
{
	g_autoptr(GPtrArray) names = own_names();
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < names->len; i++) {
		const char *name = names->pdata[i];
		g_autofree char *path = own_path(name);
		g_autofree char *words = first_words(path);

		g_string_append_printf(out, "%-10s %s\n", name, words);
	}
	return g_string_free(out, FALSE);
}

static void
add_word(GString *out, const char *word)
{
	if (*word)
		g_string_append_printf(out, "%s%s",
		        out->len && out->str[out->len - 1] != '\t' ? " " : "", word);
}

static void
add_types(GString *out, const struct property_row *row)
{
	static const struct {
		enum value_types type;
		const char *word;
	} words[] = {
	        {TYPE_LENGTH, "<length>"},
	        {TYPE_PERCENT, "<percentage>"},
	        {TYPE_NUMBER, "<number>"},
	        {TYPE_INTEGER, "<integer>"},
	        {TYPE_COLOUR, "<color>"},
	        {TYPE_OWN, "<own>"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (row->types & words[i].type)
			add_word(out, words[i].word);
	add_word(out, row->keywords);
}

static void
add_targets(GString *out, const struct property_row *row)
{
	static const struct {
		enum targets target;
		const char *word;
	} words[] = {
	        {ON_TEXT, "text"},
	        {ON_GROUP, "group"},
	        {ON_ARTICLE, "article"},
	        {ON_ROOT, "root"},
	        {ON_PAGE, "page"},
	        {ON_BOX, "box"},
	        {ON_INLINE, "inline"},
	        {ON_PSEUDO, "pseudo"},
	        {ON_ELEMENT, "element"},
	        {ON_CELL, "cell"},
	        {ON_TABLE, "table"},
	        {ON_HOLDER, "holder"},
	        {ON_ROW, "row"},
	        {ON_FIGURE, "figure"},
	        {ON_LETTER, "first-letter"},
	        {ON_HEADING, "headings"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (row->targets & words[i].target)
			add_word(out, words[i].word);
	if (!row->targets)
		add_word(out, "nowhere");
}

char *
styles_properties(void)
{
	GString *out = g_string_new(
	        "property\tvalues\tinherited\tinitial\tacts on\tstruct style\n");

	for (int i = 0; i < PROPERTY_N; i++) {
		const struct property_row *row = property_row((enum property)i);

		g_string_append_printf(out, "%s\t", row->name);
		add_types(out, row);
		g_string_append_printf(
		        out, "\t%s\t%s\t", row->inherited ? "yes" : "no", row->initial);
		add_targets(out, row);
		g_string_append_printf(out, "\t%s\n", row->field);
	}
	return g_string_free(out, FALSE);
}

char *
styles_elements(void)
{
	GString *out = g_string_new("element\tnames\tclasses\twithin\n");

	for (int i = 0; i < ELEMENT_N; i++) {
		const struct element_row *row = element_row((enum element)i);
		g_autofree char *title = element_title((enum element)i);
		g_autofree char *within = element_title(row->parent);

		g_string_append_printf(out, "%s\t%s\t%s\t%s\n", title, row->names,
		        row->classes, i == ELEMENT_HTML ? "" : within);
	}
	return g_string_free(out, FALSE);
}

char *
styles_computed(const struct job *job, enum medium medium, struct diags *diags)
{
	const struct style *style = job_style(job, medium, diags);

	return style ? style_dump(style) : NULL;
}
