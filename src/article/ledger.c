/*
 * ledger.c - the rows, and the table of them for eyes.
 */
#include "article/ledger.h"

#include "article/storage.h"

#include <string.h>

enum { EXCERPT = 36 /* code points */ };

void
ledger_add(struct tree *tree, const struct ledger_row *row)
{
	g_array_append_vals(tree->ledger, row, 1);
}

guint
ledger_length(const struct tree *tree)
{
	return tree->ledger->len;
}

const struct ledger_row *
ledger_at(const struct tree *tree, guint index)
{
	return &g_array_index(tree->ledger, struct ledger_row, index);
}

const char *
fate_name(enum fate fate)
{
	static const char *const names[] = {"shown", "recased", "moved", "merged",
	        "joined", "typography", "not-printed", "dropped", "blank"};

	return names[fate];
}

/* The beginning of what the node says, to find it by. */
static void
append_excerpt(GString *out, const char *text)
{
	const char *end = text;
	int n = 0;

	while (*end && n++ < EXCERPT)
		end = g_utf8_next_char(end);
	g_string_append_len(out, text, end - text);
	if (*end)
		g_string_append(out, "…");
}

static void
append_remark(GString *out, const struct ledger_row *row)
{
	if (row->changes)
		g_string_append_printf(out, "  %u change%s of typography;", row->changes,
		        row->changes == 1 ? "" : "s");
	if (row->fate == FATE_JOINED && row->node && row->node->cased)
		g_string_append(out, "  sentence case;");
	if (row->why)
		g_string_append_printf(out, "  %s;", row->why);
	if (row->node && row->node->text) {
		g_string_append(out, "  ");
		append_excerpt(out, row->node->text);
	}
}

static void
append_row(GString *out, const struct ledger_row *row)
{
	char columns[32] = "";
	char node[32] = "";

	if (row->end > row->column)
		g_snprintf(columns, sizeof(columns), "%d-%d", row->column, row->end - 1);
	if (row->node)
		g_snprintf(node, sizeof(node), "%s %u", node_kind_name(row->node->kind),
		        row->node->id);
	g_string_append_printf(out, "%6d %-9s %-11s %-14s %-20s %-6s", row->line, columns,
	        fate_name(row->fate), node, row->rule ? row->rule : "",
	        row->rule ? certainty_name(row->certainty) : "");
	append_remark(out, row);
	while (out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	g_string_append_c(out, '\n');
}

char *
ledger_dump(const struct tree *tree)
{
	GString *out = g_string_new(NULL);
	const struct node *article = NULL;

	g_string_append_printf(out, "%6s %-9s %-11s %-14s %-20s %s\n", "line", "columns",
	        "fate", "node", "rule", "certainty");
	for (guint i = 0; i < tree->ledger->len; i++) {
		const struct ledger_row *row = ledger_at(tree, i);
		const struct node *here = row->node ? node_article(row->node) : article;

		if (here != article && tree->root->kind == NODE_BOOK)
			g_string_append_printf(out, "%s\n", here->file ? here->file : "");
		article = here;
		append_row(out, row);
	}
	return g_string_free(out, FALSE);
}
