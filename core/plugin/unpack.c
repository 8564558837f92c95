/* The input of a worker's job: its descriptor, unpacked. */
#include "plugin/services.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void sg_job_beat(void *self)
{
    const sg_job *job = self;
    uint64_t now = atomic_load_explicit(&job->page->beat, memory_order_relaxed);
    atomic_store_explicit(&job->page->beat, now + 1, memory_order_relaxed);
}

static sg_status raw_read(void *self, void *bytes, size_t size, size_t *got, sg_error *err)
{
    const sg_job *job = self;
    ssize_t len;
    do len = read(job->input, bytes, size);
    while (len < 0 && errno == EINTR);
    if (len < 0) return sg_fail(err, SG_EFAIL, "cannot be read: %s", strerror(errno));
    if (len) sg_job_beat(self); /* reading on at the end is no progress */
    *got = (size_t)len;
    return SG_OK;
}

sg_status sg_job_open(const sg_job *job, sg_buf *members, sg_input **out, sg_error *err)
{
    const sg_input_from from = {.fd = job->input,
                                .member = job->member,
                                .read = raw_read,
                                .beat = sg_job_beat,
                                .self = (void *)(uintptr_t)job,
                                .members = members};
    return sg_input_open(&from, out, err);
}

sg_status sg_job_list(const sg_job *job, sg_error *err)
{
    sg_told *told = &job->page->told;
    sg_input *input = NULL;
    sg_buf names;
    sg_buf_init(&names, sizeof told->members - 1);
    sg_status status = sg_job_open(job, &names, &input, err);
    if (names.len) status = SG_OK; /* there are several: that is the answer */
    told->more = names.failed != 0;
    memcpy(told->members, names.at ? names.at : "", names.len + 1);
    sg_buf_release(&names);
    sg_input_close(input);
    return status;
}

sg_status sg_job_unpack(const sg_job *job, sg_error *err)
{
    static char piece[256 * 1024];
    sg_told *told = &job->page->told;
    sg_input *input = NULL;
    sg_status status = sg_job_open(job, NULL, &input, err);
    for (size_t got = 1; status == SG_OK && got; told->report.bytes += got) {
        status = sg_input_read(input, piece, sizeof piece, &got, err);
        if (status != SG_OK) break;
        if (sg_write_whole(job->output, piece, got) != 0)
            status = sg_fail(err, SG_EFAIL,
                             "cannot be kept unpacked while it is read, after %.0f MB: %s (TMPDIR names "
                             "another folder)",
                             (double)told->report.bytes * 1e-6, strerror(errno));
        sg_job_beat((void *)(uintptr_t)job);
    }
    if (status == SG_OK) snprintf(told->name, sizeof told->name, "%s", sg_input_name(input));
    sg_input_close(input);
    return status;
}
