/*
 * styles.c - anban styles: what there is, what style sheets can say, what they come to.
 */
#include "app/styles.h"

#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>

struct wanted {
	gboolean properties, elements, computed, screen;
};

/* The computed values of --style and --paper, for the diagnostics of a sheet too. */
static enum status
show_computed(const struct wanted *wanted, const struct common_options *common)
{
	struct job *job = job_new();
	struct diags *diags = diags_new();
	g_autofree char *text = NULL;
	enum status status;

	cli_apply(common, job);
	text = styles_computed(job, wanted->screen ? MEDIUM_SCREEN : MEDIUM_PRINT, diags);
	cli_print_diags(diags, common);
	if (text)
		fputs(text, stdout);
	status = diags_status(diags, common->strict);
	diags_free(diags);
	job_free(job);
	return status;
}

static enum status
show_list(const struct wanted *wanted)
{
	g_autofree char *text = wanted->properties ? styles_properties()
	                        : wanted->elements ? styles_elements()
	                                           : styles_list();

	fputs(text, stdout);
	return STATUS_OK;
}

enum status
styles_main(int argc, char **argv)
{
	struct common_options common = {0};
	struct wanted wanted = {0};
	const GOptionEntry entries[] = {
	        {"properties", 0, 0, G_OPTION_ARG_NONE, &wanted.properties,
	                N_("the properties: values, where they act"), NULL},
	        {"elements", 0, 0, G_OPTION_ARG_NONE, &wanted.elements,
	                N_("the elements that selectors can name"), NULL},
	        {"computed", 0, 0, G_OPTION_ARG_NONE, &wanted.computed,
	                N_("what --style and --paper come to, in 1/1024 pt"), NULL},
	        {"screen", 0, 0, G_OPTION_ARG_NONE, &wanted.screen,
	                N_("with --computed: for e-books"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("styles"), entries, &common);
	enum status status;

	if (!cli_parse(context, "styles", &argc, &argv, &status))
		return status;
	if (argc > 1)
		return cli_usage("styles", _("this command takes no file"));
	if (wanted.properties + wanted.elements + wanted.computed > 1)
		return cli_usage(
		        "styles", _("only one of --properties, --elements, --computed"));
	return wanted.computed ? show_computed(&wanted, &common) : show_list(&wanted);
}
