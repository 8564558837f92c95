/* Tables of the page. */
#include "report/html.h"

enum {
    CARDS_FROM = 4 /* columns */,
    COLUMNS_MAX = 64,
    ROOM = 720,
    EXTRA_FROM = 5 /* drop, from which a card leaves it out */
};

static void put_attribute(const char *name, const char *text, sg_buf *out)
{
    sg_buf_printf(out, " %s=\"", name);
    sg_html_text(text, out);
    sg_buf_char(out, '"');
}

static void put_head(const sg_table_part *table, const bool *shown, sg_buf *out)
{
    sg_buf_str(out, "<thead><tr>");
    for (size_t i = 0; i < table->n_columns; i++) {
        const sg_doc_column *column = &table->columns[i];
        if (!shown[i]) continue;
        sg_buf_str(out, column->title[0] ? "<th scope=\"col\"" : "<td");
        if (column->right) sg_buf_str(out, " class=\"r\"");
        if (column->help) put_attribute("title", column->help, out);
        sg_buf_char(out, '>');
        sg_html_text(column->title, out);
        sg_buf_str(out, column->title[0] ? "</th>" : "</td>");
    }
    sg_buf_str(out, "</tr></thead>\n");
}

static void put_cell(const sg_doc_column *column, const sg_value *value, bool first, sg_buf *spare, sg_buf *out)
{
    sg_buf_str(out, first ? "<th scope=\"row\"" : "<td");
    const char *kind = !column->right   ? ""
                       : value->missing ? "r na"
                                        : "r",
               *also = column->drop >= EXTRA_FROM ? " x" : "";
    if (kind[0] || also[0]) sg_buf_printf(out, " class=\"%s%s\"", kind, kind[0] ? also : also + (also[0] == ' '));
    if (!first && column->title[0]) put_attribute("data-l", column->title, out);
    if (value->missing && value->text[0]) put_attribute("title", value->text, out);
    sg_buf_char(out, '>');
    if (value->missing)
        sg_buf_str(out, "–");
    else
        sg_html_value(value, spare, out);
    sg_buf_str(out, first ? "</th>" : "</td>");
}

void sg_html_table(const sg_table_part *table, sg_buf *spare, sg_buf *out)
{
    if (!table->n_rows) {
        sg_buf_str(out, "<p class=\"none\">(none)</p>\n");
        return;
    }
    bool shown[COLUMNS_MAX] = {false};
    size_t n = 0;
    if (table->n_columns > COLUMNS_MAX) return;
    sg_table_choose(table, ROOM, spare, shown);
    for (size_t i = 0; i < table->n_columns; i++) n += shown[i];
    sg_buf_str(out, n >= CARDS_FROM ? "<table class=\"cards\">\n" : "<table>\n");
    put_head(table, shown, out);
    sg_buf_str(out, "<tbody>\n");
    for (size_t row = 0; row < table->n_rows; row++) {
        bool first = true;
        sg_buf_str(out, "<tr>");
        for (size_t i = 0; i < table->n_columns; i++) {
            if (!shown[i]) continue;
            put_cell(&table->columns[i], &table->values[row * table->n_columns + i], first, spare, out);
            first = false;
        }
        sg_buf_str(out, "</tr>\n");
    }
    sg_buf_str(out, "</tbody>\n</table>\n");
}
