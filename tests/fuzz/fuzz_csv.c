/* Any bytes through the CSV service: no crash, and every value handed over is valid UTF-8 without NUL. The first byte
 * picks the dialect. Built with clang -fsanitize=fuzzer,address,undefined; also reads files when built with
 * -DSG_FUZZ_FILES and a main of its own. */
#include "base/text.h"
#include "input/csv.h"

#include <stdlib.h>
#include <string.h>

typedef struct input {
    const uint8_t *at;
    size_t len;
} input;

static sg_status give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    (void)err;
    input *in = self;
    *got = in->len < size ? in->len : size;
    if (*got) memcpy(bytes, in->at, *got);
    in->at += *got;
    in->len -= *got;
    return SG_OK;
}

static sg_status check_row(void *self, const sg_row *row, const sg_text *values, sg_error *err)
{
    (void)self, (void)row, (void)err;
    for (size_t i = 0; i < 2; i++)
        if (values[i].len && (!sg_utf8_valid(values[i].at, values[i].len) || memchr(values[i].at, 0, values[i].len)))
            abort();
    return SG_OK;
}

static void check_reject(void *self, const sg_row *row, const char *reason, sg_text found)
{
    (void)self, (void)row;
    if (!reason[0] || !sg_utf8_valid(found.at, found.len)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const sg_column columns[] = {{"a|x", 0}, {"b", 0}};
    if (size == 0) return 0;
    input in = {data + 1, size - 1};
    sg_dialect dialect = {.encoding = data[0] % 3,
                          .backslash = data[0] >> 3 & 1,
                          .preamble = data[0] >> 4 & 1,
                          .delimiter = data[0] & 0x80 ? ';' : ','};
    sg_csv csv = {&dialect, columns, 2, give, &in, check_row, check_reject, NULL};
    sg_error err;
    uint64_t rows;
    sg_csv_read(&csv, &rows, &err);
    return 0;
}
