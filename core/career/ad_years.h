/* Years of experience as job ads state them: "5+ years", "3-5 yrs", "at least three years", "3 Jahre". */
#ifndef SG_CAREER_AD_YEARS_H
#define SG_CAREER_AD_YEARS_H

#include "skillgap/plugin.h"
#include "taxonomy/matcher.h"

#include <stdbool.h>

typedef struct sg_years {
    uint8_t lo, hi; /* 1 … 60; lo 0: none is stated; hi 0: no end is */
    bool more;      /* "3+", "3 or more" */
} sg_years;

/* The first statement that begins at or behind *at; its bytes are *at … *end - 1. No experience: "20 years ago". */
bool sg_years_find(sg_text text, size_t *at, size_t *end, sg_years *out);

/* The years that the mention's clause (within text's bytes from … to - 1, its line) states of it: what stands before
 * it ("5+ years of Go"), or at once behind it ("Kubernetes - 3 years"). mentions: all of the text, by start; lo 0:
 * none. */
sg_years sg_years_of(sg_text text, size_t from, size_t to, const sg_mention *mentions, size_t n, size_t i);

#endif
