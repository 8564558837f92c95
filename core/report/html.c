/* The document as one page that needs nothing else and runs no script. */
#include "report/html.h"

#include <string.h>

enum {
    NOTES_OPEN = 2 /* so many notes in a row stand open; more are folded */,
    ROWS_OPEN = 6 /* rows of a table that stand open behind a chart of their section; more are folded */
};

static void put_element(const char *open, const char *text, const char *close, sg_buf *out)
{
    sg_buf_str(out, open);
    sg_html_text(text, out);
    sg_buf_str(out, close);
}

static void put_prose(const char *open, const char *text, const char *close, sg_buf *out)
{
    sg_buf_str(out, open);
    sg_html_prose(text, strlen(text), out);
    sg_buf_str(out, close);
}

/* Items of one kind that follow one another. */
static size_t run_of(const sg_section_part *section, size_t from)
{
    size_t n = 1;
    while (from + n < section->n && section->items[from + n].kind == section->items[from].kind) n++;
    return n;
}

static void put_notes(const sg_section_part *section, size_t from, size_t n, sg_buf *out)
{
    bool folded = n > NOTES_OPEN;
    if (folded)
        sg_buf_printf(out, "<details class=\"notes\"><summary>%zu notes</summary>\n", n);
    else
        sg_buf_str(out, "<div class=\"notes\">\n");
    for (size_t i = from; i < from + n; i++) put_prose("<p>", section->items[i].text, "</p>\n", out);
    sg_buf_str(out, folded ? "</details>\n" : "</div>\n");
}

/* An id stands for itself as a letter, a digit, '-' or '_'; all else becomes '-'. */
static void put_id(const char *id, sg_buf *out)
{
    for (; *id; id++) {
        bool plain = (*id >= 'a' && *id <= 'z') || (*id >= 'A' && *id <= 'Z') || (*id >= '0' && *id <= '9');
        sg_buf_char(out, plain || *id == '_' ? *id : '-');
    }
}

/* What it comes to, and, on a line of its own, what that rests on, without the mark that joins the two in a
 * sentence. */
static void put_led(const sg_item *item, sg_buf *out)
{
    const char *text = item->value.text, *rest = text + item->lead + strspn(text + item->lead, " ,:;.");
    sg_buf_str(out, "<b>");
    sg_html_prose(text, item->lead, out);
    sg_buf_str(out, "</b>");
    if (!*rest) return;
    put_prose(" <span class=\"why\">", rest, "</span>", out);
}

/* Bytes of a field's title without the number that it may end in. */
static size_t set_name(const sg_item *item)
{
    size_t len = strlen(item->title), end = len;
    while (end && item->title[end - 1] >= '0' && item->title[end - 1] <= '9') end--;
    return end < len && end > 1 && item->title[end - 1] == ' ' ? end - 1 : len;
}

/* Fields of the set of the one at `from`, or that one alone. */
static size_t set_of(const sg_section_part *section, size_t from, size_t end)
{
    const char *title = section->items[from].title;
    size_t name = set_name(&section->items[from]), n = 1;
    while (from + n < end && set_name(&section->items[from + n]) == name &&
           strncmp(section->items[from + n].title, title, name) == 0)
        n++;
    return n;
}

static void put_set(const sg_section_part *section, size_t from, size_t n, sg_buf *spare, sg_buf *out)
{
    const sg_item *first = &section->items[from];
    if (n > 1) {
        sg_buf_str(out, "<div class=\"set of-");
        put_id(first->key, out);
        sg_buf_str(out, "\"><dt>");
    } else {
        sg_buf_str(out, "<div><dt>");
    }
    sg_html_prose(first->title, n > 1 ? set_name(first) : strlen(first->title), out);
    sg_buf_str(out, "</dt>");
    for (const sg_item *item = first; item < first + n; item++) {
        sg_buf_str(out, item->lead ? "<dd class=\"led\">" : "<dd>");
        if (item->lead)
            put_led(item, out);
        else
            sg_html_value(&item->value, spare, out);
        sg_buf_str(out, "</dd>");
    }
    sg_buf_str(out, "</div>\n");
}

static void put_fields(const sg_section_part *section, size_t from, size_t n, sg_buf *spare, sg_buf *out)
{
    sg_buf_str(out, "<dl>\n");
    for (size_t i = from, of; i < from + n; i += of) put_set(section, i, of = set_of(section, i, from + n), spare, out);
    sg_buf_str(out, "</dl>\n");
}

/* Whether the table at `at` stands behind a chart, with nothing but notes between. */
static bool is_charted(const sg_section_part *section, size_t at)
{
    while (at && section->items[at - 1].kind == SG_ITEM_NOTE) at--;
    return at && section->items[at - 1].kind == SG_ITEM_PLOT;
}

