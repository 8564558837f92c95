#include "input/head.h"

#include "input/csv_lines.h"

#include <string.h>

static sg_status give(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    sg_text *left = self;
    (void)err;
    *got = left->len < size ? left->len : size;
    if (*got) memcpy(bytes, left->at, *got);
    *left = (sg_text){left->at + *got, left->len - *got};
    return SG_OK;
}

static bool is_utf16(sg_text bytes)
{
    return bytes.len >= 2 && (memcmp(bytes.at, "\xFF\xFE", 2) == 0 || memcmp(bytes.at, "\xFE\xFF", 2) == 0);
}

sg_status sg_head_decode(sg_text bytes, sg_buf *buf, sg_text *text, sg_error *err)
{
    sg_lines lines;
    sg_text line, left = bytes;
    uint64_t offset;
    size_t size = 1;
    *text = bytes;
    if (!is_utf16(bytes)) return SG_OK;
    sg_buf_clear(buf);
    sg_status status = sg_lines_init(&lines, give, &left, SG_UTF16, err);
    while (status == SG_OK && size) {
        status = sg_lines_next(&lines, &line, &offset, &size, err);
        if (status == SG_OK && size) sg_buf_add(buf, line.at, line.len);
    }
    sg_lines_release(&lines);
    if (status == SG_OK && buf->failed) status = sg_fail(err, SG_EFAIL, "no memory to read");
    if (status == SG_OK) *text = (sg_text){buf->at, buf->len};
    return status;
}
