/* libcsv is fed line by line. So a row ends no later than a line does: the place of each row in the input is known,
 * and a row can be refused and the run stopped between two rows, which libcsv's callbacks alone do not allow.
 *
 * A strict parse stops at a quote that does not belong where it stands (CSV_EPARSE). Where the row was meant to end
 * cannot be known then: it is left out, and reading goes on with the next line. Further lines of such a row are
 * rejected in turn, as rows of their own. */
#include "plugin/csv.h"

#include "base/mem.h"
#include "base/text.h"
#include "plugin/csv_lines.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_MAX = 64 << 20, COLUMNS_MAX = 65536, UNMAPPED = -1, FOUND_MAX = 60 };

typedef struct field {
    size_t at, len; /* in row */
    bool absent;
} field;

typedef struct reader {
    const sg_csv *csv;
    struct csv_parser parser;
    sg_lines lines;
    sg_buf row; /* the fields of this row, one after another */
    field *fields;
    size_t n_fields, n_room; /* n_fields counts all fields of the row, also those not copied */
    int *column_of;          /* header's field → column, or UNMAPPED; NULL before the header is found */
    size_t n_header;
    sg_text *values; /* one a column */
    sg_row place;
    uint64_t row_lines; /* lines that the row spans so far */
    size_t row_size;    /* bytes in the input */
    bool done, nul, bad_text, too_long, too_many, no_memory;
    size_t best; /* columns met by the best candidate for the header */
    sg_buf message;
    char count_reason[80], found[FOUND_MAX];
} reader;

/* ---- libcsv's callbacks ---- */

static void take_field(void *at, size_t len, void *self)
{
    reader *r = self;
    size_t i = r->n_fields++;
    if (!sg_utf8_valid(at, len)) r->bad_text = true;
    if (r->column_of && (i >= r->n_header || r->column_of[i] == UNMAPPED)) return;
    if (len > SG_RECORD_TEXT_MAX) {
        r->too_long = true; /* no record could hold it */
        len = 0;
    }
    if (i >= COLUMNS_MAX) {
        r->too_many = true;
        return;
    }
    if (i >= r->n_room) {
        if (SG_GROW(r->fields, i, r->n_room, COLUMNS_MAX) != 0) {
            r->no_memory = true;
            return;
        }
    }
    r->fields[i] = (field){.at = r->row.len, .len = len, .absent = !at};
    if (sg_buf_add(&r->row, at, len) != 0) r->no_memory = true;
}

static void take_end(int terminator, void *self)
{
    (void)terminator;
    ((reader *)self)->done = true;
}

/* ---- rows ---- */

static void row_clear(reader *r)
{
    sg_buf_clear(&r->row);
    r->n_fields = r->row_lines = 0;
    r->row_size = 0;
    r->done = r->nul = r->bad_text = r->too_long = false;
}

static void reject(reader *r, const char *reason, const char *found)
{
    r->csv->reject(r->csv->self, &r->place, reason, sg_text_of(found));
}

/* Undoes doubled backslashes in place. */
static size_t undo_backslashes(char *at, size_t len)
{
    char *from = len ? memchr(at, '\\', len) : NULL;
    if (!from) return len;
    char *to = from, *end = at + len;
    while (from < end) {
        if (*from == '\\' && from + 1 < end && from[1] == '\\') from++;
        *to++ = *from++;
    }
    return (size_t)(to - at);
}

static sg_text field_text(reader *r, size_t i)
{
    field *f = &r->fields[i];
    if (f->absent) return (sg_text){NULL, 0};
    if (r->csv->dialect && r->csv->dialect->backslash) f->len = undo_backslashes(r->row.at + f->at, f->len);
    return (sg_text){r->row.at + f->at, f->len};
}

static sg_status data_row(reader *r, sg_error *err)
{
    r->place.number++;
    if (r->nul) {
        reject(r, "row: holds a NUL byte", "");
    } else if (r->n_fields != r->n_header) {
        snprintf(r->found, sizeof r->found, "%zu fields", r->n_fields);
        reject(r, r->count_reason, r->found);
    } else if (r->bad_text) {
        reject(r, "row: expected text in UTF-8", "bytes that are not UTF-8");
    } else if (r->too_long) {
        reject(r, "row: expected fields of at most 16 MB", "a longer one");
    } else {
        for (size_t i = 0; i < r->n_header; i++)
            if (r->column_of[i] != UNMAPPED) r->values[r->column_of[i]] = field_text(r, i);
        return r->csv->row(r->csv->self, &r->place, r->values, err);
    }
    return SG_OK;
}

/* ---- the header ---- */

static bool same_name(sg_text a, sg_text b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++) {
        unsigned char x = (unsigned char)a.at[i], y = (unsigned char)b.at[i];
        if (x != y && ((x | 0x20) != (y | 0x20) || (x | 0x20) < 'a' || (x | 0x20) > 'z')) return false;
    }
    return true;
}

