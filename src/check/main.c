/*
 * main.c - anban-check: structural checks of finished files, for `anban check`.
 *
 * Each file is checked in a process of its own with bounded memory and time, which prints
 * what it found when it is done; so a file that is too much for the check costs nothing
 * but a word.
 */
#include "base/diag.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/text_in.h"
#include "check/epub/check.h"
#include "check/guard.h"
#include "check/pdf/check.h"
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

enum {
	INPUT_MIB = 256,
	MEMORY_MIB = 2048, /* and as much again as the input sixteen times */
	SECONDS = 60,
};

struct options {
	char *profile, *locale, *language;
	gint max_input;
	gboolean json, quiet, rules;
	struct profile forced;
};

struct job {
	const struct options *options;
	const char *file;
	GBytes *bytes;
};

/* --- one file ------------------------------------------------------------ */

static void
say(const struct options *options, enum diag_code code, const char *file, const char *arg)
{
	struct diag diag = {.code = code, .file = (char *)file, .arg1 = (char *)arg};
	g_autofree char *text =
	        options->json ? diag_format_json(&diag) : diag_format(&diag);

	if (!options->quiet || diag_code_level(code) != DIAG_NOTE)
		fputs(text, stderr);
}

/* "bai.pdf: PDF/A-2a, PDF/UA-1: nothing found" */
static void
print_end(const struct options *options, const char *file, const char *name, guint rules)
{
	GString *line = g_string_new(NULL);

	if (options->json) {
		json_line_begin(line);
		json_line_string(line, "file", file);
		json_line_string(line, "profile", name);
		json_line_number(line, "rules", rules);
		json_line_end(line);
	} else if (rules) {
		g_string_append_printf(line, "%s: %s: ", file, name);
		g_string_append_printf(line,
		        dngettext("anban", "%u rule is broken", "%u rules are broken",
		                rules),
		        rules);
	} else if (!options->quiet) {
		g_string_append_printf(
		        line, "%s: %s: %s", file, name, _("nothing found"));
	}
	if (line->len)
		puts(line->str);
	g_string_free(line, TRUE);
}

static int
print_findings(const struct job *job, const struct findings *findings, const char *name)
{
	g_autofree char *text = findings_text(findings, job->file, job->options->json);
	guint rules = findings_rules(findings);

	fputs(text, stdout);
	print_end(job->options, job->file, name, rules);
	return rules ? STATUS_INVALID : STATUS_OK;
}

static int
check_pdf(gpointer user)
{
	const struct job *job = user;
	struct profile profile = job->options->forced;
	struct findings *findings = findings_new(&profile);
	g_autofree char *name = NULL;
	int status;

	pdf_check(job->bytes, findings, &profile, job->options->profile != NULL);
	if (!profile.part && !profile.ua)
		say(job->options, DIAG_CHECK_CLAIM, job->file, NULL);
	name = profile_name(&profile);
	status = print_findings(job, findings, name);
	findings_free(findings);
	return status;
}

static int
check_epub(gpointer user)
{
	const struct job *job = user;
	struct findings *findings = findings_new(NULL);
	int status;

	epub_check(job->bytes, EPUB_WHOLE, findings);
	status = print_findings(job, findings, "EPUB 3.3");
	findings_free(findings);
	return status;
}

/* By what the bytes are; where they are neither, by the name of the file. */
static int (*checker_for(const char *file, GBytes *bytes))(gpointer user)
{
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	g_autofree char *name = g_ascii_strdown(file, -1);

	if (size >= 4 && !memcmp(data, "PK\003\004", 4))
		return check_epub;
	if (size && memmem(data, MIN(size, 1024), "%PDF-", 5))
		return check_pdf;
	if (g_str_has_suffix(name, ".epub"))
		return check_epub;
	return g_str_has_suffix(name, ".pdf") ? check_pdf : NULL;
}

static enum status
say_unreadable(const struct options *options, const char *file, const GError *error)
{
	g_autofree char *limit = g_strdup_printf("%d", options->max_input);
	enum diag_code code = DIAG_INPUT_READ;
	const char *argument = error->message;

	if (g_error_matches(error, FILE_ERROR, FILE_ERROR_LIMIT)) {
		code = DIAG_INPUT_LIMIT;
		argument = limit;
	} else if (g_error_matches(error, FILE_ERROR, FILE_ERROR_DIRECTORY)) {
		code = DIAG_INPUT_DIRECTORY;
		argument = file;
	}
	say(options, code, file, argument);
	return diag_code_status(code);
}

/* What reads EPUBs, and the XMP of PDFs, is there. */
static gboolean
is_ready(const struct options *options, const char *file)
{
	g_autoptr(GError) error = NULL;

	if (epub_check_ready(&error))
		return TRUE;
	say(options, DIAG_LIBRARY_LOAD, file, error->message);
	return FALSE;
}

static enum status
check_file(const struct options *options, const char *file)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes =
	        file_read(file, (gsize)options->max_input << 20, &error);
	struct job job = {options, file, bytes};
	int (*check)(gpointer user), status;
	guint mib;

	if (!bytes)
		return say_unreadable(options, file, error);
	check = checker_for(file, bytes);
	if (!check) {
		say(options, DIAG_CHECK_TYPE, file, NULL);
		return diag_code_status(DIAG_CHECK_TYPE);
	}
	if (!is_ready(options, file))
		return diag_code_status(DIAG_LIBRARY_LOAD);
	mib = (guint)(g_bytes_get_size(bytes) >> 20);
	status = guard_run(MEMORY_MIB + 16 * mib, SECONDS + mib, check, &job);
	if (status >= 0)
		return (enum status)status;
	say(options, DIAG_CHECK_LIMIT, file, NULL);
	return diag_code_status(DIAG_CHECK_LIMIT);
}

