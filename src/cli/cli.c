/*
 * cli.c - what the commands share: options, usage errors, diagnostics on the terminal.
 */
#include "cli/cli.h"

#include "app/styles.h"
#include "base/limits.h"
#include "base/text_in.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct command commands[] = {
        {"convert", "FILE…", N_("make PDF and EPUB"), convert_main},
        {"preview", "FILE…", N_("show a page as a PNG picture"), preview_main},
        {"inspect", "FILE…", N_("show how an article is understood"), inspect_main},
        {"info", "FILE…", N_("say what a PDF or an EPUB says of itself"), info_main},
        {"explain", "[CODE]", N_("say what a diagnostic means and what to do"),
                explain_main},
        {"styles", "", N_("list the styles, and what style sheets can say"), styles_main},
        {"check", "FILE…", N_("check finished PDF and EPUB files"), check_main},
        {NULL, NULL, NULL, NULL},
};

const struct command *
cli_commands(void)
{
	return commands;
}

const struct command *
cli_command(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (!strcmp(command->name, name))
			return command;
	return NULL;
}

/* One of two words: FALSE is the first. */
static gboolean
choose(const char *option, const char *value, const char *const words[2],
        gboolean *second, GError **error)
{
	if (strcmp(value, words[0]) && strcmp(value, words[1])) {
		g_autofree char *both = g_strconcat(words[0], "|", words[1], NULL);

		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s %s: %s",
		        option, value, both);
		return FALSE;
	}
	*second = !strcmp(value, words[1]);
	return TRUE;
}

static gboolean
choose_typography(const char *name, const char *value, gpointer data, GError **error)
{
	static const char *const words[2] = {"book", "keep"};
	struct common_options *options = data;
	gboolean keep;

	if (!choose("--typography", value, words, &keep, error))
		return FALSE;
	options->typography_given = TRUE;
	options->shown.typography = keep ? TYPOGRAPHY_KEEP : TYPOGRAPHY_BOOK;
	return TRUE;
}

static gboolean
choose_title_case(const char *name, const char *value, gpointer data, GError **error)
{
	static const char *const words[2] = {"auto", "keep"};
	struct common_options *options = data;
	gboolean keep;

	if (!choose("--title-case", value, words, &keep, error))
		return FALSE;
	options->title_case_given = TRUE;
	options->shown.title_case = keep ? TITLE_CASE_KEEP : TITLE_CASE_AUTO;
	return TRUE;
}

/* Repeatable; refused at once when there is none of that name. */
static gboolean
choose_style(const char *name, const char *value, gpointer data, GError **error)
{
	struct common_options *options = data;
	g_autofree char *path = styles_find(value, error);

	if (!path)
		return FALSE;
	if (!options->styles) {
		options->styles = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(options->styles, NULL);
	}
	g_ptr_array_insert(
	        options->styles, (int)options->styles->len - 1, g_strdup(value));
	return TRUE;
}

static gboolean
choose_missing(const char *name, const char *value, gpointer data, GError **error)
{
	static const char *const words[] = {"note", "end", "omit"};
	struct common_options *options = data;

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (!strcmp(value, words[i])) {
			options->shown.missing = (enum missing_images)i;
			return TRUE;
		}
	g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
	        "--missing-images %s: note|end|omit", value);
	return FALSE;
}

static gboolean
choose_folder(const char *name, const char *value, char **folder, GError **error)
{
	if (!g_file_test(value, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s %s: %s",
		        name, value, _("there is no such folder"));
		return FALSE;
	}
	g_free(*folder);
	*folder = g_strdup(value);
	return TRUE;
}

static gboolean
choose_images(const char *name, const char *value, gpointer data, GError **error)
{
	return choose_folder(
	        name, value, &((struct common_options *)data)->images, error);
}

static gboolean
choose_font_folder(const char *name, const char *value, gpointer data, GError **error)
{
	return choose_folder(
	        name, value, &((struct common_options *)data)->font_folder, error);
}

static gboolean
choose_image_dpi(const char *name, const char *value, gpointer data, GError **error)
{
	struct common_options *options = data;
	gint64 dpi;

	if (!g_ascii_string_to_signed(
	            value, 10, JOB_IMAGE_DPI_LEAST, JOB_IMAGE_DPI_MOST, &dpi, NULL)) {
		g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
		        "--image-dpi %s: %d…%d", value, JOB_IMAGE_DPI_LEAST,
		        JOB_IMAGE_DPI_MOST);
		return FALSE;
	}
	options->image_dpi = (gint)dpi;
	return TRUE;
}

static gboolean
choose_justify(const char *name, const char *value, gpointer data, GError **error)
{
	static const char *const words[2] = {"full", "plain"};
	struct common_options *options = data;

	return choose("--justify", value, words, &options->plain, error);
}

static gboolean
choose_diagnostics(const char *name, const char *value, gpointer data, GError **error)
{
	static const char *const words[2] = {"text", "json"};
	struct common_options *options = data;

	return choose("--diagnostics", value, words, &options->json, error);
}

/* With the context go the strings that it read. */
static void
free_options(gpointer data)
{
	struct common_options *options = data;

	g_free(options->paper);
	if (options->styles)
		g_ptr_array_unref(options->styles);
	g_strfreev(options->meta);
	g_free(options->language);
	g_free(options->images);
	g_free(options->font_folder);
}

