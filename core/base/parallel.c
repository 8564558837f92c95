#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

static atomic_uint limit;

typedef struct {
    sg_parallel_fn run;
    void *self;
    size_t n;
    atomic_size_t next, failed; /* next thing to take; the first that failed so far, or n */
    pthread_mutex_t lock;
    sg_status status; /* of `failed` */
    sg_error error;
} job;

void sg_parallel_limit(unsigned threads)
{
    limit = threads < SG_PARALLEL_MAX ? threads : SG_PARALLEL_MAX;
}

static size_t threads_for(size_t n)
{
    cpu_set_t cpus;
    size_t most = limit;
    if (most == 0) most = sched_getaffinity(0, sizeof cpus, &cpus) == 0 ? (size_t)CPU_COUNT(&cpus) : 1;
    if (most > SG_PARALLEL_MAX) most = SG_PARALLEL_MAX;
    return n < most ? n : most;
}

static void keep_failure(job *j, size_t i, sg_status status, const sg_error *error)
{
    pthread_mutex_lock(&j->lock);
    if (i < j->failed) {
        j->failed = i;
        j->status = status;
        j->error = *error;
    }
    pthread_mutex_unlock(&j->lock);
}

/* Things are taken in order: whatever comes before a failed one has been taken, and its own failure will be seen. */
static void *work(void *self)
{
    job *j = self;
    for (size_t i; (i = j->next++) < j->n && i < j->failed;) {
        sg_error error = {{0}};
        sg_status status = j->run(j->self, i, &error);
        if (status != SG_OK) keep_failure(j, i, status, &error);
    }
    return NULL;
}

sg_status sg_parallel_run(size_t n, sg_parallel_fn run, void *self, sg_error *err)
{
    job j = {.run = run, .self = self, .n = n, .failed = n, .lock = PTHREAD_MUTEX_INITIALIZER, .status = SG_OK};
    pthread_t threads[SG_PARALLEL_MAX];
    size_t helpers = 0, wanted = threads_for(n);
    while (helpers + 1 < wanted && pthread_create(&threads[helpers], NULL, work, &j) == 0) helpers++;
    work(&j);
    while (helpers > 0) pthread_join(threads[--helpers], NULL);
    if (j.status != SG_OK && err) *err = j.error;
    return j.status;
}
