/*
 * declare.c - computed values as declarations of CSS, in relative units.
 */
#include "write/epub/css.h"

#include <string.h>

void
declare_ratio(GString *css, unit value, unit base)
{
	gint64 thousandths = (ABS((gint64)value) * 1000 + base / 2) / base;

	if (value < 0 && thousandths)
		g_string_append_c(css, '-');
	g_string_append_printf(css, "%d", (int)(thousandths / 1000));
	if (thousandths % 1000 == 0)
		return;
	g_string_append_printf(css, ".%03d", (int)(thousandths % 1000));
	while (css->str[css->len - 1] == '0')
		g_string_truncate(css, css->len - 1);
}

void
declare_em(GString *css, const char *property, unit value, unit size)
{
	g_string_append_printf(css, "\t%s: ", property);
	declare_ratio(css, value, size);
	g_string_append(css, value ? "em;\n" : ";\n");
}

void
declare_leading(GString *css, const struct block_style *block)
{
	g_string_append(css, "\tline-height: ");
	declare_ratio(css, block->leading, block->size);
	g_string_append(css, ";\n");
}

void
declare_colour(GString *css, const char *property, guint32 colour)
{
	g_string_append_printf(css, "\t%s: #%06X;\n", property, colour & 0xFFFFFF);
}

void
declare_name(GString *css, const char *name)
{
	g_string_append_c(css, '"');
	for (; *name; name++)
		if (g_ascii_iscntrl(*name) || strchr("\"\\<>&", *name))
			g_string_append_printf(css, "\\%x ", (guint8)*name);
		else
			g_string_append_c(css, *name);
	g_string_append_c(css, '"');
}

gboolean
declare_is_text_family(const struct style *style, const struct family_face *face)
{
	return !strcmp(face->family, css_body(style)->face->family);
}

/* Text and signs: a family other than the text's is without serifs. A publication without
 * fonts leaves the text to the reader. */
void
declare_family(GString *css, const struct style *style, const GArray *fonts,
        const struct family_face *face)
{
	gboolean text = declare_is_text_family(style, face);

	if (fonts->len) {
		g_string_append(css, "\tfont-family: ");
		declare_name(css, face->family);
		g_string_append_printf(css, ", %s;\n", text ? "serif" : "sans-serif");
	} else if (!text)
		g_string_append(css, "\tfont-family: sans-serif;\n");
}

void
declare_features(GString *css, const struct feature_set *set)
{
	g_string_append_printf(
	        css, "\tfont-feature-settings:%s", set->n ? " " : " normal");
	for (guint i = 0; i < set->n; i++) {
		guint32 tag = set->list[i].tag;

		g_string_append_printf(css, "%s\"%c%c%c%c\" %u", i ? ", " : "", tag >> 24,
		        tag >> 16 & 255, tag >> 8 & 255, tag & 255, set->list[i].value);
	}
	g_string_append(css, ";\n");
}

void
declare_breaks(GString *css, enum eject before, enum eject after, gboolean keep_inside)
{
	if (before >= EJECT_PAGE)
		g_string_append(
		        css, "\tpage-break-before: always;\n\tbreak-before: page;\n");
	if (after >= EJECT_PAGE)
		g_string_append(
		        css, "\tpage-break-after: always;\n\tbreak-after: page;\n");
	if (keep_inside)
		g_string_append(
		        css, "\tpage-break-inside: avoid;\n\tbreak-inside: avoid;\n");
}

void
declare_rule(GString *css, const char *side, guint32 colour, guint32 text)
{
	if (colour == text)
		g_string_append_printf(
		        css, "\tborder-%s: thin solid currentColor;\n", side);
	else
		g_string_append_printf(
		        css, "\tborder-%s: thin solid #%06X;\n", side, colour & 0xFFFFFF);
}

void
declare_sides(GString *css, unit left, unit right, const struct sides *sides,
        guint32 text, unit size)
{
	declare_em(
	        css, "margin-left", left - sides->padding_left - sides->rule_left, size);
	declare_em(css, "margin-right", right - sides->padding_right - sides->rule_right,
	        size);
	if (sides->padding_left)
		declare_em(css, "padding-left", sides->padding_left, size);
	if (sides->padding_right)
		declare_em(css, "padding-right", sides->padding_right, size);
	if (sides->rule_left)
		declare_rule(css, "left", sides->colour_left, text);
	if (sides->rule_right)
		declare_rule(css, "right", sides->colour_right, text);
}
