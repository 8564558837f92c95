/* One worker's share of a CSV input that is read in parts: the rows of its chunks, or an input that turns out to be
 * none to cut. The proof that this gives the rows of the whole is in input/cuts.h. */
#ifndef SG_INPUT_CSV_PARTS_H
#define SG_INPUT_CSV_PARTS_H

#include "input/csv.h"
#include "input/cuts.h"

typedef struct sg_csv_parts {
    const sg_cuts *cuts;
    unsigned worker, workers; /* chunks worker, worker + workers … are read */
    /* From now on, csv->read gives the bytes of this chunk; before the first call it gives those of the input's first
     * chunk to the worker that has it, and to any other the input from its start, for the header. */
    sg_status (*begin)(void *self, size_t chunk, sg_error *err);
    /* The chunk is over: it ends between two rows, and is not the last. */
    sg_status (*end)(void *self, sg_error *err);
    /* What was begun cannot be read in parts: csv->read is to give all that is left of the input. */
    sg_status (*whole)(void *self, sg_error *err);
    void *self;
} sg_csv_parts;

sg_status sg_csv_parts_read(const sg_csv *csv, const sg_csv_parts *parts, sg_error *err);

#endif
