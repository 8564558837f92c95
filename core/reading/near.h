/* What near-duplicates are known by: 32 bytes made of a posting's words, from which it can be told how much of one text
 * stands in another without either. They are a sketch of the set of its runs of three words (shingles; Broder 1997):
 * minwise hashing by one permutation (Li, Owen and Zhang 2012), empty bins filled by optimal densification (Shrivastava
 * 2017), one bit kept of each bin (Li and König 2010); and four keys, of which texts that share much share one. */
#ifndef SG_READING_NEAR_H
#define SG_READING_NEAR_H

#include "skillgap/plugin.h"
#include "taxonomy/word.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SG_NEAR_SIZE = 32,
    SG_NEAR_KEYS = 4,
    SG_NEAR_KEY_BITS = 20,
    SG_NEAR_WORDS_MIN = 12 /* fewer tell too little */
};

/* False, and out is not written: under SG_NEAR_WORDS_MIN words. The same words in the same order give the same bytes,
 * on every machine; shipped facts hold them. */
bool sg_near_sign(const sg_word *words, size_t n, unsigned char out[static SG_NEAR_SIZE]);

/* How much of the smaller of two sets of runs is in the other, 0 … 1: an estimate. Its standard error is .09 where a
 * half of two sets of one size is shared, .05 where four fifths are, and more the more their sizes differ. */
double sg_near_shared(const unsigned char a[static SG_NEAR_SIZE], const unsigned char b[static SG_NEAR_SIZE]);

/* How many runs the text has, within three in a hundred; so many words and two. */
double sg_near_runs(const unsigned char near[static SG_NEAR_SIZE]);

/* A key, k of 0 … SG_NEAR_KEYS - 1. Two texts have the k-th in common with about the probability that a run of either
 * is in both. */
uint32_t sg_near_key(const unsigned char near[static SG_NEAR_SIZE], unsigned k);

/* 64 hexadecimal digits, in small letters, as bytes. False: the text is not such. */
bool sg_near_of_hex(sg_text hex, unsigned char out[static SG_NEAR_SIZE]);

#endif
