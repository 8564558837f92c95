#include "sample.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { TRY_BYTES = 256 << 10, COUNTS = COL_SAMPLE_COLUMNS + 1 };

/* ---- bytes ---- */

static size_t put(unsigned long code, char *out)
{
    if (code < 0x80) return out[0] = (char)code, 1;
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((0xF00u >> n & 0xF0u) | code);
    return n;
}

/* Bytes of the UTF-8 character at this place, or 0. */
static size_t character(const unsigned char *at, size_t len)
{
    size_t n = *at < 0x80 ? 1 : *at >= 0xC2 && *at < 0xE0 ? 2 : *at >= 0xE0 && *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;
    if (*at >= 0x80 && *at < 0xC2) return 0;
    if (n == 0 || n > len) return 0;
    for (size_t i = 1; i < n; i++)
        if ((at[i] & 0xC0) != 0x80) return 0;
    return n;
}

/* Counts characters of more than one byte, and bytes that are none, which `mend` makes question marks. The last three
 * bytes may be a cut character. */
static void count_utf8(const col_sample *sample, size_t *wide, size_t *bad, int mend)
{
    size_t end = sample->whole || sample->len < 3 ? sample->len : sample->len - 3;
    *wide = *bad = 0;
    for (size_t i = 0, n; i < sample->len; i += n ? n : 1) {
        n = sample->text[i] ? character((const unsigned char *)sample->text + i, sample->len - i) : 0;
        *wide += n > 1;
        *bad += n == 0 && i < end;
        if (n == 0 && mend) sample->text[i] = '?';
    }
}

static int to_utf8(col_sample *sample, unsigned long (*next)(const unsigned char *at, size_t len, size_t *took))
{
    char *out = malloc(sample->len * 3 + 4);
    if (!out) return 1;
    size_t n = 0;
    for (size_t i = 0, took = 0; i < sample->len; i += took)
        n += put(next((const unsigned char *)sample->text + i, sample->len - i, &took), out + n);
    free(sample->text);
    sample->text = out;
    sample->len = n;
    return 0;
}

static unsigned long next_cp1252(const unsigned char *at, size_t len, size_t *took)
{
    static const unsigned short high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                            0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    (void)len;
    *took = 1;
    return *at >= 0x80 && *at < 0xA0 ? high[*at - 0x80] : *at;
}

static unsigned long unit(const unsigned char *at, int big)
{
    return big ? (unsigned long)at[0] << 8 | at[1] : (unsigned long)at[1] << 8 | at[0];
}

static unsigned long next_utf16(const unsigned char *at, size_t len, size_t *took, int big)
{
    *took = len < 2 ? len : 2;
    unsigned long code = len < 2 ? 0xFFFD : unit(at, big);
    if (code < 0xD800 || code > 0xDFFF) return code;
    unsigned long low = code < 0xDC00 && len >= 4 ? unit(at + 2, big) : 0;
    if (low < 0xDC00 || low > 0xDFFF) return 0xFFFD;
    *took = 4;
    return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
}

static unsigned long next_little(const unsigned char *at, size_t len, size_t *took)
{
    return next_utf16(at, len, took, 0);
}

static unsigned long next_big(const unsigned char *at, size_t len, size_t *took)
{
    return next_utf16(at, len, took, 1);
}

static void skip(col_sample *sample, size_t n)
{
    sample->len -= n;
    memmove(sample->text, sample->text + n, sample->len);
}

/* 1: little endian, 2: big endian, 0: not UTF-16. By its mark, or by the zeros beside Latin letters. */
static int is_utf16(const col_sample *sample)
{
    const unsigned char *at = (const unsigned char *)sample->text;
    size_t zeros[2] = {0, 0}, n = sample->len < 4096 ? sample->len : 4096;
    if (n >= 2 && at[0] == 0xFF && at[1] == 0xFE) return 1;
    if (n >= 2 && at[0] == 0xFE && at[1] == 0xFF) return 2;
    for (size_t i = 0; i < n; i++) zeros[i % 2] += at[i] == 0;
    if (zeros[0] * 4 > n) return 2;
    return zeros[1] * 4 > n ? 1 : 0;
}

static int decode(col_sample *sample, sg_text told)
{
    size_t wide, bad;
    int utf16 = is_utf16(sample);
    sample->encoding = "utf-8";
    if (utf16 || col_is_one(told, "utf-16|utf16")) {
        sample->encoding = "utf-16";
        if (to_utf8(sample, utf16 == 2 ? next_big : next_little)) return 1;
    }
    int mark = sample->len >= 3 && memcmp(sample->text, "\xEF\xBB\xBF", 3) == 0;
    if (mark) skip(sample, 3);
    count_utf8(sample, &wide, &bad, 0);
    int western = told.len ? !col_is_one(told, "utf-8|utf8|utf-16|utf16") : bad > wide / 10;
    if (western && !utf16 && !mark) {
        sample->encoding = "cp1252";
        if (to_utf8(sample, next_cp1252)) return 1;
    }
    count_utf8(sample, &wide, &bad, 1);
    return 0;
}

/* ---- rows ---- */

