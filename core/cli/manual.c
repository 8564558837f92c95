#include "cli/manual.h"

#include "cli/options.h"
#include "cli/usage.h"

#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 78 };

/* Bytes that roff would take for its own are written so that they stand for themselves. */
static void put(sg_buf *out, const char *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool starts = i == 0 && (!out->len || out->at[out->len - 1] == '\n');
        if (starts && (at[i] == '.' || at[i] == '\'')) sg_buf_str(out, "\\&");
        if (at[i] == '\\')
            sg_buf_str(out, "\\e");
        else if (at[i] == '-')
            sg_buf_str(out, "\\-");
        else
            sg_buf_char(out, at[i]);
    }
}

static void put_all(sg_buf *out, const char *text)
{
    put(out, text, strlen(text));
}

/* Running text, in lines of a length that tools like. */
static void put_text(sg_buf *out, const char *text)
{
    size_t line = out->len;
    while (*text) {
        size_t len = strcspn(text, " \n");
        if (out->len > line) {
            bool breaks = out->len - line + 1 + len > LINE_MAX_BYTES;
            sg_buf_char(out, breaks ? '\n' : ' ');
            if (breaks) line = out->len;
        }
        put(out, text, len);
        text += len + strspn(text + len, " \n");
    }
    sg_buf_char(out, '\n');
}

static void put_bold(sg_buf *out, const char *text, const char *then)
{
    sg_buf_str(out, "\\fB");
    put_all(out, text);
    sg_buf_str(out, "\\fR");
    if (!then) return;
    sg_buf_str(out, " \\fI");
    put_all(out, then);
    sg_buf_str(out, "\\fR");
}

static void put_heading(sg_buf *out, const char *macro, const char *text)
{
    sg_buf_printf(out, ".%s \"", macro);
    put_all(out, text);
    sg_buf_str(out, "\"\n");
}

/* A heading begins a paragraph by itself. */
static void put_paragraph(sg_buf *out)
{
    const char *last = out->len ? memrchr(out->at, '\n', out->len - 1) : NULL;
    if (!last || strncmp(last + 1, ".S", 2) != 0) sg_buf_str(out, ".PP\n");
}

static void put_lines(sg_buf *out, const char *lines)
{
    put_paragraph(out);
    sg_buf_str(out, ".nf\n.RS 4\n");
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        const char *tab = memchr(lines, '\t', len);
        put(out, lines, tab ? (size_t)(tab - lines) : len);
        if (tab) sg_buf_str(out, "\n    ");
        if (tab) put(out, tab + 1, len - (size_t)(tab + 1 - lines));
        sg_buf_char(out, '\n');
        lines += len + (lines[len] == '\n');
    }
    sg_buf_str(out, ".RE\n.fi\n");
}

static void put_options(sg_buf *out, const sg_cli_option *options)
{
    char name[80];
    for (const sg_cli_option *option = options; option && option->name; option++) {
        snprintf(name, sizeof name, "--%s", option->name);
        sg_buf_str(out, ".TP\n");
        put_bold(out, name, option->value);
        sg_buf_char(out, '\n');
        put_text(out, option->help);
    }
}

static void put_command(sg_buf *out, const sg_command *command)
{
    sg_text rest = sg_text_of(command->words), form;
    char first = command->summary[0];
    put_heading(out, "SS", command->name);
    sg_buf_char(out, first >= 'a' && first <= 'z' ? (char)(first - 'a' + 'A') : first);
    put_text(out, command->summary + 1);
    out->at[out->len - 1] = '.';
    sg_buf_char(out, '\n');
    put_lines(out, command->examples);
    for (bool any = false; sg_usage_form(&rest, &form); any = true) {
        sg_buf_str(out, any ? ".br\n" : ".PP\n");
        put_bold(out, "skillgap", NULL);
        sg_buf_char(out, ' ');
        put_bold(out, command->name, NULL);
        sg_buf_str(out, form.len ? " \\fI" : "");
        put(out, form.at, form.len);
        sg_buf_str(out, form.len ? "\\fR" : "");
        sg_buf_str(out, " [\\fIoptions\\fR]\n");
    }
    put_options(out, command->options);
    if (command->form) put_lines(out, command->form);
}

static void put_commands(sg_buf *out)
{
    put_heading(out, "SH", "COMMANDS");
    for (size_t i = 0; i < sg_n_commands; i++)
        if (!sg_commands[i]->hidden) put_command(out, sg_commands[i]);
    put_heading(out, "SH", "OPTIONS OF EVERY COMMAND");
    put_options(out, sg_common_options);
}

static void put_piece(sg_buf *out, const sg_manual_piece *piece)
{
    switch (piece->kind) {
    case SG_MANUAL_SECTION: put_heading(out, "SH", piece->text); break;
    case SG_MANUAL_PART: put_heading(out, "SS", piece->text); break;
    case SG_MANUAL_TEXT:
        put_paragraph(out);
        put_text(out, piece->text);
        break;
    case SG_MANUAL_ITEM:
        sg_buf_str(out, ".TP\n");
        put_bold(out, piece->text, NULL);
        sg_buf_char(out, '\n');
        put_text(out, piece->more);
        break;
    case SG_MANUAL_LINES: put_lines(out, piece->text); break;
    case SG_MANUAL_FORM: put_lines(out, sg_command_named(piece->text)->form); break;
    }
}

void sg_manual_write(const sg_manual_page *page, sg_buf *out)
{
    sg_buf_printf(out, ".TH \"%s\" \"%s\" \"%s\" \"skillgap %s\"\n", page->name, page->section, SG_DATE, SG_VERSION);
    put_heading(out, "SH", "NAME");
    put_all(out, page->name);
    sg_buf_str(out, " \\- ");
    put_all(out, page->about);
    sg_buf_char(out, '\n');
    for (size_t i = 0; i < page->n; i++) {
        if (page->commands && i == page->commands_at) put_commands(out);
        put_piece(out, &page->pieces[i]);
    }
}
