/*
 * justify.c - how a line gives and takes to fill its measure.
 *
 * Three things share the work, in proportion to what the style allows each: the spaces
 * between words, the widths of the glyphs (scaling), and the distance of the glyphs
 * (tracking). The breaker counts with the same amounts (items.c), so that what it finds
 * good can be set. Scaling and tracking never exceed their limits, and neighbouring lines
 * do not differ in scale by more than one limit; what is left over goes into the spaces.
 */
#include "typeset/setter.h"

#include "text/nobreak.h"

unit
justify_give(const struct block *block, gint64 width, guint glyphs)
{
	const struct justification *limits = block->justification;

	if (!limits)
		return 0;
	return (unit)((width * limits->scale +
	                      (gint64)glyphs * block->size * limits->tracking) /
	              1000);
}

/* What a line is by nature. Returns the width of its words, without spaces. */
static gint64
measure(const struct block *block, struct line *line)
{
	gint64 words = 0, spaces = 0;

	for (guint i = line->first; i < line->end; i++) {
		const struct word *word = &g_array_index(block->words, struct word, i);

		words += items_word(block, i);
		line->n_advances += word->token->n_glyphs;
		if (i == line->first || !items_is_space(word->before))
			continue;
		spaces += items_space(block, i - 1);
		line->n_advances++;
		line->n_gaps += word->before != BREAKING_FIXED;
	}
	line->width = (unit)(words + spaces);
	return words;
}

/* What the words of a line are to fill. */
static gint64
measure_of(const struct block *block, const struct line *line)
{
	return block->measure - (line->first == 0 ? block->style->indent : 0) -
	       (line->last ? items_end_mark(block) : 0);
}

/* The share of what its glyphs can give that the room of a line asks for, in 1/1000
 * between -1000 and 1000. The last line only shrinks. */
static gint64
share_of(const struct block *block, const struct line *line, gint64 words)
{
	gint64 room = measure_of(block, line) - line->width;
	gint64 give = justify_give(block, words, line->n_advances);

	if (!line->n_gaps || give <= 0 || (line->last && room > 0))
		return 0;
	return CLAMP(room * 1000 / give, -1000, 1000);
}

static void
set_glyphs(const struct block *block, struct line *line, gint64 share)
{
	const struct justification *limits = block->justification;

	line->scale = (gint16)(1000 + share * limits->scale / 1000);
	line->tracking = (gint16)(share * limits->tracking * block->size / 1000000);
}

/* Where a wide line stands beside a narrow one, the wide one gives way: its spaces can
 * grow, those of the narrow one could not shrink. */
static void
even_scales(const struct block *block)
{
	struct line *lines = (struct line *)(gpointer)block->lines->data;
	int step = block->justification->scale;

	for (guint i = 1; i < block->lines->len; i++)
		lines[i].scale = (gint16)MIN(lines[i].scale, lines[i - 1].scale + step);
	for (guint i = block->lines->len; i-- > 1;)
		lines[i - 1].scale =
		        (gint16)MIN(lines[i - 1].scale, lines[i].scale + step);
}

/* What the spaces must add, each the same, so that the line ends at its measure. They
 * keep seven tenths of their width, or readers of the file would not see them. */
static unit
gap_of(const struct block *block, const struct line *line)
{
	gint64 tracked = ((gint64)line->n_advances - 1) * line->tracking;
	gint64 rest =
	        measure_of(block, line) * 1000 / line->scale - line->width - tracked;
	gint64 gap;

	if (!line->n_gaps || (line->last && line->scale >= 1000))
		return 0;
	gap = (2 * ABS(rest) + line->n_gaps) / (2 * (gint64)line->n_gaps);
	return (unit)MAX(rest < 0 ? -gap : gap, -items_space_width(block) * 3 / 10);
}

void
justify_block(const struct block *block)
{
	struct line *lines = (struct line *)(gpointer)block->lines->data;
	guint n = block->lines->len;

	for (guint i = 0; i < n; i++) {
		gint64 words = measure(block, &lines[i]);

		lines[i].scale = 1000;
		if (block->justification)
			set_glyphs(block, &lines[i], share_of(block, &lines[i], words));
	}
	if (!block->justification)
		return;
	even_scales(block);
	for (guint i = 0; i < n; i++)
		lines[i].gap = gap_of(block, &lines[i]);
}
