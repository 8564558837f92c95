/* Where a name may stand. The two edges are not alike: "Python-based" is Python, "special-snowflake" is not
 * Snowflake; "Node.js." ends a sentence, "main.go" is a file. */
#include "taxonomy/match.h"

#include <string.h>

/* What a byte is to an address. */
enum { CHUNK_BREAK = 1, CHUNK_DOT = 2, CHUNK_AT = 4, CHUNK_COLON = 8 };
#define B CHUNK_BREAK
static const uint8_t chunk_class[256] = {
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    B,
    ['<'] = B,
    ['>'] = B,
    ['"'] = B,
    ['\''] = B,
    ['('] = B,
    [')'] = B,
    ['['] = B,
    [']'] = B,
    ['{'] = B,
    ['}'] = B,
    [','] = B,
    [';'] = B,
    ['|'] = B,
    ['`'] = B,
    [0x7f] = B,
    ['.'] = CHUNK_DOT,
    ['@'] = CHUNK_AT,
    [':'] = CHUNK_COLON,
};
#undef B

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool word_at(sg_text text, size_t at)
{
    return at < text.len && sg_is_word_byte((unsigned char)text.at[at]);
}

static bool word_before(sg_text text, size_t at)
{
    return at > 0 && sg_is_word_byte((unsigned char)text.at[at - 1]);
}

/* A quotation mark or dash beyond ASCII. */
static bool mark_before(sg_text text, size_t at)
{
    sg_token token;
    return sg_token_prev(text, at, &token) && token.end == at && token.mark;
}

/* A word of one letter that is not C++, C# or the like. */
static bool letter_follows(sg_text text, size_t at)
{
    sg_token token;
    if (!sg_token_next(text, at, &token) || token.mark || token.end - token.start != 1) return false;
    return token.end == text.len || (text.at[token.end] != '+' && text.at[token.end] != '#');
}

/* "R&D", "R & D", "Q&A": the one letter at start … end is half of a pair. */
static bool is_half_of_pair(sg_text text, size_t start, size_t end)
{
    sg_token token, other;
    if (sg_token_next(text, end, &token) && token.mark == '&' && token.gap <= SG_GAP_SPACE &&
        letter_follows(text, token.end))
        return true;
    return sg_token_prev(text, start, &token) && token.mark == '&' && token.gap <= SG_GAP_SPACE &&
           sg_token_prev(text, token.start, &other) && !other.mark && other.end - other.start == 1;
}

/* U+2019 is how most texts write the apostrophe. */
static bool apostrophe_before(sg_text text, size_t at)
{
    if (at >= 1 && text.at[at - 1] == '\'') return word_before(text, at - 1);
    return at >= 3 && memcmp(text.at + at - 3, "\xe2\x80\x99", 3) == 0 && word_before(text, at - 3);
}

static bool left_holds(sg_text text, size_t start, bool single, bool firm)
{
    if (start == 0) return true;
    if (!word_at(text, start) && word_before(text, start) && !mark_before(text, start))
        return false; /* ".NET" in "example.net" */
    bool joined = word_before(text, start - 1);
    switch (text.at[start - 1]) {
    case '.': /* a full stop without its space, or a file's suffix */
        return !joined || (firm && !single && is_upper(text.at[start]) && is_lower(text.at[start - 2]));
    case '-': return !joined || (firm && !single);
    case '_': return !joined;
    case '@': return false;
    default: return !single || !apostrophe_before(text, start);
    }
}

/* What may follow a name and a hyphen when the name needs a rule: "Go-based", but not "Go-to". */
static bool hyphen_is_harmless(sg_text text, size_t after)
{
    static const char *const words[] = {"based",     "like",     "style",    "specific", "related",   "native",
                                        "driven",    "centric",  "oriented", "powered",  "certified", "compatible",
                                        "developer", "engineer", "lang",     "side",     "first",     "heavy",
                                        "stack",     "shop",     "using",    "rest"};
    sg_token token;
    if (!sg_token_next(text, after, &token)) return true;
    if (token.gap != SG_GAP_NONE || token.mark) return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (token.hash == sg_word_hash(words[i], len, len)) return true;
    }
    return false;
}

/* "react.py" is a file and "foo.js" is a way to write foo; "Python.We" lacks a space. */
static bool dot_holds(sg_text text, size_t after, bool single)
{
    if (!word_at(text, after)) return true;
    if (single) return false;
    if (text.len - after >= 2 && (memcmp(text.at + after, "js", 2) == 0 || memcmp(text.at + after, "JS", 2) == 0))
        return !word_at(text, after + 2);
    return !is_lower(text.at[after]);
}

static bool right_holds(sg_text text, size_t end, bool single, bool firm)
{
    if (end >= text.len) return true;
    char last = text.at[end - 1], c = text.at[end];
    if ((last == '+' || last == '#') && c == last) return false;
    switch (c) {
    case '+':
    case '#': return !single;
    case '.': return dot_holds(text, end + 1, single);
    case '_': return !word_at(text, end + 1);
    case '-': return !word_at(text, end + 1) || (firm && !single) || hyphen_is_harmless(text, end + 1);
    case '\'': return !single || !word_at(text, end + 1) || text.at[end + 1] == 's';
    case ':': return !single || end + 1 >= text.len || (text.at[end + 1] != '\\' && text.at[end + 1] != '/');
    default: return true;
    }
}

