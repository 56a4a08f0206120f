/*
 * writer.c - the table of output formats.
 */
#include "write/writer.h"

#include "write/epub/epub.h"
#include "write/pdf/pdf.h"

#include <string.h>

static const struct writer *const writers[] = {&pdf_writer, &epub_writer, NULL};

const struct writer *const *
writer_table(void)
{
	return writers;
}

const struct writer *
writer_by_name(const char *name)
{
	for (int i = 0; writers[i]; i++)
		if (!strcmp(writers[i]->name, name))
			return writers[i];
	return NULL;
}

const struct writer *
writer_by_file(const char *file)
{
	g_autofree char *lower = g_ascii_strdown(file, -1);

	for (int i = 0; writers[i]; i++)
		if (g_str_has_suffix(lower, writers[i]->suffix))
			return writers[i];
	return NULL;
}
