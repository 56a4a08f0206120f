/*
 * clock.h - where the time of a run goes: wall time by phase, for --timings.
 *
 * A stopwatch belongs to a job; NULL counts nothing. Phases do not nest: entering one
 * ends the one before it and clock_enter() returns it, so that a phase inside another
 * is "was = clock_enter(c, CLOCK_SHAPE); …; clock_enter(c, was);".
 */
#ifndef ANBAN_BASE_CLOCK_H
#define ANBAN_BASE_CLOCK_H

#include <glib.h>

enum clock_phase {
	CLOCK_OTHER,
	CLOCK_READ,    /* bytes to article */
	CLOCK_SHAPE,   /* text to tokens, boxes and glue */
	CLOCK_BREAK,   /* lines */
	CLOCK_PAGES,   /* lines to pages */
	CLOCK_CONTENT, /* pages to content streams */
	CLOCK_DEFLATE, /* waiting for compression (the work is in another thread) */
	CLOCK_FONTS,
	CLOCK_TAGS,
	CLOCK_WRITE, /* bytes to the file, sync and rename */
	CLOCK_EPUB,
	CLOCK_COVER,
	CLOCK_N_PHASES
};

struct clock;

struct clock *clock_new(void);
void clock_free(struct clock *clock);
enum clock_phase clock_enter(struct clock *clock, enum clock_phase phase);
/* Work done in another thread: counted, but no part of the wall time. */
void clock_add_parallel(struct clock *clock, enum clock_phase phase, gint64 nanoseconds);
/* Tab-separated lines "phase\tmilliseconds\tparallel milliseconds". Caller frees. */
char *clock_report(struct clock *clock);

#endif
