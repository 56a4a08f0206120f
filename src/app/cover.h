/*
 * cover.h - the picture that stands for an EPUB in a library.
 */
#ifndef ANBAN_APP_COVER_H
#define ANBAN_APP_COVER_H

#include "app/job.h"

/* The cover that the job asks for: its file, or one drawn for the tree, 1600 × 2560
 * pixels. png: whether it is one, else it is a JPEG. NULL: none is wanted, or none could
 * be had, which is reported. Caller owns. */
GBytes *cover_make(const struct job *job, const struct tree *tree,
        const struct style *style, struct diags *diags, gboolean *png);

#endif
