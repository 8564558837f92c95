/* The inside of a CSV reader, which csv.c and csv_header.c share. */
#ifndef SG_INPUT_CSV_READER_H
#define SG_INPUT_CSV_READER_H

#include "input/csv_lines.h"

#include <csv.h>
#include <stdbool.h>

enum { SG_CSV_UNMAPPED = -1 };

typedef struct sg_csv_field {
    size_t at, len; /* in row */
    bool absent;
} sg_csv_field;

struct sg_csv_reader {
    const sg_csv *csv;
    struct csv_parser parser;
    sg_lines lines;
    sg_buf row; /* the fields of this row, one after another */
    sg_csv_field *fields;
    size_t n_fields, n_room; /* n_fields counts all fields of the row, also those not copied */
    int *column_of;          /* header's field → column, or SG_CSV_UNMAPPED; NULL before the header is found */
    size_t n_header;
    sg_text *values; /* one a column */
    sg_row place;
    uint64_t row_lines; /* lines that the row spans so far */
    size_t row_size;    /* bytes in the input */
    bool broken;        /* what is left of this line belongs to a row that was refused */
    bool done, nul, bad_text, too_long, too_many, no_memory;
    uint64_t candidates; /* rows that were not the header */
    size_t best;         /* columns met by the best of them */
    sg_buf message;
    char count_reason[80], found[60];
};

/* A field of the row that has come, with backslashes undone. */
sg_text sg_csv_field_text(sg_csv_reader *reader, size_t i);
/* Is the row that has come the header? Then column_of is set. */
sg_status sg_csv_header_row(sg_csv_reader *reader, sg_error *err);
/* Says which columns the best candidate lacks. */
sg_status sg_csv_header_lacks(const sg_csv_reader *reader, sg_error *err);

#endif
