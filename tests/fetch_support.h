/* What the tests of fetch share: answers and a clock made by hand, and a folder of their own. */
#ifndef SG_TESTS_FETCH_SUPPORT_H
#define SG_TESTS_FETCH_SUPPORT_H

#include "support.h"

#include "fetch/fetch.h"

#include <stdlib.h>
#include <unistd.h>

/* ---- a clock that nobody waits for ---- */

static uint64_t made_now;
static char made_waits[1000]; /* each wait in ms, with a blank behind it */
static size_t made_stop_at;   /* the wait that is stopped, from 1; 0: none */
static size_t made_n_waits;

static uint64_t made_clock_now(void *self)
{
    (void)self;
    return made_now;
}

static bool made_clock_wait(void *self, uint64_t ms)
{
    (void)self;
    size_t len = strlen(made_waits);
    snprintf(made_waits + len, sizeof made_waits - len, "%llu ", (unsigned long long)ms);
    made_now += ms;
    return ++made_n_waits != made_stop_at;
}

static const sg_clock made_clock = {NULL, made_clock_now, made_clock_wait};

/* ---- a transport of canned answers ---- */

typedef struct made_answer {
    const char *part; /* of the address */
    sg_reply reply;
    const char *body;
    unsigned times; /* 0: always */
    unsigned used;
} made_answer;

static made_answer *made_answers;
static size_t made_n;
static char made_asked[20000]; /* a line a request: address, then its headers */

static void made_get(void *self, const sg_request *request, sg_buf *body, sg_reply *out)
{
    (void)self;
    size_t len = strlen(made_asked);
    snprintf(made_asked + len, sizeof made_asked - len, "%s%s%s%s%s%s%s\n", request->url, request->etag ? " etag=" : "",
             request->etag ? request->etag : "", request->modified ? " modified=" : "",
             request->modified ? request->modified : "", request->resume ? " resume=" : "",
             request->resume ? request->resume : "");
    made_now += 10;
    for (size_t i = 0; i < made_n; i++) {
        made_answer *a = &made_answers[i];
        if (!strstr(request->url, a->part) || (a->times && a->used >= a->times)) continue;
        a->used++;
        *out = a->reply;
        if (!out->status && out->end == SG_REPLY_WHOLE) out->status = 200;
        if (out->status == 200) sg_buf_clear(body);
        if (out->status == 200 || out->status == 206) sg_buf_str(body, a->body ? a->body : "");
        return;
    }
    *out = (sg_reply){.status = 404};
}

static const sg_transport made_transport = {NULL, made_get, NULL};

static inline void made_start(made_answer *answers, size_t n)
{
    made_answers = answers;
    made_n = n;
    made_now = 1000;
    made_n_waits = made_stop_at = 0;
    made_waits[0] = made_asked[0] = '\0';
}

static inline sg_client made_client(void)
{
    return (sg_client){.transport = &made_transport, .clock = &made_clock, .gap_ms = 1000, .tries = 5, .random = 7};
}

/* ---- a folder ---- */

static char own_folder[64];

static inline int own_make(void **state)
{
    (void)state;
    snprintf(own_folder, sizeof own_folder, "/tmp/sg-fetch-XXXXXX");
    return mkdtemp(own_folder) ? 0 : -1;
}

static inline int own_remove(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", own_folder);
    return system(command);
}

/* The files below the folder, sorted, with a blank behind each. */
static inline const char *own_files(void)
{
    static char out[4000];
    char command[160];
    out[0] = '\0';
    snprintf(command, sizeof command, "cd '%s' && find . -type f | sed 's|^./||' | LC_ALL=C sort | tr '\\n' ' '",
             own_folder);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    if (!fgets(out, sizeof out, pipe)) out[0] = '\0';
    pclose(pipe);
    return out;
}

#endif
