/*
 * finished.c - the cheap part of "anban check", for every file of a format that has one.
 *
 * The file is mapped, not read: of an EPUB only the directory and the documents that grow
 * with the number of articles are looked at, so that neither time nor memory grows with
 * the text. PDF has a check of its own while it is written (write/pdf/selfcheck.c).
 */
#include "app/finished.h"

#include "check/epub/check.h"

#include <string.h>

static void
check_epub(GBytes *bytes, struct findings *findings)
{
	epub_check(bytes, EPUB_CHEAP, findings);
}

static const struct {
	const char *type;
	gboolean (*ready)(GError **error);
	void (*check)(GBytes *bytes, struct findings *findings);
} checks[] = {
        {"application/epub+zip", epub_check_ready, check_epub},
};

static gboolean
check_bytes(void (*check)(GBytes *, struct findings *), GBytes *bytes, const char *name,
        struct diags *diags)
{
	struct findings *findings = findings_new(NULL);
	g_autofree char *first = NULL;

	check(bytes, findings);
	first = findings_first(findings);
	if (first)
		diag_report(diags, DIAG_OUTPUT_SELFCHECK, name, 0, 0, first, NULL);
	findings_free(findings);
	return !first;
}

gboolean
finished_check(const struct writer *writer, struct outfile *out, const char *name,
        struct diags *diags, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS(checks); i++) {
		g_autoptr(GBytes) bytes = NULL;

		if (strcmp(writer->type, checks[i].type))
			continue;
		bytes = checks[i].ready(error) ? outfile_map(out, error) : NULL;
		return bytes && check_bytes(checks[i].check, bytes, name, diags);
	}
	return TRUE;
}