/* Between such bytes a name stands free, and no address reaches it. The apostrophe may belong to a word. */
static bool parts(sg_text text, size_t at)
{
    return (chunk_class[(unsigned char)text.at[at]] & CHUNK_BREAK) && text.at[at] != '\'';
}

static bool stands_apart(sg_text text, uint32_t start, uint32_t end)
{
    return (start == 0 || parts(text, start - 1)) && (end == text.len || parts(text, end));
}

bool sg_edges_hold(sg_text text, uint32_t start, uint32_t end, bool firm)
{
    bool single = end - start == 1;
    if (!stands_apart(text, start, end) &&
        (!left_holds(text, start, single, firm) || !right_holds(text, end, single, firm)))
        return false;
    return !single || !is_half_of_pair(text, start, end);
}

/* ---- addresses ---- */

/* Endings that make a dotted word an address. Those that are common English words or suffixes of names are left out. */
static bool is_top_domain(const char *at, size_t len)
{
    static const char *const domains[] = {
        "com", "org", "net", "io", "ai", "dev",  "app",     "co",     "edu", "gov",  "eu",    "de",     "uk",
        "fr",  "nl",  "ch",  "se", "pl", "es",   "info",    "xyz",    "me",  "tech", "cloud", "us",     "ca",
        "sh",  "gg",  "ly",  "fm", "tv", "jobs", "careers", "health", "in",  "biz",  "group", "systems"};
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        if (strlen(domains[i]) == len && memcmp(domains[i], at, len) == 0) return true;
    return false;
}

/* "Socket.IO", "ASP.NET": dotted names that are skills, not hosts. */
static bool is_form(const sg_matcher_scratch *s, const sg_candidate *c, size_t start, size_t end)
{
    sg_token first;
    sg_trie_end ends[SG_FORM_TOKENS];
    size_t word = c->word;
    if (!sg_token_next(s->text, start, &first) || first.start != start) return false;
    while (word > 0 && s->words.items[word - 1].start >= start) word--;
    for (size_t n = sg_trie_walk(&s->matcher->trie, &s->wording, &first, word, ends); n; n--)
        if (ends[n - 1].at == end) return true;
    return false;
}

/* The host part of the chunk: letters, digits, '-' and '.', with a known ending behind the last dot. */
static bool starts_with_host(const sg_matcher_scratch *s, const sg_candidate *c, size_t start, size_t end)
{
    const char *at = s->text.at;
    size_t host = start, dot = 0;
    for (; host < end; host++) {
        unsigned char byte = (unsigned char)at[host];
        if (byte == '.')
            dot = host;
        else if (!sg_is_word_byte(byte) && byte != '-' && byte != '_')
            break;
    }
    if (dot <= start || !is_top_domain(at + dot + 1, host - dot - 1)) return false;
    return (host == end || strchr("/:?#", at[host])) && !is_form(s, c, start, host);
}

/* The bytes around the candidate; seen: CHUNK_… of them. */
static bool is_address(const sg_matcher_scratch *s, const sg_candidate *c, size_t start, size_t end, unsigned seen)
{
    const char *at = s->text.at + start;
    size_t len = end - start;
    if (seen == 0 || len < 4) return false;
    if ((seen & CHUNK_COLON) && memmem(at, len, "://", 3)) return true;
    if (!(seen & CHUNK_DOT)) return false;
    if (strncasecmp(at, "www.", 4) == 0) return true;
    const char *mail = seen & CHUNK_AT ? memchr(at, '@', len) : NULL;
    if (mail && memchr(mail, '.', (size_t)(at + len - mail)) && word_before(s->text, (size_t)(mail - s->text.at)))
        return true;
    return starts_with_host(s, c, start, end);
}

bool sg_in_address(sg_matcher_scratch *s, const sg_candidate *c)
{
    size_t start = c->start, end = c->end, from = start, to = start;
    unsigned seen = 0, class;
    if (start >= s->chunk.start && end <= s->chunk.end) return s->chunk.address;
    if (!(s->matcher->trie.nodes[c->node].is & SG_NODE_DOTTED) && stands_apart(s->text, c->start, c->end)) {
        s->chunk.start = start;
        s->chunk.end = end;
        return s->chunk.address = false;
    }
    while (from > s->chunk.end && !((class = chunk_class[(unsigned char)s->text.at[from - 1]]) & CHUNK_BREAK)) {
        seen |= class;
        from--;
    }
    while (to < s->text.len && (!((class = chunk_class[(unsigned char)s->text.at[to]]) & CHUNK_BREAK) || to < end)) {
        seen |= class & ~(unsigned)CHUNK_BREAK;
        to++;
    }
    size_t stop = to;
    while (stop > end && memchr(".:!?", s->text.at[stop - 1], 4)) stop--;
    s->chunk.start = from;
    s->chunk.end = to;
    s->chunk.address = is_address(s, c, from, stop, seen);
    return s->chunk.address;
}
