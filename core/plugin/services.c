#include "plugin/services.h"

#include "base/month.h"
#include "base/text.h"
#include "input/csv_parts.h"
#include "input/head.h"
#include "input/json_rows.h"

#include <string.h>

enum { ROW_RECORDS_MAX = 1000000, FOUND_MAX = 200 };

static sg_session *session_of(const sg_services *s)
{
    return s->ctx;
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

/* ---- bytes ---- */

static int service_head(const sg_services *s, sg_text *head)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    sg_status status = sg_session_head(session, head, &session->err);
    if (status == SG_OK) status = sg_head_decode(*head, &session->head, head, &session->err);
    return status == SG_OK ? 0 : failed(session, status);
}

static int service_read(const sg_services *s, void *bytes, size_t size, size_t *got)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    sg_status status = sg_session_read(session, bytes, size, got, &session->err);
    return status == SG_OK ? 0 : failed(session, status);
}

/* ---- rows ---- */

static void service_begin_row(const sg_services *s, uint64_t number, uint64_t offset)
{
    sg_session *session = session_of(s);
    sg_status status = sg_row_begin(session, &(sg_row){number, offset}, error_of(session));
    if (status != SG_OK) failed(session, status);
}

static int service_reject(const sg_services *s, const char *reason, sg_text found)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    sg_status status = sg_row_reject(session, reason, found, &session->err);
    return status == SG_OK ? 0 : failed(session, status);
}

static int service_remark(const sg_services *s, const char *reason, sg_text found)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    sg_status status = sg_row_remark(session, reason, found, &session->err);
    return status == SG_OK ? 0 : failed(session, status);
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

typedef struct row_run {
    sg_session *session;
    sg_row_fn row;
    void *state;
} row_run;

/* After the last row: what is emitted now is of the whole input, and no row takes it back. */
static int rows_end(sg_session *session)
{
    session->row_dropped = false;
    session->row_mark = session->batch.len;
    session->row_records = session->row_emitted = 0;
    return 0;
}

static sg_status run_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    row_run *run = self;
    sg_session *session = run->session;
    sg_status status = sg_row_begin(session, row, err);
    if (status != SG_OK) return status;
    int result = run->row(&session->services, run->state, values);
    if (session->status != SG_OK) {
        *err = session->err;
        return session->status;
    }
    if (result != 0) return sg_fail(err, SG_EFAIL, "the plugin gave up, with result %d", result);
    return SG_OK;
}

static void run_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    sg_session *session = ((row_run *)self)->session;
    sg_error *err = error_of(session);
    sg_status status = sg_row_begin(session, row, err);
    if (status == SG_OK) status = sg_row_reject(session, reason, found, err);
    if (status != SG_OK) failed(session, status);
}

static sg_status csv_read(sg_session *session, const sg_csv *csv, sg_error *err)
{
    const sg_job *job = session->job;
    uint64_t rows = 0;
    if (!session->in_parts) return sg_csv_read(csv, &rows, err);
    const sg_csv_parts parts = {.cuts = job->cuts,
                                .worker = job->worker,
                                .workers = job->workers,
                                .begin = sg_chunk_begin,
                                .end = sg_chunk_end,
                                .whole = sg_chunk_whole,
                                .self = session};
    sg_status status = sg_csv_parts_read(csv, &parts, err);
    session->in_parts = false;
    return status;
}

static int service_csv(const sg_services *s, const sg_dialect *dialect, const sg_column *columns, size_t n,
                       sg_row_fn row, void *state)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    row_run run = {session, row, state};
    sg_dialect known = {.size = sizeof known};
    if (dialect) memcpy(&known, dialect, dialect->size < sizeof known ? dialect->size : sizeof known);
    sg_csv csv = {.dialect = &known,
                  .columns = columns,
                  .n_columns = n,
                  .read = sg_chunk_read,
                  .read_self = session,
                  .row = run_row,
                  .reject = run_reject,
                  .self = &run};
    sg_error err = {""};
    sg_status status = csv_read(session, &csv, &err);
    if (status == SG_OK && session->status == SG_OK) return rows_end(session);
    if (session->status == SG_OK) session->err = err;
    return failed(session, status);
}

static int service_json(const sg_services *s, const sg_json_shape *shape, const sg_column *paths, size_t n,
                        sg_row_fn row, void *state)
{
    sg_session *session = session_of(s);
    if (session->status != SG_OK) return 1;
    row_run run = {session, row, state};
    sg_json_rows json = {.shape = shape,
                         .columns = paths,
                         .n_columns = n,
                         .read = sg_session_read,
                         .read_self = session,
                         .row = run_row,
                         .reject = run_reject,
                         .self = &run};
    uint64_t rows = 0;
    sg_error err = {""};
    sg_status status = sg_json_rows_read(&json, &rows, &err);
    if (status == SG_OK && session->status == SG_OK) return rows_end(session);
    if (session->status == SG_OK) session->err = err;
    return failed(session, status);
}

/* ---- options, records ---- */

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

static sg_status emit_whole(sg_session *session, uint32_t type, const void *record, sg_error *err)
{
    const sg_sink *sink = session->job->sink;
    if (session->row_emitted++ >= ROW_RECORDS_MAX)
        return sg_fail(err, SG_EPLUGIN, "more than %d records were emitted for one row", ROW_RECORDS_MAX);
    if (!sink->convert || type == SG_RECORD_PROPOSAL) return sg_row_put(session, type, record);
    sg_status status = sg_record_check(type, record, err);
    if (status != SG_OK) return status;
    return sink->convert(sink->self, type, record, &session->row, sg_row_put, session, err);
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
    else if (!session->row.number)
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
    if (session->status == SG_OK && session->job->packed && !session->input) {
        sg_status status = sg_job_open(session->job, NULL, &session->input, &session->err);
        if (status != SG_OK) failed(session, status);
    }
    if (session->input) member = sg_input_name(session->input);
    return member[0] ? member : job ? job : "";
}

/* ---- conversions ---- */

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

void sg_services_fill(sg_session *session)
{
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
}
