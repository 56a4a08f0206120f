/*
 * cli.h - the parts of the command line (not for other folders).
 *
 *   main.c      which command
 *   locale.c    the user's language
 *   convert.c   anban convert: jobs, one after the other or in parallel processes
 *   parallel.c  children whose words come out in order
 *   inspect.c   anban inspect: tree, ledger, JSON, pages as text
 *   preview.c   anban preview: a page as a picture
 *   explain.c   anban explain: what a diagnostic means
 *   info.c      anban info: what a finished file says of itself
 *   styles.c    anban styles: what style sheets there are and understand
 *   check.c     anban check: hands over to the program anban-check
 *   cli.c       what they share
 */
#ifndef ANBAN_CLI_CLI_H
#define ANBAN_CLI_CLI_H

#include "app/job.h"
#include "base/status.h"

#include <glib.h>

struct command {
	const char *name;
	const char *arguments; /* for --help: "FILE…" */
	const char *summary;   /* N_(…) */
	enum status (*run)(int argc, char **argv);
};

/* The commands, ended by a row whose name is NULL. */
const struct command *cli_commands(void);

enum status convert_main(int argc, char **argv);
enum status inspect_main(int argc, char **argv);
enum status preview_main(int argc, char **argv);
enum status explain_main(int argc, char **argv);
enum status info_main(int argc, char **argv);
enum status styles_main(int argc, char **argv);
enum status check_main(int argc, char **argv);

/* Chooses the language of messages: --lang (found anywhere in argv), ANBAN_LANG, the
 * environment. */
void locale_choose(int argc, char **argv);

/* Options that every command has. */
struct common_options {
	char *paper;
	char **meta;
	char *language;
	gint max_input; /* MiB */
	gboolean quiet, strict, timings;
	struct shown_options shown; /* --typography, --title-case, --missing-images */
	char *images;               /* folder; or NULL */
	char *font_folder;          /* or NULL */
	gint image_dpi;
	GPtrArray *styles; /* of char *, NULL at the end; or NULL: --style */
	gboolean typography_given, title_case_given;
	gboolean plain; /* --justify plain */
	gboolean json;  /* --diagnostics json */
};

/* A parser for a command with its own entries and the common ones. options lives as long.
 */
GOptionContext *cli_context(const struct command *command, const GOptionEntry *entries,
        struct common_options *options);
const struct command *cli_command(const char *name);
/* Parses; FALSE: *status is what to end with, for the usage is wrong. The second one
 * wants at least one file as well. */
gboolean cli_parse(GOptionContext *context, const char *command, int *argc, char ***argv,
        enum status *status);
gboolean cli_parse_files(GOptionContext *context, const char *command, int *argc,
        char ***argv, enum status *status);
/* "anban: message" and where help is; STATUS_USAGE. */
enum status cli_usage(const char *command, const char *message);
/* At a terminal, says that the article is to be pasted, if standard input is an input. */
void cli_prompt(const char *const *inputs);
void cli_apply(const struct common_options *options, struct job *job);

/* Prints the diagnostics to standard error, as the options want them. */
void cli_print_diags(const struct diags *diags, const struct common_options *options);

/* --- parallel.c ------------------------------------------------------------------------
 */

/* Runs work(i) for 0 … n - 1, at most `most` at a time, each in a process of its own;
 * what they print comes out whole and in order. Returns the worst status. */
enum status parallel_run(guint n, guint most,
        enum status (*work)(guint index, gpointer user), gpointer user);
/* Ends all children; async-signal-safe. */
void parallel_kill(void);

#endif
