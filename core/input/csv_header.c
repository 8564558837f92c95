/* The header of a CSV file: which field holds which column. */
#include "base/mem.h"
#include "base/text.h"
#include "input/csv_reader.h"

#include <stdio.h>
#include <string.h>

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
static size_t find_column(sg_csv_reader *r, const sg_column *column, bool *twice)
{
    sg_text rest = sg_text_of(column->name), name;
    while (sg_text_split(&rest, '|', &name)) {
        size_t found = r->n_fields;
        for (size_t i = r->n_fields; i-- > 0;) {
            if (!same_name(sg_text_trim(sg_csv_field_text(r, i)), name)) continue;
            *twice = found != r->n_fields;
            found = i;
        }
        if (found != r->n_fields) return found;
    }
    return r->n_fields;
}

/* Keeps the message for the candidate that met most columns. */
static void describe_failure(sg_csv_reader *r, const char *missing, size_t met)
{
    if (r->message.len && met <= r->best) return;
    r->best = met;
    sg_buf_clear(&r->message);
    sg_buf_printf(&r->message, "no header with the column%s %s; found: ", strchr(missing, ',') ? "s" : "", missing);
    for (size_t i = 0; i < r->n_fields; i++) {
        sg_text name = sg_text_trim(sg_csv_field_text(r, i));
        sg_buf_printf(&r->message, "%s%.*s", i ? "," : "", (int)(name.len < 40 ? name.len : 40),
                      name.at ? name.at : "");
    }
}

sg_status sg_csv_header_row(sg_csv_reader *r, sg_error *err)
{
    char missing[400] = "";
    size_t met = 0, used = 0;
    int *column_of = sg_alloc((r->n_fields + 1) * sizeof *column_of);
    if (!column_of) return sg_fail(err, SG_EFAIL, "no memory for the header");
    for (size_t i = 0; i < r->n_fields; i++) column_of[i] = SG_CSV_UNMAPPED;
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

sg_status sg_csv_header_lacks(const sg_csv_reader *r, sg_error *err)
{
    if (r->message.len) return sg_fail(err, SG_EFAIL, "%s", r->message.at);
    return sg_fail(err, SG_EFAIL, "no header: the input is empty");
}
