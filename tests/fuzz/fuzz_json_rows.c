/* Any bytes through the JSON service: no crash, every value handed over is valid UTF-8 without NUL, and every row
 * starts where it says. The first byte picks the shape. Built with clang -fsanitize=fuzzer,address,undefined. */
#include "base/text.h"
#include "input/json_rows.h"

#include <stdlib.h>
#include <string.h>

typedef struct input {
    const uint8_t *at;
    size_t len, given, step;
    uint64_t row;
} input;

static sg_status give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    (void)err;
    input *in = self;
    *got = in->len - in->given < size ? in->len - in->given : size;
    if (*got > in->step) *got = in->step;
    if (*got) memcpy(bytes, in->at + in->given, *got);
    in->given += *got;
    return SG_OK;
}

static void check_place(input *in, const sg_row *row)
{
    if (row->number != ++in->row || row->offset >= in->len) abort();
}

static sg_status check_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    (void)err;
    input *in = self;
    check_place(in, row);
    if (in->at[row->offset] != '{' && in->at[row->offset] != '=') abort(); /* "=7B" of quoted-printable */
    for (size_t i = 0; i < 4; i++)
        if (values[i].len && (!sg_utf8_valid(values[i].at, values[i].len) || memchr(values[i].at, 0, values[i].len)))
            abort();
    return SG_OK;
}

static void check_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    check_place(self, row);
    if (!reason[0] || !sg_utf8_valid(found.at, found.len)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const sg_column columns[] = {{"a|x.y", 0}, {"l[].(t, c)", 0}, {"l[t=p].c", 0}, {"/title", 0}};
    static const char *const items[] = {"jobs[]|[]|.", "[]", ".", "a.b[]|children[]"};
    if (size == 0) return 0;
    input in = {.at = data + 1, .len = size - 1, .step = data[0] & 8 ? 1 : SIZE_MAX};
    sg_json_shape shape = {.size = sizeof shape, .in_html = data[0] & 1};
    if (data[0] & 4)
        shape.type = "Job";
    else
        shape.items = items[data[0] >> 4 & 3];
    sg_json_rows json = {&shape, columns, data[0] & 2 ? 3 : 4, give, &in, check_row, check_reject, &in};
    sg_error err;
    uint64_t rows;
    sg_json_rows_read(&json, &rows, &err);
    return 0;
}
