/* What the words of a CV claim of a skill that they name: that it is held, wished for, or another's; and a low level
 * that stands before the name. */
#ifndef SG_CAREER_CLAIMS_H
#define SG_CAREER_CLAIMS_H

#include "taxonomy/matcher.h"

#include <stdbool.h>

typedef enum sg_claim {
    SG_CLAIM_HELD,
    SG_CLAIM_WISHED, /* "interested in Rust", "Rust (learning)", or under a heading such as "Interests" */
    SG_CLAIM_OTHERS  /* "worked with the React team" */
} sg_claim;

/* A text that is gone through from its start, with all of its mentions, by start. */
typedef struct sg_claims {
    sg_text text;
    const sg_mention *mentions;
    size_t n;
    size_t at;              /* lines before it are read */
    bool wishes, something; /* the part is one of wishes, and has a line */
} sg_claims;

/* Of mention i; to be asked in order, so that headings are read once. */
sg_claim sg_claims_of(sg_claims *claims, size_t i);

/* The level that the words before the name state of it, or of a list that it is of: "some Go", "familiar with Kafka,
 * Redis"; -1: none. "Basic" and its like hold for a name that ends there, and what "and" joins: not in "basic SQL
 * queries". */
double sg_claims_level(const sg_claims *claims, size_t i);

#endif
