#include "taxonomy/token.h"

#include "base/mem.h"

#include <string.h>
#include <utf8proc.h>

/* What a character is to the tokenizer. Ideographs are words of one character: text without spaces around a Latin
 * name must not swallow it. */
typedef enum char_class { CHAR_GAP, CHAR_LETTER, CHAR_IDEOGRAPH, CHAR_MARK } char_class;

typedef struct character {
    uint32_t code;
    uint8_t class;
    uint8_t len; /* bytes */
} character;

static char_class class_of(uint32_t code)
{
    if ((code >= 0x2E80 && code <= 0x9FFF && !(code >= 0x3000 && code <= 0x303F)) ||
        (code >= 0xAC00 && code <= 0xD7AF) || (code >= 0xF900 && code <= 0xFAFF) || code >= 0x20000)
        return CHAR_IDEOGRAPH;
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return CHAR_LETTER;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO: return CHAR_MARK;
    default: return CHAR_GAP;
    }
}

#define L CHAR_LETTER
#define M CHAR_MARK
/* Not ASCII: gap, which is not looked at. */
static const uint8_t class_of_ascii[256] = {
    [0x21] = M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M, M, M,
    [0x41] = L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, M, M, M, M, M, M,
    [0x61] = L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, M, M, M, M,
};
#undef L
#undef M

static character wide_character_at(sg_text text, size_t at)
{
    utf8proc_int32_t code;
    size_t left = text.len - at;
    utf8proc_ssize_t len =
        utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, left > 4 ? 4 : (utf8proc_ssize_t)left, &code);
    if (len <= 0) return (character){0xFFFD, CHAR_GAP, 1};
    character out = {(uint32_t)code, (uint8_t)class_of((uint32_t)code), (uint8_t)len};
    if (out.code == 0x2010 || out.code == 0x2011) out.code = '-'; /* hyphen, non-breaking hyphen */
    return out;
}

static inline character character_at(sg_text text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at];
    return c < 0x80 ? (character){c, class_of_ascii[c], 1} : wide_character_at(text, at);
}

static character wide_character_before(sg_text text, size_t at)
{
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text.at[start] & 0xC0) == 0x80) start--;
    character out = character_at((sg_text){text.at, at}, start);
    return start + out.len == at ? out : (character){0xFFFD, CHAR_GAP, 1};
}

/* The character that ends at `at`, which is above 0. */
static inline character character_before(sg_text text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at - 1];
    return c < 0x80 ? (character){c, class_of_ascii[c], 1} : wide_character_before(text, at);
}

#define ONES 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff
const unsigned char sg_word_ones[SG_WORD_MAX + 16] = {ONES, ONES, ONES, ONES, ONES, ONES, ONES, ONES};
#undef ONES

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

uint64_t sg_word_hash_any(const char *at, size_t len)
{
    if (len > SG_WORD_MAX) return 0;
    char copy[SG_WORD_MAX + 16];
    memcpy(copy, at, len);
    memset(copy + len, 0, sizeof copy - len);
    uint64_t hash = sg_word_hash_short(copy, len);
    for (size_t from = SG_WORD_SHORT; from < len; from += 8)
        hash = mix(hash, sg_word_load(copy + from, sg_word_ones + SG_WORD_MAX - len + from));
    return hash;
}

static uint64_t hash_folded(sg_text text, size_t start, size_t end)
{
    utf8proc_int32_t codes[SG_WORD_MAX * 4 + 4];
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
    utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)text.at + start, (utf8proc_ssize_t)(end - start),
                                            codes, SG_WORD_MAX * 4, options);
    if (n <= 0 || n > SG_WORD_MAX * 4) return 0;
    n = utf8proc_reencode(codes, n, options);
    return n > 0 ? sg_word_hash((const char *)codes, (size_t)n, (size_t)n) : 0;
}

static void finish_word(sg_text text, sg_token *token, bool ascii)
{
    size_t len = token->end - token->start;
    token->mark = 0;
    token->hash = len > SG_WORD_MAX ? 0
                  : ascii           ? sg_word_hash(text.at + token->start, len, text.len - token->start)
                                    : hash_folded(text, token->start, token->end);
}

static void add_gap(uint8_t *gap, uint32_t code)
{
    if (code == '\n' && *gap >= SG_GAP_LINE)
        *gap = SG_GAP_BLANK;
    else if (code == '\n')
        *gap = SG_GAP_LINE;
    else if (*gap == SG_GAP_NONE)
        *gap = SG_GAP_SPACE;
}

static void finish_mark(sg_token *token, uint32_t code)
{
    token->mark = code;
    token->hash = sg_mark_hash(code);
}

/* 8 bytes of text as a number, the first lowest; bit 7 of each byte that is no ASCII letter or digit. */
static inline uint64_t stops_of(const char *at)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t bytes;
    memcpy(&bytes, at, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    /* for bytes below 128, bit 7 of x + (128 - n) says whether x is at least n */
    uint64_t low = bytes & 0x7F * each, lower = low | 0x20 * each;
    uint64_t letter = (lower + (0x80 - 'a') * each) & ~(lower + (0x80 - 'z' - 1) * each);
    uint64_t digit = (low + (0x80 - '0') * each) & ~(low + (0x80 - '9' - 1) * each);
    return (~(letter | digit) | bytes) & 0x80 * each;
}

