/* A run from its beginning, when its workers are started, to its end, when all that they send is taken. */
#ifndef SG_PLUGIN_RUNNING_H
#define SG_PLUGIN_RUNNING_H

#include "plugin/hand.h"
#include "plugin/spool.h"
#include "plugin/take.h"

enum { SG_WORKERS_MAX = 64 };

struct sg_running {
    sg_job job;
    char id[SG_PLUGIN_ID_MAX];
    sg_spool spool;
    sg_cuts cuts;
    sg_taker taker;
    sg_hand hands[SG_WORKERS_MAX];
    size_t n_hands, leaving; /* once all chunks are over, hands are let go in order: the next to go */
    int go[2];               /* a pipe that workers wait at; -1: none */
    uint64_t since, told;    /* milliseconds: when it last got on, and when progress was told */
    sg_status status;        /* how it began */
    sg_error error;
};

/* The worker whose frames are to be taken next: that of the chunk; when all are over, each in turn until it has ended.
 * NULL: none is left. So whatever goes wrong comes to light in the order of the input, for any number of workers. */
sg_hand *sg_running_turn(sg_running *it);
/* The row that the worker in turn began last. */
uint64_t sg_running_row(const sg_running *it, const sg_hand *hand);
/* Takes what comes until all workers have ended. */
sg_status sg_running_listen(sg_running *it, sg_error *err);

#endif
