/*
 * front.c - front matter: found, parsed as YAML, taken apart.
 *
 * It begins with "---" as the very first line and ends with the next one; what is between
 * must be a map with a key at least, else the lines are text. Orders that overlap an
 * earlier one are refused with a warning.
 */
#include "read/front.h"

#include "article/figures.h"
#include "article/meta.h"
#include "base/yamldoc.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 64 * 1024 /* bytes of front matter */ };

/* --- where it is ---------------------------------------------------------- */

/* Bytes of the line at a place without its end; *next: where the following one begins. */
static gsize
line_length(const char *at, const char *end, const char **next)
{
	const char *stop = memchr(at, '\n', end - at);
	gsize length = (stop ? stop : end) - at;

	*next = stop ? stop + 1 : end;
	while (length && strchr(" \t\r", at[length - 1]))
		length--;
	return length;
}

static gboolean
is_fence(const char *at, gsize length)
{
	return length == 3 && !memcmp(at, "---", 3);
}

/* The text between the fences; *n_lines counts these too. NULL: there is none. */
static const char *
find(const char *data, gsize size, gsize *length, int *n_lines)
{
	const char *end = data + MIN(size, LONGEST), *at = data, *next, *start;

	if (size >= 3 && !memcmp(at, "\357\273\277", 3))
		at += 3;
	if (at == end || !is_fence(at, line_length(at, end, &next)))
		return NULL;
	start = at = next;
	for (*n_lines = 2; at < end; ++*n_lines, at = next) {
		if (is_fence(at, line_length(at, end, &next))) {
			*length = at - start;
			return start;
		}
	}
	return NULL;
}

/* --- orders ------------------------------------------------------------ */

static gboolean
parse_kind(const char *name, struct order *order)
{
	order->role = ROLE_NONE;
	order->level = 0;
	order->obeyed = FALSE;
	if (!strcmp(name, "drop")) {
		order->kind = KIND_NONE;
		return TRUE;
	}
	if (!strcmp(name, "date")) {
		order->kind = NODE_DATELINE;
		return TRUE;
	}
	if (role_parse(name, &order->role)) {
		order->kind = NODE_PARAGRAPH;
		return TRUE;
	}
	if (g_str_has_prefix(name, "heading-") && name[8] >= '2' && name[8] <= '6' &&
	        !name[9]) {
		order->kind = NODE_HEADING;
		order->level = (guint8)(name[8] - '0');
		return TRUE;
	}
	if (!node_kind_parse(name, &order->kind))
		return FALSE;
	return order->kind == NODE_CAPTION ||
	       (order->kind >= NODE_KICKER && order->kind <= NODE_LEAD) ||
	       (node_kind_is_block(order->kind) && order->kind != NODE_FIGURE &&
	               order->kind != NODE_TABLE);
}

/* "13" or "10-11" */
static gboolean
parse_lines(const char *text, struct order *order)
{
	char *end;
	long first = strtol(text, &end, 10), last = first;

	if (end == text || first < 1)
		return FALSE;
	if (*end == '-' && g_ascii_isdigit(end[1]))
		last = strtol(end + 1, &end, 10);
	if (*end || last < first || last > G_MAXINT / 2)
		return FALSE;
	order->first = (int)first;
	order->last = (int)last;
	return TRUE;
}

static gboolean
is_free(const GArray *orders, const struct order *order)
{
	for (guint i = 0; i < orders->len; i++) {
		const struct order *other = &g_array_index(orders, struct order, i);

		if (order->first <= other->last && other->first <= order->last)
			return FALSE;
	}
	return TRUE;
}

static int
compare_orders(gconstpointer a, gconstpointer b)
{
	const struct order *x = a, *y = b;

	return x->first < y->first ? -1 : x->first > y->first;
}

static void
read_orders(struct front *front, struct yamldoc_value lines, const char *file,
        struct diags *diags)
{
	for (guint i = 0; i < yamldoc_length(lines); i++) {
		const char *key = yamldoc_is_map(lines) ? yamldoc_key(lines, i) : NULL;
		const char *kind = yamldoc_scalar(yamldoc_at(lines, i));
		struct order order;

		if (key && kind && parse_lines(key, &order) && parse_kind(kind, &order)) {
			order.first += front->n_lines;
			order.last += front->n_lines;
			if (is_free(front->orders, &order)) {
				g_array_append_val(front->orders, order);
				continue;
			}
		}
		diag_report(diags, DIAG_FRONT_LINES, file,
		        1 + yamldoc_line(yamldoc_at(lines, i)), 0, key ? key : "", NULL);
	}
	g_array_sort(front->orders, compare_orders);
}

/* --- the front matter ------------------------------------------------------ */

void
front_read(struct front *front, const char *data, gsize size, const char *file,
        struct diags *diags)
{
	g_autofree char *wrong = NULL;
	struct yamldoc_value root;
	const char *text;
	gsize length;

	*front =
	        (struct front){.orders = g_array_new(FALSE, FALSE, sizeof(struct order))};
	text = find(data, size, &length, &front->n_lines);
	if (text)
		front->yaml = yamldoc_parse(text, length, &wrong);
	if (wrong)
		diag_report(diags, DIAG_FRONT_SYNTAX, file, 1, 0, wrong, NULL);
	root = front->yaml ? yamldoc_root(front->yaml) : (struct yamldoc_value){0};
	if (!yamldoc_is_map(root) || !yamldoc_length(root)) {
		front->n_lines = 0;
		return;
	}
	for (guint i = 0; i < yamldoc_length(root); i++)
		if (!g_strcmp0(yamldoc_key(root, i), "lines"))
			read_orders(front, yamldoc_at(root, i), file, diags);
}

