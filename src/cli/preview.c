/*
 * preview.c - anban preview: a page as a picture.
 */
#include "app/preview.h"

#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>

struct preview {
	struct common_options common;
	char *output;
	gint page, dpi;
	gboolean force;
};

static enum status
show(const struct preview *preview, char **inputs)
{
	struct job *job = job_new();
	struct diags *diags = diags_new();
	enum status status;
	gboolean ok;

	for (int i = 0; inputs[i]; i++)
		job_add_input(job, inputs[i]);
	cli_apply(&preview->common, job);
	job->force = preview->force;
	cli_prompt((const char *const *)inputs);
	ok = preview_write(
	        job, (guint)preview->page, (guint)preview->dpi, preview->output, diags);
	if (ok && !preview->common.quiet)
		printf("✓ %s\n", preview->output);
	cli_print_diags(diags, &preview->common);
	status = diags_status(diags, preview->common.strict);
	diags_free(diags);
	job_free(job);
	return status;
}

enum status
preview_main(int argc, char **argv)
{
	struct preview preview = {.page = 1, .dpi = 150};
	const GOptionEntry entries[] = {
	        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &preview.output,
	                N_("the picture to make"), "OUT.png"},
	        {"page", 0, 0, G_OPTION_ARG_INT, &preview.page, N_("which page (1)"),
	                "N"},
	        {"dpi", 0, 0, G_OPTION_ARG_INT, &preview.dpi, N_("dots per inch (150)"),
	                "N"},
	        {"force", 'f', 0, G_OPTION_ARG_NONE, &preview.force,
	                N_("overwrite files that anban did not make"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("preview"), entries, &preview.common);
	enum status status;

	if (!cli_parse_files(context, "preview", &argc, &argv, &status))
		return status;
	if (!preview.output)
		status = cli_usage("preview", _("name the picture with -o"));
	else if (preview.page < 1 || preview.dpi < 10 || preview.dpi > 1200)
		status = cli_usage(
		        "preview", _("--page counts from 1, --dpi goes from 10 to 1200"));
	else
		status = show(&preview, argv + 1);
	g_free(preview.output);
	return status;
}