/* The field with one of the column's names, the first alternative first; n_fields when there is none. *twice: the
 * name stands there again. */
static size_t find_column(reader *r, const sg_column *column, bool *twice)
{
    sg_text rest = sg_text_of(column->name), name;
    while (sg_text_split(&rest, '|', &name)) {
        size_t found = r->n_fields;
        for (size_t i = r->n_fields; i-- > 0;) {
            if (!same_name(sg_text_trim(field_text(r, i)), name)) continue;
            *twice = found != r->n_fields;
            found = i;
        }
        if (found != r->n_fields) return found;
    }
    return r->n_fields;
}

/* Keeps the message for the candidate that met most columns. */
static void describe_failure(reader *r, const char *missing, size_t met)
{
    if (r->message.len && met <= r->best) return;
    r->best = met;
    sg_buf_clear(&r->message);
    sg_buf_printf(&r->message, "no header with the column%s %s; found: ", strchr(missing, ',') ? "s" : "", missing);
    for (size_t i = 0; i < r->n_fields; i++) {
        sg_text name = sg_text_trim(field_text(r, i));
        sg_buf_printf(&r->message, "%s%.*s", i ? "," : "", (int)(name.len < 40 ? name.len : 40),
                      name.at ? name.at : "");
    }
}

/* Is this row the header? Then column_of is set. */
static sg_status header_row(reader *r, sg_error *err)
{
    char missing[400] = "";
    size_t met = 0, used = 0;
    int *column_of = sg_alloc((r->n_fields + 1) * sizeof *column_of);
    if (!column_of) return sg_fail(err, SG_EFAIL, "no memory for the header");
    for (size_t i = 0; i < r->n_fields; i++) column_of[i] = UNMAPPED;
    for (size_t c = 0; c < r->csv->n_columns; c++) {
        const sg_column *column = &r->csv->columns[c];
        bool twice = false;
        size_t i = r->nul || r->bad_text ? r->n_fields : find_column(r, column, &twice);
        if (twice) {
            sg_free(column_of);
            return sg_fail(err, SG_EFAIL, "the header has the column %s twice", column->name);
        }
        if (i < r->n_fields) {
            column_of[i] = (int)c;
            met++;
        } else if ((column->flags & SG_COLUMN_NEEDED) && used < sizeof missing) {
            used += (size_t)snprintf(missing + used, sizeof missing - used, "%s%s", used ? ", " : "", column->name);
        }
    }
    if (used) {
        describe_failure(r, missing, met);
        sg_free(column_of);
        return SG_OK;
    }
    r->column_of = column_of;
    r->n_header = r->n_fields;
    snprintf(r->count_reason, sizeof r->count_reason, "row: expected %zu fields, as in the header", r->n_header);
    return SG_OK;
}

static sg_status no_header(reader *r, sg_error *err)
{
    if (r->message.len) return sg_fail(err, SG_EFAIL, "%s", r->message.at);
    return sg_fail(err, SG_EFAIL, "no header: the input is empty");
}

/* ---- the run ---- */

static sg_status finish_row(reader *r, uint64_t *candidates, sg_error *err)
{
    sg_status status = SG_OK;
    if (r->too_many)
        return sg_fail(err, SG_EFAIL, "%zu fields in a row before the first of data, at most %d are read", r->n_fields,
                       COLUMNS_MAX);
    if (r->no_memory) return sg_fail(err, SG_EFAIL, "row %llu: no memory", (unsigned long long)r->place.number + 1);
    if (r->column_of) {
        status = data_row(r, err);
    } else {
        status = header_row(r, err);
        uint64_t preamble = r->csv->dialect ? r->csv->dialect->preamble : 0;
        if (status == SG_OK && !r->column_of && ++*candidates > preamble) status = no_header(r, err);
    }
    row_clear(r);
    return status;
}

/* Makes the parser as new; only libcsv's end without CSV_STRICT_FINI does that whatever the state is. */
static void parser_reset(reader *r)
{
    csv_set_opts(&r->parser, CSV_STRICT | CSV_EMPTY_IS_NULL);
    csv_fini(&r->parser, NULL, NULL, NULL);
    csv_set_opts(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
}

/* A row that libcsv refused. */
static sg_status broken_row(reader *r, uint64_t *candidates, const char *reason, const char *found, sg_error *err)
{
    sg_status status = SG_OK;
    if (r->column_of) {
        r->place.number++;
        reject(r, reason, found);
    } else if (++*candidates > (r->csv->dialect ? r->csv->dialect->preamble : 0)) {
        status = r->message.len ? no_header(r, err) : sg_fail(err, SG_EFAIL, "the header: %s", reason);
    }
    parser_reset(r);
    row_clear(r);
    return status;
}

/* The start of a text to be shown: within its line and between characters; empty when it is no UTF-8. */
static sg_text short_text(sg_text text)
{
    if (text.len > FOUND_MAX - 10) text.len = FOUND_MAX - 10;
    while (text.len && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == '\r')) text.len--;
    for (size_t cut = 0; cut < 4 && text.len && !sg_utf8_valid(text.at, text.len); cut++) text.len--;
    return sg_utf8_valid(text.at, text.len) ? text : (sg_text){"", 0};
}

