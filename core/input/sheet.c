/* One sheet of a workbook as CSV (RFC 4180), a row at a time.
 *
 * A cell has its place in its attribute r, or stands behind the one before. Rows without a value are left out. A row
 * is filled up with empty fields to the width of the header: that is the first row of two values or more, or a later
 * one, among the first, that holds only texts, without a hole, and is wider. */
#include "input/book.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MAX = 16384,
    HEADER_ROWS = 255,
    ROW_MAX = 64 << 20,
    OUT_MAX = ROW_MAX + (1 << 20),
    OUT_ENOUGH = 256 * 1024
};

typedef enum cell_type { NUMBER, SHARED, TEXT, TRUTH, FAULT } cell_type;

typedef struct sheet {
    sg_archive *archive;
    sg_book book;
    sg_strings strings;
    sg_xml xml;
    sg_buf out, row, value;
    size_t out_at;
    sg_bound bound;
    unsigned long number, last_number; /* of the row, from 1 */
    size_t column, placed, filled;     /* of this cell, from 1; of the last that has a value; how many have */
    size_t width, rows;
    cell_type type;
    unsigned shows;
    bool in_data, in_cell, in_value, in_phonetic, all_text;
} sheet;

static void fault(sheet *s, const char *what)
{
    sg_fail(&s->xml.err, SG_EFAIL, "row %lu: %s", s->number, what);
    sg_xml_fail(&s->xml, SG_EFAIL);
}

/* ---- cells ---- */

/* Column of "BC12", from 1; 0: none. */
static size_t column_of(const char *at)
{
    size_t column = 0;
    while (*at >= 'A' && *at <= 'Z' && column <= COLUMNS_MAX) column = column * 26 + (size_t)(*at++ - 'A') + 1;
    return column;
}

static cell_type type_of(const char *text)
{
    static const struct {
        const char *name;
        cell_type type;
    } types[] = {{"s", SHARED}, {"str", TEXT}, {"inlineStr", TEXT}, {"d", TEXT}, {"b", TRUTH}, {"e", FAULT}};
    for (size_t i = 0; text && i < sizeof types / sizeof *types; i++)
        if (strcmp(text, types[i].name) == 0) return types[i].type;
    return NUMBER;
}

static void cell_open(sheet *s, const char **attributes)
{
    const char *place = NULL, *style = NULL, *type = NULL;
    for (const char **a = attributes; *a; a += 2) { /* there are millions of cells: one look at each attribute */
        if (a[0][1]) continue;
        if (a[0][0] == 'r') place = a[1];
        if (a[0][0] == 's') style = a[1];
        if (a[0][0] == 't') type = a[1];
    }
    size_t column = place ? column_of(place) : s->column + 1, at = style ? strtoul(style, NULL, 10) : 0;
    s->in_cell = true;
    s->in_phonetic = false;
    s->type = type_of(type);
    s->shows = at < s->book.n_shows ? s->book.shows[at] : 0;
    sg_buf_clear(&s->value);
    if (column <= s->column || column > COLUMNS_MAX) {
        fault(s, "a cell out of its order: expected columns that rise, XFD at most");
        return;
    }
    s->column = column;
}

/* Spaces at its ends would be no part of an unquoted field. */
static bool needs_quotes(sg_text text)
{
    if ((unsigned char)text.at[0] <= ' ' || (unsigned char)text.at[text.len - 1] <= ' ') return true;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '"' || text.at[i] == ',' || text.at[i] == '\n' || text.at[i] == '\r') return true;
    return false;
}

static void put(sheet *s, sg_text text)
{
    for (; s->placed < s->column; s->placed++)
        if (s->placed) sg_buf_char(&s->row, ',');
    s->filled++;
    if (!needs_quotes(text)) {
        sg_buf_add(&s->row, text.at, text.len);
        return;
    }
    sg_buf_char(&s->row, '"');
    for (const char *quote; (quote = memchr(text.at, '"', text.len)) != NULL;) {
        size_t len = (size_t)(quote - text.at) + 1;
        sg_buf_add(&s->row, text.at, len);
        sg_buf_char(&s->row, '"');
        text = (sg_text){text.at + len, text.len - len};
    }
    sg_buf_add(&s->row, text.at, text.len);
    sg_buf_char(&s->row, '"');
}

static void put_shared(sheet *s, sg_text value)
{
    long long index;
    sg_text text;
    if (!sg_text_integer(value, &index) || index < 0) {
        fault(s, "a cell refers to no text of the workbook");
        return;
    }
    sg_status status = sg_strings_get(&s->strings, (size_t)index, &text, &s->xml.err);
    if (status != SG_OK)
        sg_xml_fail(&s->xml, status);
    else if (text.len)
        put(s, text);
}

static void put_number(sheet *s, sg_text value)
{
    double serial;
    char date[24];
    s->all_text = false;
    bool dated =
        s->shows && sg_text_number(value, &serial) && sg_serial_format(serial, s->shows, s->book.since_1904, date);
    put(s, dated ? sg_text_of(date) : value);
}

