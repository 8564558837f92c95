/* Inside the finder: what finding and explaining share. */
#ifndef SG_TAXONOMY_FINDER_H
#define SG_TAXONOMY_FINDER_H

#include "base/plain.h"
#include "taxonomy/cues.h"
#include "taxonomy/find.h"

struct sg_finder {
    sg_matcher *matcher;
    sg_matcher_scratch *scratch;
    sg_cues cues;
    sg_asker asker;
    sg_plain plain;
    const sg_mention *found; /* the scratch's, in the plain text */
    size_t n;
    sg_mention *mentions; /* the same in the document */
    size_t cap;
};

#endif
