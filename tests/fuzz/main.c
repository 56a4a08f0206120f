/*
 * main.c - stands in for libFuzzer: gives the files named on the command line to the
 * target, one after the other. So every compiler builds the targets, and the suite
 * replays seeds and findings with them.
 */
#include "fuzz.h"

#include <glib.h>

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *data = NULL;
		gsize size;

		if (!g_file_get_contents(argv[i], &data, &size, &error))
			g_error("%s", error->message);
		g_printerr("%s\n", argv[i]);
		LLVMFuzzerTestOneInput((const uint8_t *)data, size);
	}
	return 0;
}
