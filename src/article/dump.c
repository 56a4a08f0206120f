/*
 * dump.c - the tree as text for eyes: metadata, then a line for each node.
 */
#include "article/dump.h"

#include "article/figures.h"
#include "article/meta.h"

static void
append_string(GString *out, const char *name, const char *value)
{
	if (value)
		g_string_append_printf(out, "%-12s %s\n", name, value);
}

static void
append_date(GString *out, const char *name, const struct date *date)
{
	g_autofree char *iso = date_iso(date);

	append_string(out, name, iso);
}

static void
append_meta(GString *out, const struct meta *meta)
{
	append_string(out, "title", meta->title);
	append_string(out, "title_cased", meta->title_cased);
	append_string(out, "kicker", meta->kicker);
	append_string(out, "subtitle", meta->subtitle);
	append_string(out, "series", meta->series);
	append_date(out, "published", &meta->published);
	append_date(out, "modified", &meta->modified);
	if (meta->views >= 0)
		g_string_append_printf(
		        out, "%-12s %" G_GINT64_FORMAT "\n", "views", meta->views);
	append_string(out, "agency", meta->agency);
	append_string(out, "dateline", meta->dateline);
	append_string(out, "author", meta->author);
	for (guint i = 0; i < meta->sources->len; i++)
		append_string(out, "source", meta->sources->pdata[i]);
	append_string(out, "publisher", meta->publisher);
	append_string(out, "rights", meta->rights);
	append_string(out, "identifier", meta->identifier);
	append_string(out, "certified-by", meta->certifier);
	append_string(out, "subjects", meta->subjects);
	for (guint i = 0; i < meta->colophon->len; i++)
		append_string(out, "colophon", meta->colophon->pdata[i]);
	append_string(out, "part", meta->part);
	append_string(out, "language", meta->language);
}

static guint
depth(const struct node *node)
{
	guint n = 0;

	for (; node->parent; node = node->parent)
		n++;
	return n;
}

static void
append_lines(GString *out, const struct node *node)
{
	if (node->line_first && node->line_first == node->line_last)
		g_string_append_printf(out, "  line %d", node->line_first);
	else if (node->line_first)
		g_string_append_printf(
		        out, "  lines %d-%d", node->line_first, node->line_last);
}

static void
append_node(GString *out, const struct node *node)
{
	guint indent = depth(node) * 2;

	g_string_append_printf(
	        out, "%*s%u %s", indent, "", node->id, node_kind_name(node->kind));
	if (node->kind == NODE_HEADING)
		g_string_append_printf(out, " %u", node->level);
	if (node->role)
		g_string_append_printf(out, " %s", role_name(node->role));
	if (node->kind == NODE_LIST && node->ordered)
		g_string_append_printf(out, " from %d", node->start);
	if (node->kind == NODE_PARAGRAPH && node->label)
		g_string_append_printf(out, " (%s)", node->label);
	if (node->columns > 1 || node->rows > 1)
		g_string_append_printf(out, " %u×%u", node->columns, node->rows);
	if (node->floats)
		g_string_append_printf(out, " float %s", figures_float(node));
	if (node->reference)
		g_string_append_printf(out, " of %s", figures_reference(node));
	append_lines(out, node);
	if (node->rule)
		g_string_append_printf(
		        out, "  [%s, %s]", node->rule, certainty_name(node->certainty));
	if (node->target)
		g_string_append_printf(out, "  → %u", node->target);
	g_string_append_c(out, '\n');
	if (node->text)
		g_string_append_printf(out, "%*s%s\n", indent + 4, "", node->text);
	if (node->src)
		g_string_append_printf(out, "%*s[%s]\n", indent + 4, "", node->src);
	if (node->credit)
		g_string_append_printf(out, "%*s(%s)\n", indent + 4, "", node->credit);
	if (node->cased)
		g_string_append_printf(out, "%*s= %s\n", indent + 4, "", node->cased);
}

char *
dump_tree(const struct tree *tree)
{
	const struct node *root = tree_root(tree);
	GString *out = g_string_new(NULL);

	append_meta(out, root->meta);
	g_string_append_c(out, '\n');
	for (const struct node *node = root; node; node = node_next(node, root))
		append_node(out, node);
	return g_string_free(out, FALSE);
}