/* Behind the ASCII letters and digits from `at` on, at most to limit. */
static inline size_t run_end(sg_text text, size_t at, size_t limit)
{
    for (; at + 8 <= limit; at += 8) {
        uint64_t stops = stops_of(text.at + at);
        if (stops) return at + (size_t)__builtin_ctzll(stops) / 8;
    }
    while (at < limit && class_of_ascii[(unsigned char)text.at[at]] == CHAR_LETTER) at++;
    return at;
}

/* Where the ASCII letters and digits before `at` begin, at least at limit. */
static inline size_t run_start(sg_text text, size_t at, size_t limit)
{
    for (; at >= limit + 8; at -= 8) {
        uint64_t stops = stops_of(text.at + at - 8);
        if (stops) return at - (size_t)__builtin_clzll(stops) / 8;
    }
    while (at > limit && class_of_ascii[(unsigned char)text.at[at - 1]] == CHAR_LETTER) at--;
    return at;
}

/* End of the word that starts with c at `at`. */
static size_t word_end(sg_text text, size_t at, character c, bool *ascii)
{
    size_t limit = text.len - at > SG_TOKEN_SCAN ? at + SG_TOKEN_SCAN : text.len;
    *ascii = c.code < 0x80;
    for (at += c.len; c.class == CHAR_LETTER && at < limit; at += c.len) {
        at = run_end(text, at, limit);
        if (at >= limit || (unsigned char)text.at[at] < 0x80) break;
        c = wide_character_at(text, at);
        if (c.class != CHAR_LETTER) break;
        *ascii = false;
    }
    return at;
}

/* Most tokens are a word of ASCII behind at most one space: the same answer in fewer steps, or false. */
static inline bool plain_word_next(sg_text text, size_t at, sg_token *out)
{
    size_t start = at + (at < text.len && text.at[at] == ' ');
    if (text.len < start + SG_WORD_MAX || class_of_ascii[(unsigned char)text.at[start]] != CHAR_LETTER) return false;
    size_t end = run_end(text, start, start + SG_WORD_MAX);
    if (end == start + SG_WORD_MAX || (unsigned char)text.at[end] >= 0x80) return false;
    *out = (sg_token){start, end, sg_word_hash(text.at + start, end - start, text.len - start), 0, start > at};
    return true;
}

bool sg_token_next(sg_text text, size_t at, sg_token *out)
{
    if (plain_word_next(text, at, out)) return true;
    size_t limit = text.len - at > SG_TOKEN_SCAN ? at + SG_TOKEN_SCAN : text.len;
    uint8_t gap = SG_GAP_NONE;
    character c = {0};
    for (; at < limit; at += c.len) {
        c = character_at(text, at);
        if (c.class != CHAR_GAP) break;
        add_gap(&gap, c.code);
    }
    if (at >= limit) return false;
    out->gap = gap;
    out->start = at;
    if (c.class == CHAR_MARK) {
        out->end = at + c.len;
        finish_mark(out, c.code);
        return true;
    }
    bool ascii;
    out->end = word_end(text, at, c, &ascii);
    finish_word(text, out, ascii);
    return true;
}

/* Start of the word that ends with c at `at`. */
static size_t word_start(sg_text text, size_t at, character c, bool *ascii)
{
    size_t limit = at > SG_TOKEN_SCAN ? at - SG_TOKEN_SCAN : 0;
    *ascii = c.code < 0x80;
    for (at -= c.len; c.class == CHAR_LETTER && at > limit; at -= c.len) {
        at = run_start(text, at, limit);
        if (at <= limit || (unsigned char)text.at[at - 1] < 0x80) break;
        c = character_before(text, at);
        if (c.class != CHAR_LETTER) break;
        *ascii = false;
    }
    return at;
}

static inline bool plain_word_prev(sg_text text, size_t at, sg_token *out)
{
    size_t end = at - (at > 0 && text.at[at - 1] == ' ');
    if (end < SG_WORD_MAX || class_of_ascii[(unsigned char)text.at[end - 1]] != CHAR_LETTER) return false;
    size_t start = run_start(text, end, end - SG_WORD_MAX);
    if (start == end - SG_WORD_MAX || (unsigned char)text.at[start - 1] >= 0x80) return false;
    *out = (sg_token){start, end, sg_word_hash(text.at + start, end - start, text.len - start), 0, end < at};
    return true;
}

bool sg_token_prev(sg_text text, size_t at, sg_token *out)
{
    if (plain_word_prev(text, at, out)) return true;
    size_t limit = at > SG_TOKEN_SCAN ? at - SG_TOKEN_SCAN : 0;
    uint8_t gap = SG_GAP_NONE;
    character c = {0};
    for (; at > limit; at -= c.len) {
        c = character_before(text, at);
        if (c.class != CHAR_GAP) break;
        add_gap(&gap, c.code);
    }
    if (at <= limit) return false;
    out->gap = gap;
    out->end = at;
    if (c.class == CHAR_MARK) {
        out->start = at - c.len;
        finish_mark(out, c.code);
        return true;
    }
    bool ascii;
    out->start = word_start(text, at, c, &ascii);
    finish_word(text, out, ascii);
    return true;
}

size_t sg_word_stem(const char *at, size_t len)
{
    size_t stem = len;
    while (stem > 0 && at[stem - 1] >= '0' && at[stem - 1] <= '9') stem--;
    return stem == len || stem < 3 ? 0 : stem;
}
