#include "plugin/record.h"

#include "base/text.h"
#include "plugin/layout.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define ABSENT_LEN UINT32_MAX

const char *sg_record_name(uint32_t type)
{
    const sg_layout *layout = sg_layout_of(type);
    return layout ? layout->name : NULL;
}

uint32_t sg_record_kind(uint32_t type)
{
    const sg_layout *layout = sg_layout_of(type);
    return layout ? layout->kind : 0;
}

size_t sg_record_size(uint32_t type)
{
    const sg_layout *layout = sg_layout_of(type);
    return layout ? layout->size : 0;
}

static size_t width_of(const sg_field *field)
{
    switch ((sg_form_of)field->form) {
    case SG_FIELD_TEXT:
    case SG_FIELD_BYTES:
    case SG_FIELD_ID:
    case SG_FIELD_WORD: return sizeof(sg_text);
    case SG_FIELD_F64:
    case SG_FIELD_U64: return 8;
    case SG_FIELD_I32:
    case SG_FIELD_U32: return 4;
    case SG_FIELD_U8: return 1;
    }
    return 0;
}

static bool is_text(const sg_field *field)
{
    return field->form <= SG_FIELD_WORD;
}

static bool is_id(sg_text text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c && strchr(".+#-", c)))) return false;
    }
    return true;
}

static bool is_word_of(const char *words, sg_text text)
{
    sg_text rest = sg_text_of(words), word;
    while (sg_text_split(&rest, ' ', &word))
        if (sg_text_equal(word, text)) return true;
    return false;
}

/* The value as a message shows it: short, and always UTF-8. */
static sg_text shown(sg_text text)
{
    if (text.len > 60) text.len = 60;
    while (text.len && !sg_utf8_valid(text.at, text.len)) text.len--;
    return text;
}

static sg_status text_check(const sg_layout *layout, const sg_field *field, sg_text text, sg_error *err)
{
    const char *wrong = NULL;
    if (!text.at || !text.len) {
        if (!field->needed) return SG_OK;
        return sg_fail(err, SG_EPLUGIN, "%s.%s is %s, a text was expected", layout->name, field->name,
                       text.at ? "empty" : "absent");
    }
    if (text.len > SG_TEXT_MAX)
        return sg_fail(err, SG_EPLUGIN, "%s.%s has %zu bytes, at most %u were expected", layout->name, field->name,
                       text.len, SG_TEXT_MAX);
    if (field->form == SG_FIELD_BYTES) return SG_OK;
    if (memchr(text.at, '\0', text.len))
        wrong = "has a NUL byte";
    else if (!sg_utf8_valid(text.at, text.len))
        wrong = "is not UTF-8";
    if (wrong) return sg_fail(err, SG_EPLUGIN, "%s.%s %s", layout->name, field->name, wrong);
    sg_text show = shown(text);
    if (field->form == SG_FIELD_ID && !is_id(text))
        return sg_fail(err, SG_EPLUGIN, "%s.%s is \"%.*s\", an id of a-z 0-9 . + # - was expected", layout->name,
                       field->name, (int)show.len, show.at);
    if (field->form == SG_FIELD_WORD && !is_word_of(field->words, text))
        return sg_fail(err, SG_EPLUGIN, "%s.%s is \"%.*s\", one of these was expected: %s", layout->name, field->name,
                       (int)show.len, show.at, field->words);
    return SG_OK;
}

static double number_of(const sg_field *field, const char *at)
{
    double f64;
    int32_t i32;
    uint32_t u32;
    switch ((sg_form_of)field->form) {
    case SG_FIELD_F64: memcpy(&f64, at, 8); return f64;
    case SG_FIELD_I32: memcpy(&i32, at, 4); return i32;
    case SG_FIELD_U32: memcpy(&u32, at, 4); return u32;
    default: return (unsigned char)*at;
    }
}

static sg_status number_check(const sg_layout *layout, const sg_field *field, const char *at, sg_error *err)
{
    if (field->form == SG_FIELD_U64) return SG_OK;
    double value = number_of(field, at);
    if (field->form == SG_FIELD_I32 && value == (double)field->absent) return SG_OK;
    if (!isfinite(value))
        return sg_fail(err, SG_EPLUGIN, "%s.%s is %g, a finite number was expected", layout->name, field->name, value);
    if (value < field->lo || value > field->hi)
        return sg_fail(err, SG_EPLUGIN, "%s.%s is %.15g, %.6g to %.6g was expected", layout->name, field->name, value,
                       field->lo, field->hi);
    return SG_OK;
}

static sg_status field_check(const sg_layout *layout, const sg_field *field, const char *at, sg_error *err)
{
    if (!is_text(field)) return number_check(layout, field, at, err);
    sg_text text;
    memcpy(&text, at, sizeof text);
    return text_check(layout, field, text, err);
}

