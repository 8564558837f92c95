/* Tables of the page. */
#include "report/html.h"

#include <string.h>

enum {
    CARDS_FROM = 4 /* columns */,
    COLUMNS_MAX = 64,
    ROOM = 720,
    NARROW = 358,
    ROWS_OPEN = 6,  /* more are folded behind a chart */
    WORD_MAX = 24,  /* bytes; longer words may be broken */
    WORDS_FROM = 16 /* bytes of a text that has a line of its own on a card */
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

static bool has_long_word(const char *text)
{
    for (size_t len; *text; text += len + (text[len] != '\0')) {
        len = strcspn(text, " \n");
        if (len > WORD_MAX) return true;
    }
    return false;
}

static void put_classes(const sg_doc_column *column, const sg_value *value, sg_buf *out)
{
    bool text = value->unit == SG_UNIT_TEXT && !value->missing && value->text;
    const char *const classes[] = {column->right ? "r" : "", column->right && value->missing ? "na" : "",
                                   text && strlen(value->text) >= WORDS_FROM ? "words" : "",
                                   text && has_long_word(value->text) ? "long" : ""};
    const char *before = " class=\"";
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (!classes[i][0]) continue;
        sg_buf_printf(out, "%s%s", before, classes[i]);
        before = " ";
    }
    if (before[1] == '\0') sg_buf_char(out, '"');
}

static void put_cell(const sg_doc_column *column, const sg_value *value, bool first, sg_buf *spare, sg_buf *out)
{
    sg_buf_str(out, first ? "<th scope=\"row\"" : "<td");
    put_classes(column, value, out);
    if (!first && column->title[0]) put_attribute("data-l", column->title, out);
    if (value->missing && value->text[0]) put_attribute("title", value->text, out);
    sg_buf_char(out, '>');
    if (value->missing)
        sg_buf_str(out, "–");
    else
        sg_html_value(value, spare, out);
    sg_buf_str(out, first ? "</th>" : "</td>");
}

static void put_fold(const sg_table_part *table, const bool *shown, sg_buf *out)
{
    size_t first = 0;
    while (first < table->n_columns && !shown[first]) first++;
    if (first == table->n_columns) first = 0;
    sg_buf_str(out, "<details class=\"table\"><summary>Table: ");
    sg_html_text(table->columns[first].title, out);
    sg_buf_printf(out, ", %zu rows</summary>\n", table->n_rows);
}

void sg_html_table(const sg_table_part *table, bool charted, sg_buf *spare, sg_buf *out)
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
    bool folded = charted && table->n_rows > ROWS_OPEN;
    if (folded) put_fold(table, shown, out);
    if (n < CARDS_FROM)
        sg_buf_str(out, "<table>\n");
    else
        sg_buf_printf(out, "<table class=\"%s\">\n", sg_table_is_slim(table, shown, NARROW, spare) ? "slim" : "cards");
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
    sg_buf_str(out, folded ? "</tbody>\n</table>\n</details>\n" : "</tbody>\n</table>\n");
}
