/*
 * outputs.h - from what the user named to jobs: which inputs go together, which files
 * come out, and what is wrong with that, before any work is done.
 */
#ifndef ANBAN_APP_OUTPUTS_H
#define ANBAN_APP_OUTPUTS_H

#include "app/job.h"

struct request {
	const char *const *inputs;  /* NULL-terminated, at least one */
	const char *const *outputs; /* -o, NULL-terminated; or NULL */
	const char *const *formats; /* --to, names of writers; or NULL: all */
	const char *report;         /* one more file that is made; or NULL */
};

/* The jobs of a request, in order, each with inputs and outputs; or NULL and error
 * (G_OPTION_ERROR, G_OPTION_ERROR_FAILED) with a translated message. Caller owns. */
GPtrArray *outputs_plan(const struct request *request, GError **error);

/* Names the outputs of a job that has them by_title: the title's slug (slug.h) and a
 * number if there is such a file already, unless forced. title: NULL if there is none. */
void outputs_name(struct job *job, const char *title);

#endif
