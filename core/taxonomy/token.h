/* Tokens of a text: words (runs of letters, digits and marks on letters) and single punctuation characters, so that
 * "C++" is three and "Node.js" is three. What a token is depends on the bytes at its place alone: texts are read from
 * any point, forwards and backwards, and never kept as a list. */
#ifndef SG_TAXONOMY_TOKEN_H
#define SG_TAXONOMY_TOKEN_H

#include "skillgap/plugin.h"
#include "taxonomy/word.h"

#include <stdbool.h>
#include <string.h>

enum {
    SG_WORD_MAX = 64,   /* bytes; a longer word has hash 0 and is like no other */
    SG_TOKEN_SCAN = 256 /* bytes of white space or of one word that are looked at; what is longer ends a reading */
};

typedef enum sg_gap {
    SG_GAP_NONE = 0,  /* nothing between a token and its neighbour */
    SG_GAP_SPACE = 1, /* white space, control characters or invalid bytes */
    SG_GAP_LINE = 2,  /* with one line end */
    SG_GAP_BLANK = 3  /* with a blank line */
} sg_gap;

typedef struct sg_token {
    size_t start, end; /* bytes */
    uint64_t hash;     /* of the word in Unicode case folding, or of the mark; 0: too long */
    uint32_t mark;     /* code point of a punctuation character, 0 for a word; all hyphens are '-' */
    uint8_t gap;       /* sg_gap: between it and where the reading began */
} sg_token;

/* The first token at or after `at`; false at the end. `at` is not inside a word. */
bool sg_token_next(sg_text text, size_t at, sg_token *out);
/* The last token that ends at or before `at`; false at the start. */
bool sg_token_prev(sg_text text, size_t at, sg_token *out);

/* SG_WORD_MAX bytes of ones, then zeros: what lies `len` before the zeros keeps len bytes of a word. */
extern const unsigned char sg_word_ones[SG_WORD_MAX + 16];

/* 8 bytes of a word as a number. keep: ones for those that belong to it; the others are as spaces, and letters are
 * small: for ASCII letters and digits bit 0x20 is the case and nothing else. */
static inline uint64_t sg_word_load(const char *at, const unsigned char *keep)
{
    uint64_t bytes, ones;
    memcpy(&bytes, at, 8);
    memcpy(&ones, keep, 8);
    return (bytes & ones) | 0x2020202020202020u;
}

enum { SG_WORD_SHORT = 16 };

/* Hash of a word of 1 … SG_WORD_SHORT bytes, of which so many can be read. Nothing branches. */
static inline uint64_t sg_word_hash_short(const char *at, size_t len)
{
    const unsigned char *keep = sg_word_ones + SG_WORD_MAX - len;
    return sg_word_load(at, keep) * 0x9E3779B97F4A7C15u + sg_word_load(at + 8, keep + 8) * 0xD6E8FEB86659FD93u;
}

/* For words of more than 16 bytes, and at the end of a text. */
uint64_t sg_word_hash_any(const char *at, size_t len);

/* Hash of a word of len 1 … SG_WORD_MAX bytes, of ASCII letters without case; 0 when it is longer. The high bits are
 * the best. room: bytes of text that may be read from here. */
static inline uint64_t sg_word_hash(const char *at, size_t len, size_t room)
{
    return len > SG_WORD_SHORT || room < SG_WORD_SHORT ? sg_word_hash_any(at, len) : sg_word_hash_short(at, len);
}

/* Hash of a mark, which is no word's. */
static inline uint64_t sg_mark_hash(uint32_t code)
{
    uint64_t hash = (0x5851F42D4C957F2Du ^ code) * 0x9E3779B97F4A7C15u;
    return (hash ^ hash >> 29) | 1;
}

/* Length without the digits at the end ("python3"), or 0 when there are none or fewer than three bytes are left. */
size_t sg_word_stem(const char *at, size_t len);

static inline bool sg_is_word_byte(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
}

/* All words of a text, then one of hash 0 that is not counted. Zero-initialise. */
typedef struct sg_word_list {
    sg_word *items;
    size_t n, cap;
    uint32_t *numbered; /* which of them end with a digit, in order */
    size_t n_numbered, cap_numbered;
} sg_word_list;

/* The words of a text of up to 4 GB, in place of those that were there; -1 when memory ends. */
int sg_word_list_read(sg_text text, sg_word_list *words);
void sg_word_list_release(sg_word_list *words);

/* How bytes are told apart; every way gives the same words. */
typedef enum sg_scan_path { SG_SCAN_BEST, SG_SCAN_PORTABLE, SG_SCAN_SSE2, SG_SCAN_AVX2 } sg_scan_path;
/* For tests: takes this way from now on. False, and nothing is changed: the machine does not have it. */
bool sg_scan_use(sg_scan_path path);
/* Whether AVX2 and the like may be used, as chosen. */
bool sg_scan_is_wide(void);

#endif
