/*
 * reader.c - the table of input formats, and what is true of all of them.
 *
 * Empty input and binary input are refused here, before a reader sees them.
 */
#include "read/reader.h"

#include "article/json.h"
#include "base/text_in.h"
#include "read/txt.h"

#include <string.h>

enum {
	SAMPLE = 64 * 1024, /* bytes that tell text from binary */
	CONTROLS = 32,      /* one control byte in so many is no text */
};

static struct tree *
read_json(GBytes *bytes, const char *file, struct diags *diags)
{
	return json_to_tree(bytes, file, diags);
}

static const struct reader readers[] = {
        {"txt", ".txt", N_("plain text, pasted or typed (UTF-8)"), txt_read},
        {"json", ".anban.json", N_("what \"anban inspect --json\" prints"), read_json},
        {NULL},
};

const struct reader *
reader_table(void)
{
	return readers;
}

/* The length of the longest of a reader's suffixes that the name ends with, or 0. */
static gsize
suffix_length(const struct reader *reader, const char *file)
{
	g_auto(GStrv) suffixes = g_strsplit(reader->suffixes, " ", -1);
	gsize longest = 0;

	for (int i = 0; suffixes[i]; i++)
		if (g_str_has_suffix(file, suffixes[i]))
			longest = MAX(longest, strlen(suffixes[i]));
	return longest;
}

/* No NUL anywhere, and hardly another control byte at the start. */
static gboolean
is_text(GBytes *bytes)
{
	gsize size, controls = 0;
	const guint8 *data = g_bytes_get_data(bytes, &size);
	gsize sample = MIN(size, SAMPLE);

	if (size && memchr(data, 0, size))
		return FALSE;
	for (gsize i = 0; i < sample; i++)
		controls += (data[i] < '\t') | ((data[i] > '\r') & (data[i] < ' ')) |
		            (data[i] == 0x7F);
	return controls * CONTROLS <= sample;
}

/* Nothing but white space and a byte order mark. */
static gboolean
is_empty(GBytes *bytes)
{
	gsize size;
	const char *data = g_bytes_get_data(bytes, &size);
	gsize i = size >= 3 && !memcmp(data, "\357\273\277", 3) ? 3 : 0;

	while (i < size && g_ascii_isspace(data[i]))
		i++;
	return i == size;
}

const struct reader *
reader_find(const char *file, GBytes *bytes)
{
	const struct reader *found = NULL;
	gsize longest = 0;

	for (const struct reader *reader = readers; reader->name; reader++) {
		gsize length = suffix_length(reader, file);

		if (length > longest) {
			longest = length;
			found = reader;
		}
	}
	return found || !is_text(bytes) ? found : &readers[0];
}

static void
report_type(const char *file, struct diags *diags)
{
	const char *dot = strrchr(file, '.');
	g_autoptr(GString) known = g_string_new(NULL);

	for (const struct reader *reader = readers; reader->name; reader++)
		g_string_append_printf(
		        known, "%s%s", reader == readers ? "" : " ", reader->suffixes);
	diag_report(diags, DIAG_INPUT_TYPE, file, 0, 0, dot ? dot : file, known->str);
}

struct tree *
reader_read(GBytes *bytes, const char *file, struct diags *diags)
{
	const struct reader *reader;
	struct tree *tree;

	if (is_empty(bytes)) {
		diag_report(diags, DIAG_INPUT_EMPTY, file, 0, 0, NULL, NULL);
		return NULL;
	}
	reader = reader_find(file, bytes);
	if (!reader) {
		report_type(file, diags);
		return NULL;
	}
	if (!is_text(bytes)) {
		diag_report(diags, DIAG_INPUT_BINARY, file, 0, 0, NULL, NULL);
		return NULL;
	}
	tree = reader->read(bytes, file, diags);
#ifndef __OPTIMIZE__
	if (tree) {
		g_autofree char *breach = tree_check(tree);

		g_assert_cmpstr(breach, ==, NULL);
	}
#endif
	return tree;
}
