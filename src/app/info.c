/*
 * info.c - a file's format is found by its bytes, never by its name.
 */
#include "app/info.h"

#include "app/job.h"
#include "base/file.h"
#include "base/text_in.h"
#include "base/unzip.h"
#include "base/xmltree.h"
#include "info/facts.h"

/* The mark is told of all files: without one, anban did not make it. */
static void
add_mark(struct facts *facts, GBytes *bytes)
{
	static const char *const words[] = {
	        [FILE_MARK_NONE] = N_("none"),
	        [FILE_MARK_UNCHANGED] = N_("unchanged"),
	        [FILE_MARK_CHANGED] = N_("changed"),
	};
	gsize size;
	gconstpointer data = g_bytes_get_data(bytes, &size);

	facts_add(facts, FACT_MARK, words[file_mark_check(data, size)]);
}

static void
report_unread(const struct facts *facts, const char *path, struct diags *diags)
{
	for (guint i = 0; i < facts->unread->len; i++)
		diag_report(diags, DIAG_INFO_UNREAD, path, 0, 0,
		        text_in(facts->unread->pdata[i]), NULL);
}

char *
info_text(const char *path, gboolean json, gsize limit, struct diags *diags)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = file_read(path, limit, &error);
	struct facts *facts;
	char *text = NULL;

	if (!bytes || !unzip_ready(&error) || !xmltree_ready(&error)) {
		job_report(diags, error, path, limit);
		return NULL;
	}
	facts = facts_new();
	if (pdf_facts(facts, bytes) || epub_facts(facts, bytes)) {
		add_mark(facts, bytes);
		report_unread(facts, path, diags);
		text = json ? facts_json(facts, path) : facts_text(facts, path);
	} else {
		diag_report(diags, DIAG_INFO_KIND, path, 0, 0, NULL, NULL);
	}
	facts_free(facts);
	return text;
}
