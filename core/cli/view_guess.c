#include "cli/view_guess.h"

#include "base/buf.h"

#include <string.h>

static const sg_doc_column columns[] = {{"column", "Column", NULL, false, 0},
                                        {"option", "Taken as", NULL, false, 0},
                                        {"example", "Example", NULL, false, 1},
                                        {"sure", "Sure", "how surely, of 100", true, 0},
                                        {"why", "By", NULL, false, 2}};
static const sg_doc_column settings[] = {
    {"option", "Option", NULL, false, 0}, {"value", "Value", NULL, false, 0}, {"why", "Because", NULL, false, 0}};
static const sg_doc_column missing[] = {{"option", "Missing", NULL, false, 0},
                                        {"value", "Form", NULL, false, 1},
                                        {"why", "What it is for", NULL, false, 0}};
static const sg_doc_column unused[] = {
    {"column", "Not used", NULL, false, 0}, {"example", "Example", NULL, false, 1}, {"why", "Because", NULL, false, 0}};

static sg_value text(const char *value)
{
    return sg_v_text(value ? value : "");
}

/* ---- which proposals belong to which table ---- */

static bool is_column(const sg_guessed *item)
{
    return item->option && item->column;
}

static bool is_setting(const sg_guessed *item)
{
    return item->option && !item->column && item->value && item->sure;
}

static bool is_missing(const sg_guessed *item)
{
    return item->option && !item->column && !(item->value && item->sure);
}

static bool is_unused(const sg_guessed *item)
{
    return !item->option && item->column;
}

/* Begins the table at its first row. */
static bool begin(sg_doc *doc, const sg_guess *g, bool (*belongs)(const sg_guessed *), const char *id,
                  const sg_doc_column *heads, size_t n)
{
    for (size_t i = 0; i < g->n; i++)
        if (belongs(&g->items[i])) {
            sg_doc_table(doc, id, heads, n);
            return true;
        }
    return false;
}

static void add_tables(sg_doc *doc, const sg_guess *g)
{
    if (begin(doc, g, is_column, "columns", columns, 5))
        for (size_t i = 0; i < g->n; i++)
            if (is_column(&g->items[i]))
                sg_doc_row(doc,
                           (sg_value[]){text(g->items[i].column), text(g->items[i].option), text(g->items[i].example),
                                        sg_v_count(g->items[i].sure), text(g->items[i].why)});
    if (begin(doc, g, is_setting, "settings", settings, 3))
        for (size_t i = 0; i < g->n; i++)
            if (is_setting(&g->items[i]))
                sg_doc_row(doc, (sg_value[]){text(g->items[i].option), text(g->items[i].value), text(g->items[i].why)});
    if (begin(doc, g, is_missing, "missing", missing, 3))
        for (size_t i = 0; i < g->n; i++)
            if (is_missing(&g->items[i]))
                sg_doc_row(doc, (sg_value[]){text(g->items[i].option), text(g->items[i].value), text(g->items[i].why)});
    if (begin(doc, g, is_unused, "unused", unused, 3))
        for (size_t i = 0; i < g->n; i++)
            if (is_unused(&g->items[i]))
                sg_doc_row(doc,
                           (sg_value[]){text(g->items[i].column), text(g->items[i].example), text(g->items[i].why)});
}

/* ---- the command ---- */

/* As a shell reads it back. */
static void add_word(sg_buf *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,/:%@";
    if (word[0] && strspn(word, plain) == strlen(word)) {
        sg_buf_str(out, word);
        return;
    }
    sg_buf_char(out, '\'');
    for (const char *at = word; *at; at++) {
        if (*at == '\'')
            sg_buf_str(out, "'\\''");
        else
            sg_buf_char(out, *at);
    }
    sg_buf_char(out, '\'');
}

static sg_status add_command(sg_doc *doc, const sg_guess *g, const char *file, const char *const *options,
                             sg_error *err)
{
    sg_buf out;
    sg_buf_init(&out, 1 << 20);
    sg_buf_printf(&out, "skillgap import --plugin %s --group ", g->plugin.id);
    add_word(&out, g->group);
    for (size_t i = 0; options[i]; i++) {
        sg_buf_str(&out, " \\\n  --set ");
        add_word(&out, options[i]);
    }
    sg_buf_str(&out, " \\\n  ");
    add_word(&out, file);
    if (!out.failed) sg_doc_lines(doc, out.at);
    sg_status status = out.failed ? sg_fail(err, SG_EFAIL, "%s: no memory for the command", file) : SG_OK;
    sg_buf_release(&out);
    return status;
}

sg_status sg_view_guess(sg_doc *doc, const sg_guess *g, const char *file, const char *known, const char *const *options,
                        sg_error *err)
{
    sg_doc_section(doc, "guess", file);
    if (known) sg_doc_paragraph(doc, "%s knows this file: skillgap import reads it without --guess.", known);
    for (size_t i = 0; i < g->n; i++)
        if (!g->items[i].option && !g->items[i].column) sg_doc_paragraph(doc, "Note: %s.", g->items[i].why);
    add_tables(doc, g);
    sg_doc_paragraph(doc, g->open ? "When what is missing is put in its place, this imports it:" : "This imports it:");
    return add_command(doc, g, file, options, err);
}