typedef struct cutter {
    col_cells_fn row;
    void *self;
    char *bytes; /* of the row's cells */
    size_t used, capacity, n;
    size_t starts[COL_SAMPLE_COLUMNS + 1];
    int failed, ended;
} cutter;

static void take_cell(void *at, size_t len, void *self)
{
    cutter *c = self;
    if (c->n == COL_SAMPLE_COLUMNS || c->failed) return;
    if (c->used + len > c->capacity) {
        size_t room = (c->used + len) * 2;
        char *grown = realloc(c->bytes, room);
        if (!grown) {
            c->failed = 1;
            return;
        }
        c->bytes = grown;
        c->capacity = room;
    }
    if (len) memcpy(c->bytes + c->used, at, len);
    c->starts[c->n++] = c->used;
    c->used += len;
    c->starts[c->n] = c->used;
}

static void hand_over(cutter *c)
{
    sg_text cells[COL_SAMPLE_COLUMNS];
    for (size_t i = 0; i < c->n; i++) cells[i] = (sg_text){c->bytes + c->starts[i], c->starts[i + 1] - c->starts[i]};
    if (!c->failed && c->row(c->self, cells, c->n)) c->failed = 1;
    c->n = c->used = 0;
}

static void take_row(int end, void *self)
{
    (void)end;
    hand_over(self);
}

/* Parses the lines up to `end`. What libcsv refuses, is a row of no cells up to its line's end. */
static void parse(struct csv_parser *parser, const char *at, const char *end, cutter *c)
{
    while (at < end && !c->failed) {
        at += csv_parse(parser, at, (size_t)(end - at), take_cell, take_row, c);
        if (at == end) break;
        c->n = c->used = 0;
        hand_over(c);
        csv_set_opts(parser, CSV_STRICT);
        csv_fini(parser, NULL, NULL, NULL);
        csv_set_opts(parser, CSV_STRICT | CSV_STRICT_FINI);
        const char *line = memchr(at, '\n', (size_t)(end - at));
        at = line ? line + 1 : end;
    }
}

int col_sample_rows(const col_sample *sample, char delimiter, size_t bytes, col_cells_fn row, void *self)
{
    struct csv_parser parser;
    cutter c = {.row = row, .self = self};
    size_t len = bytes < sample->len ? bytes : sample->len;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) return 1;
    csv_set_delim(&parser, (unsigned char)delimiter);
    parse(&parser, sample->text, sample->text + len, &c);
    /* a row that the sample's end has cut is none */
    if (!c.failed && sample->whole && len == sample->len) csv_fini(&parser, take_cell, take_row, &c);
    csv_free(&parser);
    free(c.bytes);
    return c.failed;
}

/* ---- the delimiter ---- */

typedef struct tally {
    size_t rows[COUNTS]; /* by number of cells */
    size_t all, first;   /* first: row with that number, in a second pass */
    size_t modal;
    int found;
} tally;

static int count_row(void *self, const sg_text *cells, size_t n)
{
    tally *t = self;
    (void)cells;
    t->rows[n]++;
    t->all++;
    return 0;
}

static int find_first(void *self, const sg_text *cells, size_t n)
{
    tally *t = self;
    (void)cells;
    t->found = t->found || n == t->modal;
    t->first += !t->found;
    return 0;
}

/* The number of cells that most rows have. */
static size_t modal_of(const tally *t)
{
    size_t best = 1;
    for (size_t n = 1; n < COUNTS; n++)
        if (t->rows[n] * n >= t->rows[best] * best) best = n; /* cells, not rows: long texts have many lines */
    return best;
}

/* The one whose rows are most alike, in how many cells they have. */
static int find_delimiter(col_sample *sample, sg_text told)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    static tally t;
    double best = 0.5;
    for (size_t i = 0; i < sizeof delimiters; i++) {
        char delimiter = told.len ? (col_is(told, "tab") ? '\t' : told.at[0]) : delimiters[i];
        t = (tally){.all = 0};
        if (col_sample_rows(sample, delimiter, TRY_BYTES, count_row, &t)) return 1;
        size_t modal = modal_of(&t);
        double alike = t.all ? (double)t.rows[modal] / (double)t.all : 0;
        if (modal < 2 || alike + (double)modal / 10000 <= best) continue;
        best = alike + (double)modal / 10000; /* of equals, the one that finds more columns */
        sample->delimiter = delimiter;
        sample->columns = modal;
    }
    if (!sample->delimiter) return 0;
    t = (tally){.modal = sample->columns};
    if (col_sample_rows(sample, sample->delimiter, TRY_BYTES, find_first, &t)) return 1;
    sample->preamble = t.first;
    return 0;
}

int col_sample_read(const sg_services *s, col_sample *out)
{
    size_t got = 1;
    *out = (col_sample){.text = malloc(COL_SAMPLE_BYTES)};
    if (!out->text) return 1;
    while (got && out->len < COL_SAMPLE_BYTES) {
        if (s->read(s, out->text + out->len, COL_SAMPLE_BYTES - out->len, &got)) return 1;
        out->len += got;
    }
    out->whole = got == 0;
    return decode(out, col_option(s, "encoding")) || find_delimiter(out, col_option(s, "delimiter"));
}

void col_sample_release(col_sample *sample)
{
    free(sample->text);
}
