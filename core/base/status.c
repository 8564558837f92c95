#include "base/status.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Drops a UTF-8 sequence that the buffer's end has cut. */
static void drop_cut(char *text)
{
    size_t len = strlen(text), i = len;
    while (i > 0 && ((unsigned char)text[i - 1] & 0xC0) == 0x80) i--;
    if (i == 0) return;
    unsigned char lead = (unsigned char)text[i - 1];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (len - (i - 1) < need) text[i - 1] = '\0';
}

static void make_clean(char *text)
{
    drop_cut(text);
    sg_text_clean(text, strlen(text), "");
}

sg_status sg_fail(sg_error *err, sg_status status, const char *format, ...)
{
    if (!err) return status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    make_clean(err->text);
    return status;
}

sg_status sg_fail_in(sg_error *err, sg_status status, const char *format, ...)
{
    if (!err) return status;
    sg_error inner = *err;
    va_list args;
    va_start(args, format);
    int used = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    if (used >= 0 && (size_t)used < sizeof err->text)
        snprintf(err->text + used, sizeof err->text - (size_t)used, ": %.900s", inner.text);
    make_clean(err->text);
    return status;
}
