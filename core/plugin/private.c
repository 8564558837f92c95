#include "plugin/private.h"

#include "base/mem.h"

#include <string.h>
#include <unistd.h>

/* The run of memory, on the stack's far end, in which the kernel lays words and environment one after another. */
static char *noted;
static size_t noted_len;

void sg_private_note(char **argv)
{
    char *end = argv[0];
    for (char **at = argv; *at; at++)
        if (*at == end) end += strlen(*at) + 1;
    for (char **at = environ; at && *at; at++)
        if (*at == end) end += strlen(*at) + 1;
    noted = argv[0];
    noted_len = (size_t)(end - argv[0]);
}

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    char *out = sg_alloc(size);
    return out ? memcpy(out, text, size) : NULL;
}

/* The options of the job's run, in memory of their own. Released by the worker's end. */
static sg_status keep_options(sg_job *job, sg_error *err)
{
    static sg_run run;
    size_t n = 0;
    while (job->run->options && job->run->options[n]) n++;
    const char **kept = sg_zalloc(n + 1, sizeof *kept);
    for (size_t i = 0; kept && i < n; i++)
        if (!(kept[i] = copy(job->run->options[i]))) kept = NULL;
    if (!kept) return sg_fail(err, SG_EFAIL, "no memory for a worker");
    run = *job->run;
    run.options = kept;
    run.input = run.name = job->input_name;
    job->run = &run;
    return SG_OK;
}

sg_status sg_private_forget(sg_job *job, sg_error *err)
{
    static char *none[] = {NULL};
    if (job->input_name) job->input_name = copy(job->input_name);
    if (job->member && !(job->member = copy(job->member))) return sg_fail(err, SG_EFAIL, "no memory for a worker");
    sg_status status = job->run ? keep_options(job, err) : SG_OK;
    if (status == SG_OK && noted_len) explicit_bzero(noted, noted_len);
    environ = none;
    return status;
}