static void put_items(const sg_section_part *section, sg_buf *spare, sg_buf *out)
{
    for (size_t i = 0, n; i < section->n; i += n) {
        const sg_item *item = &section->items[i];
        n = 1;
        switch (item->kind) {
        case SG_ITEM_PARAGRAPH:
            if (item->as_is)
                put_element("<pre>", item->text, "</pre>\n", out);
            else
                put_prose("<p>", item->text, "</p>\n", out);
            break;
        case SG_ITEM_NOTE: put_notes(section, i, n = run_of(section, i), out); break;
        case SG_ITEM_FIELD: put_fields(section, i, n = run_of(section, i), spare, out); break;
        case SG_ITEM_TABLE: sg_html_table(&item->table, is_charted(section, i), spare, out); break;
        case SG_ITEM_PLOT: sg_html_plot(item->plot, spare, out); break;
        }
    }
}

/* What stands before a colon says what a section is. */
static const char *short_title(const char *title, char *out, size_t size)
{
    const char *colon = strstr(title, ": ");
    size_t len = colon ? (size_t)(colon - title) : strlen(title);
    if (len >= size) return title;
    memcpy(out, title, len);
    out[len] = '\0';
    return out;
}

static void put_contents(const sg_doc *doc, sg_buf *out)
{
    size_t n = 0;
    char name[200];
    for (size_t i = 0; i < doc->n; i++) n += doc->sections[i].title[0] && !doc->sections[i].minor;
    if (n < 3) return;
    sg_buf_str(out, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < doc->n; i++) {
        const sg_section_part *section = &doc->sections[i];
        if (!section->title[0] || section->minor) continue;
        sg_buf_str(out, "<li><a href=\"#");
        put_id(section->id, out);
        put_element("\">", short_title(section->title, name, sizeof name), "</a></li>\n", out);
    }
    sg_buf_str(out, "</ul></nav>\n");
}

static void put_sections(const sg_doc *doc, sg_buf *spare, sg_buf *out)
{
    for (size_t i = 0; i < doc->n; i++) {
        const sg_section_part *section = &doc->sections[i];
        const char *heading = section->minor ? "h3" : "h2";
        sg_buf_str(out, section->minor ? "<section class=\"minor\" id=\"" : "<section id=\"");
        put_id(section->id, out);
        sg_buf_str(out, "\">\n");
        if (section->title[0]) {
            sg_buf_printf(out, "<%s>", heading);
            sg_html_text(section->title, out);
            sg_buf_printf(out, "</%s>\n", heading);
        }
        put_items(section, spare, out);
        sg_buf_str(out, "</section>\n");
    }
}

/* "data_as_of" as "data as of". */
static void put_words(const char *key, sg_buf *out)
{
    for (size_t len; *key; key += len + (key[len] != '\0')) {
        len = strcspn(key, "_");
        sg_html_prose(key, len, out);
        if (key[len]) sg_buf_char(out, ' ');
    }
}

static void put_meta(const sg_doc *doc, sg_buf *spare, sg_buf *out)
{
    sg_buf_str(out, "<footer><h2>What this page was made from</h2>\n<dl>\n");
    put_element("<div><dt>schema</dt><dd>", doc->schema, "</dd></div>\n", out);
    for (size_t i = 0; i < doc->n_meta; i++) {
        sg_buf_str(out, "<div><dt>");
        put_words(doc->meta[i].key, out);
        sg_buf_str(out, "</dt><dd>");
        sg_html_value(&doc->meta[i].value, spare, out);
        sg_buf_str(out, "</dd></div>\n");
    }
    sg_buf_str(out, "</dl>\n</footer>\n");
}

static void put_head(const char *title, sg_buf *out)
{
    sg_buf_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
        sg_page_css_hash);
    put_element("<title>", title, "</title>\n", out);
    sg_buf_str(out, "<style>");
    sg_buf_add(out, sg_page_css, sg_page_css_len);
    sg_buf_str(out, "</style>\n</head>\n<body>\n");
}

/* "skillgap report, 2026-11: senior data engineer": what it is, smaller, above what it is of. */
static void put_header(const char *title, sg_buf *out)
{
    const char *of = strstr(title, ": ");
    sg_buf_str(out, "<header>");
    if (of) {
        sg_buf_str(out, "<p class=\"of\">");
        sg_html_prose(title, (size_t)(of - title), out);
        sg_buf_str(out, "</p>");
    }
    put_prose("<h1>", of ? of + 2 : title, "</h1></header>\n", out);
}

sg_status sg_doc_html(const sg_doc *doc, sg_buf *out, sg_error *err)
{
    if (doc->failed) return sg_fail(err, SG_EFAIL, "the report could not be built: no memory");
    const char *title = doc->title[0] || !doc->n ? doc->title : doc->sections[0].title;
    sg_buf spare;
    sg_buf_init(&spare, 1 << 20);
    put_head(title, out);
    put_header(title, out);
    put_contents(doc, out);
    sg_buf_str(out, "<main>\n");
    put_sections(doc, &spare, out);
    sg_buf_str(out, "</main>\n");
    put_meta(doc, &spare, out);
    sg_buf_str(out, "</body>\n</html>\n");
    bool failed = out->failed || spare.failed;
    sg_buf_release(&spare);
    return failed ? sg_fail(err, SG_EFAIL, "the report is larger than %zu bytes", out->max) : SG_OK;
}