/* --- words -------------------------------------------------------------- */

static void
print_rules(gboolean json)
{
	for (guint i = 0; i < RULE_N; i++) {
		g_autofree char *clauses = rules_clauses((enum rule)i, NULL);
		GString *line = g_string_new(NULL);

		if (json) {
			json_line_begin(line);
			json_line_string(line, "code", rules_code((enum rule)i));
			json_line_string(line, "clause", clauses);
			json_line_string(line, "message", rules_message((enum rule)i));
			json_line_end(line);
		} else {
			g_string_append_printf(line, "%s: %s (%s)",
			        rules_code((enum rule)i), rules_message((enum rule)i),
			        clauses);
		}
		puts(line->str);
		g_string_free(line, TRUE);
	}
}

/* What a file may still be wrong in when nothing was found. */
static void
print_unchecked(void)
{
	printf("\n%s\n", _("Not checked:"));
	printf("  %s\n",
	        _("whether the tags, alternative texts and languages are right, and the "
	          "reading order makes sense: that takes a person"));
	printf("  %s\n",
	        _("PDF: glyphs of CFF and Type 1 programs and of fonts with another "
	          "encoding than Identity, private-use characters, data of images "
	          "(JPEG, JPEG 2000, JBIG2), ICC profiles beyond their header, "
	          "signatures, contrast, transparency without an output intent"));
	printf("  %s\n",
	        _("EPUB: the content model of XHTML and SVG, style sheets beyond "
	          "the files they name, scripts, media overlays, fixed layouts, "
	          "encryption"));
}

static void
set_locale(const struct options *options)
{
	const char *set;

	if (!setlocale(LC_CTYPE, ""))
		setlocale(LC_CTYPE, "C.UTF-8");
	set = setlocale(LC_MESSAGES, "");
	if (!set || !strcmp(set, "C") || !strcmp(set, "POSIX"))
		setlocale(LC_MESSAGES, "C.UTF-8");
	bindtextdomain("anban", options->locale ? options->locale : ANBAN_LOCALEDIR);
	bind_textdomain_codeset("anban", "UTF-8");
}

/* --- the command line ---------------------------------------------------- */

/* The texts of --help are wanted before the options are parsed. */
static void
find_locale(int argc, char **argv, struct options *options)
{
	static const char name[] = "--locale-dir=";

	for (int i = 1; i < argc; i++)
		if (g_str_has_prefix(argv[i], name))
			options->locale = g_strdup(argv[i] + strlen(name));
	set_locale(options);
	g_clear_pointer(&options->locale, g_free);
}

static enum status
usage(const char *message)
{
	fprintf(stderr, "anban check: %s\n  → anban check --help\n", message);
	return STATUS_USAGE;
}

static GOptionContext *
make_context(struct options *options)
{
	const GOptionEntry entries[] = {
	        {"profile", 0, 0, G_OPTION_ARG_STRING, &options->profile,
	                N_("hold PDF files against these standards, whatever they claim: "
	                   "a-1b a-1a a-2b a-2u a-2a a-3b a-3u a-3a ua-1, joined by "
	                   "commas"),
	                "LIST"},
	        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json,
	                N_("one JSON object a line"), NULL},
	        {"rules", 0, 0, G_OPTION_ARG_NONE, &options->rules,
	                N_("list all rules with their clauses"), NULL},
	        {"max-input", 0, 0, G_OPTION_ARG_INT, &options->max_input,
	                N_("the largest input in MiB (256)"), "N"},
	        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet,
	                N_("say only what is wrong"), NULL},
	        {"lang", 0, 0, G_OPTION_ARG_STRING, &options->language,
	                N_("language of messages: vi or en"), "LANGUAGE"},
	        {"locale-dir", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME,
	                &options->locale, "where translations are", "DIR"},
	        G_OPTION_ENTRY_NULL,
	};
	g_autofree char *words =
	        g_strdup_printf("FILE… – %s", _("check finished PDF and EPUB files"));
	GOptionContext *context = g_option_context_new(words);

	g_option_context_add_main_entries(context, entries, "anban");
	return context;
}

static enum status
run(struct options *options, int argc, char **argv)
{
	enum status status = STATUS_OK;

	if (options->rules) {
		print_rules(options->json);
		return STATUS_OK;
	}
	if (argc < 2)
		return usage(_("no file was named"));
	if (options->profile && !profile_parse(options->profile, &options->forced))
		return usage(_("--profile takes a-1b a-1a a-2b a-2u a-2a a-3b a-3u a-3a "
		               "ua-1, joined by commas"));
	for (int i = 1; i < argc; i++)
		status = status_worse(status, check_file(options, argv[i]));
	if (!options->json && !options->quiet)
		print_unchecked();
	return status;
}

int
main(int argc, char **argv)
{
	struct options options = {.max_input = INPUT_MIB};
	g_autoptr(GOptionContext) context = NULL;
	g_autoptr(GError) error = NULL;
	enum status status;

	g_set_prgname("anban check");
	find_locale(argc, argv, &options);
	context = make_context(&options);
	if (!g_option_context_parse(context, &argc, &argv, &error))
		return usage(error->message);
	if (argc > 1 && !strcmp(argv[1], "--"))
		memmove(argv + 1, argv + 2, (gsize)(--argc) * sizeof(char *));
	options.max_input = CLAMP(options.max_input, 1, 4096);
	status = run(&options, argc, argv);
	if (fflush(stdout) || ferror(stdout))
		status = status_worse(status, STATUS_IO);
	g_free(options.profile);
	g_free(options.locale);
	g_free(options.language);
	return (int)status;
}
