/* Asking politely: one request after the other and not faster than a rate; what failed for a time is asked again after
 * a wait that doubles, or as long as the server says; a cut answer goes on where it was cut. */
#ifndef SG_FETCH_CLIENT_H
#define SG_FETCH_CLIENT_H

#include "fetch/transport.h"

/* Time, so that tests need none. */
typedef struct sg_clock {
    void *self;
    uint64_t (*now_ms)(void *self);           /* since some fixed moment */
    bool (*wait_ms)(void *self, uint64_t ms); /* false: the person ended it */
} sg_clock;

enum {
    SG_WAIT_FIRST_MS = 1000,    /* before the second try; then it doubles */
    SG_WAIT_MAX_MS = 60 * 1000, /* and grows no longer than this */
    SG_RETRY_AFTER_MAX_S = 600, /* a server that wants a longer wait is left alone */
    SG_REDIRECTS_MAX = 5
};

typedef struct sg_client {
    const sg_transport *transport;
    const sg_clock *clock;
    uint64_t gap_ms;                            /* from the start of one request to that of the next */
    unsigned tries;                             /* of one request, at least 1 */
    uint64_t random;                            /* the seed of the jitter, and its state */
    uint64_t next_ms;                           /* no request before */
    size_t requests;                            /* made so far */
    void (*tell)(void *self, const char *text); /* of waits; may be NULL */
    void *self;
} sg_client;

/* Asks until there is an answer of 200 (in body) or 304 (body is empty). A body that holds bytes and request->resume
 * ask for the rest; when that is not to be had, for all. Redirects are followed within the request's own scheme, host
 * and port, so that no one else is asked than was said. body's maximum is that of an answer.
 * SG_EFAIL: what the server said or why there was no answer, after how many tries; SG_EINTR. Then body holds the start
 * of an answer that was cut and out->etag what it is to be resumed with; or both are empty. */
sg_status sg_client_get(sg_client *client, const sg_request *request, sg_buf *body, sg_reply *out, sg_error *err);

#endif
