/* Frames, taken in the order of the input: checked, made global, handed to the sink, counted. */
#ifndef SG_PLUGIN_TAKE_H
#define SG_PLUGIN_TAKE_H

#include "input/cuts.h"
#include "plugin/frame.h"
#include "plugin/host.h"

typedef enum sg_taken {
    SG_TAKEN,       /* go on */
    SG_TAKEN_CHUNK, /* the chunk is over: the next one's turn */
    SG_TAKEN_WHOLE, /* the chunk is to go on to the input's end, and is the last */
    SG_TAKEN_NONE,  /* nothing of the input is this shard's, as it cannot be cut */
    SG_TAKEN_END    /* the worker's job is over */
} sg_taken;

/* Set sink, kind, cuts and input; zero the rest. */
typedef struct sg_taker {
    const sg_sink *sink; /* NULL: no record may come */
    uint32_t kind;       /* of records that may come; 0: that of the first */
    uint32_t only;       /* their type; 0: any of the kind */
    const sg_cuts *cuts;
    int input;     /* descriptor, to hash again what goes on to the end */
    bool unhashed; /* the chunk's hash is of what the file unpacks to: it is the worker's word */

    size_t chunk;      /* whose turn it is */
    size_t chunks;     /* how many there are, when it is known that one is the last */
    bool whole;        /* the chunk goes on to the input's end */
    bool shard;        /* the sink hears of each chunk */
    bool begun;        /* it has heard of this one */
    sg_row last;       /* of the last frame, numbered in the whole input */
    uint64_t base;     /* number of the last row before the chunk */
    uint64_t records;  /* of the chunk */
    uint64_t rejected; /* rows of all chunks before */
    sg_run_report report;
    sg_status sink_status; /* the sink's, when it ended the run */
    sg_frame_end end;      /* and its message */
    sg_error end_text;
} sg_taker;

/* One frame, without its length. SG_EPLUGIN: what came breaks the contract; SG_EFAIL: the input has changed. */
sg_status sg_frame_take(sg_taker *taker, const char *bytes, size_t len, sg_taken *what, sg_error *err);

#endif
