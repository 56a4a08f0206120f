/*
 * inspect.c - anban inspect: both intermediate forms as text on standard output.
 */
#include "article/dump.h"
#include "article/json.h"
#include "article/ledger.h"
#include "article/shown.h"
#include "base/text_in.h"
#include "cli/cli.h"

#include <stdio.h>

/* Pages arrive in any order; their texts are printed in that of the document. */
struct pages_text {
	GPtrArray *texts; /* of char *, by index */
};

static gboolean
collect(struct page *page, gpointer user, GError **error)
{
	struct pages_text *pages = user;
	GString *text = g_string_new(NULL);

	page_dump(page, text);
	if (page->index >= pages->texts->len)
		g_ptr_array_set_size(pages->texts, (int)page->index + 1);
	pages->texts->pdata[page->index] = g_string_free(text, FALSE);
	page_free(page);
	return TRUE;
}

static char *
dump_pages(const struct job *job, const struct tree *tree, struct diags *diags)
{
	struct pages_text pages = { g_ptr_array_new_with_free_func(g_free) };
	struct page_sink sink = { collect, &pages };
	GString *out = g_string_new(PAGES_DUMP_VERSION "\n");
	guint n;

	job_typeset(job, tree, diags, &sink, &n);
	for (guint i = 0; i < pages.texts->len; i++)
		if (pages.texts->pdata[i])
			g_string_append(out, pages.texts->pdata[i]);
	g_ptr_array_unref(pages.texts);
	return g_string_free(out, FALSE);
}

struct forms {
	gboolean json, ledger, pages, shown;
};

static char *
form_of(const struct forms *forms, const struct job *job, const struct tree *tree,
	struct diags *diags)
{
	if (forms->json)
		return json_from_tree(tree);
	if (forms->ledger)
		return ledger_dump(tree);
	if (forms->shown)
		return shown_dump(tree);
	if (forms->pages)
		return dump_pages(job, tree, diags);
	return dump_tree(tree);
}

static enum status
inspect(const struct forms *forms, const struct common_options *common, char **inputs)
{
	struct job *job = job_new();
	struct diags *diags = diags_new();
	g_autofree char *text = NULL;
	struct tree *tree;
	enum status status;

	for (int i = 0; inputs[i]; i++)
		job_add_input(job, inputs[i]);
	cli_apply(common, job);
	tree = job_read(job, diags);
	if (tree)
		text = form_of(forms, job, tree, diags);
	cli_print_diags(diags, common->quiet);
	if (text)
		fputs(text, stdout);
	status = diags_status(diags, common->strict);
	if (fflush(stdout) || ferror(stdout))
		status = status_worse(status, STATUS_IO);
	tree_free(tree);
	diags_free(diags);
	job_free(job);
	return status;
}

enum status
inspect_main(int argc, char **argv)
{
	struct common_options common = { 0 };
	struct forms forms = { 0 };
	const GOptionEntry entries[] = {
		{ "json", 0, 0, G_OPTION_ARG_NONE, &forms.json,
			N_("as JSON, which convert reads back"), NULL },
		{ "ledger", 0, 0, G_OPTION_ARG_NONE, &forms.ledger,
			N_("what became of every line of the source"), NULL },
		{ "shown", 0, 0, G_OPTION_ARG_NONE, &forms.shown, N_("the text that is printed"),
			NULL },
		{ "pages", 0, 0, G_OPTION_ARG_NONE, &forms.pages,
			N_("where everything stands, in 1/1024 pt"), NULL },
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = cli_context(cli_command("inspect"), entries, &common);
	enum status status;

	if (!cli_parse(context, "inspect", &argc, &argv, &status))
		return status;
	if (forms.json + forms.ledger + forms.shown + forms.pages > 1)
		return cli_usage("inspect", _("only one of --json, --ledger, --shown, --pages"));
	if (argc > 2 && (forms.json || forms.ledger))
		return cli_usage("inspect", _("this form shows one file at a time"));
	return inspect(&forms, &common, argv + 1);
}
