/* What the tests of the sources share: a folder to fetch into, and answers made by hand. */
#ifndef SG_TESTS_FETCH_SOURCES_H
#define SG_TESTS_FETCH_SOURCES_H

#include "fetch_support.h"

static sg_error err;
static sg_fetched fetched;
static sg_client client;
static sg_fetch fetch;
static sg_brought out[40];

#define M(year, month) ((year - 1970) * 12 + month - 1)

/* Today: 2026-11-22. */
static void start_with(made_answer *answers, size_t n)
{
    made_start(answers, n);
    client = made_client();
    client.tries = 2;
    fetch = (sg_fetch){.fetched = &fetched, .client = &client, .answer_max = 1 << 20, .today = sg_day_of(2026, 11, 22)};
    memset(out, 0, sizeof out);
}

static int start(void **state)
{
    if (own_make(state) != 0) return -1;
    return sg_fetched_open(own_folder, &fetched, NULL) == SG_OK ? 0 : -1;
}

static int end(void **state)
{
    sg_fetched_close(&fetched);
    return own_remove(state);
}

static inline sg_status board(const char *kind, bool eu, const char *name)
{
    return sg_board_fetch(&fetch, sg_board_kind_of(kind, eu), name, out, &err);
}

#endif
