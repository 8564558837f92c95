#include "plugin/services.h"

#include "base/month.h"
#include "base/text.h"
#include "plugin/csv.h"
#include "plugin/json_rows.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BATCH_BYTES = 64 * 1024, BATCH_LARGE = 16 << 20, ROW_RECORDS_MAX = 1000000, FOUND_MAX = 200 };
#define BATCH_MAX ((size_t)BATCH_LARGE + 2 * SG_RECORD_BYTES_MAX)

static sg_session *session_of(const sg_services *s)
{
    return s->ctx;
}

static void beat(sg_session *session)
{
    sg_job_beat((void *)(uintptr_t)session->job);
}

/* Keeps the first failure: later ones follow from it. */
static int failed(sg_session *session, sg_status status)
{
    if (session->status == SG_OK) session->status = status;
    return 1;
}

static sg_error *error_of(sg_session *session)
{
    return session->status == SG_OK ? &session->err : NULL;
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
    if (session->batch.len && sg_write_whole(session->pipe, session->batch.at, session->batch.len) != 0)
        return sg_fail(err, SG_EFAIL, "the pipe to skillgap broke: %s", strerror(errno));
    sg_buf_clear(&session->batch);
    session->row_mark = 0;
    return SG_OK;
}

/* What the descriptor holds, unpacked; it is opened when it is first asked for. */
static sg_status unpacked_read(sg_session *session, void *bytes, size_t size, size_t *got, sg_error *err)
{
    sg_status status = session->input ? SG_OK : sg_job_open(session->job, NULL, &session->input, err);
    return status == SG_OK ? sg_input_read(session->input, bytes, size, got, err) : status;
}

static sg_status input_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    sg_session *session = self;
    size_t kept = session->first_len - session->first_at;
    if (kept) {
        *got = kept < size ? kept : size;
        memcpy(bytes, session->first + session->first_at, *got);
        session->first_at += *got;
    } else {
        sg_status status = unpacked_read(session, bytes, size, got, err);
        if (status != SG_OK) return status;
    }
    if (*got) {
        beat(session); /* reading on at the end is no progress */
        XXH3_64bits_update(session->hash, bytes, *got);
    }
    session->page->told.report.bytes += *got;
    return SG_OK;
}

static int service_head(const sg_services *s, sg_text *head)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    size_t got = session->page->told.report.bytes == 0 && session->first_len == 0;
    while (got && session->first_len < sizeof session->first) {
        sg_status status = unpacked_read(session, session->first + session->first_len,
                                         sizeof session->first - session->first_len, &got, &session->err);
        if (status != SG_OK) return failed(session, status);
        session->first_len += got;
    }
    *head = (sg_text){session->first, session->first_len};
    return 0;
}

static int service_read(const sg_services *s, void *bytes, size_t size, size_t *got)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    sg_status status = input_read(session, bytes, size, got, &session->err);
    return status == SG_OK ? 0 : failed(session, status);
}

/* The records of a row stay in the batch until the next row begins, so that a rejected row can be taken back. */
static sg_status row_begin(sg_session *session, const sg_row *row, sg_error *err)
{
    if (session->row_begun && row->number <= session->row.number)
        return sg_fail(err, SG_EPLUGIN, "row %llu begins after row %llu", (unsigned long long)row->number,
                       (unsigned long long)session->row.number);
    if (row->number == 0 || row->number > session->page->told.report.bytes + 1)
        return sg_fail(err, SG_EPLUGIN, "row %llu begins after %llu bytes of input", (unsigned long long)row->number,
                       (unsigned long long)session->page->told.report.bytes);
    if (session->batch.len >= BATCH_BYTES) {
        sg_status status = flush(session, err);
        if (status != SG_OK) return status;
    }
    session->row = *row;
    session->row_begun = true;
    session->row_dropped = false;
    session->row_mark = session->batch.len;
    session->row_records = session->row_emitted = 0;
    session->page->told.report.rows++;
    session->page->told.report.records = session->records;
    atomic_store_explicit(&session->page->row, row->number, memory_order_relaxed);
    beat(session);
    return SG_OK;
}

static void service_begin_row(const sg_services *s, uint64_t number, uint64_t offset)
{
    sg_session *session = session_of(s);
    sg_status status = row_begin(session, &(sg_row){number, offset}, error_of(session));
    if (status != SG_OK) failed(session, status);
}

/* The row is one more of this reason in the list; behind the list's max, of its last. */
static void count_reason(sg_reject_reason *list, size_t *n, size_t max, const char *text, uint64_t row, sg_text found)
{
    for (size_t i = 0; i < *n; i++)
        if (strncmp(list[i].reason, text, sizeof list[i].reason - 1) == 0) {
            list[i].rows++;
            return;
        }
    if (*n == max) {
        list[max - 1].rows++;
        return;
    }
    sg_reject_reason *fresh = &list[(*n)++];
    if (*n == max) text = "other reasons", found = (sg_text){0};
    snprintf(fresh->reason, sizeof fresh->reason, "%s", text);
    size_t len = found.len < sizeof fresh->found - 1 ? found.len : sizeof fresh->found - 1;
    if (found.at) memcpy(fresh->found, found.at, len);
    fresh->found[found.at ? len : 0] = '\0';
    fresh->first_row = row;
    fresh->rows = 1;
}

