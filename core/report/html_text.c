/* Texts and values within the page. */
#include "report/html.h"

#include <string.h>

enum { WHOLE_MAX = 28 /* bytes of what is kept on one line */ };

static void put_char(const char *at, sg_buf *out)
{
    if (sg_char_turns(at)) return;
    switch (*at) {
    case '&': sg_buf_str(out, "&amp;"); break;
    case '<': sg_buf_str(out, "&lt;"); break;
    case '>': sg_buf_str(out, "&gt;"); break;
    case '"': sg_buf_str(out, "&quot;"); break;
    case '\'': sg_buf_str(out, "&#39;"); break;
    default: sg_buf_add(out, at, sg_char_bytes(at));
    }
}

void sg_html_text(const char *text, sg_buf *out)
{
    for (; *text; text += sg_char_bytes(text)) put_char(text, out);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "USD 165,000": the bytes of both; else 0. */
static size_t money_bytes(const char *at)
{
    for (size_t i = 0; i < 3; i++)
        if (at[i] < 'A' || at[i] > 'Z') return 0;
    return at[3] == ' ' && is_digit(at[4]) ? 4 + strcspn(at + 4, " \n\t") : 0;
}

/* "2028-06-08", "59–117", "(9.3–21.8)": a word with a dash or a hyphen after a digit; else 0. */
static size_t span_bytes(const char *at)
{
    size_t len = strcspn(at, " \n\t");
    for (size_t i = 1; i < len; i++)
        if ((at[i] == '-' || strncmp(at + i, "–", sizeof "–" - 1) == 0) && is_digit(at[i - 1])) return len;
    return 0;
}

void sg_html_prose(const char *text, size_t len, sg_buf *out)
{
    bool word = true; /* one begins here */
    for (const char *end = text + len; text < end;) {
        size_t whole = word ? money_bytes(text) : 0;
        if (word && !whole) whole = span_bytes(text);
        if (text + whole > end) whole = (size_t)(end - text);
        word = *text == ' ' || *text == '\n' || *text == '(';
        if (!whole || whole > WHOLE_MAX) {
            put_char(text, out);
            text += sg_char_bytes(text);
            continue;
        }
        sg_buf_str(out, "<span class=\"nb\">");
        for (const char *to = text + whole; text < to; text += sg_char_bytes(text)) put_char(text, out);
        sg_buf_str(out, "</span>");
    }
}

static bool is_address(const char *text)
{
    return strncmp(text, "https://", 8) == 0 && !strpbrk(text, " \t\n");
}

void sg_html_value(const sg_value *value, sg_buf *spare, sg_buf *out)
{
    sg_buf_clear(spare);
    sg_value_text(value, true, spare);
    const char *text = spare->at ? spare->at : "";
    if (value->unit == SG_UNIT_TEXT && !value->missing && is_address(text)) {
        sg_buf_str(out, "<a rel=\"noreferrer\" href=\"");
        sg_html_text(text, out);
        sg_buf_str(out, "\">");
        sg_html_text(text + 8, out);
        sg_buf_str(out, "</a>");
        return;
    }
    char *interval = value->has_interval && !value->missing ? strrchr(spare->at, '(') : NULL;
    if (!interval || interval == spare->at) {
        if (value->unit == SG_UNIT_TEXT)
            sg_html_prose(text, strlen(text), out);
        else
            sg_html_text(text, out);
        return;
    }
    interval[-1] = '\0';
    sg_html_text(text, out);
    sg_buf_str(out, " <span class=\"ci\">(");
    sg_html_text(interval + 1, out);
    sg_buf_str(out, "</span>");
}
