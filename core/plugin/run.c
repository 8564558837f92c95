#include "plugin/host.h"

#include "plugin/worker.h"

#include <stdio.h>

static sg_status run_job(sg_job_kind kind, const sg_run *run, const sg_sink *sink, sg_run_report *report, sg_error *err)
{
    sg_told told;
    sg_status status = sg_host_do(kind, run, sink, &told, err);
    *report = told.report;
    return status;
}

sg_status sg_plugin_run(const sg_run *run, const sg_sink *sink, sg_run_report *report, sg_error *err)
{
    return run_job(SG_JOB_RUN, run, sink, report, err);
}

sg_status sg_plugin_guess(const sg_run *run, const sg_sink *sink, sg_run_report *report, sg_error *err)
{
    return run_job(SG_JOB_GUESS, run, sink, report, err);
}

enum { PROBE_S = 10 }; /* it looks at the first bytes alone */

sg_status sg_plugin_probe(const char *plugin, const char *input, int *score, sg_error *err)
{
    sg_told told;
    const sg_run run = {.plugin = plugin, .input = input, .stall_s = PROBE_S};
    sg_status status = sg_host_do(SG_JOB_PROBE, &run, NULL, &told, err);
    if (status == SG_OK) *score = told.score;
    return status;
}

sg_status sg_plugin_describe(const char *file, sg_plugin_info *out, sg_error *err)
{
    sg_told told;
    sg_status status = sg_host_do(SG_JOB_DESCRIBE, &(sg_run){.plugin = file}, NULL, &told, err);
    if (status != SG_OK) return status;
    *out = told.info;
    snprintf(out->path, sizeof out->path, "%s", file);
    return SG_OK;
}