void
front_clear(struct front *front)
{
	g_array_unref(front->orders);
	yamldoc_free(front->yaml);
}

/* "Biên tập: Thu Hằng" is a map to YAML, and a line to who typed it. */
static void
append_words(GString *out, struct yamldoc_value value, guint i, const char *separator)
{
	const char *key = yamldoc_is_map(value) ? yamldoc_key(value, i) : NULL;
	struct yamldoc_value said = yamldoc_at(value, i);

	if (key)
		g_string_append_printf(out, "%s: ", key);
	if (yamldoc_scalar(said))
		g_string_append(out, yamldoc_scalar(said));
	for (guint k = 0; !key && yamldoc_is_map(said) && k < yamldoc_length(said); k++) {
		g_string_append(out, k ? separator : "");
		append_words(out, said, k, separator);
	}
}

/* A list or map as its values with a separator between; caller frees. */
static char *
joined(struct yamldoc_value value, const char *separator)
{
	GString *out = g_string_new(yamldoc_scalar(value));

	for (guint i = 0; i < yamldoc_length(value); i++) {
		g_string_append(out, i ? separator : "");
		append_words(out, value, i, separator);
	}
	return g_string_free(out, FALSE);
}

/* --- pictures ------------------------------------------------------------ */

/* The figure that a key names: by the line of its caption, counted below the front
 * matter, or by the words that the caption begins with. */
static struct node *
find_figure(const struct front *front, const struct node *root, const char *key)
{
	char *end;
	long line = strtol(key, &end, 10);

	if (end > key && !*end)
		return line > 0 && line < G_MAXINT / 2
		               ? figures_at_line(root, (int)line + front->n_lines)
		               : NULL;
	return figures_captioned(root, key);
}

/* "{src: a.jpg, float: top, float-reference: page}": a key of it. FALSE: that says
 * nothing of a figure. */
static gboolean
say_of_figure(struct tree *tree, struct node *figure, const char *key, const char *value)
{
	if (!value || !*value)
		return FALSE;
	if (!strcmp(key, "float"))
		return figures_set_float(figure, value);
	if (!strcmp(key, "float-reference"))
		return figures_set_reference(figure, value);
	if (strcmp(key, "src") != 0)
		return FALSE;
	figures_bind(tree, figure, value);
	return TRUE;
}

/* What is said of one figure: the name of its picture, or more. */
static void
describe_figure(struct tree *tree, struct node *figure, struct yamldoc_value value,
        const char *file, struct diags *diags)
{
	if (yamldoc_scalar(value))
		figures_bind(tree, figure, yamldoc_scalar(value));
	for (guint i = 0; yamldoc_is_map(value) && i < yamldoc_length(value); i++) {
		struct yamldoc_value said = yamldoc_at(value, i);
		const char *key = yamldoc_key(value, i);
		g_autofree char *words = NULL;

		if (key && say_of_figure(tree, figure, key, yamldoc_scalar(said)))
			continue;
		words = g_strdup_printf("%s: %s", key ? key : "",
		        yamldoc_scalar(said) ? yamldoc_scalar(said) : "");
		diag_report(diags, DIAG_FRONT_FIGURE, file, 1 + yamldoc_line(said), 0,
		        words, NULL);
	}
}

/* "images: {8: a.jpg}", or "[a.jpg, b.jpg]" in the order of the figures. */
static void
bind_pictures(const struct front *front, struct tree *tree, struct yamldoc_value images,
        const char *file, struct diags *diags)
{
	struct node *root = tree_root(tree);

	for (guint i = 0; i < yamldoc_length(images); i++) {
		struct yamldoc_value value = yamldoc_at(images, i);
		const char *name = yamldoc_scalar(value);
		const char *key = yamldoc_is_map(images) ? yamldoc_key(images, i) : NULL;
		gboolean said = (name && *name) || yamldoc_is_map(value);
		struct node *figure = NULL;

		if (said && yamldoc_is_list(images))
			figure = figures_nth(root, i + 1);
		else if (said && key)
			figure = find_figure(front, root, key);
		if (figure)
			describe_figure(tree, figure, value, file, diags);
		else
			diag_report(diags, DIAG_FRONT_IMAGES, file,
			        1 + yamldoc_line(value), 0, key ? key : name, NULL);
	}
}

void
front_apply(const struct front *front, struct tree *tree, const char *file,
        struct diags *diags)
{
	struct yamldoc_value root;

	if (!front->n_lines)
		return;
	root = yamldoc_root(front->yaml);
	for (guint i = 0; i < yamldoc_length(root); i++) {
		struct yamldoc_value value = yamldoc_at(root, i);
		const char *key = yamldoc_key(root, i);
		struct meta_place place = {file, 1 + yamldoc_line(value)};
		g_autofree char *text = NULL;

		if (key && !strcmp(key, "lines"))
			continue;
		if (key && !strcmp(key, "images")) {
			bind_pictures(front, tree, value, file, diags);
			continue;
		}
		text = joined(value, key && meta_has_lines(key) ? "\n" : ", ");
		meta_set(tree, key ? key : "", text, &place, diags);
	}
}
