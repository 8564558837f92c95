#include "input/csv_parts.h"

/* What was begun, to the input's end. */
static sg_status read_on(sg_csv_reader *reader, const sg_csv_parts *parts, sg_error *err)
{
    sg_status status = parts->whole(parts->self, err);
    if (status == SG_OK) status = sg_csv_rows(reader, err);
    return status == SG_OK ? sg_csv_end(reader, err) : status;
}

/* From the start state to the chunk's end. */
static sg_status read_chunk(sg_csv_reader *reader, const sg_csv_parts *parts, size_t k, sg_error *err)
{
    const sg_chunk *chunk = &parts->cuts->chunks[k];
    sg_status status = SG_OK;
    if (chunk->number) {
        sg_csv_move(reader, chunk->start);
        status = parts->begin(parts->self, k, err);
    }
    return status == SG_OK ? sg_csv_rows(reader, err) : status;
}

static sg_status read_parts(sg_csv_reader *reader, const sg_csv_parts *parts, sg_error *err)
{
    if (!sg_csv_cuttable(reader)) return read_on(reader, parts, err);
    bool headless = parts->cuts->chunks[parts->worker].number;
    sg_status status = headless ? sg_csv_header(reader, err) : SG_OK;
    for (size_t k = parts->worker; status == SG_OK && k < parts->cuts->n; k += parts->workers) {
        status = read_chunk(reader, parts, k, err);
        if (status != SG_OK) return status;
        if (parts->cuts->chunks[k].end == UINT64_MAX)
            status = sg_csv_end(reader, err);
        else if (sg_csv_between(reader))
            status = parts->end(parts->self, err);
        else
            return read_on(reader, parts, err);
    }
    return status;
}

sg_status sg_csv_parts_read(const sg_csv *csv, const sg_csv_parts *parts, sg_error *err)
{
    sg_csv_reader *reader = NULL;
    sg_status status = sg_csv_open(csv, &reader, err);
    if (status == SG_OK) status = read_parts(reader, parts, err);
    sg_csv_close(reader);
    return status;
}
