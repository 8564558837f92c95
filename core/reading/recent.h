/* What was found in the texts that were read last: postings stand in a corpus more than once, mostly one soon behind
 * the other, and the same text is not read again. */
#ifndef SG_READING_RECENT_H
#define SG_READING_RECENT_H

#include "plugin/record.h"
#include "reading/near.h"
#include "taxonomy/matcher.h"

#include <stdbool.h>

/* What tells two readings apart: hashes of the body without case, and of all that the matcher is given. */
typedef struct sg_recent_key {
    uint64_t body, whole;
} sg_recent_key;

typedef struct sg_recent_text {
    sg_recent_key key;
    sg_mention *mentions;
    size_t n, cap;
    unsigned char near[SG_NEAR_SIZE];
    bool is_signed; /* near is known: the text has words enough */
} sg_recent_text;

enum {
    SG_RECENT_TEXTS = 1024,  /* a text takes another's place by its hash alone */
    SG_RECENT_MENTIONS = 512 /* a text with more is not kept, so that the whole stays small */
};

/* Zero-initialise. */
typedef struct sg_recent {
    sg_recent_text texts[SG_RECENT_TEXTS];
} sg_recent;

void sg_recent_release(sg_recent *recent);
/* Sets the mentions and near of a reading to those of the text with this key, valid until another is kept; or false. */
bool sg_recent_find(const sg_recent *recent, const sg_recent_key *key, sg_reading *out);
/* Keeps a copy of the reading's mentions and near, unless there are too many, or memory ends. */
void sg_recent_keep(sg_recent *recent, const sg_recent_key *key, const sg_reading *reading);

#endif
