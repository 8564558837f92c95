/* Tokens of a text: words (runs of letters, digits and marks on letters) and single punctuation characters, so that
 * "C++" is three and "Node.js" is three. What a token is depends on the bytes at its place alone: texts are read from
 * any point, forwards and backwards, and never kept as a list. */
#ifndef SG_TAXONOMY_TOKEN_H
#define SG_TAXONOMY_TOKEN_H

#include "skillgap/plugin.h"

#include <stdbool.h>

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

/* Hash of an ASCII word, letters without case; len 1 … SG_WORD_MAX. */
uint64_t sg_word_hash(sg_text text, size_t at, size_t len);
/* Length without the digits at the end ("python3"), or 0 when there are none or fewer than three bytes are left. */
size_t sg_word_stem(const char *at, size_t len);

static inline bool sg_is_word_byte(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
}

/* A set of words by their hashes; it may hold words that were never added, about one in sixteen. */
typedef struct sg_filter {
    uint64_t *bits;
    unsigned shift;
} sg_filter;

int sg_filter_init(sg_filter *filter, size_t words);
void sg_filter_release(sg_filter *filter);
static inline void sg_filter_add(sg_filter *filter, uint64_t hash)
{
    uint64_t at = hash >> filter->shift;
    filter->bits[at >> 6] |= (uint64_t)1 << (at & 63);
}
static inline bool sg_filter_has(const sg_filter *filter, uint64_t hash)
{
    uint64_t at = hash >> filter->shift;
    return filter->bits[at >> 6] >> (at & 63) & 1;
}

/* Calls fn for each word of the text that the filter has, or whose stem it has, in order; non-zero ends the scan and
 * is returned. */
typedef int (*sg_word_fn)(void *ctx, const sg_token *word);
int sg_words_scan(sg_text text, const sg_filter *filter, sg_word_fn fn, void *ctx);

#endif
