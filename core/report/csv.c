/* The document's tables, fields and charts as CSV (RFC 4180). */
#include "base/month.h"
#include "report/parts.h"

#include <string.h>

enum { COLUMNS_MAX = 64 };

/* A spreadsheet takes a text that starts so for a formula, whoever wrote it. */
static bool is_formula(const char *text)
{
    return text[0] && strchr("=+-@\t", text[0]) && text[1];
}

static void put_text(const char *text, sg_buf *out)
{
    bool quoted = strpbrk(text, ",\"\n\r") != NULL;
    if (quoted) sg_buf_char(out, '"');
    if (is_formula(text)) sg_buf_char(out, '\'');
    for (; *text; text++) {
        if (*text == '"') sg_buf_char(out, '"');
        sg_buf_char(out, *text);
    }
    if (quoted) sg_buf_char(out, '"');
}

static void put_number(const sg_value *value, double number, sg_buf *out)
{
    sg_value plain = {.unit = value->unit, .value = number};
    if (plain.unit != SG_UNIT_MONTH && plain.unit != SG_UNIT_DAY) plain.unit = SG_UNIT_NUMBER;
    sg_json_value(&plain, out);
}

/* Months and days stand in quotes in JSON, not here. */
static void put_value(const sg_value *value, sg_buf *out)
{
    char date[16];
    if (value->missing) return;
    if (value->unit == SG_UNIT_TEXT)
        put_text(value->text, out);
    else if (value->unit == SG_UNIT_MONTH)
        sg_buf_str(out, sg_month_format((sg_month)value->value, date));
    else if (value->unit == SG_UNIT_DAY)
        sg_buf_str(out, sg_day_format((sg_day)value->value, date));
    else
        put_number(value, value->value, out);
}

static void put_bound(const sg_value *value, double bound, sg_buf *out)
{
    if (!value->missing && value->has_interval) put_number(value, bound, out);
}

/* What a column needs beside its value. */
typedef struct extra {
    bool interval, currency;
} extra;

static extra extra_of(const sg_table_part *table, size_t column)
{
    extra out = {false, false};
    for (size_t row = 0; row < table->n_rows; row++) {
        const sg_value *value = &table->values[row * table->n_columns + column];
        out.interval |= !value->missing && value->has_interval;
        out.currency |= !value->missing && value->unit == SG_UNIT_MONEY;
    }
    return out;
}

static void put_start(const char *section, const char *table, sg_buf *out)
{
    put_text(section, out);
    sg_buf_char(out, ',');
    put_text(table, out);
}

static void put_block(const char *first, sg_buf *out)
{
    if (out->len) sg_buf_str(out, "\r\n");
    sg_buf_printf(out, "section,table%s", first);
}

static void put_names(const sg_table_part *table, const extra *extras, sg_buf *out)
{
    put_block("", out);
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *key = table->columns[i].key;
        extra also = extras[i];
        sg_buf_printf(out, ",%s", key);
        if (also.interval) sg_buf_printf(out, ",%s_lo,%s_hi", key, key);
        if (also.currency) sg_buf_printf(out, ",%s_currency", key);
    }
    sg_buf_str(out, "\r\n");
}

static void put_cell(const sg_value *value, extra also, sg_buf *out)
{
    sg_buf_char(out, ',');
    put_value(value, out);
    if (also.interval) {
        sg_buf_char(out, ',');
        put_bound(value, value->lo, out);
        sg_buf_char(out, ',');
        put_bound(value, value->hi, out);
    }
    if (also.currency) {
        sg_buf_char(out, ',');
        if (!value->missing && value->unit == SG_UNIT_MONEY) put_text(value->currency, out);
    }
}

