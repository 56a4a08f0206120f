/*
 * clock.c - the stopwatch: one running phase, a sum for each.
 */
#include "base/clock.h"

#include <time.h>

struct clock {
	enum clock_phase phase;
	gint64 since; /* ns */
	gint64 spent[CLOCK_N_PHASES];
	gint64 parallel[CLOCK_N_PHASES];
	GMutex lock; /* guards parallel */
};

static gint64
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

struct clock *
clock_new(void)
{
	struct clock *clock = g_new0(struct clock, 1);

	g_mutex_init(&clock->lock);
	clock->since = now();
	return clock;
}

void
clock_free(struct clock *clock)
{
	if (!clock)
		return;
	g_mutex_clear(&clock->lock);
	g_free(clock);
}

enum clock_phase
clock_enter(struct clock *clock, enum clock_phase phase)
{
	enum clock_phase was;
	gint64 time;

	if (!clock)
		return CLOCK_OTHER;
	was = clock->phase;
	time = now();
	clock->spent[was] += time - clock->since;
	clock->since = time;
	clock->phase = phase;
	return was;
}

void
clock_add_parallel(struct clock *clock, enum clock_phase phase, gint64 nanoseconds)
{
	if (!clock)
		return;
	g_mutex_lock(&clock->lock);
	clock->parallel[phase] += nanoseconds;
	g_mutex_unlock(&clock->lock);
}

char *
clock_report(struct clock *clock)
{
	static const char *const names[] = {"other", "read", "shape", "break", "pages",
	        "content", "deflate", "fonts", "tags", "write", "epub", "cover"};
	GString *out = g_string_new(NULL);

	clock_enter(clock, clock->phase);
	for (int i = 0; i < CLOCK_N_PHASES; i++)
		g_string_append_printf(out, "%s\t%.3f\t%.3f\n", names[i],
		        clock->spent[i] / 1e6, clock->parallel[i] / 1e6);
	return g_string_free(out, FALSE);
}
