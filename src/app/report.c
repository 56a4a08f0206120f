/*
 * report.c - rows from many processes, sorted into one table.
 *
 * A row is written by one write() that appends to a memory file, so rows of several
 * processes do not mix. It begins with the job's number, which is not printed: a job
 * whose process died has no row and is given one.
 */
#include "app/report.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define HEADER "file\ttitle\tdate\tsource\tlost\tguesses\toutputs\tstatus\n"
#define MOST (G_GUINT64_CONSTANT(1) << 31) /* bytes of all rows */

struct report {
	int fd; /* a memory file, shared with the children */
};

/* For sorting; text is the row as printed. */
struct row {
	enum status status;
	guint lost, guesses, index;
	char *text; /* NULL: the job never reported */
};

struct report *
report_new(GError **error)
{
	struct report *report = g_new0(struct report, 1);

	report->fd = memfd_create("report", MFD_CLOEXEC);
	if (report->fd >= 0 && fcntl(report->fd, F_SETFL, O_APPEND) == 0)
		return report;
	g_set_error_literal(error, FILE_ERROR, FILE_ERROR_WRITE, g_strerror(errno));
	report_free(report);
	return NULL;
}

void
report_free(struct report *report)
{
	if (!report)
		return;
	if (report->fd >= 0)
		close(report->fd);
	g_free(report);
}

/* --- a row --------------------------------------------------------------- */

/* A cell holds no tab and no end of line. */
static void
append_cell(GString *out, const char *text)
{
	g_autofree char *cell = g_utf8_make_valid(text ? text : "", -1);

	for (char *c = cell; *c; c++)
		if ((guchar)*c < 0x20 || *c == 0x7f)
			*c = ' ';
	g_string_append_printf(out, "%s\t", cell);
}

static void
append_list(GString *out, GPtrArray *texts)
{
	GString *joined = g_string_new(NULL);

	for (guint i = 0; texts && i < texts->len; i++)
		g_string_append_printf(
		        joined, "%s%s", i ? "; " : "", (const char *)texts->pdata[i]);
	append_cell(out, joined->str);
	g_string_free(joined, TRUE);
}

static void
append_outputs(GString *out, const struct job *job)
{
	g_autoptr(GPtrArray) written = g_ptr_array_new();

	for (guint i = 0; i < job->outputs->len; i++) {
		struct output *output = &g_array_index(job->outputs, struct output, i);

		if (output->written)
			g_ptr_array_add(written, output->path);
	}
	append_list(out, written);
}

static guint
count_guesses(const struct tree *tree)
{
	const struct node *root = tree ? tree_root(tree) : NULL;
	guint n = 0;

	for (const struct node *node = root; node; node = node_next(node, root))
		n += node->rule && node->certainty == CERTAINTY_GUESS;
	return n;
}

/* The cells as printed; outcome: NULL for a job of which nothing is known. */
static void
append_row(GString *out, const struct job *job, const struct outcome *outcome,
        const struct row *row)
{
	const struct meta *meta =
	        outcome && outcome->tree ? tree_meta(outcome->tree) : NULL;
	g_autofree char *date = meta ? date_iso(&meta->published) : NULL;

	append_list(out, job->inputs);
	append_cell(out, meta ? meta_title(meta) : NULL);
	append_cell(out, date);
	append_list(out, meta ? meta->sources : NULL);
	g_string_append_printf(out, "%u\t%u\t", row->lost, row->guesses);
	append_outputs(out, job);
	g_string_append_printf(out, "%d\n", (int)row->status);
}

void
report_add(struct report *report, guint index, const struct job *job,
        const struct outcome *outcome, enum status status)
{
	struct row row = {
	        .status = status,
	        .lost = diags_count(outcome->diags, DIAG_LOST),
	        .guesses = count_guesses(outcome->tree),
	};
	g_autoptr(GString) out = g_string_new(NULL);

	g_string_append_printf(
	        out, "%u %d %u %u ", index, (int)status, row.lost, row.guesses);
	append_row(out, job, outcome, &row);
	if (write(report->fd, out->str, out->len) != (gssize)out->len)
		g_warning("%s", g_strerror(errno));
}

/* --- the table ------------------------------------------------------------ */

/* Reads "index status lost guesses text". */
static void
take_row(char *line, struct row *rows, guint n)
{
	struct row row = {.index = (guint)strtoul(line, &line, 10)};

	row.status = (enum status)strtol(line, &line, 10);
	row.lost = (guint)strtoul(line, &line, 10);
	row.guesses = (guint)strtoul(line, &line, 10);
	if (*line != ' ' || row.index >= n)
		return;
	row.text = g_strconcat(line + 1, "\n", NULL);
	g_free(rows[row.index].text);
	rows[row.index] = row;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->status != y->status)
		return status_worse(x->status, y->status) == x->status ? -1 : 1;
	if (x->lost != y->lost)
		return x->lost > y->lost ? -1 : 1;
	if (x->guesses != y->guesses)
		return x->guesses > y->guesses ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

/* All that was added, as one text. Caller frees. */
static char *
read_back(const struct report *report)
{
	off_t size = lseek(report->fd, 0, SEEK_END), at = 0;
	char *text;
	gssize n;

	if (size < 0 || (guint64)size > MOST)
		return g_strdup("");
	text = g_malloc0((gsize)size + 1);
	while (at < size &&
	        (n = pread(report->fd, text + at, (gsize)(size - at), at)) > 0)
		at += n;
	return text;
}

static char *
table(const struct report *report, const GPtrArray *jobs)
{
	g_autofree struct row *rows = g_new0(struct row, jobs->len);
	g_autofree char *text = read_back(report);
	GString *out = g_string_new(HEADER);
	char *rest = text;

	for (guint i = 0; i < jobs->len; i++)
		rows[i] = (struct row){.status = STATUS_FAILED, .index = i};
	for (char *line = strsep(&rest, "\n"); line && *line; line = strsep(&rest, "\n"))
		take_row(line, rows, jobs->len);
	qsort(rows, jobs->len, sizeof(struct row), compare_rows);
	for (guint i = 0; i < jobs->len; i++) {
		if (rows[i].text)
			g_string_append(out, rows[i].text);
		else
			append_row(out, jobs->pdata[rows[i].index], NULL, &rows[i]);
		g_free(rows[i].text);
	}
	g_string_append(out, "# " FILE_MARK "\n");
	return g_string_free(out, FALSE);
}

gboolean
report_write(const struct report *report, const GPtrArray *jobs, const char *path,
        gboolean force, GError **error)
{
	struct outfile *out = outfile_open(path, force, error);
	g_autofree char *text = NULL;

	if (!out)
		return FALSE;
	text = table(report, jobs);
	if (outfile_write(out, text, strlen(text), error))
		return outfile_commit(out, error);
	outfile_discard(out);
	return FALSE;
}
