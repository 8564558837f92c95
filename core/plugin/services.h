/* The services that a plugin is handed, inside the worker: services.c. What they work on, a session, is session.c. */
#ifndef SG_PLUGIN_SERVICES_H
#define SG_PLUGIN_SERVICES_H

#include "input/decode.h"
#include "plugin/worker.h"

#include <xxhash.h>

typedef struct sg_session {
    sg_services services; /* first: what the plugin holds */
    const sg_job *job;
    const sg_plugin *plugin;
    sg_page *page;
    int pipe;
    sg_status status; /* the first failure of a service */
    sg_error err;

    /* reading */
    uint64_t at, end; /* the next byte of the input, and the first that is not to be read */
    bool in_parts;    /* the input is cut, and nothing has shown yet that it cannot be read so */
    bool in_chunk;    /* a chunk has begun, and its end is not told */
    bool in_header;   /* which is read from the input's start, before the first chunk is */
    uint64_t bytes;   /* of the chunk, read */
    XXH3_state_t *hash;
    sg_input *input;   /* of a packed input; NULL before the first bytes are asked for */
    char first[16384]; /* the input's first bytes, when head has asked for them */
    size_t first_len;
    sg_buf head; /* the same in UTF-8, of an input in UTF-16 */

    /* sending */
    sg_buf batch;
    sg_row row;             /* begun last in the chunk; number 0: none */
    bool row_dropped;       /* it was rejected */
    size_t row_mark;        /* where its records start in batch */
    uint64_t row_records;   /* its records since then */
    uint64_t row_emitted;   /* what the plugin emitted for it */
    uint64_t rows, records; /* of the chunk */
} sg_session;

/* The job's input, unpacked; the job must outlive it. members: as in sg_input_from. */
sg_status sg_job_open(const sg_job *job, sg_buf *members, sg_input **out, sg_error *err);
/* The work goes on: for the host, which ends a worker that stands still. self: the sg_job. */
void sg_job_beat(void *self);
/* SG_JOB_LIST: tells the files of a zip among which one must be named. */
sg_status sg_job_list(const sg_job *job, sg_error *err);
/* SG_JOB_UNPACK: writes all that the input holds, and tells the member's name. */
sg_status sg_job_unpack(const sg_job *job, sg_error *err);

/* The services that work on this session. */
void sg_services_fill(sg_session *session);
/* Readies a session; memory is released when the worker ends. */
sg_status sg_session_init(sg_session *session, const sg_job *job, const sg_plugin *plugin, int pipe, sg_error *err);
/* Reads what is left of the input, so that the hash is of all of it, and sends what is left to send. */
sg_status sg_session_finish(sg_session *session);

/* The next bytes of the input for whoever does not read it in parts; an sg_read_fn. *got 0: the end. */
sg_status sg_session_read(void *session, void *bytes, size_t size, size_t *got, sg_error *err);
/* The input's first bytes, which are read again by the next read. */
sg_status sg_session_head(sg_session *session, sg_text *head, sg_error *err);
/* The next bytes of the chunk; an sg_read_fn. This and the next three are what input/csv_parts.h calls. */
sg_status sg_chunk_read(void *session, void *bytes, size_t size, size_t *got, sg_error *err);
/* From now on the chunk of this number is read. */
sg_status sg_chunk_begin(void *session, size_t chunk, sg_error *err);
/* Tells that the chunk is over. */
sg_status sg_chunk_end(void *session, sg_error *err);
/* Tells that what was begun cannot be read in parts, and waits until it is sure that all before could. Then the chunk
 * goes on to the input's end. */
sg_status sg_chunk_whole(void *session, sg_error *err);

/* A row begins: what is put from now on is of it. Numbers rise in the chunk. */
sg_status sg_row_begin(sg_session *session, const sg_row *row, sg_error *err);
/* The row begun last is left out, with all that was put. reason: as in sg_services. */
sg_status sg_row_reject(sg_session *session, const char *reason, sg_text found, sg_error *err);
/* Of a row that is kept, not all was taken as it stands. */
sg_status sg_row_remark(sg_session *session, const char *reason, sg_text found, sg_error *err);
/* A record of the row; an sg_emit_fn, so that what a sink's convert hands on comes here too. */
sg_status sg_row_put(void *session, uint32_t type, const void *record);

/* Writes all of it to a descriptor. -1 when that fails. */
int sg_write_whole(int fd, const void *at, size_t len);

#endif
