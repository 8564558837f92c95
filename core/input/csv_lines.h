/* The lines of an input as UTF-8, each with its place in the original bytes: what csv.c feeds to libcsv. */
#ifndef SG_INPUT_CSV_LINES_H
#define SG_INPUT_CSV_LINES_H

#include "base/buf.h"
#include "input/csv.h"

/* Zero-initialise, then sg_lines_init. */
typedef struct sg_lines {
    sg_read_fn read;
    void *read_self;
    unsigned char *raw;    /* bytes as read; those from `at` to `end` are not handed out yet */
    size_t at, end;        /* in raw */
    size_t lf, cr;         /* the next LF and CR at or after `at`; `end` when there is none */
    uint64_t offset;       /* of raw[at] in the input */
    sg_buf decoded;        /* the last line, when the input is not UTF-8 */
    uint8_t encoding;      /* sg_encoding */
    uint8_t big_endian;    /* of UTF-16 */
    uint8_t started, over; /* over: read has said that the input ends */
} sg_lines;

/* encoding: sg_encoding, overridden by a byte order mark, which is taken off. UTF-16 without one is big endian when its
 * first byte is 0, else little endian. */
sg_status sg_lines_init(sg_lines *lines, sg_read_fn read, void *read_self, uint8_t encoding, sg_error *err);
void sg_lines_release(sg_lines *lines);

/* The next piece: up to and with a line's end (LF, CR or CRLF), or a part of a long line, cut where its own length says
 * so, however it was read. Bytes that are no character in the input's encoding (CP1252's five holes, half a surrogate
 * pair) become the byte FF, which is no UTF-8, so that the row is rejected and not altered. *text is valid until the
 * next call; *size 0: read gives no more. *offset, *size: where the piece lies in the input. */
sg_status sg_lines_next(sg_lines *lines, sg_text *text, uint64_t *offset, size_t *size, sg_error *err);

/* What was read and not handed out is forgotten: read gives the bytes from offset on, where a line starts. */
void sg_lines_move(sg_lines *lines, uint64_t offset);
/* Read gives more, after it had said that it would not. */
void sg_lines_go_on(sg_lines *lines);

#endif
