/* Linking: published counts of a skill put on the scale of our own counts. On the log-odds scale the two differ by an
 * offset, learnt over the months where both exist, recent ones more: each skill's own, shrunk towards the common one by
 * a random-effects mean (DerSimonian and Laird, 1986, Controlled Clinical Trials 7:177). Words change, and what a count
 * takes for a skill with them: an offset walks from year to year. How far is learnt over all skills, and widens what is
 * linked the more the further it lies from the overlap. Tried on the shipped counts, learnt on 3 to 7 years of overlap
 * and asked 1 to 5 years on: intervals of 80 % held 83 to 92 % of the offsets, those of 95 % 91 to 97 %. */
#ifndef SG_MARKET_LINK_H
#define SG_MARKET_LINK_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Sums over the months of one block (a year of overlap) in which both sources have data. */
typedef struct sg_link_sum {
    double own, own_total, published, published_total;
} sg_link_sum;

typedef struct sg_link_offset {
    double offset;   /* log-odds of ours less log-odds of published */
    double variance; /* of the offset at the end of the overlap */
    bool own;        /* learnt from this skill, and shrunk; else the common one */
    bool unlike;     /* ours is over three times as often as published, or under a third, beyond what is common and
                        what luck explains: the two do not count one thing, and are not to be linked */
} sg_link_offset;

enum { SG_LINK_POSTINGS_MIN = 30, SG_LINK_BLOCK_MONTHS = 12 };

/* sums: n_skills × n_blocks, by skill, blocks in order of time. learn[skill]: it may teach what is common; NULL: all
 * may. A skill with under 30 postings on both sides over the overlap takes the common offset. walk: the variance that
 * an offset gains a block. SG_EDATA: no skill has as many; out and walk are not written. */
sg_status sg_link_learn(const sg_link_sum *sums, size_t n_skills, size_t n_blocks, const unsigned char *learn,
                        sg_link_offset *out, double *walk, sg_error *err);

/* A published count, 0 … total, on our scale and for the same total. */
double sg_link_count(double count, double total, double offset);

#endif
