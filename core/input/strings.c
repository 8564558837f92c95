/* A workbook's shared strings. They stand in the order in which cells first use them, so the first rows need the first
 * ones alone: to look at the head of a workbook is quick, however large it is. */
#include "input/book.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

enum { BYTES_MAX = 512 << 20, STRINGS_MAX = 32 << 20, IN_SI = 1, IN_T = 2, IN_PHONETIC = 4 };

static int hex_of(const char *at)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                           : -1;
        if (digit < 0) return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The character of "_xHHHH_" at `at`, or -1. Half a pair and NUL stay as they are written. */
static int escaped(const char *at, size_t left)
{
    if (left < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_') return -1;
    int code = hex_of(at + 2);
    return code > 0 && !(code >= 0xD800 && code < 0xE000) ? code : -1;
}

size_t sg_strings_unescape(char *at, size_t len)
{
    char *to = at, *end = at + len;
    if (!memmem(at, len, "_x", 2)) return len;
    while (at < end) {
        int code = escaped(at, (size_t)(end - at));
        if (code < 0) {
            *to++ = *at++;
            continue;
        }
        at += 7;
        if (code >= 0x800) {
            *to++ = (char)(0xE0 | code >> 12);
            *to++ = (char)(0x80 | (code >> 6 & 0x3F));
        } else if (code >= 0x80) {
            *to++ = (char)(0xC0 | code >> 6);
        }
        *to++ = (char)(code >= 0x80 ? 0x80 | (code & 0x3F) : code);
    }
    return len - (size_t)(end - to);
}

static void on_open(void *self, const char *name, const char **attributes)
{
    (void)attributes;
    sg_strings *s = self;
    if (strcmp(name, "si") == 0) s->inside = IN_SI;
    if (strcmp(name, "t") == 0) s->inside |= IN_T;
    if (strcmp(name, "rPh") == 0) s->inside |= IN_PHONETIC;
}

static void string_ends(sg_strings *s)
{
    size_t from = s->n ? s->ends[s->n - 1] : 0;
    s->inside = 0;
    if (s->bytes.len > from) s->bytes.len = from + sg_strings_unescape(s->bytes.at + from, s->bytes.len - from);
    if (SG_GROW(s->ends, s->n, s->cap, STRINGS_MAX) != 0) {
        sg_fail(&s->xml.err, SG_EFAIL, "more than %d million texts, or no memory for them", STRINGS_MAX >> 20);
        sg_xml_fail(&s->xml, SG_EFAIL);
        return;
    }
    s->ends[s->n++] = (uint32_t)s->bytes.len;
}

static void on_shut(void *self, const char *name)
{
    sg_strings *s = self;
    if (strcmp(name, "si") == 0) string_ends(s);
    if (strcmp(name, "t") == 0) s->inside &= ~(unsigned)IN_T;
    if (strcmp(name, "rPh") == 0) s->inside &= ~(unsigned)IN_PHONETIC;
}

static void on_text(void *self, const char *at, size_t len)
{
    sg_strings *s = self;
    if (s->inside != (IN_SI | IN_T) || sg_buf_add(&s->bytes, at, len) == 0) return;
    sg_fail(&s->xml.err, SG_EFAIL, "texts of over %d MB, or no memory for them", BYTES_MAX >> 20);
    sg_xml_fail(&s->xml, SG_EFAIL);
}

sg_status sg_strings_init(sg_strings *strings, sg_archive *archive, const char *part, sg_error *err)
{
    sg_stage stage;
    *strings = (sg_strings){.xml = {.part = part, .open = on_open, .shut = on_shut, .text = on_text, .self = strings}};
    sg_buf_init(&strings->bytes, BYTES_MAX);
    sg_status status = sg_archive_named(archive, part, &stage, err);
    if (status != SG_OK) return status;
    status = sg_xml_init(&strings->xml, &stage, err);
    if (status != SG_OK) sg_stage_close(&stage);
    strings->opened = status == SG_OK;
    return status;
}

sg_status sg_strings_get(sg_strings *strings, size_t index, sg_text *out, sg_error *err)
{
    while (strings->opened && index >= strings->n && !strings->xml.over) {
        sg_status status = sg_xml_step(&strings->xml, err);
        if (status != SG_OK) return status;
    }
    if (index >= strings->n)
        return sg_fail(err, SG_EFAIL, "a cell has text %zu of %zu: the workbook is corrupt", index, strings->n);
    size_t from = index ? strings->ends[index - 1] : 0;
    *out = (sg_text){strings->bytes.at + from, strings->ends[index] - from};
    return SG_OK;
}

void sg_strings_release(sg_strings *strings)
{
    sg_xml_release(&strings->xml);
    sg_buf_release(&strings->bytes);
    sg_free(strings->ends);
}
