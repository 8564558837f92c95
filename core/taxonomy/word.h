/* A word of a text, as the scanner hands it out. */
#ifndef SG_TAXONOMY_WORD_H
#define SG_TAXONOMY_WORD_H

#include <stdint.h>

typedef struct sg_word {
    uint32_t start, end; /* bytes */
    uint64_t hash;       /* of the word without case (taxonomy/token.h); 0: too long */
} sg_word;

#endif
