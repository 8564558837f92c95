#include "input/csv_lines.h"

#include "base/mem.h"

#include <stdbool.h>
#include <string.h>

enum { RAW_SIZE = 256 * 1024, PIECE_MAX = 64 * 1024, DECODED_MAX = 4 * PIECE_MAX };

/* Code points of CP1252's bytes 80 … 9F; 0: no character (Microsoft's best-fit table of the Unicode Consortium). */
static const uint16_t cp1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

static size_t position_of(const sg_lines *lines, unsigned char c, size_t from)
{
    const unsigned char *found = from < lines->end ? memchr(lines->raw + from, c, lines->end - from) : NULL;
    return found ? (size_t)(found - lines->raw) : lines->end;
}

/* Moves what is left to the front and reads behind it. */
static sg_status refill(sg_lines *lines, sg_error *err)
{
    memmove(lines->raw, lines->raw + lines->at, lines->end - lines->at);
    lines->end -= lines->at;
    lines->at = 0;
    while (!lines->over && lines->end < RAW_SIZE) {
        size_t got = 0;
        sg_status status = lines->read(lines->read_self, lines->raw + lines->end, RAW_SIZE - lines->end, &got, err);
        if (status != SG_OK) return status;
        if (got == 0) lines->over = 1;
        lines->end += got;
    }
    lines->lf = position_of(lines, '\n', 0);
    lines->cr = position_of(lines, '\r', 0);
    return SG_OK;
}

static bool starts_with(const sg_lines *lines, const char *mark, size_t len)
{
    return lines->end >= len && memcmp(lines->raw, mark, len) == 0;
}

static void skip(sg_lines *lines, size_t size)
{
    lines->at += size;
    lines->offset += size;
    if (lines->lf < lines->at) lines->lf = position_of(lines, '\n', lines->at);
    if (lines->cr < lines->at) lines->cr = position_of(lines, '\r', lines->at);
}

sg_status sg_lines_init(sg_lines *lines, sg_read_fn read, void *read_self, uint8_t encoding, sg_error *err)
{
    *lines = (sg_lines){.read = read, .read_self = read_self, .encoding = encoding};
    sg_buf_init(&lines->decoded, DECODED_MAX);
    lines->raw = sg_alloc(RAW_SIZE);
    if (!lines->raw) return sg_fail(err, SG_EFAIL, "no memory to read");
    sg_status status = refill(lines, err);
    if (status != SG_OK) return status;
    if (starts_with(lines, "\xEF\xBB\xBF", 3)) {
        lines->encoding = SG_UTF8;
        skip(lines, 3);
    } else if (starts_with(lines, "\xFF\xFE", 2) || starts_with(lines, "\xFE\xFF", 2)) {
        lines->encoding = SG_UTF16;
        lines->big_endian = lines->raw[0] == 0xFE;
        skip(lines, 2);
    } else if (lines->encoding == SG_UTF16) {
        lines->big_endian = lines->end && lines->raw[0] == 0;
    }
    return SG_OK;
}

void sg_lines_release(sg_lines *lines)
{
    sg_free(lines->raw);
    lines->raw = NULL;
    sg_buf_release(&lines->decoded);
}

void sg_lines_move(sg_lines *lines, uint64_t offset)
{
    lines->at = lines->end = lines->lf = lines->cr = 0;
    lines->offset = offset;
    lines->over = 0;
}

void sg_lines_go_on(sg_lines *lines)
{
    lines->over = 0;
}

/* Bytes of the next piece: to the line's end, or as many as a piece may have. */
static size_t cut_bytes(const sg_lines *lines)
{
    size_t end = lines->lf < lines->cr ? lines->lf : lines->cr, most = lines->end - lines->at;
    if (most > PIECE_MAX) most = PIECE_MAX;
    if (end == lines->end || end - lines->at >= most) return most;
    if (end == lines->cr && lines->lf == end + 1 && lines->lf < lines->end) end++;
    return end + 1 - lines->at;
}

static unsigned unit_at(const sg_lines *lines, size_t at)
{
    unsigned a = lines->raw[at], b = lines->raw[at + 1];
    return lines->big_endian ? a << 8 | b : b << 8 | a;
}

static size_t cut_units(const sg_lines *lines)
{
    size_t end = lines->at;
    unsigned last = 0;
    while (end + 1 < lines->end && end - lines->at < PIECE_MAX) {
        last = unit_at(lines, end);
        end += 2;
        if (last == '\n' || last == '\r') break;
    }
    if (last == '\r' && end + 1 < lines->end && unit_at(lines, end) == '\n') end += 2;
    bool more = end + 1 < lines->end || !lines->over;
    bool half = last >= 0xD800 && last < 0xDC00 && more; /* its other half is still to come */
    if (half && end - lines->at > 2) end -= 2;
    if (end == lines->at) end = lines->end; /* an odd last byte */
    return end - lines->at;
}

static void put_code(sg_buf *out, uint32_t code)
{
    char bytes[4];
    size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (n == 1) {
        bytes[0] = (char)code;
    } else {
        for (size_t i = n - 1; i > 0; i--, code >>= 6) bytes[i] = (char)(0x80 | (code & 0x3F));
        bytes[0] = (char)((0xF00u >> n & 0xF0u) | code);
    }
    sg_buf_add(out, bytes, n);
}

static void decode_bytes(sg_lines *lines, size_t size)
{
    const unsigned char *from = lines->raw + lines->at;
    for (size_t i = 0; i < size; i++) {
        uint32_t code = from[i] >= 0x80 && from[i] < 0xA0 ? cp1252[from[i] - 0x80] : from[i];
        if (from[i] >= 0x80 && code == 0)
            sg_buf_char(&lines->decoded, '\xFF');
        else
            put_code(&lines->decoded, code);
    }
}

static void decode_units(sg_lines *lines, size_t size)
{
    size_t end = lines->at + size;
    for (size_t i = lines->at; i < end; i += 2) {
        uint32_t code = i + 1 < end ? unit_at(lines, i) : 0xD800;
        if (code >= 0xD800 && code < 0xDC00 && i + 3 < end) {
            unsigned low = unit_at(lines, i + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (code >= 0xD800 && code < 0xE000)
            sg_buf_char(&lines->decoded, '\xFF');
        else
            put_code(&lines->decoded, code);
    }
}

/* Is the next line's end there, and what tells CRLF from CR? UTF-16 may find one in half of another character. */
static bool holds_line(const sg_lines *lines)
{
    if (lines->encoding == SG_UTF16) return false;
    size_t end = lines->lf < lines->cr ? lines->lf : lines->cr;
    return end + 1 < lines->end;
}

sg_status sg_lines_next(sg_lines *lines, sg_text *text, uint64_t *offset, size_t *size, sg_error *err)
{
    if (lines->end - lines->at < PIECE_MAX + 4 && !lines->over && !holds_line(lines)) {
        sg_status status = refill(lines, err);
        if (status != SG_OK) return status;
    }
    *offset = lines->offset;
    *size = lines->encoding == SG_UTF16 ? cut_units(lines) : cut_bytes(lines);
    sg_buf_clear(&lines->decoded);
    if (lines->encoding == SG_UTF8 || *size == 0) {
        *text = (sg_text){(const char *)lines->raw + lines->at, *size};
    } else {
        if (lines->encoding == SG_UTF16)
            decode_units(lines, *size);
        else
            decode_bytes(lines, *size);
        if (lines->decoded.failed) return sg_fail(err, SG_EFAIL, "no memory to read");
        *text = (sg_text){lines->decoded.at, lines->decoded.len};
    }
    skip(lines, *size);
    return SG_OK;
}
