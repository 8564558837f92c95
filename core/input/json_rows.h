/* The JSON service: a scanner finds the items of a document of any size, jansson parses them one at a time. */
#ifndef SG_INPUT_JSON_ROWS_H
#define SG_INPUT_JSON_ROWS_H

#include "input/csv.h"

typedef struct sg_json_rows {
    const sg_json_shape *shape;
    const sg_column *columns; /* their names are paths */
    size_t n_columns;
    sg_read_fn read;
    void *read_self;
    /* A whole item, in the order of columns. SG_OK to go on. */
    sg_status (*row)(void *self, const sg_row *row, const sg_text *values, sg_error *err);
    /* An item that was left out, and why. */
    void (*reject)(void *self, const sg_row *row, const char *reason, sg_text found);
    void *self;
} sg_json_rows;

/* Reads to the end; skillgap/plugin.h says what is an item, a value, and a rejected row. Memory: that of the longest
 * item, at most 64 MB as written (with outer fields, of the items before them). SG_EFAIL: a document that is not JSON,
 * is nested deeper than 512 levels, or has no place for items; the message names the byte, what was found there and
 * what was expected. SG_EPLUGIN: a shape or a path that cannot be followed. rows: items seen, rejected ones too. */
sg_status sg_json_rows_read(const sg_json_rows *json, uint64_t *rows, sg_error *err);

#endif
