/* Values and texts as a person reads them. */
#include "base/month.h"
#include "base/text.h"
#include "report/parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Digits with thousands marked: 1,234.5. Minus zero is zero. */
static void put_number(double value, int digits, bool sign, sg_buf *out)
{
    char text[400];
    int len = snprintf(text, sizeof text, "%.*f", digits, fabs(value));
    if (len < 0 || (size_t)len >= sizeof text) return;
    bool zero = strspn(text, "0.") == (size_t)len;
    if (value < 0 && !zero)
        sg_buf_char(out, '-');
    else if (sign && !zero)
        sg_buf_char(out, '+');
    int whole = digits ? len - digits - 1 : len;
    for (int i = 0; i < len; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) sg_buf_char(out, ',');
        sg_buf_char(out, text[i]);
    }
}

static void put_interval(double lo, double hi, int digits, bool unicode, sg_buf *out)
{
    sg_buf_str(out, " (");
    put_number(lo, digits, false, out);
    sg_buf_str(out, lo < 0 || hi < 0 ? " to " : unicode ? "–" : "-");
    put_number(hi, digits, false, out);
    sg_buf_char(out, ')');
}

static void put_date(const sg_value *value, sg_buf *out)
{
    char text[16];
    if (value->unit == SG_UNIT_MONTH)
        sg_buf_str(out, sg_month_format((sg_month)value->value, text));
    else
        sg_buf_str(out, sg_day_format((sg_day)value->value, text));
}

void sg_value_text(const sg_value *value, bool unicode, sg_buf *out)
{
    double scale = value->unit == SG_UNIT_PERCENT || value->unit == SG_UNIT_POINTS ? 100
                   : value->unit == SG_UNIT_THOUSANDS                              ? .001
                                                                                   : 1;
    int digits = value->unit == SG_UNIT_COUNT ? 0 : value->digits;
    if (value->missing || value->unit == SG_UNIT_TEXT) {
        if (unicode)
            sg_buf_str(out, value->text);
        else
            sg_ascii(value->text, out);
        return;
    }
    if (value->unit == SG_UNIT_MONTH || value->unit == SG_UNIT_DAY) {
        put_date(value, out);
        return;
    }
    if (value->unit == SG_UNIT_MONEY && value->currency[0]) sg_buf_printf(out, "%s ", value->currency);
    put_number(value->value * scale, digits, value->unit == SG_UNIT_POINTS, out);
    if (value->unit == SG_UNIT_PERCENT) sg_buf_char(out, '%');
    if (value->unit == SG_UNIT_POINTS) sg_buf_str(out, " pp");
    if (value->has_interval) put_interval(value->lo * scale, value->hi * scale, digits, unicode, out);
}

double sg_v_about(double amount)
{
    double size = fabs(amount), unit = size >= 1000 ? pow(10, floor(log10(size)) - 2) : 1;
    return unit > 1 ? round(amount / unit) * unit : amount;
}

const char *sg_v_print(sg_value value, char *out, size_t size)
{
    sg_buf text;
    sg_buf_init(&text, 4096);
    if (value.unit == SG_UNIT_MONEY && !value.currency) value.currency = "";
    if (!value.text) value.text = "";
    sg_value_text(&value, true, &text);
    snprintf(out, size, "%s", text.at ? text.at : "");
    sg_buf_release(&text);
    return out;
}

/* Signs that have a plain spelling; letters lose their marks below. */
static const struct {
    utf8proc_int32_t code;
    const char *plain;
} plain_signs[] = {
    {0x2013, "-"},  {0x2014, "-"}, {0x2212, "-"},  {0x2026, "..."}, {0x00B7, "|"},   {0x2192, "->"},  {0x2265, ">="},
    {0x2264, "<="}, {0x00D7, "x"}, {0x2018, "'"},  {0x2019, "'"},   {0x201C, "\""},  {0x201D, "\""},  {0x00A0, " "},
    {0x2500, "-"},  {0x2501, "="}, {0x00B1, "+-"}, {0x2022, "*"},   {0x20AC, "EUR"}, {0x00A3, "GBP"}, {0x00DF, "ss"},
};

static void put_plain(utf8proc_int32_t code, sg_buf *out)
{
    for (size_t i = 0; i < sizeof plain_signs / sizeof *plain_signs; i++) {
        if (plain_signs[i].code != code) continue;
        sg_buf_str(out, plain_signs[i].plain);
        return;
    }
    utf8proc_int32_t parts[16];
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(code, parts, 16, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
    bool any = false;
    for (utf8proc_ssize_t i = 0; i < n && i < 16; i++) {
        if (parts[i] >= 0x80) continue;
        sg_buf_char(out, (char)parts[i]);
        any = true;
    }
    if (!any) sg_buf_char(out, '?');
}

void sg_ascii(const char *text, sg_buf *out)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    sg_buf_str(out, "");
    while (*at) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate(at, -1, &code);
        if (step <= 0) {
            sg_buf_char(out, '?');
            step = 1;
        } else if (code < 0x80) {
            sg_buf_char(out, (char)code);
        } else {
            put_plain(code, out);
        }
        at += step;
    }
}

size_t sg_char_bytes(const char *at)
{
    size_t n = 1;
    while (((unsigned char)at[n] & 0xC0) == 0x80) n++;
    return n;
}

/* U+061C, U+200E, U+200F, U+202A … U+202E, U+2066 … U+2069 */
bool sg_char_turns(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    if (b[0] == 0xD8) return b[1] == 0x9C;
    if (b[0] != 0xE2) return false;
    if (b[1] == 0x80) return b[2] == 0x8E || b[2] == 0x8F || (b[2] >= 0xAA && b[2] <= 0xAE);
    return b[1] == 0x81 && b[2] >= 0xA6 && b[2] <= 0xA9;
}

size_t sg_wrap(const char *text, size_t width, const char **next)
{
    size_t at = 0, used = 0, fit = 0, piece = 0;
    while (text[at] && text[at] != '\n') {
        size_t bytes = sg_char_bytes(text + at), columns = sg_utf8_width(text + at, bytes);
        if (text[at] == ' ' && at) fit = at;
        if (at && strchr("-/", text[at - 1])) piece = at;
        if (used + columns > width && at) {
            size_t end = text[at] == ' ' ? at : fit ? fit : piece ? piece : at; /* a word that is too long is cut */
            *next = text + end + strspn(text + end, " ");
            if (!**next) *next = NULL;
            return end;
        }
        used += columns;
        at += bytes;
    }
    *next = text[at] == '\n' ? text + at + 1 : NULL;
    while (at && text[at - 1] == ' ') at--;
    return at;
}
