/*
 * check.c - fuzz target: any bytes as a finished file that is checked.
 *
 * They are checked as PDF, by what they claim and by two profiles that have nearly all
 * rules, and as EPUB; what was found is printed in both forms.
 */
#include "fuzz.h"

#include "check/epub/check.h"
#include "check/pdf/check.h"

#include <string.h>

enum { LARGEST = 1 << 20 };

static void
print(struct findings *findings)
{
	for (int json = 0; json < 2; json++) {
		g_autofree char *text = findings_text(findings, "x", json);

		if (!g_utf8_validate(text, -1, NULL))
			g_error("not UTF-8: %s", text);
	}
	findings_free(findings);
}

static void
check_pdf(GBytes *bytes, const char *list)
{
	struct profile profile = {0};
	struct findings *findings = findings_new(&profile);

	if (list)
		profile_parse(list, &profile);
	pdf_check(bytes, findings, &profile, list != NULL);
	print(findings);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) bytes = g_bytes_new(data, MIN(size, LARGEST));
	struct findings *findings = findings_new(NULL);

	check_pdf(bytes, NULL);
	check_pdf(bytes, "a-1a,ua-1");
	check_pdf(bytes, "a-3a,ua-1");
	epub_check(bytes, EPUB_WHOLE, findings);
	print(findings);
	return 0;
}
