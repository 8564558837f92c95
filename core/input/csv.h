/* The CSV service: libcsv with its traps closed (FACTS: unclosed quotes, callbacks that cannot stop, NULs). */
#ifndef SG_INPUT_CSV_H
#define SG_INPUT_CSV_H

#include "base/status.h"
#include "input/row.h"
#include "skillgap/plugin.h"

#include <stdbool.h>

/* Where bytes come from: 0 and *got bytes (0: the end), or a status. */
typedef sg_status (*sg_read_fn)(void *self, void *bytes, size_t size, size_t *got, sg_error *err);

typedef struct sg_csv {
    const sg_dialect *dialect;
    const sg_column *columns;
    size_t n_columns;
    sg_read_fn read;
    void *read_self;
    /* A whole row, in the order of columns. SG_OK to go on. */
    sg_status (*row)(void *self, const sg_row *row, const sg_text *values, sg_error *err);
    /* A row that was left out, and why. */
    void (*reject)(void *self, const sg_row *row, const char *reason, sg_text found);
    void *self;
} sg_csv;

/* Reads to the end. White space at the ends of an unquoted field is no part of it (libcsv); blank lines are no rows.
 * Rejected, with what was found: another number of fields than the header, a NUL byte, invalid text in any column, a
 * quote that is not doubled, a quote not closed by the end of the input. SG_EFAIL: no header with the needed columns
 * (the message names those that miss, and those that were found), a row over 64 MB, or memory. rows: data rows seen,
 * rejected ones too. */
sg_status sg_csv_read(const sg_csv *csv, uint64_t *rows, sg_error *err);

/* ---- the same in steps, for an input that is read in parts (input/cuts.h) ---- */

typedef struct sg_csv_reader sg_csv_reader;

/* Begins at the input's start. *csv must outlive the reader. To sg_csv_close. */
sg_status sg_csv_open(const sg_csv *csv, sg_csv_reader **out, sg_error *err);
void sg_csv_close(sg_csv_reader *reader);
/* Reads as far as the header, and hands over no row. */
sg_status sg_csv_header(sg_csv_reader *reader, sg_error *err);
/* Reads until read gives no more; called again, it goes on from there. */
sg_status sg_csv_rows(sg_csv_reader *reader, sg_error *err);
/* Does what was read end between two rows, behind the header? Then the reader is in its start state. */
bool sg_csv_between(const sg_csv_reader *reader);
/* Can the input be cut at all? Not in UTF-16. */
bool sg_csv_cuttable(const sg_csv_reader *reader);
/* To the start state, where a line starts: rows are numbered from 1 again, and read gives bytes from there on. */
void sg_csv_move(sg_csv_reader *reader, uint64_t offset);
/* The input ends here. */
sg_status sg_csv_end(sg_csv_reader *reader, sg_error *err);

#endif