static void row_reject(sg_session *session, const char *reason, sg_text found)
{
    if (session->row_dropped) return; /* one row, one reason */
    session->row_dropped = true;
    session->records -= session->row_records;
    session->row_records = 0;
    session->batch.len = session->row_mark;
    sg_run_report *report = &session->page->told.report;
    report->rejected++;
    count_reason(report->reasons, &report->n_reasons, SG_REASONS_MAX, reason ? reason : "no reason given",
                 session->row.number, found);
}

static int service_reject(const sg_services *s, const char *reason, sg_text found)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    if (!session->row_begun)
        return failed(session, sg_fail(&session->err, SG_EPLUGIN, "a row was rejected before any began"));
    row_reject(session, reason, found);
    return 0;
}

static int service_remark(const sg_services *s, const char *reason, sg_text found)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    if (!session->row_begun || session->row_dropped)
        return failed(session, sg_fail(&session->err, SG_EPLUGIN, "a remark was made on a row that is not kept"));
    sg_run_report *report = &session->page->told.report;
    count_reason(report->remarks, &report->n_remarks, SG_REMARKS_MAX, reason ? reason : "no reason given",
                 session->row.number, found);
    return 0;
}

static int service_refuse(const sg_services *s, const char *what, sg_text found)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    const char *text = what ? what : "no reason given";
    if (!found.at) return failed(session, sg_fail(&session->err, SG_EUSAGE, "%s", text));
    int shown = found.len < FOUND_MAX ? (int)found.len : FOUND_MAX;
    return failed(session, sg_fail(&session->err, SG_EUSAGE, "%s, found \"%.*s\"", text, shown, found.at));
}

typedef struct csv_run {
    sg_session *session;
    sg_row_fn row;
    void *state;
} csv_run;

static sg_status csv_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    csv_run *run = self;
    sg_session *session = run->session;
    sg_status status = row_begin(session, row, err);
    if (status != SG_OK) return status;
    int result = run->row(&session->services, run->state, values);
    if (session->status != SG_OK) {
        *err = session->err;
        return session->status;
    }
    if (result != 0) return sg_fail(err, SG_EFAIL, "the plugin gave up, with result %d", result);
    return SG_OK;
}

static void csv_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    sg_session *session = ((csv_run *)self)->session;
    sg_error err;
    sg_status status = row_begin(session, row, &err);
    if (status == SG_OK)
        row_reject(session, reason, found);
    else if (failed(session, status))
        session->err = err;
}

static int service_csv(const sg_services *s, const sg_dialect *dialect, const sg_column *columns, size_t n,
                       sg_row_fn row, void *state)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    csv_run run = {session, row, state};
    sg_dialect known = {.size = sizeof known};
    if (dialect) memcpy(&known, dialect, dialect->size < sizeof known ? dialect->size : sizeof known);
    sg_csv csv = {.dialect = &known,
                  .columns = columns,
                  .n_columns = n,
                  .read = input_read,
                  .read_self = session,
                  .row = csv_row,
                  .reject = csv_reject,
                  .self = &run};
    uint64_t rows = 0;
    sg_error err;
    err.text[0] = '\0';
    sg_status status = sg_csv_read(&csv, &rows, &err);
    if (status == SG_OK && session->status == SG_OK) return 0;
    if (session->status == SG_OK) session->err = err;
    return failed(session, status);
}

static int service_json(const sg_services *s, const sg_json_shape *shape, const sg_column *paths, size_t n,
                        sg_row_fn row, void *state)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    csv_run run = {session, row, state};
    sg_json_rows json = {.shape = shape,
                         .columns = paths,
                         .n_columns = n,
                         .read = input_read,
                         .read_self = session,
                         .row = csv_row,
                         .reject = csv_reject,
                         .self = &run};
    uint64_t rows = 0;
    sg_error err;
    err.text[0] = '\0';
    sg_status status = sg_json_rows_read(&json, &rows, &err);
    if (status == SG_OK && session->status == SG_OK) return 0;
    if (session->status == SG_OK) session->err = err;
    return failed(session, status);
}

static const char *service_option(const sg_services *s, const char *name)
{
    sg_session *session = session_of(s);
    size_t len = strlen(name);
    for (const char *const *at = session->job->run->options; at && *at; at++)
        if (strncmp(*at, name, len) == 0 && (*at)[len] == '=') return *at + len + 1;
    for (size_t i = 0; i < session->plugin->n_options; i++)
        if (strcmp(session->plugin->options[i].name, name) == 0) return session->plugin->options[i].value;
    return NULL;
}

