/* A guess in the making: what was read, and which column was chosen for what. */
#ifndef POSTINGS_COLUMNS_GUESS_H
#define POSTINGS_COLUMNS_GUESS_H

#include "table.h"

enum { COL_WHY_MAX = 200, COL_UNUSED = -1 };

typedef struct col_guessing {
    const sg_services *s;
    col_sample sample;
    col_table table;
    int *taken; /* of each column: the col_field that has it, or COL_UNUSED */
    int *sure;  /* 0 … 100 */
    char (*why)[COL_WHY_MAX];
    int both_ends; /* one column of amounts is the least and the most */
} col_guessing;

/* Chooses columns for all fields: first as the options tell, then by names and contents. */
void col_choose(col_guessing *g);

/* Whether at least n of 100 filled cells are such. */
int col_most(const col_stats *column, size_t such, size_t n);

#endif
