/*
 * paper.h - sizes of paper.
 */
#ifndef ANBAN_STYLE_PAPER_H
#define ANBAN_STYLE_PAPER_H

#include <glib.h>

/* "A4", "A5", "B5", "letter", a trim in cm such as "14.5x20.5", or "WxH" followed by "cm"
 * or "mm"; in mm. FALSE: there is no such paper. */
gboolean paper_find(const char *text, double *width, double *height);

/* The name of a size in mm ("A5"), or its measures. Caller frees. */
char *paper_name(double width, double height);

/* A paper must hold a column worth the name, and a page fit into int32 units. */
gboolean paper_usable(double width, double height);

#endif
