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

static bool is_ascii_word(unsigned char c)
{
    return c < 0x80 && sg_is_word_byte(c);
}

static character character_at(sg_text text, size_t at)
{
    unsigned char c = (unsigned char)text.at[at];
    if (c < 0x80)
        return (character){c, is_ascii_word(c) ? CHAR_LETTER : c > ' ' && c != 0x7f ? CHAR_MARK : CHAR_GAP, 1};
    utf8proc_int32_t code;
    size_t left = text.len - at;
    utf8proc_ssize_t len =
        utf8proc_iterate((const utf8proc_uint8_t *)text.at + at, left > 4 ? 4 : (utf8proc_ssize_t)left, &code);
    if (len <= 0) return (character){0xFFFD, CHAR_GAP, 1};
    character out = {(uint32_t)code, (uint8_t)class_of((uint32_t)code), (uint8_t)len};
    if (out.code == 0x2010 || out.code == 0x2011) out.code = '-'; /* hyphen, non-breaking hyphen */
    return out;
}

/* The character that ends at `at`, which is above 0. */
static character character_before(sg_text text, size_t at)
{
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text.at[start] & 0xC0) == 0x80) start--;
    character out = character_at((sg_text){text.at, at}, start);
    return start + out.len == at ? out : (character){0xFFFD, CHAR_GAP, 1};
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* 8 bytes or, at the text's end, as many as there are. */
static inline uint64_t load(sg_text text, size_t at, size_t len)
{
    uint64_t bytes = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (text.len - at >= 8) {
        memcpy(&bytes, text.at + at, 8);
        return len >= 8 ? bytes : bytes & (((uint64_t)1 << len * 8) - 1);
    }
#endif
    memcpy(&bytes, text.at + at, len < 8 ? len : 8);
    return bytes;
}

/* For ASCII letters and digits bit 0x20 is the case and nothing else. A length has no bytes of its own to tell. */
static inline uint64_t hash_bytes(sg_text text, size_t at, size_t len)
{
    uint64_t hash = len * 0xD6E8FEB86659FD93u;
    for (; len > 8; at += 8, len -= 8) hash = mix(hash, load(text, at, 8) | 0x2020202020202020u);
    hash = mix(hash, load(text, at, len) | 0x2020202020202020u);
    return hash * 0xFF51AFD7ED558CCDu | 1;
}

uint64_t sg_word_hash(sg_text text, size_t at, size_t len)
{
    return hash_bytes(text, at, len);
}

static uint64_t hash_folded(sg_text text, size_t start, size_t end)
{
    utf8proc_int32_t codes[SG_WORD_MAX * 4 + 4];
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
    utf8proc_ssize_t n = utf8proc_decompose((const utf8proc_uint8_t *)text.at + start, (utf8proc_ssize_t)(end - start),
                                            codes, SG_WORD_MAX * 4, options);
    if (n <= 0 || n > SG_WORD_MAX * 4) return 0;
    n = utf8proc_reencode(codes, n, options);
    return n > 0 ? hash_bytes((sg_text){(const char *)codes, (size_t)n}, 0, (size_t)n) : 0;
}

static void finish_word(sg_text text, sg_token *token, bool ascii)
{
    size_t len = token->end - token->start;
    token->mark = 0;
    token->hash = len > SG_WORD_MAX ? 0
                  : ascii           ? hash_bytes(text, token->start, len)
                                    : hash_folded(text, token->start, token->end);
}

static uint64_t hash_mark(uint32_t code)
{
    return mix(0x5851F42D4C957F2Du, code) | 1;
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

bool sg_token_next(sg_text text, size_t at, sg_token *out)
{
    sg_token token = {.gap = SG_GAP_NONE};
    size_t limit = text.len - at > SG_TOKEN_SCAN ? at + SG_TOKEN_SCAN : text.len;
    character c = {0};
    for (; at < limit; at += c.len) {
        c = character_at(text, at);
        if (c.class != CHAR_GAP) break;
        add_gap(&token.gap, c.code);
    }
    if (at >= limit) return false;
    token.start = at;
    token.end = at + c.len;
    if (c.class == CHAR_MARK) {
        token.mark = c.code;
        token.hash = hash_mark(c.code);
        *out = token;
        return true;
    }
    bool ascii = c.code < 0x80;
    limit = text.len - at > SG_TOKEN_SCAN ? at + SG_TOKEN_SCAN : text.len;
    while (c.class == CHAR_LETTER && token.end < limit) {
        if (is_ascii_word((unsigned char)text.at[token.end])) {
            token.end++;
            continue;
        }
        if ((unsigned char)text.at[token.end] < 0x80) break;
        c = character_at(text, token.end);
        if (c.class != CHAR_LETTER) break;
        ascii = false;
        token.end += c.len;
    }
    finish_word(text, &token, ascii);
    *out = token;
    return true;
}

bool sg_token_prev(sg_text text, size_t at, sg_token *out)
{
    sg_token token = {.gap = SG_GAP_NONE};
    size_t limit = at > SG_TOKEN_SCAN ? at - SG_TOKEN_SCAN : 0;
    character c = {0};
    for (; at > limit; at -= c.len) {
        c = character_before(text, at);
        if (c.class != CHAR_GAP) break;
        add_gap(&token.gap, c.code);
    }
    if (at <= limit) return false;
    token.end = at;
    token.start = at - c.len;
    if (c.class == CHAR_MARK) {
        token.mark = c.code;
        token.hash = hash_mark(c.code);
        *out = token;
        return true;
    }
    bool ascii = c.code < 0x80;
    limit = at > SG_TOKEN_SCAN ? at - SG_TOKEN_SCAN : 0;
    while (c.class == CHAR_LETTER && token.start > limit) {
        c = character_before(text, token.start);
        if (c.class != CHAR_LETTER) break;
        ascii = ascii && c.code < 0x80;
        token.start -= c.len;
    }
    finish_word(text, &token, ascii);
    *out = token;
    return true;
}

size_t sg_word_stem(const char *at, size_t len)
{
    size_t stem = len;
    while (stem > 0 && at[stem - 1] >= '0' && at[stem - 1] <= '9') stem--;
    return stem == len || stem < 3 ? 0 : stem;
}
