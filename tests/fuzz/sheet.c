/*
 * sheet.c - fuzz target: any bytes as a style sheet.
 *
 * The first byte chooses the medium and whether the paper is given. The sheet is written
 * over a small one. Whatever it says, there is a style, every length of it is within what
 * pages can hold, and no diagnostic is an error.
 */
#include "fuzz.h"

#include "style/sheet.h"
#include "style/style.h"

#include <string.h>

#define BASE                                                                             \
	":root { --a: 12pt; font: var(--a)/17pt serif } @page { margin: 30mm }"          \
	"h1 { string-set: title content(); -anban-title-sizes: 45 26pt/33pt, 17pt/22pt " \
	"}"                                                                              \
	"@page :right { @top-right { content: string(title) } }"

static void
check_length(unit length, const char *what)
{
	if (length > G_MAXINT / 2 || length < -G_MAXINT / 2)
		g_error("%s is %d", what, length);
}

static void
check_block(const struct block_style *block)
{
	if (!block->face || block->features >= FEATURE_SETS_MOST)
		g_error("no face, or no such features");
	check_length(block->margin_left, "margin-left");
	check_length(block->margin_right, "margin-right");
	check_length(block->space_before, "margin-top");
	check_length(block->space_after, "margin-bottom");
	check_length(block->indent, "text-indent");
	check_length(block->letter_spacing, "letter-spacing");
}

static void
check_style(const struct style *style)
{
	if (style->grid < 1 || style->lines < 1 || style->lines > 100000)
		g_error("grid %d, %u lines", style->grid, style->lines);
	if (style->width - style->margin_left - style->margin_right < UNIT_MM(30))
		g_error("no room for text");
	for (int i = 0; i < BLOCK_N_ROLES; i++) {
		const struct block_style *block = &style->blocks[i];

		check_block(block);
		if (i != BLOCK_TITLE && (block->size < 1 || block->leading < 1))
			g_error("size %d, leading %d", block->size, block->leading);
	}
	for (guint i = 0; i < G_N_ELEMENTS(style->titles); i++) {
		if (style->titles[i].size < 1 || style->titles[i].leading < 1)
			g_error("title %u: size %d", i, style->titles[i].size);
		if (style->titles[i].longest == G_MAXUINT)
			return;
	}
	g_error("titles have no end");
}

static void
say(const struct diags *diags)
{
	if (diags_count(diags, DIAG_ERROR) || diags_count(diags, DIAG_LOST))
		g_error("a sheet stops the document");
	for (guint i = 0; i < diags_length(diags); i++) {
		g_free(diag_format(diags_at(diags, i)));
		g_free(diag_format_json(diags_at(diags, i)));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sheets *sheets = sheets_new(NULL);
	struct diags *diags = diags_new();
	g_autoptr(GBytes) base = g_bytes_new_static(BASE, strlen(BASE));
	g_autoptr(GBytes) bytes = g_bytes_new(data + (size > 0), size - (size > 0));
	const char *paper = size && data[0] & 1 ? "A5" : NULL;
	struct style *style;

	sheets_add(sheets, "base.css", base, diags);
	sheets_add(sheets, "x.css", bytes, diags);
	style = style_new(sheets, size && data[0] & 2 ? MEDIUM_SCREEN : MEDIUM_PRINT,
	        paper, diags, NULL);
	if (!style)
		g_error("no style");
	check_style(style);
	g_free(style_dump(style));
	say(diags);
	style_free(style);
	sheets_free(sheets);
	diags_free(diags);
	return 0;
}
