/*
 * inspect.c - the printable pictures of a document.
 */
#include "app/inspect.h"

#include "article/dump.h"
#include "article/json.h"
#include "article/ledger.h"
#include "article/shown.h"
#include "typeset/pages.h"

/* Pages arrive in any order; their texts are joined in that of the document. */
static gboolean
collect(struct page *page, gpointer user, GError **error)
{
	GPtrArray *texts = user; /* of char *, by index */
	GString *text = g_string_new(NULL);

	page_dump(page, text);
	if (page->index >= texts->len)
		g_ptr_array_set_size(texts, (int)page->index + 1);
	texts->pdata[page->index] = g_string_free(text, FALSE);
	page_free(page);
	return TRUE;
}

static char *
dump_pages(const struct job *job, const struct tree *tree, struct diags *diags)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	struct page_sink sink = {collect, texts};
	GString *out = g_string_new(PAGES_DUMP_VERSION "\n");
	guint n;

	job_typeset(job, tree, diags, &sink, &n);
	for (guint i = 0; i < texts->len; i++)
		if (texts->pdata[i])
			g_string_append(out, texts->pdata[i]);
	return g_string_free(out, FALSE);
}

static char *
text_of(const struct job *job, enum inspect_form form, const struct tree *tree,
        struct diags *diags)
{
	switch (form) {
	case INSPECT_JSON:
		return json_from_tree(tree, diags);
	case INSPECT_LEDGER:
		return ledger_dump(tree);
	case INSPECT_LEDGER_COLOUR:
		return ledger_dump_coloured(tree);
	case INSPECT_LEDGER_TSV:
		return ledger_tsv(tree);
	case INSPECT_LEDGER_JSON:
		return ledger_json(tree);
	case INSPECT_SHOWN:
		return shown_dump(tree);
	case INSPECT_PAGES:
		return dump_pages(job, tree, diags);
	default:
		return dump_tree(tree);
	}
}

char *
inspect_text(struct job *job, enum inspect_form form, struct diags *diags)
{
	struct tree *tree;
	char *text;

	if (form == INSPECT_JSON) /* as it is understood, not as it is printed */
		job->shown.missing = MISSING_NOTE;
	tree = job_read(job, diags);
	text = tree ? text_of(job, form, tree, diags) : NULL;
	tree_free(tree);
	return text;
}
