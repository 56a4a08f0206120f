/*
 * paper.c - papers by name, and the measures of others.
 */
#include "style/paper.h"

#include <math.h>
#include <string.h>

/* In mm. */
static const struct {
	const char *name;
	double width, height;
} papers[] = {
        {"A4", 210, 297},
        {"A5", 148, 210},
        {"B5", 176, 250},
        {"letter", 215.9, 279.4},
        {"13x20.5", 130, 205},
        {"14.5x20.5", 145, 205},
        {"16x24", 160, 240},
        {"19x27", 190, 270},
};

/* "148x210mm", "14,8x21cm": to millimetres. */
static gboolean
parse_size(const char *text, double *width, double *height)
{
	g_autofree char *copy = g_strdelimit(g_ascii_strdown(text, -1), ",", '.');
	double factor;
	char *end;

	*width = g_ascii_strtod(copy, &end);
	if (end == copy || *end != 'x')
		return FALSE;
	*height = g_ascii_strtod(end + 1, &end);
	if (strcmp(end, "cm") && strcmp(end, "mm"))
		return FALSE;
	factor = end[0] == 'c' ? 10 : 1;
	*width *= factor;
	*height *= factor;
	return *width > 0 && *height > 0;
}

gboolean
paper_find(const char *text, double *width, double *height)
{
	for (gsize i = 0; i < G_N_ELEMENTS(papers); i++)
		if (!g_ascii_strcasecmp(papers[i].name, text)) {
			*width = papers[i].width;
			*height = papers[i].height;
			return TRUE;
		}
	return parse_size(text, width, height);
}

static void
append_tenths(GString *out, double mm)
{
	long tenths = lround(mm * 10);

	g_string_append_printf(out, "%ld", tenths / 10);
	if (tenths % 10)
		g_string_append_printf(out, ".%ld", tenths % 10);
}

char *
paper_name(double width, double height)
{
	GString *out;

	for (gsize i = 0; i < G_N_ELEMENTS(papers); i++)
		if (fabs(papers[i].width - width) < 0.05 &&
		        fabs(papers[i].height - height) < 0.05)
			return g_strdup(papers[i].name);
	out = g_string_new(NULL);
	append_tenths(out, width);
	g_string_append_c(out, 'x');
	append_tenths(out, height);
	g_string_append(out, "mm");
	return g_string_free(out, FALSE);
}

gboolean
paper_usable(double width, double height)
{
	return width >= 70 && height >= 90 && width <= 2000 && height <= 2000;
}
