/* One worker, as its host holds it: the process, its page, and what came through its pipe. */
#ifndef SG_PLUGIN_HAND_H
#define SG_PLUGIN_HAND_H

#include "plugin/worker.h"

typedef struct sg_hand {
    pid_t process; /* 0: not started, or waited for */
    int pipe;      /* -1: it has ended */
    sg_page *page;
    char *bytes; /* what came and is not yet taken: from start to end */
    size_t start, end, capacity;
    bool ended;    /* its last frame was taken */
    uint64_t beat; /* of the page, when last seen */
    int how;       /* it ended: as waitpid says */
} sg_hand;

/* Starts a worker for the job; its page is made here, and is no other worker's. To sg_hand_release. */
sg_status sg_hand_start(sg_hand *hand, const sg_job *job, sg_error *err);
/* Reads once from the pipe, which has something or has ended. */
sg_status sg_hand_receive(sg_hand *hand, sg_error *err);
/* The next whole frame, without its length, valid until the next call. *at NULL: none. SG_EPLUGIN: none is so long. */
sg_status sg_hand_frame(sg_hand *hand, const char **at, size_t *len, sg_error *err);
/* Has the job got on since it was last asked? */
bool sg_hand_moves(sg_hand *hand);
/* Ends the process, which has a moment to go by itself, unless at_once; what came and was not taken is dropped. */
void sg_hand_stop(sg_hand *hand, bool at_once);
void sg_hand_release(sg_hand *hand);

#endif
