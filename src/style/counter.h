/*
 * counter.h - counters of style sheets (CSS Lists and Counters Level 3, 4) and how
 * numbers are written.
 */
#ifndef ANBAN_STYLE_COUNTER_H
#define ANBAN_STYLE_COUNTER_H

#include "style/style.h"

struct list_value; /* property.h */

/* Appends a number; what cannot be written in that way is written in decimal. */
void counter_format(GString *out, int number, enum counting counting);
/* Appends the mark of an item: "2.", "•"; nothing where the marks are as typed. */
void counter_mark(GString *out, int number, const struct list_value *list);

/* Those that stand at a place of the tree. */
struct counters;

struct counters *counters_new(void);
void counters_free(struct counters *counters);

/* What an element does to them. scope: what it stands in, told by any pointer; a counter
 * that it makes lives until that is left. */
void counters_reset(
        struct counters *counters, const char *name, int number, gconstpointer scope);
void counters_add(
        struct counters *counters, const char *name, int number, gconstpointer scope);
void counters_set(
        struct counters *counters, const char *name, int number, gconstpointer scope);
void counters_leave(struct counters *counters, gconstpointer scope);

/* How often they have changed: two equal answers, and they stand as they did. */
guint counters_changes(const struct counters *counters);

/* counter(), or counters() with a separator: the value of the innermost one, or of all,
 * the outermost first; 0 where there is none. */
void counters_append(const struct counters *counters, GString *out, const char *name,
        const char *separator, enum counting counting);
int counters_value(const struct counters *counters, const char *name);

#endif
