#include "plugin/host.h"

#include "plugin/worker.h"

#include <stdio.h>

sg_running *sg_plugin_begin(const sg_run *run, const sg_sink *sink)
{
    return sg_host_begin(SG_JOB_RUN, run, sink);
}

sg_status sg_plugin_end(sg_running *running, sg_run_report *report, sg_error *err)
{
    sg_told told;
    sg_status status = sg_host_end(running, &told, err);
    *report = told.report;
    return status;
}

void sg_plugin_drop(sg_running *running)
{
    sg_host_drop(running);
}

sg_status sg_plugin_run(const sg_run *run, const sg_sink *sink, sg_run_report *report, sg_error *err)
{
    return sg_plugin_end(sg_plugin_begin(run, sink), report, err);
}

sg_status sg_plugin_guess(const sg_run *run, const sg_sink *sink, sg_run_report *report, sg_error *err)
{
    return sg_plugin_end(sg_host_begin(SG_JOB_GUESS, run, sink), report, err);
}

enum { IN_FLIGHT = 3 }; /* the one that is taken, and those that get on meanwhile */

sg_status sg_plugin_run_each(const sg_run *runs, size_t n, const sg_sink *sink, sg_ended_fn ended, void *self,
                             sg_error *err)
{
    sg_running *running[IN_FLIGHT] = {NULL};
    sg_run_report report;
    sg_status status = SG_OK;
    size_t begun = 0, i = 0;
    for (; status == SG_OK && i < n; i++) {
        for (; begun < n && begun < i + IN_FLIGHT; begun++)
            running[begun % IN_FLIGHT] = sg_plugin_begin(&runs[begun], sink);
        status = sg_plugin_end(running[i % IN_FLIGHT], &report, err);
        status = ended(self, i, status, &report, err);
    }
    for (; i < begun; i++) sg_plugin_drop(running[i % IN_FLIGHT]);
    return status;
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
