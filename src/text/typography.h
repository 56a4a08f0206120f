/*
 * typography.h - a typed text as a book sets it.
 *
 * Straight quotation marks are paired by paragraph to “ ” and ‘ ’ (unpaired ones stay),
 * a hyphen between blanks becomes an en dash, ranges of years and counted figures are
 * closed with an en dash (2021–2025, 12–17 tuổi), "..." becomes "…", no blank stands
 * before , . ; : ? ! %. Hyphens in dates (3-5-1961), codes, "Covid-19" and names stay as
 * typed.
 */
#ifndef ANBAN_TEXT_TYPOGRAPHY_H
#define ANBAN_TEXT_TYPOGRAPHY_H

#include <glib.h>

/* One change, in code points: at a place of the old text, so many were taken out and so
 * many put in. */
struct edit {
	guint at, removed, added;
};

/* Appends the text (NUL-terminated) as set to out, or nothing when nothing changes.
 * Changes are appended to edits (of struct edit) in order. Returns how many straight
 * quotation marks stayed unpaired. Linear. */
guint typography_set(const char *text, gsize length, GString *out, GArray *edits);

/* Where a place of the old text (code points) is in the new one. */
guint typography_map(const GArray *edits, guint place);

#endif
