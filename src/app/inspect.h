/*
 * inspect.h - both intermediate forms of a document as text.
 */
#ifndef ANBAN_APP_INSPECT_H
#define ANBAN_APP_INSPECT_H

#include "app/job.h"

enum inspect_form {
	INSPECT_TREE,          /* for eyes */
	INSPECT_JSON,          /* reversible; one article */
	INSPECT_LEDGER,        /* what became of every line; one article */
	INSPECT_LEDGER_COLOUR, /* the same for a terminal */
	INSPECT_LEDGER_TSV,    /* and for scripts */
	INSPECT_LEDGER_JSON,
	INSPECT_SHOWN, /* the text that is printed */
	INSPECT_PAGES, /* where everything stands, in 1/1024 pt */
};

/* Reads the job's inputs and gives the text, or NULL after an error diagnostic. Caller
 * frees. */
char *inspect_text(struct job *job, enum inspect_form form, struct diags *diags);

#endif