static sg_status one_line(reader *r, sg_text line, uint64_t offset, size_t size, uint64_t *candidates, sg_error *err)
{
    if (r->parser.pstate == 0 && r->n_fields == 0) r->place.offset = offset;
    if (memchr(line.at, 0, line.len)) r->nul = true;
    r->row_size += size;
    r->row_lines += line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r';
    if (r->row_size > ROW_MAX)
        return sg_fail(err, SG_EFAIL, "row %llu, byte %llu: over 64 MB; is a quote opened there and not closed?",
                       (unsigned long long)r->place.number + (r->column_of ? 1 : 0),
                       (unsigned long long)r->place.offset);
    size_t used = csv_parse(&r->parser, line.at, line.len, take_field, take_end, r);
    if (used == line.len) {
        if (r->done) return finish_row(r, candidates, err);
        if (r->parser.pstate == 0) row_clear(r); /* an empty line */
        return SG_OK;
    }
    if (csv_error(&r->parser) != CSV_EPARSE)
        return sg_fail(err, SG_EFAIL, "row %llu: %s", (unsigned long long)r->place.number + 1,
                       csv_strerror(csv_error(&r->parser)));
    sg_text rest = short_text((sg_text){line.at + used, line.len - used});
    snprintf(r->found, sizeof r->found, "at %.*s", (int)rest.len, rest.at);
    return broken_row(r, candidates, "row: a quote inside a field is not doubled", r->found, err);
}

/* The last row, when no line end follows it. */
static sg_status last_row(reader *r, uint64_t *candidates, sg_error *err)
{
    if (csv_fini(&r->parser, take_field, take_end, r) == 0) return r->done ? finish_row(r, candidates, err) : SG_OK;
    snprintf(r->found, sizeof r->found, "%llu lines from byte %llu", (unsigned long long)r->row_lines + 1,
             (unsigned long long)r->place.offset);
    return broken_row(r, candidates, "row: a quote is opened and not closed by the end of the input", r->found, err);
}

static sg_status read_all(reader *r, sg_error *err)
{
    uint64_t offset, candidates = 0;
    size_t size;
    sg_text line;
    bool broken = false; /* the rest of a broken row's line, when the line comes in pieces */
    for (;;) {
        sg_status status = sg_lines_next(&r->lines, &line, &offset, &size, err);
        if (status != SG_OK) return status;
        if (size == 0) break;
        bool ends = line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r';
        if (!broken) {
            uint64_t before = r->place.number + candidates;
            status = one_line(r, line, offset, size, &candidates, err);
            if (status != SG_OK) return status;
            broken = !ends && r->place.number + candidates != before;
        } else {
            broken = !ends;
        }
    }
    sg_status status = last_row(r, &candidates, err);
    if (status == SG_OK && !r->column_of) status = no_header(r, err);
    return status;
}

static sg_status set_up(reader *r, sg_error *err)
{
    const sg_dialect *dialect = r->csv->dialect;
    char delimiter = dialect && dialect->delimiter ? dialect->delimiter : ',';
    if (strchr("\"\r\n", delimiter)) return sg_fail(err, SG_EFAIL, "the delimiter cannot be a quote or a line end");
    sg_buf_init(&r->row, ROW_MAX * 2u);
    sg_buf_init(&r->message, 4000);
    r->values = sg_zalloc(r->csv->n_columns + 1, sizeof *r->values);
    if (!r->values) return sg_fail(err, SG_EFAIL, "no memory to read");
    sg_status status =
        sg_lines_init(&r->lines, r->csv->read, r->csv->read_self, dialect ? dialect->encoding : SG_UTF8, err);
    if (status != SG_OK) return status;
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    csv_set_delim(&r->parser, (unsigned char)delimiter);
    csv_set_blk_size(&r->parser, 64 * 1024);
    csv_set_realloc_func(&r->parser, sg_realloc);
    csv_set_free_func(&r->parser, sg_free);
    return SG_OK;
}

sg_status sg_csv_read(const sg_csv *csv, uint64_t *rows, sg_error *err)
{
    reader r = {.csv = csv};
    sg_status status = set_up(&r, err);
    if (status == SG_OK) status = read_all(&r, err);
    if (status == SG_OK) *rows = r.place.number;
    csv_free(&r.parser);
    sg_lines_release(&r.lines);
    sg_buf_release(&r.row);
    sg_buf_release(&r.message);
    sg_free(r.fields);
    sg_free(r.column_of);
    sg_free(r.values);
    return status;
}
