/* Runs of plugins: what their workers need is opened, they are started, and what is left of them put away. */
#include "plugin/host.h"

#include "base/mem.h"
#include "input/decode.h"
#include "plugin/running.h"
#include "plugin/trust.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK_BYTES = 8 << 20 };

static size_t count_workers(const sg_running *it)
{
    cpu_set_t cpus;
    size_t n = it->job.run->jobs;
    if (!n) n = sched_getaffinity(0, sizeof cpus, &cpus) == 0 ? (size_t)CPU_COUNT(&cpus) : 1;
    if (n > it->cuts.n) n = it->cuts.n;
    if (n > SG_WORKERS_MAX) n = SG_WORKERS_MAX;
    return n ? n : 1;
}

/* All are started before anything of the run is taken: no worker is forked while its sink has a store open. */
static sg_status start_all(sg_running *it, sg_error *err)
{
    sg_status status = SG_OK;
    it->job.workers = (unsigned)count_workers(it);
    if (it->cuts.parts > 1 && pipe2(it->go, O_CLOEXEC) != 0)
        return sg_fail(err, SG_EFAIL, "no pipe for a worker: %s", strerror(errno));
    it->job.go = it->go[0];
    while (status == SG_OK && it->n_hands < it->job.workers) {
        it->job.worker = (unsigned)it->n_hands;
        status = sg_hand_start(&it->hands[it->n_hands++], &it->job, err);
    }
    return status;
}

/* What a run needs to know of its input before workers start: its hash, and where it may be cut. */
static sg_status scan_input(sg_running *it, sg_error *err)
{
    const sg_run *run = it->job.run;
    char head[SG_INPUT_MAGIC];
    struct stat info = {.st_size = 0};
    ssize_t len = pread(it->job.input, head, sizeof head, 0);
    it->job.packed = it->job.member || (len > 0 && sg_input_packed(head, (size_t)len));
    it->taker.unhashed = it->job.packed || it->job.kind != SG_JOB_RUN;
    sg_status status = it->taker.unhashed ? sg_cuts_none(&it->cuts, err)
                                          : sg_cuts_make(it->job.input,
                                                         run->parts != 1 ? 0
                                                         : run->chunk    ? run->chunk
                                                                         : CHUNK_BYTES,
                                                         &it->cuts, err);
    if (status == SG_EFAIL) return sg_fail_in(err, status, "%s", sg_run_name(run));
    bool shard = status == SG_OK && run->shards;
    if (shard) sg_cuts_keep(&it->cuts, run->shard, run->shards, run->shift);
    if (shard && it->cuts.parts > 1)
        it->taker.report.size = it->cuts.size;
    else if (fstat(it->job.input, &info) == 0)
        it->taker.report.size = (uint64_t)info.st_size;
    it->taker.report.input_hash = it->cuts.hash; /* 0: not known before it is read */
    it->taker.report.parts = it->cuts.parts;
    it->taker.chunks = it->taker.report.parts_here = it->cuts.n;
    it->taker.shard = shard && it->cuts.parts > 1 && it->job.sink->part_begin;
    return status;
}

static sg_status input_open(sg_running *it, sg_error *err)
{
    const sg_run *run = it->job.run;
    sg_status status = sg_spool_open(run, &it->spool, err);
    if (status != SG_OK) return status;
    size_t len = sg_member_cut(run->input);
    const char *slash = strrchr(sg_run_name(run), '/');
    it->job.input = it->spool.fd;
    it->job.input_name = run->within && run->within[0]           ? run->within
                         : sg_run_name(run) == sg_standard_input ? ""
                         : slash                                 ? slash + 1
                                                                 : sg_run_name(run);
    it->job.member = run->input[len] ? run->input + len + 1 : NULL;
    return it->job.sink ? scan_input(it, err) : SG_OK;
}

