/*
 * role.h - which style a node is set in: one choice for PDF and EPUB.
 */
#ifndef ANBAN_STYLE_ROLE_H
#define ANBAN_STYLE_ROLE_H

#include "article/tree.h"
#include "style/style.h"

/* The role of a node's shown text; previous: the sibling set before it, or NULL.
 * BLOCK_N_ROLES: nothing is set of the node itself. */
enum block_role role_of(
        const struct style *style, const struct node *node, const struct node *previous);

/* Does a heading stand in the paragraph right below it, at its beginning? Its style must
 * say so, and the paragraph be one of the text. */
gboolean role_runs_in(const struct style *style, const struct node *node);
/* A header cell over several columns is set as in the heading, wherever it stands. */
enum block_role role_of_cell(const struct node *cell);
/* A note that stands right below a table belongs to it. */
gboolean role_is_below_table(const struct node *note);

/* The row of style->titles for a title of that length. */
guint role_title_row(const struct style *style, const char *title);
/* Is it that of a heading? */
gboolean role_is_heading(enum block_role role);
/* Is it that of a cell of a table, of whatever kind? */
gboolean role_is_cell(enum block_role role);

#endif