static sg_status put_table(const sg_section_part *section, const sg_table_part *table, sg_buf *out, sg_error *err)
{
    extra extras[COLUMNS_MAX];
    if (table->n_columns > COLUMNS_MAX)
        return sg_fail(err, SG_EFAIL, "table %s has over %d columns", table->id, COLUMNS_MAX);
    for (size_t i = 0; i < table->n_columns; i++) extras[i] = extra_of(table, i);
    put_names(table, extras, out);
    for (size_t row = 0; row < table->n_rows; row++) {
        put_start(section->id, table->id, out);
        for (size_t i = 0; i < table->n_columns; i++)
            put_cell(&table->values[row * table->n_columns + i], extras[i], out);
        sg_buf_str(out, "\r\n");
    }
    return SG_OK;
}

/* The section's fields together, as one table. */
static void put_fields(const sg_section_part *section, sg_buf *out)
{
    bool any = false;
    for (size_t i = 0; i < section->n; i++) {
        const sg_item *item = &section->items[i];
        if (item->kind != SG_ITEM_FIELD) continue;
        if (!any) put_block(",key,title,value,value_lo,value_hi,value_currency\r\n", out);
        any = true;
        put_start(section->id, "fields", out);
        sg_buf_char(out, ',');
        put_text(item->key, out);
        sg_buf_char(out, ',');
        put_text(item->title, out);
        sg_buf_char(out, ',');
        put_value(&item->value, out);
        sg_buf_char(out, ',');
        put_bound(&item->value, item->value.lo, out);
        sg_buf_char(out, ',');
        put_bound(&item->value, item->value.hi, out);
        sg_buf_char(out, ',');
        if (!item->value.missing && item->value.unit == SG_UNIT_MONEY) put_text(item->value.currency, out);
        sg_buf_str(out, "\r\n");
    }
}

static void put_plot_row(const sg_section_part *section, const sg_plot *is, const char *series, const sg_plot_row *row,
                         sg_buf *out)
{
    sg_value x = sg_plot_value(&is->x, row->x);
    put_start(section->id, is->id, out);
    sg_buf_char(out, ',');
    put_text(series, out);
    sg_buf_char(out, ',');
    put_text(row->label, out);
    sg_buf_char(out, ',');
    put_value(&x, out);
    for (size_t i = 0; i < SG_PLOT_ATS; i++) {
        if (!is->at[i]) continue;
        sg_value value = sg_plot_value(sg_plot_axis_of(is, (sg_plot_at)i), row->at[i]);
        sg_buf_char(out, ',');
        put_value(&value, out);
    }
    sg_buf_char(out, ',');
    put_text(row->note, out);
    sg_buf_str(out, "\r\n");
}

static void put_plot(const sg_section_part *section, const sg_plot_part *plot, sg_buf *out)
{
    const sg_plot *is = &plot->is;
    put_block(",series,label,x", out);
    for (size_t i = 0; i < SG_PLOT_ATS; i++)
        if (is->at[i]) sg_buf_char(out, ','), put_text(is->at[i], out);
    sg_buf_str(out, ",note\r\n");
    for (size_t s = 0; s < plot->n; s++)
        for (size_t r = 0; r < plot->series[s].n; r++)
            put_plot_row(section, is, plot->series[s].name, &plot->series[s].rows[r], out);
}

sg_status sg_doc_csv(const sg_doc *doc, sg_buf *out, sg_error *err)
{
    if (doc->failed) return sg_fail(err, SG_EFAIL, "the report could not be built: no memory");
    sg_status status = SG_OK;
    sg_buf_str(out, "");
    for (size_t i = 0; i < doc->n && status == SG_OK; i++) {
        const sg_section_part *section = &doc->sections[i];
        put_fields(section, out);
        for (size_t k = 0; k < section->n && status == SG_OK; k++) {
            const sg_item *item = &section->items[k];
            if (item->kind == SG_ITEM_TABLE) status = put_table(section, &item->table, out, err);
            if (item->kind == SG_ITEM_PLOT) put_plot(section, item->plot, out);
        }
    }
    if (status == SG_OK && out->failed)
        status = sg_fail(err, SG_EFAIL, "the report is larger than %zu bytes", out->max);
    return status;
}
