/* The commonest English words, which as names of skills need a rule: taxonomy/common_words.txt of the shipped data. */
#ifndef SG_TAXONOMY_COMMON_H
#define SG_TAXONOMY_COMMON_H

#include "base/map.h"
#include "base/status.h"

/* Base forms, one a line; '#' begins a comment. Zero-initialise *out, and release it also after failure. */
sg_status sg_common_read(const char *path, sg_map *out, sg_error *err);
/* Whether the text, folded (sg_text_fold), is one of the words or an inflection of one: "planning", "studies". */
bool sg_common_has(const sg_map *words, sg_text folded);

#endif
