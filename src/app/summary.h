/*
 * summary.h - what a job made and how it understood the input, in three lines.
 */
#ifndef ANBAN_APP_SUMMARY_H
#define ANBAN_APP_SUMMARY_H

#include "app/job.h"

/* "✓ bai.pdf 4 trang A4 · bai.epub", then the title, then date · source · what was
 * found. NULL when nothing was written. Caller frees. */
char *summary_text(const struct job *job, const struct outcome *outcome);

#endif
