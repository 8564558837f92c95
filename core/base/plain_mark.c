/* Marks of Markdown and escapes, and where marks may be. Every search forward remembers what it did not find, so that
 * no text is read more than a few times. */
#include "base/plain_mark.h"

#include "base/plain_html.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool is_word(char c)
{
    unsigned char u = (unsigned char)c;
    return (u >= '0' && u <= '9') || ((u | 0x20) >= 'a' && (u | 0x20) <= 'z') || u >= 0x80;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* ---- where marks may be ---- */

static bool may_be_mark(char c)
{
    return c == '<' || c == '&' || c == '\\' || c == '*' || c == '[';
}

static size_t next_place(sg_text source, size_t at)
{
#ifdef __SSE2__
    for (; source.len - at >= 16; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(source.at + at));
        __m128i found =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('<')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&')));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('*')));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('[')));
        unsigned mask = (unsigned)_mm_movemask_epi8(found);
        if (mask) return at + (size_t)__builtin_ctz(mask);
    }
#endif
    while (at < source.len && !may_be_mark(source.at[at])) at++;
    return at;
}

size_t sg_marks_next(const sg_marks *marks, size_t at)
{
    size_t next = next_place(marks->source, at);
    return marks->link_close && marks->link_close < next && marks->link_close >= at ? marks->link_close : next;
}

/* ---- backslashes ---- */

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

/* "C:\n…": a letter alone before the colon. */
static bool is_drive(sg_text s, size_t backslash)
{
    return backslash >= 2 && s.at[backslash - 1] == ':' && (s.at[backslash - 2] | 0x20) >= 'a' &&
           (s.at[backslash - 2] | 0x20) <= 'z' && (backslash == 2 || !is_word(s.at[backslash - 3]));
}

/* A text on one line in which \n stands before what no name of a file begins with. */
static bool has_written_line_ends(sg_text s)
{
    if (memchr(s.at, '\n', s.len)) return false;
    for (size_t at = 0; at + 1 < s.len; at++) {
        const char *found = memmem(s.at + at, s.len - at, "\\n", 2);
        if (!found) return false;
        at = (size_t)(found - s.at);
        bool named = at + 2 < s.len && is_lower(s.at[at + 2]);
        if (!named && !is_drive(s, at)) return true;
    }
    return false;
}

static bool are_line_ends_written(sg_marks *m)
{
    if (!m->escaped_known) m->escaped = has_written_line_ends(m->source);
    m->escaped_known = true;
    return m->escaped;
}

/* \uXXXX, not half of a pair. */
static bool read_unicode(sg_text s, size_t at, sg_mark *out)
{
    uint32_t code = 0;
    if (s.len - at < 5) return false;
    for (size_t i = at + 1; i < at + 5; i++) {
        char c = s.at[i], low = (char)(c | 0x20);
        bool digit = c >= '0' && c <= '9';
        if (!digit && (low < 'a' || low > 'f')) return false;
        code = code * 16 + (uint32_t)(digit ? c - '0' : low - 'a' + 10);
    }
    if (code < 0x20 || (code >= 0xD800 && code < 0xE000)) return false;
    out->n = sg_code_put(code, out->put);
    out->end = at + 5;
    return true;
}

/* A run of backslashes before ASCII punctuation, however often it was escaped. */
static bool read_backslashes(sg_marks *m, size_t at, sg_mark *out)
{
    sg_text s = m->source;
    size_t end = at;
    while (end < s.len && s.at[end] == '\\') end++;
    out->end = end;
    if (end == s.len) return false;
    char next = s.at[end];
    if (next == 'u') return read_unicode(s, end, out);
    if (next == '&') {
        uint32_t code;
        size_t entity = sg_entity_read(s, end, &code);
        out->n = sg_code_put(entity ? code : '&', out->put);
        out->end = entity ? entity : end + 1;
        return true;
    }
    if (is_punctuation(next) || next == '\n') {
        out->put[0] = next;
    } else {
        if ((next != 'n' && next != 'r' && next != 't') || is_drive(s, at) || !are_line_ends_written(m)) return false;
        out->put[0] = next == 't' ? '\t' : '\n';
    }
    out->n = next != 'r';
    out->end = end + 1;
    return true;
}

/* ---- emphasis ---- */

static size_t stars_at(sg_text s, size_t at)
{
    size_t end = at;
    while (end < s.len && s.at[end] == '*') end++;
    return end - at;
}

/* Where an emphasis of so many stars that begins before `at` ends in this line, or 0. */
static size_t find_close(sg_marks *m, size_t at, size_t stars)
{
    sg_text s = m->source;
    for (size_t i = at; i < s.len && s.at[i] != '\n'; i++) {
        if (s.at[i] != '*') continue;
        size_t n = stars_at(s, i), end = i + n;
        bool outer = end == s.len || !is_word(s.at[end]);
        if (n == stars && i > at && !is_space(s.at[i - 1]) && (outer || stars > 1)) return i;
        i = end - 1;
    }
    return 0;
}

static bool begins_line(sg_text s, size_t at)
{
    return at == 0 || s.at[at - 1] == '\n';
}

/* A line that is emphasised as a whole is a heading. */
static bool ends_line(sg_text s, size_t at)
{
    if (at < s.len && s.at[at] == ':') at++;
    while (at < s.len && (s.at[at] == ' ' || s.at[at] == '\r')) at++;
    return at == s.len || s.at[at] == '\n';
}

/* "x=*&y=*" is no emphasis. */
static bool may_open(sg_text s, size_t at, size_t end)
{
    if (end == s.len || is_space(s.at[end])) return false;
    return at == 0 || is_space(s.at[at - 1]) || (s.at[at - 1] && strchr("([{\"'>-:,/", s.at[at - 1]));
}

static bool read_stars(sg_marks *m, size_t at, sg_mark *out)
{
    sg_text s = m->source;
    size_t n = stars_at(s, at), end = at + n;
    out->end = end;
    if (n > SG_EMPHASIS_MAX) return false;
    if (at && m->closes[n] == at) return true;
    if (m->closes[n] > at || !may_open(s, at, end)) return false;
    if (end <= m->unclosed[n]) return false;
    size_t close = find_close(m, end, n);
    if (!close) {
        const char *line_end = memchr(s.at + end, '\n', s.len - end);
        m->unclosed[n] = line_end ? (size_t)(line_end - s.at) : s.len;
        return false;
    }
    m->closes[n] = close;
    if (n == 2 && begins_line(s, at) && close + 2 < s.len && ends_line(s, close + 2)) {
        memcpy(out->put, "# ", 2);
        out->n = 2;
    }
    return true;
}

/* ---- links ---- */

/* The end of the address in round brackets at `at`, or 0. */
static size_t address_end(sg_text s, size_t at)
{
    bool is_address = false;
    if (at >= s.len || s.at[at] != '(') return 0;
    for (size_t i = at + 1; i < s.len; i++) {
        char c = s.at[i];
        if (c == ')') return is_address || i == at + 1 ? i + 1 : 0;
        if (c == '\n' || c == '[' || c == '(' || c == '<') return 0;
        is_address = is_address || c == ':' || c == '/' || c == '#' || c == '@';
    }
    return 0;
}

static bool read_link(sg_marks *m, size_t at, sg_mark *out)
{
    sg_text s = m->source;
    out->end = at + 1;
    if (m->link_close > at) return false;
    for (size_t i = at + 1; i < s.len && s.at[i] != '\n'; i++) {
        if ((s.at[i] != ']' && s.at[i] != '[') || s.at[i - 1] == '\\') continue;
        if (s.at[i] == '[') return false;
        size_t end = i > at + 1 ? address_end(s, i + 1) : 0;
        if (!end) return false;
        m->link_close = i;
        m->link_end = end;
        return true;
    }
    return false;
}

/* ---- all of them ---- */

bool sg_marks_read(sg_marks *marks, size_t at, sg_mark *out)
{
    *out = (sg_mark){.end = at + 1};
    switch (marks->source.at[at]) {
    case '\\': return read_backslashes(marks, at, out);
    case '*': return read_stars(marks, at, out);
    case '[': return read_link(marks, at, out);
    case ']':
        out->end = marks->link_end;
        marks->link_close = 0;
        return true;
    default: return sg_html_read(marks, at, out);
    }
}