static void cell_shut(sheet *s)
{
    sg_text value = {s->value.at, s->value.len};
    s->in_cell = false;
    if (s->value.failed) {
        fault(s, "a cell of over 16 MB, or no memory for it");
        return;
    }
    if (!value.len) return;
    switch (s->type) {
    case SHARED: put_shared(s, value); break;
    case NUMBER: put_number(s, value); break;
    case TRUTH: s->all_text = false, put(s, sg_text_of(value.at[0] == '1' ? "TRUE" : "FALSE")); break;
    case FAULT: break; /* #N/A and the like: no value */
    case TEXT:
        value.len = sg_strings_unescape(s->value.at, value.len);
        if (value.len) put(s, value);
        break;
    }
}

/* ---- rows ---- */

static void row_open(sheet *s, const char **attributes)
{
    const char *number = sg_xml_attribute(attributes, "r");
    s->number = number ? strtoul(number, NULL, 10) : s->last_number + 1;
    if (s->number <= s->last_number) fault(s, "a row out of its order");
    s->last_number = s->number;
    s->column = s->placed = s->filled = 0;
    s->all_text = true;
    sg_buf_clear(&s->row);
}

static void row_shut(sheet *s)
{
    if (!s->filled) return;
    bool first = !s->width && s->filled > 1;
    bool header = s->all_text && s->filled == s->placed && s->rows < HEADER_ROWS;
    if (s->placed > s->width && (first || header)) s->width = s->placed;
    for (; s->placed < s->width; s->placed++) sg_buf_char(&s->row, ',');
    sg_buf_char(&s->row, '\n');
    if (s->row.failed || sg_buf_add(&s->out, s->row.at, s->row.len) != 0) {
        fault(s, "a row of over 64 MB, or no memory for it");
        return;
    }
    s->rows++;
    if (s->out.len >= OUT_ENOUGH) sg_xml_pause(&s->xml);
}

/* ---- the part ---- */

static void on_open(void *self, const char *name, const char **attributes)
{
    sheet *s = self;
    if (s->in_data && strcmp(name, "c") == 0)
        cell_open(s, attributes);
    else if (strcmp(name, "sheetData") == 0)
        s->in_data = true;
    else if (!s->in_data)
        return;
    else if (strcmp(name, "row") == 0)
        row_open(s, attributes);
    else if (strcmp(name, "rPh") == 0)
        s->in_phonetic = true;
    else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
        s->in_value = s->in_cell && !s->in_phonetic;
}

static void on_shut(void *self, const char *name)
{
    sheet *s = self;
    if (!s->in_data) return;
    if (strcmp(name, "c") == 0)
        cell_shut(s);
    else if (strcmp(name, "row") == 0)
        row_shut(s);
    else if (strcmp(name, "sheetData") == 0)
        s->in_data = false;
    else if (strcmp(name, "rPh") == 0)
        s->in_phonetic = false;
    s->in_value = false;
}

static void on_text(void *self, const char *at, size_t len)
{
    sheet *s = self;
    if (s->in_value) sg_buf_add(&s->value, at, len);
}

static sg_status sheet_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    sheet *s = self;
    if (s->out_at == s->out.len) {
        sg_buf_clear(&s->out);
        s->out_at = 0;
    }
    while (!s->out.len && !s->xml.over) {
        sg_status status = sg_xml_step(&s->xml, err);
        if (status != SG_OK) return status;
    }
    size_t left = s->out.len - s->out_at;
    *got = left < size ? left : size;
    if (*got) memcpy(bytes, s->out.at + s->out_at, *got);
    s->out_at += *got;
    s->bound.out += *got;
    return sg_bound_check(&s->bound, err);
}

static void release(sheet *s)
{
    sg_xml_release(&s->xml);
    sg_strings_release(&s->strings);
    sg_book_release(&s->book);
    sg_buf_release(&s->out);
    sg_buf_release(&s->row);
    sg_buf_release(&s->value);
    sg_free(s);
}

static void sheet_close(void *self)
{
    sg_archive *archive = ((sheet *)self)->archive;
    release(self);
    sg_archive_close(archive);
}

static sg_status sheet_open(sheet *s, const char *name, sg_error *err)
{
    sg_stage part;
    sg_status status = sg_book_open(s->archive, name, &s->book, err);
    if (status == SG_OK && s->book.strings[0]) status = sg_strings_init(&s->strings, s->archive, s->book.strings, err);
    if (status == SG_OK) status = sg_archive_named(s->archive, s->book.sheet, &part, err);
    if (status != SG_OK) return status;
    s->xml = (sg_xml){.part = s->book.sheet, .open = on_open, .shut = on_shut, .text = on_text, .self = s};
    status = sg_xml_init(&s->xml, &part, err);
    if (status != SG_OK) sg_stage_close(&part);
    return status;
}

sg_status sg_stage_sheet(sg_archive *archive, const char *name, sg_stage *out, sg_error *err)
{
    sheet *s = sg_zalloc(1, sizeof *s);
    if (!s) return sg_fail(err, SG_EFAIL, "no memory to read a workbook");
    s->archive = archive;
    s->bound.in = archive->size;
    sg_buf_init(&s->out, OUT_MAX);
    sg_buf_init(&s->row, ROW_MAX);
    sg_buf_init(&s->value, 16 << 20);
    sg_status status = sheet_open(s, name, err);
    if (status != SG_OK) {
        release(s);
        return status;
    }
    *out = (sg_stage){.read = sheet_read, .close = sheet_close, .self = s};
    return SG_OK;
}