sg_status sg_record_check(uint32_t type, const void *record, sg_error *err)
{
    const sg_layout *layout = sg_layout_of(type);
    if (!layout) return sg_fail(err, SG_EPLUGIN, "%u is no type of record", (unsigned)type);
    for (size_t i = 0; i < layout->n_fields; i++) {
        const sg_field *field = &layout->fields[i];
        sg_status status = field_check(layout, field, (const char *)record + field->offset, err);
        if (status != SG_OK) return status;
    }
    return SG_OK;
}

static void text_pack(sg_text text, sg_buf *out)
{
    uint32_t len = text.at ? (uint32_t)text.len : ABSENT_LEN;
    sg_buf_add(out, &len, sizeof len);
    if (text.at) sg_buf_add(out, text.at, text.len);
}

static void field_pack(const sg_field *field, const char *at, sg_buf *out)
{
    if (!is_text(field)) {
        sg_buf_add(out, at, width_of(field));
        return;
    }
    sg_text text;
    memcpy(&text, at, sizeof text);
    text_pack(text, out);
}

sg_status sg_record_pack(uint32_t type, const void *record, size_t size, const sg_row *row, sg_buf *out, sg_error *err)
{
    const sg_layout *layout = sg_layout_of(type);
    if (!layout) return sg_fail(err, SG_EPLUGIN, "%u is no type of record", (unsigned)type);
    _Alignas(max_align_t) char whole[SG_RECORD_SIZE_MAX];
    if (size < layout->size) { /* an older writer: what it does not know is absent */
        memset(whole, 0, sizeof whole);
        memcpy(whole, record, size);
        record = whole;
    }
    sg_status status = sg_record_check(type, record, err);
    if (status != SG_OK) return status;
    size_t start = out->len;
    uint32_t len = 0;
    sg_buf_add(out, &len, sizeof len);
    sg_buf_add(out, &type, sizeof type);
    sg_buf_add(out, row, sizeof *row);
    for (size_t i = 0; i < layout->n_fields; i++)
        field_pack(&layout->fields[i], (const char *)record + layout->fields[i].offset, out);
    size_t packed = out->len - start - sizeof len;
    if (out->failed || packed > SG_RECORD_BYTES_MAX) {
        out->len = start;
        return sg_fail(err, SG_EFAIL, "a %s is too large: %zu bytes", layout->name, packed);
    }
    len = (uint32_t)packed;
    memcpy(out->at + start, &len, sizeof len);
    return SG_OK;
}

typedef struct reader {
    const char *at, *end;
} reader;

static bool take(reader *in, void *out, size_t len)
{
    if ((size_t)(in->end - in->at) < len) return false;
    memcpy(out, in->at, len);
    in->at += len;
    return true;
}

static bool text_take(reader *in, char *out)
{
    uint32_t len;
    sg_text text = {0};
    if (!take(in, &len, sizeof len)) return false;
    if (len != ABSENT_LEN) {
        if ((size_t)(in->end - in->at) < len) return false;
        text = (sg_text){in->at, len};
        in->at += len;
    }
    memcpy(out, &text, sizeof text);
    return true;
}

static bool field_take(reader *in, const sg_field *field, char *out)
{
    return is_text(field) ? text_take(in, out) : take(in, out, width_of(field));
}

sg_status sg_record_unpack(const char *bytes, size_t len, uint32_t *type, void *record, sg_row *row, sg_error *err)
{
    reader in = {bytes, bytes + len};
    uint32_t id;
    sg_row from;
    if (!take(&in, &id, sizeof id) || !take(&in, &from, sizeof from))
        return sg_fail(err, SG_EPLUGIN, "a record of %zu bytes is cut", len);
    const sg_layout *layout = sg_layout_of(id);
    if (!layout) return sg_fail(err, SG_EPLUGIN, "%u is no type of record", (unsigned)id);
    _Alignas(max_align_t) char whole[SG_RECORD_SIZE_MAX] = {0};
    for (size_t i = 0; i < layout->n_fields; i++) {
        const sg_field *field = &layout->fields[i];
        if (!field_take(&in, field, whole + field->offset))
            return sg_fail(err, SG_EPLUGIN, "a %s is cut in %s", layout->name, field->name);
        sg_status status = field_check(layout, field, whole + field->offset, err);
        if (status != SG_OK) return status;
    }
    if (in.at != in.end)
        return sg_fail(err, SG_EPLUGIN, "a %s has %zu bytes too many", layout->name, (size_t)(in.end - in.at));
    memcpy(record, whole, layout->size);
    *type = id;
    *row = from;
    return SG_OK;
}
