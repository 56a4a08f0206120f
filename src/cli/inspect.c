/*
 * inspect.c - anban inspect: the intermediate forms on standard output.
 */
#include "app/inspect.h"
#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/* The forms that were asked for. */
struct forms {
	gboolean json, ledger, tsv, shown, pages;
};

/* A ledger is coloured where somebody looks at it (https://no-color.org). */
static gboolean
wants_colour(void)
{
	const char *off = g_getenv("NO_COLOR");
	const char *terminal = g_getenv("TERM");

	return isatty(STDOUT_FILENO) && !(off && *off) && terminal &&
	       strcmp(terminal, "dumb");
}

static enum inspect_form
choose_form(const struct forms *forms)
{
	if (forms->ledger)
		return forms->json      ? INSPECT_LEDGER_JSON
		       : forms->tsv     ? INSPECT_LEDGER_TSV
		       : wants_colour() ? INSPECT_LEDGER_COLOUR
		                        : INSPECT_LEDGER;
	return forms->json    ? INSPECT_JSON
	       : forms->shown ? INSPECT_SHOWN
	       : forms->pages ? INSPECT_PAGES
	                      : INSPECT_TREE;
}

/* What is wrong with the forms asked for, or NULL. */
static const char *
check_forms(const struct forms *forms, int n_files)
{
	if (forms->ledger + forms->shown + forms->pages > 1 ||
	        (forms->json && (forms->shown || forms->pages)))
		return _("only one of --json, --ledger, --shown, --pages");
	if (forms->tsv && (!forms->ledger || forms->json))
		return _("--tsv goes with --ledger, and not with --json");
	if (n_files > 1 && (forms->json || forms->ledger))
		return _("this form shows one file at a time");
	return NULL;
}

enum status
inspect_main(int argc, char **argv)
{
	struct common_options common = {0};
	struct forms forms = {0};
	const GOptionEntry entries[] = {
	        {"json", 0, 0, G_OPTION_ARG_NONE, &forms.json,
	                N_("as JSON, which convert reads back"), NULL},
	        {"ledger", 0, 0, G_OPTION_ARG_NONE, &forms.ledger,
	                N_("what became of every line of the source"), NULL},
	        {"tsv", 0, 0, G_OPTION_ARG_NONE, &forms.tsv,
	                N_("the ledger as tab-separated values; --ledger --json: as "
	                   "JSON"),
	                NULL},
	        {"shown", 0, 0, G_OPTION_ARG_NONE, &forms.shown,
	                N_("the text that is printed"), NULL},
	        {"pages", 0, 0, G_OPTION_ARG_NONE, &forms.pages,
	                N_("where everything stands, in 1/1024 pt"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("inspect"), entries, &common);
	const char *wrong;
	enum status status;

	if (!cli_parse_files(context, "inspect", &argc, &argv, &status))
		return status;
	wrong = check_forms(&forms, argc - 1);
	if (wrong)
		return cli_usage("inspect", wrong);
	return inspect(choose_form(&forms), &common, argv + 1);
}
