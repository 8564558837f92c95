#include "career/paper.h"

#include "base/text.h"
#include "input/csv_lines.h"

#include <string.h>

enum { LINE_BYTES = 4096 /* of a line, on each side of what it holds */ };

typedef struct bytes {
    sg_text left;
} bytes;

static sg_status give(void *self, void *out, size_t size, size_t *got, sg_error *err)
{
    bytes *b = self;
    (void)err;
    *got = b->left.len < size ? b->left.len : size;
    if (*got) memcpy(out, b->left.at, *got);
    b->left.at += *got;
    b->left.len -= *got;
    return SG_OK;
}

static sg_status decode(sg_text text, sg_buf *out, sg_error *err)
{
    bytes from = {text};
    sg_lines lines = {0};
    sg_text piece;
    uint64_t offset;
    size_t size = 1;
    bool utf8 = sg_utf8_valid(text.at, text.len);
    sg_status status = sg_lines_init(&lines, give, &from, utf8 ? SG_UTF8 : SG_CP1252, err);
    while (status == SG_OK && size) {
        status = sg_lines_next(&lines, &piece, &offset, &size, err);
        if (status == SG_OK && size && sg_buf_add(out, piece.at, piece.len) != 0)
            status = sg_fail(err, SG_EFAIL, "no memory to read it");
    }
    sg_lines_release(&lines);
    return status;
}

sg_status sg_paper_decode(sg_text text, const char *what, sg_buf *out, sg_error *err)
{
    sg_status status = decode(text, out, err);
    if (status != SG_OK) return status;
    if (!sg_text_trim((sg_text){out->at, out->len}).len) return sg_fail(err, SG_EFAIL, "the file is empty");
    if (!sg_utf8_valid(out->at, out->len) || memchr(out->at, '\0', out->len))
        return sg_fail(err, SG_EFAIL, "it is no text: expected %s saved as plain text", what);
    return SG_OK;
}

/* The byte is not the first of its character. */
static bool is_inside(sg_text text, size_t at)
{
    return at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

sg_text sg_paper_line(sg_text text, size_t start, size_t end, sg_paper_count *count, size_t *number)
{
    size_t from = start, to = end;
    while (from > 0 && start - from < LINE_BYTES && text.at[from - 1] != '\n') from--;
    while (to < text.len && to - end < LINE_BYTES && text.at[to] != '\n') to++;
    while (from < start && is_inside(text, from)) from++;
    while (to > end && is_inside(text, to)) to--;
    if (from < count->at) *count = (sg_paper_count){0};
    for (; count->at < from; count->at++) count->ends += text.at[count->at] == '\n';
    *number = count->ends + 1;
    sg_text line = sg_text_trim((sg_text){text.at + from, to - from});
    size_t mark =
        line.at + 2 <= text.at + start && (line.at[0] == '-' || line.at[0] == '*') && line.at[1] == ' ' ? 2 : 0;
    return sg_text_trim((sg_text){line.at + mark, line.len - mark});
}

void sg_paper_cut(sg_text line, size_t start, size_t end, size_t most, size_t *from, size_t *to)
{
    *from = 0, *to = line.len;
    if (line.len <= most) return;
    size_t spare = end - start < most ? most - (end - start) : 0;
    *from = start > spare / 2 ? start - spare / 2 : 0;
    *to = *from + most < line.len ? *from + most : line.len;
    if (*to < end) *to = end;
    while (*from > 0 && *from < start && line.at[*from] != ' ') ++*from;
    while (*to<line.len && * to> end && line.at[*to] != ' ') --*to;
}
