/* What crosses the pipe from a worker to its host: frames, each a length, then a type, then what the type has. Those of
 * other types than these are packed records (plugin/record.h). Rows are numbered from 1 in each chunk. */
#ifndef SG_PLUGIN_FRAME_H
#define SG_PLUGIN_FRAME_H

#include <stdint.h>

#define SG_FRAME_REMARK 0xFFFFFFFBu
#define SG_FRAME_REJECT 0xFFFFFFFCu
#define SG_FRAME_WHOLE 0xFFFFFFFDu
#define SG_FRAME_CHUNK 0xFFFFFFFEu
#define SG_FRAME_END 0xFFFFFFFFu

/* A row was left out, or kept with a remark. The reason's bytes follow, then those of what was found. */
typedef struct sg_frame_note {
    uint32_t type, reason_len;
    uint64_t row;
} sg_frame_note;

/* What was begun cannot be read in parts. The worker waits for a byte (FD_GO), then it reads on to the input's end. */
typedef struct sg_frame_whole {
    uint32_t type;
    uint32_t uncut; /* 1: not even its first chunk was begun, which is not the input's first: it is none of its */
} sg_frame_whole;

/* A chunk is over. */
typedef struct sg_frame_chunk {
    uint32_t type, unused;
    uint64_t rows, last_row; /* begun; number of the last one */
    uint64_t records;        /* sent */
    uint64_t bytes, hash;    /* read, and their XXH3 */
} sg_frame_chunk;

/* The worker's job is over. A message follows. */
typedef struct sg_frame_end {
    uint32_t type, status; /* sg_status */
    uint64_t row;          /* begun last in the chunk */
} sg_frame_end;

#endif
