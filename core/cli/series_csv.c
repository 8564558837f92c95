#include "cli/series_csv.h"

#include "base/file.h"
#include "input/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 1 << 30, POINTS_MAX = 50000000 };

static const double VALUE_MAX = 1e100; /* the squares of what is read, and their sums, stay finite */

typedef struct {
    uint32_t series;
    sg_month month;
    uint64_t row;
    double value, total;
} point;

typedef struct {
    const char *path;
    sg_buf bytes;
    size_t at; /* read so far */
    sg_map *names;
    point *points;
    size_t n, capacity;
    bool shares, rows_seen;
    sg_error rejected; /* the first row that the CSV service left out; empty: none */
} reading;

static sg_status next_bytes(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    (void)err;
    reading *r = self;
    size_t left = r->bytes.len - r->at;
    *got = left < size ? left : size;
    if (*got) memcpy(bytes, r->bytes.at + r->at, *got);
    r->at += *got;
    return SG_OK;
}

static void note_rejected(void *self, const sg_row *row, const char *reason, sg_text found)
{
    reading *r = self;
    r->rows_seen = true;
    if (r->rejected.text[0]) return;
    sg_fail(&r->rejected, SG_EFAIL, "%s, row %llu: %s, found \"%.*s\"", r->path, (unsigned long long)row->number,
            reason, (int)found.len, found.at ? found.at : "");
}

static sg_status wrong(const reading *r, const sg_row *row, const char *field, sg_text found, const char *expected,
                       sg_error *err)
{
    int len = (int)(found.len < 60 ? found.len : 60);
    return sg_fail(err, SG_EFAIL, "%s, row %llu: %s: found \"%.*s\", expected %s", r->path,
                   (unsigned long long)row->number, field, len, found.at ? found.at : "", expected);
}

static sg_status take_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    reading *r = self;
    r->rows_seen = true;
    if (r->rejected.text[0]) return sg_fail(err, SG_EFAIL, "%s", r->rejected.text);
    sg_text name = sg_text_trim(values[0]);
    point p = {.row = row->number};
    if (name.len == 0) return wrong(r, row, "series", values[0], "a name", err);
    if (!sg_month_parse(sg_text_trim(values[1]), &p.month))
        return wrong(r, row, "month", values[1], "a month as YYYY-MM", err);
    if (!sg_text_number(sg_text_trim(values[2]), &p.value) || fabs(p.value) > VALUE_MAX)
        return wrong(r, row, r->shares ? "count" : "value", values[2], "a number; a missing month is a row left out",
                     err);
    if (r->shares) {
        if (!sg_text_number(sg_text_trim(values[3]), &p.total) || p.total <= 0 || p.total > VALUE_MAX)
            return wrong(r, row, "total", values[3], "a number above 0; a missing month is a row left out", err);
        if (p.value < 0 || p.value > p.total) return wrong(r, row, "count", values[2], "0 to the row's total", err);
    }
    p.series = sg_map_add(r->names, name);
    if (p.series == SG_MAP_NONE || SG_GROW(r->points, r->n, r->capacity, POINTS_MAX) != 0)
        return sg_fail(err, SG_EFAIL, "%s, row %llu: no memory, or more than %d rows", r->path,
                       (unsigned long long)row->number, POINTS_MAX);
    r->points[r->n++] = p;
    return SG_OK;
}

static sg_status read_rows(reading *r, bool shares, sg_error *err)
{
    const sg_column counts[] = {{"series", SG_COLUMN_NEEDED},
                                {"month", SG_COLUMN_NEEDED},
                                {"count", SG_COLUMN_NEEDED},
                                {"total", SG_COLUMN_NEEDED}};
    const sg_column plain[] = {{"series", SG_COLUMN_NEEDED}, {"month", SG_COLUMN_NEEDED}, {"value", SG_COLUMN_NEEDED}};
    const sg_csv csv = {.columns = shares ? counts : plain,
                        .n_columns = shares ? 4 : 3,
                        .read = next_bytes,
                        .read_self = r,
                        .row = take_row,
                        .reject = note_rejected,
                        .self = r};
    uint64_t rows;
    r->shares = shares;
    r->at = 0;
    sg_status status = sg_csv_read(&csv, &rows, err);
    if (status == SG_OK && r->rejected.text[0]) return sg_fail(err, SG_EFAIL, "%s", r->rejected.text);
    return status;
}

