/* The document as GitHub's Markdown. What could be read as markup is escaped, wherever it is from. */
#include "report/svg.h"

#include <string.h>

enum { COLUMNS_MAX = 64, ROOM = 900 /* as on a page of this width */ };

/* Letters that mean something to Markdown anywhere in a line, or to HTML within it. */
static void put_text_in(const char *text, bool start, sg_buf *out)
{
    for (const char *at = text; *at; at += sg_char_bytes(at)) {
        if (sg_char_turns(at)) continue;
        if (*at == '\n' || *at == '\t')
            sg_buf_char(out, ' ');
        else if (*at == '<' || *at == '>' || *at == '&')
            sg_buf_str(out, *at == '<' ? "&lt;" : *at == '>' ? "&gt;" : "&amp;");
        else if (strchr("\\`*_[]|~", *at) || (start && strchr("#+-=", *at)))
            sg_buf_printf(out, "\\%c", *at);
        else
            sg_buf_add(out, at, sg_char_bytes(at));
        start = false;
    }
}

static void put_text(const char *text, sg_buf *out)
{
    put_text_in(text, true, out);
}

static void put_value(const sg_value *value, sg_buf *spare, sg_buf *out)
{
    sg_buf_clear(spare);
    sg_value_text(value, true, spare);
    put_text_in(spare->at ? spare->at : "", false, out);
}

static void put_cells(const sg_table_part *table, const bool *shown, const sg_value *values, sg_buf *spare, sg_buf *out)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        if (!shown[i]) continue;
        sg_buf_str(out, "| ");
        if (!values)
            put_text_in(table->columns[i].title, false, out);
        else if (values[i].missing)
            sg_buf_str(out, "–");
        else
            put_value(&values[i], spare, out);
        sg_buf_char(out, ' ');
    }
    sg_buf_str(out, "|\n");
}

static void put_table(const sg_table_part *table, sg_buf *spare, sg_buf *out)
{
    bool shown[COLUMNS_MAX] = {false};
    if (table->n_columns > COLUMNS_MAX) return;
    sg_table_choose(table, ROOM, spare, shown);
    put_cells(table, shown, NULL, spare, out);
    for (size_t i = 0; i < table->n_columns; i++)
        if (shown[i]) sg_buf_str(out, table->columns[i].right ? "|--:" : "|---");
    sg_buf_str(out, "|\n");
    for (size_t row = 0; row < table->n_rows; row++)
        put_cells(table, shown, table->values + row * table->n_columns, spare, out);
    if (!table->n_rows) sg_buf_str(out, "\n(none)\n");
}

static void put_lines(const char *text, sg_buf *out)
{
    for (const char *line = text; line && *line;) {
        const char *end = strchrnul(line, '\n');
        sg_buf_str(out, "    ");
        sg_buf_add(out, line, (size_t)(end - line));
        sg_buf_char(out, '\n');
        line = *end ? end + 1 : NULL;
    }
}

static void put_item(const sg_item *item, sg_buf *spare, sg_buf *out)
{
    switch (item->kind) {
    case SG_ITEM_PARAGRAPH:
        if (item->as_is)
            put_lines(item->text, out);
        else
            put_text(item->text, out), sg_buf_char(out, '\n');
        return;
    case SG_ITEM_NOTE:
        sg_buf_str(out, "> ");
        put_text(item->text, out);
        sg_buf_char(out, '\n');
        return;
    case SG_ITEM_FIELD:
        sg_buf_str(out, "- **");
        put_text(item->title, out);
        sg_buf_str(out, "**: ");
        put_value(&item->value, spare, out);
        sg_buf_char(out, '\n');
        return;
    case SG_ITEM_TABLE: put_table(&item->table, spare, out); return;
    case SG_ITEM_PLOT:
        if (!item->plot->n) return;
        sg_buf_str(out, "**");
        put_text(item->plot->is.title, out);
        sg_buf_str(out, "**\n");
        return;
    }
}

static void put_section(const sg_section_part *section, sg_buf *spare, sg_buf *out)
{
    if (section->title[0]) {
        sg_buf_str(out, section->minor ? "\n### " : "\n## ");
        put_text(section->title, out);
        sg_buf_char(out, '\n');
    }
    for (size_t i = 0; i < section->n; i++) {
        const sg_item *item = &section->items[i];
        bool run = i && item->kind == SG_ITEM_FIELD && section->items[i - 1].kind == SG_ITEM_FIELD;
        if (!run) sg_buf_char(out, '\n');
        put_item(item, spare, out);
    }
}

sg_status sg_doc_markdown(const sg_doc *doc, sg_buf *out, sg_error *err)
{
    if (doc->failed) return sg_fail(err, SG_EFAIL, "the report could not be built: no memory");
    sg_buf spare;
    sg_buf_init(&spare, 1 << 20);
    if (doc->title[0]) {
        sg_buf_str(out, "# ");
        put_text(doc->title, out);
        sg_buf_char(out, '\n');
    }
    for (size_t i = 0; i < doc->n; i++) put_section(&doc->sections[i], &spare, out);
    bool failed = out->failed || spare.failed;
    sg_buf_release(&spare);
    return failed ? sg_fail(err, SG_EFAIL, "the report is larger than %zu bytes", out->max) : SG_OK;
}
