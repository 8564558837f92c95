/* The document as JSON. The order of keys is the order of addition. Numbers are rounded to 12 significant digits,
 * beyond which compilers differ, and then have the fewest digits that read back as the same double. */
#include "base/month.h"
#include "report/parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sg_json_string(const char *text, sg_buf *out)
{
    sg_buf_char(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            sg_buf_printf(out, "\\%c", c);
        else if (c == '\n')
            sg_buf_str(out, "\\n");
        else if (c < 0x20)
            sg_buf_printf(out, "\\u%04x", c);
        else
            sg_buf_char(out, (char)c);
    }
    sg_buf_char(out, '"');
}

static void put_number(double value, sg_buf *out)
{
    char text[40];
    if (value == floor(value) && fabs(value) < 1e15) {
        sg_buf_printf(out, "%.0f", value == 0 ? 0.0 : value);
        return;
    }
    snprintf(text, sizeof text, "%.12g", value);
    value = strtod(text, NULL);
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    sg_buf_str(out, text);
}

void sg_json_value(const sg_value *value, sg_buf *out)
{
    char date[16];
    if (value->missing) {
        sg_buf_str(out, "{\"value\": null, \"reason\": ");
        sg_json_string(value->text, out);
        sg_buf_char(out, '}');
    } else if (value->unit == SG_UNIT_TEXT) {
        sg_json_string(value->text, out);
    } else if (value->unit == SG_UNIT_MONTH) {
        sg_json_string(sg_month_format((sg_month)value->value, date), out);
    } else if (value->unit == SG_UNIT_DAY) {
        sg_json_string(sg_day_format((sg_day)value->value, date), out);
    } else if (!value->has_interval && value->unit != SG_UNIT_MONEY) {
        put_number(value->value, out);
    } else {
        sg_buf_str(out, "{\"value\": ");
        put_number(value->value, out);
        if (value->has_interval) {
            sg_buf_str(out, ", \"lo\": ");
            put_number(value->lo, out);
            sg_buf_str(out, ", \"hi\": ");
            put_number(value->hi, out);
        }
        if (value->unit == SG_UNIT_MONEY) {
            sg_buf_str(out, ", \"currency\": ");
            sg_json_string(value->currency, out);
        }
        sg_buf_char(out, '}');
    }
}

static void put_key(const char *key, sg_buf *out)
{
    sg_json_string(key, out);
    sg_buf_str(out, ": ");
}

static void put_columns(const sg_table_part *table, sg_buf *out)
{
    sg_buf_str(out, "\"columns\": [");
    for (size_t i = 0; i < table->n_columns; i++) {
        const sg_doc_column *column = &table->columns[i];
        sg_buf_str(out, i ? ", {\"key\": " : "{\"key\": ");
        sg_json_string(column->key, out);
        sg_buf_str(out, ", \"title\": ");
        sg_json_string(column->title, out);
        if (column->help) {
            sg_buf_str(out, ", \"help\": ");
            sg_json_string(column->help, out);
        }
        sg_buf_char(out, '}');
    }
    sg_buf_char(out, ']');
}

static void put_table(const sg_table_part *table, sg_buf *out)
{
    sg_buf_str(out, "{\"id\": ");
    sg_json_string(table->id, out);
    sg_buf_str(out, ",\n       ");
    put_columns(table, out);
    sg_buf_str(out, ",\n       \"rows\": [");
    for (size_t row = 0; row < table->n_rows; row++) {
        sg_buf_str(out, row ? ",\n         {" : "\n         {");
        for (size_t i = 0; i < table->n_columns; i++) {
            if (i) sg_buf_str(out, ", ");
            put_key(table->columns[i].key, out);
            sg_json_value(&table->values[row * table->n_columns + i], out);
        }
        sg_buf_char(out, '}');
    }
    sg_buf_str(out, "]}");
}

static void put_item(const sg_item *item, sg_buf *out)
{
    switch (item->kind) {
    case SG_ITEM_PARAGRAPH:
    case SG_ITEM_NOTE: sg_json_string(item->text, out); return;
    case SG_ITEM_FIELD: put_key(item->key, out), sg_json_value(&item->value, out); return;
    case SG_ITEM_TABLE: put_table(&item->table, out); return;
    case SG_ITEM_PLOT: sg_plot_json(item->plot, out); return;
    }
}

/* All items of one kind, between the brackets. */
static void put_items(const sg_section_part *section, sg_item_kind kind, const char *brackets, sg_buf *out)
{
    bool any = false;
    sg_buf_char(out, brackets[0]);
    for (size_t i = 0; i < section->n; i++) {
        if (section->items[i].kind != kind) continue;
        sg_buf_str(out, any ? ",\n       " : "\n       ");
        put_item(&section->items[i], out);
        any = true;
    }
    sg_buf_char(out, brackets[1]);
}

static bool has_plot(const sg_section_part *section)
{
    for (size_t i = 0; i < section->n; i++)
        if (section->items[i].kind == SG_ITEM_PLOT) return true;
    return false;
}

static void put_section(const sg_section_part *section, sg_buf *out)
{
    sg_buf_str(out, "    {\"id\": ");
    sg_json_string(section->id, out);
    sg_buf_str(out, ", \"title\": ");
    sg_json_string(section->title, out);
    sg_buf_str(out, ",\n     \"text\": ");
    put_items(section, SG_ITEM_PARAGRAPH, "[]", out);
    sg_buf_str(out, ",\n     \"fields\": ");
    put_items(section, SG_ITEM_FIELD, "{}", out);
    sg_buf_str(out, ",\n     \"tables\": ");
    put_items(section, SG_ITEM_TABLE, "[]", out);
    if (has_plot(section)) {
        sg_buf_str(out, ",\n     \"plots\": ");
        put_items(section, SG_ITEM_PLOT, "[]", out);
    }
    sg_buf_str(out, ",\n     \"notes\": ");
    put_items(section, SG_ITEM_NOTE, "[]", out);
    sg_buf_char(out, '}');
}

sg_status sg_doc_json(const sg_doc *doc, sg_buf *out, sg_error *err)
{
    if (doc->failed) return sg_fail(err, SG_EFAIL, "the report could not be built: no memory");
    sg_buf_str(out, "{\n  \"schema\": ");
    sg_json_string(doc->schema, out);
    sg_buf_str(out, ",\n  \"title\": ");
    /* a document of one section needs no title of its own on the terminal */
    sg_json_string(doc->title[0] || !doc->n ? doc->title : doc->sections[0].title, out);
    for (size_t i = 0; i < doc->n_meta; i++) {
        sg_buf_str(out, ",\n  ");
        put_item(&doc->meta[i], out);
    }
    sg_buf_str(out, ",\n  \"sections\": [\n");
    for (size_t i = 0; i < doc->n; i++) {
        if (i) sg_buf_str(out, ",\n");
        put_section(&doc->sections[i], out);
    }
    sg_buf_str(out, "\n  ]\n}\n");
    return out->failed ? sg_fail(err, SG_EFAIL, "the report is larger than %zu bytes", out->max) : SG_OK;
}
