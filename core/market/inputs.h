/* What a word of the command line stands for: one input, or the files of a zip that a plugin knows. */
#ifndef SG_MARKET_INPUTS_H
#define SG_MARKET_INPUTS_H

#include "base/mem.h"
#include "market/choose.h"

typedef struct sg_inputs {
    const char *paths[SG_MEMBERS_MAX]; /* "FILE", or "FILE#MEMBER" */
    size_t n;
    const char *left[SG_MEMBERS_MAX + 1]; /* members that were left out, each with the reason; those beyond in one */
    size_t n_left;
    sg_arena arena;
} sg_inputs;

/* The inputs of word, of which each is known by a plugin where a zip has several files; plugin: the id of the one that
 * is to read them all, or NULL. Release with sg_inputs_release, whatever came. SG_EUSAGE: no file of the zip is known;
 * the message names them. */
sg_status sg_inputs_of(const sg_choice *choice, const char *plugin, const char *word, sg_inputs *out, sg_error *err);
void sg_inputs_release(sg_inputs *inputs);

#endif
