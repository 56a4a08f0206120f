/*
 * inputs.h - the inputs of a job, each become a tree of its own (not for other folders).
 */
#ifndef ANBAN_APP_INPUTS_H
#define ANBAN_APP_INPUTS_H

#include "app/job.h"

/* Reads all inputs; where there are many, several at a time. Returns the trees (of struct
 * tree *, the caller's) of those that could be read, in their order; what is to be said
 * of them is reported in that order, too. The job's attachments get the inputs, if that
 * is asked for. */
GPtrArray *inputs_read(struct job *job, struct diags *diags);

#endif
