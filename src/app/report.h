/*
 * report.h - what came of each document of a batch, as a table for a spreadsheet.
 *
 * Tab-separated, UTF-8, a row a document, the worst first: file, title, date, source,
 * lost (diagnostics of that level), guesses (of the rules), outputs, status (as the exit
 * status). Documents may be converted in other processes: their rows reach the one that
 * made the report.
 */
#ifndef ANBAN_APP_REPORT_H
#define ANBAN_APP_REPORT_H

#include "app/job.h"

struct report;

/* NULL with error if the system has no place for it. */
struct report *report_new(GError **error);
void report_free(struct report *report);

/* The row of jobs[index]; in this process or in one forked off it. */
void report_add(struct report *report, guint index, const struct job *job,
        const struct outcome *outcome, enum status status);

/* Writes the table, with a row of status 1 for each job that never reported. The last
 * line is a comment that holds anban's mark (file.h). */
gboolean report_write(const struct report *report, const GPtrArray *jobs,
        const char *path, gboolean force, GError **error);

#endif
