#include "career/effort.h"

#include "base/file.h"
#include "base/text.h"
#include "input/csv.h"

#include <stdio.h>
#include <string.h>

typedef struct reading {
    const char *path;
    const sg_buf *bytes;
    size_t at;
    sg_effort *out;
} reading;

static sg_status next_bytes(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    (void)err;
    reading *r = self;
    *got = r->bytes->len - r->at < size ? r->bytes->len - r->at : size;
    if (*got) memcpy(bytes, r->bytes->at + r->at, *got);
    r->at += *got;
    return SG_OK;
}

static sg_effort_kind *kind_of(sg_effort *effort, sg_text kind)
{
    for (size_t i = 0; i < effort->n; i++)
        if (sg_text_is(kind, effort->kinds[i].kind)) return &effort->kinds[i];
    if (effort->n == SG_EFFORT_KINDS || kind.len == 0 || kind.len >= sizeof effort->kinds[0].kind) return NULL;
    sg_effort_kind *added = &effort->kinds[effort->n++];
    memcpy(added->kind, kind.at, kind.len);
    return added;
}

static sg_status take_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    reading *r = self;
    double from, to, lo, hi;
    bool read = sg_text_number(values[1], &from) && sg_text_number(values[2], &to) && sg_text_number(values[3], &lo) &&
                sg_text_number(values[4], &hi);
    if (!read || !(from >= 0 && from <= 6) || from != (int)from || to != from + 1 || !(lo > 0 && lo <= hi))
        return sg_fail(err, SG_EFAIL,
                       "%s: row %llu: expected from 0 to 6, to one more, hours_lo above 0 and hours_hi not below it",
                       r->path, (unsigned long long)row->number);
    sg_effort_kind *kind = kind_of(r->out, values[0]);
    if (!kind)
        return sg_fail(err, SG_EFAIL, "%s: row %llu: kind: at most %d kinds of up to 23 characters", r->path,
                       (unsigned long long)row->number, SG_EFFORT_KINDS);
    kind->lo[(int)from] = lo;
    kind->hi[(int)from] = hi;
    if (!r->out->source[0])
        snprintf(r->out->source, sizeof r->out->source, "%.*s", (int)values[5].len, values[5].len ? values[5].at : "");
    return SG_OK;
}

static void no_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    (void)self, (void)row, (void)reason, (void)found;
}

static sg_status check_steps(const reading *r, sg_error *err)
{
    for (size_t i = 0; i < r->out->n; i++)
        for (int step = 0; step < SG_EFFORT_STEPS; step++)
            if (r->out->kinds[i].lo[step] <= 0)
                return sg_fail(err, SG_EFAIL, "%s: %s: the step from %d to %d is missing", r->path,
                               r->out->kinds[i].kind, step, step + 1);
    return r->out->n ? SG_OK : sg_fail(err, SG_EFAIL, "%s: no rows", r->path);
}

sg_status sg_effort_read(const char *shipped, sg_effort *out, sg_error *err)
{
    static const sg_column columns[] = {{"kind", SG_COLUMN_NEEDED},     {"from", SG_COLUMN_NEEDED},
                                        {"to", SG_COLUMN_NEEDED},       {"hours_lo", SG_COLUMN_NEEDED},
                                        {"hours_hi", SG_COLUMN_NEEDED}, {"source", SG_COLUMN_NEEDED}};
    char path[4200];
    uint64_t rows;
    sg_effort effort = {0};
    sg_buf bytes;
    sg_dialect dialect = {.size = sizeof dialect};
    snprintf(path, sizeof path, "%s/career/effort.csv", shipped);
    sg_buf_init(&bytes, 1 << 20);
    reading r = {path, &bytes, 0, &effort};
    sg_csv csv = {&dialect, columns, sizeof columns / sizeof *columns, next_bytes, &r, take_row, no_reject, &r};
    sg_status status = sg_file_read(path, &bytes, err);
    if (status == SG_OK) status = sg_csv_read(&csv, &rows, err);
    if (status == SG_OK) status = check_steps(&r, err);
    if (status == SG_OK) *out = effort;
    sg_buf_release(&bytes);
    return status;
}

bool sg_effort_hours(const sg_effort *effort, sg_text kind, double from, double to, double *lo, double *hi)
{
    for (size_t i = 0; i < effort->n; i++) {
        if (!sg_text_is(kind, effort->kinds[i].kind)) continue;
        *lo = *hi = 0;
        for (int step = 0; step < SG_EFFORT_STEPS; step++) {
            double begin = from > step ? from : step, end = to < step + 1 ? to : step + 1;
            if (end <= begin) continue;
            *lo += (end - begin) * effort->kinds[i].lo[step];
            *hi += (end - begin) * effort->kinds[i].hi[step];
        }
        return true;
    }
    return false;
}
