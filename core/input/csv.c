/* libcsv is fed line by line. So a row ends no later than a line does: the place of each row in the input is known,
 * and a row can be refused and the run stopped between two rows, which libcsv's callbacks alone do not allow.
 *
 * A strict parse stops at a quote that does not belong where it stands (CSV_EPARSE). Where the row was meant to end
 * cannot be known then: it is left out, and reading goes on with the next line. Further lines of such a row are
 * rejected in turn, as rows of their own. */
#include "input/csv.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/csv_reader.h"

#include <stdio.h>
#include <string.h>

enum { ROW_MAX = 64 << 20, COLUMNS_MAX = 65536, FOUND_MAX = 50 };

/* ---- libcsv's callbacks ---- */

static void take_field(void *at, size_t len, void *self)
{
    sg_csv_reader *r = self;
    size_t i = r->n_fields++;
    if (!sg_utf8_valid(at, len)) r->bad_text = true;
    if (r->column_of && (i >= r->n_header || r->column_of[i] == SG_CSV_UNMAPPED)) return;
    if (len > SG_TEXT_MAX) {
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
    r->fields[i] = (sg_csv_field){.at = r->row.len, .len = len, .absent = !at};
    if (sg_buf_add(&r->row, at, len) != 0) r->no_memory = true;
}

static void take_end(int terminator, void *self)
{
    (void)terminator;
    ((sg_csv_reader *)self)->done = true;
}

/* ---- rows ---- */

static void row_clear(sg_csv_reader *r)
{
    sg_buf_clear(&r->row);
    r->n_fields = r->row_lines = 0;
    r->row_size = 0;
    r->done = r->nul = r->bad_text = r->too_long = false;
}

static void reject(sg_csv_reader *r, const char *reason, const char *found)
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

sg_text sg_csv_field_text(sg_csv_reader *r, size_t i)
{
    sg_csv_field *f = &r->fields[i];
    if (f->absent) return (sg_text){NULL, 0};
    if (r->csv->dialect && r->csv->dialect->backslash) f->len = undo_backslashes(r->row.at + f->at, f->len);
    return (sg_text){r->row.at + f->at, f->len};
}

static sg_status data_row(sg_csv_reader *r, sg_error *err)
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
            if (r->column_of[i] != SG_CSV_UNMAPPED) r->values[r->column_of[i]] = sg_csv_field_text(r, i);
        return r->csv->row(r->csv->self, &r->place, r->values, err);
    }
    return SG_OK;
}

/* ---- lines ---- */

/* A row that is not the header. */
static bool may_be_preamble(sg_csv_reader *r)
{
    return ++r->candidates <= (r->csv->dialect ? r->csv->dialect->preamble : 0u);
}

static sg_status no_memory(const sg_csv_reader *r, sg_error *err)
{
    return sg_fail(err, SG_EFAIL, "byte %llu: no memory for a row", (unsigned long long)r->place.offset);
}

static sg_status finish_row(sg_csv_reader *r, sg_error *err)
{
    sg_status status = SG_OK;
    if (r->too_many)
        return sg_fail(err, SG_EFAIL, "%zu fields in a row before the first of data, at most %d are read", r->n_fields,
                       COLUMNS_MAX);
    if (r->no_memory) return no_memory(r, err);
    if (r->column_of) {
        status = data_row(r, err);
    } else {
        status = sg_csv_header_row(r, err);
        if (status == SG_OK && !r->column_of && !may_be_preamble(r)) status = sg_csv_header_lacks(r, err);
    }
    row_clear(r);
    return status;
}

