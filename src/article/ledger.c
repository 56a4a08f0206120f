/*
 * ledger.c - the rows, and the table of them for eyes and for scripts.
 *
 * All forms hold the same rows in the same order; only the one for eyes shortens texts.
 */
#include "article/ledger.h"

#include "article/storage.h"
#include "base/json_line.h"

#include <string.h>

enum { EXCERPT = 36 /* code points */ };

void
ledger_add(struct tree *tree, const struct ledger_row *row)
{
	g_array_append_vals(tree->ledger, row, 1);
}

void
ledger_pass(struct tree *tree, const struct node *from, const struct node *to)
{
	for (guint i = 0; i < tree->ledger->len; i++) {
		struct ledger_row *row =
		        &g_array_index(tree->ledger, struct ledger_row, i);

		if (row->node == from) {
			row->node = to;
			row->rule = NULL;
			row->certainty = CERTAINTY_SURE;
		}
	}
}

void
ledger_retire(struct tree *tree, const struct node *node, const char *why)
{
	for (guint i = 0; i < tree->ledger->len; i++) {
		struct ledger_row *row =
		        &g_array_index(tree->ledger, struct ledger_row, i);

		if (row->node == node && row->fate != FATE_DROPPED) {
			row->fate = FATE_NOT_PRINTED;
			row->why = why;
		}
	}
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

/* How a row looks on a terminal: parameters of SGR; "": as usual. */
static const char *
row_colour(const struct ledger_row *row)
{
	static const char *const colours[] = {
	        [FATE_SHOWN] = "",
	        [FATE_RECASED] = "36",
	        [FATE_MOVED] = "34",
	        [FATE_MERGED] = "34",
	        [FATE_JOINED] = "36",
	        [FATE_TYPOGRAPHY] = "36",
	        [FATE_NOT_PRINTED] = "35",
	        [FATE_DROPPED] = "31",
	        [FATE_BLANK] = "2",
	};

	if (row->rule && row->certainty == CERTAINTY_GUESS)
		return "1;33";
	return colours[row->fate];
}

static void
append_coloured(GString *out, const struct ledger_row *row)
{
	const char *colour = row_colour(row);

	if (!*colour) {
		append_row(out, row);
		return;
	}
	g_string_append_printf(out, "\033[%sm", colour);
	append_row(out, row);
	g_string_insert(out, (gssize)out->len - 1, "\033[0m");
}

static char *
dump(const struct tree *tree, void (*append)(GString *, const struct ledger_row *))
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
		append(out, row);
	}
	return g_string_free(out, FALSE);
}

char *
ledger_dump(const struct tree *tree)
{
	return dump(tree, append_row);
}

char *
ledger_dump_coloured(const struct tree *tree)
{
	return dump(tree, append_coloured);
}

/* --- for scripts ---------------------------------------------------------- */

/* A cell holds no tab and no end of line. */
static void
append_cell(GString *out, const char *text)
{
	g_autofree char *cell = g_strdelimit(g_strdup(text ? text : ""), "\t\r\n", ' ');

	g_string_append_printf(out, "\t%s", cell);
}

static void
append_tsv(GString *out, const struct ledger_row *row)
{
	const struct node *node = row->node;

	g_string_append_printf(out, "%d\t%d\t%d\t%s", row->line, row->column, row->end,
	        fate_name(row->fate));
	append_cell(out, node ? node_kind_name(node->kind) : NULL);
	g_string_append_c(out, '\t');
	if (node)
		g_string_append_printf(out, "%u", node->id);
	append_cell(out, row->rule);
	append_cell(out, row->rule ? certainty_name(row->certainty) : NULL);
	g_string_append_printf(out, "\t%u", row->changes);
	append_cell(out, row->why);
	append_cell(out, node ? node->text : NULL);
	g_string_append_c(out, '\n');
}

char *
ledger_tsv(const struct tree *tree)
{
	GString *out =
	        g_string_new("line\tcolumn\tend\tfate\tkind\tnode\trule\tcertainty\t"
	                     "changes\twhy\ttext\n");

	for (guint i = 0; i < ledger_length(tree); i++)
		append_tsv(out, ledger_at(tree, i));
	return g_string_free(out, FALSE);
}

static void
append_json(GString *out, const struct ledger_row *row)
{
	const struct node *node = row->node;

	json_line_begin(out);
	json_line_number(out, "line", row->line);
	json_line_number(out, "column", row->column);
	json_line_number(out, "end", row->end);
	json_line_string(out, "fate", fate_name(row->fate));
	json_line_string(out, "kind", node ? node_kind_name(node->kind) : NULL);
	json_line_position(out, "node", node ? node->id : 0);
	json_line_string(out, "rule", row->rule);
	json_line_string(
	        out, "certainty", row->rule ? certainty_name(row->certainty) : NULL);
	json_line_number(out, "changes", row->changes);
	json_line_string(out, "why", row->why);
	json_line_string(out, "text", node ? node->text : NULL);
	json_line_end(out);
}

char *
ledger_json(const struct tree *tree)
{
	GString *out = g_string_new("[\n");

	for (guint i = 0; i < ledger_length(tree); i++) {
		append_json(out, ledger_at(tree, i));
		g_string_append(out, i + 1 < ledger_length(tree) ? ",\n" : "\n");
	}
	g_string_append(out, "]\n");
	return g_string_free(out, FALSE);
}
