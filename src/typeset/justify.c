/*
 * justify.c - how a line gives and takes to fill its measure.
 *
 * Three things share the work: the widths of the glyphs (scaling), their distance
 * (tracking), and the spaces between words. The breaker has chosen each line's level of
 * scaling together with its ends; what that leaves over goes into tracking, up to its
 * limit, and the rest into the spaces, each the same. The breaker counted with the same
 * amounts (items.c), so that what it found good is what is set.
 */
#include "typeset/setter.h"

#include "text/nobreak.h"

unit
justify_give(const struct block *block, guint glyphs)
{
	const struct justification *limits = block->justification;

	return limits ? (unit)((gint64)glyphs * block->size * limits->tracking / 1000)
	              : 0;
}

/* What a line is by nature. */
static void
measure(const struct block *block, struct line *line)
{
	unit spaces = 0;

	for (guint i = line->first; i < line->end; i++) {
		const struct word *word = &g_array_index(block->words, struct word, i);

		line->words += word->width;
		line->n_advances += word->token->n_glyphs;
		line->n_letters += MAX(word->token->n_glyphs, 1) - 1;
		if (i == line->first || !items_is_space(word->before))
			continue;
		spaces += word->space;
		line->n_advances++;
		line->n_gaps += word->before != BREAKING_FIXED;
	}
	line->width = line->words + spaces;
	line->hang_left = items_hang_left(block, line->first);
	line->hang_right = items_hang_right(block, line->end - 1);
}

/* What the words of a line are to fill. */
static gint64
measure_of(const struct block *block, const struct line *line)
{
	return block->measure - line->inset -
	       (line->first == 0 ? block_indent(block) : 0) -
	       (line->last ? items_end_mark(block) : 0) + line->hang_left +
	       line->hang_right;
}

static gint64
divide(gint64 rest, gint64 n)
{
	return rest < 0 ? -((2 * -rest + n) / (2 * n)) : (2 * rest + n) / (2 * n);
}

/* Tracking, so that spaces keep the width they were designed with; within its limit. */
static gint16
tracking_of(const struct block *block, const struct line *line)
{
	gint64 most = (gint64)block->size * block->justification->tracking / 1000;
	gint64 spaces = line->width - line->words;
	gint64 rest =
	        (measure_of(block, line) - spaces) * 1000 / line->scale - line->words;

	if (!line->n_gaps || !line->n_letters || (line->last && rest >= 0))
		return 0;
	return (gint16)CLAMP(rest / (gint64)line->n_letters, -most, most);
}

/* What the spaces must add, each the same, so that the line ends at its measure. They
 * keep six tenths of their width, or readers of the file would not see them. */
static unit
gap_of(const struct block *block, const struct line *line)
{
	gint64 tracked = ((gint64)line->n_advances - 1) * line->tracking;
	gint64 rest =
	        measure_of(block, line) * 1000 / line->scale - line->width - tracked;

	if (!line->n_gaps || (line->last && rest >= 0))
		return 0;
	return (unit)MAX(divide(rest, line->n_gaps), -items_space_width(block) * 4 / 10);
}

void
justify_block(const struct block *block)
{
	struct line *lines = (struct line *)(gpointer)block->lines->data;

	for (guint i = 0; i < block->lines->len; i++) {
		measure(block, &lines[i]);
		lines[i].scale = (gint16)(1000 + lines[i].level * JUSTIFY_LEVEL);
		if (!block->justification)
			continue;
		lines[i].tracking = tracking_of(block, &lines[i]);
		lines[i].gap = gap_of(block, &lines[i]);
	}
}
