/*
 * language.c - the form of language tags: one to eight letters or digits a subtag, the
 * first of letters only; PDF/A-1 refers to RFC 1766, which has no digits.
 */
#include "check/pdf/language.h"

gboolean
language_valid(const struct pdf *pdf, const struct value *value)
{
	g_autofree char *text = value_text(value);
	gboolean digits = pdf->profile.part != 1 || pdf->profile.ua;
	guint length = 0, subtag = 0;

	if (!text)
		return FALSE;
	if (!*text)
		return !pdf->profile.ua;
	for (const char *c = text; *c; c++) {
		if (*c == '-' && length) {
			length = 0;
			subtag++;
		} else if (!(g_ascii_isalpha(*c) ||
		                   (g_ascii_isdigit(*c) && subtag && digits)) ||
		           ++length > 8) {
			return FALSE;
		}
	}
	return length > 0;
}
