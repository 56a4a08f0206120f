/*
 * break.h - total-fit line breaking in integers (Knuth & Plass, "Breaking Paragraphs
 * into Lines", Software - Practice and Experience 11, 1981).
 *
 * A pure function of boxes, glue and penalties; it knows no fonts and no language.
 */
#ifndef ANBAN_TYPESET_BREAK_H
#define ANBAN_TYPESET_BREAK_H

#include "base/unit.h"

enum break_kind { BREAK_BOX, BREAK_GLUE, BREAK_PENALTY };

struct break_item {
	enum break_kind kind;
	unit width;
	unit stretch,
	        shrink; /* GLUE; BOX: stretch is what its glyphs give, to both sides */
	gint32 penalty; /* PENALTY: ±BREAK_INFINITE forbids or forces */
};

#define BREAK_INFINITE 10000
#define BREAK_FILL (1 << 28) /* stretch of the glue that fills the last line */

struct break_params {
	unit measure;
	unit line_stretch,
	        line_shrink;     /* what every line may give at its end: ragged text */
	gint32 tolerance;        /* greatest ratio tried first, 1/1000 of the stretch */
	gint32 line_penalty;     /* the dearer, the fewer lines */
	gint32 fitness_demerits; /* a tight line beside a loose one */
};

/* What a line is made of: its width by nature, and what boxes and glue may give. */
struct break_line {
	gint64 width, give, stretch, shrink;
};

/* Cost of a line that ends with a penalty. FALSE: it does not fit. fitness: 0 tight …
 * 3 very loose. */
gboolean break_line_cost(const struct break_params *params, const struct break_line *line,
        gint32 penalty, gint64 *demerits, int *fitness);

struct breaker;

struct breaker *breaker_new(void);
void breaker_free(struct breaker *breaker);

/* Breaks n items, the last of which must be a forced penalty. Returns the number of
 * lines; ends[i] is the item at which line i ends (owned by the breaker until the next
 * call). A paragraph that cannot be set within the tolerance is set as well as it can be;
 * a line is wider than the measure only where a single box is. */
guint breaker_run(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const guint32 **ends);

/* Ragged text: the least number of lines, as even as can be. Same contract. */
guint breaker_balance(struct breaker *breaker, const struct break_item *items, guint n,
        const struct break_params *params, const guint32 **ends);

#endif