/* Counts when the header has count and total, else values. */
static sg_status read_either(reading *r, sg_error *err)
{
    sg_status status = read_rows(r, true, err);
    if (status == SG_OK || r->rows_seen) return status;
    status = read_rows(r, false, err);
    if (status == SG_OK || r->rows_seen) return status;
    const char *found = strstr(err->text, "found: ");
    sg_error reason = *err;
    if (!found) return sg_fail(err, status, "%s: %s", r->path, reason.text);
    return sg_fail(err, status, "%s: the header: %s; expected series,month,value or series,month,count,total", r->path,
                   reason.text + (found - err->text));
}

static int by_series_and_month(const void *a, const void *b)
{
    const point *x = a, *y = b;
    if (x->series != y->series) return x->series < y->series ? -1 : 1;
    if (x->month != y->month) return x->month < y->month ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static sg_status refuse_duplicates(const reading *r, sg_error *err)
{
    char month[8];
    for (size_t i = 1; i < r->n; i++) {
        const point *a = &r->points[i - 1], *b = &r->points[i];
        if (a->series != b->series || a->month != b->month) continue;
        return sg_fail(err, SG_EFAIL, "%s, row %llu: month: %s of series \"%s\" is already in row %llu, expected once",
                       r->path, (unsigned long long)b->row, sg_month_format(b->month, month),
                       r->names->names[b->series].at, (unsigned long long)a->row);
    }
    return SG_OK;
}

/* points: n of one series, by month. */
static bool fill_series(sg_series_file *file, const char *name, const point *points, size_t n, sg_series *out)
{
    size_t span = (size_t)(points[n - 1].month - points[0].month) + 1;
    double *value = sg_arena_alloc(&file->arena, span * sizeof *value);
    double *total = file->shares ? sg_arena_alloc(&file->arena, span * sizeof *total) : NULL;
    unsigned char *present = sg_arena_alloc(&file->arena, span);
    if (!value || !present || (file->shares && !total)) return false;
    memset(value, 0, span * sizeof *value);
    memset(present, 0, span);
    if (total) memset(total, 0, span * sizeof *total);
    for (size_t i = 0; i < n; i++) {
        size_t t = (size_t)(points[i].month - points[0].month);
        value[t] = points[i].value;
        present[t] = 1;
        if (total) total[t] = points[i].total;
    }
    if (points[n - 1].month > file->last || file->last == SG_MONTH_ABSENT) file->last = points[n - 1].month;
    *out = (sg_series){
        .name = name, .month0 = points[0].month, .n = span, .value = value, .total = total, .present = present};
    return true;
}

static sg_status build_series(sg_series_file *file, const reading *r, sg_error *err)
{
    file->series = sg_zalloc(file->names.count + 1, sizeof *file->series);
    bool ok = file->series != NULL;
    for (size_t i = 0, next; ok && i < r->n; i = next) {
        for (next = i + 1; next < r->n && r->points[next].series == r->points[i].series;) next++;
        uint32_t s = r->points[i].series;
        ok = fill_series(file, file->names.names[s].at, r->points + i, next - i, &file->series[s]);
    }
    if (!ok) return sg_fail(err, SG_EFAIL, "%s: no memory for %zu series", r->path, file->names.count);
    file->n = file->names.count;
    return SG_OK;
}

sg_status sg_series_file_read(const char *path, sg_series_file *out, sg_error *err)
{
    reading r = {.path = strcmp(path, "-") == 0 ? "standard input" : path, .names = &out->names};
    sg_buf_init(&r.bytes, FILE_MAX);
    sg_status status = sg_file_read(path, &r.bytes, err);
    if (status == SG_OK) status = read_either(&r, err);
    if (status == SG_OK && r.n == 0) status = sg_fail(err, SG_EDATA, "%s: a header and no rows", r.path);
    if (status == SG_OK) {
        qsort(r.points, r.n, sizeof *r.points, by_series_and_month);
        status = refuse_duplicates(&r, err);
    }
    out->shares = r.shares;
    out->last = SG_MONTH_ABSENT;
    if (status == SG_OK) status = build_series(out, &r, err);
    sg_free(r.points);
    sg_buf_release(&r.bytes);
    return status;
}

void sg_series_file_release(sg_series_file *file)
{
    sg_free(file->series);
    sg_map_release(&file->names);
    sg_arena_release(&file->arena);
    *file = (sg_series_file){0};
}
