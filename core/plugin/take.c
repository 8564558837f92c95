#include "plugin/take.h"

#include "base/text.h"
#include "plugin/record.h"

#include <string.h>

static sg_status no_frame(size_t len, sg_error *err)
{
    return sg_fail(err, SG_EPLUGIN, "%zu bytes came that are no record", len);
}

/* The row of a frame, as the whole input numbers it. More than a file, or a store, can have is none. */
static sg_status place(sg_taker *taker, sg_row *row, sg_error *err)
{
    if (taker->chunk == taker->chunks) return sg_fail(err, SG_EPLUGIN, "a record came after the end of the input");
    if (row->number > INT64_MAX - taker->base || row->offset > INT64_MAX)
        return sg_fail(err, SG_EPLUGIN, "a record of row %llu at byte %llu came, which no file has",
                       (unsigned long long)row->number, (unsigned long long)row->offset);
    bool none = row->number == 0;
    row->number += taker->base;
    if (none || row->number < taker->last.number || row->offset < taker->last.offset)
        return sg_fail(err, SG_EPLUGIN, "a record of row %llu came after one of row %llu",
                       (unsigned long long)row->number, (unsigned long long)taker->last.number);
    taker->last = *row;
    return SG_OK;
}

static sg_status take_record(sg_taker *taker, const char *bytes, size_t len, sg_error *err)
{
    _Alignas(max_align_t) char record[SG_RECORD_SIZE_MAX];
    uint32_t type;
    sg_row row;
    const sg_sink *sink = taker->sink;
    sg_status status = sg_record_unpack(bytes, len, &type, record, &row, err);
    if (status != SG_OK) return status;
    uint32_t kind = sg_record_kind(type);
    if (!taker->kind) taker->kind = kind;
    bool expected = taker->only ? type == taker->only : kind && kind == taker->kind;
    if (!sink || !(expected || (sink->convert && type == SG_RECORD_READING)))
        return sg_fail(err, SG_EPLUGIN, "a %s came, which its kind has not", sg_record_name(type));
    status = place(taker, &row, err);
    if (status != SG_OK) return status;
    taker->records++;
    taker->report.records++;
    if (!sink->take) return SG_OK;
    return taker->sink_status = sink->take(sink->self, type, record, &row, err);
}

/* ---- notes on rows ---- */

static void copy_text(char *out, size_t size, sg_text text)
{
    if (text.len > size - 1) text.len = size - 1;
    if (text.len) memcpy(out, text.at, text.len);
    out[text.len] = '\0';
}

/* One row more of its reason in the list; behind the list's max, of its last. */
static void count_reason(sg_reject_reason *list, size_t *n, size_t max, const sg_reject_reason *why)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp(list[i].reason, why->reason) == 0) {
            list[i].rows++;
            return;
        }
    if (*n == max) {
        list[max - 1].rows++;
        return;
    }
    list[*n] = *why;
    if (*n + 1 == max) {
        copy_text(list[*n].reason, sizeof list[*n].reason, sg_text_of("other reasons"));
        list[*n].found[0] = '\0';
    }
    ++*n;
}

static sg_status take_note(sg_taker *taker, const char *bytes, size_t len, sg_error *err)
{
    sg_frame_note frame;
    sg_run_report *report = &taker->report;
    if (len < sizeof frame) return no_frame(len, err);
    memcpy(&frame, bytes, sizeof frame);
    size_t texts = len - sizeof frame;
    if (frame.reason_len > texts) return no_frame(len, err);
    sg_row row = {frame.row, taker->last.offset};
    sg_status status = place(taker, &row, err);
    if (status != SG_OK) return status;
    sg_text reason = {bytes + sizeof frame, frame.reason_len};
    sg_text found = {reason.at + reason.len, texts - reason.len};
    sg_reject_reason why = {.rows = 1, .first_row = row.number};
    copy_text(why.reason, sizeof why.reason, reason);
    copy_text(why.found, sizeof why.found, found);
    if (frame.type == SG_FRAME_REMARK) {
        count_reason(report->remarks, &report->n_remarks, SG_REMARKS_MAX, &why);
        return SG_OK;
    }
    count_reason(report->reasons, &report->n_reasons, SG_REASONS_MAX, &why);
    report->rejected++;
    why.first_row = frame.row;
    return taker->shard ? taker->sink_status = taker->sink->part_reject(taker->sink->self, &why, err) : SG_OK;
}

/* ---- ends ---- */