GOptionContext *
cli_context(const struct command *command, const GOptionEntry *entries,
        struct common_options *options)
{
	const GOptionEntry common[] = {
	        {"paper", 0, 0, G_OPTION_ARG_STRING, &options->paper,
	                N_("A4 (default), A5, B5, letter, 13x20.5, 14.5x20.5, 16x24, "
	                   "19x27 or"
	                   " WxHcm, WxHmm"),
	                "SIZE"},
	        {"style", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, choose_style,
	                N_("a style of anban or a style sheet (CSS); repeatable, later "
	                   "ones win"),
	                "NAME|FILE"},
	        {"font-folder", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
	                choose_font_folder,
	                N_("fonts of a style sheet (@font-face) may lie in this folder, "
	                   "too, not only beside the sheet"),
	                "FOLDER"},
	        {"meta", 'M', 0, G_OPTION_ARG_STRING_ARRAY, &options->meta,
	                N_("say what the text does not: title, author, published, …"),
	                "KEY=VALUE"},
	        {"max-input", 0, 0, G_OPTION_ARG_INT, &options->max_input,
	                N_("the largest input in MiB (64)"), "N"},
	        {"typography", 0, 0, G_OPTION_ARG_CALLBACK, choose_typography,
	                N_("quotation marks and dashes as in a book (book), or as "
	                   "typed (keep)"),
	                "book|keep"},
	        {"title-case", 0, 0, G_OPTION_ARG_CALLBACK, choose_title_case,
	                N_("titles in capitals are set in sentence case (auto), or stay "
	                   "as typed (keep)"),
	                "auto|keep"},
	        {"images", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
	                choose_images,
	                N_("the folder of the pictures; those that no figure names are "
	                   "taken in the order of their names"),
	                "FOLDER"},
	        {"missing-images", 0, 0, G_OPTION_ARG_CALLBACK, choose_missing,
	                N_("captions without picture: in their place (note), gathered at "
	                   "the end (end), not printed (omit)"),
	                "note|end|omit"},
	        {"image-dpi", 0, 0, G_OPTION_ARG_CALLBACK, choose_image_dpi,
	                N_("pictures in the PDF have at most about so many dots per inch "
	                   "(300)"),
	                "N"},
	        {"justify", 0, 0, G_OPTION_ARG_CALLBACK, choose_justify,
	                N_("lines are filled with the help of letters and margins "
	                   "(full), or by the spaces alone (plain)"),
	                "full|plain"},
	        {"diagnostics", 0, 0, G_OPTION_ARG_CALLBACK, choose_diagnostics,
	                N_("messages as text, or one JSON object a line"), "text|json"},
	        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet,
	                N_("say only what is wrong"), NULL},
	        {"strict", 0, 0, G_OPTION_ARG_NONE, &options->strict,
	                N_("warnings count: exit status 3"), NULL},
	        {"lang", 0, 0, G_OPTION_ARG_STRING, &options->language,
	                N_("language of messages: vi or en"), "LANGUAGE"},
	        {"timings", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->timings,
	                "print the time by phase", NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autofree char *usage =
	        g_strdup_printf("%s – %s", command->arguments, _(command->summary));
	GOptionContext *context = g_option_context_new(usage);
	GOptionGroup *group;

	options->max_input = LIMIT_INPUT_MIB;
	group = g_option_group_new("anban", "", "", options, free_options);
	g_option_group_add_entries(group, entries);
	g_option_group_add_entries(group, common);
	g_option_group_set_translation_domain(group, "anban");
	g_option_context_set_main_group(context, group);
	g_option_context_set_translation_domain(context, "anban");
	return context;
}

enum status
cli_usage(const char *command, const char *message)
{
	fprintf(stderr, "anban %s: %s\n", command, message);
	fprintf(stderr, "  → anban %s --help\n", command);
	return STATUS_USAGE;
}

gboolean
cli_parse(GOptionContext *context, const char *command, int *argc, char ***argv,
        enum status *status)
{
	g_autoptr(GError) error = NULL;

	g_set_prgname("anban");
	if (g_option_context_parse(context, argc, argv, &error)) {
		if (*argc > 1 && !strcmp((*argv)[1], "--"))
			memmove(*argv + 1, *argv + 2, (gsize)(--*argc) * sizeof(char *));
		return TRUE;
	}
	*status = cli_usage(command, error->message);
	return FALSE;
}

gboolean
cli_parse_files(GOptionContext *context, const char *command, int *argc, char ***argv,
        enum status *status)
{
	if (!cli_parse(context, command, argc, argv, status))
		return FALSE;
	if (*argc > 1)
		return TRUE;
	*status = cli_usage(command, _("no file was named"));
	return FALSE;
}

void
cli_prompt(const char *const *inputs)
{
	if (g_strv_contains(inputs, "-") && isatty(STDIN_FILENO))
		fprintf(stderr, "%s\n", _("Paste the article, then press Ctrl-D"));
}

void
cli_apply(const struct common_options *options, struct job *job)
{
	if (options->paper)
		job->paper = options->paper;
	if (options->styles)
		job->styles = (const char *const *)options->styles->pdata;
	job->shown = options->shown;
	job->images = options->images;
	job->font_folder = options->font_folder;
	if (options->image_dpi)
		job->image_dpi = (guint)options->image_dpi;
	job->typography_given = options->typography_given;
	job->title_case_given = options->title_case_given;
	job->plain_lines = options->plain;
	job->meta = (const char *const *)options->meta;
	job->input_limit = (gsize)MAX(options->max_input, 1) << 20;
}

void
cli_print_diags(const struct diags *diags, const struct common_options *options)
{
	for (guint i = 0; i < diags_length(diags); i++) {
		const struct diag *diag = diags_at(diags, i);
		g_autofree char *text = NULL;

		if (options->quiet && diag_code_level(diag->code) == DIAG_NOTE)
			continue;
		text = options->json ? diag_format_json(diag) : diag_format(diag);
		fputs(text, stderr);
	}
}
