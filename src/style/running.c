/*
 * running.c - strings and counters along the text, one channel for each.
 *
 * The changes of a channel are a list in the order of their times, so what holds at one
 * is found by halving it. Channels are what the style and its named pages ask for: few.
 */
#include "style/running.h"

#include "article/storage.h"

#include <string.h>

struct change {
	guint time;
	const char *text; /* NULL: forgotten */
};

struct channel {
	struct content_part what;
	GArray *changes; /* of struct change */
};

static void
channel_free(gpointer data)
{
	struct channel *channel = data;

	g_array_unref(channel->changes);
	g_free(channel);
}

/* --- channels ----------------------------------------------------------- */

gboolean
running_same(const struct content_part *a, const struct content_part *b)
{
	return a->kind == b->kind && !strcmp(a->text, b->text) &&
	       (a->kind == PART_STRING ||
	               (a->counting == b->counting &&
	                       !g_strcmp0(a->separator, b->separator)));
}

static struct channel *
find(const struct tree *tree, const struct content_part *what)
{
	for (guint i = 0; tree->running && i < tree->running->len; i++) {
		struct channel *channel = tree->running->pdata[i];

		if (running_same(&channel->what, what))
			return channel;
	}
	return NULL;
}

static struct channel *
find_string(const struct tree *tree, const char *name)
{
	return find(tree, &(struct content_part){.kind = PART_STRING, .text = name});
}

static void
add(struct tree *tree, const struct content_part *what)
{
	struct channel *channel;

	if (find(tree, what))
		return;
	channel = g_new0(struct channel, 1);
	channel->what = *what;
	channel->changes = g_array_new(FALSE, FALSE, sizeof(struct change));
	g_ptr_array_add(tree->running, channel);
}

static void
add_counted(struct tree *tree, const struct style *style)
{
	for (guint i = 0; i < style->n_counted; i++)
		add(tree, &style->counted[i]);
}

gboolean
running_begin(struct tree *tree, const struct style *style)
{
	g_clear_pointer(&tree->running, g_ptr_array_unref);
	tree->running = g_ptr_array_new_with_free_func(channel_free);
	for (guint i = 0; i < style->n_strings; i++)
		add(tree, &(struct content_part){
		                  .kind = PART_STRING, .text = style->strings[i]});
	add_counted(tree, style);
	for (guint i = 0; i < style->n_named; i++)
		add_counted(tree, style->named[i].style);
	return tree->running->len > 0;
}

/* --- noting ------------------------------------------------------------- */

static const struct change *
last_of(const struct channel *channel)
{
	guint n = channel->changes->len;

	return n ? &g_array_index(channel->changes, struct change, n - 1) : NULL;
}

static void
note(struct channel *channel, const char *text, guint time)
{
	struct change change = {time, text};

	g_array_append_val(channel->changes, change);
}

void
running_set(struct tree *tree, const char *name, const char *text, guint time)
{
	struct channel *channel = find_string(tree, name);

	if (channel)
		note(channel, tree_string(tree, text), time);
}

void
running_forget(struct tree *tree, guint time)
{
	for (guint i = 0; i < tree->running->len; i++) {
		struct channel *channel = tree->running->pdata[i];
		const struct change *last = last_of(channel);

		if (channel->what.kind == PART_STRING && last && last->text &&
		        node_article(tree_node(tree, last->time / 2)))
			note(channel, NULL, time);
	}
}

void
running_count(struct tree *tree, const struct counters *counters, guint time)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < tree->running->len; i++) {
		struct channel *channel = tree->running->pdata[i];
		const struct content_part *what = &channel->what;
		const struct change *last = last_of(channel);

		if (what->kind == PART_STRING)
			continue;
		g_string_truncate(text, 0);
		counters_append(
		        counters, text, what->text, what->separator, what->counting);
		if (!last || strcmp(last->text, text->str))
			note(channel, tree_string(tree, text->str), time);
	}
}

/* --- asking ------------------------------------------------------------- */

/* How many changes there were up to that time. */
static guint
count_until(const struct channel *channel, guint time)
{
	guint low = 0, high = channel->changes->len;

	while (low < high) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(channel->changes, struct change, middle).time <= time)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const char *
text_at(const struct channel *channel, guint n)
{
	const char *text =
	        n ? g_array_index(channel->changes, struct change, n - 1).text : NULL;

	return text ? text : "";
}

/* The first or last value that a string is given by changes [from, to); NULL: none. */
static const char *
given(const struct channel *channel, guint from, guint to, gboolean last)
{
	const char *found = NULL;

	for (guint i = from; i < to && (last || !found); i++) {
		const char *text = g_array_index(channel->changes, struct change, i).text;

		found = text ? text : found;
	}
	return found;
}

const char *
running_now(const struct tree *tree, const char *name)
{
	const struct channel *channel = find_string(tree, name);

	return channel ? text_at(channel, channel->changes->len) : "";
}

const char *
running_text(const struct tree *tree, const struct content_part *part,
        const struct stretch *stretch)
{
	const struct channel *channel = find(tree, part);
	const char *text;
	guint from, to;

	if (!channel)
		return "";
	from = count_until(channel, stretch->start);
	if (part->kind != PART_STRING)
		return text_at(channel, from);
	to = count_until(
	        channel, part->pick == PICK_START ? stretch->opening : stretch->end);
	text = given(channel, from, to, part->pick == PICK_LAST);
	if (text && part->pick == PICK_FIRST_EXCEPT)
		return "";
	return text ? text : text_at(channel, from);
}
