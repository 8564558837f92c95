/* The document as text for a terminal or a file. */
#include "base/text.h"
#include "report/parts.h"

#include <string.h>

enum { WIDTH_MIN = 40, PROSE_MAX = 100, FIELD_TITLE_MAX = 30 };

typedef struct render {
    const sg_text_style *style;
    sg_buf *out;
    sg_buf spare; /* a text in ASCII, or a value's text */
    size_t prose; /* width of running text */
} render;

static const char *shown(render *r, const char *text)
{
    if (r->style->unicode) return text;
    sg_buf_clear(&r->spare);
    sg_ascii(text, &r->spare);
    return r->spare.at ? r->spare.at : "";
}

static void put_style(render *r, const char *code)
{
    if (r->style->colour) sg_buf_printf(r->out, "\x1b[%sm", code);
}

static void put_spaces(sg_buf *out, size_t n)
{
    while (n-- > 0) sg_buf_char(out, ' ');
}

static void put_wrapped(render *r, const char *text, size_t indent)
{
    for (const char *line = text; line;) {
        const char *next;
        size_t len = sg_wrap(line, r->prose - indent, &next);
        if (len) put_spaces(r->out, indent);
        sg_buf_add(r->out, line, len);
        sg_buf_char(r->out, '\n');
        line = next;
    }
}

static void put_heading(render *r, const char *text, const char *rule)
{
    text = shown(r, text);
    size_t width = sg_utf8_width(text, strlen(text));
    put_style(r, "1");
    put_wrapped(r, text, 0);
    put_style(r, "0");
    if (!rule) return;
    put_style(r, "2");
    for (size_t i = 0; i < width && i < r->prose; i++) sg_buf_str(r->out, rule);
    put_style(r, "0");
    sg_buf_char(r->out, '\n');
}

/* Width of the titles of the run of fields that starts here. */
static size_t titles_width(const sg_section_part *section, size_t from)
{
    size_t width = 0;
    for (size_t i = from; i < section->n && section->items[i].kind == SG_ITEM_FIELD; i++) {
        size_t own = sg_utf8_width(section->items[i].title, strlen(section->items[i].title));
        if (own > width && own <= FIELD_TITLE_MAX) width = own;
    }
    return width;
}

/* A line of a field; what is left of its lead stands out. */
static void put_led(render *r, const char *line, size_t len, size_t *lead)
{
    size_t led = *lead < len ? *lead : len;
    if (led) {
        put_style(r, "1");
        sg_buf_add(r->out, line, led);
        put_style(r, "0");
    }
    sg_buf_add(r->out, line + led, len - led);
}

static void put_field(render *r, const sg_item *item, size_t width)
{
    const char *title = shown(r, item->title);
    size_t own = sg_utf8_width(title, strlen(title));
    sg_buf_printf(r->out, "%s", title);
    put_spaces(r->out, own < width ? width - own : 0);
    sg_buf_str(r->out, "  ");
    sg_buf_clear(&r->spare);
    sg_value_text(&item->value, r->style->unicode, &r->spare);
    bool first = true;
    size_t lead = r->style->unicode ? item->lead : 0; /* as ASCII it may be of another length */
    size_t room = r->prose > width + 12 ? r->prose - width - 2 : 10;
    for (const char *line = r->spare.at ? r->spare.at : ""; line; first = false) {
        const char *next;
        size_t len = sg_wrap(line, room, &next);
        if (!first) put_spaces(r->out, width + 2);
        put_led(r, line, len, &lead);
        sg_buf_char(r->out, '\n');
        lead -= next && lead > (size_t)(next - line) ? (size_t)(next - line) : lead;
        line = next;
    }
}

static void put_note(render *r, const char *text)
{
    put_style(r, "2");
    put_wrapped(r, shown(r, text), 2);
    put_style(r, "0");
}

static void put_lines(render *r, const char *text)
{
    for (const char *line = text; line && *line;) {
        const char *end = strchrnul(line, '\n');
        sg_buf_str(r->out, "  ");
        sg_buf_add(r->out, line, (size_t)(end - line));
        sg_buf_char(r->out, '\n');
        line = *end ? end + 1 : NULL;
    }
}

/* A blank line between unlike neighbours, and between paragraphs. */
static bool needs_space(const sg_item *before, const sg_item *now)
{
    if (!before) return false;
    if (now->kind == SG_ITEM_NOTE) return before->kind == SG_ITEM_PARAGRAPH;
    return before->kind != now->kind || now->kind != SG_ITEM_FIELD;
}

/* What is only drawn is not shown here. */
static bool is_shown(const sg_section_part *section)
{
    for (size_t i = 0; i < section->n; i++)
        if (section->items[i].kind != SG_ITEM_PLOT) return true;
    return section->n == 0;
}

static sg_status put_item(render *r, const sg_section_part *section, size_t i, size_t *width, sg_error *err)
{
    const sg_item *item = &section->items[i];
    switch (item->kind) {
    case SG_ITEM_PARAGRAPH:
        if (item->as_is)
            put_lines(r, item->text);
        else
            put_wrapped(r, shown(r, item->text), 0);
        return SG_OK;
    case SG_ITEM_NOTE: put_note(r, item->text); return SG_OK;
    case SG_ITEM_FIELD:
        if (!i || section->items[i - 1].kind != SG_ITEM_FIELD) *width = titles_width(section, i);
        put_field(r, item, *width);
        return SG_OK;
    case SG_ITEM_TABLE: return sg_table_text(&item->table, r->style, r->out, err);
    case SG_ITEM_PLOT:
        put_wrapped(r, shown(r, item->plot->is.title), 0);
        sg_plot_text(item->plot, r->style, r->out);
        return SG_OK;
    }
    return SG_OK;
}

static sg_status put_section(render *r, const sg_section_part *section, sg_error *err)
{
    size_t width = 0;
    const sg_item *before = NULL;
    sg_status status = SG_OK;
    if (section->title[0]) put_heading(r, section->title, r->style->unicode ? "─" : "-");
    for (size_t i = 0; i < section->n && status == SG_OK; i++) {
        const sg_item *item = &section->items[i];
        if (item->kind == SG_ITEM_PLOT && !sg_plot_has_text(item->plot)) continue;
        if (needs_space(before, item)) sg_buf_char(r->out, '\n');
        status = put_item(r, section, i, &width, err);
        before = item;
    }
    return status;
}

sg_status sg_doc_text(const sg_doc *doc, const sg_text_style *style, sg_buf *out, sg_error *err)
{
    if (doc->failed) return sg_fail(err, SG_EFAIL, "the report could not be built: no memory");
    sg_text_style own = *style;
    if (own.width < WIDTH_MIN) own.width = WIDTH_MIN;
    render r = {.style = &own, .out = out, .prose = own.width < PROSE_MAX ? own.width : PROSE_MAX};
    sg_buf_init(&r.spare, 1 << 20);
    sg_status status = SG_OK;
    if (doc->title[0]) put_heading(&r, doc->title, NULL);
    for (size_t i = 0; i < doc->n && status == SG_OK; i++) {
        if (!is_shown(&doc->sections[i])) continue;
        if (i || doc->title[0]) sg_buf_char(out, '\n');
        status = put_section(&r, &doc->sections[i], err);
    }
    if (status == SG_OK && (out->failed || r.spare.failed))
        status = sg_fail(err, SG_EFAIL, "the report is larger than %zu bytes", out->max);
    sg_buf_release(&r.spare);
    return status;
}
