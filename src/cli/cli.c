/*
 * cli.c - what the commands share: options, usage errors, diagnostics on the terminal.
 */
#include "cli/cli.h"

#include "base/limits.h"
#include "base/text_in.h"

#include <stdio.h>
#include <string.h>

static const struct command commands[] = {
        {"convert", "FILE…", N_("make PDF and EPUB"), convert_main},
        {"preview", "FILE…", N_("show a page as a PNG picture"), preview_main},
        {"inspect", "FILE…", N_("show how an article is understood"), inspect_main},
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

/* With the context go the strings that it read. */
static void
free_options(gpointer data)
{
	struct common_options *options = data;

	g_free(options->paper);
	g_strfreev(options->meta);
	g_free(options->language);
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
	        {"meta", 'M', 0, G_OPTION_ARG_STRING_ARRAY, &options->meta,
	                N_("say what the text does not: title, author, published, …"),
	                "KEY=VALUE"},
	        {"max-input", 0, 0, G_OPTION_ARG_INT, &options->max_input,
	                N_("the largest input in MiB (64)"), "N"},
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
		if (*argc > 1)
			return TRUE;
		*status = cli_usage(command, _("no file was named"));
		return FALSE;
	}
	*status = cli_usage(command, error->message);
	return FALSE;
}

void
cli_apply(const struct common_options *options, struct job *job)
{
	if (options->paper)
		job->paper = options->paper;
	job->meta = (const char *const *)options->meta;
	job->input_limit = (gsize)MAX(options->max_input, 1) << 20;
}

void
cli_print_diags(const struct diags *diags, gboolean quiet)
{
	for (guint i = 0; i < diags_length(diags); i++) {
		const struct diag *diag = diags_at(diags, i);
		g_autofree char *text = NULL;

		if (quiet && diag_code_level(diag->code) == DIAG_NOTE)
			continue;
		text = diag_format(diag);
		fputs(text, stderr);
	}
}
