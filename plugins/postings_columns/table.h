/* What the columns of a sample hold, counted. */
#ifndef POSTINGS_COLUMNS_TABLE_H
#define POSTINGS_COLUMNS_TABLE_H

#include "sample.h"

enum { COL_KEPT_ROWS = 40, COL_EXAMPLE_MAX = 60, COL_NAME_MAX = 120, COL_SEEN = 1 << 13 };

/* Cells that say something, by what they are. */
typedef struct col_stats {
    char name[COL_NAME_MAX + 1];  /* as in the header; "" when an option cannot name it */
    char plain[COL_NAME_MAX + 1]; /* lower case, with single spaces for what is no letter or digit: "opening date" */
    char example[COL_EXAMPLE_MAX + 4];
    int twice; /* the name stands there again */
    size_t filled, bytes;
    size_t lines;              /* of 80 bytes at most */
    size_t texts;              /* of over 200 bytes */
    size_t bare;               /* of digits and their marks alone */
    size_t points, commas;     /* amounts with the decimal mark '.' or ',' */
    size_t three_behind_point; /* amounts as 85.000, which could be 85 or 85 thousand */
    size_t with_digits;
    size_t addresses, levels, remotes, periods, codes;
    size_t days[COL_DAY_KINDS];
    size_t tried, distinct; /* of the first COL_SEEN / 2 cells */
    size_t separators[4];   /* of , ; | and line ends in cells of under 400 bytes */
    uint64_t *seen;
    char *kept[COL_KEPT_ROWS]; /* the first rows' cells; NULL: says nothing */
} col_stats;

typedef struct col_table {
    col_stats *columns;
    size_t n, rows, ragged; /* ragged: rows with another number of cells, or that are no CSV */
    size_t seen_rows;
} col_table;

/* Counts all rows behind the header. Non-zero when memory ended. To col_table_release. */
int col_table_read(const col_sample *sample, col_table *out);
void col_table_release(col_table *table);

/* Dates of any kind. */
size_t col_dates(const col_stats *column);

#endif
