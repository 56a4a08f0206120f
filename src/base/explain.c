/*
 * explain.c - diagnostics in words, without an occasion.
 *
 * A diagnostic that never happened, with "…" for its arguments, gives message and hint;
 * so nothing is said here that diag.def does not say.
 */
#include "base/explain.h"

#include "base/text_in.h"

static struct diag
sample(enum diag_code code)
{
	static char dots[] = "…";

	return (struct diag){.code = code, .arg1 = dots, .arg2 = dots};
}

/* What the level says of the output. */
static const char *
consequence(enum diag_level level)
{
	switch (level) {
	case DIAG_NOTE:
		return _("The output is complete; anban had to decide something.");
	case DIAG_WARNING:
		return _("The output is complete, but something should be looked at.");
	case DIAG_LOST:
		return _("Something of the input is not in the output.");
	default:
		return _("There is no output of this file.");
	}
}

/* For those that have no hint of their own. */
static const char *
advice(enum diag_level level)
{
	if (level >= DIAG_LOST)
		return _("remove the cause that the message names, then convert again");
	return _("look at the place; if it is right, nothing needs to be done");
}

static const char *
status_words(enum status status)
{
	switch (status) {
	case STATUS_OK:
		return _("all is well");
	case STATUS_FAILED:
		return _("the conversion failed");
	case STATUS_USAGE:
		return _("wrong usage, nothing was done");
	case STATUS_LOST:
		return _("something of the input is missing");
	case STATUS_INPUT:
		return _("the input was not understood");
	case STATUS_INVALID:
		return _("a validation failed");
	case STATUS_IO:
		return _("reading or writing failed");
	case STATUS_LIMIT:
		return _("a limit was reached");
	case STATUS_INTERRUPTED:
		return _("interrupted");
	}
	return "";
}

char *
explain_code(enum diag_code code)
{
	struct diag diag = sample(code);
	g_autofree char *message = diag_message(&diag);
	g_autofree char *hint = diag_hint(&diag);
	GString *out = g_string_new(NULL);

	g_string_append_printf(out, "%s: %s\n", diag_code_name(code),
	        _(diag_level_name(diag_code_level(code))));
	g_string_append_printf(out, "  %s\n", message);
	g_string_append_printf(out, "%s\n  %s\n", _("What it means:"),
	        consequence(diag_code_level(code)));
	g_string_append_printf(out, "%s\n  → %s\n", _("What to do:"),
	        hint ? hint : advice(diag_code_level(code)));
	g_string_append_printf(out, "%s %d (%s)\n", _("Exit status:"),
	        (int)diag_code_status(code), status_words(diag_code_status(code)));
	return g_string_free(out, FALSE);
}

char *
explain_list(void)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < DIAG_N_CODES; i++) {
		struct diag diag = sample((enum diag_code)i);
		g_autofree char *message = diag_message(&diag);

		g_string_append_printf(out, "%-18s %s: %s\n", diag_code_name(diag.code),
		        _(diag_level_name(diag_code_level(diag.code))), message);
	}
	return g_string_free(out, FALSE);
}
