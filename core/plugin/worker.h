/* The worker: a forked process that confines itself, loads one plugin and does one job with it. */
#ifndef SG_PLUGIN_WORKER_H
#define SG_PLUGIN_WORKER_H

#include "input/cuts.h"
#include "plugin/contract.h"
#include "plugin/host.h"

#include <stdatomic.h>
#include <sys/types.h>

/* What a worker tells of the plugin and of its job, besides records. */
typedef struct sg_told {
    sg_run_report report; /* in the worker's page: rows, rejected and bytes so far */
    sg_plugin_info info;  /* path is empty */
    int32_t score;
    uint32_t loaded;    /* the plugin's constructors are done */
    uint32_t swallowed; /* run answered 0 after a service had failed */
    char members[8192]; /* SG_JOB_LIST: names of a zip's files, one a line; "": it is read as one file */
    uint32_t more;      /* there are more of them than fit */
    char name[256];     /* SG_JOB_UNPACK: of the member, or "" */
    struct {
        uint32_t done, holds;
        char found[SG_PLUGIN_TEXT_MAX];
    } clauses[SG_CLAUSES_MAX]; /* SG_JOB_CHECK: as in contract.h */
} sg_told;

/* What one worker and its host share. The worker may write anything here: the host believes texts in it only after the
 * worker has ended, and tidied. */
typedef struct sg_page {
    _Atomic uint64_t beat;  /* changes whenever the job gets on */
    _Atomic uint64_t chunk; /* in which it reads */
    _Atomic uint64_t row;   /* last begun in it, 0: none */
    sg_told told;
} sg_page;

typedef enum sg_job_kind {
    SG_JOB_DESCRIBE,
    SG_JOB_CHECK,
    SG_JOB_PROBE,
    SG_JOB_RUN,
    SG_JOB_GUESS,
    SG_JOB_LIST,  /* the files of a zip */
    SG_JOB_UNPACK /* into run->output */
} sg_job_kind;

typedef struct sg_job {
    sg_job_kind kind;
    const char *id;           /* the plugin's, as its file is named */
    const char *input_name;   /* without folders, for probe */
    const char *member;       /* of the input, as in sg_input_from */
    int plugin, input, go;    /* descriptors; -1: none (plugin: SG_JOB_LIST, SG_JOB_UNPACK; go: the input is not cut) */
    int output;               /* SG_JOB_UNPACK: a descriptor to write to */
    const sg_run *run;        /* options and progress: SG_JOB_RUN, SG_JOB_GUESS */
    const sg_sink *sink;      /* SG_JOB_RUN, SG_JOB_GUESS */
    const sg_cuts *cuts;      /* SG_JOB_RUN: the input's chunks */
    bool packed;              /* SG_JOB_RUN: the input is to be unpacked, and has one chunk */
    unsigned worker, workers; /* this one reads chunk `worker`, and then every one that is `workers` further */
    bool unguarded;           /* the kernel has no Landlock, and the file is trusted: go without */
    sg_page *page;
} sg_job;

/* In the host: starts workers for the job (one, but for a run in parts). run->input NULL: none. run and sink stay as
 * long as it does. NULL: no memory, which the end will say. */
sg_running *sg_host_begin(sg_job_kind kind, const sg_run *run, const sg_sink *sink);
/* Says how the beginning failed, if it did; else listens until the workers have ended. told: what the first one told,
 * tidied, with the report of the run; zero when none was started. The row last begun, input and plugin are named in the
 * message. Releases it. */
sg_status sg_host_end(sg_running *running, sg_told *told, sg_error *err);
/* Ends the workers, with nothing taken, and releases it. NULL: none. */
void sg_host_drop(sg_running *running);
/* The beginning and the end. */
sg_status sg_host_do(sg_job_kind kind, const sg_run *run, const sg_sink *sink, sg_told *told, sg_error *err);

/* Makes texts end, be UTF-8, and hold no control characters, and counts stay in bounds, whatever was written. */
void sg_told_tidy(sg_told *told);

/* What a worker does with its life: confines itself, does the job, writes the end to pipe, and ends.
 * parent: the host's process id. */
_Noreturn void sg_worker_main(const sg_job *job, int pipe, pid_t parent);

/* Confines the calling process for good: no new privileges, not traceable, limits, Landlock, the allowlist of system
 * calls. plugin -1: there is none. writes: files that are open may grow. Does nothing in builds with SG_UNCONFINED. */
sg_status sg_confine(int plugin, bool unguarded, bool writes, sg_error *err);
/* Landlock's version of this kernel; 0: it has none (or the build is unconfined, then a high number). */
int sg_landlock_version(void);

#endif
