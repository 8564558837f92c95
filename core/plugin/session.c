/* A session: the input as its worker reads it, chunk by chunk, and the batch of what it sends, row by row. */
#include "plugin/services.h"

#include "base/text.h"
#include "plugin/frame.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BATCH_BYTES = 256 * 1024, BATCH_LARGE = 16 << 20, FOUND_MAX = 256, REASON_MAX = 256 };
#define BATCH_MAX ((size_t)BATCH_LARGE + 2 * SG_RECORD_BYTES_MAX)

static void beat(const sg_session *session)
{
    sg_job_beat((void *)(uintptr_t)session->job);
}

int sg_write_whole(int fd, const void *at, size_t len)
{
    const char *from = at;
    while (len) {
        ssize_t put = write(fd, from, len);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return -1;
        from += put;
        len -= (size_t)put;
    }
    return 0;
}

static sg_status flush(sg_session *session, sg_error *err)
{
    if (session->batch.failed) return sg_fail(err, SG_EFAIL, "no memory for a worker");
    if (session->batch.len && sg_write_whole(session->pipe, session->batch.at, session->batch.len) != 0)
        return sg_fail(err, SG_EFAIL, "the pipe to skillgap broke: %s", strerror(errno));
    sg_buf_clear(&session->batch);
    session->row_mark = 0;
    return SG_OK;
}

/* A frame of a head and up to two texts. */
static void put_frame(sg_session *session, const void *head, size_t size, sg_text a, sg_text b)
{
    uint32_t len = (uint32_t)(size + a.len + b.len);
    sg_buf_add(&session->batch, &len, sizeof len);
    sg_buf_add(&session->batch, head, size);
    sg_buf_add(&session->batch, a.at, a.len);
    sg_buf_add(&session->batch, b.at, b.len);
}

/* ---- reading ---- */

/* From this place on, which in a packed input is where it stands: that is read from its start to its end. */
static sg_status input_read(sg_session *session, uint64_t from, void *bytes, size_t size, size_t *got, sg_error *err)
{
    ssize_t len;
    if (session->job->packed) {
        sg_status status = session->input ? SG_OK : sg_job_open(session->job, NULL, &session->input, err);
        return status == SG_OK ? sg_input_read(session->input, bytes, size, got, err) : status;
    }
    do len = pread(session->job->input, bytes, size, (off_t)from);
    while (len < 0 && errno == EINTR);
    if (len < 0) return sg_fail(err, SG_EFAIL, "cannot be read: %s", strerror(errno));
    *got = (size_t)len;
    return SG_OK;
}

sg_status sg_chunk_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    sg_session *session = self;
    sg_status status = SG_OK;
    if (size > session->end - session->at) size = (size_t)(session->end - session->at);
    *got = 0;
    if (session->at < session->first_len) {
        size_t kept = session->first_len - (size_t)session->at;
        *got = kept < size ? kept : size;
        memcpy(bytes, session->first + session->at, *got);
    } else if (size) {
        status = input_read(session, session->at, bytes, size, got, err);
    }
    if (status != SG_OK || !*got) return status; /* reading on at the end is no progress */
    beat(session);
    XXH3_64bits_update(session->hash, bytes, *got);
    session->at += *got;
    session->bytes += *got;
    session->page->told.report.bytes += *got;
    return SG_OK;
}

sg_status sg_session_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    sg_session *session = self;
    sg_status status = session->in_parts ? sg_chunk_whole(session, err) : SG_OK;
    return status == SG_OK ? sg_chunk_read(session, bytes, size, got, err) : status;
}

sg_status sg_session_head(sg_session *session, sg_text *head, sg_error *err)
{
    size_t got = session->at == 0 && session->first_len == 0;
    while (got && session->first_len < sizeof session->first) {
        size_t room = sizeof session->first - session->first_len;
        sg_status status =
            input_read(session, session->first_len, session->first + session->first_len, room, &got, err);
        if (status != SG_OK) return status;
        session->first_len += got;
    }
    *head = (sg_text){session->first, session->first_len};
    return SG_OK;
}

/* ---- chunks ---- */

sg_status sg_chunk_begin(void *self, size_t chunk, sg_error *err)
{
    sg_session *session = self;
    sg_status status = flush(session, err);
    session->at = session->job->cuts->chunks[chunk].start;
    session->end = session->job->cuts->chunks[chunk].end;
    session->page->told.report.bytes -= session->in_chunk ? session->bytes : 0; /* read for the header alone */
    session->in_chunk = true;
    session->in_header = false;
    session->bytes = session->rows = session->records = 0;
    session->row = (sg_row){0};
    session->row_dropped = false;
    XXH3_64bits_reset(session->hash);
    atomic_store(&session->page->row, 0);
    atomic_store(&session->page->chunk, chunk);
    return status;
}

sg_status sg_chunk_end(void *self, sg_error *err)
{
    sg_session *session = self;
    const sg_frame_chunk frame = {.type = SG_FRAME_CHUNK,
                                  .rows = session->rows,
                                  .last_row = session->row.number,
                                  .records = session->records,
                                  .bytes = session->bytes,
                                  .hash = XXH3_64bits_digest(session->hash)};
    put_frame(session, &frame, sizeof frame, (sg_text){0}, (sg_text){0});
    session->in_chunk = false;
    return flush(session, err);
}

