/*
 * grid.h - the places of a table's cells, laid as HTML lays them: a cell takes the first
 * free column of its row and covers as many columns and rows as it says.
 *
 *   grid = grid_new();
 *   for each row: grid_next_row(grid);
 *       for each cell: column = grid_put(grid, cell->columns, cell->rows, &room);
 */
#ifndef ANBAN_ARTICLE_GRID_H
#define ANBAN_ARTICLE_GRID_H

#include "article/tree.h"

struct grid;

struct grid *grid_new(void);
void grid_free(struct grid *grid);

void grid_next_row(struct grid *grid);
/* Takes the places of a cell; columns and rows from 1. Returns its column, from 0. *room:
 * how many of its columns were free; where that is fewer than it asks for, it covers only
 * those. */
guint grid_put(struct grid *grid, guint columns, guint rows, guint *room);
/* The columns that any cell has covered so far. */
guint grid_columns(const struct grid *grid);
/* Places of this row up to `columns` that no cell covers. */
guint grid_holes(const struct grid *grid, guint columns);
/* Do cells of this row or of one above it reach into the next one? */
gboolean grid_is_open(const struct grid *grid);

#endif
