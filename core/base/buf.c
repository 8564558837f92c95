#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void sg_buf_init(sg_buf *buf, size_t max)
{
    *buf = (sg_buf){.max = max};
}

void sg_buf_release(sg_buf *buf)
{
    sg_free(buf->at);
    *buf = (sg_buf){.max = buf->max};
}

void sg_buf_clear(sg_buf *buf)
{
    buf->len = 0;
    buf->failed = 0;
    if (buf->at) buf->at[0] = '\0';
}

/* Room for len more bytes and the NUL. */
static int reserve(sg_buf *buf, size_t len)
{
    if (buf->failed) return -1;
    if (len > buf->max || buf->len > buf->max - len) return buf->failed = 1, -1;
    size_t need = buf->len + len + 1;
    if (need <= buf->capacity) return 0;
    size_t want = buf->capacity < 64 ? 64 : buf->capacity * 2;
    if (want < need) want = need;
    char *grown = sg_realloc(buf->at, want);
    if (!grown) return buf->failed = 1, -1;
    buf->at = grown;
    buf->capacity = want;
    return 0;
}

int sg_buf_add(sg_buf *buf, const void *at, size_t len)
{
    if (reserve(buf, len) != 0) return -1;
    if (len) memcpy(buf->at + buf->len, at, len);
    buf->len += len;
    buf->at[buf->len] = '\0';
    return 0;
}

int sg_buf_str(sg_buf *buf, const char *text)
{
    return sg_buf_add(buf, text, strlen(text));
}

int sg_buf_char(sg_buf *buf, char c)
{
    return sg_buf_add(buf, &c, 1);
}

int sg_buf_printf(sg_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int need = vsnprintf(NULL, 0, format, args);
    va_end(args);
    int status = need < 0 ? (buf->failed = 1, -1) : reserve(buf, (size_t)need);
    if (status == 0) {
        vsnprintf(buf->at + buf->len, (size_t)need + 1, format, again);
        buf->len += (size_t)need;
    }
    va_end(again);
    return status;
}

char *sg_buf_take(sg_buf *buf, size_t *len)
{
    if (buf->failed || sg_buf_add(buf, "", 0) != 0) return NULL;
    char *at = buf->at;
    if (len) *len = buf->len;
    *buf = (sg_buf){.max = buf->max};
    return at;
}
