/* The input of a worker's job: its descriptor, unpacked. */
#include "plugin/services.h"

#include <errno.h>
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

sg_status sg_job_hash(const sg_job *job, sg_error *err)
{
    static char piece[256 * 1024];
    sg_input *input = NULL;
    XXH3_state_t *state = XXH3_createState();
    sg_status status = state ? sg_job_open(job, NULL, &input, err) : sg_fail(err, SG_EFAIL, "no memory for a worker");
    if (state) XXH3_64bits_reset(state);
    for (size_t got = 1; status == SG_OK && got;) {
        status = sg_input_read(input, piece, sizeof piece, &got, err);
        if (status == SG_OK) XXH3_64bits_update(state, piece, got);
        sg_job_beat((void *)(uintptr_t)job);
    }
    if (status == SG_OK) job->page->told.report.input_hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    sg_input_close(input);
    return status;
}
