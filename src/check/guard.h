/*
 * guard.h - work on a file that may be hostile, in a process that cannot take more than
 * its share of memory and time.
 */
#ifndef ANBAN_CHECK_GUARD_H
#define ANBAN_CHECK_GUARD_H

#include <glib.h>

/* Runs work in a child with at most so much address space (MiB; not where a sanitizer
 * needs it) and processor time. Its status, which must not be negative; -1: it reached a
 * limit or was killed. */
int guard_run(guint memory_mib, guint seconds, int (*work)(gpointer user), gpointer user);

#endif
