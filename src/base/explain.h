/*
 * explain.h - what a diagnostic means and what to do, for `anban explain`.
 *
 * Everything comes from diag.def: the message and the hint, and in words what the level
 * and the exit status mean. In the user's language; callers free.
 */
#ifndef ANBAN_BASE_EXPLAIN_H
#define ANBAN_BASE_EXPLAIN_H

#include "base/diag.h"

char *explain_code(enum diag_code code);

/* All codes, a line each: code, level, message. */
char *explain_list(void);

#endif
