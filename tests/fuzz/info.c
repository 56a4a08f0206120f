/*
 * info.c - fuzz target: any bytes as a finished file.
 *
 * They are read as PDF and as EPUB, whatever they look like, and printed in both forms.
 */
#include "fuzz.h"

#include "info/facts.h"

#include <string.h>

static void
check(const char *text)
{
	if (!g_utf8_validate(text, -1, NULL))
		fuzz_fail("not UTF-8: %s", text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) bytes = g_bytes_new(data, size);
	struct facts *facts = facts_new();
	g_autofree char *text = NULL;
	g_autofree char *json = NULL;

	pdf_facts(facts, bytes);
	epub_facts(facts, bytes);
	text = facts_text(facts, "x");
	json = facts_json(facts, "x");
	check(text);
	check(json);
	facts_free(facts);
	return 0;
}
