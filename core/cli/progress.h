/* What a command that takes a while shows on a terminal: one line that is written over, and is gone at the end. */
#ifndef SG_CLI_PROGRESS_H
#define SG_CLI_PROGRESS_H

#include "cli/cli.h"

/* What is done now: "reading the postings". Nothing when --quiet, or standard error is no terminal that can. */
void sg_progress_step(const sg_cli *cli, const char *what);
/* Takes the line of a step away, if there is one; what writes to the terminal calls it first. */
void sg_progress_clear(void);

typedef struct sg_progress {
    const char *name; /* of what is read; NULL: nothing is shown */
    uint64_t start;   /* milliseconds */
} sg_progress;

/* name: kept until sg_progress_end. Shows nothing when --quiet, or standard error is no terminal. */
void sg_progress_begin(sg_progress *progress, const sg_cli *cli, const char *name);
/* As sg_run's progress; self: the sg_progress. */
void sg_progress_show(void *self, const sg_run_report *so_far);
void sg_progress_end(const sg_progress *progress);

/* The line: rows, megabytes, and what they tell with the seconds since the start: speed, per cent and time left. */
void sg_progress_line(const char *name, const sg_run_report *so_far, double seconds, char *out, size_t size);

#endif
