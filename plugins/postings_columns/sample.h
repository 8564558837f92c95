/* The beginning of a file as a table of cells, when nothing is known of it yet: its encoding, what parts its columns,
 * and where the line of their names is. */
#ifndef POSTINGS_COLUMNS_SAMPLE_H
#define POSTINGS_COLUMNS_SAMPLE_H

#include "columns.h"

enum { COL_SAMPLE_BYTES = 8 << 20, COL_SAMPLE_COLUMNS = 512 };

typedef struct col_sample {
    char *text; /* UTF-8, with a question mark for each byte that is none */
    size_t len;
    int whole;            /* all of the input */
    const char *encoding; /* as option encoding has it */
    char delimiter;       /* '\0': none parts the rows alike */
    size_t preamble;      /* rows before the header */
    size_t columns;       /* of most rows */
} col_sample;

/* Reads up to COL_SAMPLE_BYTES and finds out. An encoding or delimiter that the options set is taken as told. Non-zero:
 * a service failed, or memory ended. To col_sample_release. */
int col_sample_read(const sg_services *s, col_sample *out);
void col_sample_release(col_sample *sample);

/* Hands over rows as libcsv reads them, header and preamble too; n: of cells, which are valid during the call. Rows
 * that are no CSV are handed over with n 0. bytes: how far to read. Non-zero when memory ended, or row answered so. */
typedef int (*col_cells_fn)(void *self, const sg_text *cells, size_t n);
int col_sample_rows(const col_sample *sample, char delimiter, size_t bytes, col_cells_fn row, void *self);

#endif
