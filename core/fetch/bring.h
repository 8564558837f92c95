/* One answer: asked as what is known of the last one says, checked, kept. */
#ifndef SG_FETCH_BRING_H
#define SG_FETCH_BRING_H

#include "fetch/fetch.h"

/* Whether an answer is what was asked for. items: how many posts or jobs are in it. SG_EFAIL: what was expected. */
typedef sg_status (*sg_answer_fn)(const void *ctx, const json_t *answer, size_t *items, sg_error *err);

typedef struct sg_wanted {
    const char *url;
    const char *file; /* where the answer goes */
    const char *held; /* the kept answer that may be still the server's: mostly the same; or "" */
    sg_answer_fn check;
    const void *ctx;
} sg_wanted;

/* Fills out (what is set by the caller). What the server or the way to it is to blame for is told in out, with SG_OK.
 * SG_EFAIL: the folder cannot be written; SG_EINTR. */
sg_status sg_bring(sg_fetch *fetch, const sg_wanted *wanted, sg_brought *out, sg_error *err);

/* An answer that is read and not kept. The caller's, to json_decref; NULL in a dry run. SG_EFAIL, SG_EINTR. */
sg_status sg_bring_list(sg_fetch *fetch, const char *url, json_t **out, sg_error *err);

#endif
