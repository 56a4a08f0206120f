/*
 * table.h - what the files of tables share (not for others).
 *
 *   columns.c  how wide columns are, and where numbers stand in them
 *   band.c     rows that hang together: cells, heights, rules; painted in strips
 *   table.c    the table in the galley
 */
#ifndef ANBAN_TYPESET_TABLE_H
#define ANBAN_TYPESET_TABLE_H

#include "typeset/setter.h"

struct column {
	unit need, want; /* its longest word, its longest text; with the cells' padding */
	unit x, width;   /* from the table's left edge */
	gboolean numeric; /* figures in all cells below the heading */
	unit head, tail;  /* of the longest ones: up to the comma, and from there on */
};

/* How cells are set: as the style says, or as the column or the spans ask for. */
enum cell_align { CELL_STYLED, CELL_LEFT, CELL_RIGHT, CELL_CENTRE, CELL_N_ALIGNS };
enum cell_look { LOOK_CELL, LOOK_HEADER, LOOK_ROW_HEADER, LOOK_N };

/* It lives as long as there is anything of it in the galley. */
struct table {
	guint references; /* strips not painted, and who lays it */
	const struct node *node;
	unit x, width;   /* from the page's left margin */
	unit gap;        /* between columns */
	gboolean narrow; /* a wider measure would become it */
	guint n_columns;
	struct column *columns;
	/* those of the style, smaller where the table is too wide */
	struct block_style styles[LOOK_N][CELL_N_ALIGNS];
	const struct group_style *group, *row;
	struct table_band *head; /* the heading; NULL: there is none, or it is too high */
	unit repeat;             /* height of what stands again at the head of a page */
};

struct cell {
	const struct node *node;
	struct block *block; /* NULL: it is empty */
	guint column, row;   /* row: in the band */
	unit y;              /* top of its first line, from the top of the band */
};

/* Rows joined by cells that cover several, or one row, or the heading. */
struct table_band {
	struct table *table;
	const struct node *row; /* the first */
	GArray *cells;          /* of struct cell, as they are read */
	guint n_rows;
	unit *tops; /* of its rows, and its end, from its top; white and rules included */
	unit *rules;     /* below each row: thickness */
	unit above;      /* the rule on top: thickness */
	gboolean first;  /* of its table: nothing is repeated above it */
	guint unpainted; /* strips; the last one painted frees it, unless it is the head
	                  */
};

/* --- columns.c ------------------------------------------------------------- */

const struct block_style *columns_style(
        const struct table *table, const struct node *cell, enum cell_align align);
/* Columns, gap and width of a table whose measure is given, and the sizes of its text. */
void columns_measure(struct setter *setter, struct table *table, unit measure);
/* The width of n columns from one on. */
unit columns_width(const struct table *table, guint first, guint n);
/* The lines of a cell, in its place from the table's left edge; NULL: it is empty. */
struct block *columns_cell(struct setter *setter, const struct table *table,
        const struct node *cell, guint column);

/* --- band.c ----------------------------------------------------------------- */

/* n rows from one on; columns: of their cells, in order. above: the rule on top; last: of
 * the table. */
struct table_band *band_new(struct setter *setter, struct table *table,
        const struct node *row, guint n, const guint *columns, unit above, gboolean last);
void band_free(struct table_band *band);
unit band_height(const struct table_band *band);
/* Its first row. */
const struct node *band_row(const struct table_band *band);
/* Lays the band in strips no higher than `most`, if that can be. keep: no page break
 * after it. The strips own it from then on. */
void band_lay(struct setter *setter, struct table_band *band, unit most, gboolean keep);

/* --- table.c ----------------------------------------------------------------- */

void table_release(struct table *table);

#endif
