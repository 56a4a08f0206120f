/*
 * check.c - anban check: hands over to anban-check, the program that knows libqpdf.
 *
 * The language was chosen before; anban-check gets it through the environment, and the
 * place of the translations as an option that is not for users.
 */
#include "app/data.h"
#include "base/text_in.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum status
check_main(int argc, char **argv)
{
	g_autofree char *program = data_program("anban-check");
	g_autofree char *locale = data_locale();
	g_autofree char *option = g_strconcat("--locale-dir=", locale, NULL);
	g_autoptr(GPtrArray) arguments = g_ptr_array_new();

	g_ptr_array_add(arguments, program);
	g_ptr_array_add(arguments, option);
	for (int i = 1; i < argc; i++)
		g_ptr_array_add(arguments, argv[i]);
	g_ptr_array_add(arguments, NULL);
	fflush(NULL);
	execv(program, (char **)arguments->pdata);
	fprintf(stderr, "anban check: %s: %s\n", program, strerror(errno));
	fprintf(stderr, "  → %s\n",
	        _("install anban again, or name its data folder in ANBAN_DATA"));
	return STATUS_IO;
}
