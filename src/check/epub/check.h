/*
 * check.h - the check of an EPUB publication (EPUB 3.3, EPUB Accessibility 1.1).
 */
#ifndef ANBAN_CHECK_EPUB_CHECK_H
#define ANBAN_CHECK_EPUB_CHECK_H

#include "check/finding.h"

#include <glib.h>

enum epub_depth {
	/* container, package and navigation: what a program that writes EPUB can get
	 * wrong as a whole; its time does not grow with the text. `anban convert` can
	 * afford it */
	EPUB_CHEAP,
	/* every content document too: well-formedness, ids, links, headings, alternatives
	 */
	EPUB_WHOLE,
};

/* Loads what the check reads with, the first time. FALSE: error (ONDEMAND_ERROR). */
gboolean epub_check_ready(GError **error);

/* Checks the bytes; any bytes will do. */
void epub_check(GBytes *bytes, enum epub_depth depth, struct findings *findings);

#endif