/* Was what the worker read what the file holds? */
static sg_status check_hash(const sg_taker *taker, const sg_frame_chunk *frame, sg_error *err)
{
    const sg_cuts *cuts = taker->cuts;
    uint64_t hash = cuts->chunks[taker->chunk].hash;
    sg_status status = SG_OK;
    if (taker->unhashed) return SG_OK;
    if (taker->whole) status = sg_cuts_hash(taker->input, cuts->chunks[taker->chunk].start, &hash, err);
    if (status != SG_OK || hash == frame->hash) return status;
    return sg_fail(err, SG_EFAIL,
                   "the file has changed while it was read (hash %016llx, then %016llx from byte %llu on)",
                   (unsigned long long)hash, (unsigned long long)frame->hash,
                   (unsigned long long)cuts->chunks[taker->chunk].start);
}

static sg_status take_chunk(sg_taker *taker, const char *bytes, size_t len, sg_error *err)
{
    sg_frame_chunk frame;
    if (len != sizeof frame || taker->chunk == taker->chunks) return no_frame(len, err);
    memcpy(&frame, bytes, sizeof frame);
    if (frame.records != taker->records)
        return sg_fail(err, SG_EPLUGIN, "%llu records came of %llu", (unsigned long long)taker->records,
                       (unsigned long long)frame.records);
    if (frame.rows > frame.last_row || frame.last_row > INT64_MAX - taker->base ||
        taker->base + frame.last_row < taker->last.number)
        return sg_fail(err, SG_EPLUGIN, "%llu rows came, the last of them row %llu, after a record of row %llu",
                       (unsigned long long)frame.rows, (unsigned long long)frame.last_row,
                       (unsigned long long)(taker->last.number - taker->base));
    sg_status status = check_hash(taker, &frame, err);
    if (status != SG_OK) return status;
    const sg_part part = {.number = taker->cuts->chunks[taker->chunk].number,
                          .rows = frame.last_row,
                          .rejected = taker->report.rejected - taker->rejected,
                          .last = taker->whole || taker->cuts->chunks[taker->chunk].end == UINT64_MAX};
    if (taker->shard) taker->sink_status = status = taker->sink->part_end(taker->sink->self, &part, err);
    if (status != SG_OK) return status;
    taker->rejected = taker->report.rejected;
    taker->begun = false;
    taker->base += frame.last_row;
    taker->last.number = taker->base;
    taker->report.rows += frame.rows;
    taker->report.bytes += frame.bytes;
    if (taker->unhashed) taker->report.input_hash = frame.hash;
    taker->records = 0;
    taker->chunk++;
    return SG_OK;
}

static sg_status take_end(sg_taker *taker, const char *bytes, size_t len, sg_error *err)
{
    sg_frame_end *end = &taker->end;
    if (len < sizeof *end || len - sizeof *end >= sizeof taker->end_text.text)
        return sg_fail(err, SG_EPLUGIN, "an end of %zu bytes came", len);
    memcpy(end, bytes, sizeof *end);
    memcpy(taker->end_text.text, bytes + sizeof *end, len - sizeof *end);
    taker->end_text.text[len - sizeof *end] = '\0';
    return SG_OK;
}

/* The chunk is to go on. */
static sg_status take_whole(sg_taker *taker, const char *bytes, size_t len, sg_taken *what, sg_error *err)
{
    sg_frame_whole frame;
    if (len != sizeof frame || taker->chunk == taker->chunks || taker->whole) return no_frame(len, err);
    const sg_chunk *chunk = &taker->cuts->chunks[taker->chunk];
    memcpy(&frame, bytes, sizeof frame);
    if (frame.uncut && !taker->chunk && chunk->number) {
        *what = SG_TAKEN_NONE;
        taker->chunks = 0;
        return SG_OK;
    }
    if (frame.uncut || chunk->end == UINT64_MAX) return no_frame(len, err); /* it goes to the end already */
    *what = SG_TAKEN_WHOLE;
    taker->chunks = taker->chunk + 1;
    taker->whole = true;
    return SG_OK;
}

sg_status sg_frame_take(sg_taker *taker, const char *bytes, size_t len, sg_taken *what, sg_error *err)
{
    uint32_t type = 0;
    if (len >= sizeof type) memcpy(&type, bytes, sizeof type);
    *what = SG_TAKEN;
    if (taker->shard && !taker->begun && type != SG_FRAME_WHOLE && taker->chunk < taker->chunks) {
        taker->begun = true;
        taker->sink_status = taker->sink->part_begin(taker->sink->self, taker->cuts->chunks[taker->chunk].number, err);
        if (taker->sink_status != SG_OK) return taker->sink_status;
    }
    switch (type) {
    case SG_FRAME_REMARK:
    case SG_FRAME_REJECT: return take_note(taker, bytes, len, err);
    case SG_FRAME_CHUNK: *what = SG_TAKEN_CHUNK; return take_chunk(taker, bytes, len, err);
    case SG_FRAME_WHOLE: return take_whole(taker, bytes, len, what, err);
    case SG_FRAME_END: *what = SG_TAKEN_END; return take_end(taker, bytes, len, err);
    default: return take_record(taker, bytes, len, err);
    }
}
