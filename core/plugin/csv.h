/* The CSV service: libcsv with its traps closed (FACTS: unclosed quotes, callbacks that cannot stop, NULs). */
#ifndef SG_PLUGIN_CSV_H
#define SG_PLUGIN_CSV_H

#include "base/status.h"
#include "plugin/record.h"
#include "skillgap/plugin.h"

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

#endif
