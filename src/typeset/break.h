/*
 * break.h - total-fit line breaking in integers (Knuth & Plass, "Breaking Paragraphs
 * into Lines", Software - Practice and Experience 11, 1981), with the widths of the
 * glyphs as part of what is chosen (Hàn Thế Thành, "Micro-typographic extensions to the
 * TeX typesetting system", 2000, where they follow after the breaks).
 *
 * A pure function of boxes, glue and penalties; it knows no fonts and no language. A
 * line is set at one of a few levels of scaling; what that leaves over, tracking takes up
 * to its limit, and the glue the rest.
 */
#ifndef ANBAN_TYPESET_BREAK_H
#define ANBAN_TYPESET_BREAK_H

#include "base/unit.h"

enum break_kind { BREAK_BOX, BREAK_GLUE, BREAK_PENALTY };

struct break_item {
	enum break_kind kind;
	unit width;   /* PENALTY: counted if the line ends here; < 0: so much hangs out */
	unit stretch; /* GLUE; BOX: what tracking gives, to both sides */
	unit shrink;  /* GLUE; BOX: so much hangs out if the line begins here */
	gint32 penalty; /* PENALTY: ±BREAK_INFINITE forbids or forces */
};

#define BREAK_INFINITE 10000
#define BREAK_NEED 3000      /* so dear: only where nothing is within the tolerance */
#define BREAK_RESORT 5000    /* only where a line would be too wide */
#define BREAK_FILL (1 << 28) /* stretch of the glue that fills the last line */

/* Levels of scaling to either side; classes of lines: one below, one above them. */
enum { BREAK_LEVELS_MOST = 3, BREAK_CLASSES = 2 * BREAK_LEVELS_MOST + 3 };

struct break_params {
	unit measure;
	guint first_lines; /* so many lines at the beginning are shorter, */
	unit first_inset;  /* by this: an initial stands beside them */
	unit line_stretch,
	        line_shrink;     /* what every line may give at its end: ragged text */
	unit least_stretch;      /* a line counts as if it had so much */
	int levels;              /* of scaling, to either side */
	int level_scale;         /* of one, 1/1000 of the boxes */
	int level_change;        /* at most so many between neighbouring lines */
	int before;              /* level of the line before the first */
	gint32 tolerance;        /* greatest ratio tried first, 1/1000 of the stretch */
	gint32 patience;         /* greatest ratio tried next, before breaks for need */
	gint32 line_penalty;     /* demerits of every line */
	gint32 fitness_demerits; /* a tight line beside a loose one */
	int looseness; /* so many lines more, or fewer, than the best, if it can be */
};

/* What a line is made of: its width by nature, that of its boxes alone, and what tracking
 * and glue may give. */
struct break_line {
	gint64 width, boxes, give, stretch, shrink;
};

/* Cost of a line of params->measure at a level, ending with a penalty. FALSE: it does not
 * fit. class: how it looks beside others, from -levels - 1 (very tight) to levels + 1
 * (very loose); without levels -1 (tight), 0, 1 (loose), 2 (very loose). */
gboolean break_line_cost(const struct break_params *params, const struct break_line *line,
        int level, gint32 penalty, gint64 *demerits, int *class);
/* Cost of two classes in neighbouring lines; -1: never. */
gint64 break_change_cost(const struct break_params *params, int before, int class);

/* Where a line ends: the item, and the level of the line. */
struct break_end {
	guint32 item;
	int level;
};

struct breaker;

struct breaker *breaker_new(void);
void breaker_free(struct breaker *breaker);

/* Breaks n items, the last of which must be a forced penalty. Returns the number of
 * lines; ends[i] is where line i ends (owned by the breaker until the next call). A
 * paragraph that cannot be set within the tolerance is set as well as it can be; a line
 * is wider than the measure only where a single box is. */
guint breaker_run(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const struct break_end **ends);

/* Ragged text: the least number of lines, as even as can be. Same contract. */
guint breaker_balance(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const struct break_end **ends);

#endif
