#include "base/plain_html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- entities ---- */

/* Sorted by name. */
static const struct entity {
    const char *name;
    uint32_t code;
} entities[] = {
    {"Auml", 0xC4},    {"Eacute", 0xC9},   {"Ouml", 0xD6},   {"Uuml", 0xDC},    {"aacute", 0xE1},  {"acute", 0xB4},
    {"agrave", 0xE0},  {"amp", '&'},       {"apos", '\''},   {"aring", 0xE5},   {"auml", 0xE4},    {"bull", 0x2022},
    {"ccedil", 0xE7},  {"cent", 0xA2},     {"copy", 0xA9},   {"deg", 0xB0},     {"eacute", 0xE9},  {"ecirc", 0xEA},
    {"egrave", 0xE8},  {"emsp", 0x2003},   {"ensp", 0x2002}, {"euml", 0xEB},    {"euro", 0x20AC},  {"frac12", 0xBD},
    {"gt", '>'},       {"hellip", 0x2026}, {"iacute", 0xED}, {"icirc", 0xEE},   {"iuml", 0xEF},    {"laquo", 0xAB},
    {"ldquo", 0x201C}, {"lsquo", 0x2018},  {"lt", '<'},      {"mdash", 0x2014}, {"middot", 0xB7},  {"nbsp", 0xA0},
    {"ndash", 0x2013}, {"ntilde", 0xF1},   {"oacute", 0xF3}, {"ocirc", 0xF4},   {"oslash", 0xF8},  {"ouml", 0xF6},
    {"pound", 0xA3},   {"quot", '"'},      {"raquo", 0xBB},  {"rdquo", 0x201D}, {"reg", 0xAE},     {"rsquo", 0x2019},
    {"sect", 0xA7},    {"shy", 0xAD},      {"szlig", 0xDF},  {"times", 0xD7},   {"trade", 0x2122}, {"uacute", 0xFA},
    {"uuml", 0xFC},    {"yen", 0xA5}};

