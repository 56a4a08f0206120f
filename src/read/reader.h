/*
 * reader.h - the input formats: bytes in, article tree out.
 *
 * One row of the table in reader.c for each format. A reader never refuses a readable
 * document: what is odd is a diagnostic.
 */
#ifndef ANBAN_READ_READER_H
#define ANBAN_READ_READER_H

#include "article/tree.h"
#include "base/diag.h"

struct reader {
	const char *name; /* "txt" */
	const char *
	        suffixes; /* ".txt", or several separated by blanks; longest match wins */
	const char *help; /* N_("plain text, pasted or typed (UTF-8)") */
	/* A complete, numbered, checked tree, or NULL after an error diagnostic. */
	struct tree *(*read)(GBytes *bytes, const char *file, struct diags *diags);
};

/* The formats, ended by a row whose name is NULL. */
const struct reader *reader_table(void);

/* The reader for a file by its suffix; unknown suffixes are read as plain text when the
 * content is text, else NULL (the caller reports input.type). */
const struct reader *reader_find(const char *file, GBytes *bytes);

/* file_read's bytes to a tree: refuses empty and binary content (input.empty,
 * input.binary). */
struct tree *reader_read(GBytes *bytes, const char *file, struct diags *diags);

#endif
