/* Which words may begin a name, or what else is known by its first word or two. */
#ifndef SG_TAXONOMY_FILTER_H
#define SG_TAXONOMY_FILTER_H

#include "taxonomy/token.h"

/* A Bloom filter (Burton Bloom, 1970) of first words that are a name, and of the first two of longer ones: two bits
 * each in one number. It may take a word for another. */
typedef struct sg_filter {
    uint64_t *bits;
    unsigned shift;
} sg_filter;

int sg_filter_init(sg_filter *filter, size_t names);
void sg_filter_release(sg_filter *filter);
void sg_filter_add(sg_filter *filter, uint64_t hash);
void sg_filter_add_pair(sg_filter *filter, uint64_t first, uint64_t second);

/* A word alone is a pair with nothing. */
static inline uint64_t sg_filter_pair(uint64_t first, uint64_t second)
{
    return first * 2 ^ second;
}

static inline uint64_t sg_filter_mask(uint64_t pair)
{
    return (uint64_t)1 << (pair >> 40) % 64 | (uint64_t)1 << (pair >> 34) % 64;
}

static inline bool sg_filter_has(const sg_filter *f, uint64_t pair)
{
    return !(sg_filter_mask(pair) & ~f->bits[pair >> f->shift]);
}

/* Whether a name begins with the word, or with it and the next. */
static inline bool sg_filter_begins(const sg_filter *f, uint64_t hash, uint64_t next)
{
    return (int)sg_filter_has(f, sg_filter_pair(hash, 0)) | (int)sg_filter_has(f, sg_filter_pair(hash, next));
}

/* Reads on over the words that may begin a name, or whose stem ("python" of "python3") may begin one or go on one. */
typedef struct sg_hits {
    const sg_filter *filter;
    sg_text text;
    const sg_word_list *words;
    size_t read, number; /* words; numbered ones */
    uint32_t at[512];    /* numbers of words, in order */
    size_t n;
} sg_hits;

void sg_hits_begin(sg_hits *hits, const sg_filter *filter, sg_text text, const sg_word_list *words);
/* The next of them; false at the end. */
bool sg_hits_next(sg_hits *hits);

#endif
