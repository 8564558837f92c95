/* A growing run of bytes with a maximum. */
#ifndef SG_BASE_BUF_H
#define SG_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

typedef struct sg_buf {
    char *at; /* always ended by NUL once anything was added; NULL before */
    size_t len, capacity, max;
    int failed; /* memory ended or max was reached: all later additions do nothing */
} sg_buf;

/* max: bytes that it may come to hold. */
void sg_buf_init(sg_buf *buf, size_t max);
void sg_buf_release(sg_buf *buf);
/* Empties it; keeps the memory. */
void sg_buf_clear(sg_buf *buf);
/* Each returns 0, or -1 when the buffer has failed; the caller may check `failed` once at the end. */
int sg_buf_add(sg_buf *buf, const void *at, size_t len);
int sg_buf_str(sg_buf *buf, const char *text);
int sg_buf_char(sg_buf *buf, char c);
int sg_buf_printf(sg_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The bytes become the caller's, to sg_free; the buffer is empty again. NULL when it has failed. */
char *sg_buf_take(sg_buf *buf, size_t *len);

#endif
