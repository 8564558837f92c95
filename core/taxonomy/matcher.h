/* Finds skills in text: a trie over tokens, leftmost-longest, one skill a byte range, then the context rules. */
#ifndef SG_TAXONOMY_MATCHER_H
#define SG_TAXONOMY_MATCHER_H

#include "taxonomy/ask.h"
#include "taxonomy/taxonomy.h"
#include "taxonomy/word.h"

typedef struct sg_mention {
    uint32_t start, len; /* bytes of the text */
    uint32_t skill;
    uint32_t form;
    uint8_t section;   /* sg_section */
    uint8_t ask;       /* sg_ask */
    uint8_t unused[2]; /* 0: mentions are handed on as bytes */
} sg_mention;

typedef struct sg_matcher sg_matcher;                 /* const once built; shared */
typedef struct sg_matcher_scratch sg_matcher_scratch; /* one a thread of work; grows to the largest text */

/* Borrows the taxonomy, which must be finished and outlive the matcher. NULL when memory ends. */
sg_matcher *sg_matcher_alloc(const sg_taxonomy *taxonomy);
void sg_matcher_free(sg_matcher *matcher);
sg_matcher_scratch *sg_matcher_scratch_alloc(void);
void sg_matcher_scratch_free(sg_matcher_scratch *scratch);

/* All mentions in text (at most 4 GB), by start. Words in URLs and e-mail addresses are none; invalid UTF-8 bytes are
 * no part of any word. employer: the posting's employer, whose name is no skill unless it is used as a tool; or
 * absent. *out is the scratch's, until its next use. SG_EFAIL: the text is too long, or memory ended. */
sg_status sg_matcher_run(const sg_matcher *matcher, sg_matcher_scratch *scratch, sg_text text, sg_text employer,
                         const sg_mention **out, size_t *n, sg_error *err);

/* The words of the text that was read last, in order; valid as long as its mentions. */
const sg_word *sg_matcher_words(const sg_matcher_scratch *scratch, size_t *n);

#endif
