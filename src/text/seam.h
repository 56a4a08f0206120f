/*
 * seam.h - what the space between two tokens is to a line (not for other folders).
 *
 * A token is what stands between two blanks. Rules of the sense: numbers and what they
 * count, dates, names and titles, marks and dashes.
 */
#ifndef ANBAN_TEXT_SEAM_H
#define ANBAN_TEXT_SEAM_H

#include "text/nobreak.h"

/* What a token turned out to be, seen from what stands before it. */
enum seam_role {
	SEAM_PLAIN,
	SEAM_ORDINAL, /* a number that belongs to the word before: "năm 2022" */
	SEAM_LABEL,   /* perhaps the same: "tổ 5", but "tổ 5 người" */
	SEAM_UNIT,    /* what a number before it counts: "719 triệu" */
};

struct seam_token {
	const char *start;
	gsize length;
	gboolean capital;     /* begins with a capital letter */
	gboolean first_digit; /* begins with a figure */
	gboolean last_digit;  /* ends with one */
	gboolean stopped;     /* ends with punctuation */
	enum seam_role role;
	guint place; /* syllables of a place's name that may still follow: "TP. Hồ …" */
};

/* What stands there; it is not empty. */
void seam_read(struct seam_token *token, const char *start, const char *end);

/* The space between a and b; before: what stands before a, or NULL. Sets b's role. */
enum breaking seam_judge(const struct seam_token *before, const struct seam_token *a,
        struct seam_token *b);

#endif
