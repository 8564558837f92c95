/* Names that a posting asks for as it asks for skills, and that no skill stands for: where the taxonomy is blind. A
 * name is up to three words with a capital, a digit or a sign in each, and is asked for when it stands in a list beside
 * a known skill, or behind a phrase of the rule "unknown" ("experience with"). */
#ifndef SG_TAXONOMY_UNKNOWN_H
#define SG_TAXONOMY_UNKNOWN_H

#include "taxonomy/matcher.h"

typedef struct sg_unknown {
    uint32_t start, len; /* bytes of the text */
} sg_unknown;

/* The finder holds what it found last; one a thread of work. Borrows the taxonomy. NULL when memory ends. */
typedef struct sg_unknown_finder sg_unknown_finder;
sg_unknown_finder *sg_unknown_finder_alloc(const sg_taxonomy *taxonomy);
void sg_unknown_finder_free(sg_unknown_finder *finder);

/* The names in a text, by start; mentions: all that the matcher found in it. Places, titles of roles and the employer
 * are no such names. *out is the finder's, until its next use. SG_EFAIL: memory ended. */
sg_status sg_unknown_find(sg_unknown_finder *finder, sg_text text, sg_text employer, const sg_mention *mentions,
                          size_t n_mentions, const sg_unknown **out, size_t *n, sg_error *err);

#endif