sg_status sg_chunk_whole(void *self, sg_error *err)
{
    sg_session *session = self;
    const sg_frame_whole frame = {SG_FRAME_WHOLE, session->in_header};
    ssize_t got;
    char go;
    put_frame(session, &frame, sizeof frame, (sg_text){0}, (sg_text){0});
    sg_status status = flush(session, err);
    if (status != SG_OK) return status;
    do got = read(session->job->go, &go, 1);
    while (got < 0 && errno == EINTR);
    if (got != 1) return sg_fail(err, SG_EFAIL, "skillgap ended");
    session->end = UINT64_MAX;
    session->in_parts = false;
    return SG_OK;
}

/* ---- rows ---- */

/* The records of a row stay in the batch until the next row begins, so that a rejected row can be taken back. */
sg_status sg_row_begin(sg_session *session, const sg_row *row, sg_error *err)
{
    if (row->number <= session->row.number && session->row.number)
        return sg_fail(err, SG_EPLUGIN, "row %llu begins after row %llu", (unsigned long long)row->number,
                       (unsigned long long)session->row.number);
    if (row->number == 0 || row->number > session->bytes + 1)
        return sg_fail(err, SG_EPLUGIN, "row %llu begins after %llu bytes of input", (unsigned long long)row->number,
                       (unsigned long long)session->bytes);
    if (session->batch.len >= BATCH_BYTES) {
        sg_status status = flush(session, err);
        if (status != SG_OK) return status;
    }
    session->row = *row;
    session->row_dropped = false;
    session->row_mark = session->batch.len;
    session->row_records = session->row_emitted = 0;
    session->rows++;
    session->page->told.report.rows++;
    atomic_store_explicit(&session->page->row, row->number, memory_order_relaxed);
    beat(session);
    return SG_OK;
}

/* Cut to what a message may have, between characters. */
static sg_text shortened(sg_text text, size_t most)
{
    if (text.len <= most) return text;
    text.len = most;
    while (text.len && ((unsigned char)text.at[text.len] & 0xC0) == 0x80) text.len--;
    return text;
}

/* A frame that says something of the row. */
static void put_note(sg_session *session, uint32_t type, const char *reason, sg_text found)
{
    sg_text why = shortened(sg_text_of(reason ? reason : "no reason given"), REASON_MAX);
    const sg_frame_note frame = {type, (uint32_t)why.len, session->row.number};
    put_frame(session, &frame, sizeof frame, why, found.at ? shortened(found, FOUND_MAX) : (sg_text){0});
}

sg_status sg_row_reject(sg_session *session, const char *reason, sg_text found, sg_error *err)
{
    if (session->row.number == 0) return sg_fail(err, SG_EPLUGIN, "a row was rejected before any began");
    if (session->row_dropped) return SG_OK; /* one row, one reason */
    session->row_dropped = true;
    session->records -= session->row_records;
    session->row_records = 0;
    session->batch.len = session->row_mark;
    session->page->told.report.rejected++;
    put_note(session, SG_FRAME_REJECT, reason, found);
    return SG_OK;
}

sg_status sg_row_remark(sg_session *session, const char *reason, sg_text found, sg_error *err)
{
    if (session->row.number == 0 || session->row_dropped)
        return sg_fail(err, SG_EPLUGIN, "a remark was made on a row that is not kept");
    put_note(session, SG_FRAME_REMARK, reason, found);
    return SG_OK;
}

sg_status sg_row_put(void *self, uint32_t type, const void *record)
{
    sg_session *session = self;
    sg_error *err = session->status == SG_OK ? &session->err : NULL; /* the first failure is kept */
    sg_status status = sg_record_pack(type, record, sg_record_size(type), &session->row, &session->batch, err);
    if (status != SG_OK) return status;
    session->records++;
    session->row_records++;
    if (session->batch.len < BATCH_LARGE) return SG_OK;
    session->row_records = 0; /* one row made so much: what is there can no longer be taken back */
    return flush(session, err);
}

/* ---- the session ---- */

sg_status sg_session_init(sg_session *session, const sg_job *job, const sg_plugin *plugin, int pipe, sg_error *err)
{
    *session = (sg_session){.job = job,
                            .plugin = plugin,
                            .page = job->page,
                            .pipe = pipe,
                            .end = UINT64_MAX,
                            .in_parts = job->cuts->parts > 1};
    sg_services_fill(session);
    sg_buf_init(&session->batch, BATCH_MAX);
    sg_buf_init(&session->head, 2 * sizeof session->first);
    session->hash = XXH3_createState();
    if (!session->hash) return sg_fail(err, SG_EFAIL, "no memory for a worker");
    sg_status status = sg_chunk_begin(session, job->worker, err);
    if (job->cuts->parts > 1 && job->cuts->chunks[job->worker].number) { /* the header stands in another one */
        session->in_header = true;
        session->at = 0;
        session->end = UINT64_MAX;
    }
    return status;
}

sg_status sg_session_finish(sg_session *session)
{
    char rest[16384];
    size_t got = session->job->kind == SG_JOB_RUN; /* a guess is of the beginning */
    sg_error *err = &session->err;
    if (session->status == SG_OK && session->in_parts) session->status = sg_chunk_whole(session, err);
    if (session->status == SG_OK && session->in_chunk) {
        while (session->status == SG_OK && got) session->status = sg_chunk_read(session, rest, sizeof rest, &got, err);
        if (session->status == SG_OK) session->status = sg_chunk_end(session, err);
    }
    sg_input_close(session->input);
    XXH3_freeState(session->hash);
    sg_buf_release(&session->batch);
    return session->status;
}