/* Makes the parser as new; only libcsv's end without CSV_STRICT_FINI does that whatever the state is. */
static void parser_reset(sg_csv_reader *r)
{
    csv_set_opts(&r->parser, CSV_STRICT | CSV_EMPTY_IS_NULL);
    csv_fini(&r->parser, NULL, NULL, NULL);
    csv_set_opts(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
}

/* A row that libcsv refused. */
static sg_status broken_row(sg_csv_reader *r, const char *reason, const char *found, sg_error *err)
{
    sg_status status = SG_OK;
    if (r->column_of) {
        r->place.number++;
        reject(r, reason, found);
    } else if (!may_be_preamble(r)) {
        status = r->message.len ? sg_csv_header_lacks(r, err) : sg_fail(err, SG_EFAIL, "the header: %s", reason);
    }
    parser_reset(r);
    row_clear(r);
    return status;
}

/* The start of a text to be shown: within its line and between characters; empty when it is no UTF-8. */
static sg_text short_text(sg_text text)
{
    if (text.len > FOUND_MAX) text.len = FOUND_MAX;
    while (text.len && (text.at[text.len - 1] == '\n' || text.at[text.len - 1] == '\r')) text.len--;
    for (size_t cut = 0; cut < 4 && text.len && !sg_utf8_valid(text.at, text.len); cut++) text.len--;
    return sg_utf8_valid(text.at, text.len) ? text : (sg_text){"", 0};
}

static sg_status one_line(sg_csv_reader *r, sg_text line, bool ends, uint64_t offset, sg_error *err)
{
    if (r->parser.pstate == 0 && r->n_fields == 0) r->place.offset = offset;
    if (memchr(line.at, 0, line.len)) r->nul = true;
    r->row_lines += ends;
    if (r->row_size > ROW_MAX)
        return sg_fail(err, SG_EFAIL, "byte %llu: a row of over 64 MB; is a quote opened there and not closed?",
                       (unsigned long long)r->place.offset);
    size_t used = csv_parse(&r->parser, line.at, line.len, take_field, take_end, r);
    if (used == line.len) {
        if (r->done) return finish_row(r, err);
        if (r->parser.pstate == 0) row_clear(r); /* an empty line */
        return SG_OK;
    }
    if (csv_error(&r->parser) != CSV_EPARSE) return no_memory(r, err);
    sg_text rest = short_text((sg_text){line.at + used, line.len - used});
    snprintf(r->found, sizeof r->found, "at %.*s", (int)rest.len, rest.at);
    r->broken = !ends;
    return broken_row(r, "row: a quote inside a field is not doubled", r->found, err);
}

/* Until read gives no more, or the header has come. */
static sg_status read_lines(sg_csv_reader *r, bool header_only, sg_error *err)
{
    uint64_t offset;
    size_t size;
    sg_text line;
    sg_lines_go_on(&r->lines);
    while (!(header_only && r->column_of)) {
        sg_status status = sg_lines_next(&r->lines, &line, &offset, &size, err);
        if (status != SG_OK) return status;
        if (size == 0) break;
        bool ends = line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r';
        if (r->broken) {
            r->broken = !ends;
            continue;
        }
        r->row_size += size;
        status = one_line(r, line, ends, offset, err);
        if (status != SG_OK) return status;
    }
    return SG_OK;
}

/* ---- the reader ---- */

static sg_status set_up(sg_csv_reader *r, sg_error *err)
{
    const sg_dialect *dialect = r->csv->dialect;
    char delimiter = dialect && dialect->delimiter ? dialect->delimiter : ',';
    if (strchr("\"\r\n", delimiter)) return sg_fail(err, SG_EFAIL, "the delimiter cannot be a quote or a line end");
    sg_buf_init(&r->row, ROW_MAX * 2u);
    sg_buf_init(&r->message, 4000);
    r->values = sg_zalloc(r->csv->n_columns + 1, sizeof *r->values);
    if (!r->values) return sg_fail(err, SG_EFAIL, "no memory to read");
    csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL);
    csv_set_delim(&r->parser, (unsigned char)delimiter);
    csv_set_blk_size(&r->parser, 64 * 1024);
    csv_set_realloc_func(&r->parser, sg_realloc);
    csv_set_free_func(&r->parser, sg_free);
    return sg_lines_init(&r->lines, r->csv->read, r->csv->read_self, dialect ? dialect->encoding : SG_UTF8, err);
}

sg_status sg_csv_open(const sg_csv *csv, sg_csv_reader **out, sg_error *err)
{
    sg_csv_reader *r = sg_zalloc(1, sizeof *r);
    if (!r) return sg_fail(err, SG_EFAIL, "no memory to read");
    r->csv = csv;
    sg_status status = set_up(r, err);
    if (status == SG_OK)
        *out = r;
    else
        sg_csv_close(r);
    return status;
}

void sg_csv_close(sg_csv_reader *r)
{
    if (!r) return;
    csv_free(&r->parser);
    sg_lines_release(&r->lines);
    sg_buf_release(&r->row);
    sg_buf_release(&r->message);
    sg_free(r->fields);
    sg_free(r->column_of);
    sg_free(r->values);
    sg_free(r);
}

sg_status sg_csv_header(sg_csv_reader *r, sg_error *err)
{
    return read_lines(r, true, err);
}

sg_status sg_csv_rows(sg_csv_reader *r, sg_error *err)
{
    return read_lines(r, false, err);
}

bool sg_csv_cuttable(const sg_csv_reader *r)
{
    return r->lines.encoding != SG_UTF16;
}

bool sg_csv_between(const sg_csv_reader *r)
{
    return r->column_of && !r->broken && r->parser.pstate == 0 && r->row_size == 0;
}

void sg_csv_move(sg_csv_reader *r, uint64_t offset)
{
    parser_reset(r);
    row_clear(r);
    r->broken = false;
    r->place = (sg_row){0, offset};
    sg_lines_move(&r->lines, offset);
}

/* The last row may have no line end. */
sg_status sg_csv_end(sg_csv_reader *r, sg_error *err)
{
    sg_status status = SG_OK;
    if (csv_fini(&r->parser, take_field, take_end, r) == 0) {
        if (r->done) status = finish_row(r, err);
    } else {
        snprintf(r->found, sizeof r->found, "%llu lines from byte %llu", (unsigned long long)r->row_lines + 1,
                 (unsigned long long)r->place.offset);
        status = broken_row(r, "row: a quote is opened and not closed by the end of the input", r->found, err);
    }
    return status == SG_OK && !r->column_of ? sg_csv_header_lacks(r, err) : status;
}

sg_status sg_csv_read(const sg_csv *csv, uint64_t *rows, sg_error *err)
{
    sg_csv_reader *r = NULL;
    sg_status status = sg_csv_open(csv, &r, err);
    if (status == SG_OK) status = sg_csv_rows(r, err);
    if (status == SG_OK) status = sg_csv_end(r, err);
    if (status == SG_OK) *rows = r->place.number;
    sg_csv_close(r);
    return status;
}
