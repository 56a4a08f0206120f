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

/* A line as it would be set by nature. */
struct natural {
	gint64 width;               /* units, spaces and letter-spacing included */
	gint64 boxes;               /* of that, the words */
	gint64 stretch, shrink;     /* of the spaces */
	guint gaps, spaces, glyphs; /* glyphs without spaces */
};

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

static struct natural
measure(const struct block *block, const struct line *line)
{
	struct natural natural = {0};

	for (guint i = line->first; i < line->end; i++) {
		const struct word *word = &g_array_index(block->words, struct word, i);
		unit space;

		natural.boxes += items_word(block, i);
		natural.glyphs += word->token->n_glyphs;
		if (i == line->first || !items_is_space(word->before))
			continue;
		space = items_space(block, i - 1);
		natural.width += space;
		natural.spaces++;
		if (word->before == BREAKING_FIXED)
			continue;
		natural.gaps++;
		natural.stretch += items_stretch(block, space);
		natural.shrink += items_shrink(block, space);
	}
	natural.width += natural.boxes;
	return natural;
}

/* The share of what its glyphs can give that the room of a line asks for, in 1/1000
 * between -1000 and 1000. */
static gint64
share(const struct block *block, const struct natural *natural, gint64 room)
{
	gint64 give = justify_give(block, natural->boxes, natural->glyphs);

	return give > 0 ? CLAMP(room * 1000 / give, -1000, 1000) : 0;
}

/* Scale and tracking of a line, given the scale of the one before. */
static void
set_glyphs(const struct block *block, struct line *line, gint64 part, int scale_before)
{
	const struct justification *limits = block->justification;
	int scale = 1000 + (int)(part * limits->scale / 1000);

	scale = CLAMP(scale, scale_before - limits->scale, scale_before + limits->scale);
	line->scale = (gint16)scale;
	line->tracking = (gint16)(part * limits->tracking * block->size / 1000000);
}

/* What the spaces must add, each the same, so that the line ends at its measure. */
static unit
gap_of(const struct block *block, const struct line *line, const struct natural *natural,
        gint64 width)
{
	gint64 space = items_space_width(block), rest, gap;
	gint64 tracked = (gint64)natural->glyphs + natural->spaces - 1;

	rest = width * 1000 / line->scale - natural->width - tracked * line->tracking;
	gap = (2 * ABS(rest) + natural->gaps) / (2 * (gint64)natural->gaps);
	return (unit)MAX(rest < 0 ? -gap : gap, -space / 2);
}

static void
justify_line(const struct block *block, struct line *line, int scale_before)
{
	struct natural natural = measure(block, line);
	gint64 width = block->measure - (line->first == 0 ? block->style->indent : 0) -
	               (line->last ? items_end_mark(block) : 0);
	gint64 room = width - natural.width;

	line->scale = 1000;
	line->width = (unit)natural.width;
	if (!block->justification || !natural.gaps || (line->last && room >= 0))
		return;
	set_glyphs(block, line, share(block, &natural, room), scale_before);
	line->gap = gap_of(block, line, &natural, width);
}

void
justify_block(const struct block *block)
{
	int scale = 1000;

	for (guint i = 0; i < block->lines->len; i++) {
		struct line *line = &g_array_index(block->lines, struct line, i);

		justify_line(block, line, scale);
		scale = line->scale;
	}
}