/* One record into the batch; what a sink's convert hands on comes here too. */
static sg_status put(void *ctx, uint32_t type, const void *record)
{
    sg_session *session = ctx;
    sg_status status =
        sg_record_pack(type, record, sg_record_size(type), &session->row, &session->batch, error_of(session));
    if (status != SG_OK) return status;
    session->records++;
    session->row_records++;
    if (session->batch.len < BATCH_LARGE) return SG_OK;
    /* one row made so much: what is there can no longer be taken back */
    session->row_records = 0;
    return flush(session, error_of(session));
}

static sg_status emit_whole(sg_session *session, uint32_t type, const void *record, sg_error *err)
{
    const sg_sink *sink = session->job->sink;
    if (session->row_emitted++ >= ROW_RECORDS_MAX)
        return sg_fail(err, SG_EPLUGIN, "more than %d records were emitted for one row", ROW_RECORDS_MAX);
    if (!sink->convert || type == SG_RECORD_PROPOSAL) return put(session, type, record);
    sg_status status = sg_record_check(type, record, err);
    if (status != SG_OK) return status;
    return sink->convert(sink->self, type, record, &session->row, put, session, err);
}

static int service_emit(const sg_services *s, uint32_t type, const void *record, size_t size)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    sg_error *err = &session->err;
    size_t full = sg_record_size(type);
    bool guessing = session->job->kind == SG_JOB_GUESS;
    if (guessing ? type != SG_RECORD_PROPOSAL : sg_record_kind(type) != session->plugin->kind)
        return failed(session, sg_fail(err, SG_EPLUGIN, "a record of type %u (%s) was emitted, which its kind has not",
                                       (unsigned)type, full ? sg_record_name(type) : "unknown"));
    if (guessing)
        session->row.number = 1; /* proposals are of no row, and records of a pipe are of one */
    else if (!session->row_begun)
        return failed(session, sg_fail(err, SG_EPLUGIN, "a %s was emitted before any row began", sg_record_name(type)));
    else if (session->row_dropped)
        return 0;
    _Alignas(max_align_t) char whole[SG_RECORD_SIZE_MAX] = {0};
    if (size < full) record = memcpy(whole, record, size); /* an older plugin: what it does not know is absent */
    sg_status status = emit_whole(session, type, record, err);
    return status == SG_OK ? 0 : failed(session, status);
}

static const char *service_name(const sg_services *s)
{
    sg_session *session = session_of(s);
    const char *job = session->job->input_name, *member = "";
    if (session->status == SG_OK && !session->input) {
        sg_status status = sg_job_open(session->job, NULL, &session->input, &session->err);
        if (status != SG_OK) failed(session, status);
    }
    if (session->input) member = sg_input_name(session->input);
    return member[0] ? member : job && strcmp(job, "-") != 0 ? job : "";
}

static int service_to_number(const sg_services *s, sg_text text, double *out)
{
    (void)s;
    return sg_text_number(text, out) ? 0 : 1;
}

static int service_to_day(const sg_services *s, sg_text text, int32_t *out)
{
    (void)s;
    return sg_day_parse(text, out) ? 0 : 1;
}

static int service_to_month(const sg_services *s, sg_text text, int32_t *out)
{
    (void)s;
    return sg_month_parse(text, out) ? 0 : 1;
}

sg_status sg_session_init(sg_session *session, const sg_job *job, const sg_plugin *plugin, int pipe, sg_error *err)
{
    *session = (sg_session){.job = job, .plugin = plugin, .page = job->page, .pipe = pipe};
    session->services = (sg_services){.size = sizeof session->services,
                                      .ctx = session,
                                      .read = service_read,
                                      .csv = service_csv,
                                      .option = service_option,
                                      .emit = service_emit,
                                      .reject = service_reject,
                                      .to_number = service_to_number,
                                      .to_day = service_to_day,
                                      .to_month = service_to_month,
                                      .begin_row = service_begin_row,
                                      .head = service_head,
                                      .remark = service_remark,
                                      .refuse = service_refuse,
                                      .json = service_json,
                                      .name = service_name};
    sg_buf_init(&session->batch, BATCH_MAX);
    session->hash = XXH3_createState();
    if (!session->hash) return sg_fail(err, SG_EFAIL, "no memory for a worker");
    XXH3_64bits_reset(session->hash);
    return SG_OK;
}

sg_status sg_session_finish(sg_session *session)
{
    char rest[16384];
    size_t got = session->job->kind == SG_JOB_RUN; /* a guess is of the beginning */
    while (session->status == SG_OK && got) {
        sg_status status = input_read(session, rest, sizeof rest, &got, &session->err);
        if (status != SG_OK) failed(session, status);
    }
    if (session->status == SG_OK) session->status = flush(session, &session->err);
    session->page->told.report.records = session->records;
    session->page->told.report.input_hash = XXH3_64bits_digest(session->hash);
    XXH3_freeState(session->hash);
    sg_buf_release(&session->batch);
    sg_input_close(session->input);
    return session->status;
}
