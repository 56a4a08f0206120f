/*
 * summary.c - the lines of result and of understanding.
 */
#include "app/summary.h"

#include "article/ledger.h"
#include "base/text_in.h"

#include <string.h>

/* What the tree holds of each kind that a person would count. */
struct counts {
	guint articles, headings, pictures, captions, dropped;
};

static struct counts
count(const struct tree *tree)
{
	const struct node *root = tree_root(tree);
	struct counts counts = {0};
	int last = 0;

	for (const struct node *node = root; node; node = node_next(node, root)) {
		counts.articles += node->kind == NODE_ARTICLE;
		counts.headings += node->kind == NODE_HEADING;
		counts.pictures += node->image != NULL;
		counts.captions += node_lacks_picture(node);
	}
	for (guint i = 0; i < ledger_length(tree); i++) {
		const struct ledger_row *row = ledger_at(tree, i);

		counts.dropped += row->fate == FATE_DROPPED && row->line != last;
		if (row->fate == FATE_DROPPED)
			last = row->line;
	}
	return counts;
}

static void
append_part(GString *out, const char *part)
{
	if (out->len && out->str[out->len - 1] != ' ')
		g_string_append(out, " · ");
	g_string_append(out, part);
}

/* A number in a text that holds %u. */
static void
append_count(GString *out, const char *one, const char *many, guint n)
{
	g_auto(GStrv) parts = g_strsplit(dngettext("anban", one, many, n), "%u", 2);
	g_autofree char *number = g_strdup_printf("%u", n);
	g_autofree char *text = g_strconcat(parts[0], number, parts[1], NULL);

	append_part(out, text);
}

static void
append_files(GString *out, const struct job *job, const struct outcome *outcome)
{
	for (guint i = 0; i < job->outputs->len; i++) {
		const struct output *output =
		        &g_array_index(job->outputs, struct output, i);

		if (!output->written)
			continue;
		append_part(out, output->path);
		if (!output->writer->needs_pages)
			continue;
		g_string_append_printf(out, " %u %s %s", outcome->n_pages,
		        dngettext("anban", "page", "pages", outcome->n_pages),
		        outcome->paper);
	}
}

static void
append_understanding(GString *out, const struct tree *tree)
{
	const struct meta *meta = tree_meta(tree);
	struct counts counts = count(tree);
	g_autofree char *date = NULL;

	if (meta->published.year) {
		date = g_strdup_printf("%d-%d-%d", meta->published.day,
		        meta->published.month, meta->published.year);
		append_part(out, date);
	}
	for (guint i = 0; meta->sources && i < meta->sources->len; i++)
		append_part(out, meta->sources->pdata[i]);
	if (counts.articles > 1)
		append_count(out, N2_("%u article", "%u articles"), counts.articles);
	append_count(out, N2_("%u heading", "%u headings"), counts.headings);
	if (counts.pictures)
		append_count(out, N2_("%u picture", "%u pictures"), counts.pictures);
	if (counts.captions)
		append_count(out,
		        N2_("%u caption (picture missing)",
		                "%u captions (pictures missing)"),
		        counts.captions);
	append_count(out, N2_("%u line dropped", "%u lines dropped"), counts.dropped);
}

char *
summary_text(const struct job *job, const struct outcome *outcome)
{
	GString *out = g_string_new("✓ ");
	gsize empty = out->len;

	append_files(out, job, outcome);
	if (out->len == empty) {
		g_string_free(out, TRUE);
		return NULL;
	}
	g_string_append_printf(out, "\n  %s\n  ", meta_title(tree_meta(outcome->tree)));
	append_understanding(out, outcome->tree);
	g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}