uint8_t sg_code_put(uint32_t code, char out[4])
{
    if (code == 0xA0) code = ' ';
    if (code < 0x80) return out[0] = (char)code, 1;
    uint8_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (uint8_t i = (uint8_t)(n - 1); i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((0xF00u >> n & 0xF0u) | code);
    return n;
}

/* "#x27;", "#8226;": from '#' on. */
static size_t read_number(sg_text s, size_t at, uint32_t *code)
{
    enum { DIGITS = 7 };
    bool hex = at + 1 < s.len && (s.at[at + 1] | 0x20) == 'x';
    size_t i = at + (hex ? 2 : 1), first = i;
    uint32_t value = 0;
    for (; i < s.len && i < first + DIGITS; i++) {
        char c = s.at[i], low = (char)(c | 0x20);
        bool digit = c >= '0' && c <= '9';
        if (!digit && (!hex || low < 'a' || low > 'f')) break;
        value = value * (hex ? 16 : 10) + (uint32_t)(digit ? c - '0' : low - 'a' + 10);
    }
    if (i == first || i == s.len || s.at[i] != ';') return 0;
    bool line_end = value == '\n' || value == '\t';
    if ((value < 0x20 && !line_end) || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 0;
    *code = value;
    return i + 1;
}

static int by_name(const void *name, const void *entry)
{
    return strcmp(name, *(const char *const *)entry);
}

static size_t read_name(sg_text s, size_t at, uint32_t *code)
{
    char name[8];
    size_t n = 0;
    for (; n < sizeof name && at + n < s.len && s.at[at + n] != ';'; n++) name[n] = s.at[at + n];
    if (n == sizeof name || at + n == s.len) return 0;
    name[n] = '\0';
    const struct entity *found = bsearch(name, entities, sizeof entities / sizeof *entities, sizeof *entities, by_name);
    if (!found) return 0;
    *code = found->code;
    return at + n + 1;
}

size_t sg_entity_read(sg_text source, size_t at, uint32_t *code)
{
    static const char again[] = "amp;";
    size_t i = at + 1;
    while (source.len - i >= 4 && memcmp(source.at + i, again, 4) == 0) i += 4;
    if (i < source.len) {
        size_t end = source.at[i] == '#' ? read_number(source, i, code) : read_name(source, i, code);
        if (end) return end;
    }
    *code = '&';
    return i > at + 1 ? i : 0;
}

/* ---- tags ---- */

typedef enum tag_kind {
    TAG_INLINE,
    TAG_LINE,
    TAG_PARAGRAPH,
    TAG_HEADING,
    TAG_BR,
    TAG_CELL,
    TAG_ITEM,
    TAG_HIDDEN
} tag_kind;

/* Sorted by name. */
static const struct tag {
    const char *name;
    tag_kind kind;
} tags[] = {{"a", TAG_INLINE},     {"abbr", TAG_INLINE},  {"address", TAG_LINE},    {"article", TAG_LINE},
            {"aside", TAG_LINE},   {"b", TAG_INLINE},     {"big", TAG_INLINE},      {"blockquote", TAG_LINE},
            {"body", TAG_LINE},    {"br", TAG_BR},        {"button", TAG_INLINE},   {"caption", TAG_LINE},
            {"center", TAG_LINE},  {"cite", TAG_INLINE},  {"code", TAG_INLINE},     {"dd", TAG_LINE},
            {"del", TAG_INLINE},   {"details", TAG_LINE}, {"div", TAG_LINE},        {"dl", TAG_LINE},
            {"dt", TAG_LINE},      {"em", TAG_INLINE},    {"figcaption", TAG_LINE}, {"figure", TAG_LINE},
            {"font", TAG_INLINE},  {"footer", TAG_LINE},  {"form", TAG_LINE},       {"h1", TAG_HEADING},
            {"h2", TAG_HEADING},   {"h3", TAG_HEADING},   {"h4", TAG_HEADING},      {"h5", TAG_HEADING},
            {"h6", TAG_HEADING},   {"head", TAG_LINE},    {"header", TAG_LINE},     {"hr", TAG_PARAGRAPH},
            {"html", TAG_LINE},    {"i", TAG_INLINE},     {"img", TAG_INLINE},      {"ins", TAG_INLINE},
            {"kbd", TAG_INLINE},   {"label", TAG_INLINE}, {"li", TAG_ITEM},         {"link", TAG_INLINE},
            {"main", TAG_LINE},    {"mark", TAG_INLINE},  {"meta", TAG_INLINE},     {"nav", TAG_LINE},
            {"o:p", TAG_INLINE},   {"ol", TAG_LINE},      {"p", TAG_PARAGRAPH},     {"pre", TAG_LINE},
            {"q", TAG_INLINE},     {"s", TAG_INLINE},     {"script", TAG_HIDDEN},   {"section", TAG_LINE},
            {"small", TAG_INLINE}, {"span", TAG_INLINE},  {"strike", TAG_INLINE},   {"strong", TAG_INLINE},
            {"style", TAG_HIDDEN}, {"sub", TAG_INLINE},   {"summary", TAG_LINE},    {"sup", TAG_INLINE},
            {"table", TAG_LINE},   {"tbody", TAG_LINE},   {"td", TAG_CELL},         {"tfoot", TAG_LINE},
            {"th", TAG_CELL},      {"thead", TAG_LINE},   {"title", TAG_LINE},      {"tr", TAG_LINE},
            {"tt", TAG_INLINE},    {"u", TAG_INLINE},     {"ul", TAG_LINE},         {"wbr", TAG_INLINE}};

/* The character at `at`, behind an entity when there is one; *end: behind it. */
static uint32_t character(sg_text s, size_t at, size_t *end)
{
    uint32_t code;
    *end = s.at[at] == '&' ? sg_entity_read(s, at, &code) : 0;
    if (*end) return code;
    *end = at + 1;
    return (unsigned char)s.at[at];
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
}

static bool is_name(uint32_t c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == ':' || c == '_';
}

/* Each of the following takes what it reads off the text's front; false: it is not there. */

static size_t take_spaces(sg_text s, size_t at)
{
    size_t end;
    while (at < s.len && is_space(character(s, at, &end))) at = end;
    return at;
}

/* A value in quotes, or up to white space or '>'. A '<' ends the tag's reading, so that every search is short. */
static bool take_value(sg_text s, size_t *at)
{
    size_t end = 0;
    if (*at == s.len) return false;
    uint32_t quote = character(s, *at, &end), c;
    bool quoted = quote == '"' || quote == '\'';
    if (quoted) *at = end;
    for (; *at < s.len; *at = end) {
        c = character(s, *at, &end);
        if (c == '<') return false;
        if (!quoted && (c == '>' || is_space(c))) return true;
        if (quoted && c == quote) {
            *at = end;
            return true;
        }
    }
    return false;
}

static bool take_attribute(sg_text s, size_t *at)
{
    size_t end, i = *at;
    while (i < s.len && is_name((unsigned char)s.at[i])) i++;
    if (i == *at) return false;
    i = take_spaces(s, i);
    if (i == s.len || character(s, i, &end) != '=') return false;
    *at = take_spaces(s, end);
    return take_value(s, at);
}

/* What stands behind a tag's name, up to and with '>'. */
static bool take_rest(sg_text s, size_t *at)
{
    size_t end;
    for (;;) {
        size_t next = take_spaces(s, *at);
        if (next == s.len) return false;
        uint32_t c = character(s, next, &end);
        if (c == '/') {
            *at = end;
            continue;
        }
        if (c == '>') {
            *at = end;
            return true;
        }
        if (next == *at) return false;
        *at = next;
        if (!take_attribute(s, at)) return false;
    }
}

static const struct tag *tag_named(const char *at, size_t len)
{
    char name[12];
    if (len >= sizeof name) return NULL;
    for (size_t i = 0; i < len; i++) name[i] = (char)(at[i] >= 'A' && at[i] <= 'Z' ? at[i] + 32 : at[i]);
    name[len] = '\0';
    return bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags, by_name);
}

/* What lies between <script> or <style> and its end is no text. */
static size_t hidden_end(sg_marks *m, bool script, size_t at)
{
    bool *none = script ? &m->no_script_end : &m->no_style_end;
    const char *wanted = script ? "</script" : "</style";
    size_t len = strlen(wanted);
    for (size_t i = at; !*none && i < m->source.len; i++) {
        const char *found = memchr(m->source.at + i, '<', m->source.len - i);
        if (!found) break;
        i = (size_t)(found - m->source.at);
        if (m->source.len - i < len || strncasecmp(found, wanted, len) != 0) continue;
        const char *end = memchr(found, '>', m->source.len - i);
        if (end) return (size_t)(end - m->source.at) + 1;
        break;
    }
    *none = true;
    return at;
}

static void show_tag(sg_marks *m, tag_kind kind, bool closing, sg_mark *out)
{
    bool in_item = m->in_item;
    m->in_item = kind == TAG_ITEM ? !closing : in_item && kind != TAG_LINE;
    switch (kind) {
    case TAG_INLINE:
    case TAG_HIDDEN: return;
    case TAG_BR:
    case TAG_CELL:
        out->put[0] = kind == TAG_BR ? '\n' : '\t';
        out->n = kind == TAG_BR || !closing;
        return;
    case TAG_HEADING: out->kind = closing ? SG_MARK_BLANK : SG_MARK_HEADING; return;
    case TAG_PARAGRAPH: out->kind = in_item ? SG_MARK_BREAK : SG_MARK_BLANK; return;
    case TAG_LINE:
    case TAG_ITEM: out->kind = SG_MARK_BREAK; return;
    }
}

static bool read_comment(sg_marks *m, size_t at, bool escaped, sg_mark *out)
{
    const char *end = escaped ? "--&gt;" : "-->";
    const char *found =
        m->no_comment_end[escaped] ? NULL : memmem(m->source.at + at, m->source.len - at, end, strlen(end));
    m->no_comment_end[escaped] = !found;
    if (found) out->end = (size_t)(found - m->source.at) + strlen(end);
    return found != NULL;
}

/* at: behind the '<'. "Map<A>" has a type and no link. */
static bool read_tag(sg_marks *m, size_t start, size_t at, sg_mark *out)
{
    sg_text s = m->source;
    if (s.len - at >= 3 && memcmp(s.at + at, "!--", 3) == 0) return read_comment(m, at + 3, s.at[start] == '&', out);
    bool closing = at < s.len && s.at[at] == '/';
    size_t name = at + closing, end = name;
    while (end < s.len && is_name((unsigned char)s.at[end]) && end - name < 16) end++;
    const struct tag *tag = end > name ? tag_named(s.at + name, end - name) : NULL;
    if (!tag || !take_rest(s, &end)) return false;
    bool type = !closing && end == name + 2 && s.at[name] < 'a' && start && is_name((unsigned char)s.at[start - 1]);
    if (type) return false;
    out->end = end;
    if (tag->kind == TAG_HIDDEN && !closing) out->end = hidden_end(m, tag->name[1] == 'c', end);
    show_tag(m, tag->kind, closing, out);
    return true;
}

bool sg_html_read(sg_marks *marks, size_t at, sg_mark *out)
{
    size_t end;
    uint32_t c = character(marks->source, at, &end);
    if (c == '<' && read_tag(marks, at, end, out)) return true;
    out->end = end;
    if (marks->source.at[at] != '&' || (c == '&' && end == at + 1)) return false;
    out->n = sg_code_put(c, out->put);
    return true;
}