static sg_status host_open(sg_running *it, sg_error *err)
{
    bool installed = false;
    const char *plugin = it->job.run->plugin; /* NULL: none is needed to list or hash */
    if (plugin && sg_trust_id(plugin, it->id) != 0)
        return sg_fail(err, SG_EPLUGIN, "%s: a file named ID.so was expected, its id at most %d bytes", plugin,
                       SG_PLUGIN_ID_MAX - 1);
    sg_status status = it->job.run->input ? input_open(it, err) : SG_OK;
    if (status == SG_OK && plugin) status = sg_trust_open(plugin, &it->job.plugin, &installed, err);
    if (status != SG_OK) return status;
    it->job.unguarded = sg_landlock_version() == 0;
    if (!plugin || !it->job.unguarded || installed) return SG_OK;
    return sg_fail(err, SG_EPLUGIN, "%s: this kernel has no Landlock, so only installed plugins are run", plugin);
}

/* The report of what was taken; of a run that failed, also what the worker in turn had begun. */
static void tell(sg_running *it, sg_status status, sg_told *told)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < it->n_hands; i++) {
        const sg_page *page = it->hands[i].page;
        if (!page) continue;
        if (i == 0) *told = page->told;
        if (i > 0 && page->told.swallowed) told->swallowed = 1;
        bytes += page->told.report.bytes;
    }
    const sg_hand *turn = it->n_hands ? sg_running_turn(it) : NULL;
    if (it->job.sink) told->report = it->taker.report;
    if (it->job.sink && status != SG_OK && turn && turn->page) {
        told->report.rows = sg_running_row(it, turn);
        told->report.bytes = bytes;
    }
    sg_told_tidy(told);
}

sg_running *sg_host_begin(sg_job_kind kind, const sg_run *run, const sg_sink *sink)
{
    sg_running *it = sg_zalloc(1, sizeof *it);
    if (!it) return NULL;
    it->job = (sg_job){
        .kind = kind, .id = it->id, .run = run, .sink = sink, .input = -1, .plugin = -1, .go = -1, .output = -1};
    it->job.cuts = &it->cuts;
    if (kind == SG_JOB_UNPACK) it->job.output = run->output;
    it->go[0] = it->go[1] = it->spool.fd = -1;
    it->status = host_open(it, &it->error);
    it->taker.sink = sink;
    it->taker.kind = run->kind;
    it->taker.cuts = &it->cuts;
    it->taker.input = it->job.input;
    it->taker.only = kind == SG_JOB_GUESS ? SG_RECORD_PROPOSAL : 0;
    bool idle = kind == SG_JOB_RUN && !it->taker.chunks;
    if (it->status == SG_OK && !idle) it->status = start_all(it, &it->error);
    return it;
}

sg_status sg_host_end(sg_running *it, sg_told *told, sg_error *err)
{
    memset(told, 0, sizeof *told);
    if (!it) return sg_fail(err, SG_EFAIL, "no memory for a worker");
    const sg_sink *sink = it->job.sink;
    sg_status status = it->status;
    if (status != SG_OK && err) *err = it->error;
    if (status == SG_OK && sink && sink->begin) status = sink->begin(sink->self, &it->taker.report, err);
    if (status == SG_OK) status = sg_running_listen(it, err);
    tell(it, status, told);
    sg_host_drop(it);
    return status;
}

void sg_host_drop(sg_running *it)
{
    if (!it) return;
    for (size_t i = 0; i < it->n_hands; i++) sg_hand_release(&it->hands[i]);
    for (size_t i = 0; i < 2; i++)
        if (it->go[i] >= 0) close(it->go[i]);
    if (it->job.plugin >= 0) close(it->job.plugin);
    sg_spool_close(&it->spool);
    sg_cuts_release(&it->cuts);
    sg_free(it);
}

sg_status sg_host_do(sg_job_kind kind, const sg_run *run, const sg_sink *sink, sg_told *told, sg_error *err)
{
    return sg_host_end(sg_host_begin(kind, run, sink), told, err);
}
