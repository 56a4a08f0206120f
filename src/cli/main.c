/*
 * main.c - anban, the command line: chooses the language, then the command.
 */
#include "base/file.h"
#include "base/text_in.h"
#include "cli/cli.h"
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Leaves nothing half-made behind. */
static void
interrupted(int number)
{
	parallel_kill();
	outfile_discard_all();
	_exit(STATUS_INTERRUPTED);
}

static void
catch_signals(void)
{
	struct sigaction action = {.sa_handler = interrupted};

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

static void
print_help(FILE *out)
{
	fprintf(out, "%s\n\n",
	        _("anban sets Vietnamese articles: PDF for print and archive, EPUB for "
	          "readers"));
	fprintf(out, "%s\n", _("Commands:"));
	for (const struct command *command = cli_commands(); command->name; command++)
		fprintf(out, "  anban %s %-12s %s\n", command->name, command->arguments,
		        _(command->summary));
	fprintf(out, "\n%s\n", _("Options of a command: anban COMMAND --help"));
}

/* How many words --lang takes in front of the command. */
static int
language_words(int argc, char **argv)
{
	if (argc >= 2 && g_str_has_prefix(argv[1], "--lang="))
		return 1;
	return argc >= 3 && !strcmp(argv[1], "--lang") ? 2 : 0;
}

/* What was said is said only when it is out: the terminal may be a full disk. */
static enum status
said(enum status status)
{
	if (fflush(stdout) || ferror(stdout))
		return status_worse(status, STATUS_IO);
	return status;
}

static enum status
run(int argc, char **argv)
{
	const struct command *command;

	if (argc >= 2 && !strcmp(argv[1], "--version")) {
		puts("anban " ANBAN_VERSION);
		return STATUS_OK;
	}
	if (argc >= 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
		print_help(stdout);
		return STATUS_OK;
	}
	command = argc >= 2 ? cli_command(argv[1]) : NULL;
	if (command)
		return command->run(argc - 1, argv + 1);
	print_help(stderr);
	return STATUS_USAGE;
}

int
main(int argc, char **argv)
{
	int skip = language_words(argc, argv);

	locale_choose(argc, argv);
	catch_signals();
	return (int)said(run(argc - skip, argv + skip));
}
