/* The services that a plugin is handed, inside the worker. */
#ifndef SG_PLUGIN_SERVICES_H
#define SG_PLUGIN_SERVICES_H

#include "plugin/input.h"
#include "plugin/worker.h"

#include <xxhash.h>

typedef struct sg_session {
    sg_services services; /* first: what the plugin holds */
    const sg_job *job;
    const sg_plugin *plugin;
    sg_page *page;
    int pipe;
    sg_row row;       /* last begun */
    bool row_begun;   /* any */
    bool row_dropped; /* the last begun was rejected */
    sg_buf batch;
    size_t row_mark;      /* where the current row's records start in batch */
    uint64_t row_records; /* emitted since */
    uint64_t row_emitted; /* by the plugin, for the current row */
    uint64_t records;     /* sent or waiting to be */
    sg_status status;     /* the first failure of a service */
    sg_error err;
    XXH3_state_t *hash;
    sg_input *input;            /* NULL before the first bytes are asked for */
    char first[16384];          /* the input's first bytes, when head has asked for them; read again from here */
    size_t first_len, first_at; /* first_at: how many of them were given */
} sg_session;

/* The job's input, unpacked; the job must outlive it. members: as in sg_input_from. */
sg_status sg_job_open(const sg_job *job, sg_buf *members, sg_input **out, sg_error *err);
/* The work goes on: for the host, which ends a worker that stands still. self: the sg_job. */
void sg_job_beat(void *self);
/* SG_JOB_LIST: tells the files of a zip among which one must be named. */
sg_status sg_job_list(const sg_job *job, sg_error *err);
/* SG_JOB_HASH: tells the hash of all that the input holds. */
sg_status sg_job_hash(const sg_job *job, sg_error *err);
/* Readies a session; memory is released when the worker ends. */
sg_status sg_session_init(sg_session *session, const sg_job *job, const sg_plugin *plugin, int pipe, sg_error *err);
/* Reads what is left of the input, so that the hash is of all of it, and sends what is left of the batch. */
sg_status sg_session_finish(sg_session *session);
/* Writes all of it to a descriptor. -1 when that fails. */
int sg_write_whole(int fd, const void *at, size_t len);

#endif
