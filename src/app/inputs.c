/*
 * inputs.c - bytes to trees, several inputs at a time.
 *
 * Reading is most of the work that a book leaves to one thread, and no article knows of
 * another: so threads take the inputs in turn. Files are opened one after the other, each
 * only when a thread is free, so that no more inputs are held than there are threads.
 * Every input has diagnostics of its own; what comes out is the same for any number of
 * threads.
 */
#include "app/inputs.h"

#include "app/attachments.h"
#include "article/meta.h"
#include "base/file.h"
#include "read/reader.h"

enum {
	THREADS_MOST = 8,
	SHARE = 8, /* inputs that are worth a thread */
};

struct input {
	const char *name;
	GBytes *bytes; /* kept where they are attached */
	struct tree *tree;
	struct diags *diags;
};

struct inputs {
	const struct job *job;
	struct input *list;
	guint n;
	GMutex lock; /* of what follows, and of opening files */
	guint next;
};

/* --- one input ---------------------------------------------------------- */

/* Which bytes the article was made of; an .anban.json knows those it came from. */
static void
note_digest(struct tree *tree, GBytes *bytes)
{
	struct meta *meta = tree_root(tree)->meta;
	g_autofree char *digest = NULL;

	if (meta->sha256)
		return;
	digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
	meta->sha256 = tree_string(tree, digest);
}

/* An .anban.json may be right in form and hold nothing. */
static gboolean
has_text(const struct tree *tree)
{
	const struct node *root = tree_root(tree);

	for (const struct node *node = root; node; node = node_next(node, root))
		if (node->text && *node->text)
			return TRUE;
	return FALSE;
}

static void
open_input(const struct job *job, struct input *input)
{
	g_autoptr(GError) error = NULL;

	input->bytes = file_read(input->name, job->input_limit, &error);
	if (!input->bytes)
		job_report(input->diags, error, input->name, job->input_limit);
}

static void
read_input(struct input *input)
{
	if (input->bytes)
		input->tree = reader_read(input->bytes, input->name, input->diags);
	if (!input->tree)
		return;
	note_digest(input->tree, input->bytes);
	if (has_text(input->tree))
		return;
	diag_report(input->diags, DIAG_INPUT_EMPTY, input->name, 0, 0, NULL, NULL);
	g_clear_pointer(&input->tree, tree_free);
}

/* --- all of them -------------------------------------------------------- */

static struct input *
take_next(struct inputs *inputs)
{
	struct input *input = NULL;

	g_mutex_lock(&inputs->lock);
	if (inputs->next < inputs->n) {
		input = &inputs->list[inputs->next++];
		open_input(inputs->job, input);
	}
	g_mutex_unlock(&inputs->lock);
	return input;
}

static gpointer
work(gpointer data)
{
	struct inputs *inputs = data;
	struct input *input;

	while ((input = take_next(inputs)) != NULL) {
		read_input(input);
		if (!inputs->job->attach_source)
			g_clear_pointer(&input->bytes, g_bytes_unref);
	}
	return NULL;
}

/* This thread works, too; and alone where no other can be had. */
static void
share_work(struct inputs *inputs)
{
	guint most = MIN(MIN(g_get_num_processors(), THREADS_MOST), inputs->n / SHARE);
	GThread *threads[THREADS_MOST];
	guint n = 0;

	while (n + 1 < most &&
	        (threads[n] = g_thread_try_new("read", work, inputs, NULL)) != NULL)
		n++;
	work(inputs);
	while (n > 0)
		g_thread_join(threads[--n]);
}

static void
collect(struct job *job, struct input *input, GPtrArray *trees, struct diags *diags)
{
	diags_append(diags, input->diags);
	if (input->tree && input->bytes && job->attachments)
		attachments_add_source(job->attachments, input->name, input->bytes);
	if (input->tree)
		g_ptr_array_add(trees, input->tree);
	g_clear_pointer(&input->bytes, g_bytes_unref);
}

GPtrArray *
inputs_read(struct job *job, struct diags *diags)
{
	GPtrArray *trees = g_ptr_array_new();
	g_autofree struct input *list = g_new0(struct input, job->inputs->len);
	struct inputs inputs = {.job = job, .list = list, .n = job->inputs->len};

	for (guint i = 0; i < inputs.n; i++) {
		list[i].name = job->inputs->pdata[i];
		list[i].diags = diags_new();
	}
	g_mutex_init(&inputs.lock);
	share_work(&inputs);
	g_mutex_clear(&inputs.lock);
	for (guint i = 0; i < inputs.n; i++)
		collect(job, &list[i], trees, diags);
	return trees;
}
