/* Any bytes as a server's answer: the list of threads, a thread, a board. What cannot be read is told and not kept. */
#include "fetch/fetch.h"

#include <stdlib.h>
#include <string.h>

typedef struct answer {
    const char *at;
    size_t len;
    size_t split; /* the list; behind it, what is listed */
} answer;

static void give(void *self, const sg_request *request, sg_buf *body, sg_reply *out)
{
    const answer *a = self;
    bool list = strstr(request->url, "search_by_date") != NULL;
    *out = (sg_reply){.status = 200};
    sg_buf_clear(body);
    sg_buf_add(body, list ? a->at : a->at + a->split, list ? a->split : a->len - a->split);
}

static uint64_t no_time(void *self)
{
    (void)self;
    return 0;
}

static bool no_wait(void *self, uint64_t ms)
{
    (void)self, (void)ms;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const boards[] = {"greenhouse", "lever", "ashby"};
    if (size < 3) return 0;
    answer a = {(const char *)data + 2, size - 2, (size - 2) * data[1] / 256};
    const sg_transport transport = {&a, give, NULL};
    const sg_clock clock = {NULL, no_time, no_wait};
    sg_client client = {.transport = &transport, .clock = &clock, .tries = 1};
    sg_fetched fetched;
    sg_brought out[12];
    sg_error err;
    if (sg_fetched_look("/proc/none", &fetched, &err) != SG_OK) abort(); /* nothing can be written there */
    sg_fetch fetch = {.fetched = &fetched, .client = &client, .answer_max = 1 << 20, .today = sg_day_of(2026, 11, 22)};
    sg_status status;
    if (data[0] % 4 == 3) {
        sg_month last = sg_month_of(2026, 11);
        status = sg_hn_fetch(&fetch, last - 11, last, out, &err);
        for (size_t i = 0; i < 12; i++)
            if (out[i].file[0] && status == SG_OK) abort();
    } else {
        status = sg_board_fetch(&fetch, sg_board_kind_of(boards[data[0] % 4], false), "acme", out, &err);
        if (status == SG_OK && out[0].how != SG_BROUGHT_FAILED) abort();
    }
    if (status != SG_OK && !err.text[0]) abort();
    sg_fetched_close(&fetched);
    return 0;
}
