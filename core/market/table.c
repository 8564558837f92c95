#include "market/table.h"

#include "base/file.h"
#include "input/csv.h"

#include <stdbool.h>
#include <string.h>

typedef struct reading {
    const char *file;
    sg_buf bytes;
    size_t at; /* bytes handed over */
    sg_table_fn row;
    void *self;
    bool rejected;
    sg_error first; /* the first row that could not be read */
} reading;

static sg_status read_bytes(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    reading *r = self;
    (void)err;
    size_t left = r->bytes.len - r->at;
    *got = left < size ? left : size;
    if (*got) memcpy(bytes, r->bytes.at + r->at, *got);
    r->at += *got;
    return SG_OK;
}

static sg_status take_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    reading *r = self;
    return r->rejected ? SG_OK : r->row(r->self, row->number, values, err);
}

static void take_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    reading *r = self;
    if (r->rejected) return;
    r->rejected = true;
    sg_fail(&r->first, SG_EFAIL, "row %llu: %s, found \"%.*s\"", (unsigned long long)row->number, reason,
            (int)(found.len < 60 ? found.len : 60), found.at ? found.at : "");
}

sg_status sg_table_read(const char *file, const sg_column *columns, size_t n, sg_table_fn row, void *self,
                        sg_error *err)
{
    static const sg_dialect dialect = {.size = sizeof dialect};
    reading r = {.file = file, .row = row, .self = self};
    uint64_t rows = 0;
    sg_buf_init(&r.bytes, 1 << 24);
    sg_status status = sg_file_read(file, &r.bytes, err);
    if (status == SG_OK) {
        sg_csv csv = {&dialect, columns, n, read_bytes, &r, take_row, take_reject, &r};
        status = sg_csv_read(&csv, &rows, err);
        if (status == SG_OK && r.rejected) status = sg_fail(err, SG_EFAIL, "%s", r.first.text);
        if (status != SG_OK) sg_fail_in(err, status, "%s", file);
    }
    sg_buf_release(&r.bytes);
    return status;
}
