/*
 * info.c - anban info: what finished files say of themselves.
 *
 * Every file is shown whether or not others can be read; the status is that of the worst.
 */
#include "app/info.h"

#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>

static enum status
show(const char *path, gboolean json, const struct common_options *common)
{
	struct diags *diags = diags_new();
	g_autofree char *text =
	        info_text(path, json, (gsize)MAX(common->max_input, 1) << 20, diags);
	enum status status = diags_status(diags, common->strict);

	if (text)
		fputs(text, stdout);
	fflush(stdout);
	cli_print_diags(diags, common);
	diags_free(diags);
	return status;
}

enum status
info_main(int argc, char **argv)
{
	struct common_options common = {0};
	gboolean json = FALSE;
	const GOptionEntry entries[] = {
	        {"json", 0, 0, G_OPTION_ARG_NONE, &json,
	                N_("one JSON object a line for each file"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
	        cli_context(cli_command("info"), entries, &common);
	enum status worst = STATUS_OK;
	enum status status;

	if (!cli_parse_files(context, "info", &argc, &argv, &status))
		return status;
	for (int i = 1; i < argc; i++)
		worst = status_worse(worst, show(argv[i], json, &common));
	return worst;
}
