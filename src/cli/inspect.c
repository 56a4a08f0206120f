/*
 * inspect.c - anban inspect: the intermediate forms on standard output.
 */
#include "app/inspect.h"
#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>

static enum status
inspect(enum inspect_form form, const struct common_options *common, char **inputs)
{
	struct job *job = job_new();
	struct diags *diags = diags_new();
	g_autofree char *text = NULL;
	enum status status;

	for (int i = 0; inputs[i]; i++)
		job_add_input(job, inputs[i]);
	cli_apply(common, job);
	cli_prompt((const char *const *)inputs);
	text = inspect_text(job, form, diags);
	cli_print_diags(diags, common);
	if (text)
		fputs(text, stdout);
	status = diags_status(diags, common->strict);
	diags_free(diags);
	job_free(job);
	return status;
}

enum status
inspect_main(int argc, char **argv)
{
	struct common_options common = {0};
	gboolean json = FALSE, ledger = FALSE, shown = FALSE, pages = FALSE;
	const GOptionEntry entries[] = {
	        {"json", 0, 0, G_OPTION_ARG_NONE, &json,
	                N_("as JSON, which convert reads back"), NULL},
	        {"ledger", 0, 0, G_OPTION_ARG_NONE, &ledger,
	                N_("what became of every line of the source"), NULL},
	        {"shown", 0, 0, G_OPTION_ARG_NONE, &shown, N_("the text that is printed"),
	                NULL},
	        {"pages", 0, 0, G_OPTION_ARG_NONE, &pages,
	                N_("where everything stands, in 1/1024 pt"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("inspect"), entries, &common);
	enum inspect_form form;
	enum status status;

	if (!cli_parse_files(context, "inspect", &argc, &argv, &status))
		return status;
	if (json + ledger + shown + pages > 1)
		return cli_usage(
		        "inspect", _("only one of --json, --ledger, --shown, --pages"));
	if (argc > 2 && (json || ledger))
		return cli_usage("inspect", _("this form shows one file at a time"));
	form = json     ? INSPECT_JSON
	       : ledger ? INSPECT_LEDGER
	       : shown  ? INSPECT_SHOWN
	       : pages  ? INSPECT_PAGES
	                : INSPECT_TREE;
	return inspect(form, &common, argv + 1);
}
