/*
 * explain.c - anban explain: what a diagnostic means and what to do.
 */
#include "base/explain.h"

#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* The code as printed, also with its brackets: "[caption.guess]". */
static gboolean
find_code(const char *word, enum diag_code *code)
{
	g_autofree char *name = g_strdup(word);

	g_strdelimit(name, "[]", ' ');
	return diag_code_parse(g_strstrip(name), code);
}

enum status
explain_main(int argc, char **argv)
{
	struct common_options common = {0};
	const GOptionEntry entries[] = {G_OPTION_ENTRY_NULL};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("explain"), entries, &common);
	enum diag_code code;
	enum status status;

	if (!cli_parse(context, "explain", &argc, &argv, &status))
		return status;
	for (int i = 1; i < argc; i++)
		if (!find_code(argv[i], &code))
			return cli_usage("explain",
			        _("there is no such code; \"anban explain\" lists them"));
	if (argc == 1) {
		g_autofree char *list = explain_list();

		fputs(list, stdout);
	}
	for (int i = 1; i < argc && find_code(argv[i], &code); i++) {
		g_autofree char *text = explain_code(code);

		printf("%s%s", i > 1 ? "\n" : "", text);
	}
	return STATUS_OK;
}
